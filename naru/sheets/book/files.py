"""Reading a file into lines of texts: which format it is, what is wrong with it, where its cells stand."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

import fastexcel
from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from naru.sheets.rules.guard import unguarded
from naru.sheets.rules.uploads import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_LINES,
    MOST_UNPACKED,
    why_not_take,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEETS_TRIED = 5
"""Worksheets that are looked through for the header."""

Line = Sequence[str | None]


class Unusable(Exception):  # noqa: N818 - the staff's word
    """A file cannot be read at all; its text is the reason, in the user's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Grid:
    """One worksheet (or the only one of a CSV) as lines of texts, with what the texts do not tell."""

    name: str
    lines: list[Line]
    first_column: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    """Reasons by line and column (both from 0, column as it stands in `lines`) for cells without a value."""


def grids(data: bytes, name: str) -> list[Grid]:
    """
    Give the worksheets of a file, the first five at most; its content decides what it is, not its name.

    :raises Unusable: with a sentence that says what to do
    """
    if reason := why_not_take(len(data)):
        raise Unusable(reason)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    if reason := _why_foreign(data):
        raise Unusable(reason)
    return [_csv(data)]


def _why_foreign(data: bytes) -> str | None:
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _("The workbook is locked with a password. Remove the password and upload it again.")
        return _(
            "This is an old Excel workbook (.xls). Save it as an Excel workbook (.xlsx) and upload that."
        )
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return _("This is a PDF document. Upload the spreadsheet from which it was made.")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return _("This is a web page that is only named like a spreadsheet. Open it and save it as .xlsx.")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"\x1f\x8b", b"rar!", b"7z\xbc\xaf")):
        return _("This is no spreadsheet. Upload an Excel workbook (.xlsx) or a CSV file.")
    return None


def _csv(data: bytes) -> Grid:
    text = _decoded(data)
    if "\x00" in text:
        raise Unusable(_("This is no spreadsheet. Upload an Excel workbook (.xlsx) or a CSV file."))
    head = text[:10_000].splitlines()[:5]
    separator = max(",;\t", key=lambda mark: sum(line.count(mark) for line in head))
    csv.field_size_limit(MOST_LETTERS)
    lines: list[Line] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(line) > MOST_COLUMNS:
                raise Unusable(_too_wide())
            if len(lines) == MOST_LINES:
                raise Unusable(
                    _(
                        "The file has more than %(most)s lines. Delete the empty ones, or split it into several files."
                    )
                    % {"most": f"{MOST_LINES:,}"}
                )
            lines.append([unguarded(cell) or None for cell in line])
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unusable(
                _(
                    "Line %(line)s holds a cell of more than %(most)s letters. Either a quotation mark stands "
                    "without its partner, or the file is no table."
                )
                % {"line": len(lines) + 1, "most": f"{MOST_LETTERS:,}"}
            ) from None
        raise Unusable(
            _("Line %(line)s cannot be read. Look for a quotation mark without its partner.")
            % {"line": len(lines) + 1}
        ) from None
    return Grid("CSV", lines)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Unusable(_broken_letters(data, 0)) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        return data.decode("cp949")
    except UnicodeDecodeError as error:
        raise Unusable(_broken_letters(data, max(place, error.start))) from None


def _broken_letters(data: bytes, place: int) -> str:
    return _(
        "The letters of line %(line)s cannot be read: it is neither UTF-8 nor CP949. "
        "In Excel, save the file as “CSV UTF-8” and upload that."
    ) % {"line": data.count(b"\n", 0, place) + 1}


def _too_wide() -> str:
    return _("The sheet has more than %(most)s columns. Delete the empty ones at its right.") % {
        "most": MOST_COLUMNS
    }


def _workbook(data: bytes) -> list[Grid]:
    parts = _parts(data)
    try:
        book = fastexcel.read_excel(data)
        found = []
        for name in book.sheet_names[:SHEETS_TRIED]:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.width > MOST_COLUMNS:
                raise Unusable(_too_wide())
            lines: list[Line] = [list(row) for row in sheet.to_polars().iter_rows()] if sheet.width else []
            found.append(_mended(Grid(name, lines), parts.get(name, b"")))
    except fastexcel.FastExcelError:
        raise Unusable(_damaged()) from None
    return found


def _damaged() -> str:
    return _("The workbook is damaged or no Excel workbook. Open it in Excel, save it again and upload that.")


def _parts(data: bytes) -> dict[str, bytes]:
    """Unpack a workbook under a limit that its own table of contents cannot talk away; worksheets by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED or len(names) > 5_000:
                raise Unusable(
                    _("The workbook unpacks to more than can be read. Split it into several files.")
                )
            if any(part.flag_bits & 1 for part in packed.infolist()):
                raise Unusable(
                    _("The workbook is locked with a password. Remove the password and upload it again.")
                )
            if "xl/workbook.xml" not in names:
                if "content.xml" in names and "mimetype" in names:
                    raise Unusable(
                        _("This is an OpenDocument file (.ods). Save it as .xlsx and upload that.")
                    )
                raise Unusable(_("This is no spreadsheet. Upload an Excel workbook (.xlsx) or a CSV file."))
            for name in names:
                if reason := _why_not_spread(packed.read(name)):
                    raise Unusable(reason)
            targets = {
                _attribute(tag, b"Id"): _attribute(tag, b"Target")
                for tag in re.findall(rb"<Relationship\s[^>]*>", _part(packed, "xl/_rels/workbook.xml.rels"))
            }
            found = {}
            for tag in re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", packed.read("xl/workbook.xml"))[:SHEETS_TRIED]:
                target = targets.get(_attribute(tag, b"id"), "").lstrip("/")
                path = target if target.startswith("xl/") else f"xl/{target}"
                if path in names:
                    found[_unescaped(_attribute(tag, b"name"))] = packed.read(path)
            return found
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, UnicodeDecodeError):
        raise Unusable(_damaged()) from None


_PLACE = rb"""r\s*=\s*["']"""
_FILLED = rb"""[^>]*[^/>]>"""
_BESIDE = re.compile(_PLACE + rb"(?:[A-Za-z]{3}|[L-Zl-z][A-Za-z]|[Kk][O-Zo-z])\d" + _FILLED)
"""A cell with a value right of KN, the 300th column."""
_BELOW = re.compile(_PLACE + rb"[A-Za-z]+\d{6}" + _FILLED)
"""A cell with a value in a row of six figures or more."""
_CELL = re.compile(_PLACE + rb"([A-Za-z]{1,3})(\d+)" + _FILLED)


def _why_not_spread(part: bytes) -> str | None:
    """
    Say why a worksheet is too wide or too deep, or nothing if it is not.

    The reader of cells keeps room for everything from the first cell to the last. One value in XFD1048576
    asks for 500 GB, and the process ends without a word.
    """
    if b"sheetData" not in part:
        return None
    if _BESIDE.search(part):
        return _too_wide()
    if not _BELOW.search(part):
        return None
    places: dict[bytes, int] = {}
    for letters, digits in _CELL.findall(part):
        places[letters] = max(places.get(letters, 0), int(digits[:9]))
    columns = max(column_index_from_string(letters.decode().upper()) for letters in places)
    cells = columns * max(places.values())
    if cells <= MOST_CELLS:
        return None
    return _(
        "From its first cell to its last the sheet has %(cells)s cells, the empty ones between included. "
        "Delete what stands alone below or beside the table, or split it into several files."
    ) % {"cells": f"{cells:,}"}


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    return packed.read(name) if name in packed.namelist() else b""


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"[\s:]" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", tag)
    return found[1].decode() if found else ""


def _unescaped(text: str) -> str:
    for code, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(code, letter)
    return text


def _mended(grid: Grid, part: bytes) -> Grid:
    """Put in what the reader of cells leaves out: the first column, merged cells, broken formulas."""
    grid.first_column = _first_column(grid, part)
    for first, last in _merged(part):
        _spread(grid, first, last)
    reasons = {
        b't="e"': _("The cell holds an error such as #N/A. Put the value itself here."),
        b"<f": _("The cell holds a formula without a result. Put the value itself here."),
    }
    patterns = {
        b't="e"': rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"',
        b"<f": rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f[^>]*>[^<]*</f>\s*(?:<v\s*/>|<v></v>|</c>)',
    }
    for mark, pattern in patterns.items():
        if mark in part:
            for letters, digits in re.findall(pattern, part):
                place = column_index_from_string(letters.decode()) - 1 - grid.first_column
                grid.broken[int(digits) - 1, place] = reasons[mark]
    return grid


def _first_column(grid: Grid, part: bytes) -> int:
    """Find how many empty columns stand at the left, which the reader of cells has dropped."""
    line = next((place for place, line in enumerate(grid.lines) if any(line)), None)
    if line is None:
        return 0
    found = re.search(rb'<row\s[^>]*?\br="%d"[^>]*>(.*?)</row>' % (line + 1), part, re.DOTALL)
    cells = (
        re.findall(rb'<c\s[^>]*?\br="([A-Z]{1,3})\d+"[^>/]*>(.*?)</c>', found[1], re.DOTALL) if found else []
    )
    for letters, inside in cells:
        if re.search(rb"<v>[^<]|<t[^>]*>[^<]", inside):
            place = next(place for place, cell in enumerate(grid.lines[line]) if cell)
            return max(0, int(column_index_from_string(letters.decode())) - 1 - place)
    return 0


def _merged(part: bytes) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    at = part.rfind(b"<mergeCells")
    if at < 0:
        return []
    found = re.findall(rb'<mergeCell\s+ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"', part[at:])
    return [
        (
            (int(top) - 1, column_index_from_string(left.decode()) - 1),
            (int(bottom) - 1, column_index_from_string(right.decode()) - 1),
        )
        for left, top, right, bottom in found
    ]


def _spread(grid: Grid, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Give every line of cells merged downwards the value that they share; people mean it for each."""
    (top, left), (bottom, right) = first, last
    place = left - grid.first_column
    if left != right or not 0 <= top < len(grid.lines) or not 0 <= place < len(grid.lines[top]):
        return
    value = grid.lines[top][place]
    for number in range(top + 1, min(bottom + 1, len(grid.lines))):
        line = list(grid.lines[number])
        line[place] = value
        grid.lines[number] = line
