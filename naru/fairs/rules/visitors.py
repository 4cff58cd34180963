"""The words and rules of visitors: what they agree to, for whom, and what an exhibitor may see of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Purpose(TextChoices):
    """What a visitor may agree to, each by itself."""

    CONTACT = "contact", gettext_lazy("Exhibitors that scan my badge may see my name and contact me")
    HEALTH = "health", gettext_lazy("They may note what I tell them about my health, to answer me")
    NEWS = "news", gettext_lazy("The office may write to me about its programme")


class Place(TextChoices):
    """Where heads are counted."""

    BOOTH = "booth", gettext_lazy("Booth")
    ENTRANCE = "entrance", gettext_lazy("Entrance")


@dataclass(frozen=True)
class Decision:
    """One decision of a visitor: for a purpose, for one exhibitor (its key) or for all (None); in order of time."""

    purpose: str
    exhibitor: int | None
    given: bool


def agreed(decisions: Iterable[Decision], *, purpose: str, exhibitor: int | None) -> bool:
    """Say whether a visitor agrees to a purpose for an exhibitor: the last word about it, else about all."""
    general, own = False, None
    for one in decisions:
        if one.purpose != purpose:
            continue
        if one.exhibitor is None:
            general = one.given
        elif one.exhibitor == exhibitor:
            own = one.given
    return general if own is None else own


def text_for(texts: Mapping[str, str], *, language: str) -> tuple[str, str]:
    """Give the words of a consent for a reader, with the language they are in: the own, else English, Korean."""
    for code in (language, "en", "ko", *texts):
        if words := texts.get(code, "").strip():
            return words, code
    return "", language


def why_not_publish(texts: Mapping[str, str]) -> str | None:
    """Say why the words of a consent cannot be published, or nothing if they can."""
    if not texts.get("ko", "").strip() or not texts.get("en", "").strip():
        return _("Write the words of the consent in Korean and in English at least.")
    return None


def why_not_enter(*, name: str, email: str, phone: str, contact: bool) -> str | None:
    """Say why a visitor cannot be registered with these words, or nothing if they can."""
    if not name.strip():
        return _("Write your name.")
    if contact and not (email.strip() or phone.strip()):
        return _("To be contacted, leave an e-mail address or a telephone number.")
    return None
