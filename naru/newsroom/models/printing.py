"""How a bulletin's body becomes a page: chips show the frozen reading, and what was corrected since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override
from wagtail.rich_text import EmbedHandler

from naru.figures.models import Reading
from naru.krds.formats import words
from naru.newsroom.rules.paragraphs import codes_in


@dataclass(frozen=True)
class Quote:
    """
    One reading that a bulletin quotes, as it was frozen, and the one that corrected it since.

    `text` is the number as printed where it is no chip but plain words bound to the reading.
    """

    reading: Reading
    language: str
    mark: int = 0
    text: str = ""

    @property
    def newest(self) -> Reading:
        """The reading that stands today: itself where nothing was corrected."""
        return self.reading.newest()

    @property
    def is_corrected(self) -> bool:
        """Whether a later reading says something else."""
        return self.mark > 0

    @property
    def said(self) -> str:
        """The frozen value in the words of the bulletin's language."""
        return self.reading.spoken(self.language)

    @property
    def said_now(self) -> str:
        """The value as corrected, in the words of the bulletin's language."""
        return self.newest.spoken(self.language)


@dataclass(frozen=True)
class Printed:
    """A body ready for the page, with the readings it quotes in the order of reading."""

    html: SafeString
    quotes: Sequence[Quote]

    @property
    def corrections(self) -> list[Quote]:
        """The quotes that were corrected since."""
        return [quote for quote in self.quotes if quote.is_corrected]


_quotes: ContextVar[dict[str, Quote] | None] = ContextVar("newsroom_quotes", default=None)


def quotes_of(codes: Sequence[str], language: str) -> dict[str, Quote]:
    """Fetch the readings of some codes with their corrections, in one query."""
    found = Reading.objects.filter(code__in=codes).select_related("superseded_by", "source")
    readings = {reading.code: reading for reading in found}
    quotes, marks = {}, 0
    for code in codes:
        if reading := readings.get(code):
            marks += reading.is_superseded
            quotes[code] = Quote(reading, language, marks if reading.is_superseded else 0)
    return quotes


@contextmanager
def quoting(quotes: dict[str, Quote]) -> Iterator[None]:
    """Let chips rendered inside take their readings from here."""
    token = _quotes.set(quotes)
    try:
        yield
    finally:
        _quotes.reset(token)


def printed(bulletin: Any) -> Printed:
    """Render a bulletin's body in its own language, with as many queries whatever the number of chips."""
    quotes = quotes_of(codes_in(bulletin.body.get_prep_value()), bulletin.language)
    with quoting(quotes):
        html = SafeString(bulletin.body.render_as_block({"bulletin": bulletin}))
    return Printed(html, [*quotes.values(), *_bound(bulletin, quotes)])


def _bound(bulletin: Any, quotes: dict[str, Quote]) -> Iterator[Quote]:
    """Give the readings that plain numbers of the live text are bound to, each printed number once."""
    if bulletin.pk is None:
        return
    marks = sum(quote.is_corrected for quote in quotes.values())
    seen = set()
    rows = bulletin.claims.filter(how="bound", reading__isnull=False)
    for claim in rows.select_related("reading__superseded_by", "reading__source").order_by("place"):
        if claim.reading.code in quotes or (claim.reading.code, claim.text) in seen:
            continue
        seen.add((claim.reading.code, claim.text))
        marks += claim.reading.is_superseded
        mark = marks if claim.reading.is_superseded else 0
        yield Quote(claim.reading, bulletin.language, mark, claim.text)


def _quote(code: str) -> Quote | None:
    known = _quotes.get()
    return (known if known is not None else quotes_of([code], get_language() or "ko")).get(code)


def _mark(quote: Quote) -> SafeString:
    if not quote.is_corrected:
        return SafeString("")
    return format_html(
        '<a class="figure-mark" id="quoted-{0}" href="#correction-{0}"><sup>{0}</sup>'
        '<span class="sr-only">{1}</span></a>',
        quote.mark,
        gettext("corrected since, see below"),
    )


def card(code: str) -> SafeString:
    """Write one quoted reading as a large number, with what it counts and as of when."""
    quote = _quote(code)
    if quote is None:
        return format_html('<span class="figure-chip is-lost">{}</span>', code)
    with override(quote.language):
        title, on = quote.reading.title, words.day(quote.reading.as_of)
    return format_html(
        '<a class="figure-card" href="{}"><strong>{}</strong><span>{}</span><small>{}</small></a>{}',
        quote.reading.get_absolute_url(),
        quote.said,
        title,
        on,
        _mark(quote),
    )


def chip(code: str) -> SafeString:
    """Write one chip: the frozen value, leading to its reading; a mark where it was corrected since."""
    quote = _quote(code)
    if quote is None:
        return format_html('<span class="figure-chip is-lost">{}</span>', code)
    reading = quote.reading
    with override(quote.language):
        title = gettext("%(title)s, as of %(day)s") % {
            "title": reading.title,
            "day": words.day(reading.as_of),
        }
    return format_html(
        '<a class="figure-chip" href="{}" title="{}">{}</a>{}',
        reading.get_absolute_url(),
        title,
        quote.said,
        _mark(quote),
    )


class FigureChip(EmbedHandler):
    """The stored chip `<embed embedtype="figure" code="…"/>` on its way to the page."""

    identifier = "figure"

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        """Write the chip of one stored element."""
        return str(chip(escape(attrs.get("code", ""))))
