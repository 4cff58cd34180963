"""How well the figure checker reads bulletins that were kept aside from building it, and how fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from benchmarks.measure import Line, by_turns
from naru.newsroom.rules.checking.check import check
from naru.newsroom.rules.checking.memory import forget
from tests.newsroom.corpus import Sample, samples
from tests.newsroom.corpus.scoring import measure as score

CLAIM = "The figure checker reads bulletins that were kept aside"
SPEED = "The figure checker checks 200 bulletins of the seeds' length a second on one core"
DATABASES = ("sqlite",)
MOST_WRONG = {"found": 3.0, "kind": 5.0, "value": 5.0, "unit": 8.0, "findings": 20.0}
"""How many in a hundred may be said wrongly; twice as many findings may be missed, for silence alarms nobody."""
BUDGET = 5.0
"""Milliseconds for one bulletin: 200 a second."""
LENGTH = range(1_200, 6_500)
"""Letters of a bulletin as long as the seeds."""


def _checked(sample: Sample) -> tuple[list[Any], list[Any]]:
    result = check(
        sample.text, sample.language, title_end=len(sample.title), published_on=sample.published_on
    )
    return [one.number for one in result.numbers], list(result.findings)


def measure(*, quick: bool) -> Iterator[Line]:
    """Score the third that was kept aside, by language and together, then time the checker."""
    aside = samples("aside")
    with override("en"):
        for language in ("", "ko", "en", "ru"):
            rows = [one for one in aside if not language or one.language == language]
            yield from _scored(rows, language or "all")
        yield _timed([*samples("open"), *aside], quick=quick)


def _scored(rows: list[Sample], language: str) -> Iterator[Line]:
    for what, limit in MOST_WRONG.items():
        found = score(rows, _checked)[what]
        note = f"precision {found.precision:.3f}, recall {found.recall:.3f}, {found.there} labels"
        for side, share, most in (
            ("said wrongly", found.precision, limit),
            ("missed", found.recall, limit * (2 if what == "findings" else 1)),
        ):
            wrong = (1 - share) * 100
            yield Line(CLAIM, f"{language}: {what} {side}", wrong, most, "%", 1, note, size=True)


def _timed(rows: list[Sample], *, quick: bool) -> Line:
    texts = [one for one in rows if len(one.text) in LENGTH]
    digits = re.compile(r"\d+")

    def ours() -> None:
        forget()  # each bulletin as if it came for the first time
        for one in texts:
            _checked(one)

    def floor() -> None:
        for one in texts:
            for _found in digits.finditer(one.text):
                pass

    mine, plain = by_turns(ours, floor, rounds=3 if quick else 9)
    each = mine / len(texts) * 1_000
    letters = sum(len(one.text) for one in texts) // len(texts)
    note = f"{len(texts)} bulletins of {letters} letters; {mine / plain:.0f} times one search for digits"
    return Line(SPEED, "one bulletin", each, BUDGET, "ms", 1, note, size=True)
