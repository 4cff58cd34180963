"""From lines of texts to rows: finding the header, reading each cell, planning what each row would do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from openpyxl.utils import get_column_letter

from naru.sheets.book.files import Grid, Line, Unusable, grids
from naru.sheets.rules.columns import NOTE, SheetColumn, in_every_language
from naru.sheets.rules.declared import Fault, Row, Sheet, Standing
from naru.sheets.rules.values import Unreadable, fold, tidy

HEADER_WITHIN = 30
"""Lines among which the header is looked for."""
REASONS = gettext_lazy("Reasons")
"""The head of the column in which refused rows are told why; never read."""


@dataclass
class Layout:
    """Where things stand in a file: worksheet, header's line (from 0), each column's place (from 0)."""

    sheet: str
    header: int
    columns: dict[str, int]

    def letter(self, key: str) -> str:
        """Give the letter of a column in the file."""
        return str(get_column_letter(self.columns[key] + 1))


@dataclass
class Reading:
    """What a file holds, read against a sheet."""

    layout: Layout
    rows: list[Row]
    notices: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """Every fault, from the top of the file to its end."""
        return [fault for row in self.rows for fault in row.faults]

    def counts(self) -> dict[str, int]:
        """Count the rows by what they would do."""
        found = Counter(row.standing.value for row in self.rows)
        return {standing.value: found[standing.value] for standing in Standing}


def read(sheet: Sheet, data: bytes, name: str) -> Reading:
    """
    Read a file against a sheet: every cell typed, every fault named; nothing is compared with the tables yet.

    :raises Unusable: where the file cannot be read or its header is not found
    """
    grid, layout, notices = _headed(sheet, grids(data, name))
    rows = _rows(sheet, grid, layout)
    if not rows:
        raise Unusable(_("There is no row below the header."))
    if len(rows) > sheet.most_rows:
        raise Unusable(
            _("The file has %(count)s rows; at most %(most)s are taken at once. Split it into several files.")
            % {"count": f"{len(rows):,}", "most": f"{sheet.most_rows:,}"}
        )
    layout.columns = {key: place + grid.first_column for key, place in layout.columns.items()}
    return Reading(layout, rows, notices)


def digest(data: bytes) -> str:
    """Give the SHA-256 of a file (hex, 64 characters)."""
    return hashlib.sha256(data).hexdigest()


def _headed(sheet: Sheet, found: list[Grid]) -> tuple[Grid, Layout, list[str]]:
    names = {name: column.key for column in sheet.columns for name in column.names()}
    best: tuple[int, Grid, int] | None = None
    for grid in found:
        for number, line in enumerate(grid.lines[:HEADER_WITHIN]):
            hits = len({names[fold(cell)] for cell in line if cell and fold(cell) in names})
            if hits and (best is None or hits > best[0]):
                best = (hits, grid, number)
    wanted = ", ".join(str(column.label) for column in sheet.columns if column.required)
    if best is None:
        raise Unusable(
            _("No header was found. One line must hold the names of the columns: %(columns)s.")
            % {"columns": wanted or ", ".join(str(column.label) for column in sheet.columns)}
        )
    _hits, grid, number = best
    places, notices = _places(sheet, grid.lines[number], names)
    missing = [str(column.label) for column in sheet.columns if column.required and column.key not in places]
    if missing:
        raise Unusable(
            ngettext(
                "The column %(columns)s is missing. Take the blank form and put it in.",
                "The columns %(columns)s are missing. Take the blank form and put them in.",
                len(missing),
            )
            % {"columns": ", ".join(missing)}
        )
    return grid, Layout(grid.name, number, places), notices


def _places(sheet: Sheet, header: Line, names: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    places: dict[str, int] = {}
    notices = []
    own = {fold(said) for said in in_every_language(REASONS)}
    labels = [str(column.label) for column in sheet.columns]
    for place, cell in enumerate(header):
        word = fold(cell or "")
        key = names.get(word)
        if key in places:
            raise Unusable(_("The column %(column)s stands twice. Delete one of the two.") % {"column": cell})
        if key:
            places[key] = place
        elif word and word not in own:
            near = get_close_matches(tidy(cell or ""), labels, n=1, cutoff=0.7)
            notices.append(
                _("The column “%(column)s” is not in this form and was not read. Did you mean “%(near)s”?")
                % {"column": cell, "near": near[0]}
                if near
                else _("The column “%(column)s” is not in this form and was not read.") % {"column": cell}
            )
    absent = [str(column.label) for column in sheet.columns if column.key not in places]
    if absent:
        notices.append(_("Not in the file, so left as it is: %(columns)s.") % {"columns": ", ".join(absent)})
    return places, notices


def _rows(sheet: Sheet, grid: Grid, layout: Layout) -> list[Row]:
    read_columns = [
        (column, layout.columns[column.key], _remembering(column.reader()))
        for column in sheet.columns
        if column.key in layout.columns
    ]
    broken_lines = {line for line, _place in grid.broken}
    rows = []
    for number, line in enumerate(grid.lines[layout.header + 1 :], layout.header + 1):
        if number not in broken_lines and _says_nothing(line):
            continue
        rows.append(_row(number, line, read_columns, grid.broken))
    return rows


def _says_nothing(line: Line) -> bool:
    filled = [cell for cell in line if cell and not cell.isspace()]
    return not filled or all(cell.lstrip().startswith(NOTE.strip()) for cell in filled)


Reader = Callable[[str], Any]


def _row(
    number: int,
    line: Line,
    columns: list[tuple[SheetColumn, int, Reader]],
    broken: Mapping[tuple[int, int], str],
) -> Row:
    row = Row(number + 1, {})
    for column, place, reader in columns:
        text = line[place] if place < len(line) else None
        if text is None or not (text := tidy(text)):
            row.values[column.key] = None
            if reason := broken.get((number, place)):
                row.refuse(reason, column.key)
            elif column.required:
                row.refuse(_("This cell is empty, but it must be filled."), column.key)
            continue
        if column.kind == "text" and text.endswith(" 00:00:00"):
            text = text.removesuffix(" 00:00:00")
        found = reader(text)
        if isinstance(found, Unreadable):
            row.refuse(found.reason, column.key)
        else:
            row.values[column.key] = found
    return row


def _remembering(reader: Reader) -> Reader:
    """Read each text once: a column of a long sheet holds the same few texts again and again."""
    known: dict[str, Any] = {}

    def remembered(text: str) -> Any:
        if text not in known:
            if len(known) > 20_000:
                known.clear()
            try:
                known[text] = reader(text)
            except Unreadable as reason:
                known[text] = reason
        return known[text]

    return remembered
