"""The export of a list: every row that answers the visitor's search and filters, as XLSX, CSV or JSON."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, cast

import xlsxwriter
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import get_language, gettext, override

from naru.history.book import note
from naru.sheets.rules.guard import guarded

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON_TYPE = "application/json"
CSV_TYPE = "text/csv; charset=utf-8"
MOST_ROWS = 1_048_575
"""Rows that fit on one worksheet below its header."""
LONGEST_TEXT = 32_767
"""Characters that fit in one cell."""
BATCH = 500
"""Rows written before the next piece of a CSV goes out."""

Plain = None | bool | int | float | Decimal | date | datetime | str


def export(request: HttpRequest, table: Any, subject: models.Model | None = None) -> HttpResponse | None:
    """
    Answer `?export=xlsx`, `csv` or `json` with the whole list, or give nothing when no file was asked for.

    `table` is a krds Table. Where `subject` is named (a list of people, say, is about the account that takes
    it), the download is noted in history with the number of rows and the address that was asked.
    """
    form = request.GET.get("export")
    if form not in {"csv", "xlsx", "json"}:
        return None
    columns = table.exported_columns
    rows = table.found
    now = timezone.now()
    if subject is not None:
        count = rows.count() if isinstance(rows, models.QuerySet) else len(rows)
        note(
            by=request.user,
            verb="downloaded",
            subject=subject,
            at=now,
            after={
                "list": str(table.caption),
                "rows": count,
                "form": form,
                "address": request.get_full_path(),
            },
        )
    labels = [str(column.label) for column in columns]
    lines = _lines(rows, [column.plain for column in columns])
    stem = f"{get_valid_filename(str(table.file_name))}-{timezone.localdate(now):%Y-%m-%d}"
    if form == "json":
        told = {"list": str(table.caption), "on": timezone.localdate(now).isoformat()}
        pieces = json_of(
            told, [column.key for column in columns], labels, lines, language=get_language() or "ko"
        )
        return sent(pieces, f"{stem}.json", JSON_TYPE)
    return file_of(form, stem=stem, title=str(table.caption), labels=labels, lines=lines)


def file_of(
    form: str, *, stem: str, title: str, labels: Sequence[str], lines: Iterable[Sequence[Any]]
) -> HttpResponse:
    """Give lines of plain values as a downloaded file: form csv or xlsx, stem without the ending."""
    if form == "csv":
        return sent(csv_of(labels, lines, language=get_language() or "ko"), f"{stem}.csv", CSV_TYPE)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    write_xlsx(file, title=title, labels=labels, lines=lines)
    file.seek(0)
    return sent(file, f"{stem}.xlsx", XLSX_TYPE)


def sent(content: bytes | Iterable[bytes] | IO[bytes], name: str, kind: str) -> HttpResponse:
    """Answer with a file to be kept under a name: bytes at once, pieces and open files as a stream."""
    if isinstance(content, bytes):
        answer: Any = HttpResponse(content, content_type=kind)
    elif hasattr(content, "read"):
        answer = FileResponse(content, content_type=kind)
    else:
        answer = StreamingHttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, answer)


def csv_of(labels: Sequence[str], lines: Iterable[Sequence[Any]], *, language: str) -> Iterator[bytes]:
    """
    Give a CSV piece by piece: UTF-8 with BOM, comma, CRLF, formula cells guarded.

    The language is named because a streamed answer runs after the page's language is gone.
    """
    held = _Held()
    writer = csv.writer(held)
    yield b"\xef\xbb\xbf"
    writer.writerow([guarded(label) for label in labels])
    with override(language):
        for number, line in enumerate(lines, 1):
            writer.writerow([csv_text(plain(value)) for value in line])
            if number % BATCH == 0:
                yield held.taken()
    yield held.taken()


def json_of(
    told: dict[str, Any],
    names: Sequence[str],
    labels: Sequence[str],
    lines: Iterable[Sequence[Any]],
    *,
    language: str,
) -> Iterator[bytes]:
    """
    Give a list as JSON piece by piece: what is told of it, `columns` (name to label), `rows` by name.

    The names are the same in every language; days and moments are ISO 8601, moments with their offset.
    """
    head = json.dumps({**told, "columns": dict(zip(names, labels, strict=True))}, ensure_ascii=False)
    yield f'{head[:-1]}, "rows": ['.encode()
    with override(language):
        for number, line in enumerate(lines):
            row = {name: _in_json(value) for name, value in zip(names, line, strict=True)}
            yield (("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)).encode()
    yield b"\n]}\n"


def _in_json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat() if timezone.is_aware(value) else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(plain(value))


def write_xlsx(file: IO[bytes], *, title: str, labels: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    """Write a workbook of one sheet in constant memory: frozen header, filter, days and numbers as such."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet(sheet_name(title))
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True})
        styles: dict[type[Any], Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        sheet.freeze_panes(1, 0)
        for place, label in enumerate(labels):
            sheet.set_column(place, place, min(48, max(12, 2 * len(label))))
            sheet.write_string(0, place, label, head)
        last = 0
        for last, line in enumerate(lines, 1):
            if last > MOST_ROWS:
                break
            for place, value in enumerate(line):
                write_cell(sheet, last, place, plain(value), styles)
        if labels:
            sheet.autofilter(0, 0, min(last, MOST_ROWS), len(labels) - 1)


def write_cell(sheet: Any, line: int, place: int, value: Plain, styles: dict[type[Any], Any]) -> None:
    """Write one typed cell (line and place from 0); a text is always a text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float | Decimal):
        if -(10**15) < value < 10**15:
            sheet.write_number(line, place, value)
        else:
            sheet.write_string(line, place, str(value))
    elif isinstance(value, datetime) and value.year >= 1901:
        sheet.write_datetime(line, place, value, styles[datetime])
    elif isinstance(value, date) and value.year >= 1901:
        sheet.write_datetime(line, place, value, styles[date])
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
        sheet.write_string(line, place, text[:LONGEST_TEXT])


def plain(value: Any) -> Plain:
    """Give what a cell can hold: moments in the office's zone, yes and no in words, all else as text."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(part) for part in value)
    return str(value)


def csv_text(value: Plain) -> str:
    """Give a plain value as the text of a CSV cell; only texts are guarded, a negative number stays one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


def sheet_name(title: str) -> str:
    """Give a title as the name of a worksheet: 31 characters at most, none that Excel refuses."""
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip(" '")
    return " ".join(kept.split())[:31] or "Sheet"


def _lines(rows: Any, cells: Sequence[Callable[[Any], Any]]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=2_000) if isinstance(rows, models.QuerySet) else rows
    for row in found:
        yield [cell(row) for cell in cells]


class _Held:
    """What the CSV writer has written and nobody has taken yet."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text)

    def taken(self) -> bytes:
        data = "".join(self.parts).encode()
        self.parts.clear()
        return data
