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


def chapters(events: Iterable[Event]) -> list[Chapter]:
    """Put events into chapters by the year of their first day (of their end, where only that is known)."""
    by_year: dict[int | None, list[Event]] = {}
    for event in events:
        known = event.since or event.until
        by_year.setdefault(known.year if known else None, []).append(event)
    years = sorted((year for year in by_year if year is not None), reverse=True)
    found = [Chapter(year, sorted(by_year[year], key=_newest_first)) for year in years]
    return found + ([Chapter(None, by_year[None])] if None in by_year else [])


def _newest_first(event: Event) -> tuple[int, str]:
    known = event.since or event.until or date.min
    return -known.toordinal(), event.title
