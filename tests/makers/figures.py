"""Makers of sources and readings."""

from __future__ import annotations

from datetime import date
from itertools import count as numbers
from typing import Any

from naru.directory.models import Organisation
from naru.figures import book
from naru.figures.models import Reading, Source
from tests.makers.accounts import NOW
from tests.makers.activities import a_participation, a_published_fair, an_organisation

YEAR = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}
"""The year 2024 as a period."""
_number = numbers(1)


def a_source(key: str = "", **words: Any) -> Source:
    """Take in a document of Gyeonggi Province of 31 January 2023."""
    key = key or f"document-{next(_number)}"
    said = {
        "title": "Stronger institutions",
        "publisher": "Gyeonggi Province",
        "published_on": date(2023, 1, 31),
        "language": "en",
    } | words
    return book.source(key, by=None, at=NOW, **said)


def a_report(value: Any = 636, key: str = "training.completed_cumulative", **words: Any) -> Reading:
    """Report a value of a figure that is known from reports."""
    words = {"source": words.pop("source", None) or a_source()} | words
    return book.report(key, value, by=None, at=NOW, **words)


def organisations_taking_part(many: int = 2) -> list[Organisation]:
    """Let so many organisations take part in the fair of April 2024."""
    fair = a_published_fair()
    found = [an_organisation(f"Hospital {next(_number)}") for _each in range(many)]
    for organisation in found:
        a_participation(fair, organisation=organisation, role="exhibitor")
    return found


def a_count(key: str = "records.organisations", **words: Any) -> Reading:
    """Count a figure of 2024 from the records."""
    return book.count(key, by=None, at=NOW, **(YEAR | words))


def a_frozen_count(key: str = "records.organisations", **words: Any) -> Reading:
    """Count and freeze a figure of 2024."""
    return book.freeze(a_count(key, **words), by=None, at=NOW)
