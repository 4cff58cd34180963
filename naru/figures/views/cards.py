"""How a figure's card on the list is written: Python puts it together, since a list shows dozens of them."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

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
    leads, title = escaped(address("figures:figure", figure.key)), escaped(figure.title)
    told = _told(reading) if reading else [f'<p class="figures-none">{_nothing()}</p>\n']
    marks = [_badge(figure.kind.label, "neutral")]
    if reading and reading.is_frozen:
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
        f'<li class="figures-card">\n<h3><a href="{leads}">{title}</a></h3>\n',
        *told,
        f'<p class="figures-marks">{" ".join(marks)}</p>\n',
        f'<p class="figures-counts">{escaped(" · ".join(counts))}</p>\n</li>',
    ]
    return SafeString("".join(parts))


def _nothing() -> str:
    return escaped(gettext("Nothing published yet"))


def _told(reading: Reading) -> list[str]:
    when = " · ".join(filter(None, [span(reading), split_said(reading)]))
    source = gettext("Counted from our records")
    if reading.source:
        source = gettext("Source: %(publisher)s") % {"publisher": reading.source.by}
    return [
        f'<p class="figures-value">{escaped(reading.spoken())}</p>\n',
        f'<p class="figures-when">{escaped(when)}</p>\n',
        f'<p class="figures-from">{escaped(source)}</p>\n',
    ]


def _badge(text: str, tone: str) -> str:
    return f'<span class="krds-badge {BADGES[tone]}">{escaped(text)}</span>'
