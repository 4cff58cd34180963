"""The queue as people read it: how many wait at a station, how long, and who is next."""

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
    Who waits at one station: how many by colour, for how many minutes on average and at most, and the first in order.

    Minutes are whole; somebody of whom it is not known since when is counted among those who wait, not in the minutes.
    """

    station: Station
    counts: dict[Colour, int] = field(default_factory=dict)
    average: int | None = None
    longest: int | None = None
    first: list[int] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(self.counts.values())


Row = tuple[int, str, str, datetime | None]
"""One who waits: the visit's key, station, colour, since when."""


def minutes(since: datetime | None, now: datetime) -> int | None:
    """Give whole minutes of waiting; never below zero, since clocks differ."""
    return max(0, int((now - since).total_seconds() // 60)) if since else None


def queues(rows: Iterable[Row], *, now: datetime, shown: int = SHOWN) -> dict[Station, Queue]:
    """Sum up the queues of all stations from rows that come in the order of being served."""
    found = {station: Queue(station) for station in Station}
    seconds: dict[Station, list[float]] = {station: [] for station in Station}
    for key, where, colour, since in rows:
        station = Station(where)
        queue = found[station]
        shade = Colour(colour)
        queue.counts[shade] = queue.counts.get(shade, 0) + 1
        if len(queue.first) < shown:
            queue.first.append(key)
        if since:
            seconds[station].append(max(0.0, (now - since).total_seconds()))
    for station, waits in seconds.items():
        if waits:
            found[station].average = int(sum(waits) / len(waits) // 60)
            found[station].longest = int(max(waits) // 60)
    return found
