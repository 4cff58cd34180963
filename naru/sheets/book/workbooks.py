"""The workbooks that go out: the blank form, the rows that stand, and an upload with its faults marked."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from naru.sheets.book.exports import csv_of, plain, sheet_name, write_cell
from naru.sheets.book.files import grids
from naru.sheets.book.reading import REASONS, Layout
from naru.sheets.models import Upload
from naru.sheets.rules.columns import SheetColumn
from naru.sheets.rules.declared import Sheet
from naru.sheets.rules.values import Kind

MARK = "FFFFC7CE"
"""The fill of a refused cell (ARGB)."""
AUTHOR = "Naru"
READY_ROWS = 2_000
"""Rows of the blank form that carry the drop-downs."""
MARKED_AS_IS = 20_000
"""Rows up to which the sender's own workbook is marked; a longer one is written anew with the same cells."""
SHORT_LIST = 250
"""Characters of a list of choices that fit in the cell's own rule."""

_FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.WHOLE: "#,##0",
    Kind.NUMBER: "#,##0.######",
    Kind.TEXT: "@",
    Kind.EMAIL: "@",
    Kind.URL: "@",
}


def blank(sheet: Sheet) -> bytes:
    """Give the blank form: header, help row, drop-downs, typed columns, a second sheet that explains it."""
    return _form(sheet, (), READY_ROWS)


def filled(sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Give the form filled with rows as the columns hold them; read again, it changes nothing."""
    return _form(sheet, rows, 0)


def filled_csv(sheet: Sheet, rows: Iterable[Mapping[str, Any]], *, language: str) -> Iterable[bytes]:
    """Give the same rows as CSV, piece by piece."""
    writers = [(column.key, column.writer()) for column in sheet.columns]
    lines = ([write(row.get(key)) for key, write in writers] for row in rows)
    return csv_of([str(column.label) for column in sheet.columns], lines, language=language)


def _form(sheet: Sheet, rows: Iterable[Mapping[str, Any]], ready: int) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": str(sheet.title), "comments": f"naru {sheet.key} {sheet.version}"})
        page = book.add_worksheet(sheet_name(str(sheet.title)))
        looks = _Looks(book)
        page.freeze_panes(2, 1)
        page.set_row(0, 32)
        page.set_row(1, 64)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width or _width(column), looks.kinds.get(Kind(column.kind)))
        for place, column in enumerate(sheet.columns):
            star = " *" if column.required else ""
            page.write_string(0, place, f"{column.label}{star}", looks.required if star else looks.head)
        for place, column in enumerate(sheet.columns):
            page.write_string(1, place, column.note, looks.note)
        writers = [column.writer() for column in sheet.columns]
        last = 1
        for last, row in enumerate(rows, 2):
            for place, (column, write) in enumerate(zip(sheet.columns, writers, strict=True)):
                _write(page, last, place, column, write(row.get(column.key)), looks)
        lists = _validate(book, page, sheet, max(last + 200, 2 + ready))
        _about(book, sheet, looks)
        if lists:
            _lists(book, lists)
    return file.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        head = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter", "border": 1}
        self.head = book.add_format({**head, "bg_color": "#46536B"})
        self.required = book.add_format({**head, "bg_color": "#0B50D0"})
        self.note = book.add_format(
            {
                "italic": True,
                "font_color": "#555555",
                "bg_color": "#F4F5F7",
                "text_wrap": True,
                "valign": "top",
            }
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.kinds = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
        self.typed: dict[type[Any], Any] = {date: self.kinds[Kind.DATE], datetime: self.kinds[Kind.MOMENT]}


def _width(column: SheetColumn) -> int:
    widest = {Kind.TEXT: 24, Kind.EMAIL: 28, Kind.URL: 32, Kind.CHOICE: 20, Kind.SEVERAL: 28}
    return max(widest.get(Kind(column.kind), 16), min(40, 2 * len(str(column.label)) + 2))


def _write(page: Any, line: int, place: int, column: SheetColumn, value: Any, looks: _Looks) -> None:
    look = looks.kinds.get(Kind(column.kind))
    if isinstance(value, str):
        page.write_string(line, place, value, look)
    elif isinstance(value, int | float) and abs(value) < 10**15 and not isinstance(value, bool):
        page.write_number(line, place, value, look)
    else:
        write_cell(page, line, place, plain(value), looks.typed)


def _validate(book: Any, page: Any, sheet: Sheet, last: int) -> list[tuple[str, list[str]]]:
    """Put each column's rule on its cells; give the choices that need a sheet of their own."""
    lists: list[tuple[str, list[str]]] = []
    for place, column in enumerate(sheet.columns):
        rule: dict[str, Any] = {
            "input_title": str(column.label)[:32],
            "input_message": column.note.lstrip("※ ")[:255],
            "error_title": str(column.label)[:32],
            "error_message": _("This value does not fit the column. See the help row.")[:255],
            "ignore_blank": True,
        }
        kind = Kind(column.kind)
        if kind is Kind.BOOL:
            rule |= {"validate": "list", "source": [_("Yes"), _("No")]}
        elif kind in {Kind.CHOICE, Kind.SEVERAL}:
            labels = [label for _value, label in column.options()]
            short = len(",".join(labels)) <= SHORT_LIST and not any("," in label for label in labels)
            if not labels:
                continue
            if short:
                source: Any = labels
            else:
                letter = get_column_letter(len(lists) + 1)
                lists.append((str(column.label), labels))
                source = f"='{_list_name()}'!${letter}$2:${letter}${len(labels) + 1}"
            # Several choices are typed one after the other, so the list only helps and does not refuse.
            rule |= {"validate": "list", "source": source, "show_error": kind is Kind.CHOICE}
        elif kind is Kind.WHOLE:
            rule |= {"validate": "integer", **_between(column, -(10**14), 10**14)}
        elif kind is Kind.NUMBER:
            rule |= {"validate": "decimal", **_between(column, -(10**14), 10**14)}
        else:
            rule |= {"validate": "any"}
        page.data_validation(2, place, last, place, rule)
    return lists


def _between(column: SheetColumn, least: int, most: int) -> dict[str, Any]:
    low = least if column.least is None else column.least
    high = most if column.most is None else column.most
    return {"criteria": "between", "minimum": float(low), "maximum": float(high)}


def _list_name() -> str:
    return sheet_name(_("Lists"))


def _lists(book: Any, lists: Sequence[tuple[str, list[str]]]) -> None:
    page = book.add_worksheet(_list_name())
    for line in range(max(len(labels) for _label, labels in lists) + 1):
        for place, (label, labels) in enumerate(lists):
            if line == 0:
                page.write_string(0, place, label)
            elif line <= len(labels):
                page.write_string(line, place, labels[line - 1])
    page.hide()


def _about(book: Any, sheet: Sheet, looks: _Looks) -> None:
    page = book.add_worksheet(sheet_name(_("About this form")))
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 12)
    page.set_column(2, 2, 26)
    page.set_column(3, 4, 48)
    page.write_string(0, 0, str(sheet.title), looks.title)
    line = 2
    for text in (
        str(sheet.about),
        _("Version of the form: %(version)s") % {"version": sheet.version},
        _("Fill one row for each entry on the first sheet, below the help row. Leave the header as it is."),
        _("Columns with * must be filled. Empty rows are passed over."),
        _("Upload the file; nothing is taken before you have seen the preview and accepted it."),
    ):
        if text:
            page.write_string(line, 0, text)
            line += 1
    line += 1
    heads = [_("Column"), _("Required"), _("Kind"), _("Help"), _("Choices or example")]
    for place, label in enumerate(heads):
        page.write_string(line, place, label, looks.bold)
    for column in sheet.columns:
        line += 1
        labels = [label for _value, label in column.options()]
        told = ", ".join(labels[:40]) + (" …" if len(labels) > 40 else "") if labels else column.shown_example
        cells = [
            str(column.label),
            _("Yes") if column.required else "",
            Kind(column.kind).label,
            str(column.help),
            told,
        ]
        for place, text in enumerate(cells):
            page.write_string(line, place, text, looks.wrap)


def marked(upload: Upload, sheet: Sheet) -> bytes:
    """
    Give the upload back as the same workbook: refused cells filled and commented, the reasons at the end.

    A CSV, and a workbook of more than 20,000 rows, is written anew with the same cells.
    """
    data = upload.data()
    layout = Layout(**upload.layout)
    faults: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, key, reason in upload.findings:
        faults[number].append((key, reason))
    if data.startswith(b"PK") and upload.rows <= MARKED_AS_IS:
        return _marked_as_is(data, layout, faults, sheet)
    return _marked_anew(data, upload.name, layout, faults, sheet)


def _told(sheet: Sheet, faults: Sequence[tuple[str, str]]) -> str:
    labels = {column.key: str(column.label) for column in sheet.columns}
    return "\n".join(f"{labels[key]}: {reason}" if key in labels else reason for key, reason in faults)


def _marked_as_is(
    data: bytes, layout: Layout, faults: Mapping[int, Sequence[tuple[str, str]]], sheet: Sheet
) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book[layout.sheet]
    bad, clean = PatternFill("solid", fgColor=MARK), PatternFill()
    header = layout.header + 1
    place = _reasons_place(page, header, layout)
    for line in page.iter_rows(min_row=header + 1):
        for cell in line:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, clean
            if cell.column == place:
                cell.value = None
    head = page.cell(header, place, str(REASONS))
    head.font = Font(bold=True)
    page.column_dimensions[get_column_letter(place)].width = 60
    for number, found in faults.items():
        told = page.cell(number, place)
        if type(told).__name__ == "MergedCell":
            continue
        told.value, told.fill = _told(sheet, found), bad
        told.alignment = Alignment(wrap_text=True, vertical="top")
        for key, reason in found:
            if key in layout.columns:
                cell = page.cell(number, layout.columns[key] + 1)
                if type(cell).__name__ == "MergedCell":
                    continue
                cell.fill = bad
                before = f"{cell.comment.text}\n" if cell.comment else ""
                cell.comment = Comment(before + reason, AUTHOR, width=320, height=110)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _reasons_place(page: Any, header: int, layout: Layout) -> int:
    for cell in page[header]:
        if cell.value is not None and str(cell.value).strip() == str(REASONS):
            return int(cell.column)
    filled_places = [cell.column for cell in page[header] if cell.value is not None]
    last: int = max([*filled_places, *(place + 1 for place in layout.columns.values())])
    return last + 1


def _marked_anew(
    data: bytes, name: str, layout: Layout, faults: Mapping[int, Sequence[tuple[str, str]]], sheet: Sheet
) -> bytes:
    grid = next((one for one in grids(data, name) if one.name == layout.sheet), None)
    lines = grid.lines if grid else []
    shift = grid.first_column if grid else 0
    own = str(REASONS)
    header = lines[layout.header] if lines else []
    kept = [place for place, cell in enumerate(header) if (cell or "").strip() != own]
    at = {place + shift: new for new, place in enumerate(kept)}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet_name(str(sheet.title)))
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
        bad = book.add_format(
            {"bg_color": f"#{MARK[2:]}", "text_wrap": True, "valign": "top", "num_format": "@"}
        )
        text = book.add_format({"num_format": "@"})
        page.freeze_panes(layout.header + 1, 0)
        page.set_column(0, max(len(kept) - 1, 0), 20)
        page.set_column(len(kept), len(kept), 60)
        for line, cells in enumerate(lines):
            found = faults.get(line + 1, ())
            marked_places = {
                at[layout.columns[key]]: reason for key, reason in found if key in layout.columns
            }
            for new, place in enumerate(kept):
                value = (cells[place] if place < len(cells) else None) or ""
                look = head if line == layout.header else bad if new in marked_places else text
                if value or new in marked_places:
                    page.write_string(line, new, value, look)
            for new, reason in marked_places.items():
                page.write_comment(line, new, reason, {"author": AUTHOR, "x_scale": 2})
            if line == layout.header:
                page.write_string(line, len(kept), own, head)
            elif found:
                page.write_string(line, len(kept), _told(sheet, found), bad)
    return file.getvalue()
