"""The shapes in which numbers are written: a pattern, and how what it finds is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .patterns import regex
from .words import NumberKind


@dataclass(slots=True)
class Draft:
    """A number while it is being read; `bare` says that what it counts has still to be looked for."""

    start: int
    end: int
    kind: str
    value: Decimal | None = None
    upper: Decimal | None = None
    said: str = ""
    unit: str = ""
    thing: str = ""
    qualifier: str = "exact"
    bare: bool = False

    def moved(self, by: int) -> Draft:
        """Give the same draft so many letters further on."""
        return Draft(
            self.start + by,
            self.end + by,
            self.kind,
            self.value,
            self.upper,
            self.said,
            self.unit,
            self.thing,
            self.qualifier,
            self.bare,
        )


Reader = Callable[[re.Match[str], str], Draft | None]


@dataclass(frozen=True, slots=True)
class Form:
    """One shape: its pattern, and its reader, which may say that it is no number after all."""

    pattern: str
    read: Reader
    compiled: re.Pattern[str]


def form(pattern: str, read: Reader) -> Form:
    """Make a form; its pattern may name its groups, for its reader alone."""
    return Form(pattern, read, regex(pattern))


_NAME = regex(r"\(\?P<\w+>")


def scanner(forms: list[Form], first: str) -> re.Pattern[str]:
    """
    Join forms into one pattern that is run once over a text; the group `f<n>` tells which form was met.

    `first` is a pattern without width that says where a number may begin at all: it keeps the scan quick.
    """
    return regex(
        first
        + "(?:"
        + "|".join(f"(?P<f{at}>{_NAME.sub('(?:', each.pattern)})" for at, each in enumerate(forms))
        + ")"
    )


def at(found: re.Match[str], kind: str, said: str = "") -> Draft:
    """Make a draft of the whole match."""
    return Draft(found.start(), found.end(), kind, said=said)


def fraction(found: re.Match[str], part: Decimal, whole: Decimal) -> Draft | None:
    """Make a draft of a fraction such as three in four; none where the part is not smaller than the whole."""
    if not 0 < part < whole:
        return None
    draft = at(found, NumberKind.SHARE)
    draft.value, draft.unit = (part / whole).quantize(Decimal("0.0001")).normalize(), "fraction"
    return draft
