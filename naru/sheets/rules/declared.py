"""Declared sheets: what an app writes in its `sheets.py` so that rows can come in and go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from naru.krds.gate import STAFF, may_open
from naru.sheets.rules.columns import SheetColumn, Words, changed


class Standing(TextChoices):
    """What a row would do if the sheet were accepted."""

    NEW = "new", pgettext_lazy("sheet", "New")
    CHANGED = "changed", pgettext_lazy("sheet", "Changed")
    SAME = "same", pgettext_lazy("sheet", "Unchanged")
    REFUSED = "refused", pgettext_lazy("sheet", "Refused")


@dataclass(frozen=True)
class Fault:
    """Why a row is refused: its line in the file (the first is 1), the column's key or "", the sentence."""

    row: int
    column: str
    reason: str


@dataclass
class Row:
    """One row of an uploaded file: its number there, its values by column key, and what is known about it."""

    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    before: Mapping[str, Any] | None = None
    changes: list[str] = field(default_factory=list)
    found: Any = None

    def get(self, key: str, default: Any = None) -> Any:
        """Give a value, or the default where the column is not in the file or the cell is empty."""
        value = self.values.get(key)
        return default if value is None else value

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def refuse(self, reason: Any, column: str = "") -> None:
        """Refuse the row with a sentence, at one of its cells where a column's key is named."""
        self.faults.append(Fault(self.number, column, str(reason)))

    @property
    def standing(self) -> Standing:
        """What the row would do."""
        if self.faults:
            return Standing.REFUSED
        if self.before is None:
            return Standing.NEW
        return Standing.CHANGED if self.changes else Standing.SAME


class Sheet:
    """
    A sheet that an app declares: one list of columns gives the blank form, the reading and the export.

    Set the class attributes and write `match` and `accept_row`; the rest has defaults. `open_to` says who may
    use it, in the words of `@open_to`. `unique` names the columns that together name a row: two rows of one
    file that agree in them are refused.
    """

    key: ClassVar[str]
    title: ClassVar[Words]
    about: ClassVar[Words] = ""
    version: ClassVar[str] = "1"
    open_to: ClassVar[tuple[str, ...]] = (STAFF,)
    columns: ClassVar[Sequence[SheetColumn]]
    unique: ClassVar[tuple[str, ...]] = ()
    most_rows: ClassVar[int] = 50_000

    def __str__(self) -> str:
        return str(self.title)

    def may_use(self, account: Any) -> bool:
        """Say whether an account may use the sheet today."""
        return may_open(account, self.open_to)

    def column(self, key: str) -> SheetColumn:
        """Give a column by its key."""
        return next(column for column in self.columns if column.key == key)

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """
        Say why a row cannot be accepted, or nothing if it can: a sentence, or a column's key and a sentence.

        The cells have been read; it is asked only for rows without a fault so far. It may also call
        `row.refuse` itself, once for each fault.
        """
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """
        Give, by row number, the values that stand today for the rows that are already known.

        Ask the tables once for all rows, not once for each. What was found may be left in `row.found` for
        `accept_row`; a row whose neighbour cannot be found is refused here with `row.refuse`.
        """
        return {}

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """
        Take one new or changed row by calling an action of the app. `upload` is the source to be kept.

        :raises Refusal: with the sentence from the app's rules; the whole sheet is then handed back
        """
        raise NotImplementedError

    def accept(self, rows: Sequence[Row], *, by: Any, at: datetime, upload: Any) -> str:
        """
        Take all new and changed rows at once, instead of one by one, and give a sentence on what was done.

        Override it where rows hang together. The default calls `accept_row` for each; the tool does that
        itself so that it can name every row refused.
        """
        raise NotImplementedError

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]] | None:
        """Give the rows that stand today, as the columns hold them, or None where nothing is exported."""
        return None

    # What the tool asks

    @property
    def accepts_at_once(self) -> bool:
        """Whether the sheet has its own `accept`."""
        return type(self).accept is not Sheet.accept

    @property
    def can_export(self) -> bool:
        """Whether the sheet has its own `rows`."""
        return type(self).rows is not Sheet.rows

    def plan(self, rows: Sequence[Row], *, by: Any) -> None:
        """Say of each row what it would do: check it, look for its double, compare with what stands."""
        for row in rows:
            if not row.faults and (found := self.check_row(row)):
                key, reason = found if isinstance(found, tuple) else ("", found)
                row.refuse(reason, key)
        self._refuse_doubles(rows)
        known = self.match([row for row in rows if not row.faults], by=by)
        for row in rows:
            row.before = known.get(row.number)
            row.changes = changed(self.columns, row.values, row.before) if row.before is not None else []

    def _refuse_doubles(self, rows: Sequence[Row]) -> None:
        if not self.unique:
            return
        first: dict[tuple[Any, ...], int] = {}
        for row in rows:
            name = tuple(row.values.get(key) for key in self.unique)
            if row.faults or all(part is None for part in name):
                continue
            earlier = first.setdefault(name, row.number)
            if earlier != row.number:
                row.refuse(
                    _("This is the same as row %(row)s. Keep one of the two.") % {"row": earlier},
                    self.unique[0],
                )


_declared: dict[str, Sheet] = {}


def register(sheet: type[Sheet]) -> type[Sheet]:
    """
    Declare a sheet (a class decorator).

    :raises ValueError: where the key is taken or a column stands twice
    """
    one = sheet()
    keys = [column.key for column in one.columns]
    if one.key in _declared and type(_declared[one.key]).__qualname__ != sheet.__qualname__:
        raise ValueError(f"There are two sheets with the key {one.key}.")
    if len(set(keys)) != len(keys):
        raise ValueError(f"The sheet {one.key} has a column twice.")
    if unknown := set(one.unique) - set(keys):
        raise ValueError(f"The sheet {one.key} has no column {sorted(unknown)}.")
    _declared[one.key] = one
    return sheet


def forget(key: str) -> None:
    """Take a declared sheet away again (tests that declare their own)."""
    _declared.pop(key, None)


def sheets(account: Any = None) -> list[Sheet]:
    """Give the declared sheets in order of their titles; with an account those that it may use."""
    found = sorted(_declared.values(), key=lambda sheet: str(sheet.title))
    return [sheet for sheet in found if account is None or sheet.may_use(account)]


def sheet(key: str) -> Sheet | None:
    """Give a declared sheet by its key."""
    return _declared.get(key)
