"""The versions of a bulletin as texts with their chips, and how their numbers differ."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from naru.newsroom.queries.readings import said_in
from naru.newsroom.rules.backing import Draft, draft, marked
from naru.newsroom.rules.checking.versions import compare
from naru.newsroom.rules.checking.words import Finding
from naru.newsroom.rules.paragraphs import codes_in, paragraphs


def words_of(bulletin: Any) -> tuple[str, str, list[dict[str, Any]]]:
    """
    Give title, subtitle and raw body of a bulletin's latest text, drafts included.

    They come as the revision keeps them: to rebuild a whole bulletin from it asks the tables several times.
    """
    revision = bulletin.latest_revision
    if revision is None:
        return bulletin.title, bulletin.subtitle, bulletin.body.get_prep_value()
    content = revision.content
    return content["title"], content["subtitle"], json.loads(content["body"] or "[]")


def paragraphs_now(bulletin: Any) -> list[dict[str, str]]:
    """Give the paragraphs of a bulletin's latest text, chips as their codes."""
    return paragraphs(*words_of(bulletin))


def drafts_of(bulletins: Iterable[Any]) -> dict[int, Draft]:
    """Give the latest text of each bulletin with its chips spoken in its language: one query a language."""
    rows = {row.pk: row for row in bulletins}
    words = {key: words_of(row) for key, row in rows.items()}
    wanted: dict[str, set[str]] = {}
    for key, row in rows.items():
        wanted.setdefault(row.language, set()).update(codes_in(words[key][2]))
    said = {language: said_in(language, codes) for language, codes in wanted.items()}

    def text(key: int) -> Draft:
        spoken = said[rows[key].language]
        return draft(paragraphs(*words[key], lambda code: marked(code, spoken(code))))

    return {key: text(key) for key in rows}


def version_findings(original: Draft, translation: Draft, languages: tuple[str, str]) -> list[Finding]:
    """Find how the numbers of a translation differ from its original's; the sentences are in the active language."""
    return list(_compared(original, translation, languages, get_language() or "en"))


@lru_cache(maxsize=1024)
def _compared(
    original: Draft, translation: Draft, languages: tuple[str, str], reader: str
) -> tuple[Finding, ...]:
    # A table of translations asks for all of them each time, and most have not changed since.
    return tuple(compare(original, translation, languages=languages))
