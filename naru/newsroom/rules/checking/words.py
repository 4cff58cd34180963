"""The checker's words: kinds of numbers, verdicts, findings, and the values that pass between its parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NumberKind(TextChoices):
    """What a number in a text is."""

    QUANTITY = "quantity", _("Quantity")
    SHARE = "share", pgettext_lazy("number", "Share")
    DATE = "date", _("Date")
    TIME = "time", _("Time of day")
    DURATION = "duration", _("Duration")
    ORDINAL = "ordinal", _("Ordinal")
    NAME = "name", _("Part of a name")
    IDENTIFIER = "identifier", _("Identifier")
    BOILERPLATE = "boilerplate", _("Around the article")


CLAIMED = frozenset({NumberKind.QUANTITY, NumberKind.SHARE})
"""The kinds that somebody must be able to stand by."""


class NumberVerdict(TextChoices):
    """What is known of a quantity or share."""

    AGREES = "agrees", _("Agrees")
    CONTRADICTS = "contradicts", _("Contradicts")
    UNSOURCED = "unsourced", _("Unsourced")
    WAIVED = "waived", _("Waived")


class FindingCode(TextChoices):
    """What a careful reader would object to."""

    PARTS_DO_NOT_ADD = "parts_do_not_add", _("The parts do not add up")
    SHARE_WRONG = "share_wrong", _("The share is another")
    GROWTH_WRONG = "growth_wrong", _("The change is another")
    TIMES_WRONG = "times_wrong", _("The multiple is another")
    AVERAGE_WRONG = "average_wrong", _("The average is another")
    DIFFERENCE_WRONG = "difference_wrong", _("The difference is another")
    DIRECTION_WRONG = "direction_wrong", _("It went the other way")
    TOTAL_SHRINKS = "total_shrinks", _("A cumulative total shrinks")
    SHARES_OVER_HUNDRED = "shares_over_hundred", _("The shares add up to more than the whole")
    CUMULATIVE_PEOPLE = "cumulative_people", _("A sum of yearly counts is told as people")
    TOLD_BEFORE = "told_before", _("Told as done before it took place")
    TITLE_MONTH = "title_month", _("The title's month is another")
    WEEKDAY_WRONG = "weekday_wrong", _("The weekday is another")
    DURATION_WRONG = "duration_wrong", _("The number of days is another")
    LIST_COUNT = "list_count", _("The list has another length")
    RANGE_REVERSED = "range_reversed", _("The range ends before it begins")
    VERSION_MISSING = "version_missing", _("A number of the original is missing")
    VERSION_CHANGED = "version_changed", _("A number differs from the original")
    VERSION_ADDED = "version_added", _("A number that the original does not have")


@dataclass(frozen=True, slots=True)
class Number:
    """
    One number as a text gives it.

    `start` and `end` are places in the text (`text == whole[start:end]`). `value` is the plain value of a
    quantity, share, duration or ordinal; `upper` the other end of a range. `said` is the value of a date or
    time in ISO 8601 with only what is printed (`--04-24`, `2020/2022`). `unit` is what is counted (`person`,
    `krw`, `percent`, `day`…, `""` where that is not told). `thing` is what is counted, in more words than the
    unit (`patient`); `qualifier` is exact, about, at_least, more_than, at_most or nearly.
    """

    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None = None
    upper: Decimal | None = None
    said: str = ""
    unit: str = ""
    approximate: bool = False
    qualifier: str = "exact"
    thing: str = ""
    sentence: int = 0
    paragraph: int = 0

    @property
    def is_claimed(self) -> bool:
        """Whether somebody must be able to stand by it."""
        return self.kind in CLAIMED


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One fault of a text: what is printed, at which place, what it would have to be, and why.

    `why` is a sentence in the reader's language; `expected` and `printed` are values as that language
    prints them, empty where there is nothing to compare.
    """

    code: str
    text: str
    start: int
    end: int
    why: str
    expected: str = ""
    printed: str = ""
