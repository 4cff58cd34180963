"""One column of a sheet: what it is called, what it may hold, how a cell is read, written and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from naru.sheets.rules import values
from naru.sheets.rules.values import Kind, Unreadable

Words = str | Promise
KindName = Literal["text", "whole", "number", "date", "moment", "bool", "choice", "several", "email", "url"]
SEPARATOR = "; "
"""What stands between the choices of a column that takes several."""
NOTE = "※ "
"""How every cell of the help row begins, so that it is never taken for data."""


@dataclass(frozen=True)
class SheetColumn:
    """
    One column of a sheet.

    `key` names it in rows and in code, `label` at the head of the column. `choices` are pairs of stored value
    and label (or a callable that gives them, where they stand in a table). `longest` bounds a text, `least`
    and `most` a number or a day, `places` the decimals of a number (9 at most). `read` gets the typed value
    and gives what the row will hold, raising Unreadable with a sentence; `write` turns it back.
    """

    key: str
    label: Words
    kind: KindName = "text"
    required: bool = False
    choices: Iterable[tuple[Any, Words]] | Callable[[], Iterable[tuple[Any, Words]]] = ()
    help: Words = ""
    example: Any = ""
    longest: int = 2_000
    least: Any = None
    most: Any = None
    places: int = 6
    width: int = 0
    read: Callable[[Any], Any] | None = None
    write: Callable[[Any], Any] | None = None

    def options(self) -> list[tuple[Any, str]]:
        """Give the choices as stored value and label in the reader's language."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(value, str(label)) for value, label in found if value not in (None, "")]

    def names(self) -> frozenset[str]:
        """Give all that the head of the column may say: its key, its label in each of our languages."""
        return frozenset(
            {values.fold(self.key), *(values.fold(said) for said in in_every_language(self.label))}
        )

    def reader(self) -> Callable[[str], Any]:
        """
        Give the function that reads one non-empty cell, with the choices looked up once for the whole file.

        It raises Unreadable with the reason.
        """
        simple: dict[Kind, Callable[[str], Any]] = {
            Kind.TEXT: self._read_text,
            Kind.WHOLE: lambda text: self._within(values.read_whole(text)),
            Kind.NUMBER: lambda text: self._within(values.read_number(text, places=self.places)),
            Kind.DATE: lambda text: self._within(values.read_day(text)),
            Kind.MOMENT: lambda text: self._within(values.read_moment(text)),
            Kind.BOOL: values.read_bool,
            Kind.EMAIL: lambda text: self._read_text(values.read_email(text)),
            Kind.URL: lambda text: self._read_text(values.read_url(text)),
        }
        kind = Kind(self.kind)
        typed = simple.get(kind) or self._choice_reader(several=kind is Kind.SEVERAL)
        further = self.read
        if further is None:
            return typed
        return lambda text: further(typed(text))

    def writer(self) -> Callable[[Any], Any]:
        """
        Give the function that turns a row's value into what a cell holds, the choices looked up once.

        It gives a typed number or day, else a text, or None for an empty cell.
        """
        labels = {str(stored): label for stored, label in self.options()}

        def plain(value: Any) -> Any:
            if self.write is not None and value is not None:
                value = self.write(value)
            if values.is_empty(value):
                return None
            if self.kind == "bool":
                return _("Yes") if value else _("No")
            if self.kind in {"choice", "several"}:
                many = value if isinstance(value, list | tuple | set | frozenset) else (value,)
                return SEPARATOR.join(labels.get(str(one), str(one)) for one in many)
            if isinstance(value, bool | int | float | Decimal | date | datetime):
                return value
            return str(value)

        return plain

    def plain(self, value: Any) -> Any:
        """Give one row's value as a cell holds it; for many rows take `writer`."""
        return self.writer()(value)

    def shower(self) -> Callable[[Any], str]:
        """Give the function that turns a row's value into a text for the preview."""
        write = self.writer()

        def shown(value: Any) -> str:
            plain = write(value)
            if plain is None:
                return ""
            if isinstance(plain, datetime):
                return plain.strftime("%Y-%m-%d %H:%M")
            if isinstance(plain, int | float | Decimal):
                return f"{plain:,f}" if isinstance(plain, Decimal) else f"{plain:,}"
            return str(plain)

        return shown

    def shown(self, value: Any) -> str:
        """Give one row's value as a text; for many rows take `shower`."""
        return self.shower()(value)

    @property
    def kind_label(self) -> str:
        """The word for what it holds, in the reader's language."""
        return Kind(self.kind).label

    @property
    def note(self) -> str:
        """What the help row says of the column: whether it must be filled, what it holds, an example."""
        parts = [_("Required.") if self.required else "", str(self.help) or f"{self.kind_label}."]
        if example := self.shown_example:
            parts.append(_("Example: %(example)s") % {"example": example})
        return NOTE + " ".join(filter(None, parts))

    @property
    def shown_example(self) -> str:
        """The example as a text."""
        if values.is_empty(self.example):
            return ""
        told = self.example if self.write and isinstance(self.example, str) else self.plain(self.example)
        return str(told)

    def _read_text(self, text: str) -> str:
        if len(text) > self.longest:
            raise Unreadable(
                ngettext(
                    "The text has %(count)s character; at most %(most)s fit here.",
                    "The text has %(count)s characters; at most %(most)s fit here.",
                    len(text),
                )
                % {"count": len(text), "most": self.longest}
            )
        return text

    def _within(self, value: Any) -> Any:
        if self.least is not None and value < self.least:
            raise Unreadable(
                _("%(value)s is too small; the least is %(least)s.")
                % {"value": self.shown(value), "least": self.shown(self.least)}
            )
        if self.most is not None and value > self.most:
            raise Unreadable(
                _("%(value)s is too large; the most is %(most)s.")
                % {"value": self.shown(value), "most": self.shown(self.most)}
            )
        return value

    def _choice_reader(self, *, several: bool) -> Callable[[str], Any]:
        known: dict[str, Any] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for value, label in self.options():
                    known.setdefault(values.fold(label), value)
        options = self.options()
        for value, _label in options:
            known[values.fold(str(value))] = value
        order = {value: place for place, (value, _label) in enumerate(options)}

        def one(text: str) -> Any:
            word = values.fold(text)
            if word in known:
                return known[word]
            raise Unreadable(self._not_among(text, options))

        def many(text: str) -> tuple[Any, ...]:
            found = {
                one(part) for part in text.replace("；", ";").replace("\n", ";").split(";") if part.strip()
            }
            return tuple(sorted(found, key=order.__getitem__))

        return many if several else one

    def _not_among(self, text: str, options: list[tuple[Any, str]]) -> str:
        said = text if len(text) <= 40 else f"{text[:39]}…"
        labels = [label for _value, label in options]
        if near := get_close_matches(text, labels, n=1, cutoff=0.6):
            return _("“%(text)s” is not in the list. Did you mean “%(near)s”?") % {
                "text": said,
                "near": near[0],
            }
        if len(labels) <= 12:
            return _("“%(text)s” is not in the list. Choose from: %(labels)s.") % {
                "text": said,
                "labels": ", ".join(labels),
            }
        return _("“%(text)s” is not in the list. Choose from the list of the blank form.") % {"text": said}


def in_every_language(words: Words) -> set[str]:
    """Give words as they are said in each of the site's languages."""
    said = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.add(str(words))
    return said


def changed(columns: Iterable[SheetColumn], now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Give the keys of the columns whose value in a row differs from the one that stands."""
    return [
        column.key
        for column in columns
        if column.key in now
        and not (values.is_empty(now[column.key]) and values.is_empty(before.get(column.key)))
        and now[column.key] != before.get(column.key)
    ]
