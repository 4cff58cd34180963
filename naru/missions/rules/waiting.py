"""The queue as people read it: how many wait at a station, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from naru.missions.rules.entries import Colour, Station

SHOWN = 12
"""How many of a station's queue the board names."""
COLOURS = (Colour.RED, Colour.YELLOW, Colour.NONE, Colour.GREEN)
"""The order of the queue: not judged is never well, so it stands before green."""


@dataclass
class Queue:
    """
    Who waits at one station: how many by colour, for how many minutes on average and at most.

    Minutes are whole; somebody of whom it is not known since when is counted among those who wait, not in the minutes.
    """

    station: Station
    counts: dict[Colour, int] = field(default_factory=dict)
    average: int | None = None
    longest: int | None = None

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Group:
    """
    Those of one colour at one station: how many, of how many it is known since when, their mean and their earliest.

    `mean` is in seconds since 1970, as `earliest` would be.
    """

    station: str
    colour: str
    number: int
    known: int
    mean: float | None
    earliest: datetime | None


def minutes(since: datetime | None, now: datetime) -> int | None:
    """Give whole minutes of waiting; never below zero, since clocks differ."""
    return max(0, int((now - since).total_seconds() // 60)) if since else None


def queues(groups: Iterable[Group], *, now: datetime) -> dict[Station, Queue]:
    """Sum up the queues of all stations."""
    found = {station: Queue(station) for station in Station}
    known: dict[Station, tuple[int, float]] = {}
    for one in groups:
        station = Station(one.station)
        queue = found[station]
        queue.counts[Colour(one.colour)] = one.number
        if one.known and one.mean is not None:
            number, seconds = known.get(station, (0, 0.0))
            waited = max(0.0, now.timestamp() - one.mean)
            known[station] = (number + one.known, seconds + one.known * waited)
            queue.longest = max(queue.longest or 0, minutes(one.earliest, now) or 0)
    for station, (number, seconds) in known.items():
        found[station].average = int(seconds / number // 60)
    return found
