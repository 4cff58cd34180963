"""The words of a fair: what is counted on a day, and what goes to the hall and arrives there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

GRACE = timedelta(days=1)
"""How long after the last day of a fair an entry still counts: the last talks are noted in the hotel."""


class Counts(TextChoices):
    """What a daily target counts."""

    VISITORS_COUNTED = "visitors_counted", gettext_lazy("Visitors counted by head")
    VISITORS_NAMED = "visitors_named", gettext_lazy("Visitors scanned by name")
    LEADS = "leads", gettext_lazy("Leads")
    CONSULTATIONS = "consultations", gettext_lazy("Consultations")


class Stage(TextChoices):
    """How far a shipment has come."""

    PACKED = "packed", pgettext_lazy("shipment", "Packed")
    SENT = "sent", pgettext_lazy("shipment", "Sent")
    ARRIVED = "arrived", pgettext_lazy("shipment", "Arrived")


@dataclass(frozen=True)
class Counted:
    """How many pieces of one material were wanted and counted at each stage; nothing where not counted yet."""

    wanted: int
    packed: int | None = None
    sent: int | None = None
    arrived: int | None = None


def differences(pieces: Counted) -> list[tuple[Stage, int]]:
    """Say at which stages pieces went missing (negative) or turned up (positive), against the stage before."""
    found, before = [], pieces.wanted
    for stage in Stage:
        number = getattr(pieces, stage.value)
        if number is None:
            continue
        if number != before:
            found.append((stage, number - before))
        before = number
    return found


def why_not_count(pieces: Counted, *, stage: str) -> str | None:
    """Say why pieces cannot be counted at a stage yet, or nothing if they can."""
    if stage == Stage.SENT and pieces.packed is None:
        return _("Count what was packed first.")
    if stage == Stage.ARRIVED and pieces.sent is None:
        return _("Count what was sent first.")
    return None


def why_not_set_up(*, kind: str, dated: bool, already: bool) -> str | None:
    """Say why no fair can be hung on an activity, or nothing if one can; `dated` means known to the day."""
    if already:
        return _("This activity has its booths already.")
    if kind != "fair":
        return _("Only an activity of the kind fair has booths.")
    if not dated:
        return _("Set the days of the activity first: booths are counted by the day.")
    return None


def why_not_register(*, opened_at: datetime | None, closed_at: datetime | None, text: bool) -> str | None:
    """Say why visitors cannot register, or nothing if they can."""
    if closed_at is not None or opened_at is None:
        return _("Registration for this fair is closed.")
    return None if text else _("The words of the consent are missing. Write them first.")


def is_over(at: datetime, *, ends_on: date | None, zone: str) -> bool:
    """Say whether a moment lies after a fair (its day after the last, in its zone) and the day of grace."""
    if ends_on is None:
        return False
    end = datetime.combine(ends_on, datetime.min.time(), ZoneInfo(zone))
    return at >= end + GRACE


def days(starts_on: date, ends_on: date) -> Iterator[date]:
    """Give the days of a fair, the end exclusive."""
    for place in range((ends_on - starts_on).days):
        yield starts_on + timedelta(days=place)
