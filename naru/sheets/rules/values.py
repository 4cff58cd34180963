"""What a cell may hold: the kinds of values, how each is read from what people type, how each is shown."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Kind(Enum):
    """The kind of a column, with the word that a form shows for it."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    BOOL = "bool"
    CHOICE = "choice"
    SEVERAL = "several"
    EMAIL = "email"
    URL = "url"

    @property
    def label(self) -> str:
        """The word for the kind in the reader's language."""
        return str(WORDS[self])


WORDS = {
    Kind.TEXT: pgettext_lazy("sheet", "Text"),
    Kind.WHOLE: gettext_lazy("Whole number"),
    Kind.NUMBER: pgettext_lazy("sheet", "Number"),
    Kind.DATE: gettext_lazy("Day (year-month-day)"),
    Kind.MOMENT: gettext_lazy("Day and time (24 hours)"),
    Kind.BOOL: gettext_lazy("Yes or no"),
    Kind.CHOICE: gettext_lazy("One from the list"),
    Kind.SEVERAL: gettext_lazy("One or more from the list, separated by a semicolon"),
    Kind.EMAIL: gettext_lazy("E-mail address"),
    Kind.URL: gettext_lazy("Web address"),
}
DIGITS = 15
"""Digits that a spreadsheet keeps of a number (IEEE 754 double)."""
ZERO_DAY = date(1899, 12, 30)
"""The day that a spreadsheet counts as 0 (right from 1 March 1900 on)."""
LAST_SERIAL = 2_958_465
"""The serial number of 9999-12-31."""
YES = frozenset({"yes", "y", "true", "1", "o", "○", "예", "네", "да", "тийм", "có", "是"})
NO = frozenset({"no", "n", "false", "0", "x", "×", "아니요", "아니오", "нет", "үгүй", "không", "否"})

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(e[+-]?\d{1,3})?", re.IGNORECASE)
_DAY = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?\s*(?:\([^)]{1,12}\))?"
    r"(?:[ T]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
)
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{1,7}(\.\d+)?")
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_url = URLValidator(schemes=["http", "https"])


class Unreadable(ValueError):  # noqa: N818 - the staff's word
    """A cell cannot be read; its text is the reason, in the user's language."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


def tidy(text: str) -> str:
    """Give a text in NFC without unseen characters, with single blanks and single kinds of line ends."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def fold(text: str) -> str:
    """Give a text as labels are compared: full-width letters made narrow, no case, no blanks, no asterisk."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("*", "")
    return "".join(_UNSEEN.sub("", folded).split())


def read_number(text: str, *, places: int) -> Decimal:
    """
    Read a number with or without commas at the thousands, in narrow or full-width digits.

    :param places: decimals kept, rounded half up
    :raises Unreadable: where it is no number, or has more than 15 digits
    """
    narrow = unicodedata.normalize("NFKC", text).replace(" ", "").replace("−", "-").replace("，", ",")
    if not _NUMBER.fullmatch(narrow):
        raise Unreadable(
            _("“%(text)s” is not a number. Write digits only, such as 1350 or 1,350.5.") % _cut(text)
        )
    number = Decimal(narrow.replace(",", "")).normalize()
    if len(number.as_tuple().digits) > DIGITS or number.adjusted() >= DIGITS:
        raise Unreadable(
            _("“%(text)s” has more than 15 digits, which a spreadsheet does not keep exactly.") % _cut(text)
        )
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    return rounded.normalize() if rounded else Decimal(0)


def read_whole(text: str) -> int:
    """
    Read a whole number.

    :raises Unreadable: where it is no number or has a fraction
    """
    number = read_number(text, places=9)
    if number != number.to_integral_value():
        raise Unreadable(_("“%(text)s” is not a whole number.") % _cut(text))
    return int(number)


def read_moment(text: str) -> datetime:
    """
    Read a day with or without a time of day: ISO, Korean (2024.04.24., 2024년 4월 24일), or a serial number.

    :raises Unreadable: where it is no day, or the year does not come first
    """
    narrow = unicodedata.normalize("NFKC", text).strip()
    parts: tuple[int, ...]
    if found := _DAY.fullmatch(narrow):
        parts = tuple(int(part or 0) for part in found.groups())
    elif found := _PACKED_DAY.fullmatch(narrow):
        parts = tuple(int(part) for part in found.groups())
    elif _SERIAL.fullmatch(narrow) and 61 <= float(narrow) <= LAST_SERIAL:
        whole, _dot, fraction = narrow.partition(".")
        minutes = round(float(f"0.{fraction or 0}") * 1440)
        start = datetime(ZERO_DAY.year, ZERO_DAY.month, ZERO_DAY.day)  # noqa: DTZ001 - local to the sheet
        return start + timedelta(days=int(whole), minutes=minutes)
    else:
        raise Unreadable(_("“%(text)s” is not a day. Write the year first, such as 2024-04-24.") % _cut(text))
    try:
        return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - local to the sheet
    except ValueError:
        raise Unreadable(_("“%(text)s” is not a day of the calendar.") % _cut(text)) from None


def read_day(text: str) -> date:
    """
    Read a day without a time of day, in the ways of `read_moment`.

    :raises Unreadable: where it is no day or a time of day stands beside it
    """
    moment = read_moment(text)
    if moment.hour or moment.minute or moment.second:
        raise Unreadable(_("“%(text)s” has a time of day. Only the day is wanted here.") % _cut(text))
    return moment.date()


def read_bool(text: str) -> bool:
    """
    Read yes or no, in any of our languages, as ○ and × or as 1 and 0.

    :raises Unreadable: where it is neither
    """
    word = fold(text)
    if word in YES or word == fold(_("Yes")):
        return True
    if word in NO or word == fold(_("No")):
        return False
    raise Unreadable(_("“%(text)s” is neither yes nor no.") % _cut(text))


def read_email(text: str) -> str:
    """
    Read an e-mail address; the part after the @ in small letters.

    :raises Unreadable: where it is no address
    """
    try:
        validate_email(text)
    except ValidationError:
        raise Unreadable(
            _("“%(text)s” is not an e-mail address, such as name@example.org.") % _cut(text)
        ) from None
    name, _at, host = text.rpartition("@")
    return f"{name}@{host.lower()}"


def read_url(text: str) -> str:
    """
    Read a web address; https:// is put before it where it has none.

    :raises Unreadable: where it is no address
    """
    address = text if "://" in text else f"https://{text}"
    try:
        _url(address)
    except ValidationError:
        raise Unreadable(
            _("“%(text)s” is not a web address, such as https://www.example.org.") % _cut(text)
        ) from None
    return address


def is_empty(value: Any) -> bool:
    """Say whether a value stands for an empty cell: nothing, an empty text, an empty list."""
    return value is None or value == "" or value == () or value == []


def _cut(text: str) -> dict[str, str]:
    return {"text": text if len(text) <= 40 else f"{text[:39]}…"}
