"""The grid of a month: weeks of seven days from the language's first weekday, with bars in lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from babel import Locale

TERRITORIES = {
    "ko": "KR",
    "en": "US",
    "ru": "RU",
    "mn": "MN",
    "vi": "VN",
    "zh-hans": "CN",
    "kk": "KZ",
    "uz": "UZ",
}
"""Whose week a language follows, where the language alone does not say."""


def first_weekday(language: str) -> int:
    """Give the weekday (0 is Monday) with which a week begins for readers of a language (CLDR)."""
    tongue, _, script = language.partition("-")
    parts = [tongue, script.capitalize(), TERRITORIES.get(language, "")]
    return Locale.parse("_".join(filter(None, parts))).first_week_day


def weekdays(language: str) -> list[int]:
    """Give the seven weekdays (0 is Monday) in the order of the language's week."""
    first = first_weekday(language)
    return [(first + number) % 7 for number in range(7)]


@dataclass(frozen=True)
class Bar:
    """One thing that takes days (end exclusive)."""

    since: date
    until: date
    thing: Any


@dataclass
class Slot:
    """What one lane of one day shows: a thing, whether it begins here, and whether it goes on."""

    thing: Any
    opens: bool
    closes: bool
    first_of_week: bool


@dataclass
class Day:
    """One day of the grid with its lanes, from the top; None where a lane is free."""

    date: date
    inside: bool
    lanes: list[Slot | None] = field(default_factory=list)

    @property
    def slots(self) -> list[Slot]:
        """What takes place on the day."""
        return [slot for slot in self.lanes if slot]


def month_before(day: date) -> date:
    """Give the first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(day: date) -> date:
    """Give the first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def grid(month: date, *, language: str) -> tuple[date, date]:
    """Give the first day that the month's grid shows and the day after the last."""
    first, after = month.replace(day=1), month_after(month)
    start = first - timedelta(days=(first.weekday() - first_weekday(language)) % 7)
    return start, after + timedelta(days=(first_weekday(language) - after.weekday()) % 7)


def weeks(month: date, bars: Iterable[Bar], *, language: str) -> list[list[Day]]:
    """
    Lay bars out in the weeks of a month.

    In one week a bar keeps one lane, no two bars share a lane on a day, and longer ones come first.
    """
    start, end = grid(month, language=language)
    ordered = sorted(bars, key=lambda bar: (bar.since, -(bar.until - bar.since).days))
    laid = []
    while start < end:
        dates = [start + timedelta(days=n) for n in range(7)]
        days = [Day(one, one.month == month.month) for one in dates]
        for bar in ordered:
            covered = [day for day in days if bar.since <= day.date < bar.until]
            if not covered:
                continue
            lane = 0
            while any(len(day.lanes) > lane and day.lanes[lane] for day in covered):
                lane += 1
            for number, day in enumerate(covered):
                day.lanes += [None] * (lane + 1 - len(day.lanes))
                day.lanes[lane] = Slot(
                    bar.thing, day.date == bar.since, day.date == bar.until - timedelta(days=1), number == 0
                )
        laid.append(days)
        start += timedelta(days=7)
    return laid
