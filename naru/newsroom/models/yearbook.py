"""What a yearly report says in one language: the same contents for the page and for the print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, override

from naru.activities.rules.words import Kind
from naru.figures.book import territory
from naru.figures.models import Reading
from naru.krds.charts import Chart, lines
from naru.krds.formats import words
from naru.newsroom.models.bulletins import Bulletin
from naru.newsroom.models.reports import Report
from naru.newsroom.queries.reports import activities_of, bulletins_of, earlier
from naru.newsroom.rules import reports as rules


@dataclass(frozen=True)
class Told:
    """One reading as the report tells it, with the earlier years and what was corrected since."""

    reading: Reading
    title: str
    split: str
    said: str
    definition: str
    caution: str
    as_of: str
    how: str
    source: Any
    years: Sequence[tuple[int, str, Reading]]
    chart: Chart | None
    newest: Reading | None
    mark: int

    @property
    def said_now(self) -> str:
        """The value as corrected since, "" where it stands."""
        return self.newest.spoken() if self.newest else ""


@dataclass(frozen=True)
class Contents:
    """A whole report in one language."""

    report: Report
    language: str
    title: str
    introduction: str
    introduction_language: str
    sections: Sequence[tuple[str, str, Sequence[Told]]]
    activities: Sequence[tuple[str, int, Sequence[tuple[str, int]]]]
    bulletins: Sequence[Bulletin]

    @property
    def corrections(self) -> list[Told]:
        """The readings that were corrected since."""
        return [told for _title, _language, rows in self.sections for told in rows if told.newest]

    @property
    def is_foreign(self) -> bool:
        """Whether its texts stand in another language than the reader's."""
        return self.introduction_language != self.language


def contents(report: Report, language: str) -> Contents:
    """Put a report together in a language; a draft counts the year anew, a published one tells what was sealed."""
    counted = report.counted if report.is_published else counted_now(report.year)
    with override(language):
        introduction, of = rules.told_in(report.introductions, language)
        marks = 0
        sections = []
        for section in report.sections.prefetch_related(
            "items__reading__source", "items__reading__superseded_by"
        ):
            rows = []
            for item in section.items.all():
                series = _series(item, is_published=report.is_published)
                newest = item.reading.newest()
                marks += newest != item.reading
                rows.append(_told(item.reading, series, newest if newest != item.reading else None, marks))
            sections.append((*rules.told_in(section.titles, language), rows))
        return Contents(
            report=report,
            language=language,
            title=report.title,
            introduction=introduction,
            introduction_language=of,
            sections=sections,
            activities=_activities(counted.get("activities", [])),
            bulletins=_bulletins(counted.get("bulletins", []), language),
        )


def counted_now(year: int) -> dict[str, Any]:
    """Count what stands in a report beside its readings: the year's activities and bulletins."""
    return {"activities": activities_of(year), "bulletins": bulletins_of(year)}


def _series(item: Any, *, is_published: bool) -> list[Reading]:
    if not is_published:
        return earlier(item.reading)
    rows = Reading.objects.filter(code__in=item.series).select_related("superseded_by")
    return sorted(rows, key=lambda row: row.reaches)


def _told(reading: Reading, series: list[Reading], newest: Reading | None, mark: int) -> Told:
    figure = reading.figure
    split = " · ".join(value for _label, value in reading.split)
    years = [(row.reaches.year, row.newest().spoken(), row.newest()) for row in [*series, reading]]
    chart = None
    if len(years) > 2 and figure is not None:
        drawn = {year: row.value for year, _said, row in years}
        chart = lines(
            [{"year": str(year), "value": drawn.get(year)} for year in range(min(drawn), max(drawn) + 1)],
            "year",
            "value",
            None,
            f"{reading.title}{f' ({split})' if split else ''}",
            str(figure.unit.label),
            labels={"year": gettext("Year"), "value": str(figure.unit.label)},
            height=220,
        )
    return Told(
        reading=reading,
        title=reading.title,
        split=split,
        said=reading.spoken(),
        definition=str(figure.definition) if figure else "",
        caution=str(figure.caution) if figure else "",
        as_of=words.day(reading.as_of),
        how=reading.how,
        source=reading.source,
        years=years,
        chart=chart,
        newest=newest,
        mark=mark if newest else 0,
    )


def _activities(rows: Sequence[Sequence[Any]]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Sort what was counted into kinds, each with its countries, the most first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, country, many in rows:
        where = territory(country) if country else gettext("No country")
        found.setdefault(kind, []).append((where, many))
    labels = dict(Kind.choices)
    told = [
        (
            str(labels.get(kind, kind)),
            sum(many for _where, many in places),
            sorted(places, key=lambda one: -one[1]),
        )
        for kind, places in found.items()
    ]
    return sorted(told, key=lambda one: (-one[1], one[0]))


def _bulletins(numbers: Sequence[int], language: str) -> list[Bulletin]:
    rows = (
        Bulletin.objects.visible_to(AnonymousUser())
        .best_for(language)
        .filter(number__in=numbers)
        .select_related("locale")
        .defer("body")
    )
    return sorted(rows, key=lambda row: (row.published_on, row.number))
