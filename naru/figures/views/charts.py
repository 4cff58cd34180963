"""The charts of a figure: its course over the periods, and how its latest one splits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from naru.figures.models import Reading
from naru.figures.rules.declared import Figure
from naru.krds.charts import Chart, bars, lines

MOST_LINES = 6
"""How many lines a chart carries before nobody can tell them apart."""


def _best(readings: Iterable[Reading]) -> list[Reading]:
    """Give one reading with a value for each period and dimensions: the best, the earliest first."""
    best: dict[tuple[Any, ...], Reading] = {}
    for reading in readings:
        if reading.value is not None:
            best.setdefault((reading.since, reading.reaches, reading.dimensions_key), reading)
    return sorted(best.values(), key=lambda each: each.reaches)


def course(figure: Figure, readings: Iterable[Reading], chosen: Mapping[str, str]) -> Chart | None:
    """
    Draw the figure over the years: the chosen dimensions, else the total, else the largest few.

    `readings` come best first and without corrected ones; nothing is drawn for fewer than three years.
    """
    rows = _best(readings)
    wanted = dict(chosen) or dict(figure.lead)
    if wanted:
        rows = [each for each in rows if wanted.items() <= each.dimensions.items()]
    elif any(not each.dimensions for each in rows):
        rows = [each for each in rows if not each.dimensions]
    years = {each.reaches.year for each in rows}
    if len(years) < 3:
        return None
    several = len({each.dimensions_key for each in rows}) > 1
    if several:
        rows = _largest(rows)
    drawn: list[dict[str, Any]] = [
        {
            "year": str(each.reaches.year),
            "value": each.value,
            "group": " · ".join(value for _label, value in each.split),
        }
        for each in rows
    ]
    drawn = _with_gaps(drawn, min(years), max(years))
    title = str(figure.title)
    if wanted:
        title = f"{title}: " + " · ".join(value for _label, value in figure.split(wanted))
    words = {"year": _("Year"), "value": str(figure.unit.label), "group": _("Split by")}
    return lines(
        drawn,
        "year",
        "value",
        "group" if several else None,
        title,
        str(figure.unit.label),
        labels=words,
    )


def _with_gaps(drawn: list[dict[str, Any]], first: int, last: int) -> list[dict[str, Any]]:
    """Put rows without a value where a year is missing, so that the years stand at equal distances."""
    by: dict[str, list[dict[str, Any]]] = {}
    for row in drawn:
        by.setdefault(row["year"], []).append(row)
    groups = list(dict.fromkeys(row["group"] for row in drawn))
    return [
        row
        for year in map(str, range(first, last + 1))
        for row in by.get(year) or [{"year": year, "value": None, "group": group} for group in groups]
    ]


def _largest(rows: list[Reading]) -> list[Reading]:
    """Keep the dimensions with the most years, of equal ones those with the largest latest value."""
    by: dict[str, list[Reading]] = {}
    for each in rows:
        by.setdefault(each.dimensions_key, []).append(each)
    order = sorted(by, key=lambda key: (len(by[key]), by[key][-1].value or 0), reverse=True)
    kept = {key for key in order[:MOST_LINES] if len(by[key]) > 1}
    return [each for each in rows if each.dimensions_key in kept]


def parts(figure: Figure, readings: Iterable[Reading]) -> Chart | None:
    """Draw how the latest period with at least two parts splits by the figure's first dimension."""
    if not figure.dimensions:
        return None
    rows = [each for each in _best(readings) if set(each.dimensions) == {figure.dimensions[0].key}]
    years: dict[int, list[Reading]] = {}
    for each in rows:
        years.setdefault(each.reaches.year, []).append(each)
    full = [year for year, found in years.items() if len(found) > 1]
    if not full:
        return None
    year = max(full)
    found = sorted(years[year], key=lambda each: each.value or 0, reverse=True)
    label = str(figure.dimensions[0].label)
    return bars(
        [{"part": each.split[0][1], "value": each.value} for each in found],
        "part",
        "value",
        None,
        _("%(figure)s: %(year)s") % {"figure": figure.title, "year": year},
        str(figure.unit.label),
        labels={"part": label, "value": str(figure.unit.label)},
        lying=True,
    )
