"""A draft as the figure checker sees it: its text, its chips in the words of its language, what backs its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps

from naru.newsroom.queries.known import known, values_of
from naru.newsroom.queries.readings import said_in
from naru.newsroom.rules.backing import Backing, draft, marked, without_marks
from naru.newsroom.rules.checking.check import check_page
from naru.newsroom.rules.paragraphs import codes_in, paragraphs
from naru.newsroom.rules.remembering import Remembering
from naru.newsroom.rules.standing import Report, page_of, report


def checked(
    parts: Sequence[Mapping[str, str]],
    language: str,
    *,
    published_on: date,
    backings: Sequence[Backing] = (),
) -> Report:
    """Check paragraphs ({"id", "kind", "text"}, chips marked) as a bulletin that appears on a day."""
    whole = draft(parts)
    codes = {chip.code for chip in whole.chips} | {one.reading for one in backings if one.reading}
    newest = newest_of(codes)
    return report(
        whole,
        check_page(page_of(whole, language, published_on), known(language), Remembering),
        backings,
        values=values_of({*codes, *newest.values()}, language),
        newest=newest,
    )


def newest_of(codes: Iterable[str]) -> dict[str, str]:
    """Give for each code of a reading the code of the one that stands today in its place."""
    wanted = set(codes)
    if not wanted:
        return {}
    rows = (
        apps.get_model("figures", "Reading").objects.filter(code__in=wanted).select_related("superseded_by")
    )
    return {row.code: row.newest().code for row in rows}


def marked_in(language: str, codes: Iterable[str]) -> Callable[[str], str]:
    """Fetch readings in one query; write each by its code as a chip in the words of a language."""
    said = said_in(language, codes)
    return lambda code: marked(code, said(code))


def backings_of(bulletin: Any) -> list[Any]:
    """Give the rows that back numbers and findings of a bulletin."""
    if bulletin.pk is None:
        return []
    rows = apps.get_model("newsroom", "Backing").objects.of(bulletin)
    return list(rows.select_related("reading", "by"))


def report_on(bulletin: Any, *, on: date, backings: Sequence[Any] | None = None) -> Report:
    """Check a bulletin as it stands in hand (a draft, or what is live); `on` is its day where it has none yet."""
    raw = without_marks(bulletin.body.get_prep_value())
    language = bulletin.language
    parts = paragraphs(
        str(without_marks(bulletin.title)),
        str(without_marks(bulletin.subtitle)),
        raw,
        marked_in(language, codes_in(raw)),
    )
    rows = backings_of(bulletin) if backings is None else backings
    return checked(
        parts,
        language,
        published_on=bulletin.published_on or on,
        backings=[row.plain() for row in rows],
    )
