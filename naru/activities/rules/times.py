"""When an activity takes place: wall time and the name of a zone, turned into moments only when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

KOREA = "Asia/Seoul"


@dataclass(frozen=True)
class Span:
    """
    Days (end exclusive), times of day where there are any, and the zone they are meant in.

    The offset is looked up at the last moment, so that a country may change its zone between the
    planning and the day and the opening hour stays what the invitation says.
    """

    starts_on: date
    ends_on: date
    starts_time: time | None
    ends_time: time | None
    zone: str

    @property
    def all_day(self) -> bool:
        """Whether it takes whole days."""
        return self.starts_time is None or self.ends_time is None

    @property
    def last_day(self) -> date:
        """The last day on which it takes place."""
        return self.ends_on - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it takes."""
        return (self.ends_on - self.starts_on).days

    def start(self) -> datetime:
        """Give the moment it starts (aware, in its zone; the first midnight for whole days)."""
        return datetime.combine(self.starts_on, self.starts_time or time.min, ZoneInfo(self.zone))

    def end(self) -> datetime:
        """Give the moment it ends (aware, in its zone; the midnight after the last day for whole days)."""
        if self.all_day:
            return datetime.combine(self.ends_on, time.min, ZoneInfo(self.zone))
        return datetime.combine(self.last_day, self.ends_time or time.min, ZoneInfo(self.zone))

    def in_zone(self, zone: str) -> tuple[datetime, datetime]:
        """Give both moments as a clock in another zone shows them."""
        return self.start().astimezone(ZoneInfo(zone)), self.end().astimezone(ZoneInfo(zone))

    def overlaps(self, other: Span) -> bool:
        """Say whether both take place at one moment at least."""
        return self.start() < other.end() and other.start() < self.end()


def widened(starts_on: date, ends_on: date, *, known: str) -> tuple[date, date]:
    """Widen days (end exclusive) to whole months or years, where no more than these is known of them."""
    last = ends_on - timedelta(days=1)
    if known == "year":
        return date(starts_on.year, 1, 1), date(last.year + 1, 1, 1)
    if known == "month":
        after = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
        return starts_on.replace(day=1), after
    return starts_on, ends_on


def is_zone(name: str) -> bool:
    """Say whether a name is an IANA zone that this machine knows."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    # Python walks the whole folder of zones at every call.
    return frozenset(available_timezones())
