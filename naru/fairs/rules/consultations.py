"""The words and rules of consultations: talks between an exhibitor and somebody, planned, held or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Topic(TextChoices):
    """What a consultation was about."""

    TREATMENT = "treatment", gettext_lazy("Treatment of a patient")
    CHECKUP = "checkup", gettext_lazy("Health check-up")
    REFERRAL = "referral", gettext_lazy("Sending patients")
    TRAINING = "training", gettext_lazy("Training of medical staff")
    EXPORT = "export", gettext_lazy("Medical devices and export")
    OTHER = "other", pgettext_lazy("consultation", "Something else")


class Outcome(TextChoices):
    """What a consultation ended with."""

    INFORMED = "informed", gettext_lazy("Information given")
    QUOTATION = "quotation", gettext_lazy("A quotation is asked for")
    DOCUMENTS = "documents", gettext_lazy("Medical documents will be sent")
    AGREEMENT = "agreement", gettext_lazy("An MOU is intended")
    NOTHING = "nothing", gettext_lazy("Nothing further")


class Standing(TextChoices):
    """Where a consultation stands, computed from its dated facts."""

    DRAFT = "draft", pgettext_lazy("consultation", "Draft")
    HELD = "held", pgettext_lazy("consultation", "Held")
    CANCELLED = "cancelled", pgettext_lazy("consultation", "Cancelled")


class Origin(TextChoices):
    """How a consultation came into the log."""

    DEVICE = "device", pgettext_lazy("consultation", "From a booth’s device")
    DESK = "desk", pgettext_lazy("consultation", "Typed")
    INVITATION = "invitation", pgettext_lazy("consultation", "From a calendar invitation")
    MEETING = "meeting", pgettext_lazy("consultation", "From a 1:1 meeting")


FROM_MEETING = "meeting:"
"""What an origin key begins with where a consultation comes from a 1:1 meeting; the meeting's UID follows."""


@dataclass(frozen=True)
class Facts:
    """The dated facts of one consultation."""

    held_at: datetime | None
    cancelled_at: datetime | None


def standing(facts: Facts) -> Standing:
    """Say where a consultation stands."""
    if facts.cancelled_at:
        return Standing.CANCELLED
    return Standing.HELD if facts.held_at else Standing.DRAFT


def why_not_hold(facts: Facts, *, both: bool) -> str | None:
    """Say why a draft cannot be logged as held, or nothing if it can; `both` says that both sides are named."""
    if facts.cancelled_at:
        return _("This consultation is cancelled.")
    if facts.held_at:
        return _("This consultation is logged as held already.")
    return None if both else _("Name both sides: who spoke for the exhibitor, and with whom.")


def why_not_log_meeting(*, held: bool, booth: bool) -> str | None:
    """
    Say why a 1:1 meeting cannot be put into a fair's consultation log, or nothing if it can.

    `booth`: one of the two sides exhibits at a fair beside the forum.
    """
    if not held:
        return _("Record first that the meeting was held.")
    return None if booth else _("Neither side has a booth at a fair beside this forum.")


def why_not_change(facts: Facts) -> str | None:
    """Say why the words of a consultation cannot be changed, or nothing if they can."""
    return _("This consultation is cancelled.") if facts.cancelled_at else None


def why_not_cancel(facts: Facts) -> str | None:
    """Say why a consultation cannot be cancelled, or nothing if it can."""
    return _("This consultation is cancelled already.") if facts.cancelled_at else None
