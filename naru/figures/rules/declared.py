"""Declared figures: what each counts, in words, and the list of all of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import get_language

from naru.figures.rules.units import UNITS, Unit
from naru.figures.rules.words import Kind
from naru.krds.formats.words import locale

Text = str | Promise
Phrases = Mapping[str, tuple[str, ...]]
"""Language → ways in which a text speaks of the thing (`{"ko": ("외국인환자", …)}`)."""


@dataclass(frozen=True)
class Dimension:
    """
    One way to split a figure: a key, a label, the values with their labels, and how texts speak of each.

    `values` maps a stored value to its label. `named` gives the label of any value in the reader's
    language where there is no list (countries, years).
    """

    key: str
    label: Text
    values: Mapping[str, Text] = field(default_factory=dict)
    named: Callable[[str], str] | None = None
    phrases: Mapping[str, Phrases] = field(default_factory=dict)

    def name(self, value: str) -> str:
        """Give the label of a value in the active language, the value itself where none is known."""
        if value in self.values:
            return str(self.values[value])
        return self.named(value) if self.named else value


def territory(code: str) -> str:
    """Give the name of a country by its ISO 3166-1 code in the active language (CLDR)."""
    return str(locale(get_language()).territories.get(code, code))


@dataclass(frozen=True)
class Counted:
    """
    What a query answers: the rows it counts, the day it holds for, and how it counted.

    `fields` are the fields whose change matters (their values go into each record's digest; without any,
    only the row's presence counts). `amount` names a field to add up instead of counting rows.
    `rows` is a queryset whose manager has `visible_to(account)`.
    """

    rows: Any
    on: date
    method: Text
    fields: tuple[str, ...] = ()
    amount: str | None = None


Query = Callable[..., Counted]


@dataclass(frozen=True)
class Figure:
    """
    A declared figure. Without a query it is known only from reports.

    `lead` are the dimensions shown first where a figure has no total (the office's own region).
    """

    key: str
    title: Text
    unit_key: str
    definition: Text
    kind: Kind
    topic: Text = ""
    dimensions: tuple[Dimension, ...] = ()
    since: date | None = None
    caution: Text = ""
    phrases: Phrases = field(default_factory=dict)
    lead: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 0
    yearly: bool = False
    public: bool = True
    query: Query | None = None

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return UNITS[self.unit_key]

    @property
    def slug(self) -> str:
        """The key as an address has it."""
        return self.key

    def dimension(self, key: str) -> Dimension | None:
        """Find one of the figure's dimensions."""
        return next((each for each in self.dimensions if each.key == key), None)

    def split(self, dimensions: Mapping[str, str]) -> list[tuple[str, str]]:
        """Give label and value of each dimension in the active language, in the declared order."""
        told = [
            (str(each.label), each.name(str(dimensions[each.key])))
            for each in self.dimensions
            if each.key in dimensions
        ]
        known = {each.key for each in self.dimensions}
        return told + [(key, str(value)) for key, value in sorted(dimensions.items()) if key not in known]

    def ask(
        self, *, on: date, since: date | None, until: date | None, dimensions: Mapping[str, str]
    ) -> Counted:
        """
        Run the query with as much of the question as it takes.

        A count at a date is asked `on`; the other kinds `since` and `until` (end exclusive) as well.
        Each dimension that is named comes as a keyword argument.

        :raises LookupError: where the figure is known only from reports
        """
        if self.query is None:
            raise LookupError(self.key)
        question: dict[str, Any] = {"on": on, "since": since, "until": until, **dimensions}
        takes = inspect.signature(self.query).parameters
        if not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in takes.values()):
            question = {name: value for name, value in question.items() if name in takes}
        return self.query(**question)


FIGURES: dict[str, Figure] = {}
"""Every figure that was declared, by its key, in the order of declaration."""

F = TypeVar("F", bound=Query)


def declare(
    key: str,
    title: Text,
    *,
    unit: str,
    definition: Text,
    kind: Kind | str,
    topic: Text = "",
    dimensions: Iterable[Dimension] = (),
    since: date | None = None,
    caution: Text = "",
    phrases: Phrases | None = None,
    lead: Mapping[str, str] | None = None,
    decimals: int = 0,
    yearly: bool = False,
    public: bool = True,
    query: Query | None = None,
) -> Figure:
    """
    Declare a figure that is known from reports only, or with the query that counts it.

    `unit` is the key of a declared unit; `since` the starting day of a cumulative figure; `caution` the
    sentence that warns of a false reading; `yearly` that one reading is expected for every year.

    :raises ValueError: for a key that is taken or a unit that nobody declared
    """
    if key in FIGURES and FIGURES[key].definition != definition:
        raise ValueError(f"two figures are called {key}")
    if unit not in UNITS:
        raise ValueError(f"{key} counts {unit}, which is no declared unit")
    FIGURES[key] = Figure(
        key=key,
        title=title,
        unit_key=unit,
        definition=definition,
        kind=Kind(kind),
        topic=topic,
        dimensions=tuple(dimensions),
        since=since,
        caution=caution,
        phrases=phrases or {},
        lead=lead or {},
        decimals=decimals,
        yearly=yearly,
        public=public,
        query=query,
    )
    return FIGURES[key]


def figure(key: str, title: Text, **said: Any) -> Callable[[F], F]:
    """Declare the decorated query as a figure; takes what `declare` takes."""

    def decorate(query: F) -> F:
        declare(key, title, query=query, **said)
        return query

    return decorate


def named(key: str) -> Figure:
    """
    Find a declared figure.

    :raises LookupError: where nobody declared it
    """
    try:
        return FIGURES[key]
    except KeyError:
        raise LookupError(f"no figure is called {key}") from None
