"""The timeline: terms as bars over a row of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 1000
"""Units from the first year to the end of the last."""


@dataclass(frozen=True)
class Term:
    """A term: its first day, the day after its last (nothing where it is open), and what it is of."""

    since: date
    until: date | None
    thing: object


@dataclass(frozen=True)
class Bar:
    """A term on the row of years: from `x` over `width` units; `open` where it runs beyond the sheet."""

    x: int
    width: int
    open: bool
    thing: object


@dataclass(frozen=True)
class Timeline:
    """Bars with the years that they stand on: each year with its place, and the place of a day."""

    bars: list[Bar]
    years: list[tuple[int, int]]
    today: int


def timeline(terms: Sequence[Term], *, on: date) -> Timeline:
    """
    Lay terms out over whole years, from the first beginning until the last end known, two years from `on` at least.

    Years are marked so that about ten marks stand on the row, whatever its length.
    """
    begin = min([term.since.year for term in terms] + [on.year])
    end = max([term.until.year for term in terms if term.until] + [on.year + 1]) + 1
    first, last = date(begin, 1, 1).toordinal(), date(end, 1, 1).toordinal()

    def place(day: date) -> int:
        return round(WIDTH * (min(max(day.toordinal(), first), last) - first) / (last - first))

    bars = []
    for term in terms:
        x = place(term.since)
        right = place(term.until) if term.until else WIDTH
        bars.append(Bar(x, max(right - x, 6), term.until is None, term.thing))
    step = max(1, -(-(end - begin) // 10))
    years = [(year, place(date(year, 1, 1))) for year in range(begin, end, step)]
    return Timeline(bars, years, place(on))
