"""A sentence with its numbers, as the sums read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.words import Number, NumberKind

_YEAR = regex(r"(?:19|20)\d\d")
_FROM_TO = regex(
    r"^[^\d,;]{0,40}?(?:\([^)]{0,24}\))?\s*(?:→|->|⇒|➝|⟶|에서|부터|\bto\b|\buntil\b|\bдо\b|이던|였던)",
    re.IGNORECASE,
)
_AGAINST = regex(
    r"(?:\bfrom\b|\bagainst\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\b|\bthan\b|\bover\b|\bс\b"
    r"|\bпо сравнению с\b|\bпротив\b|\bчем\b|\bafter\b|전년|지난해|작년)[^\d]{0,40}$",
    re.IGNORECASE,
)
_BESIDE = regex(r"^[^\d]{0,14}?(?:대비|보다|에 비해|에 견줘|과 비교|와 비교)")
_STARTS = regex(r"\b(?:from|с|со)\s+$", re.IGNORECASE)
_BESIDE_RIGHT = regex(r"^\s?[가-힣]{0,2}?(?:보다|에 비해|에 비하면|에 견줘|에 견주어)")
_LAST = regex(r"\s+(?:[a-zа-яё]+\s+){0,3}?(?:last year|the year before|в прошлом году)", re.IGNORECASE)
_THIS = regex(r"\s+(?:[a-zа-яё]+\s+){0,3}?(?:this year|now|в этом году)", re.IGNORECASE)
_GAP_AFTER = regex(
    r"^\s*(?:\([^)]*\)\s*)?(?:이나|가량|정도|만큼|씩)?\s*(?:이|가|을|를)?\s*(?:더\s*)?"
    r"(?:증가|늘|감소|줄|많|적은|적게|적었|상승|하락|확대|축소|증액|감액|삭감|깎|올[라랐]|오른|오르|높[은아았]|낮[은아았]|떨어[졌져진]|뛰[었어]|내[려린렸]|불어)"
    r"|^\s*(?:[a-z-]+\s+){0,2}?(?:more|higher|fewer|lower|less|additional|extra|up on|down on)\b|^\s*(?:[а-яё]+\s+){0,1}(?:больше|меньше)\b",
    re.IGNORECASE,
)
_GAP_BEFORE = regex(
    r"(?:\bup(?: by)?|\bdown(?: by)?|\b(?:increase|rise|fall|gain|drop|decrease|difference|decline|growth) of"
    r"|\b(?:rose|fell|grew|rises|increased|decreased|dropped|climbed|declined|jumped|shrank|went up|went down) by|\bна|\bнa"
    r"|\badditional|\bextra|\banother|\bgained|\blost)\s+(?:about |some |almost |nearly |more than |around )?(?:KRW |USD |\$)?$",
    re.IGNORECASE,
)
_GAP_WITH_RATE = regex(
    r"^\s*[,·(]\s*(?:약\s*)?\d[\d.,]*\s*(?:%|％|퍼센트)\s*\)?\s*(?:가|이|를)?\s*(?:증가|늘|감소|줄|많|상승|하락|↑|↓)"
)


_YEAR_IN_BRACKETS = regex(r"[^\d,;.)]{0,12}\(\s*(?:in )?((?:19|20)\d\d)\s*(?:년|г\.?)?\s*\)")
_YEAR_AFTER = regex(r"(?:\s+[a-zа-я-]+){0,4}?\s+(?:in|в)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_SINCE = regex(r"\b(?:since|from|с)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the whole text, its words, and the numbers in it in order."""

    start: int
    end: int
    text: str
    numbers: tuple[Number, ...]
    is_title: bool = False

    @cached_property
    def quantities(self) -> list[Number]:
        """The numbers that say how many."""
        return [one for one in self.numbers if one.kind == NumberKind.QUANTITY and one.value is not None]

    @cached_property
    def shares(self) -> list[Number]:
        """Per cents, fractions and multiples."""
        return [one for one in self.numbers if one.kind == NumberKind.SHARE and one.value is not None]

    @cached_property
    def dates(self) -> list[Number]:
        """The numbers that say when."""
        return [one for one in self.numbers if one.kind == NumberKind.DATE]

    def before(self, number: Number, width: int = 40) -> str:
        """Give the words of this sentence right before a number."""
        return self.text[max(0, number.start - self.start - width) : number.start - self.start]

    def after(self, number: Number, width: int = 40) -> str:
        """Give the words of this sentence right after a number."""
        return self.text[number.end - self.start : number.end - self.start + width]

    def between(self, one: Number, other: Number) -> str:
        """Give the words between two numbers, in whichever order they stand."""
        first, second = sorted((one, other), key=lambda each: each.start)
        return self.text[first.end - self.start : max(first.end, second.start) - self.start]

    def gap(self, one: Number, other: Number) -> str:
        """Give the words between two numbers with the digits of dates and other numbers blanked out."""
        first, second = sorted((one, other), key=lambda each: each.start)
        words = list(self.between(one, other))
        for each in self.numbers:
            if first.end <= each.start and each.end <= second.start and each.kind != NumberKind.QUANTITY:
                for at in range(each.start - first.end, each.end - first.end):
                    words[at] = "·" if words[at].isdigit() else words[at]
        return "".join(words)

    @cached_property
    def _years(self) -> dict[int, int | None]:
        return {one.start: self._read_year(one) for one in self.quantities}

    def year_of(self, number: Number) -> int | None:
        """Give the year that a number is said of, as `_read_year` finds it."""
        return self._years[number.start] if number.start in self._years else self._read_year(number)

    def _read_year(self, number: Number) -> int | None:
        """
        Give the year that a number is said of: in brackets after it, else the nearest before it without
        another quantity between, else right after it (`11,563 in 2009`).
        """
        after = self.after(number, 30)
        if found := _YEAR_IN_BRACKETS.match(after):
            return int(found[1])
        others = [one for one in self.quantities if one is not number]
        for one in reversed([each for each in self.dates if each.end <= number.start]):
            if any(one.end <= other.start < number.start for other in others):
                break
            if _SINCE.search(self.before(one, 12)) or self.after(one, 3).startswith(
                ("부터", "이후", " 이후")
            ):
                break
            if years := _YEAR.findall(one.said or one.text):
                return int(years[0])
        if found := _YEAR_AFTER.match(after):
            return int(found[1])
        return None

    @cached_property
    def ways(self) -> dict[int, int]:
        """Which way each change is told to have gone, by its place, as far as that was looked for."""
        return {}

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The places of those quantities that tell a difference ("348 more") and no level."""
        found = set()
        for one in self.quantities:
            after, before = self.after(one, 44), self.before(one, 30)
            if (
                _GAP_AFTER.match(after)
                or _GAP_BEFORE.search(before)
                or (
                    _GAP_WITH_RATE.match(after)
                    and re.search(r"(?:보다|대비|비해|비교하면|비교해|견줘|견주면)[^\d]{0,20}$", before)
                )
            ):
                found.add(one.start)
        return frozenset(found)

    @cached_property
    def levels(self) -> list[Number]:
        """The quantities that say how many there are, without those that say how many more."""
        return [one for one in self.quantities if one.start not in self.gaps]

    @cached_property
    def pairs(self) -> list[tuple[Number, Number]]:
        """
        The pairs (old, new) of quantities of one unit whose order in time the sentence tells: by
        "from … to", by "against", or by their years.
        """
        return list(self._find_pairs())

    def _find_pairs(self) -> Iterator[tuple[Number, Number]]:
        rows = self.levels
        for at, one in enumerate(rows):
            for other in rows[at + 1 : at + 3]:
                if not alike(one, other):
                    continue
                if order := self.order(one, other):
                    yield order

    def order(self, one: Number, other: Number) -> tuple[Number, Number] | None:
        """Put two quantities, the first standing first, into their order in time where it is told."""
        years = self.year_of(one), self.year_of(other)
        if None not in years and years[0] != years[1]:
            return (one, other) if years[0] < years[1] else (other, one)  # type: ignore[operator]
        gap = self.gap(one, other)
        first, second = sorted((one, other), key=lambda each: each.start)
        if len(gap) > 90 or any(first.end <= each.start < second.start for each in self.levels):
            return None
        if _FROM_TO.match(gap) or _BESIDE.match(gap):
            return one, other
        after = self.after(other, 32)
        if _AGAINST.search(gap) and not (_STARTS.search(gap) and _FROM_TO.match(after)):
            return other, one
        if len(gap) <= 40 and _BESIDE_RIGHT.match(after):
            return other, one
        if _LAST.match(self.after(one, 30)) and _THIS.match(after):
            return one, other
        return None


def alike(one: Number, other: Number) -> bool:
    """Whether two quantities count the same: one unit, and not two things that are known to differ."""
    if not same_unit(one, other):
        return False
    if "people" in (one.thing, other.thing):
        return True  # patients are people, and so are residents
    return not (one.thing and other.thing and one.thing != other.thing)


def same_unit(one: Number, other: Number) -> bool:
    """Whether two numbers may count in one unit: Korean 건 counts cases, consultations and agreements alike."""
    if not one.unit or not other.unit or one.unit == other.unit:
        return True
    return "case" in (one.unit, other.unit) and {one.unit, other.unit} <= _CASES


_RESTING = frozenset({"at_most", "at_least", "more_than"})
_SETTLED = regex(
    r"(?:\b(?:add|adds|adding|added|come|comes|came|sum|sums|amount|amounts|amounted)\s+up\s+to"
    r"|\d[\d.,]*\s+(?:[a-z]+\s+){0,2}?(?:more|fewer|less|higher|lower)\s+than(?:\s+[a-z']+){0,3})\s+$",
    re.IGNORECASE,
)


def _settled(number: Number, before: str) -> Number:
    """Take "adds up to 4.1" and "15 fewer than the 65" for exact: their words bind, they do not limit."""
    if number.qualifier in _RESTING and _SETTLED.search(before):
        return replace(number, qualifier="exact", approximate=False)
    return number


def _from_and_to(number: Number, *, moves: bool) -> list[Number]:
    """Part "364,189 to 321,574", which falls and so is no range, and "from 2.5 to 3 bn, up 20%" into two numbers."""
    if number.upper is None or number.value is None:
        return [number]
    joint = re.search(r"\s+(?:to|до)\s+", number.text, re.IGNORECASE)
    if joint is None or (number.upper >= number.value and not moves):
        return [number]
    first = replace(number, text=number.text[: joint.start()], end=number.start + joint.start(), upper=None)
    last = replace(
        number,
        text=number.text[joint.end() :],
        start=number.start + joint.end(),
        value=number.upper,
        upper=None,
    )
    return [first, last]


_MOVES = regex(
    r"\b(?:rose|rise|rises|grew|grow|grows|increas\w*|up|down|fell|falls?|decreas\w*|climb\w*|drop\w*"
    r"|увелич\w*|вырос\w*|вырас\w*|сниз\w*|сократ\w*|уменьш\w*|подня\w*|упал\w*|возрос\w*|возраст[аёеу]т\w*)\b",
    re.IGNORECASE,
)
_CASES = frozenset({"case", "consultation", "agreement"})


def sentences(
    text: str,
    spans: Sequence[tuple[int, int]],
    numbers: Sequence[Number],
    titles: Sequence[tuple[int, int]] = (),
) -> list[Sentence]:
    """Put the numbers of a text, in order, into its sentences."""
    found, at = [], 0
    for start, end in spans:
        inside = []
        while at < len(numbers) and numbers[at].start < end:
            if numbers[at].start >= start:
                one = numbers[at]
                if one.qualifier in _RESTING:
                    one = _settled(one, text[max(start, one.start - 48) : one.start])
                moves = (
                    one.upper is not None
                    and bool(_STARTS.search(text[max(start, one.start - 6) : one.start]))
                    and bool(_MOVES.search(text, start, end))
                )
                inside += _from_and_to(one, moves=moves)
            at += 1
        found.append(
            Sentence(
                start,
                end,
                text[start:end],
                tuple(inside),
                any(one <= start and end <= other for one, other in titles),
            )
        )
    return found
