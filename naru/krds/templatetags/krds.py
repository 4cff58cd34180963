"""The components of every page: `{% load krds %}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from naru.krds import forms as drawing
from naru.krds import frame_markup, header_markup, part_markup
from naru.krds.formats import words
from naru.krds.table_markup import markup
from naru.krds.tables import Table

register = template.Library()


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """Write a number as the page's language does."""
    return words.number(value, decimals)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """Write a day in full."""
    return SafeString(part_markup.time(value, words.day(value))) if value else ""


@register.filter
def moment(value: datetime | None, zone: str | None = None) -> SafeString | str:
    """Write a moment, in the office's zone or the one named."""
    return SafeString(part_markup.time(value, words.moment(value, zone))) if value else ""


@register.simple_tag
def period(since: date | datetime | None, until: date | datetime | None) -> str:
    """Write a span of days; the end is exclusive in the data and shown inclusive."""
    return words.period(since, until)


def _shown(part: str, **values: Any) -> SafeString:
    # Without the request: a component needs nothing of the frame, whose context would be computed each time.
    return SafeString(get_template(f"krds/parts/{part}.html").render(values))


@register.simple_tag
def table(shown: Table) -> SafeString:
    """Show a list: search, filters, chips, rows, pages and the export."""
    return markup(shown)


@register.simple_tag(takes_context=True)
def neighbours(context: Context, number: int, more: bool) -> SafeString:
    """Lead to the pages before and after the page of this number, where there are any."""
    return frame_markup.neighbours(context.get("request"), number, more=more)


@register.simple_tag
def alternates(languages: Any) -> SafeString:
    """Name the page's address in every language, in the head."""
    return frame_markup.alternates(languages or ())


@register.simple_tag(takes_context=True)
def frame_header(context: Context) -> SafeString:
    """Show the head of the page: its home, the search, the languages, the account and the menus."""
    return header_markup.header(
        context.get("request"),
        office=context.get("office_name", ""),
        languages=context.get("languages") or (),
        navigation=context.get("navigation") or (),
        token=context.get("csrf_token", ""),
    )


@register.simple_tag(takes_context=True)
def frame_footer(context: Context) -> SafeString:
    """Show the foot of the page: the office, the change of contrast, what the site promises."""
    return header_markup.footer(
        context.get("request"),
        office=context.get("office_name", ""),
        contrast=context.get("contrast", ""),
    )


@register.simple_tag
def form(shown: BaseForm) -> SafeString:
    """Show a form's fields with the summary of errors above them."""
    return shown.render()


@register.filter
def dressed(field: BoundField) -> str:
    """Draw a form field's widget in the look of the page."""
    return drawing.dressed(field)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Say whether a form field is a single tick, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def place(field: BoundField) -> str:
    """Give the id at which a form field can be reached: that of its first choice where it has several."""
    return field.id_for_label or (f"{field.auto_id}_0" if field.use_fieldset else field.auto_id)


@register.simple_tag
def tag(text: Any, tone: str = "neutral") -> SafeString:
    """Show a status as a small coloured word."""
    return SafeString(part_markup.badge(text, tone))


@register.simple_tag
def tabs(items: Iterable[Sequence[Any]], label: str = "") -> SafeString:
    """Show tabs as links: each item is (label, url, whether it is the current one)."""
    return _shown("tabs", items=list(items), label=label)


@register.simple_tag
def steps(items: Iterable[Any], current: int = 1) -> SafeString:
    """Show the steps of a task; `current` is the number of the step one stands on, from 1."""
    shown = [
        (text, "done" if place < int(current) else "current" if place == int(current) else "next")
        for place, text in enumerate(items, 1)
    ]
    return _shown("steps", items=shown)


@register.simple_tag
def timeline(entries: Iterable[Any], empty: str = "", *, subjects: bool = False) -> SafeString:
    """
    Show what happened, newest first: entries of history, or anything with at, by_label, verb, why.

    `subjects` adds what each was done to, where the list is not of one thing.
    """
    return part_markup.timeline(entries, empty, subjects=subjects)


@register.simple_tag
def facts(items: Iterable[Sequence[Any]]) -> SafeString:
    """Show a list of (label, value); a pair without a value is left out."""
    return _shown("facts", items=[item for item in items if item[1] not in (None, "")])


@register.simple_tag
def empty(text: Any, label: Any = "", url: str = "") -> SafeString:
    """Say that there is nothing yet, and what to do about it."""
    return _shown("empty", text=text, label=label, url=url)


@register.simple_tag
def stat(value: Any, label: Any, url: str = "", note: Any = "", unit: Any = "") -> SafeString:
    """Show one big number with what it counts."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = words.number(value)
    return _shown("stat", value=value, label=label, url=url, note=note, unit=unit)


@register.simple_tag
def chart(shown: Any) -> SafeString:
    """Show a chart with its data table beside it."""
    return part_markup.chart(shown)


@register.simple_tag
def buttons(label: Any = "", back: str = "", tone: str = "primary") -> SafeString:
    """Show a form's closing row: the button that sends it and the way back."""
    return _shown("buttons", label=label, back=back, tone=tone)


@register.simple_tag
def opens(name: str, label: Any, look: str = "secondary") -> SafeString:
    """Show the button that opens the dialog of that name; without script it leads to it."""
    return format_html(
        '<a class="krds-btn {} medium" href="#{}" role="button" aria-haspopup="dialog"'
        ' data-opens="{}">{}</a>',
        look,
        name,
        name,
        label,
    )


class Around(Node):
    """A component that stands around what the template writes inside it."""

    def __init__(
        self,
        part: str,
        names: Sequence[str],
        given: list[FilterExpression],
        named: dict[str, FilterExpression],
        inside: NodeList,
    ) -> None:
        self.part, self.names, self.given, self.named, self.inside = part, names, given, named, inside

    def render(self, context: Context) -> SafeString:
        """Render the inside, then the component around it."""
        values = dict(zip(self.names, (one.resolve(context) for one in self.given), strict=False))
        values |= {name: one.resolve(context) for name, one in self.named.items()}
        with context.push(**values):
            return _shown(self.part, **values, inside=self.inside.render(context))


def _around(part: str, *names: str) -> None:
    def compiled(parser: Parser, token: Token) -> Around:
        bits = token.split_contents()[1:]
        given: list[FilterExpression] = []
        named: dict[str, FilterExpression] = {}
        for bit in bits:
            if pair := token_kwargs([bit], parser):
                named |= pair
            else:
                given.append(parser.compile_filter(bit))
        inside = parser.parse((f"end{part}",))
        parser.delete_first_token()
        return Around(part, names, given, named, inside)

    register.tag(part, compiled)


_around("card", "title", "url")
_around("dialog", "name", "title")
_around("alert", "tone", "title")
_around("panel", "title")
