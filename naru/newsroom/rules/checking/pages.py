"""A whole page as the checker reads it: where its title and its article stand, and what is around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from naru.newsroom.rules.documents import Document, Unreadable, language_of, parse, plain_line


@dataclass(frozen=True)
class Page:
    """
    A text with what is known of it: its title, who signs it, its day and views where it has them.

    `titles` and `around` are places in the text: of the title's lines, and of the lines that are no part of
    the article (menus, weather, the board's own facts).
    """

    text: str
    language: str
    title: str = ""
    name: str | None = None
    published_on: date | None = None
    views: int | None = None
    titles: tuple[tuple[int, int], ...] = ()
    around: tuple[tuple[int, int], ...] = ()


def page(text: str, language: str = "") -> Page:
    """Read a saved page of a board or of the press; any other text is an article without a head."""
    try:
        document = parse(text)
    except Unreadable:
        return bare(text, language)
    titles, around = _places(text, document)
    return Page(
        text=text,
        language=language or document.language,
        title=document.title,
        name=document.name,
        published_on=document.published_on,
        views=document.views,
        titles=titles,
        around=around,
    )


def bare(text: str, language: str = "") -> Page:
    """Read a text that is nothing but an article: its first line is the title where a blank line follows."""
    first, _break, rest = text.partition("\n")
    has_title = bool(first.strip()) and rest.startswith("\n") and bool(rest.strip())
    return Page(
        text=text,
        language=language or language_of(text),
        title=first.strip() if has_title else "",
        titles=((0, len(first)),) if has_title else (),
    )


def _places(text: str, document: Document) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Find the lines of the title, and those that belong to no part of the document."""
    wanted: Counter[str] = Counter(plain_line(part.text) for part in document.body)
    heads = {plain_line(document.title), plain_line(document.subtitle)}
    titles, around = [], []
    at = 0
    for line in text.split("\n"):
        told = plain_line(line)
        end = at + len(line)
        if told and wanted[told] > 0:
            wanted[told] -= 1
        elif told and _is_head(told, heads, document.title):
            titles.append((at, end))
        elif told:
            around.append((at, end))
        at = end + 1
    return tuple(titles), tuple(around)


def _is_head(told: str, heads: Sequence[str] | set[str], title: str) -> bool:
    whole = plain_line(title)
    cut = told.rstrip(".…")
    return told in heads or (len(cut) >= 12 and (cut in whole or whole in told))
