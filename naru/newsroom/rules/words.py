"""The words of the newsroom: what a bulletin is about, how a link stands, who may do what at the desk."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What a bulletin is about: one of the programme's kinds of work."""

    TRAINING = "training", pgettext_lazy("newsroom", "Training")
    PATIENTS = "patients", _("Foreign patients")
    COORDINATORS = "coordinators", _("Coordinators")
    FAIRS = "fairs", _("Fairs and forums")
    MISSIONS = "missions", _("Medical missions")
    EXCHANGE = "exchange", _("International exchange")
    NOTICE = "notice", _("Notice")


class LinkStanding(TextChoices):
    """How a link between a bulletin and the directory stands."""

    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


LANGUAGES_IN_ORDER = ("en", "ko", "ru", "mn", "vi", "zh-hans")
"""Which version a reader gets when there is none in the page's language: the first of these that is out."""


def why_not_decide(standing: str, to: str) -> str | None:
    """Say why a link cannot be decided so, or nothing if it can."""
    if to not in {LinkStanding.CONFIRMED, LinkStanding.REJECTED, LinkStanding.SUGGESTED}:
        return gettext("A link is confirmed, rejected or left open.")
    if standing == to:
        return gettext("It was decided so already.")
    return None
