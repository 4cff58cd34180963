"""How a story over the years is written: `{% load stories %}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from naru.directory.models import Organisation
from naru.directory.rules.stories import Event
from naru.krds import part_markup
from naru.krds.escaping import escaped
from naru.krds.formats import words

register = template.Library()


@register.simple_tag
def events(told: Iterable[Event]) -> SafeString:
    """Write the events of a chapter; Python puts them together, since a story tells fifty on a page."""
    return SafeString("".join(_event(event) for event in told))


def _event(event: Event) -> str:
    when = f'<p class="event-when">{escaped(words.period(event.since, event.until))}</p>'
    kind = f"{part_markup.badge(event.kind)} " if event.kind else ""
    mark = f' lang="{escaped(event.language)}"' if event.language else ""
    title = f"<span{mark}>{escaped(event.title)}</span>"
    if event.url:
        title = f'<a href="{escaped(event.url)}"{mark}>{escaped(event.title)}</a>'
    text = f'<p class="event-text">{escaped(event.text)}</p>' if event.text else ""
    dated = when if event.since or event.until else ""
    return f'<li>{dated}<p class="event-title">{kind}{title}</p>{text}</li>\n'


@register.simple_tag
def named(rows: Iterable[Organisation]) -> SafeString:
    """Write organisations as the items of a list, each with its place."""
    return SafeString("".join(_named(row) for row in rows))


def _named(row: Organisation) -> str:
    place = f'<p class="note">{escaped(row.place)}</p>' if row.place else ""
    leads, name = escaped(row.get_absolute_url()), escaped(row)
    return f'<li><p class="tie-name"><a href="{leads}">{name}</a></p>{place}</li>'
