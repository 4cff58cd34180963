"""Sessions and their slots: wall time in the forum's zone, turned into moments only when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONGEST_DAY = 24 * 60
EARLIEST, LATEST = time(8), time(21)
"""The hours, in their own zone, in which whoever takes part by video from another zone is asked to meet."""


@dataclass(frozen=True)
class SlotTime:
    """One slot: its day and its wall times."""

    day: date
    starts: time
    ends: time

    def start(self, zone: str) -> datetime:
        """Give the moment it begins (aware, in the zone)."""
        return datetime.combine(self.day, self.starts, ZoneInfo(zone))

    def end(self, zone: str) -> datetime:
        """Give the moment it ends (aware, in the zone)."""
        return datetime.combine(self.day, self.ends, ZoneInfo(zone))


def slots_of(day: date, starts: time, *, count: int, length: int, pause: int) -> list[SlotTime]:
    """Lay out `count` slots of `length` minutes with `pause` minutes between, from a wall time on."""
    begin = datetime.combine(day, starts)
    laid = []
    for number in range(count):
        one = begin + timedelta(minutes=number * (length + pause))
        laid.append(SlotTime(one.date(), one.time(), (one + timedelta(minutes=length)).time()))
    return laid


def why_not_session(
    day: date,
    starts: time,
    *,
    count: int,
    length: int,
    pause: int,
    first_day: date | None,
    last_day: date | None,
    others: list[SlotTime],
) -> str | None:
    """Say why a session cannot be added, or nothing if it can: on the forum's days, within a day, beside no other."""
    if first_day and last_day and not first_day <= day <= last_day:
        return _("This day is not one of the forum’s days.")
    minutes = starts.hour * 60 + starts.minute + count * length + (count - 1) * pause
    if minutes >= LONGEST_DAY:
        return _("The session would last past midnight.")
    laid = slots_of(day, starts, count=count, length=length, pause=pause)
    if any(
        one.day == other.day and one.starts < other.ends and other.starts < one.ends
        for one in laid
        for other in others
    ):
        return _("The session overlaps with another.")
    return None


def why_not_remove_session(*, meetings: int) -> str | None:
    """Say why a session cannot be removed, or nothing if it can."""
    return _("Meetings of the published plan lie in it. Plan anew without it first.") if meetings else None


def why_not_remove_table(*, meetings: int) -> str | None:
    """Say why a table cannot be removed, or nothing if it can."""
    return (
        _("Meetings of the published plan are held there. Say on the page of the day that it is lost.")
        if meetings
        else None
    )
