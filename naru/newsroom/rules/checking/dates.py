"""How dates and times of day are written in each language, and how they are read into ISO 8601."""

from __future__ import annotations

import re
from itertools import chain

from .forms import Draft, Form, at, form
from .words import NumberKind

YEAR = r"(?:19|20)[0-9]{2}"
_DASH = r"[~\-–—]"


def iso(year: str | None, month: int | None, day: int | None = None) -> str | None:
    """Write what is printed of a day in ISO 8601, or nothing where the calendar has no such day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    if year:
        parts = [year, *(f"{part:02}" for part in (month, day) if part is not None)]
        return "-".join(parts)
    if month is None:
        return f"---{day:02}"
    return f"--{month:02}" + (f"-{day:02}" if day is not None else "")


def _year(told: str | None) -> str | None:
    if told is None:
        return None
    digits = re.sub(r"[^0-9]", "", told)
    return digits if len(digits) == 4 else f"20{digits}"


def _span(found: re.Match[str]) -> Draft | None:
    """Read a day, month or year, or a span of them, from the groups y m d and y2 m2 d2."""
    said = {key: value for key, value in found.groupdict().items() if value is not None}
    year, month = _year(said.get("y")), _month(said.get("m"))
    day = _day(said.get("d"))
    if not {"y2", "m2", "d2"} & said.keys():
        one = iso(year, month, day)
        return at(found, NumberKind.DATE, one) if one else None
    year2, month2, day2 = _year(said.get("y2")), _month(said.get("m2")), _day(said.get("d2"))
    if year2 and year and len(said["y2"]) == 2:
        year2 = year[:2] + said["y2"]
    # Month and year that are printed once hold for both ends.
    year, year2 = year or year2, year2 or year
    if day is not None or month2 is not None:
        month, month2 = month or month2, month2 or month
    if day2 is None and day is not None:
        day2 = day
    one, two = iso(year, month, day), iso(year2, month2, day2)
    return at(found, NumberKind.DATE, f"{one}/{two}") if one and two else None


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RUSSIAN_MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


def _month(told: str | None) -> int | None:
    if told is None:
        return None
    if told.isdigit():
        return int(told)
    word = told.lower()
    if word[:3] in _MONTHS:
        return _MONTHS.index(word[:3]) + 1
    if word.startswith("мар"):
        return 3
    return next(at + 1 for at, stem in enumerate(_RUSSIAN_MONTHS) if word.startswith(stem))


def _day(told: str | None) -> int | None:
    return int(re.sub(r"[^0-9]", "", told)) if told else None


def _dated(found: re.Match[str], text: str) -> Draft | None:
    return _span(found)


def _quarter(found: re.Match[str], text: str) -> Draft | None:
    said = found.groupdict()
    told = said["q"].lower()
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
    order |= {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "четвёр": 4}
    number = int(told[0]) if told[0].isdigit() else order.get(told) or order[told[:4]]
    return at(found, NumberKind.DATE, f"{_year(said.get('y')) or ''}-Q{number}")


def _decade(found: re.Match[str], text: str) -> Draft | None:
    told = found["y"]
    return at(found, NumberKind.DATE, (told if len(told) == 4 else f"19{told}")[:3] + "x")


def _century(found: re.Match[str], text: str) -> Draft | None:
    return at(found, NumberKind.DATE, f"{int(found['n']) - 1:02}xx")


def _half_year(found: re.Match[str], text: str) -> Draft | None:
    year = _year(found["y"]) or "-"
    ends = ("01", "06") if found["h"].lower() in {"first", "상"} else ("07", "12")
    return at(found, NumberKind.DATE, "/".join(f"{year}-{month}" for month in ends))


def clock(hour: int, minute: int, half: str = "") -> str | None:
    """Write a time of day with 24 hours, or nothing where the clock has no such time."""
    if half in {"오후", "저녁", "밤", "낮", "p", "дн", "ве"} and hour < 12:
        hour += 12
    elif half in {"오전", "새벽", "a", "но"} and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _time(found: re.Match[str], text: str) -> Draft | None:
    said = found.groupdict()
    minute = 30 if said.get("i") == "반" else int(said.get("i") or 0)
    one = clock(int(said["h"]), minute, (said.get("half") or "").lower()[:2].rstrip("m."))
    return at(found, NumberKind.TIME, one) if one else None


# --- any language --------------------------------------------------------------------------------

_NUMERIC = (
    rf"(?P<y>{YEAR}|['’‘][0-9]{{2}}(?=\.))\ ?[-./]\ ?(?P<m>[0-9]{{1,2}})\ ?[-./]\ ?(?P<d>[0-9]{{1,2}})(?![0-9,])"
    rf"(?:\.?\ ?[~–]\ ?(?:(?P<y2>{YEAR})\.\ ?)?(?:(?P<m2>[0-9]{{1,2}})[./]\ ?)?(?P<d2>[0-9]{{1,2}})(?![0-9]))?"
    r"(?:\.(?=\ ?[(~–]))?"
)
_DAY_FIRST = (
    rf"(?P<d>[0-9]{{1,2}})(?:[–-](?P<d2>[0-9]{{1,2}}))?[./-](?P<m>[0-9]{{1,2}})[./-](?P<y>{YEAR})(?![0-9])"
)
_CLOCK = r"(?P<h>[01]?[0-9]|2[0-4]):(?P<i>[0-5][0-9])(?![0-9:])"
_YEARS = rf"(?P<y>{YEAR})(?:\s?[~–—-]\s?|\s(?:to|and|through|until)\s)(?P<y2>{YEAR})(?![0-9,.]?[0-9])"
_SHORT_YEARS = rf"(?P<y>{YEAR})[–/-](?P<y2>[0-9]{{2}})(?![0-9./-])"


def _short(found: re.Match[str], text: str) -> Draft | None:
    return _span(found) if int(found["y"][2:]) < int(found["y2"]) else None


_ANY = [form(_NUMERIC, _dated), form(_DAY_FIRST, _dated)]
_ANY_TIME = [form(_CLOCK, _time)]

# --- English -------------------------------------------------------------------------------------

_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_EN_MONTH = (
    "(?:"
    + "|".join(chain(_MONTH_NAMES, (name.upper() for name in _MONTH_NAMES)))
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_EN_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9%]|[.,:][0-9]|\s(?:%|percent))"
_EN_JOIN = rf"(?:\s?{_DASH}\s?|\s(?:to|through|until|and(?!\s[0-9]+\s[a-z]))\s)"
_EN_MONTH_DAY = (
    rf"(?P<m>{_EN_MONTH})\s(?P<d>{_EN_DAY})(?:,?\s(?P<y>{YEAR})(?![0-9]))?"
    rf"(?:{_EN_JOIN}(?:(?<!\sand\s)(?P<m2>{_EN_MONTH})\s)?(?P<d2>{_EN_DAY})(?:,?\s(?P<y2>{YEAR})(?![0-9]))?)?"
)
_EN_DAY_MONTH = (
    rf"(?P<d>{_EN_DAY})(?:\s(?P<m>{_EN_MONTH})(?:,?\s(?P<y>{YEAR}))?(?!\sand\b))?{_EN_JOIN}"
    rf"(?P<d2>{_EN_DAY})\s(?:of\s)?(?P<m2>{_EN_MONTH})(?:,?\s(?P<y2>{YEAR})(?![0-9]))?"
)
_EN_ONE_DAY = rf"(?P<d>{_EN_DAY})\s(?:of\s)?(?P<m>{_EN_MONTH})(?:,?\s(?P<y>{YEAR})(?![0-9]))?"
_EN_MONTHS = (
    rf"(?P<m>{_EN_MONTH})(?:,?\s(?P<y>{YEAR}))?{_EN_JOIN}(?P<m2>{_EN_MONTH}),?\s(?P<y2>{YEAR})(?![0-9])"
)
_EN_ONE_MONTH = rf"(?P<m>{_EN_MONTH}),?(?:\sof)?\s(?P<y>{YEAR})(?![0-9])"
_EN_QUARTER = (
    rf"(?:(?:the\s)?(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)\squarter)"
    rf"(?:\s(?:of\s)?(?P<y>{YEAR}))?"
)
_EN_Q = rf"Q(?P<q>[1-4])(?:\s(?:of\s)?(?P<y>{YEAR}))?(?![0-9])"
_EN_HALF = rf"(?P<h>[Ff]irst|[Ss]econd)\shalf(?:\sof\s(?P<y>{YEAR})(?![0-9])|(?=\sof\s(?:the|this|last|next)\s(?:year|fiscal)))"
_EN_CLOCK = (
    r"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<i>[0-5][0-9]))?\s?(?P<half>[ap]\.m\.?|[ap]m\b|[AP]M\b|[AP]\.M\.?)"
)

ENGLISH: list[Form] = [
    form(_EN_MONTH_DAY, _dated),
    form(_EN_MONTHS, _dated),
    form(_EN_ONE_MONTH, _dated),
    form(_EN_DAY_MONTH, _dated),
    form(_EN_ONE_DAY, _dated),
    form(r"(?P<y>(?:19|20)[0-9]0)s\b", _decade),
    form(_EN_QUARTER.replace(r"(?:the\s)?", ""), _quarter),
    form(_EN_Q, _quarter),
    form(_EN_HALF, _half_year),
    *_ANY,
    form(_YEARS, _dated),
    form(_SHORT_YEARS, _short),
    form(_EN_CLOCK, _time),
    *_ANY_TIME,
]

# --- Korean and Chinese --------------------------------------------------------------------------

_KO_YEAR = rf"(?:{YEAR}|['’‘][0-9]{{2}})"
_KO_DAY = (
    rf"(?:(?P<y>{_KO_YEAR})년\ ?)?(?P<m>[0-9]{{1,2}})월\s?(?P<d>[0-9]{{1,2}})"
    rf"(?:일?\ ?[~–·-]\ ?(?:(?P<y2>{YEAR})년\ ?)?(?:(?P<m2>[0-9]{{1,2}})월\ ?)?(?P<d2>[0-9]{{1,2}}))?일"
)
_KO_MONTHS = rf"(?:(?P<y>{_KO_YEAR})년\ ?)?(?P<m>[0-9]{{1,2}})월?\ ?[~–-]\ ?(?:(?P<y2>{YEAR})년\ ?)?(?P<m2>[0-9]{{1,2}})월"
_KO_MONTH = rf"(?:(?P<y>{_KO_YEAR})년\ ?)?(?P<m>[0-9]{{1,2}})월"
_KO_HALF = rf"(?P<y>{_KO_YEAR})년\ (?P<h>[상하])반기"
_KO_QUARTER = rf"(?:(?P<y>{_KO_YEAR})년도?\s?)?(?P<q>[1-4])(?:/4)?\s?분기"
_KO_DECADE = r"(?P<y>(?:19|20)?[0-9]0)년대"
_KO_YEARS = rf"(?P<y>{_KO_YEAR})년?\ ?[~–-]\ ?(?P<y2>{YEAR}|[0-9]{{2}})년"
_KO_ONE_YEAR = rf"(?P<y>{_KO_YEAR})년도?"
_KO_SHORT_DAY = r"(?P<m>1[0-2]|[1-9])\.\ ?(?P<d>3[01]|[12][0-9]|[1-9])\.?(?=\ ?\([월화수목금토일]\))"
_KO_TIME = r"(?:(?P<half>오전|오후|낮|밤|저녁|새벽)\s?)?(?P<h>[0-9]{1,2})(?:시(?!간|군|·|[가-힣]*\s?지역)(?:\s?(?P<i>[0-9]{1,2})분|\s?(?P<i2>반))?)"
_KO_CLOCK = rf"(?P<half>오전|오후|낮|밤|저녁|새벽)\s?{_CLOCK}"


def _korean_time(found: re.Match[str], text: str) -> Draft | None:
    minute = 30 if found["i2"] else int(found["i"] or 0)
    one = clock(int(found["h"]), minute, found["half"] or "")
    return at(found, NumberKind.TIME, one) if one else None


KOREAN: list[Form] = [
    form(_KO_DAY, _dated),
    form(_KO_QUARTER, _quarter),
    form(_KO_DECADE, _decade),
    form(_KO_HALF, _half_year),
    form(r"(?P<n>[0-9]{1,2})세기", _century),
    form(_KO_MONTHS, _dated),
    form(_KO_MONTH, _dated),
    form(_KO_YEARS, _dated),
    form(_KO_ONE_YEAR, _dated),
    *_ANY,
    form(_YEARS, _dated),
    form(_KO_SHORT_DAY, _dated),
    form(_KO_TIME, _korean_time),
    form(_KO_CLOCK, _time),
    *_ANY_TIME,
]


def _chinese(pattern: str) -> str:
    for korean, chinese in (("년", "年"), ("월", "月"), ("일", "日"), ("[~–·-]", "(?:[~–·-]|至|到)")):
        pattern = pattern.replace(korean, chinese)
    return pattern


CHINESE: list[Form] = [
    *(form(_chinese(each), _dated) for each in (_KO_DAY, _KO_MONTHS, _KO_MONTH, _KO_YEARS, _KO_ONE_YEAR)),
    form(r"(?P<d>[0-9]{1,2})[日号](?!间)", _dated),
    form(rf"(?:(?P<y>{YEAR})年)?第?(?P<q>[1-4一二三四])季度", lambda found, text: None),
    *_ANY,
    form(_YEARS, _dated),
    *_ANY_TIME,
]

# --- Russian, Mongolian, Vietnamese --------------------------------------------------------------

_RU_MONTH = (
    r"(?i:январ[яьюе]м?|феврал[яьюе]м?|март[аеу]?|апрел[яьюе]м?|ма[йяюе]|июн[яьюе]м?|июл[яьюе]м?"
    r"|август[аеу]?|сентябр[яьюе]м?|октябр[яьюе]м?|ноябр[яьюе]м?|декабр[яьюе]м?)\b"
)
_RU_JOIN = r"(?:\s?[–—-]\s?|\sпо\s|\sи\s)"
_RU_G = r"(?:\s(?:год[аеуы]?|годах|годов|годам|г\.г\.|гг\.?|г\.)(?![^\W\d_]))?"
_RU_DAYS = (
    rf"(?P<d>[0-9]{{1,2}})(?:\s(?P<m>{_RU_MONTH})(?:\s(?P<y>{YEAR}){_RU_G})?)?{_RU_JOIN}"
    rf"(?P<d2>[0-9]{{1,2}})\s(?P<m2>{_RU_MONTH})(?:\s(?P<y2>{YEAR}){_RU_G})?"
)
_RU_DAY = rf"(?P<d>[0-9]{{1,2}})\s(?P<m>{_RU_MONTH})(?:\s(?P<y>{YEAR}){_RU_G})?"
_RU_MONTHS = rf"(?P<m>{_RU_MONTH}){_RU_JOIN}(?P<m2>{_RU_MONTH})\s(?P<y2>{YEAR}){_RU_G}"
_RU_ONE_MONTH = rf"(?P<m>{_RU_MONTH})\s(?P<y>{YEAR}){_RU_G}"
_RU_YEARS = rf"(?P<y>{YEAR})(?:\s?[–—-]\s?|\sпо\s|\sи\s)(?P<y2>{YEAR})(?![0-9]){_RU_G}"
_RU_YEAR = rf"(?P<y>{YEAR})(?:-?(?:й|го|му|м|х|е))?(?:\s(?:год[аеуы]?|годом|годах|гг\.?|г\.)(?![^\W\d_]))"
_RU_QUARTER = (
    rf"(?P<q>IV|I{{1,3}}|[Пп]ерв\w+|[Вв]тор\w+|[Тт]реть\w+|[Чч]етв[её]рт\w+|[1-4](?:-?[йм]|-?го)?)\sквартал[аеу]?"
    rf"(?:\s(?P<y>{YEAR}){_RU_G})?"
)

_RU_CLOCK = r"(?P<h>[0-9]{1,2})(?:[:.](?P<i>[0-5][0-9])|\sчас(?:а|ов)?)(?:(?=\s(?:утра|ночи))|(?=\s(?P<half>дня|вечера)))"

RUSSIAN: list[Form] = [
    form(_RU_DAYS, _dated),
    form(_RU_DAY, _dated),
    form(_RU_MONTHS, _dated),
    form(_RU_ONE_MONTH, _dated),
    form(_RU_QUARTER, _quarter),
    form(_RU_CLOCK, _time),
    form(_RU_YEARS, _dated),
    form(_RU_YEAR, _dated),
    form(r"(?P<y>(?:19|20)?[0-9]0)-(?:е|х|ые|ых)\b(?:\sгод\w+)?", _decade),
    *_ANY,
    *_ANY_TIME,
]
MONGOL: list[Form] = [
    form(
        rf"(?:(?P<y>{YEAR})\s?он[ыд]\w*\s)?(?P<m>1[0-2]|0?[1-9])(?:-р|\s(?:дугаар|дүгээр))?\sсар(?:ын)?"
        r"(?:\s(?P<d>[0-9]{1,2})(?:[–-](?P<d2>[0-9]{1,2}))?(?:-н[ыи][йь]?\w*)?)?",
        _dated,
    ),
    form(rf"(?P<y>{YEAR})(?:[–-](?P<y2>{YEAR}))?\s?он\w*", _dated),
    *_ANY,
    form(_YEARS, _dated),
    *_ANY_TIME,
]
VIETNAMESE: list[Form] = [
    form(
        r"(?:từ\s)?(?:ngày\s)?(?P<d>[0-9]{1,2})(?:\s?(?:[–-]|đến(?:\sngày)?)\s?(?P<d2>[0-9]{1,2}))?\stháng\s(?P<m>[0-9]{1,2})"
        rf"(?:(?:\snăm\s|[/,]\s?)(?P<y>{YEAR}))?",
        _dated,
    ),
    form(rf"tháng\s(?P<m>[0-9]{{1,2}})(?:(?:\snăm\s|/)(?P<y>{YEAR}))?", _dated),
    form(rf"năm\s(?P<y>{YEAR})(?:\s?[–-]\s?(?P<y2>{YEAR}))?", _dated),
    form(r"(?P<d>[0-9]{1,2})(?:[–-](?P<d2>[0-9]{1,2}))?[/-](?P<m>1[0-2]|0?[1-9])(?![0-9/])", _dated),
    *_ANY,
    form(_YEARS, _dated),
    *_ANY_TIME,
]
DATES = {
    "en": ENGLISH,
    "ko": KOREAN,
    "ru": RUSSIAN,
    "mn": MONGOL,
    "vi": VIETNAMESE,
    "zh-hans": CHINESE,
}
"""The forms of dates and times by language, the longer before the shorter."""
