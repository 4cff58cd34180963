"""What each quantity counts: the noun beside it, or what its neighbours count."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from .forms import Draft
from .nearby import COINS, LOOKS, PLACES, WANTED, After, Told
from .nouns import SINGULAR
from .patterns import regex
from .words import NumberKind

_SIGNED = frozenset({"krw", "usd", "eur", "kzt", "kg", "km", "m2", "degree", "time"})
_HOUSES = frozenset({"institution", "organisation"})
_MILLION = 1_000_000
_FEW = PLACES | {"household", "bed", "box"}
_FAR = 8


def tell_things(text: str, language: str, drafts: list[Draft], spans: tuple[tuple[int, int], ...]) -> None:
    """Say what each bare quantity counts: by the words beside it, else by its neighbours in the text."""
    after, near, subject = LOOKS[language]
    ends = [end for _start, end in spans]
    floor = 0
    last: dict[str, tuple[int, Draft]] = {}
    waiting: list[Draft] = []
    told_before: dict[Decimal, Told] = {}
    sentence = -1
    for at, draft in enumerate(drafts):
        if draft.bare and _is_time(text, draft, drafts[max(0, at - 1) : at + 2], after):
            draft.bare = False
        if draft.kind == NumberKind.ORDINAL and draft.value is not None:
            _remember_nth(text, draft, told_before)
        if draft.kind != NumberKind.QUANTITY:
            floor = draft.end
            continue
        here = bisect_right(ends, draft.start)
        if here != sentence:
            _settle(waiting)
            waiting, sentence = [], here
        start = spans[here][0] if here < len(spans) else draft.start
        if draft.bare:
            told = after(text, draft) or near(text, draft, max(start, floor))
            told = told or _again(text, draft, told_before)
            if not told and at + 1 < len(drafts):
                told = _partner(text, draft, drafts[at + 1], after, told_before)
                told = told or _in_list(text, drafts[at : at + LISTED], after)
            told = told or _inherited(draft, last, here, near=True)
            told = told or subject(text, draft, start) or _inherited(draft, last, here, near=False)
            if told:
                _take(draft, told)
            elif not draft.unit or draft.unit[0] == "?":
                waiting.append(draft)
        if draft.unit and draft.unit[0] != "?":
            for each in waiting:
                _wait(each, draft)
            waiting = [each for each in waiting if each.bare]
            last[draft.unit] = last[""] = (here, draft)
            if draft.value is not None:
                told_before[draft.value] = draft.unit, draft.thing
            if draft.unit in COINS:
                last["coin"] = (here, draft)
        floor = draft.end
    _settle(waiting)


_PARTNERS = regex(
    r"\s(?:to|and|or|of|out\sof|against|instead\sof|до|и|или|из|вместо|против)\s"
    r"(?:(?:the|these|those|all|its|their|about|some|only|всех|этих)\s){0,2}"
)
_BACK_TO = regex(
    r"\s(?:to|до|and\sanother|и\sещ[её])\s|[;,]\s(?:[a-z]+\s){0,3}it\s(?:was|took)\s|,?\s(?:each|apiece),\s"
)
_TOGETHER = regex(r"\s(?:together|in\sall|altogether|in\stotal)\b")
_THE = regex(r"\b(?:the|these|those|all|из|этих|всех)\s$", re.IGNORECASE)
_ANOTHER = regex(r"\s(?:of|in|a|from|last)\b")
_NEXT = regex(r"\s([a-z]+)\b")
_AMONG_FEW = 5
"""Fewer than this many are told of so much that a number says nothing about which they are."""


def _is_time(text: str, draft: Draft, around: list[Draft], after: After) -> bool:
    """Take the length of time that a neighbour tells: `30 and 60 days`, `from 80 minutes to 65`."""
    for other in around:
        if other is draft or other.kind != NumberKind.DURATION:
            continue
        before, behind = (draft, other) if draft.start < other.start else (other, draft)
        if behind.start - before.end > 40:
            continue
        between = text[before.end : behind.start]
        if other is behind:
            joined = between in {" and ", " or ", " to ", " и ", " или ", " до "}
        else:
            joined = _BACK_TO.fullmatch(between) is not None and (
                "each" not in between or bool(_TOGETHER.match(text, draft.end))
            )
        if joined and not after(text, draft):
            draft.kind, draft.unit = NumberKind.DURATION, other.unit
            return True
    return False


def _remember_nth(text: str, draft: Draft, told: dict[Decimal, Told]) -> None:
    """Remember what `the 28th agreement` counts, for `seven of the 28`."""
    noun = _NEXT.match(text, draft.end)
    if noun and noun[1] in SINGULAR and draft.value is not None:
        told.setdefault(draft.value, SINGULAR[noun[1]])


def _again(text: str, draft: Draft, told: dict[Decimal, Told]) -> Told | None:
    """Say what a number counts that was told before: `of the 80`."""
    if draft.unit or draft.value is None or draft.value < _AMONG_FEW or draft.value not in told:
        return None
    if _ANOTHER.match(text, draft.end) or not _THE.search(text, max(0, draft.start - 8), draft.start):
        return None
    return told[draft.value]


def _partner(text: str, draft: Draft, other: Draft, after: After, told: dict[Decimal, Told]) -> Told | None:
    """Say what a number counts by the one it is joined to: `28 of the 80`, `from 300 to 240 patients`."""
    if draft.unit or other.kind != NumberKind.QUANTITY or other.start - draft.end > 24:
        return None
    if not _PARTNERS.fullmatch(text, draft.end, other.start):
        return None
    if other.unit:
        return (other.unit, other.thing) if other.unit[0] != "?" and other.unit not in _SIGNED else None
    return after(text, other) or _again(text, other, told)


LISTED = 8
"""So many numbers may stand in a row before the noun that they all count."""
_NEXT_IN_LIST = regex(r",\s|,?\s(?:and|or)\s")


def _in_list(text: str, row: Sequence[Draft], after: After) -> Told | None:
    """Say what the first of a list counts by its last: `410, 380 and 290 calls`."""
    for one, other in itertools.pairwise(row):
        if not other.bare or other.kind != NumberKind.QUANTITY or other.unit:
            return None
        joint = _NEXT_IN_LIST.fullmatch(text, one.end, other.start)
        if joint is None:
            return None
        if "," not in joint[0]:
            return after(text, other)
    return None


def _take(draft: Draft, told: Told) -> None:
    draft.unit, draft.thing, draft.bare = told[0], told[1], False


def _wait(draft: Draft, other: Draft) -> None:
    """Let a number count what the next one of its sentence counts: `from 218 to 543 visitors`."""
    if (not draft.unit and other.unit not in _SIGNED) or (draft.unit[:1] == "?" and other.unit in _HOUSES):
        _take(draft, (other.unit, other.thing))


def _settle(waiting: list[Draft]) -> None:
    for draft in waiting:
        draft.unit = draft.unit.removeprefix("?")


_REACH = 3


def _inherited(draft: Draft, last: dict[str, tuple[int, Draft]], here: int, *, near: bool) -> Told | None:
    """Say what the numbers before count, of this sentence or of the few before it, where this one does not tell."""
    reach = 0 if near else _REACH
    if draft.unit == "" and draft.value is not None and draft.value >= _MILLION and "coin" in last:
        where, other = last["coin"]
        if here - where <= _REACH:
            return other.unit, ""
    if draft.unit == "":
        where, other = _likeliest(draft, last, here - reach)
        fits = other.unit not in _SIGNED
    else:
        kinds = (
            _HOUSES
            if draft.unit == "?item"
            else WANTED.get(draft.unit, frozenset()) - {"item", "case", "country"}
        )
        rows = [last[kind] for kind in kinds if kind in last]
        where, other = max(rows, key=lambda row: row[1].start) if rows else (-9, draft)
        fits = True
    return (other.unit, other.thing) if fits and here - where <= reach else None


def _likeliest(draft: Draft, last: dict[str, tuple[int, Draft]], since: int) -> tuple[int, Draft]:
    """
    Choose the number whose thing this one counts too: the last one.

    But after `3,248 residents of eleven villages` an average of 812 is told of residents: of a few places
    only where the two numbers are of one size.
    """
    rows = sorted(
        (
            row
            for unit, row in last.items()
            if unit and unit != "coin" and row[0] >= since and row[1].unit not in _SIGNED
        ),
        key=lambda row: -row[1].start,
    )
    for row in rows:
        value, other = draft.value or 0, row[1].value or 0
        if row[1].unit not in _FEW or max(value, other) <= _FAR * min(value, other):
            return row
    return rows[0] if rows else (-9, draft)
