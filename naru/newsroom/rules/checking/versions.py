"""The numbers of a language version beside those of its original: the same quantities and shares stand in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from naru.newsroom.rules.backing import Draft
from naru.newsroom.rules.checking.find import find
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.rounding import rate, step
from naru.newsroom.rules.checking.spelt import LARGEST, is_spelt
from naru.newsroom.rules.checking.words import Finding, FindingCode, Number, NumberKind

HUNDRED = Decimal(100)
_DIGITS = regex("[0-9]{1,15}")
WORDED = 10
"""Up to which value a number in words is no claim of its own: "two days across a table"."""
_APART = frozenset({"krw", "usd", "eur", "kzt", "percent", "person"})
"""Units that are never one another's wording."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One number of a version: in which paragraph it stands, and the code of the reading where it is a chip."""

    number: Number
    block: str
    code: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is a per cent, a fraction or a multiple."""
        return self.number.kind == NumberKind.SHARE

    @property
    def is_small(self) -> bool:
        """Whether it is a whole number that a translation may well word."""
        value = self.number.value
        return value is not None and value == value.to_integral_value() and 1 <= value <= LARGEST

    @property
    def is_worded(self) -> bool:
        """Whether it stands in words and is so small that it is a manner of speaking."""
        value = self.number.value or Decimal(0)
        return not any(letter.isdigit() for letter in self.number.text) and value <= WORDED


@dataclass(frozen=True)
class Version:
    """One language version: its text with paragraphs and chips, and its numbers."""

    draft: Draft
    language: str
    skipped: frozenset[str] = field(default=frozenset())

    @cached_property
    def numbers(self) -> list[Number]:
        """Every number of the text."""
        return find(self.draft.text, self.language, title_end=self.draft.title_end)

    @cached_property
    def marks(self) -> list[Mark]:
        """The numbers that must stand in every version: quantities and shares, in the order of reading."""
        return [one for one in self._all if one.number.is_claimed and one.number.value is not None]

    @cached_property
    def others(self) -> set[Decimal]:
        """The values of all other numbers: a count here may be a duration, an ordinal or a day there."""
        rest = [one.number for one in self._all if not one.number.is_claimed]
        told = {number.value for number in rest if number.value is not None}
        printed = (part for number in rest for part in _DIGITS.findall(f"{number.said} {number.text}"))
        return told | {Decimal(part) for part in printed}

    @cached_property
    def _all(self) -> list[Mark]:
        made = []
        for number in self.numbers:
            block = self.draft.block_of(number.start)
            if block in self.skipped:
                continue
            chip = self.draft.chip_at(number.start, number.end)
            made.append(Mark(number, block, chip.code if chip else ""))
        return made

    def text_of(self, block: str) -> str:
        """Give a paragraph's words, none where the version lacks it."""
        return next((self.draft.text[start:end] for key, start, end in self.draft.blocks if key == block), "")

    def end_of(self, blocks: Iterable[str]) -> int:
        """Give the end of the last of some paragraphs that this version has, else of its title."""
        ends = {key: end for key, _start, end in self.draft.blocks}
        return next((ends[key] for key in reversed(list(blocks)) if key in ends), self.draft.title_end)


def compare(original: Draft, translation: Draft, *, languages: tuple[str, str]) -> list[Finding]:
    """
    Find which quantities and shares of an original are missing or another in a translation, or are new there.

    `languages` are the original's and the translation's. The places of the findings are in the translation's
    text; a missing number stands at the end of the paragraph that answers the original's. Values are compared,
    not words, and rounding is no fault; a chip is the same wherever it quotes the same reading. A paragraph
    that still has the original's own words is passed over: it is not translated yet.
    """
    same = frozenset(_untouched(original, translation)) if languages[0] != languages[1] else frozenset()
    here = Version(original, languages[0], same)
    there = Version(translation, languages[1], same)
    return _Comparison(here, there).findings()


def _untouched(original: Draft, translation: Draft) -> Iterator[str]:
    words = {key: original.text[start:end] for key, start, end in original.blocks}
    for key, start, end in translation.blocks:
        if start < end and words.get(key) == translation.text[start:end]:
            yield key


def by_paragraph(translation: Draft, found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings into the translation's paragraphs, by their ids."""
    sorted_in: dict[str, list[Finding]] = {}
    for one in found:
        sorted_in.setdefault(translation.block_of(one.start), []).append(one)
    return sorted_in


class _Comparison:
    """The marks of both sides that have not found one another yet."""

    def __init__(self, here: Version, there: Version) -> None:
        self.here, self.there = here, there
        self.left = list(here.marks)
        self.right = list(there.marks)
        self.pairs: list[tuple[Mark, Mark]] = []

    def findings(self) -> list[Finding]:
        """Pair the marks from the surest to the weakest, and say what is left."""
        self._pair(lambda one, other: bool(one.code) and one.code == other.code)
        for near in (True, False):
            self._pair(
                lambda one, other: equal(one.number, other.number) and _unit(one, other) == 2, near=near
            )
            self._pair(
                lambda one, other: equal(one.number, other.number) and _unit(one, other) > 0, near=near
            )
            self._pair(
                lambda one, other: close(one.number, other.number) and _unit(one, other) > 0, near=near
            )
        gone = [one for one in self.left if not self._is_elsewhere(one, self.there)]
        new = [one for one in self.right if not self._is_elsewhere(one, self.here)]
        found = [*self._swapped(), *self._changed(gone, new)]
        found += [self._missing(one) for one in gone]
        found += [self._added(one) for one in new]
        return sorted(found, key=lambda one: (one.start, one.code, one.text))

    def _pair(self, fits: Callable[[Mark, Mark], bool], *, near: bool = False) -> None:
        rest = []
        for one in self.left:
            fitting = [
                other for other in self.right if (not near or one.block == other.block) and fits(one, other)
            ]
            if not fitting:
                rest.append(one)
                continue
            best = min(
                fitting, key=lambda other: (other.block != one.block, other.number.thing != one.number.thing)
            )
            self.right.remove(best)
            self.pairs.append((one, best))
        self.left = rest

    def _is_elsewhere(self, mark: Mark, version: Version) -> bool:
        """Whether a version tells a number in another way: once more, as a date, in words, or not at all for it is one."""
        value = mark.number.value
        if any(
            (mark.code and mark.code == other.code)
            or (close(mark.number, other.number) and _unit(mark, other) > 0)
            for other in version.marks
        ):
            return True
        if not mark.is_share and value in version.others:
            return True
        if not mark.is_small or mark.is_share or mark.code:
            return False
        if value == 1 or (mark.is_worded and version is self.here):
            return True
        return is_spelt(int(value or 0), version.text_of(mark.block) or version.draft.text, version.language)

    def _swapped(self) -> list[Finding]:
        """Find two numbers of one paragraph that have changed places: each counts what the other counted."""
        found = []
        for at, (one, mine) in enumerate(self.pairs):
            for other, yours in self.pairs[at + 1 :]:
                if not one.block == other.block == mine.block == yours.block:
                    continue
                if equal(one.number, other.number) or one.code or other.code:
                    continue
                if _counts(one) == _counts(yours) != _counts(other) == _counts(mine) and all(
                    _counts(each)[1] for each in (one, other)
                ):
                    found += [self._differs(one, yours), self._differs(other, mine)]
        return found

    def _changed(self, gone: list[Mark], new: list[Mark]) -> Iterator[Finding]:
        """Pair what is left of one paragraph: a number of the translation that stands in another's place."""
        for fresh in list(new):
            for pool in (gone, [one for one in self.left if one not in gone]):
                if old := self._in_its_place(fresh, pool):
                    new.remove(fresh)
                    self.left.remove(old)
                    if old in gone:
                        gone.remove(old)
                    yield self._differs(old, fresh)
                    break
        for old in list(gone):
            if fresh_one := self._in_its_place(old, [one for one in self.right if one not in new]):
                gone.remove(old)
                self.right.remove(fresh_one)
                yield self._differs(old, fresh_one)

    def _in_its_place(self, mark: Mark, pool: Sequence[Mark]) -> Mark | None:
        fitting = [
            one
            for one in pool
            if one.block == mark.block
            and one.is_share == mark.is_share
            and _unit(one, mark) > 0
            and not _is_turn_of_phrase(one)
            and not _is_turn_of_phrase(mark)
        ]
        return max(
            fitting, key=lambda one: (_unit(one, mark), one.number.thing == mark.number.thing), default=None
        )

    def _differs(self, old: Mark, fresh: Mark) -> Finding:
        number = fresh.number
        why = _("The original says %(original)s here, the translation %(printed)s.") % {
            "original": old.number.text,
            "printed": number.text,
        }
        return Finding(
            FindingCode.VERSION_CHANGED,
            number.text,
            number.start,
            number.end,
            why,
            old.number.text,
            number.text,
        )

    def _missing(self, mark: Mark) -> Finding:
        order = [key for key, _start, _end in self.here.draft.blocks]
        before = order[: order.index(mark.block) + 1] if mark.block in order else order
        place = self.there.end_of(before)
        why = _("The original says %(original)s; the translation does not.") % {"original": mark.number.text}
        return Finding(FindingCode.VERSION_MISSING, mark.number.text, place, place, why, mark.number.text, "")

    def _added(self, mark: Mark) -> Finding:
        number = mark.number
        why = _("The translation says %(printed)s; the original does not.") % {"printed": number.text}
        return Finding(FindingCode.VERSION_ADDED, number.text, number.start, number.end, why, "", number.text)


def _is_turn_of_phrase(mark: Mark) -> bool:
    """Whether it is a "one" in words, which stands in no number's place."""
    return mark.number.value == 1 and mark.is_worded


def _counts(mark: Mark) -> tuple[str, str]:
    return mark.number.unit, mark.number.thing


def _unit(one: Mark, other: Mark) -> int:
    """Say how well two units go together: 2 the same, 1 not known to differ, 0 never the same."""
    first, second = one.number.unit, other.number.unit
    if one.is_share or other.is_share:
        return 2 if one.is_share == other.is_share else 0
    if first == second:
        return 2
    if not first or not second:
        return 1
    return 0 if first in _APART and second in _APART else 1


def _scaled(number: Number) -> Decimal:
    """Give a share as per cent, anything else as it is."""
    value = number.value or Decimal(0)
    return value * HUNDRED if number.unit == "fraction" else value


def equal(one: Number, other: Number) -> bool:
    """Say whether two numbers are the same value, both ends of a range among them: half and 50 % are."""
    if _scaled(one) != _scaled(other) or (one.unit == "fold") != (other.unit == "fold"):
        return False
    return one.upper == other.upper or one.upper is None or other.upper is None


def close(one: Number, other: Number) -> bool:
    """
    Say whether one number is the other rounded, as any reader would accept: 13,940,000 as 13.9 million.

    What is printed to the same place must be the same; "about" allows no other number, only a coarser one.
    """
    if equal(one, other):
        return True
    if one.kind != other.kind:
        return False
    if one.kind == NumberKind.SHARE:
        return _close_shares(one, other)
    coarse, fine = sorted((one, other), key=step, reverse=True)
    value, rounded = fine.value or Decimal(0), coarse.value or Decimal(0)
    if coarse.upper is not None and fine.upper is None:
        return rounded <= value <= coarse.upper
    half = step(coarse) / 2
    return half > 0 and step(coarse) > step(fine) and abs(value - rounded) <= half and half <= abs(rounded)


def _close_shares(one: Number, other: Number) -> bool:
    if (one.unit == "fold") != (other.unit == "fold"):
        fold, part = (one, other) if one.unit == "fold" else (other, one)
        # "Doubled" and "rose by 100 %" say the same.
        grown = ((fold.value or Decimal(0)) - 1) * HUNDRED
        return part.unit == "percent" and grown == part.value
    first, second = rate(one), rate(other)
    if "fraction" in (one.unit, other.unit) and one.unit != other.unit:
        part, whole = (one, other) if one.unit == "fraction" else (other, one)
        span = rate(part)
        return span.low * HUNDRED <= (whole.value or Decimal(0)) <= span.high * HUNDRED
    places = {_places(one), _places(other)}
    if len(places) == 1:
        return False
    apart = abs(_scaled(one) - _scaled(other))
    return first.touches(second) and apart < Decimal(1).scaleb(-min(places))


def _places(number: Number) -> int:
    exponent = number.value.as_tuple().exponent if number.value is not None else 0
    return max(0, -int(exponent))
