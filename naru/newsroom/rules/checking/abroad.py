"""Numbers in Mongolian, Vietnamese and Chinese text: enough of them to compare a version with its original."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, Reader, at, form
from .marks import ANYWHERE
from .numerals import NUMERAL, numeral
from .words import NumberKind


def _signed(language: str, kind: str, unit: str) -> Reader:
    def signed(found: re.Match[str], text: str) -> Draft | None:
        draft = at(found, kind)
        draft.value, draft.unit = numeral(found["n"], language), unit
        draft.upper = numeral(found["n2"], language) if found["n2"] else None
        return draft

    return signed


def _bare(language: str) -> Reader:
    def bare(found: re.Match[str], text: str) -> Draft | None:
        if re.fullmatch(r"(?:19|20)[0-9]{2}", found[0]):
            name = re.search(r"[A-Z]{2,}\s$", text[max(0, found.start() - 12) : found.start()])
            return at(found, NumberKind.NAME) if name else at(found, NumberKind.DATE, found[0])
        draft = at(found, NumberKind.QUANTITY)
        draft.value, draft.bare = numeral(found["n"], language), True
        draft.upper = numeral(found["n2"], language) if found["n2"] else None
        return draft

    return bare


def _nth(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.ORDINAL)
    draft.value = Decimal(re.sub("[^0-9]", "", found[0]))
    return draft


_LENGTHS = {
    "mn": {"жил": "year", "сар": "month", "долоо хоног": "week", "өдөр": "day", "хоног": "day", "цаг": "hour", "минут": "minute"},
    "vi": {"năm": "year", "tháng": "month", "tuần": "week", "ngày": "day", "giờ": "hour", "phút": "minute", "đêm": "night"},
    "zh-hans": {"年": "year", "个月": "month", "周": "week", "天": "day", "日间": "day", "小时": "hour", "分钟": "minute", "岁": "year"},
}  # fmt: skip
_COINS = {
    "mn": {"вон": "krw", "доллар": "usd", "төгрөг": ""},
    "vi": {"won": "krw", "USD": "usd", "đô la": "usd"},
    "zh-hans": {"韩元": "krw", "美元": "usd", "欧元": "eur", "坚戈": "kzt"},
}
_NTHS = {
    "mn": r"[0-9]{1,3}(?:-р|-[дт][үу]г[эа]+р|\s(?:дугаар|дүгээр))\b",
    "vi": r"(?:lần\s)?thứ\s[0-9]{1,3}",
    "zh-hans": r"第[0-9]{1,3}(?:届|次|个|位|名)?",
}


def _forms(language: str) -> list[Form]:
    span = rf"(?P<n>{NUMERAL[language]})(?:\s?[~–-]\s?(?P<n2>{NUMERAL[language]}))?"
    gap = "" if language == "zh-hans" else r"[\s-]"
    close = "" if language == "zh-hans" else r"(?![^\W\d_])" if language == "vi" else ""
    made = [
        *ANYWHERE,
        form(_NTHS[language], _nth),
        form(rf"{span}\s?%", _signed(language, NumberKind.SHARE, "percent")),
    ]
    for coin, unit in _COINS[language].items():
        made.append(form(rf"{span}\s?{coin}", _signed(language, NumberKind.QUANTITY, unit)))
    if language != "zh-hans":
        made.append(form(rf"{span}\s(?:дахин|lần(?=\sso))", _signed(language, NumberKind.SHARE, "fold")))
    else:
        made.append(form(rf"{span}倍", _signed(language, NumberKind.SHARE, "fold")))
    for length, unit in _LENGTHS[language].items():
        made.append(form(rf"{span}{gap}{length}{close}", _signed(language, NumberKind.DURATION, unit)))
    made.append(form(span, _bare(language)))
    return made


FORMS = {language: _forms(language) for language in ("mn", "vi", "zh-hans")}
FIRST = r"(?<![0-9][.,:/-])(?<![0-9])(?=[0-9+(A-Znttl第])"
