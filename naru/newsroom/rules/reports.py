"""The yearly report: what may stand in it, when it can go out, and the digest that seals it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

LANGUAGES = ("ko", "en")
"""In which languages a report must be told before it goes out; readers of others get the nearest of these."""
FIRST_YEAR, LAST_YEAR = 1990, 2100


def told_in(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Give (text, its language): in the reader's language, else in English, else in Korean, else whatever there is."""
    for code in (language, "en", "ko", *texts):
        if texts.get(code, "").strip():
            return texts[code].strip(), code
    return "", language


def why_not_open(*, year: int, is_there: bool) -> str | None:
    """Say why the report of a year cannot be begun."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _("That is no year of the programme.")
    if is_there:
        return _("There is a report of this year already.")
    return None


def why_not_change(*, is_published: bool) -> str | None:
    """Say why a report cannot be changed: what is out stays as it is."""
    if is_published:
        return _("The report is published. Withdraw it to change it.")
    return None


def why_not_put(
    *, year: int, reading_year: int, is_planned: bool, is_public: bool, is_corrected: bool, is_there: bool
) -> str | None:
    """Say why a reading cannot stand in the report of a year."""
    if is_planned:
        return _("A target is no result.")
    if not is_public:
        return _("This figure is not public.")
    if is_corrected:
        return _("A newer reading corrected this one. Take that.")
    if reading_year != year:
        return _("The reading speaks of another year.")
    if is_there:
        return _("The reading stands in the report already.")
    return None


def why_not_publish(
    *, is_published: bool, lacking: Sequence[str], readings: int, empty: Sequence[str], corrected: int
) -> str | None:
    """
    Say why a report cannot go out.

    `lacking` are the languages without title or introduction, `empty` the titles of sections without a reading.
    """
    if is_published:
        return _("The report is published already.")
    if lacking:
        return _("Title and introduction are missing in: %(languages)s.") % {"languages": ", ".join(lacking)}
    if not readings:
        return _("There is no reading in it yet.")
    if empty:
        return _("These sections have no reading: %(titles)s.") % {"titles": ", ".join(empty)}
    if corrected:
        return _("A reading in it has been corrected since. Take the newer one.")
    return None


def digest(contents: Mapping[str, Any]) -> str:
    """Seal what a report says: SHA-256 over its texts, its readings' own digests and what was counted beside them."""
    told = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def moved(order: Sequence[int], which: int, step: int) -> list[int]:
    """Give an order with one of its members moved up (-1) or down (1); at the end it stays."""
    made = list(order)
    at = made.index(which)
    to = min(max(at + step, 0), len(made) - 1)
    made.insert(to, made.pop(at))
    return made
