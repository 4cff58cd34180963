"""Figures for machines: JSON and CSV of one figure or of all, the same for everybody, with an ETag."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition

from naru.figures.book import leading
from naru.figures.models import Correction, Reading, Use
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.sealing import amount_said, sealed
from naru.krds.gate import ANYONE, open_to

PUBLIC = AnonymousUser()
"""What is given here is what the public may see, whoever asks, so that it can be kept by any cache."""
COLUMNS = [
    "figure",
    "title",
    "code",
    "origin",
    "since",
    "until",
    "as_of",
    "dimensions",
    "value",
    "share",
    "qualifier",
    "quality",
    "unit",
    "method",
    "source",
    "publisher",
    "published_on",
    "source_address",
    "place",
    "note",
    "frozen_at",
    "digest",
    "records",
    "corrected_by",
]


def told(reading: Reading) -> dict[str, Any]:
    """Give a reading as plain values; `until` is exclusive, numbers are texts so that no digit is lost."""
    source = reading.source
    return {
        "code": reading.code,
        "address": reading.get_absolute_url(),
        "origin": reading.origin,
        "value": None if reading.value is None else amount_said(reading.value),
        "share": None if reading.share is None else amount_said(reading.share),
        "said": reading.spoken(),
        "qualifier": reading.qualifier,
        "quality": reading.quality or None,
        "as_of": reading.as_of.isoformat(),
        "since": reading.since.isoformat() if reading.since else None,
        "until": reading.until.isoformat() if reading.until else None,
        "dimensions": reading.dimensions,
        "method": reading.how,
        "source": None
        if source is None
        else {
            "key": source.key,
            "title": str(source),
            "publisher": source.by,
            "published_on": source.published_on.isoformat() if source.published_on else None,
            "address": source.url or None,
        },
        "place": reading.where or None,
        "note": reading.remark or None,
        "baseline": reading.baseline.code if reading.baseline else None,
        "counted_part": None if reading.counted_part is None else amount_said(reading.counted_part),
        "frozen_at": reading.frozen_at.isoformat() if reading.frozen_at else None,
        "digest": reading.digest or None,
        "records": reading.records_count,
        "corrected_by": reading.replacement.code if reading.replacement else None,
    }


def declared(figure: Figure) -> dict[str, Any]:
    """Give a declaration as plain values in the active language."""
    return {
        "key": figure.key,
        "title": str(figure.title),
        "definition": str(figure.definition),
        "caution": str(figure.caution) or None,
        "topic": str(figure.topic) or None,
        "kind": str(figure.kind),
        "unit": {"key": figure.unit_key, "label": str(figure.unit.label)},
        "since": figure.since.isoformat() if figure.since else None,
        "dimensions": [{"key": each.key, "label": str(each.label)} for each in figure.dimensions],
        "counted_here": figure.query is not None,
    }


def _mark(request: HttpRequest, **asked: Any) -> str:
    """Give the ETag: it changes with any reading, use, correction or declaration, and with the language."""
    readings = Reading.objects.visible_to(PUBLIC).aggregate(
        n=Count("pk"), at=Max("at"), frozen=Max("frozen_at")
    )
    uses = Use.objects.visible_to(PUBLIC).aggregate(n=Count("pk"), at=Max("at"))
    changes = Correction.objects.visible_to(PUBLIC).aggregate(n=Count("pk"), at=Max("decided_at"))
    words = [f"{each.key} {each.title} {each.definition}" for each in FIGURES.values()]
    parts = [readings, uses, changes, words, get_language(), request.path]
    return f'"{sealed(parts)[:32]}"'


def _open(screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let anyone ask, from anywhere, and let caches keep the answer for five minutes."""

    @wraps(screen)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = screen(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=300)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return open_to(ANYONE)(condition(etag_func=_mark)(answer))


def _json(value: Any) -> JsonResponse:
    return JsonResponse(value, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _guarded(cell: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _csv(readings: Iterable[Reading], name: str) -> HttpResponse:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for reading in readings:
        row = told(reading)
        source = row.pop("source") or {}
        row |= {
            "figure": reading.figure_key,
            "title": reading.title,
            "unit": str(reading.figure.unit.label) if reading.figure else "",
            "dimensions": reading.dimensions_key,
            "source": source.get("title"),
            "publisher": source.get("publisher"),
            "published_on": source.get("published_on"),
            "source_address": source.get("address"),
        }
        writer.writerow({key: _guarded("" if value is None else value) for key, value in row.items()})
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _found(key: str) -> Figure:
    """Give the public figure of an address, or 404."""
    figure = FIGURES.get(key)
    if figure is None or not figure.public:
        raise Http404
    return figure


def everything(account: Any) -> list[dict[str, Any]]:
    """Give every figure that an account may see with its latest reading and the frozen ones."""
    office = account.is_authenticated and account.is_office
    rows = Reading.objects.visible_to(account).results().current().latest_each()
    first = leading(rows.select_related("source", "superseded_by", "baseline"))
    published: dict[str, list[dict[str, Any]]] = {}
    for each in Reading.objects.visible_to(account).frozen().select_related("baseline").for_list():
        published.setdefault(each.figure_key, []).append(told(each))
    return [
        declared(figure)
        | {"latest": told(first[key]) if key in first else None, "frozen": published.get(key, [])}
        for key, figure in FIGURES.items()
        if figure.public or office
    ]


@_open
def all_json(request: HttpRequest) -> HttpResponse:
    """Give every public figure with its latest reading."""
    return _json({"language": get_language(), "figures": everything(PUBLIC)})


@_open
def all_csv(request: HttpRequest) -> HttpResponse:
    """Give every public reading of every figure as one table (UTF-8 with BOM)."""
    return _csv(
        Reading.objects.visible_to(PUBLIC).results().for_list().order_by("figure_key", "-reaches"), "figures"
    )


@_open
def figure_json(request: HttpRequest, key: str) -> HttpResponse:
    """Give one figure with all its readings, published uses and corrections."""
    figure = _found(key)
    rows = Reading.objects.visible_to(PUBLIC).of(key).for_list()
    uses = Use.objects.visible_to(PUBLIC).filter(reading__figure_key=key).for_list()
    changes = Correction.objects.visible_to(PUBLIC).filter(reading__figure_key=key).for_list()
    return _json(
        declared(figure)
        | {
            "language": get_language(),
            "readings": [told(each) for each in rows],
            "uses": [
                {
                    "reading": each.reading.code,
                    "title": each.title,
                    "address": each.url,
                    "language": each.language,
                    "at": each.at.isoformat(),
                }
                for each in uses
            ],
            "corrections": [
                {
                    "reading": each.reading.code,
                    "corrected_by": each.replacement.code if each.replacement else None,
                    "decision": each.verdict,
                    "then": None if each.value_then is None else amount_said(each.value_then),
                    "now": None if each.value_now is None else amount_said(each.value_now),
                    "why": each.why,
                }
                for each in changes
            ],
        }
    )


@_open
def figure_csv(request: HttpRequest, key: str) -> HttpResponse:
    """Give all readings of one figure as a table (UTF-8 with BOM)."""
    _found(key)
    return _csv(Reading.objects.visible_to(PUBLIC).of(key).for_list(), key)
