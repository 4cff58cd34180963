"""How exactly a printed number may be taken, and which differences any reader would accept as rounding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from naru.newsroom.rules.checking.memory import remembered
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.words import Number

LOOSE = Decimal("0.1")
"""How far from a number "about" may lie, as a part of it."""

CUT = Decimal("0.01")
"""How much of a number its closing zeros may hide at most: nobody takes 1,000 for 1,400."""

ZERO = Decimal(0)
REMEMBERED = 4_000
"""How many printed values are remembered with what they can stand for."""

_DECIMALS = regex(r"\d[.,．](\d{1,2})(?!\d)")
_ROUND_WORDS = regex(
    r"만|억|조|천(?=\s*(?:명|건|개|원|여|$))|million|billion|thousand|млн|млрд|тыс", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Span:
    """The values that a printed number can stand for, both ends belonging to it."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal) and self.low <= value <= self.high

    def touches(self, other: Span) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


@remembered(REMEMBERED)
def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def decimals(number: Number) -> int:
    """Count the decimals that a number is printed with (`94.7%` has one)."""
    found = _DECIMALS.search(number.text)
    # What is printed with a magnitude word says less than its value shows.
    if found and not _ROUND_WORDS.search(number.text):
        return len(found[1])
    return max(0, -_exponent(number.value)) if number.value is not None else 0


def step(number: Number) -> Decimal:
    """
    Give the place of the last digit that a quantity says: 1 of 1,350; 10,000 of `1,394만`; 1,000 of 166,000.

    Three closing zeros are read as rounding; fewer are not.
    """
    value = number.value
    if value is None or value == 0:
        return ZERO
    exponent = _exponent(value)
    if exponent >= 3 or (exponent > 0 and (number.approximate or _ROUND_WORDS.search(number.text))):
        return Decimal(10) ** exponent
    return ZERO if exponent >= 0 else Decimal(10) ** exponent


def span(number: Number) -> Span:
    """Give what a printed quantity can stand for: half its last place around it, more where it says "about"."""
    return _span(number.value, number.upper, step(number), number.qualifier)


@remembered(REMEMBERED)
def _span(told: Decimal | None, end: Decimal | None, place: Decimal, qualifier: str) -> Span:
    value = told or Decimal(0)
    upper = end if end is not None else value
    half = min(place / 2, abs(value) * CUT)
    low, high = min(value, upper) - half, max(value, upper) + half
    if qualifier in {"about", "nearly"}:
        low, high = low - abs(value) * LOOSE, high + abs(value) * LOOSE
    elif qualifier in {"at_least", "more_than"}:
        # "Over 1,800" is said of 1,803 and of 1,890; nobody says it of 2,500.
        high += max(abs(value) * LOOSE * 2, Decimal(1))
    elif qualifier == "at_most":
        low -= abs(value) * LOOSE * 2
    return Span(low, high)


def rate(number: Number) -> Span:
    """
    Give what a printed rate (`59.0%`, `4.77 times`) can stand for: one unit of its last place on both sides.

    A whole unit rather than a half, for cutting off instead of rounding is a habit and no fault.
    """
    value = number.value or Decimal(0)
    upper = number.upper if number.upper is not None else value
    unit = Decimal(1).scaleb(-decimals(number))
    low, high = min(value, upper) - unit, max(value, upper) + unit
    if number.unit in {"fold", "fraction"}:
        # "Twice", "a quarter": words of which nobody expects a decimal.
        loose = Decimal("0.12") if decimals(number) == 0 or number.unit == "fraction" else Decimal(0)
        unit = Decimal("0.05") if decimals(number) == 0 and number.unit == "fold" else unit
        if number.unit == "fraction" or decimals(number) == 0:
            unit = abs(value) * loose
        low, high = min(value, upper) - unit, max(value, upper) + unit
    if number.qualifier in {"about", "nearly"}:
        low, high = low - abs(value) * LOOSE, high + abs(value) * LOOSE
    elif number.qualifier in {"at_least", "more_than"}:
        high += max(abs(value) * Decimal("0.35"), unit * 5)
    elif number.qualifier == "at_most":
        low -= max(abs(value) * Decimal("0.35"), unit * 5)
    return Span(low, high)


def quotient(above: Span, below: Span, factor: Decimal = Decimal(1)) -> Span:
    """Give the quotients that two spans allow, times a factor."""
    low, high = max(below.low, Decimal("0.000001")), max(below.high, Decimal("0.000001"))
    return Span(above.low / high * factor, above.high / low * factor)
