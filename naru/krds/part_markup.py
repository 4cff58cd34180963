"""How charts, timelines and stories are written: what repeats for each row, put together in Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template import Context
from django.template.base import render_value_in_context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from naru.krds.escaping import escaped
from naru.krds.formats import words
from naru.krds.tables import BADGES


def badge(text: Any, tone: str = "neutral") -> str:
    """Write a status as a small coloured word."""
    return f'<span class="krds-badge {BADGES.get(tone, BADGES["neutral"])}">{escaped(text)}</span>'


def chart(shown: Any) -> SafeString:
    """Write a chart with its data table beside it."""
    title = escaped(shown.title)
    label, more = escaped(shown.title or gettext("Chart")), escaped(gettext("Show the numbers as a table"))
    region = escaped(gettext("The numbers of the chart"))
    last = len(shown.columns) - 1
    heads = "".join(
        f'<th scope="col"{_number(place == last)}>{escaped(column)}</th>'
        for place, column in enumerate(shown.columns)
    )
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in shown.rows)
    caption = f"<figcaption>{title}</figcaption>" if shown.title else ""
    return SafeString(
        f'<figure class="chart">{caption}<div class="chart-scroll" tabindex="0" role="region"'
        f' aria-label="{label}">{escaped(shown.svg)}</div><details class="chart-table"><summary>{more}</summary>'
        f'<div class="list-scroll" tabindex="0" role="region" aria-label="{region}"><table class="tbl is-plain">'
        f"<caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        "</details></figure>\n"
    )


def timeline(entries: Iterable[Any], empty: Any = "", *, subjects: bool = False) -> SafeString:
    """Write what happened, each with its moment; `subjects` adds what it was done to."""
    told = "".join(_entry(entry, subjects=subjects) for entry in entries)
    if not told:
        none = escaped(empty or gettext("Nothing has happened yet."))
        told = f'<li class="timeline-none">{none}</li>'
    return SafeString(f'<ol class="timeline">{told}</ol>\n')


def time(value: Any, text: str) -> str:
    """Write a day or a moment so that a machine can read it too."""
    return f'<time datetime="{value.isoformat()}">{escaped(text)}</time>'


def _number(last: bool) -> str:
    return ' class="is-number"' if last else ""


def _cells(row: Any) -> str:
    # The first names the row, even where it is the only one; the last is the number.
    first, *rest = row
    parts = [f'<th scope="row">{_said(first)}</th>']
    last = len(rest) - 1
    for place, cell in enumerate(rest):
        if place == last:
            parts.append(f'<td class="is-number">{"–" if cell is None else escaped(words.number(cell))}</td>')
        else:
            parts.append(f"<td>{_said(cell)}</td>")
    return "".join(parts)


def _said(cell: Any) -> str:
    return escaped(cell) if isinstance(cell, str) else str(render_value_in_context(cell, Context()))


def _entry(entry: Any, *, subjects: bool) -> str:
    sentence = getattr(entry, "sentence", "")
    if not sentence:
        sentence = SafeString(f"<strong>{escaped(entry.by_label)}</strong> {escaped(entry.verb)}")
    subject = getattr(entry, "subject", "") if subjects else ""
    about = f' · <a href="{escaped(entry.get_absolute_url())}">{escaped(subject)}</a>' if subject else ""
    why = getattr(entry, "why", "")
    because = f'<p class="timeline-why">{escaped(why)}</p>' if why else ""
    at = time(entry.at, words.moment(entry.at)) if entry.at else ""
    return (
        f'<li><div class="timeline-when">{at}</div><div class="timeline-what">'
        f"<p>{escaped(sentence)}{about}</p>{because}</div></li>"
    )
