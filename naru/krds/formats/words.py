"""Numbers, days and moments as the page's language writes them, from CLDR."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext

LOCALES = {
    "ko": "ko_KR",
    "en": "en_GB",
    "ru": "ru_RU",
    "mn": "mn_MN",
    "vi": "vi_VN",
    "zh-hans": "zh_Hans_CN",
    "kk": "kk_KZ",
    "uz": "uz_Latn_UZ",
    "ky": "ky_KG",
}
"""CLDR's locale of each page language, with the country that decides the week."""

LONG = {"mn": "y 'оны' M 'сарын' d"}
"""Patterns of a day where CLDR's long one is not what an office writes: Mongolia counts its months."""

SPANS = {"mn": ("y 'оны' M 'сарын' d", "M 'сарын' d", "d")}
"""Where CLDR has only Roman months for a span: the whole day, the day of the same year, of the same month."""


@lru_cache(maxsize=32)
def locale(language: str | None = None) -> Locale:
    """Give CLDR's locale for a page language; an unknown language is written as English."""
    code = (language or "en").lower()
    try:
        return Locale.parse(LOCALES.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _here(language: str | None) -> tuple[str, Locale]:
    code = (language or get_language() or "en").lower()
    return code, locale(code)


def number(value: Any, decimals: int | None = None, language: str | None = None) -> str:
    """
    Write a number with the language's grouping and decimal sign.

    :param decimals: how many digits stand after the sign; None keeps at most three, as they come
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        value = Decimal(value)
    return _number(value, decimals, _here(language)[0])


@lru_cache(maxsize=4096)
def _number(value: Any, decimals: int | None, code: str) -> str:
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=locale(code)))


def day(value: date | datetime | None, language: str | None = None) -> str:
    """Write a day in full: 2024년 4월 24일, 24 April 2024, 24 апреля 2024 г. A moment gives its local day."""
    if not value:
        return ""
    return _day(_local_day(value), _here(language)[0])


@lru_cache(maxsize=4096)
def _day(value: date, code: str) -> str:
    return str(format_date(value, format=LONG.get(code, "long"), locale=locale(code)))


def clock(value: datetime, zone: str | None = None, language: str | None = None) -> str:
    """Write the time of day, hours and minutes, in the office's zone or the zone named."""
    return str(format_time(_at(value, zone), format="HH:mm", locale=_here(language)[1]))


def moment(value: datetime | None, zone: str | None = None, language: str | None = None) -> str:
    """
    Write a moment: the day in full and the time of day.

    :param zone: IANA name; the city is added where it is not the office's own zone
    """
    if not value:
        return ""
    here = _at(value, zone)
    text = f"{day(here.date(), language)} {clock(value, zone, language)}"
    if zone and zone != timezone.get_default_timezone_name():
        text += f" ({city(zone, language)})"
    return text


FIRST_NAMES = {
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
}
"""CLDR never renames a zone: these are still told under the name that they had first."""

CITIES = {
    ("Asia/Ho_Chi_Minh", "ko"): "호찌민",
    ("Asia/Yangon", "ko"): "양곤",
    ("Europe/Kyiv", "ko"): "키이우",
}
"""Cities that CLDR still calls by a former name, as the National Institute of Korean Language writes them."""


@lru_cache(maxsize=512)
def _city(zone: str, code: str) -> str:
    # CLDR's own exemplar city; Babel's public function gives the country where there is only one zone.
    if (zone, code) in CITIES:
        return CITIES[zone, code]
    known = locale(code).time_zones.get(FIRST_NAMES.get(zone, zone), {})
    return str(known.get("city") or zone.rsplit("/", 1)[-1].replace("_", " "))


def city(zone: str, language: str | None = None) -> str:
    """Name the city that stands for an IANA zone in the language: Asia/Almaty is 알마티."""
    return _city(zone, _here(language)[0])


def period(since: date | datetime | None, until: date | datetime | None, language: str | None = None) -> str:
    """
    Write a span of days from its first day to its last.

    :param until: the end, exclusive as in the tables (27 April for 24 to 26 April), or None while it runs
    """
    code, where = _here(language)
    first = _local_day(since) if since else None
    last = _last_day(until) if until else None
    if first and last:
        if last <= first:
            return day(first, code)
        if code in SPANS:
            whole, same_year, same_month = SPANS[code]
            rest = (
                whole if first.year != last.year else same_year if first.month != last.month else same_month
            )
            dash = "–" if rest == same_month else " – "
            return f"{format_date(first, whole, where)}{dash}{format_date(last, rest, where)}"
        return _interval(first, last, code)
    if first:
        return gettext("from %(day)s") % {"day": day(first, code)}
    if last:
        return gettext("until %(day)s") % {"day": day(last, code)}
    return ""


@lru_cache(maxsize=4096)
def _interval(first: date, last: date, code: str) -> str:
    return str(format_interval(first, last, skeleton="yMMMd", locale=locale(code)))


def _at(value: datetime, zone: str | None) -> datetime:
    if timezone.is_naive(value):
        return value
    return timezone.localtime(value, ZoneInfo(zone)) if zone else timezone.localtime(value)


def _local_day(value: date | datetime) -> date:
    return _at(value, None).date() if isinstance(value, datetime) else value


def _last_day(until: date | datetime) -> date:
    if isinstance(until, datetime):
        return _at(until - timedelta(microseconds=1), None).date()
    return until - timedelta(days=1)


WRITERS: dict[str, Callable[..., str]] = {"number": number, "date": day, "moment": moment}
"""How a table's cell of each kind is written."""
