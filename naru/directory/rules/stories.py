"""A story over the years: dated events put into chapters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """
    One thing that happened, told by an app.

    `since` is its first day (nothing where unknown), `until` the day after its last one (nothing where it
    lasts or is one day), `kind` one word for it in the reader's language, `text` a sentence more,
    `language` the language of the title where it is not the page's.
    """

    title: str
    since: date | None = None
    until: date | None = None
    kind: str = ""
    text: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The events of one year; a year of nothing stands for those whose date is unknown."""

    year: int | None
    events: list[Event] = field(default_factory=list)


def newest(events: Iterable[Event]) -> list[Event]:
    """Order events from the newest to the oldest, those without a date last; of one day as they were told."""
    return sorted(events, key=lambda event: -(event.since or event.until or date.min).toordinal())


def chapters(events: Iterable[Event]) -> list[Chapter]:
    """Put events into chapters by the year of their first day (of their end, where only that is known)."""
    by_year: dict[int | None, list[Event]] = {}
    for event in newest(events):
        known = event.since or event.until
        by_year.setdefault(known.year if known else None, []).append(event)
    return [Chapter(year, told) for year, told in by_year.items()]
