"""Numbers in English text, dates apart."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, at, form
from .marks import ANYWHERE, grouped
from .nouns import PLURAL, SINGULAR
from .numerals import NUMERAL, WORDS, numeral, words
from .words import NumberKind

_NUMBER = rf"(?:{NUMERAL['en']}|(?i:{WORDS['en']}))"
_JOIN = r"(?:\s?[~–—-]\s?|\s(?:to|or|and)\s)"
_SPAN = rf"(?P<n>{_NUMBER})(?:{_JOIN}(?P<n2>{_NUMBER}))?"
_MONEY = {
    "krw": "krw",
    "₩": "krw",
    "usd": "usd",
    "us$": "usd",
    "$": "usd",
    "eur": "eur",
    "€": "eur",
    "kzt": "kzt",
}
_MONEY |= {"won": "krw", "korean won": "krw", "dollars": "usd", "us dollars": "usd", "u.s. dollars": "usd"}
_MONEY |= {"dollar": "usd", "euros": "eur", "euro": "eur", "tenge": "kzt", "₸": "kzt"}
_MEASURES = {
    "kg": "kg", "kilograms": "kg", "kilogrammes": "kg", "kilogram": "kg", "km": "km", "kilometres": "km",
    "kilometers": "km", "kilometre": "km", "kilometer": "km", "square metres": "m2", "square meters": "m2",
    "square metre": "m2", "square meter": "m2", "sq m": "m2", "m2": "m2", "m²": "m2", "㎡": "m2", "°c": "degree",
    "℃": "degree", "degrees celsius": "degree", "degrees": "degree", "tonnes": "kg", "tons": "kg", "tonne": "kg",
    "ton": "kg",
}  # fmt: skip
_TONS = frozenset({"tonnes", "tons", "tonne", "ton"})
_LENGTHS = {
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "hour": "hour",
    "minute": "minute",
}
_LENGTHS |= {"night": "night", "decade": "year"}
_LENGTH = r"(?P<length>year|month|week|day|hour|minute|night|decade)s?"


def read(told: str) -> Decimal:
    """Read an English numeral in digits or words."""
    return numeral(told, "en") if told[0].isdigit() else words(told, "en")


def _valued(found: re.Match[str], kind: str, unit: str, times: int = 1) -> Draft:
    draft = at(found, kind)
    draft.value, draft.unit = read(found["n"]) * times, unit
    if found.groupdict().get("n2"):
        draft.upper = read(found["n2"]) * times
        low, high = found["n"].strip(), found["n2"]
        great = re.search(r"(thousand|million|billion|trillion)$", high, re.IGNORECASE)
        if great and not re.search(great[1], low, re.IGNORECASE) and draft.value < 1000:
            draft.value = read(f"{low} {great[1]}") * times
    return draft


def _money(found: re.Match[str], text: str) -> Draft | None:
    said = found.groupdict()
    return _valued(found, NumberKind.QUANTITY, _MONEY[(said.get("sign") or said.get("coin") or "").lower()])


def _measured(found: re.Match[str], text: str) -> Draft | None:
    told = found["measure"].lower()
    return _valued(found, NumberKind.QUANTITY, _MEASURES[told], 1000 if told in _TONS else 1)


def _percent(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "percent_point" if found["point"] else "percent")


_FOLD_BEFORE = re.compile(
    r"(?:participat|taken part|took part|takes part|held|visited|attend|hosted|joined|met|invited|up to|per|every)\w*"
    r"(?:\s\S+){0,6}\s$"
)
_FOLD_AFTER = re.compile(
    r"\s(?:as|the|more|higher|that|larger|bigger|greater|what|its|their|those|over the|of the|increase|growth|rise|compared|than"
    r"|in|since|from|between)\b|[),.;]"
)


def _times(found: re.Match[str], text: str) -> Draft | None:
    """Tell `4.77 times the 2009 figure`, a multiple, from `six times since 2014`, a count."""
    value = read(found["n"])
    after = text[found.end() : found.end() + 20]
    if value == value.to_integral_value() and (
        _FOLD_BEFORE.search(text, max(0, found.start() - 60), found.start())
        or re.match(
            r"\s(?:a|in|since|per|each|every|between|over|during|from|before|already|with|at|for)\b|[.,;)]",
            after,
        )
    ):
        return Draft(found.start("n"), found.end("n"), NumberKind.QUANTITY, value, unit="time", thing="time")
    return _valued(found, NumberKind.SHARE, "fold")


def _fold(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "fold")


_FOLDS = {
    "doubled": 2,
    "doubling": 2,
    "double": 2,
    "doubles": 2,
    "tripled": 3,
    "tripling": 3,
    "triple": 3,
    "trebled": 3,
}
_FOLDS |= {"triples": 3, "quadrupled": 4, "quadruple": 4, "twice": 2, "thrice": 3, "halved": 0, "twofold": 2}
_FOLDS |= {"threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}


def _folded(found: re.Match[str], text: str) -> Draft | None:
    told = found[0].lower()
    after = text[found.end() : found.end() + 24]
    if told == "halved":
        return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal("0.5"), unit="fold")
    if told in {"twice", "thrice"} and not re.match(
        r"\s(?:as|the|that|what|its|their|last|this|\$|[0-9])", after
    ):
        return None
    if told in {"double", "triple"} and not re.match(r"\s(?:the|that|its|their|what|last|[0-9]|to)\b", after):
        return None
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal(_FOLDS[told]), unit="fold")


_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10}
_PART = r"(?P<part>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b"


def _fraction(found: re.Match[str], text: str) -> Draft | None:
    told = (found["n"] or "1").lower().strip()
    count = Decimal(1) if told in {"a", "an", "1"} else read(told)
    part = Decimal(_PARTS[found["part"].lower()])
    if count >= part:
        return None
    if found["part"].lower() == "quarter" and re.search(
        r"(?:last|this|each|every|per|next)\s$", text[max(0, found.start() - 6) : found.start()]
    ):
        return None
    draft = at(found, NumberKind.SHARE)
    draft.value, draft.unit = (count / part).quantize(Decimal("0.0001")).normalize(), "fraction"
    return draft


def _one_in(found: re.Match[str], text: str) -> Draft | None:
    low, high = read(found["n"]), read(found["n2"])
    if not 0 < low < high or re.match(YEAR_ALONE, found["n2"]):
        return None
    if found["word"].lower() == "in" and (low > 10 or high > 100):
        return None
    if found["word"].lower() != "in" and re.match(r"\s?(?:the|these|those)\b", text[found.end() :][:8]):
        return None
    draft = at(found, NumberKind.SHARE)
    draft.value, draft.unit = (low / high).quantize(Decimal("0.0001")).normalize(), "fraction"
    return draft


YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}$")


def _half(found: re.Match[str], text: str) -> Draft | None:
    after = text[found.end() : found.end() + 24]
    length = re.match(rf"\s(?:an?\s)?{_LENGTH}\b", after)
    if length:
        draft = Draft(found.start(), found.end() + length.end(), NumberKind.DURATION, Decimal("0.5"))
        draft.unit = _LENGTHS[length["length"]]
        return draft
    if re.match(r"\s(?:a|the first|hour)\s(?:million)", after):
        return Draft(found.start(), found.end() + 10, NumberKind.QUANTITY, Decimal(500000), bare=True)
    before = text[max(0, found.start() - 12) : found.start()].lower()
    if re.search(r"(?:first|second|latter|other|1st|2nd|and a|early|late)\s$", before) or after[:1] == "-":
        return None
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal("0.5"), unit="fraction")


def _length(found: re.Match[str], text: str) -> Draft | None:
    unit = found["length"].lower()
    if found["n"].lower() in {"a", "an"}:
        return None
    return _valued(found, NumberKind.DURATION, _LENGTHS[unit], 10 if unit == "decade" else 1)


def _age(found: re.Match[str], text: str) -> Draft | None:
    draft = Draft(found.start("n"), found.end("n2") if found["n2"] else found.end("n"), NumberKind.DURATION)
    draft.value, draft.unit = read(found["n"]), "year"
    draft.upper = read(found["n2"]) if found["n2"] else None
    return draft


_NTH = {
    word: at + 1
    for at, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ]
    )
}
_TENTHS = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NTH_WORD = rf"(?:(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)-)?(?:{'|'.join(f'[{w[0].upper()}{w[0]}]{w[1:]}' for w in _NTH | _TENTHS)})\b"


def _nth(found: re.Match[str], text: str) -> Draft | None:
    told = found[0].lower()
    if told[0].isdigit():
        value = int(re.sub(r"[^0-9]", "", told))
        century = re.match(r"\s[Cc]entury", text[found.end() : found.end() + 9])
        if century:
            said = f"{value - 1}xx"
            return Draft(found.start(), found.end() + century.end(), NumberKind.DATE, said=said)
    else:
        tens, _hyphen, word = told.rpartition("-")
        value = _TENS.get(tens, 0) + (_NTH | _TENTHS)[word]
    after = text[found.end() : found.end() + 14]
    if told == "second" and re.match(r"(?:-hand|s\b|\s(?:half|opinion))", after) and after[:1] == "-":
        return None
    if told == "first" and re.match(r"[-\s]aid\b", after):
        return None
    named = found[0][0].isupper() and re.match(r"\s[A-Z][a-z]", after)
    kind = NumberKind.NAME if named else NumberKind.ORDINAL
    return Draft(found.start(), found.end(), kind, None if named else Decimal(value))


def _labelled(found: re.Match[str], text: str) -> Draft | None:
    return grouped(found, NumberKind.IDENTIFIER)


_AFTER_WORD = re.compile(r"\s([A-Za-z][\w'’-]*)")
_YEAR_BEFORE = re.compile(r"(?:\b(?:in|since|by|of|from|until|till|to|during|before|after|for|year|between|and|fiscal|FY|early|late|mid)|[(,\[])[\s-]?$", re.IGNORECASE)  # fmt: skip


def _year_or_name(found: re.Match[str], text: str) -> Draft | None:
    """Read four digits alone: a year, a year in a name (`KITF 2024`), or a count (`2000 visitors`)."""
    start, end = found.span()
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    word = _AFTER_WORD.match(after)
    dated = _YEAR_BEFORE.search(before)
    if word and word[1].lower() in PLURAL and not dated and not re.search(r"[\"“‘'][^\"”’]*$", before):
        draft = at(found, NumberKind.QUANTITY)
        draft.value, draft.bare = read(found[0]), True
        return draft
    name = re.search(r"(?:^|[\s(“\"‘])([A-Z][A-Z&]+[A-Za-z&]*)\s$", before)
    if name and name[1] not in {"FY", "IN", "SINCE", "BY", "OF", "THE"} and not re.match(r"\sbudget", after):
        begin = start - len(name[1]) - 1
        return Draft(begin, end, NumberKind.NAME)
    if re.search(r"[“\"‘']$", before) and re.match(r"\s[A-Z]", after):
        return at(found, NumberKind.NAME)
    if re.search(r"\b[A-Z][a-z]+\s$", before) and re.match(r"[”\"’']", after):
        return at(found, NumberKind.NAME)
    if (
        re.match(r"(?:\s[A-Z][\w’'-]+){2}", after)
        and not re.search(r"(?:^|[.!?]\s|\n)$", before)
        and not re.search(r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Ff]or|[Ff]rom|[Uu]ntil)\s$", before)
    ):
        return at(found, NumberKind.NAME)
    return at(found, NumberKind.DATE, found[0])


_ONE_AFTER = re.compile(
    r"[\s-](?!(?:of|can|has|is|was|who|that|which|may|must|another|more|and|or|to|by|the)\b)((?:[a-z]+[\s-])?[a-z]+)"
)


def _counted(found: re.Match[str], text: str) -> Draft | None:
    """Read a numeral that has no sign of its own: what it counts is looked for beside it."""
    told = found["n"].lower()
    if told == "one" and not found["n2"]:
        after = _ONE_AFTER.match(text, found.end(), found.end() + 30)
        if not after or not any(word in SINGULAR for word in re.split(r"[\s-]", after[1])):
            return None
    elif told in {"a", "an"}:
        return None
    low = read(found["n"])
    if found["n2"]:
        joined = found[0][len(found["n"]) : -len(found["n2"])].strip()
        high = read(found["n2"])
        before = text[max(0, found.start() - 12) : found.start()].lower()
        wanted = {
            "and": before.endswith("between "),
            "to": not re.search(r"(?:from|by)\s(?:about\s)?$", before),
            "or": True,
        }.get(joined.lower(), True)
        if not wanted or (low >= high and joined in {"or", "and"}) or (joined == "or" and high > low * 2 + 1):
            low_end = found.start() + len(found["n"])
            return Draft(found.start(), low_end, NumberKind.QUANTITY, low, bare=True)
        return _bare(_valued(found, NumberKind.QUANTITY, ""))
    return Draft(found.start(), found.end(), NumberKind.QUANTITY, low, bare=True)


def _bare(draft: Draft) -> Draft:
    draft.bare = True
    return draft


_SIGN = r"(?P<sign>KRW|USD|US\$|EUR|KZT|[₩$€₸])\s?"
_COIN = r"\s(?P<coin>(?:Korean |South Korean )?won|(?:US |U\.S\. )?dollars?|euros?|tenge)\b"
_MEASURE = (
    r"[\s-]?(?P<measure>"
    + "|".join(sorted(map(re.escape, _MEASURES), key=len, reverse=True))
    + r")(?![A-Za-z])"
)
NUMBERS: list[Form] = [
    *ANYWHERE,
    form(
        r"(?:Article|Art\.|Articles|Rule|Section|Paragraph|Room|Hall|Booth|Gate|Exit|No\.|School No\.|Track|Floor|Building|Annex|Platform"
        r"|Table|Figure|Page|Lot|Line|Bus|Act No\.|Notice No\.|Ordinance No\.|Room No\.|extension|ext\.|Suite|Door|Form|Step|Session|Zone|Terminal"
        r"|Pavilion|Ward|Box|room|booth|hall|article|exit|gate|No)\s(?P<it>[A-Z]?-?[0-9]+(?:[-.,][0-9]+)*[A-Z]?)(?![0-9])",
        _labelled,
    ),
    form(rf"(?:(?<=\saged\s)|(?<=\bAged\s)|(?<=\sage\s)){_SPAN}", _age),
    form(rf"(?P<n>{_NUMBER})(?P<n2>(?!))?-year-olds?\b", lambda found, text: _old(found)),
    form(rf"(?P<n>{_NUMBER})(?:{_JOIN}(?P<n2>{_NUMBER}))?(?=\syears?\s(?:old|of\sage)\b)", _age),
    form(rf"{_SIGN}{_SPAN}", _money),
    form(rf"{_SPAN}{_COIN}", _money),
    form(rf"{_SPAN}(?:\s?%|\s(?:percent|per\scent)(?=\W|$))(?P<point>p\b|[\s-]points?\b)?", _percent),
    form(rf"{_SPAN}[\s-](?:(?:percentage|per\scent|percent)[\s-])(?P<point>points?\b)", _percent),
    form(rf"{_SPAN}[\s-]?fold\b", _fold),
    form(rf"{_SPAN}\stimes\b", _times),
    form(rf"{_SPAN}{_MEASURE}", _measured),
    form(
        rf"(?P<n>(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Aa]))[\s-]{_PART}(?!\s(?:time|year|day|of\s(?:{'|'.join(['January'])})))(?=\s(?:of|the|more|less|came|were|was|are|is|to|in|from|over|higher|lower|said|had|have|each|as|that|a|by|for|and|who)\b|[,.;:)]|\s\()",
        _fraction,
    ),  # fmt: skip
    form(r"\b[Hh]alf\b", _half),
    form(rf"{_SPAN}[\s-]{_LENGTH}\b", _length),
    form(rf"(?P<n>{_NUMBER})\s(?P<word>in|out\sof)\s(?P<n2>(?:every\s)?{_NUMBER})(?![0-9])", _one_in),
    form(
        r"(?i:doubled|doubling|doubles|double|tripled|tripling|triples|triple|trebled|quadrupled|quadruple|twice|thrice|halved|twofold|threefold|fourfold|fivefold|sixfold|tenfold)\b",
        _folded,
    ),  # fmt: skip
    form(r"[0-9]{1,3}(?:st|nd|rd|th)\b|" + _NTH_WORD, _nth),
    form(r"(?:19|20)[0-9]{2}(?![0-9]|[,.][0-9])", _year_or_name),
    form(_SPAN, _counted),
]


def _old(found: re.Match[str]) -> Draft:
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = read(found["n"]), "year"
    return draft


FIRST = r"(?<![\w.,/][.,:/-])(?<![A-Za-z0-9_])(?<![0-9][.,])(?=[0-9+₩$€₸(A-Zoetfsnhawdq'’‘])"
"""Where an English number may begin: no number begins in the middle of a word or of another."""

_STOP = re.compile(
    r"\s*(?:[.,;:()\[\]!?\"“”—–\n]|\b(?:of|in|from|to|for|at|who|that|which|were|was|are|is|have|had|has|and|or|with|by|on|as|than"
    r"|will|would|can|could|came|took|the|attended|visited|over|since|during|after|before|between|per|each|this|last|while|but)\b)"
)
_WORD = re.compile(r"[A-Za-z][\w’']*")


def noun_after(text: str, end: int, one: bool) -> tuple[str, str] | None:
    """Find what a number counts in the words that follow it, up to the first word that ends the phrase."""
    phrase = text[end : end + 90].lstrip(" \xa0\n-")
    offset = end + (len(text[end : end + 90]) - len(phrase))
    del offset
    first = None
    at_most = 0
    of = False
    while phrase and at_most < 8:
        stop = _STOP.match(phrase)
        if stop:
            word = stop[0].strip().lower()
            if at_most == 0 and word in {"of", "the", "of the"} and not of:
                of = word == "of" or of
                phrase = phrase[stop.end() :].lstrip()
                at_most += 1
                continue
            if word in {"and", "or", ","} and at_most and first is None and not of:
                phrase = phrase[stop.end() :].lstrip()
                at_most += 1
                continue
            return first
        found = _WORD.match(phrase)
        if not found:
            return first
        told = found[0].lower().removesuffix("’s").removesuffix("'s")
        known = PLURAL.get(told) or (SINGULAR.get(told) if one else None)
        if known and not (one and at_most < 3 and _longer(phrase[found.end() :], one)):
            return known
        phrase = phrase[found.end() :].lstrip(" \xa0-/")
        at_most += 1
    return first


def _longer(rest: str, one: bool) -> bool:
    following = _WORD.match(rest.lstrip(" -"))
    return bool(one and rest[:1] in " -" and following and following[0].lower() in SINGULAR)


_BEFORE = re.compile(r"[A-Za-z][\w’-]*")


def noun_before(text: str, start: int, floor: int) -> tuple[str, str] | None:
    """Find what a number counts in the words of its sentence before it: the last noun in the plural."""
    told = None
    for word in _BEFORE.finditer(text, max(floor, start - 120), start):
        known = PLURAL.get(word[0].lower())
        if known and known[0]:
            told = known
    return told
