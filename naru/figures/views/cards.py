"""How a figure's card on the list is written: Python puts it together, since a list shows dozens of them."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from naru.figures.models import Reading
from naru.figures.rules.declared import Figure
from naru.figures.views.tables import span, split_said
from naru.krds.addresses import address
from naru.krds.escaping import escaped
from naru.krds.formats import words
from naru.krds.tables import BADGES


def card(
    figure: Figure, reading: Reading | None, *, readings: int, uses: int, corrections: int
) -> SafeString:
    """Write one figure: its title, the reading to show with its period and source, what stands behind it."""
    told = (reading.spoken(), span(reading), split_said(reading), _source(reading)) if reading else None
    frozen = bool(reading and reading.is_frozen)
    language, leads = get_language() or "", address("figures:figure", figure.key)
    title, kind = str(figure.title), str(figure.kind.label)
    return _card(language, leads, title, kind, told, frozen, readings, uses, corrections)


@lru_cache(maxsize=1024)
def _card(
    language: str,
    leads: str,
    title: str,
    kind: str,
    told: tuple[str, str, str, str] | None,
    frozen: bool,
    readings: int,
    uses: int,
    corrections: int,
) -> SafeString:
    # All that a card shows stands in what it is made of, so what is remembered is never out of date; after
    # a change all cards but one are as they were.
    marks = [_badge(kind, "neutral")]
    if frozen:
        marks.append(_badge(gettext("Frozen"), "success"))
    if corrections:
        changed = ngettext("%(n)s correction", "%(n)s corrections", corrections) % {"n": corrections}
        marks.append(_badge(changed, "danger"))
    shown = {"shown": words.number(readings)}
    counts = [ngettext("%(shown)s reading", "%(shown)s readings", readings) % shown]
    if uses:
        used = ngettext("used in %(shown)s publication", "used in %(shown)s publications", uses)
        counts.append(used % {"shown": words.number(uses)})
    parts = [
        f'<li class="figures-card">\n<h3><a href="{escaped(leads)}">{escaped(title)}</a></h3>\n',
        *(_told(*told) if told else [f'<p class="figures-none">{_nothing()}</p>\n']),
        f'<p class="figures-marks">{" ".join(marks)}</p>\n',
        f'<p class="figures-counts">{escaped(" · ".join(counts))}</p>\n</li>',
    ]
    return SafeString("".join(parts))


def _nothing() -> str:
    return escaped(gettext("Nothing published yet"))


def _source(reading: Reading) -> str:
    if reading.source:
        return gettext("Source: %(publisher)s") % {"publisher": reading.source.by}
    return gettext("Counted from our records")


def _told(value: str, since: str, split: str, source: str) -> list[str]:
    when = " · ".join(filter(None, [since, split]))
    return [
        f'<p class="figures-value">{escaped(value)}</p>\n',
        f'<p class="figures-when">{escaped(when)}</p>\n',
        f'<p class="figures-from">{escaped(source)}</p>\n',
    ]


def _badge(text: str, tone: str) -> str:
    return f'<span class="krds-badge {BADGES[tone]}">{escaped(text)}</span>'
