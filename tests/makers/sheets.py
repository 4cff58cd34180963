"""Makers of sheets and uploaded files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from naru.history.book import Refusal, note
from naru.krds.gate import STAFF
from naru.sheets.book import Row, Sheet, SheetColumn, register, uploads
from naru.sheets.models import Upload
from naru.sheets.rules.declared import forget
from tests.makers.accounts import NOW

KINDS = [("hospital", _("Yes")), ("clinic", "Clinic, small"), ("agency", "Agency")]


class Teams(Sheet):
    """A sheet of teams with every kind of column; it writes tags, one for each name."""

    key = "test_teams"
    title = "Teams"
    about = "Who works together."
    open_to = (STAFF,)
    unique = ("name",)
    columns = (
        SheetColumn("name", _("Name"), required=True, longest=60, example="Team of Almaty"),
        SheetColumn("people", "People", kind="whole", least=0, most=2_000),
        SheetColumn("share", "Share", kind="number", places=3),
        SheetColumn("since", "Since", kind="date", help="The first day."),
        SheetColumn("met_at", "Last met", kind="moment"),
        SheetColumn("active", "Active", kind="bool"),
        SheetColumn("kind", "Kind", kind="choice", choices=KINDS, example="clinic"),
        SheetColumn("speaks", "Speaks", kind="several", choices=[("ko", "Korean"), ("ru", "Russian")]),
        SheetColumn("email", "E-mail", kind="email"),
        SheetColumn("site", "Site", kind="url"),
    )

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        if row["kind"] == "agency" and not row["people"]:
            return "people", "An agency needs at least one person."
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        standing = set(
            Tag.objects.filter(name__in=[row["name"] for row in rows]).values_list("name", flat=True)
        )
        return {
            row.number: self.known.get(row["name"], {"name": row["name"]})
            for row in rows
            if row["name"] in standing
        }

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        if row["name"] == "Forbidden":
            raise Refusal("This name is not given.")
        tag, _new = Tag.objects.get_or_create(name=row["name"], defaults={"slug": row["name"]})
        self.known[row["name"]] = {**self.known.get(row["name"], {}), **row.values}
        note(by=by, verb="recorded", subject=tag, at=at, why=upload.source)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        for name in Tag.objects.order_by("name").values_list("name", flat=True):
            yield self.known.get(name, {"name": name})


@contextmanager
def a_declared(sheet: type[Sheet] = Teams) -> Iterator[Sheet]:
    """Declare a sheet for the length of a test."""
    register(sheet)
    from naru.sheets.book import sheet as find

    one = find(sheet.key)
    assert one is not None
    try:
        yield one
    finally:
        forget(sheet.key)


def a_workbook(*lines: Sequence[Any], name: str = "Sheet") -> bytes:
    """Make an XLSX of one worksheet with these lines."""
    book = openpyxl.Workbook()
    book.active.title = name
    for line in lines:
        book.active.append(list(line))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def an_upload(sheet: Sheet, *lines: Sequence[Any], by: Any, name: str = "teams.xlsx") -> Upload:
    """Take a workbook of these lines in."""
    return uploads.take(sheet, a_workbook(*lines), name, by=by, at=NOW)
