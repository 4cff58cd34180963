"""Numbers in English text, dates and shares apart."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, at, form
from .marks import ANYWHERE, grouped
from .nouns import PLURAL, SINGULAR
from .numerals import WORDS
from .patterns import regex
from .portions import NUMBER, PORTIONS, SPAN, read, valued
from .words import NumberKind

# --- money, measures, lengths of time ------------------------------------------------------------

_COINS = {"krw": "krw", "₩": "krw", "won": "krw", "usd": "usd", "us$": "usd", "$": "usd", "dollar": "usd"}
_COINS |= {"eur": "eur", "€": "eur", "euro": "eur", "kzt": "kzt", "₸": "kzt", "tenge": "kzt"}
_SIGN = r"(?P<sign>KRW|USD|US\$|EUR|KZT|[₩$€₸])\s?"
_COIN = r"\s(?:(?:South\s)?Korean\s|US\s|U\.S\.\s)?(?P<sign>won|dollar|euro|tenge)s?\b"
_MEASURES: dict[str, tuple[str, Decimal | int]] = {
    r"k(?:g|ilogram(?:me)?s?)": ("kg", 1),
    r"(?:tonne|ton)s?": ("kg", 1000),
    r"gram(?:me)?s?": ("kg", Decimal("0.001")),
    r"(?:km|kilomet(?:re|er)s?)": ("km", 1),
    r"(?:square\smet(?:re|er)s?|sq\.?\sm|m2|m²|㎡)": ("m2", 1),
    r"(?:°\s?C|℃|degrees(?:\sCelsius)?)": ("degree", 1),
}
_MEASURE = rf"[\s-]?(?P<measure>(?i:{'|'.join(_MEASURES)}))(?![A-Za-z])"
_LENGTH = r"(?P<length>year|month|week|day|hour|minute|night|decade)(?P<many>s?)\b(?![’'])"


def _money(found: re.Match[str], text: str) -> Draft | None:
    return valued(found, NumberKind.QUANTITY, _COINS[found["sign"].lower()], text)


def _measured(found: re.Match[str], text: str) -> Draft | None:
    told = found["measure"]
    unit, times = next(
        row for pattern, row in _MEASURES.items() if re.fullmatch(pattern, told, re.IGNORECASE)
    )
    return valued(found, NumberKind.QUANTITY, unit, text, times)


_SHIFTS = regex(r"\s(?:shift|trip|stay|case|care)s\b")


def _length(found: re.Match[str], text: str) -> Draft | None:
    """Read `five days` and `five-day`; `two night shifts` are shifts."""
    if not found["many"] and _SHIFTS.match(text, found.end()):
        return None
    unit, times = ("year", 10) if found["length"] == "decade" else (found["length"], 1)
    draft = valued(found, NumberKind.DURATION, unit, text, times)
    if draft and found["half"]:
        draft.value = (draft.value or Decimal(0)) + Decimal("0.5")
    return draft


def _half_length(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    share, length = found["share"].lower(), found["length"]
    draft.value = Decimal("0.5") if "half" in share else Decimal("0.25")
    draft.unit = length
    if length == "hour":
        draft.value, draft.unit = draft.value * 60, "minute"
    if length in {"decade", "century"}:
        draft.value, draft.unit = draft.value * (10 if length == "decade" else 100), "year"
    return draft


def _age(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = read(found["n"]), "year"
    said = found.groupdict()
    draft.upper = read(said["n2"]) if said.get("n2") else None
    return draft


_PERSONAL = regex(r"(?:^|(?<!\bin)(?<!\bIn)(?<!from)(?<!From)(?<!\bof)(?<!\bat)(?<!\bAt)\s)[A-Z][\w’-]+,\s$")
_NO_AGE = regex(r",\s(?:or|of|that|including|and|namely|against)\b")
_AGED = regex(
    r"\b(?:who|he|she)\s(?:is|was|turned|turns)\s(?:now\s|already\s|only\s)?$"
    r"|\b(?:learn|died|marri|retire|graduat|stud)\w*\s[^.,;:]{0,40}\bat\s$"
)
_AGE_ENDS = regex(r"[.,;)”\"]|\s(?:and|when|but|now)\b|$")
_ELDEST = 110


def _age_alone(found: re.Match[str], text: str) -> Draft | None:
    """Read `Kim Aigul, 38, …` and `Temir, nine, came` as ages; `In Naryn, 42, or a third, …` counts something."""
    before = text[max(0, found.start() - 28) : found.start()]
    if not _PERSONAL.search(before) or _NO_AGE.match(text, found.end()):
        return None
    if found["n"][0].isdigit() and int(found["n"]) < 15:
        return None
    return _age(found, text)


# --- ordinals, years, codes ----------------------------------------------------------------------

_NTH = {
    word: order + 1
    for order, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"  # noqa: SIM905
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NTH_WORD = rf"(?i:(?:{'|'.join(_TENS)})-)?(?i:{'|'.join(_NTH)})\b"
_NO_NTH = regex(r"second(?:-hand|\sopinion)|first[-\s]aid|(?<=\bat\s)first(?=[.,;:)])", re.IGNORECASE)
_CENTURY = regex(r"\s[Cc]entury\b")
_CAPITAL = regex(r"\s[A-Z][a-z]")


def _nth(found: re.Match[str], text: str) -> Draft | None:
    """Read an ordinal; before another capital letter it is a part of a name, as in First Hospital."""
    told = found[0].lower()
    if told[0].isdigit():
        value = int(re.sub(r"[^0-9]", "", told))
        if century := _CENTURY.match(text, found.end()):
            return Draft(found.start(), century.end(), NumberKind.DATE, said=f"{value - 1:02}xx")
    else:
        tens, _hyphen, word = told.rpartition("-")
        value = _TENS.get(tens, 0) + _NTH[word]
    if _NO_NTH.match(text, found.start()):
        return None
    if found[0][0].isupper() and _CAPITAL.match(text, found.end()):
        return at(found, NumberKind.NAME)
    return Draft(found.start(), found.end(), NumberKind.ORDINAL, Decimal(value))


def _labelled(found: re.Match[str], text: str) -> Draft | None:
    return grouped(found, NumberKind.IDENTIFIER)


_NEXT_WORD = regex(r"\s([A-Za-z][\w'’-]*)")
_DATED = regex(
    r"(?:\b(?:in|since|by|of|from|until|till|to|during|before|after|for|year|between|and|fiscal|FY|early|late|mid|over)"
    r"|[(,\[])[\s-]?$",
    re.IGNORECASE,
)
_IN_QUOTES = regex(r"[“\"‘][^”\"’\n]*$")
_INITIALS = regex(r"(?:^|[\s(“\"‘])(?!(?:FY|IN|SINCE|BY|OF|THE|AND)\s)[A-Z][A-Z&]+[A-Za-z&]*\s$")
_TITLED = regex(r"(?:\s[A-Z][\w’'-]+){2}")
_HEAD = regex(r"(?:^|[.!?]\s|\n)$")


def _year_or_name(found: re.Match[str], text: str) -> Draft | None:
    """Read four digits alone: a year, a year in a name (`KITF 2024`), or a count (`2000 visitors`)."""
    start, end = found.span()
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    word = _NEXT_WORD.match(after)
    dated, quoted = _DATED.search(before), _IN_QUOTES.search(before)
    if word and word[1].lower() in PLURAL and not dated and not quoted:
        return Draft(start, end, NumberKind.QUANTITY, read(found[0]), bare=True)
    titled = _TITLED.match(after) and not _HEAD.search(before) and not dated
    if (_INITIALS.search(before) and not re.match(r"\sbudget", after)) or titled:
        return at(found, NumberKind.NAME)
    if quoted and (_CAPITAL.match(after) or re.search(r"\b[A-Z][a-z]+\s$", before)) and not dated:
        return at(found, NumberKind.NAME)
    return at(found, NumberKind.DATE, found[0])


# --- counts --------------------------------------------------------------------------------------

_ONE_AFTER = regex(
    r"[\s-](?!(?:of|can|has|is|was|who|that|which|may|must|another|more|and|or|to|by|the)\b)((?:[a-z]+[\s-])?[a-z]+)"
)
_CALL = regex(r"\b(?:call|dial|line|number)s?\s$")
_CALLED = regex(r"\s(?:call|emergency|hot\s?line|line)\b")
_LAST_DIGITS = regex(r"-[0-9]{4}(?:,|\s(?:or|and|to))\s-$")
_URGENT = regex(r"11[29]|120|13(?:30|39|45)|1577")


def _counted(found: re.Match[str], text: str) -> Draft | None:
    """Read a numeral that has no sign of its own: what it counts is looked for beside it."""
    told = found["n"].lower()
    if told == "one" and not found["n2"]:
        after = _ONE_AFTER.match(text, found.end(), found.end() + 30)
        if not after or not any(word in SINGULAR for word in re.split(r"[\s-]", after[1])):
            return None
    elif told in {"a", "an"}:
        return None
    elif _URGENT.fullmatch(told) and (
        _CALL.search(text[max(0, found.start() - 10) : found.start()]) or _CALLED.match(text, found.end())
    ):
        return Draft(found.start("n"), found.end("n"), NumberKind.IDENTIFIER)
    before = text[max(0, found.start() - 64) : found.start()]
    if before.endswith("-") and _LAST_DIGITS.search(before):
        return Draft(found.start("n") - 1, found.end("n"), NumberKind.IDENTIFIER)
    if not found["n2"] and _AGE_ENDS.match(text, found.end()) and _AGED.search(before):
        age = _age(found, text)
        return age if age and (age.value or 0) <= _ELDEST else None
    draft = valued(found, NumberKind.QUANTITY, "", text)
    if draft is None:
        draft = Draft(found.start("n"), found.end("n"), NumberKind.QUANTITY, read(found["n"]))
    draft.bare = True
    return draft


_LABELS = (
    "Article Art. Articles Rule Section Paragraph Room Hall Booth Gate Exit No. Track Floor Building Annex Platform Table"  # noqa: SIM905
    " Figure Page Lot Line Bus Suite Door Form Step Zone Terminal Pavilion Ward Box extension ext. room booth hall article"
    " exit gate extension line No".split()
)
NUMBERS: list[Form] = [
    *ANYWHERE,
    form(
        rf"(?:{'|'.join(map(re.escape, _LABELS))})\s(?P<it>[A-Z]?-?[0-9]+(?:[-.,][0-9]+)*[A-Z]?)(?![0-9])"
        r"(?!\s(?:percent|million|billion))",
        _labelled,
    ),
    form(r"(?P<it>[0-9]{1,4})\s[A-Z][a-z]+-(?:ro|gil|daero|dong|beon-gil)\b", _labelled),
    form(r"(?P<it>[0-9]{5})(?=\.?$|\.?\n|\.\s[A-Z]|,\s(?:South\s)?Korea)", _labelled),
    form(
        rf"(?:(?<=\sgirl\sof\s)|(?<=\sboy\sof\s)|(?<=\sman\sof\s)|(?<=\swoman\sof\s)|(?<=\saged\s)|(?<=\bAged\s)|(?<=\sage\s)){SPAN}",
        _age,
    ),
    form(rf"(?P<n>{NUMBER})-year-olds?\b", _age),
    form(rf"{SPAN}(?=\syears?\s(?:old|of\sage)\b)", _age),
    form(rf"(?P<n>{WORDS['en']})(?=,\s[a-z])", _age_alone),
    form(r"(?P<n>[0-9]{2})(?=,\s|\.\s[\"“A-Z]|\.[”\"]|\),)", _age_alone),
    form(rf"{_SIGN}{SPAN}", _money),
    form(rf"{SPAN}{_COIN}", _money),
    form(rf"{SPAN}{_MEASURE}", _measured),
    *PORTIONS[:1],
    form(
        r"(?P<share>(?i:half\san?|a\shalf|a\squarter\sof\san?))\s(?P<length>year|month|week|day|hour|minute|decade|century)\b",
        _half_length,
    ),
    form(
        rf"{SPAN}(?P<half>\sand\sa\shalf)?[\s-](?:(?:working|business|calendar|consecutive)[\s-])?{_LENGTH}",
        _length,
    ),
    *PORTIONS[1:],
    form(rf"[0-9]{{1,3}}(?:st|nd|rd|th)\b|{_NTH_WORD}", _nth),
    form(r"(?:19|20)[0-9]{2}(?![0-9]|[,.][0-9])", _year_or_name),
    form(SPAN, _counted),
]
"""The shapes of English numbers, the more telling before the less."""

_HEADS = (
    r"one\b|t(?:wo|hr[ei]|hir|en|we|wi|ri|reb)|f(?:our|ort|if|iv|irst)|s(?:ix|ev|eco)|e(?:igh|lev)|nin|hal[fv]|doubl|quadr"
    r"|hundredth|an?\s(?:h|t|m|b|q|f|s|e|n)"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_LABEL = r"[A-Z][a-z]{0,9}\.?\s[A-Z]?-?[0-9]|(?:room|booth|hall|article|exit|gate|extension|ext\.|line)\s"
FIRST = (
    r"(?:(?<=[Pp]ost-)(?=Covid|COVID)|(?<![\w.,/][.,:/-])(?<![A-Za-z0-9_])"
    rf"(?:(?=[0-9+₩$€₸(])|(?=[A-Z][A-Z0-9$-]|[A-Z]-?[0-9]|Covid|https?:|www\.|{_MONTH}|{_LABEL}|(?i:{_HEADS}))))"
)
"""Where an English number may begin: no number begins in the middle of a word or of another."""
