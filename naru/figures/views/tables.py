"""The columns and filters that the screens of figures share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from naru.figures.models import Reading
from naru.figures.rules.declared import Figure
from naru.figures.rules.words import Origin, Quality
from naru.krds.formats.words import day, period
from naru.krds.tables import Column, Filter, Table

TONE_OF_QUALITY = {
    Quality.EXACT: "success",
    Quality.DERIVED: "info",
    Quality.ROUNDED: "info",
    Quality.ABOUT: "info",
    Quality.SHARE_ONLY: "warning",
    Quality.SECOND_HAND: "warning",
}
TONE_OF_ORIGIN = {Origin.COUNTED: "success", Origin.REPORTED: "info", Origin.PLANNED: "neutral"}


def span(reading: Reading) -> str:
    """Give the period or the day that a reading speaks of, in the active language."""
    if reading.since and reading.until:
        if reading.year and reading.since.month == 1 and (reading.until - reading.since).days > 360:
            return pgettext("a calendar year", "%(year)s") % {"year": reading.year}
        return period(reading.since, reading.until)
    if reading.since:
        return str(
            _("from %(since)s to %(last)s") % {"since": day(reading.since), "last": day(reading.reaches)}
        )
    return day(reading.as_of)


def split_said(reading: Reading) -> str:
    """Give the values of a reading's dimensions in words."""
    return " · ".join(value for _label, value in reading.split)


def mark(reading: Reading) -> str:
    """Give the mark that stands beside a value: corrected, or how good it is."""
    return str(_("Corrected")) if reading.is_superseded else worth(reading)


def worth(reading: Reading) -> str:
    """Say how good a value is that stands uncorrected."""
    # Not get_…_display: that puts all the choices of the field into a dictionary for every row.
    return str(Quality(reading.quality).label if reading.quality else Origin(reading.origin).label)


def tone(reading: Reading) -> str:
    """Give the colour of the mark."""
    return "danger" if reading.is_superseded else tone_of_worth(reading)


def tone_of_worth(reading: Reading) -> str:
    """Give the colour of the mark of a value that stands uncorrected."""
    return TONE_OF_QUALITY.get(reading.quality, TONE_OF_ORIGIN.get(reading.origin, "neutral"))  # type: ignore[call-overload,no-any-return]


def years(rows: Any) -> list[tuple[int, str]]:
    """Give the years that readings reach, the latest first."""
    found = {day_.year for day_ in rows.order_by().values_list("reaches", flat=True).distinct()}
    return [(year, str(year)) for year in sorted(found, reverse=True)]


def dimension_filters(figure: Figure, rows: Any) -> list[Filter]:
    """Give one filter for each dimension with the values that occur."""
    kept = list(rows.order_by().values_list("dimensions", flat=True))
    filters = []
    for dimension in figure.dimensions:
        values = sorted({each[dimension.key] for each in kept if dimension.key in each}, key=dimension.name)
        if values:
            filters.append(
                Filter(
                    dimension.key,
                    dimension.label,
                    choices=[(value, dimension.name(value)) for value in values],
                    apply=_has(dimension.key),
                )
            )
    return filters


def _has(key: str) -> Any:
    """Give the filter that keeps one value of a dimension, told from other values by its borders."""

    def narrow(rows: Any, value: str) -> Any:
        pair = f"{key}={value}"
        return (
            rows.filter(dimensions_key=pair)
            | rows.filter(dimensions_key__startswith=f"{pair};")
            | rows.filter(dimensions_key__endswith=f";{pair}")
            | rows.filter(dimensions_key__contains=f";{pair};")
        )

    return narrow


def readings_table(
    request: HttpRequest,
    rows: Any,
    *,
    caption: Any,
    figure: Figure | None = None,
    empty: Any = "",
    file_name: str = "readings",
    name: str = "rows",
) -> Table:
    """Give the table of readings: of one figure with its dimensions, or of several with their titles."""
    language = get_language() or "ko"
    columns: Iterable[Column] = [
        Column(
            "figure",
            pgettext("figures", "Figure"),
            value="title",
            sort="figure_key",
            link=lambda row: row.get_absolute_url(),
            show=figure is None,
        ),
        Column("period", _("Period"), value=span, sort="reaches"),
        Column("split", _("Split by"), value=split_said, show=figure is None or bool(figure.dimensions)),
        Column(
            "said",
            _("Value"),
            value=lambda row: row.spoken(language),
            link=lambda row: row.get_absolute_url(),
            sort="value",
        ),
        Column("value", _("Value as a number"), kind="number", show=False),
        Column("share", _("Share in per cent"), kind="number", decimals=1, sort="share"),
        Column("mark", _("Quality"), value=mark, kind="tag", tone=tone, sort="rank"),
        Column("as_of", _("As of"), kind="date", sort="as_of"),
        Column(
            "source",
            _("Source or method"),
            value=lambda row: row.source or row.how,
            link=lambda row: row.source.get_absolute_url() if row.source else None,
        ),
        Column("remark", _("Note"), show=False),
        Column("code", _("Code"), show=False),
    ]
    if not rows.exclude(share=None).exists():
        columns = [each for each in columns if each.key != "share"]
    filters = [
        *(dimension_filters(figure, rows) if figure else []),
        Filter(
            "year", _("Year"), choices=years(rows), apply=lambda qs, value: qs.filter(reaches__year=value)
        ),
        Filter("quality", _("Quality"), choices=Quality.choices, several=True),
        Filter("origin", _("How it came about"), choices=Origin.choices),
    ]
    return Table(
        request,
        rows=rows,
        columns=list(columns),
        caption=caption,
        filters=filters,
        search=lambda qs, text: qs.search(text),
        empty=empty,
        file_name=file_name,
        name=name,
    )
