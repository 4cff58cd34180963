"""A text as the checker sees it: its numbers with their verdicts, and what in it cannot be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from naru.newsroom.rules.checking import sums, telling, totals
from naru.newsroom.rules.checking.binding import NOTHING, UNSOURCED, Binder, Bound, Shelf
from naru.newsroom.rules.checking.find import find
from naru.newsroom.rules.checking.pages import Page
from naru.newsroom.rules.checking.sentence import Sentence, sentences
from naru.newsroom.rules.checking.sentences import sentences as split
from naru.newsroom.rules.checking.words import Finding, Number, NumberKind

NONE = Shelf()
"""Nothing is known: a text is read and its sums are done."""


@dataclass(frozen=True)
class Judged:
    """A number with what it was bound to."""

    number: Number
    bound: Bound


@dataclass(frozen=True)
class Checked:
    """What a check gives: every number in the order of the text, and the findings in the order of their places."""

    text: str
    language: str
    numbers: tuple[Judged, ...]
    findings: tuple[Finding, ...]


def read(page: Page) -> tuple[list[Sentence], list[Number]]:
    """Give a page's sentences with their numbers, and all its numbers; what is around the article is marked so."""
    numbers = find(page.text, page.language, title_end=page.titles[0][1] if page.titles else 0)
    if page.around:
        numbers = [_outside(one, page.around) for one in numbers]
    inside = [one for one in numbers if one.kind != NumberKind.BOILERPLATE]
    spans = [each for each in split(page.text) if not _within(each, page.around)]
    return sentences(page.text, spans, inside, page.titles), numbers


def _within(place: tuple[int, int], around: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in around)


def _outside(number: Number, around: Sequence[tuple[int, int]]) -> Number:
    if _within((number.start, number.end), around):
        return replace(number, kind=NumberKind.BOILERPLATE, value=None, upper=None, said="", unit="")
    return number


def findings(rows: Sequence[Sentence], published_on: date | None) -> list[Finding]:
    """Find what in the sentences of a text cannot be right, each printed number once for each reason."""
    found = sorted(_all(rows, published_on), key=lambda one: (one.start, one.code))
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in found:
        if (one.code, one.text) not in seen:
            seen.add((one.code, one.text))
            kept.append(one)
    return kept


CROWD = 120
"""So many numbers make no sentence but a table or a flood: they are listed, but no sums are done with them."""
MEMORY = 60
"""How many sentences with numbers a sum looks back on."""


def _all(rows: Sequence[Sentence], published_on: date | None) -> Iterator[Finding]:
    rows = [one for one in rows if len(one.numbers) <= CROWD]
    before: list[Sentence] = []
    for sentence in rows:
        del before[:-MEMORY]
        if sentence.shares:
            yield from sums.changes(sentence, before)
            yield from sums.multiples(sentence, before)
            yield from sums.shares(sentence, before)
            yield from sums.points(sentence)
            yield from sums.rates(sentence)
            yield from totals.over_hundred(sentence, before)
        if len(sentence.quantities) > 1:
            yield from sums.directions(sentence)
            yield from totals.plus(sentence)
            yield from totals.parts(sentence)
            yield from totals.of_whole(sentence)
            yield from totals.evenly(sentence)
        if sentence.quantities:
            yield from totals.across(sentence, before)
            yield from sums.differences(sentence, before)
            yield from totals.averages(sentence, before)
            yield from totals.lists(sentence)
            yield from totals.named_before(sentence)
            before.append(sentence)
    yield from totals.cumulative(rows)
    yield from telling.dates(rows, published_on)
    yield from telling.ranges(rows)
    yield from telling.title_month(rows, published_on)


def check_page(page: Page, known: Shelf = NONE, binding: type[Binder] = Binder) -> Checked:
    """Check a page: find its numbers, bind each to what is known, and do its sums. Sentences come in the active language."""
    rows, numbers = read(page)
    published = page.published_on
    binder = binding(known, published.year if published else None, page.title)
    judged: dict[int, Bound] = {}
    for sentence in rows:
        crowd = len(sentence.numbers) > CROWD
        for number in sentence.numbers:
            if number.is_claimed:
                judged[number.start] = UNSOURCED if crowd else binder.bind(number, sentence)
    return Checked(
        text=page.text,
        language=page.language,
        numbers=tuple(Judged(one, judged.get(one.start, NOTHING)) for one in numbers),
        findings=tuple(findings(rows, published)),
    )


def check(
    text: str,
    language: str,
    *,
    title_end: int = 0,
    published_on: date | None = None,
    known: Shelf = NONE,
) -> Checked:
    """Check a text whose first `title_end` letters are its title."""
    titles = ((0, title_end),) if title_end else ()
    return check_page(Page(text, language, text[:title_end], None, published_on, None, titles), known)
