"""Where sentences and paragraphs begin and end: quick, and not fooled by abbreviations."""

from __future__ import annotations

import re

from .memory import remembered
from .patterns import regex

_END = regex(r"[.!?…。！？]+[\"'”’)\]»」』]*(?=\s|$|[가-힣A-ZА-Я“‘\"(])")
_WORD_BEFORE = regex(r"([^\W\d_]+(?:\.[^\W\d_]+)*)$")
_NOT_ENDS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "nos",
        "vol",
        "art",
        "fig",
        "dept",
        "univ",
        "inc",
        "ltd",
        "co",
        "corp",
        "approx",
        "vs",
        "etc",
        "gen",
        "gov",
        "sen",
        "rep",
        "hon",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "u.s",
        "u.k",
        "u.n",
        "u.a.e",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "г",
        "гг",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "руб",
        "ул",
        "д",
        "им",
        "др",
        "стр",
        "рис",
        "см",
        "т.е",
        "т.д",
        "т.п",
        "тел",
        "акад",
        "проф",
    ]
)


def _is_end(text: str, found: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation, an initial, a list's or a date's digit."""
    at = found.start()
    if text[at] != "." or found.end() - at > 1:
        return True
    following = text[found.end() : found.end() + 2].lstrip()[:1]
    if not following:
        return True
    if text[at - 1 : at].isdigit():
        # `2024. 4. 24.` goes on; `in 2024. The fair` ends; `50.` before Hangul is the end of a date or list.
        return not following.isdigit() and not (text[found.end() : found.end() + 1] not in " \n\t\xa0")
    word = _WORD_BEFORE.search(text, max(0, at - 12), at)
    if word is None:
        return True
    told = word[1]
    if len(told) == 1 and told.isupper():
        return False
    if told.lower() in _NOT_ENDS:
        # After `a.m.` or `etc.` a capital letter may well begin a new sentence, after `Dr.` never.
        return told.lower() in {"etc", "a.m", "p.m", "г", "гг"} and following.isupper()
    if text[found.end() : found.end() + 1] not in " \n\t\xa0\r":
        return "가" <= told[-1] <= "힣"
    return not following.islower()


REMEMBERED = 4_000
"""How many lines are remembered with where their sentences stand."""
SHORT = 4_000
"""A longer line is not remembered."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Part a text into sentences, as places; a line's end ends a sentence, blanks around it belong to none."""
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if line:
            parted = _parted(line) if len(line) <= SHORT else _part(line)
            spans += [(at + start, at + end) for start, end in parted] if at else parted
        at += len(line) + 1
    return tuple(spans)


def _part(line: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(line):
        if _is_end(line, found):
            _keep(line, start, found.end(), spans)
            start = found.end()
    _keep(line, start, len(line), spans)
    return tuple(spans)


_parted = remembered(REMEMBERED)(_part)


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    words = text[start:end]
    bare = words.strip()
    if bare:
        start += len(words) - len(words.lstrip())
        spans.append((start, start + len(bare)))


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Part a text into paragraphs, as places: a paragraph is a line with something on it."""
    return tuple((line.start(), line.end()) for line in re.finditer(r"[^\r\n]*\S[^\r\n]*", text))
