"""The export of a list."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naru.history.models import Entry
from naru.krds.tables import Column, Table
from naru.sheets.book import export
from naru.sheets.book.exports import sheet_name
from naru.sheets.rules.guard import guarded, unguarded
from tests.makers.accounts import an_officer

ROWS = [
    {
        "name": "=cmd|' /C calc'!A0",
        "count": -1350,
        "share": Decimal("0.5"),
        "on": date(2024, 4, 24),
        "at": datetime(2024, 4, 24, 1, 30, tzinfo=UTC),
        "seen": True,
    },
    {"name": "분당제생병원", "count": None, "share": None, "on": None, "at": None, "seen": False},
]
COLUMNS = [
    Column("name", "Name"),
    Column("count", "Count", kind="number"),
    Column("share", "Share", kind="number"),
    Column("on", "Day", kind="date"),
    Column("at", "Moment", kind="moment"),
    Column("seen", "Seen", kind="bool"),
    Column("hidden", "Hidden", export=False),
]

pytestmark = pytest.mark.django_db  # closing an answer looks at the connection


def a_list(address: str, rows=ROWS, user=None) -> tuple:
    request = RequestFactory().get(address)
    request.user = user
    request.resolver_match = SimpleNamespace(url_name="people")
    return request, Table(request, rows=rows, columns=COLUMNS, caption="People: all")


def body(answer) -> bytes:
    data = b"".join(answer.streaming_content)
    answer.close()
    return data


def test_no_file_unless_one_is_asked_for():
    assert export(*a_list("/?page=2")) is None
    assert export(*a_list("/?export=exe")) is None


def test_json_has_types_names_and_labels():
    answer = export(*a_list("/?export=json"))
    assert answer["Content-Type"] == "application/json"
    data = json.loads(body(answer))
    assert data["list"] == "People: all"
    assert data["columns"]["on"] == "Day"
    assert "hidden" not in data["columns"]
    assert data["rows"] == [
        {
            "name": "=cmd|' /C calc'!A0",
            "count": -1350,
            "share": 0.5,
            "on": "2024-04-24",
            "at": "2024-04-24T10:30:00+09:00",
            "seen": True,
        },
        {"name": "분당제생병원", "count": None, "share": None, "on": None, "at": None, "seen": False},
    ]
    assert json.loads(body(export(*a_list("/?export=json", rows=[]))))["rows"] == []


def test_csv_has_a_bom_and_guards_formulas():
    answer = export(*a_list("/?export=csv"))
    data = body(answer)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["Name", "Count", "Share", "Day", "Moment", "Seen"]
    assert lines[1][:5] == ["'=cmd|' /C calc'!A0", "-1350", "0.5", "2024-04-24", "2024-04-24 10:30"]
    assert lines[2][0] == "분당제생병원"
    assert f"people-{timezone.localdate()}.csv" in answer["Content-Disposition"]


def test_xlsx_cells_are_typed_and_no_text_is_a_formula():
    answer = export(*a_list("/?export=xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert sheet.title == "People all"
    name, count, share, on, at, _seen = next(sheet.iter_rows(min_row=2, max_row=2))
    assert (name.value, name.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert (count.value, count.data_type) == (-1350, "n")
    assert share.value == 0.5
    assert on.value == datetime(2024, 4, 24)  # noqa: DTZ001
    assert at.value == datetime(2024, 4, 24, 10, 30)  # noqa: DTZ001
    assert sheet.freeze_panes == "A2"


def test_the_file_holds_every_page_of_the_list():
    rows = [{"name": f"Person {number}"} for number in range(1_203)]
    lines = body(export(*a_list("/?export=csv&page=2&per=20", rows))).decode().splitlines()
    assert len(lines) == 1_204


def test_a_download_of_personal_rows_is_noted():
    account = an_officer()
    request, table = a_list("/people/?export=csv&q=kim", user=account)
    export(request, table, account)
    entry = Entry.objects.about(account).get(verb="downloaded")
    assert entry.by == account
    assert entry.after == {
        "list": "People: all",
        "rows": 2,
        "form": "csv",
        "address": "/people/?export=csv&q=kim",
    }


@given(st.text(alphabet="'=+-@\t\rab1", max_size=6))
def test_the_guard_can_be_taken_off_again(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=60))
def test_any_title_names_a_worksheet(title):
    name = sheet_name(title)
    assert 1 <= len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
