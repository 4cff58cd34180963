"""The commands of sheets."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from taggit.models import Tag

from tests.makers.accounts import an_officer
from tests.makers.sheets import a_declared, a_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams():
    with a_declared() as sheet:
        yield sheet


def told(*arguments, **options) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_sheets_are_listed(teams):
    assert "test_teams" in told("sheets")
    found = next(one for one in json.loads(told("sheets", json=True)) if one["key"] == "test_teams")
    assert found["columns"][0] == {"key": "name", "label": "Name", "kind": "text", "required": True}


def test_a_blank_form_is_written_in_a_language(teams, tmp_path):
    call_command("blank_sheet", "test_teams", tmp_path / "b.xlsx", language="en", stderr=io.StringIO())
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]["A1"].value == "Name *"
    with pytest.raises(CommandError, match="no sheet nothing"):
        call_command("blank_sheet", "nothing", tmp_path / "b.xlsx")


def test_a_file_is_read_and_accepted_only_when_asked(teams, tmp_path):
    an_officer()
    (tmp_path / "t.xlsx").write_bytes(a_workbook(["Name", "People"], ["Almaty", 5]))
    found = json.loads(told("import_sheet", "test_teams", tmp_path / "t.xlsx", json=True))
    assert (found["state"], found["new"]) == ("read", 1)
    assert not Tag.objects.exists()
    found = json.loads(told("import_sheet", "test_teams", tmp_path / "t.xlsx", accept=True, json=True))
    assert (found["state"], found["result"]) == ("accepted", "1 row added. 0 rows changed.")
    assert Tag.objects.get().name == "Almaty"
    assert "Nothing" not in told("import_sheet", "test_teams", tmp_path / "t.xlsx", accept=True)


def test_refused_rows_end_the_command_with_an_error_and_a_marked_workbook(teams, tmp_path):
    an_officer()
    (tmp_path / "t.xlsx").write_bytes(a_workbook(["Name", "People"], ["Almaty", "many"]))
    with pytest.raises(SystemExit):
        told("import_sheet", "test_teams", tmp_path / "t.xlsx", marked=tmp_path / "m.xlsx", accept=True)
    assert openpyxl.load_workbook(tmp_path / "m.xlsx").active["C1"].value == "Reasons"
    assert not Tag.objects.exists()


def test_a_file_needs_somebody_who_answers_for_it(teams, tmp_path):
    (tmp_path / "t.xlsx").write_bytes(a_workbook(["Name"], ["Almaty"]))
    with pytest.raises(CommandError, match="--by"):
        told("import_sheet", "test_teams", tmp_path / "t.xlsx")
    an_officer()
    with pytest.raises(CommandError, match="cannot be read"):
        told("import_sheet", "test_teams", tmp_path / "none.xlsx")
