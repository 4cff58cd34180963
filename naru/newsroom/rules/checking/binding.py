"""Which reading a number in a text speaks of: by what is counted, of whom, when and since when, then by value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from naru.newsroom.rules.checking import clues
from naru.newsroom.rules.checking.memory import remembered
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.rounding import LOOSE, Span, span
from naru.newsroom.rules.checking.sentence import Sentence
from naru.newsroom.rules.checking.words import Number, NumberKind, NumberVerdict

COUNTED: Mapping[str, tuple[str, str, int]] = {
    "person": ("person", "", 1),
    "patient": ("person", "patient", 1),
    "visitor": ("person", "visitor", 1),
    "resident": ("person", "resident", 1),
    "trainee": ("person", "trainee", 1),
    "attendee": ("person", "attendee", 1),
    "medical_staff": ("person", "medical_staff", 1),
    "institution": ("institution", "", 1),
    "facilitator": ("organisation", "facilitator", 1),
    "organisation": ("organisation", "", 1),
    "consultation": ("consultation", "", 1),
    "agreement": ("agreement", "", 1),
    "case": ("case", "", 1),
    "time": ("time", "", 1),
    "country": ("country", "", 1),
    "activity": ("item", "activity", 1),
    "visit_day": ("case", "visit_day", 1),
    "percent": ("percent", "", 1),
    "krw": ("krw", "", 1),
    "krw_100m": ("krw", "", 100_000_000),
}
"""Unit of a declared figure → unit of a number in a text, what is counted, and how many of the one make the other."""

FITS = 0.5
"""How much of what a figure is called must be said around a number before it is suggested."""
SURE = 0.6
"""How much must be said before a number of another value is called a contradiction."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    One reading as the checker knows it.

    `unit` and `thing` as numbers have them; `value` in that unit. `years` are the years that it can be said
    of (the period's, or that of the day). `phrases` are ways of speaking of the figure in one language, and
    `split` the ways of speaking of each dimension's value: all of them must be told, unless it is `leading`,
    the value that is meant where none is named. `others` are the ways of speaking of the other values.
    """

    code: str
    figure: str
    unit: str
    value: Decimal
    thing: str = ""
    qualifier: str = "exact"
    cumulative: bool = False
    since: int | None = None
    years: frozenset[int] = frozenset()
    phrases: tuple[str, ...] = ()
    split: tuple[tuple[str, ...], ...] = ()
    leading: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number was bound to: a verdict, the reading where there is one, and others that could be meant."""

    verdict: str
    known: Known | None = None
    also: tuple[Known, ...] = field(default=())


NOTHING = Bound("")
"""What a number is bound to that nobody has to stand by."""
UNSOURCED = Bound(NumberVerdict.UNSOURCED)
_SO_FAR = regex(
    r"이후|부터 지금|지금까지|그동안|부터[^.]{0,20}까지|\bsince\b|\bso far\b|\bto date\b|\bс \d{4}|연속",
    re.IGNORECASE,
)
_WORD = regex(r"[\w가-힣]+", re.UNICODE)
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "at",
        "to",
        "for",
        "and",
        "with",
        "by",
        "on",
        "from",
        "who",
        "that",
        "were",
        "was",
        "is",
        "are",
        "have",
        "has",
        "so",
        "far",
        "등",
        "및",
        "의",
        "를",
        "을",
        "이",
        "가",
    ]
)


@remembered(2_000)
def _needles(phrase: str) -> tuple[str, ...]:
    """Give the stems that a text must have to speak of a phrase."""
    found = []
    for word in _WORD.findall(phrase.casefold()):
        if word in _EMPTY:
            continue
        if word.isascii() or "а" <= word[0] <= "я":
            found.append(" " + (word if len(word) < 5 else word[: max(4, len(word) - 2)]))
        else:
            found.append(word)
    return tuple(found)


def _spaced(text: str) -> str:
    return " " + " ".join(_WORD.findall(text.casefold()))


def _said(phrases: Sequence[tuple[str, ...]], text: str, wider: str) -> float:
    """Say how much of the best-fitting phrase stands in a text; words of the wider text count for half."""
    best = 0.0
    for needles in phrases:
        score = 0.0
        for one in needles:
            if one in text:
                score += 1.0
            elif one in wider:
                score += 0.5
        if score > best * len(needles):
            best = score / len(needles)
    return best


@dataclass(frozen=True, slots=True)
class Row:
    """The readings of one figure in one unit, and the stems of its phrases."""

    first: Known
    phrases: tuple[tuple[str, ...], ...]
    readings: tuple[Known, ...]


class Shelf:
    """What is known, put in order once, so that many numbers find their readings quickly."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        rows: dict[str, dict[str, list[Known]]] = {}
        for one in known:
            rows.setdefault(one.unit, {}).setdefault(one.figure, []).append(one)
        self.rows: dict[str, list[Row]] = {
            unit: [
                Row(those[0], tuple(filter(None, map(_needles, those[0].phrases))), tuple(those))
                for those in figures.values()
            ]
            for unit, figures in rows.items()
        }


class Binder:
    """Binds the numbers of one text to the readings that are known."""

    def __init__(self, shelf: Shelf, published: int | None, heading: str = "") -> None:
        self.published = published
        self.heading = _spaced(heading)
        self.shelf = shelf
        self._sentence = -1
        self._wider = ""
        self._so_far = False
        self._told: dict[tuple[str, ...], bool] = {}

    def bind(self, number: Number, sentence: Sentence) -> Bound:
        """Find the reading that a number speaks of."""
        if number.kind not in {NumberKind.QUANTITY, NumberKind.SHARE} or number.value is None:
            return NOTHING
        rows = self.shelf.rows.get(number.unit)
        if not rows:
            return UNSOURCED
        self._read(sentence)
        text = _spaced(_clause(sentence, number))
        year = sentence.year_of(number)
        said = span(number)
        fitting: list[tuple[float, bool, Known]] = []
        for row in rows:
            first = row.first
            if number.thing and first.thing and not _same(number.thing, first.thing):
                continue
            if first.cumulative and not self._so_far:
                continue
            score = _said(row.phrases, text, self._wider)
            if score < FITS:
                continue
            if first.thing and _same(number.thing, first.thing):
                score += 0.1
            if self._so_far and not first.cumulative:
                score -= 0.15
            for one in row.readings:
                if (split := self._split(one)) is None or (near := self._near(one, year)) is None:
                    continue
                if not any(_all(phrase, text) for phrase in one.others):
                    fitting.append((score + near + split, _agrees(said, number.approximate, one), one))
        return self._best(fitting, year)

    def _read(self, sentence: Sentence) -> None:
        if self._sentence == sentence.start:
            return
        self._sentence = sentence.start
        self._wider = _spaced(sentence.text) + self.heading
        self._so_far = bool(clues.CUMULATIVE.said(sentence.text) or _SO_FAR.search(sentence.text))
        self._told = {}

    def _split(self, one: Known) -> float | None:
        """Say how well a reading's dimensions are told; nothing where one of them is not."""
        for ways in one.split:
            if not self._tells(ways):
                return -0.1 if one.leading else None
        return 0.15 if one.split else 0.0

    def _tells(self, ways: tuple[str, ...]) -> bool:
        told = self._told.get(ways)
        if told is None:
            told = self._told[ways] = any(_all(phrase, self._wider) for phrase in ways)
        return told

    def _best(self, fitting: list[tuple[float, bool, Known]], year: int | None) -> Bound:
        if not fitting:
            return UNSOURCED
        fitting.sort(key=lambda row: (-row[0], not row[1], row[2].code))
        agreeing = [one for score, right, one in fitting if right and score >= fitting[0][0] - 0.25]
        others = tuple(one for _score, _right, one in fitting[:6])
        if agreeing:
            return Bound(
                NumberVerdict.AGREES, agreeing[0], tuple(one for one in others if one is not agreeing[0])
            )
        score, _right, best = fitting[0]
        if score >= SURE and (year is not None or self.published in best.years):
            return Bound(NumberVerdict.CONTRADICTS, best, others[1:])
        return Bound(NumberVerdict.UNSOURCED, None, others)

    def _near(self, one: Known, year: int | None) -> float | None:
        """Say how well the year fits; nothing where the text names another."""
        if year is not None and one.years:
            if year in one.years or (one.since == year and one.cumulative):
                return 0.2
            return None
        if not one.years or self.published is None:
            return 0.0
        away = 0 if self.published in one.years else min(abs(self.published - year) for year in one.years)
        return 0.1 if away == 0 else 0.05 if away == 1 else -0.05 * min(away, 5)


def _clause(sentence: Sentence, number: Number) -> str:
    """Give the part of a sentence that speaks of one number: up to its neighbours of the same kind."""
    start, end = number.start - sentence.start, number.end - sentence.start
    left = max(
        (one.end - sentence.start for one in sentence.quantities if one.end <= number.start), default=0
    )
    right = min(
        (one.start - sentence.start for one in sentence.quantities if one.start >= number.end),
        default=len(sentence.text),
    )
    return (
        sentence.text[left : max(end, min(right, end + 90))]
        if start - left > 3
        else sentence.text[: max(end, right)]
    )


ALSO: Mapping[str, frozenset[str]] = {
    "resident": frozenset({"people"}),
    "medical_staff": frozenset({"physician", "staff", "trainee", "alumnus"}),
    "trainee": frozenset({"attendee", "student", "coordinator"}),
    "attendee": frozenset({"coordinator", "member", "interpreter", "trainee"}),
    "facilitator": frozenset({"organisation"}),
}
"""What else the people of a figure's unit are called in texts."""


def _same(said: str, counted: str) -> bool:
    return said == counted or said in ALSO.get(counted, frozenset())


def _all(phrase: str, text: str) -> bool:
    needles = _needles(phrase)
    return bool(needles) and all(one in text for one in needles)


def agrees(number: Number, known: Known) -> bool:
    """Say whether a number in a text can be said of a reading's value, rounding and "about" apart."""
    return _agrees(span(number), number.approximate, known)


def _agrees(said: Span, approximate: bool, known: Known) -> bool:
    loose = abs(known.value) * LOOSE if known.qualifier == "about" and approximate else ZERO
    return said.low <= known.value + loose and known.value - loose <= said.high


ZERO = Decimal(0)
