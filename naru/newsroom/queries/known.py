"""The readings that numbers in a text are bound to, with the ways in which each is spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Count, Max
from django.utils.translation import override

from naru.figures.book import FIGURES, Dimension, Figure, Kind
from naru.history.book import known as as_before
from naru.history.book import stamp
from naru.newsroom.rules.checking.binding import COUNTED, Known, Shelf

FIELDS = ("code", "figure_key", "value", "share", "qualifier", "as_of", "since", "until", "dimensions")


def known(language: str) -> Shelf:
    """Give every result that stands today, as texts in a language speak of it; asked anew when history moves."""
    return as_before(("newsroom.known", language), stamp(), lambda: _newest(language))


def _newest(language: str) -> Shelf:
    readings = apps.get_model("figures", "Reading").objects.results()
    stamp = readings.aggregate(last=Max("pk"), many=Count("pk"), code=Max("code"))
    return _known(language, stamp["last"] or 0, stamp["many"], stamp["code"] or "")


@lru_cache(maxsize=12)
def _known(language: str, last: int, many: int, code: str) -> Shelf:
    # A reading is never changed, only followed by another: the last number and the count tell them all.
    # The code is there for a number that is given again after a transaction was rolled back.
    rows = apps.get_model("figures", "Reading").objects.results().current().order_by("pk").values(*FIELDS)
    with override(language):
        told = {key: (_phrases(figure, language), figure) for key, figure in FIGURES.items()}
        return Shelf(made for row in rows for made in _made(row, told, language))


def values_of(codes: Iterable[str], language: str) -> dict[str, tuple[Known, ...]]:
    """Give what each of some readings says, corrected ones too, by their codes."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = apps.get_model("figures", "Reading").objects.filter(code__in=wanted).values(*FIELDS)
    told = {key: ((), figure) for key, figure in FIGURES.items()}
    return {row["code"]: tuple(_made(row, told, language)) for row in rows}


def _made(row: Mapping[str, Any], told: Mapping[str, Any], language: str) -> Iterator[Known]:
    if row["figure_key"] not in told:
        return
    phrases, figure = told[row["figure_key"]]
    split, leading, others = _split(figure, row["dimensions"], language)
    last_day = row["until"] - timedelta(days=1) if row["until"] else row["as_of"]
    first = row["since"] or last_day
    cumulative = figure.kind == Kind.CUMULATIVE
    years = {row["as_of"].year} if cumulative else {first.year, last_day.year}
    said = {
        "code": row["code"],
        "figure": row["figure_key"],
        "qualifier": row["qualifier"],
        "cumulative": cumulative,
        "since": figure.since.year if figure.since else None,
        "years": frozenset(years),
        "phrases": phrases,
        "split": split,
        "leading": leading,
        "others": others,
    }
    unit, thing, many = COUNTED.get(figure.unit_key, (figure.unit_key, "", 1))
    if row["value"] is not None:
        yield Known(unit=unit, thing=thing, value=row["value"].normalize() * many, **said)
    if row["share"] is not None:
        yield Known(unit="percent", value=Decimal(row["share"]).normalize(), **said)


def _phrases(figure: Figure, language: str) -> tuple[str, ...]:
    return (
        *figure.phrases.get(language, ()),
        *figure.phrases.get("en", ())[: 0 if language == "ko" else None],
        str(figure.title),
    )


def _split(
    figure: Figure, dimensions: Mapping[str, str], language: str
) -> tuple[tuple[tuple[str, ...], ...], bool, tuple[str, ...]]:
    """Give how a text tells each dimension's value, whether it is meant where none is told, and the others."""
    ways, others = [], []
    leading = bool(figure.lead)
    for each in figure.dimensions:
        if each.key not in dimensions:
            # A total: a text that names one of the parts does not speak of it.
            others += [way for value in each.phrases for way in _ways(each, value, language)]
            continue
        value = str(dimensions[each.key])
        ways.append(_ways(each, value, language))
        leading = leading and figure.lead.get(each.key) == value
        if figure.lead.get(each.key) == value:
            others += [
                way for other in each.phrases if other != value for way in _ways(each, other, language)
            ]
    return tuple(ways), leading, tuple(others)


def _ways(dimension: Dimension, value: str, language: str) -> tuple[str, ...]:
    told = dimension.phrases.get(value, {})
    return (*told.get(language, ()), dimension.name(value))
