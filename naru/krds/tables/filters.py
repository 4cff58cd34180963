"""The questions that narrow a list, and what a visitor answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from naru.krds.formats import words
from naru.krds.tables.columns import Text

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""The years that a day in an address may lie in."""


@dataclass(frozen=True)
class Filter:
    """
    One question that narrows the list.

    `kind` choice offers the choices, day takes one day, flag is a single tick. `apply` gets the rows and the
    value (a list of values where several may be chosen, a date for day, True for flag); without it the
    field of the key is compared.
    """

    key: str
    label: Text
    choices: Iterable[tuple[Any, Text]] | Callable[[], Iterable[tuple[Any, Text]]] = ()
    apply: Callable[[Any, Any], Any] | None = None
    several: bool = False
    kind: Literal["choice", "day", "flag"] = "choice"

    def options(self) -> list[tuple[str, Text]]:
        """Give the choices as the address writes them."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found if str(value)]

    def narrow(self, rows: Any, value: Any) -> Any:
        """Keep the rows that answer the question."""
        if self.apply:
            return self.apply(rows, value)
        return rows.filter(**{f"{self.key}__in" if self.several else self.key: value})


@dataclass(frozen=True)
class Question:
    """A filter as this visitor answered it."""

    asked: Filter
    name: str
    options: list[tuple[str, Text]]
    chosen: list[str]

    @property
    def value(self) -> Any:
        """What the filter's `apply` gets, or None where nothing valid was chosen."""
        if not self.chosen:
            return None
        if self.asked.kind == "day":
            return parse_date(self.chosen[0])
        if self.asked.kind == "flag":
            return True
        return self.chosen if self.asked.several else self.chosen[0]

    @property
    def labels(self) -> list[tuple[str, Text]]:
        """The chosen values with their labels, for the chips."""
        if self.asked.kind == "day":
            return [(value, words.day(parse_date(value))) for value in self.chosen]
        if self.asked.kind == "flag":
            return [(value, _("Yes")) for value in self.chosen]
        known = dict(self.options)
        return [(value, known[value]) for value in self.chosen]


@dataclass(frozen=True)
class Chip:
    """An answer in force, with the address of the list without it."""

    label: Text
    text: Text
    url: str


def is_day(value: str) -> bool:
    """Say whether a text is a day that can be reckoned with: the ends of the calendar have no neighbours."""
    try:
        day = parse_date(value)
    except ValueError:
        return False
    return day is not None and FIRST_YEAR <= day.year <= LAST_YEAR
