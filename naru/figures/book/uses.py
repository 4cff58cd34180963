"""Looking readings up, and keeping which published pages quote them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.figures.book.freezing import freeze
from naru.figures.models import Reading, Use
from naru.figures.rules.declared import named
from naru.figures.rules.words import Quality
from naru.history.book import known, note, stamp


def _asked(key: str, dimensions: dict[str, Any]) -> dict[str, Any]:
    """Give the dimensions meant: those named, else those that the figure leads with."""
    named_ones = {name: value for name, value in dimensions.items() if value not in (None, "")}
    return named_ones or dict(named(key).lead)


def latest(key: str, on: date | None = None, **dimensions: Any) -> Reading | None:
    """
    Give the reading that stands for the latest period up to a day, or nothing.

    Targets and corrected readings are left out. Without dimensions it is the total, or what the figure leads
    with. Of several that reach the same day the one of the best quality is given; a second-hand one only
    where there is no other.

    :raises LookupError: where no such figure is declared
    """
    return (
        Reading.objects.of(key)
        .results()
        .current()
        .at(_asked(key, dimensions))
        .known(on=on)
        .for_list()
        .best_first()
        .first()
    )


def series(key: str, *, on: date | None = None, **dimensions: Any) -> list[Reading]:
    """Give one reading for each period, the best of each, the earliest first; corrected ones left out."""
    readings = Reading.objects.of(key).results().current().at(_asked(key, dimensions)).known(on=on).for_list()
    best: dict[tuple[date | None, date], Reading] = {}
    for reading in readings:
        best.setdefault((reading.since, reading.reaches), reading)
    return list(reversed(best.values()))


def leading(readings: Iterable[Reading]) -> dict[str, Reading]:
    """
    Give for each figure the one reading to show first: the total, what it leads with, or the newest part.

    The readings are the latest ones of each figure and dimensions, in any order.
    """
    first: dict[str, tuple[tuple[Any, ...], Reading]] = {}
    for reading in readings:
        figure = reading.figure
        lead = dict(figure.lead) if figure else {}
        weight = (
            not reading.dimensions and not lead,
            bool(lead) and reading.dimensions == lead,
            reading.quality != Quality.SECOND_HAND,
            reading.reaches,
            reading.value or 0,
        )
        if reading.figure_key not in first or weight > first[reading.figure_key][0]:
            first[reading.figure_key] = (weight, reading)
    return {key: reading for key, (_weight, reading) in first.items()}


def leaders(account: Any, asked: Iterable[tuple[bool, int | None]]) -> list[dict[str, Reading]]:
    """
    Give the reading to show first of each figure, for each of several askings: `leading`, known by heart.

    Which reading leads is found with a look at every reading, and changes only when history moves; the
    readings themselves are fetched each time.

    :param asked: whether plans are meant rather than results, and the calendar year or None for all
    """
    mark, office = stamp(), bool(account.is_authenticated and account.is_office)
    everything = Reading.objects.visible_to(account)

    def find(planned: bool, year: int | None) -> tuple[int, ...]:
        rows = (everything.plans() if planned else everything.results()).current()
        rows = rows if year is None else rows.in_year(year)
        return tuple(reading.pk for reading in leading(rows.latest_each()).values())

    wanted = [
        known(("figures.leaders", office, *one), mark, lambda one=one: find(*one))  # type: ignore[misc]
        for one in asked
    ]
    rows = everything.select_related("source").in_bulk({pk for keys in wanted for pk in keys})
    return [{rows[pk].figure_key: rows[pk] for pk in keys if pk in rows} for keys in wanted]


@transaction.atomic
def cite(reading: Reading, *, title: str, url: str, language: str, at: datetime, by: Any) -> Use:
    """
    Keep that a published page quotes a reading; a reading that is quoted is frozen if it was not.

    The same page again updates its title.

    :raises Refusal: where the reading cannot be frozen (a target)
    """
    reading = Reading.objects.get(pk=reading.pk)
    if not reading.is_frozen:
        reading = freeze(reading, by=by, at=at)
    use = Use.objects.filter(reading=reading, url=url, language=language).first()
    if use is None:
        use = Use.objects.create(reading=reading, title=title, url=url, language=language, at=at, by=by)
        note(by=by, verb="cited", subject=reading, at=at, after={"title": title, "url": url})
    elif use.title != title:
        note(
            by=by,
            verb="renamed_use",
            subject=reading,
            at=at,
            before={"title": use.title},
            after={"title": title},
        )
        use.title = title
        use.save(update_fields=["title"])
    return use


@transaction.atomic
def uncite(reading: Reading, *, url: str, language: str, at: datetime, by: Any) -> None:
    """Forget that a page quotes a reading, when the page no longer does."""
    for use in Use.objects.filter(reading=reading, url=url, language=language):
        note(by=by, verb="uncited", subject=reading, at=at, before={"title": use.title, "url": use.url})
        use.delete()
