"""English numerals and spans, and the shares made of them: per cent, fractions, multiples."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, at, form, fraction
from .numerals import NUMERAL, WORDS, numeral, words
from .patterns import regex
from .words import NumberKind

NUMBER = rf"(?:{NUMERAL['en']}|(?i:{WORDS['en']}))"
"""A numeral in digits or words."""
JOIN = r"(?:\ ?[~–—-]\ ?|\s(?:to|or|and)\s)"
SPAN = rf"(?P<n>{NUMBER})(?:(?P<join>{JOIN})(?P<n2>{NUMBER}))?"
"""One numeral, or two that may be the ends of a range."""
_GREAT = regex(r"(?:thousand|million|billion|trillion)$", re.IGNORECASE)
_YEAR = regex(r"(?:19|20)[0-9]{2}$")
_FROM = regex(r"\b(?:from|by)\s(?:about\s|some\s|around\s)?$", re.IGNORECASE)
_BETWEEN = regex(r"\bbetween\s(?:about\s|some\s|around\s)?$", re.IGNORECASE)


def read(told: str) -> Decimal:
    """Read an English numeral in digits or words."""
    return numeral(told, "en") if told[0].isdigit() else words(told, "en")


def valued(found: re.Match[str], kind: str, unit: str, text: str, times: Decimal | int = 1) -> Draft | None:
    """
    Read the groups n and n2 of a match.

    Nothing where the two make no range: `from 12 to 15`, `30 and 60 days` are two numbers each.
    """
    draft = at(found, kind)
    draft.value, draft.unit = read(found["n"]) * times, unit
    said = found.groupdict()
    if not said.get("n2"):
        return draft
    low, high = said["n"].strip(), said["n2"]
    draft.upper = read(high) * times
    great = _GREAT.search(high)
    if great and not _GREAT.search(low) and draft.value < 1000 * times:
        draft.value = read(f"{low} {great[0]}") * times
    joined = said["join"].strip().lower()
    before = text[max(0, found.start() - 16) : found.start()]
    if _YEAR.match(low):
        return None
    if joined == "and" and not _BETWEEN.search(before):
        return None
    if (joined == "to" and _FROM.search(before)) or (
        joined == "or" and draft.upper > draft.value * 2 + times
    ):
        return None
    return None if draft.upper <= draft.value and joined == "or" else draft


def _percent(found: re.Match[str], text: str) -> Draft | None:
    point = found["sign"] or found["word"] or found["age"]
    return valued(found, NumberKind.SHARE, "percent_point" if point else "percent", text)


_HELD = regex(
    r"(?:participat|taken\spart|took\spart|takes\spart|held|visited|attend|hosted|joined|met|invited|up\sto|per|every)\w*"
    r"(?:\s\S+){0,6}\s$"
)
_OCCASIONS = regex(
    r"\s(?:a|in|since|per|each|every|between|over|during|from|before|already|with|at|for|through|via|by(?!\s[0-9]))\b|[.,;)]"
)


def _times(found: re.Match[str], text: str) -> Draft | None:
    """Tell `4.77 times the 2009 figure`, a multiple, from `six times since 2014`, a count."""
    value = read(found["n"])
    whole = value == value.to_integral_value()
    before = text[max(0, found.start() - 60) : found.start()]
    if whole and (_HELD.search(before) or _OCCASIONS.match(text, found.end())):
        return Draft(found.start("n"), found.end("n"), NumberKind.QUANTITY, value, unit="time", thing="time")
    return valued(found, NumberKind.SHARE, "fold", text)


_AND_PART = {"half": Decimal("0.5"), "third": Decimal("0.3333"), "quarter": Decimal("0.25")}


def _and_part_times(found: re.Match[str], text: str) -> Draft | None:
    """Read `one and a half times last year's six`."""
    draft = Draft(found.start(), found.end(), NumberKind.SHARE, unit="fold")
    draft.value = read(found["n"]) + _AND_PART[found["part"]]
    return draft


def _fold(found: re.Match[str], text: str) -> Draft | None:
    return valued(found, NumberKind.SHARE, "fold", text)


_FOLDS: dict[str, Decimal | int] = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "twice": 2,
    "thrice": 3,
    "halved": Decimal("0.5"),
}
_FOLDS |= {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}
_COMPARED = regex(r"\s(?:as|the|that|what|its|their|last|this|those|\$|[0-9])")
_COMPARED_WITH = regex(r"\s(?:the|that|its|their|what|last|those|[0-9]|to)\b")


def _folded(found: re.Match[str], text: str) -> Draft | None:
    """Read `doubled`, and `twice the 560`, but not `twice a year` nor `double rooms`."""
    told = found[0].lower()
    if told in {"twice", "thrice"} and not _COMPARED.match(text, found.end()):
        return None
    if told in {"double", "triple", "quadruple"} and not _COMPARED_WITH.match(text, found.end()):
        return None
    value = next(value for stem, value in _FOLDS.items() if told.startswith(stem))
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal(value), unit="fold")


_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10}
_QUARTER_OF_YEAR = regex(r"\b(?:last|this|each|every|per|next|that)\s$")


def _fraction(found: re.Match[str], text: str) -> Draft | None:
    told = found["n"].lower()
    if _QUARTER_OF_YEAR.search(text[max(0, found.start() - 7) : found.start()]):
        return None
    count = Decimal(1) if told == "a" else read(told)
    return fraction(found, count, Decimal(_PARTS[found["part"].lower()]))


_THE = regex(r"\s?(?:the|these|those)\b")


def _one_in(found: re.Match[str], text: str) -> Draft | None:
    """Read `one in five`, `seven out of ten`; `three in 2019` is none."""
    low, high = read(found["n"]), read(found["n2"])
    if _YEAR.match(found["n2"]) or ((low > 10 or high > 100) and "out" not in found["word"].lower()):
        return None
    if _THE.match(text, found.end()) or low != low.to_integral_value():
        return None  # `4.6 out of 5` are marks
    return fraction(found, low, high)


_OTHER_HALF = regex(r"(?:first|second|latter|other|1st|2nd|and\sa|early|late)\s$", re.IGNORECASE)
_HALF_AS = regex(r"-|\s(?:a\smillion|past|board|hour|way)\b")


def _half(found: re.Match[str], text: str) -> Draft | None:
    if found["million"]:
        return Draft(found.start(), found.end(), NumberKind.QUANTITY, Decimal(500000), bare=True)
    if _OTHER_HALF.search(text[max(0, found.start() - 8) : found.start()]) or _HALF_AS.match(
        text, found.end()
    ):
        return None
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal("0.5"), unit="fraction")


PORTIONS: list[Form] = [
    form(
        rf"{SPAN}(?:\s?%(?P<sign>[\s-]?points?\b|p\b)?|[\s-]per\s?cent(?![a-z])(?:[\s-](?P<word>points?\b))?"
        r"|[\s-]percentage[\s-](?P<age>points?\b))",
        _percent,
    ),
    form(rf"{SPAN}[\s-]?fold\b", _fold),
    form(rf"(?P<n>{NUMBER})\sand\sa\s(?P<part>half|third|quarter)\stimes\b", _and_part_times),
    form(rf"{SPAN}\stimes\b", _times),
    form(
        r"(?P<n>(?i:one|two|three|four|five|six|seven|eight|nine|a))[\s-]"
        r"(?P<part>half|halve|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b"
        r"(?!\s(?:time|year|day|century|hospital)\b)(?=\s[a-z]|[,.;:)]|\s\()",
        _fraction,
    ),
    form(r"[Hh]alf\b(?P<million>\sa\smillion\b)?", _half),
    form(rf"(?P<n>{NUMBER})\s(?P<word>in|out\sof)\s(?:every\s)?(?P<n2>{NUMBER})(?![0-9])", _one_in),
    form(
        r"(?i:doubl(?:ed|ing|es|e)|tripl(?:ed|ing|es|e)|trebled|quadrupled?|twice|thrice|halved"
        r"|(?:two|three|four|five|six|ten)fold)\b",
        _folded,
    ),
]
"""The shapes of shares, per cent first."""
