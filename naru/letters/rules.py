"""How letters go: their states, the languages tried, the parts of a rendered letter, what is masked in it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class State(TextChoices):
    """Where a letter stands."""

    WAITING = "waiting", gettext_lazy("Waiting")
    SENT = "sent", gettext_lazy("Sent")
    FAILED = "failed", gettext_lazy("Failed")
    KEPT = "kept", gettext_lazy("Kept here")


FALLBACK = "en"
"""The language a letter is written in where there is no template in the reader's own."""

MASK = "•••"
"""What is shown in place of the secret part of a link."""

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
"""A web address in running text, without the full stop behind it."""

GAP = re.compile(r"\{\w[^{}]*\}")
"""A place in a previewed template where a value will stand."""

GAPS: dict[str, Any] = {
    "name": gettext_lazy("Name of the reader"),
    "inviter": gettext_lazy("Name of who invites"),
    "who": gettext_lazy("Name of who did it"),
    "office": gettext_lazy("Name of the office"),
    "organisation": gettext_lazy("Organisation"),
    "party": gettext_lazy("Organisation"),
    "role": gettext_lazy("Role"),
    "period": gettext_lazy("Period"),
    "about": gettext_lazy("What it is about"),
    "title": gettext_lazy("Title"),
    "titles": gettext_lazy("Titles"),
    "activity": gettext_lazy("Activity"),
    "why": gettext_lazy("Reason"),
    "reason": gettext_lazy("Reason"),
    "what": gettext_lazy("What was done"),
    "words": gettext_lazy("Text"),
    "link": gettext_lazy("Link"),
    "url": gettext_lazy("Link"),
    "until": gettext_lazy("Last day"),
    "when": gettext_lazy("Time"),
    "day": gettext_lazy("Day"),
    "old_end": gettext_lazy("End until now"),
    "new_end": gettext_lazy("New end"),
    "days": gettext_lazy("Days"),
    "count": gettext_lazy("Number"),
    "more": gettext_lazy("Number"),
    "number": gettext_lazy("Number"),
    "forum": gettext_lazy("Event"),
    "agenda": gettext_lazy("Agenda"),
    "zone": gettext_lazy("Time zone"),
    "network": gettext_lazy("Network address"),
    "each": gettext_lazy("Line"),
    "line": gettext_lazy("Line"),
    "old": gettext_lazy("Address until now"),
    "new": gettext_lazy("New address"),
}
"""What stands in a place of a template, by its name; a name that nobody explained is shown as it is."""

NAMES = {
    "ko": "홍길동",
    "en": "Alex Kim",
    "ru": "Анна Иванова",
    "mn": "Бат Болд",
    "vi": "Nguyễn Văn An",
    "zh-hans": "王小明",
}
"""A name for example in each language, as forms of that language have it."""

_SECRET_PART = re.compile(r"(?<=[/=:])(?=[^/=&?#\s]*\d)[A-Za-z0-9_:.\-]{16,}(?=[/&?#]|$)")


def languages_tried(language: str) -> list[str]:
    """Give the languages in which a template is looked for, best first: the own, its base, then English."""
    tried = [language.lower()]
    base = language.lower().split("-")[0]
    for other in (base, FALLBACK):
        if other not in tried:
            tried.append(other)
    return tried


def parts(text: str) -> tuple[str, str]:
    """
    Split a rendered letter into its subject and its body.

    A value that brings a line break into the subject stays in the subject: nobody smuggles in a header.

    :raises ValueError: where the first line is not `Subject: …` followed by an empty line
    """
    first, gap, rest = text.replace("\r\n", "\n").lstrip("\ufeff\n").partition("\n\n")
    if not first.startswith("Subject:") or not first.removeprefix("Subject:").strip():
        raise ValueError("The first line of a letter must be “Subject: …”.")
    if not gap:
        raise ValueError("An empty line must follow the subject of a letter.")
    subject = " ".join(first.removeprefix("Subject:").split())
    return subject, re.sub(r"\n{3,}", "\n\n", rest.strip()) + "\n"


def example(gap: str, *, language: str, address: str) -> str | date:
    """Give what may stand in a place of a template, in the letter's language; empty where nothing general can."""
    if gap in {"name", "inviter", "who"}:
        return NAMES.get(language, NAMES[FALLBACK])
    if gap in {"link", "url"}:
        return f"{address}/…"
    if gap in {"until", "when", "day", "old_end", "new_end"}:
        return date(2027, 1, 31)
    if gap in {"days", "count", "more", "number"}:
        return "3"
    if gap in {"old", "new"}:
        return f"{gap}@example.org"
    return ""


def links(body: str) -> list[str]:
    """Give the web addresses in a letter, in their order."""
    return LINK.findall(body)


def masked(body: str) -> str:
    """Hide in every link the long random part that opens a door, so that no reader can use it."""
    return LINK.sub(lambda found: _SECRET_PART.sub(MASK, found.group()), body)


def may_open_links(state: str, *, keeper: bool, demo: bool) -> bool:
    """
    Say whether a member of staff may see the links of a letter in full.

    In the demo everybody; else only a keeper of letters, and only while a letter is kept here for want of
    a mail server: then somebody has to hand it over. What went out by mail opens doors for its reader alone.
    """
    return demo or (keeper and state == State.KEPT)


def why_not_send_again(state: str, *, mail: bool) -> str | None:
    """Say why a letter cannot be sent again, or nothing if it can. `mail`: whether a mail server is set."""
    if state == State.WAITING:
        return _("It is waiting to be sent already.")
    if not mail:
        return _("No mail server is set up, so letters stay on this page.")
    return None
