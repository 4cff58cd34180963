"""Charts drawn on the server: an SVG in the page's own fonts, and the same rows as a table beside it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from naru.krds.formats import words

FONT = "Pretendard GOV, Noto Sans, Noto Sans SC, sans-serif"
INK, SOFT, LINE = "#1e2124", "#464c53", "#cdd1d5"
COLOURS = ["#256ef4", "#ab2b36", "#228738", "#9e6a00", "#5917b8", "#063a74", "#58616a", "#0b7285"]
"""Dark enough to be told from white (3:1 and more); lines differ by dash and point as well."""
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 4], [1, 3], [12, 3, 3, 3]]
WIDTH = 720
"""The drawing's own width in CSS pixels; on a narrower screen it is scrolled, not shrunk."""


@dataclass(frozen=True)
class Chart:
    """A drawn chart: its picture, and the columns and rows of the table beside it."""

    svg: SafeString
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    title: str
    unit: str = ""


def bars(
    rows: Iterable[Any],
    x: str,
    y: str,
    series: str | None = None,
    title: str = "",
    unit: str = "",
    *,
    labels: dict[str, Any] | None = None,
    lying: bool = False,
    height: int = 300,
) -> Chart:
    """
    Draw bars, one for each row, beside one another where there are series.

    :param rows: dicts or objects; `x` names the category, `y` the number, `series` the group
    :param labels: words for x, y and series in the table's head
    :param lying: draw from left to right, for long category names
    """
    return _chart("bars", rows, x, y, series, title, unit, labels or {}, height, lying=lying)


def lines(
    rows: Iterable[Any],
    x: str,
    y: str,
    series: str | None = None,
    title: str = "",
    unit: str = "",
    *,
    labels: dict[str, Any] | None = None,
    height: int = 300,
) -> Chart:
    """Draw a line through the rows in the order of `x`, one for each series, broken where `y` is None."""
    return _chart("lines", rows, x, y, series, title, unit, labels or {}, height)


def _chart(
    kind: str,
    rows: Iterable[Any],
    x: str,
    y: str,
    series: str | None,
    title: str,
    unit: str,
    labels: dict[str, Any],
    height: int,
    *,
    lying: bool = False,
) -> Chart:
    keys = [x, series, y] if series else [x, y]
    data = [[_field(row, key) for key in keys] for row in rows]
    drawn = [
        [str(row[0]), str(row[1]) if series else "", None if row[-1] is None else float(row[-1])]
        for row in data
        if row[-1] is not None or kind == "lines"
    ]
    heads = [str(labels.get(key, key)) for key in keys]
    if unit and not labels.get(y):
        heads[-1] = str(unit)
    told = json.dumps([kind, drawn, str(title), str(unit), height, lying], ensure_ascii=False)
    return Chart(mark_safe(_drawn(told, get_language() or "en")), heads, data, str(title), str(unit))  # noqa: S308


def _field(row: Any, key: str) -> Any:
    return row.get(key) if isinstance(row, dict) else getattr(row, key)


@lru_cache(maxsize=256)
def _drawn(told: str, language: str) -> str:
    """Draw once for the same content and language; the text is the key, so nothing stale is ever shown."""
    # Read when the first chart is drawn: the two take a second, and most commands draw nothing.
    import altair as alt
    import vl_convert

    kind, rows, title, unit, height, lying = json.loads(told)
    names = list(dict.fromkeys(row[1] for row in rows))
    values = [{"x": row[0], "s": row[1], "y": row[2]} for row in rows]
    category = {
        "sort": None,
        "title": None,
        "axis": alt.Axis(
            labelAngle=0,
            labelOverlap="greedy" if kind == "lines" or not lying else False,
            labelLimit=260,
            **(
                {"minExtent": min(260, max(map(_breadth, (row[0] for row in rows)), default=0))}
                if lying
                else {}
            ),
        ),
    }
    amount = {"title": unit or None, "axis": alt.Axis(tickCount=5, format=",.12~g")}
    chart = alt.Chart(alt.Data(values=values))
    tone = (
        alt.Color("s:N", sort=names, title=None, scale=alt.Scale(domain=names, range=COLOURS))
        if names != [""]
        else alt.value(COLOURS[0])
    )
    if kind == "lines":
        chart = chart.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=60, filled=True))
        encoded = {"x": alt.X("x:O", **category), "y": alt.Y("y:Q", **amount), "color": tone}
        if names != [""]:
            encoded["strokeDash"] = alt.StrokeDash(
                "s:N", sort=names, title=None, scale=alt.Scale(domain=names, range=DASHES)
            )
            encoded["shape"] = alt.Shape("s:N", sort=names, title=None, scale=alt.Scale(domain=names))
    else:
        chart = chart.mark_bar(cornerRadiusEnd=3)
        across, up = ("y", "x") if lying else ("x", "y")
        encoded = {
            across: (alt.Y if lying else alt.X)("x:N", **category),
            up: (alt.X if lying else alt.Y)("y:Q", **amount),
            "color": tone,
        }
        if names != [""]:
            encoded[f"{across}Offset"] = (alt.YOffset if lying else alt.XOffset)("s:N", sort=names)
    if lying:
        height = max(120, 34 * len({row[0] for row in rows}) * max(1, len(names)))
    spec = chart.encode(**encoded).properties(width=WIDTH - 90, height=height).configure(**_CONFIG).to_dict()
    svg = vl_convert.vegalite_to_svg(spec, format_locale=_marks(language))
    return _for_page(svg, title, told + language)


_CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "labelColor": SOFT,
        "titleColor": SOFT,
        "gridColor": "#e6e8ea",
        "domainColor": LINE,
        "tickColor": LINE,
        "labelPadding": 8,
        "titlePadding": 12,
    },
    "axisX": {"grid": False},
    "legend": {
        "orient": "top",
        "labelFontSize": 14,
        "labelColor": INK,
        "symbolSize": 120,
        "labelLimit": 300,
        "columnPadding": 44,
        "offset": 16,
    },
}


def _breadth(text: str) -> int:
    """Estimate how broad a label is in CSS pixels; the renderer has no fonts to measure Hangul with."""
    return sum(15 if ord(letter) >= 0x1100 else 9 for letter in text) + 10


def _marks(language: str) -> dict[str, Any]:
    """Give the decimal and grouping signs of a language in d3's form."""
    signs = words.locale(language).number_symbols["latn"]
    return {"decimal": signs["decimal"], "thousands": signs["group"], "grouping": [3], "currency": ["", ""]}


def _for_page(svg: str, title: str, told: str) -> str:
    """Fit a drawing into the page: named by its title, without what a strict style policy would block."""
    name = "chart-" + hashlib.sha256(told.encode()).hexdigest()[:12]
    svg = re.sub(r'\s(?:style|aria-roledescription|aria-label|role|tabindex)="[^"]*"', "", svg)
    svg = svg.replace("<g ", '<g aria-hidden="true" ', 1)
    opening = re.match(r"<svg[^>]*>", svg)
    if not opening:
        return ""
    size = re.search(r'viewBox="[^"]*"', opening[0])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-picture" role="img" aria-labelledby="{name}" '
        f'{size[0] if size else ""}><title id="{name}">{escape(title)}</title>'
    )
    return head + svg[opening.end() :]
