"""Reading files: what people really bring."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from time import process_time

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.sheets.book import Unusable, workbooks
from naru.sheets.book.reading import read
from naru.sheets.rules.uploads import MOST_BYTES
from tests.makers.sheets import Teams, a_workbook

SHEET = Teams()


def first(data: bytes, name: str = "teams.xlsx"):
    return read(SHEET, data, name).rows[0]


def a_csv(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_csv_in_any_usual_encoding(encoding):
    row = first(a_csv('Name,People\r\n분당제생병원,"1,350"\r\n', encoding), "teams.csv")
    assert row.values["name"] == "분당제생병원"
    assert row.values["people"] == 1350


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_usual_separator(mark):
    row = first(a_csv(f"Name{mark}People{mark}Kind\nAlmaty{mark}5{mark}clinic\n"), "teams.csv")
    assert (row["name"], row["people"], row["kind"]) == ("Almaty", 5, "clinic")


def test_the_guard_of_an_exported_csv_is_taken_off():
    assert first(a_csv("Name\n'=SUM(A1)\n"), "t.csv")["name"] == "=SUM(A1)"


def test_the_header_may_be_in_another_language_be_a_key_and_stand_lower():
    with override("ko"):
        korean = str(SHEET.column("name").label)
    assert korean != "Name"
    data = a_workbook(["Teams of 2024"], [], ["people", f"{korean} *", "Kind"], ["7", "Almaty", "hospital"])
    found = read(SHEET, data, "t.xlsx")
    assert found.rows[0].values == {"name": "Almaty", "people": 7, "kind": "hospital"}
    assert found.rows[0].number == 4
    assert found.layout.columns == {"people": 0, "name": 1, "kind": 2}
    assert any("left as it is" in notice for notice in found.notices)


def test_empty_rows_and_help_rows_are_passed_over_and_rows_keep_their_numbers():
    data = a_workbook(["Name"], ["※ Required."], [None], ["  "], ["Almaty"], [None], ["Bishkek"])
    assert [(row.number, row["name"]) for row in read(SHEET, data, "t.xlsx").rows] == [
        (5, "Almaty"),
        (7, "Bishkek"),
    ]


def test_a_sheet_that_begins_in_the_middle_keeps_its_letters():
    book = openpyxl.Workbook()
    book.active["C5"], book.active["D5"] = "Name", "People"
    book.active["C6"], book.active["D6"] = "Almaty", "many"
    file = io.BytesIO()
    book.save(file)
    found = read(SHEET, file.getvalue(), "t.xlsx")
    assert found.rows[0].number == 6
    assert found.layout.letter("people") == "D"


def test_the_header_is_looked_for_on_every_worksheet():
    book = openpyxl.Workbook()
    book.active.append(["Remarks"])
    book.create_sheet("Data").append(["Name"])
    book["Data"].append(["Almaty"])
    file = io.BytesIO()
    book.save(file)
    found = read(SHEET, file.getvalue(), "t.xlsx")
    assert (found.layout.sheet, found.rows[0]["name"]) == ("Data", "Almaty")


def test_cells_merged_downwards_hold_for_each_row():
    book = openpyxl.Workbook()
    for line in (["Name", "Kind"], ["A", "clinic"], ["B", None], ["C", None]):
        book.active.append(line)
    book.active.merge_cells("B2:B4")
    file = io.BytesIO()
    book.save(file)
    assert [row["kind"] for row in read(SHEET, file.getvalue(), "t.xlsx").rows] == ["clinic"] * 3


def test_an_error_in_a_cell_is_a_fault_and_not_an_empty_cell():
    book = openpyxl.Workbook()
    book.active.append(["Name", "People", "Share"])
    book.active.append(["Almaty", "#N/A", "=1+1"])
    book.active["B2"].data_type = "e"
    file = io.BytesIO()
    book.save(file)
    row = first(file.getvalue())
    assert [(fault.column, fault.row) for fault in row.faults] == [("people", 2), ("share", 2)]
    assert "#N/A" in row.faults[0].reason
    assert "formula" in row.faults[1].reason


def test_typed_cells_of_a_workbook_are_read():
    data = a_workbook(
        ["Name", "People", "Share", "Since", "Last met", "Active"],
        [12345, 1350.0, 0.1 + 0.2, datetime(2024, 4, 24), datetime(2024, 4, 24, 9, 5), True],  # noqa: DTZ001
    )
    assert first(data).values == {
        "name": "12345",
        "people": 1350,
        "share": Decimal("0.3"),
        "since": date(2024, 4, 24),
        "met_at": datetime(2024, 4, 24, 9, 5),  # noqa: DTZ001
        "active": True,
    }


def test_every_fault_is_named_with_its_place():
    data = a_workbook(["Name", "People", "Kind"], [None, "many", "hospitel"], ["Almaty", 5, "clinic"])
    found = read(SHEET, data, "t.xlsx")
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "name"), (2, "people"), (2, "kind")]
    assert found.counts() == {"new": 1, "changed": 0, "same": 0, "refused": 1}


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(320):
                part.write(b"\0" * 1024 * 1024)
    return file.getvalue()


def _zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


def _far(**cells: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    for place, value in cells.items():
        book.active[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_value_far_below_is_read_and_a_form_far_at_the_right_does_not_matter():
    book = openpyxl.load_workbook(io.BytesIO(_far(A2="Team", A70000="Other")))
    book.active["XFD1"].font = openpyxl.styles.Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    assert [row.values["name"] for row in read(SHEET, file.getvalue(), "t.xlsx").rows] == ["Team", "Other"]


@pytest.mark.parametrize(
    ("make", "because"),
    [
        (lambda: b"", "empty"),
        (lambda: _far(XFD1048576="x"), "more than 300 columns"),
        (lambda: _far(xfd2="x"), "more than 300 columns"),
        (lambda: _far(KN2="x", A1048576="x"), "314,572,800 cells"),
        (lambda: b"x" * (MOST_BYTES + 1), "at most 20 MB"),
        (_locked, "password"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old Excel workbook \(\.xls\)"),
        (lambda: b"%PDF-1.7 ...", "PDF"),
        (lambda: b"<html><table>", "web page"),
        (lambda: b"\x89PNG\r\n\x1a\n", "no spreadsheet"),
        (_bomb, "unpacks to more"),
        (lambda: _zipped("word/document.xml"), "no spreadsheet"),
        (lambda: _zipped("mimetype", "content.xml"), "OpenDocument"),
        (lambda: b"PK\x03\x04broken", "damaged"),
        (lambda: a_workbook(["Name"], ["x"])[:-200], "damaged"),
        (lambda: "Name\n분당".encode() + b"\xff\xff\n", "neither UTF-8 nor CP949"),
        (lambda: b"Name\n\x00\x00\n", "no spreadsheet"),
        (lambda: a_workbook(["Who", "What"], ["a", "b"]), "No header was found"),
        (lambda: a_workbook(["People"], [5]), "The column Name is missing"),
        (lambda: a_workbook(["Name", "People", "people"], ["a", 1, 2]), "twice"),
        (lambda: a_workbook(["Name"]), "no row below"),
        (lambda: a_workbook(["Name", *(f"c{n}" for n in range(400))], ["a"]), "more than 300 columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(make, because):
    with pytest.raises(Unusable, match=because):
        read(SHEET, make(), "teams.xlsx")


@pytest.mark.parametrize(
    ("one_line", "because"),
    [
        (b"a", "Line 1 holds a cell of more than 1,000,000 letters"),
        (b'"', "Line 1 holds a cell of more than 1,000,000 letters"),
        (b"a,", "more than 300 columns"),
        (b",", "more than 300 columns"),
        (b"\t", "more than 300 columns"),
        (b"\r", "more than 500,000 lines"),
        (b" ", "Line 1 holds a cell"),
    ],
)
def test_ten_megabytes_in_one_line_are_a_sentence_and_no_wait(one_line, because):
    data = one_line * (10 * 1024 * 1024 // len(one_line))
    began = process_time()
    with override("en"), pytest.raises(Unusable, match=because):
        read(Teams(), data, "teams.csv")
    assert process_time() - began < 5


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(Teams, "most_rows", 2)
    with pytest.raises(Unusable, match="3 rows; at most 2"):
        read(SHEET, a_workbook(["Name"], ["a"], ["b"], ["c"]), "t.xlsx")


def test_a_column_that_is_not_known_is_told():
    found = read(SHEET, a_workbook(["Name", "Peeple", "Reasons", "Zzz"], ["a", 1, "old", 2]), "t.xlsx")
    assert "Did you mean “People”" in found.notices[0]
    assert "“Zzz” is not in this form" in found.notices[1]
    assert not any("Reasons" in notice for notice in found.notices)


def test_the_blank_form_has_drop_downs_a_help_row_and_tells_about_itself():
    book = openpyxl.load_workbook(io.BytesIO(workbooks.blank(SHEET)))
    page = book.worksheets[0]
    assert page.freeze_panes == "B3"
    assert page["A1"].value == "Name *"
    assert page["A2"].value == "※ Required. Text. Example: Team of Almaty"
    assert page["D2"].value == "※ The first day."
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert rules["B3"].type == "whole"
    assert rules["F3"].formula1 == '"Yes,No"'
    assert "Lists" in rules["G3"].formula1, "a label with a comma needs a list of its own"
    assert book["Lists"].sheet_state == "hidden"
    about = [
        str(cell) for line in book["About this form"].iter_rows(values_only=True) for cell in line if cell
    ]
    assert "Version of the form: 1" in about
    with pytest.raises(Unusable, match="no row below"):
        read(SHEET, workbooks.blank(SHEET), "blank.xlsx")


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=20
).filter(lambda text: Teams().column("name").reader() and text.strip() == text and not text.startswith("※"))
rows = st.fixed_dictionaries(
    {
        "name": texts,
        "people": st.none() | st.integers(0, 2_000),
        "share": st.none() | st.decimals(-1000, 1000, places=3),
        "since": st.none() | st.dates(),
        "met_at": st.none()
        | st.datetimes(datetime(1901, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),  # noqa: DTZ001
        "active": st.none() | st.booleans(),
        "kind": st.none() | st.sampled_from(["hospital", "clinic", "agency"]),
        "speaks": st.none() | st.sampled_from([("ko",), ("ru",), ("ko", "ru")]),
        "email": st.none() | st.just("kim@example.org"),
        "site": st.none() | st.just("https://example.org/a?b=1,2"),
    }
)


def _as_read(row):
    from naru.sheets.rules.values import tidy

    return {**row, "name": tidy(row["name"])}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rows, min_size=1, max_size=4))
def test_what_is_written_is_what_is_read(lines):
    lines = [line for line in lines if _as_read(line)["name"]]
    if not lines:
        return
    for data in (workbooks.filled(SHEET, lines), b"".join(workbooks.filled_csv(SHEET, lines, language="en"))):
        found = read(SHEET, data, "t")
        assert [row.values for row in found.rows] == [_as_read(line) for line in lines]
        assert not found.faults
