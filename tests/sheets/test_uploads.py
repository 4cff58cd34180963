"""Taking a file in, accepting all of its rows or none, handing it back."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from taggit.models import Tag

from naru.history.book import Refusal, work_off
from naru.history.models import Entry, Job
from naru.sheets.book import uploads, workbooks
from naru.sheets.models import Upload
from naru.sheets.rules import uploads as rules
from naru.sheets.rules.uploads import MOVES, State
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.sheets import Teams, a_declared, a_workbook, an_upload

HEADER = ["Name", "People", "Kind"]


@pytest.fixture
def teams():
    with a_declared() as sheet:
        yield sheet


@pytest.mark.parametrize(
    ("state", "counts", "because"),
    [
        (State.READ, (1, 0, 0), None),
        (State.READ, (0, 2, 0), None),
        (State.READ, (0, 0, 0), "Nothing would change"),
        (State.READ, (1, 0, 1), "refused"),
        (State.REFUSED, (1, 0, 0), "refused"),
        (State.WAITING, (1, 0, 0), "worked on"),
        (State.ACCEPTED, (1, 0, 0), "already"),
        (State.DISCARDED, (1, 0, 0), "discarded"),
    ],
)
def test_why_not_accept(state, counts, because):
    new, changed, refused = counts
    reason = rules.why_not_accept(state, new=new, changed=changed, refused=refused)
    assert (because in reason) if because else reason is None


def test_what_is_decided_stays_decided():
    assert not MOVES[State.ACCEPTED]
    assert not MOVES[State.DISCARDED]
    assert {state for state in State if rules.why_not_discard(state) is None} == {
        State.WAITING,
        State.READ,
        State.REFUSED,
    }


class Unplannable(Teams):
    """A sheet that cannot say what stands already."""

    def match(self, rows, *, by):
        raise LookupError("nobody answers")


@pytest.mark.django_db
def test_a_file_that_cannot_be_planned_leaves_nothing_behind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with a_declared(Unplannable) as sheet, pytest.raises(LookupError):
        an_upload(sheet, HEADER[:2], ["Almaty", 3], by=an_officer())
    assert not Upload.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_rows_are_planned_and_accepted(teams):
    by = an_officer()
    Tag.objects.create(name="Almaty", slug="Almaty")
    Tag.objects.create(name="Bishkek", slug="Bishkek")
    upload = an_upload(teams, HEADER, ["Almaty", 5, "clinic"], ["Darkhan", 7, None], ["Bishkek"], by=by)
    assert (upload.state, upload.counts) == (State.READ, {"new": 1, "changed": 1, "same": 1, "refused": 0})
    assert [row["standing"] for row in upload.preview] == ["changed", "new", "same"]
    assert upload.preview[0]["before"] == {"people": "", "kind": ""}
    upload = uploads.accept(upload, by=by, at=NOW)
    assert (upload.state, upload.result) == (State.ACCEPTED, "1 row added. 1 row changed.")
    assert set(Tag.objects.values_list("name", flat=True)) == {"Almaty", "Bishkek", "Darkhan"}
    assert [entry.verb for entry in Entry.objects.about(upload)] == ["accepted", "uploaded"]
    assert upload.sha256 in Entry.objects.filter(verb="recorded").first().why
    with pytest.raises(Refusal, match="already"):
        uploads.accept(upload, by=by, at=NOW)


@pytest.mark.django_db
def test_one_refused_row_refuses_all(teams):
    by = an_officer()
    upload = an_upload(teams, HEADER, ["Almaty", 5, "clinic"], ["Darkhan", "many", "agency"], by=by)
    assert (upload.state, upload.refused) == (State.REFUSED, 1)
    with pytest.raises(Refusal, match="refused"):
        uploads.accept(upload, by=by, at=NOW)
    assert not Tag.objects.exists()


@pytest.mark.django_db
def test_a_refusal_by_the_apps_own_rule_takes_everything_back_and_names_the_row(teams):
    by = an_officer()
    upload = an_upload(teams, HEADER, ["Almaty", 5, None], ["Forbidden", 1, None], ["Zzz", 1, None], by=by)
    assert upload.state == State.READ
    upload = uploads.accept(upload, by=by, at=NOW)
    assert upload.state == State.REFUSED
    assert upload.findings == [[3, "", "This name is not given."]]
    assert not Tag.objects.exists()
    assert not Entry.objects.filter(verb__in=["recorded", "accepted"]).exists()


@pytest.mark.django_db
def test_rules_of_rows_and_doubles_in_the_file(teams):
    upload = an_upload(
        teams, HEADER, ["Almaty", None, "agency"], ["Darkhan", 1, None], ["Darkhan", 2, None], by=an_officer()
    )
    assert upload.findings == [
        [2, "people", "An agency needs at least one person."],
        [4, "name", "This is the same as row 3. Keep one of the two."],
    ]


@pytest.mark.django_db
def test_an_export_read_again_changes_nothing(teams):
    by = an_officer()
    first = an_upload(
        teams, [*HEADER, "Since"], ["Almaty", 5, "clinic", "2024.04.24."], ["@B", 1, None, None], by=by
    )
    uploads.accept(first, by=by, at=NOW)
    for name, data in (
        ("teams.xlsx", workbooks.filled(teams, teams.rows(by=by))),
        ("teams.csv", b"".join(workbooks.filled_csv(teams, teams.rows(by=by), language="ko"))),
    ):
        again = uploads.take(teams, data, name, by=by, at=NOW)
        assert again.counts == {"new": 0, "changed": 0, "same": 2, "refused": 0}
        assert "Nothing would change" in again.why_not_accept()


@pytest.mark.django_db
def test_the_same_workbook_comes_back_with_the_cells_marked(teams):
    by = an_officer()
    book = openpyxl.Workbook()
    page = book.active
    page.title = "My teams"
    for line in (["Name", "People", "Own remark"], ["Almaty", "many", "keep me"], ["Darkhan", 3, None]):
        page.append(line)
    file = io.BytesIO()
    book.save(file)
    upload = uploads.take(teams, file.getvalue(), "teams.xlsx", by=by, at=NOW)
    page = openpyxl.load_workbook(io.BytesIO(workbooks.marked(upload, teams)))["My teams"]
    assert page["C2"].value == "keep me"
    assert page["B2"].fill.fgColor.rgb == workbooks.MARK
    assert "not a number" in page["B2"].comment.text
    assert page["D1"].value == "Reasons"
    assert page["D2"].value.startswith("People: “many” is not a number")
    assert page["D3"].value is None
    assert page["B3"].comment is None
    # mended and brought back, with the marks still in it
    page["B2"] = 4
    page["B3"] = "three"
    file = io.BytesIO()
    page.parent.save(file)
    again = uploads.take(teams, file.getvalue(), "teams.xlsx", by=by, at=NOW)
    assert [finding[:2] for finding in again.findings] == [[3, "people"]]
    page = openpyxl.load_workbook(io.BytesIO(workbooks.marked(again, teams)))["My teams"]
    assert page["B2"].comment is None
    assert page["B2"].fill.fgColor.rgb != workbooks.MARK
    assert page["D2"].value is None
    assert page["D3"].value.startswith("People: ")
    assert page["E1"].value is None


@pytest.mark.django_db
def test_a_csv_comes_back_as_a_marked_workbook(teams):
    data = "Name,People\nAlmaty,many\nDarkhan,'=1\n".encode("cp949")
    upload = uploads.take(teams, data, "teams.csv", by=an_officer(), at=NOW)
    page = openpyxl.load_workbook(io.BytesIO(workbooks.marked(upload, teams))).active
    assert [cell.value for cell in page[2]][:2] == ["Almaty", "many"]
    assert page["B2"].comment is not None
    assert page["C1"].value == "Reasons"
    assert page["B3"].data_type == "s"


@pytest.mark.django_db
def test_a_file_that_cannot_be_used_is_kept_with_its_reason(teams):
    upload = uploads.take(teams, b"%PDF-1.7", "teams.xlsx", by=an_officer(), at=NOW)
    assert upload.state == State.REFUSED
    assert "PDF" in upload.reason
    assert upload.data() == b"%PDF-1.7"


@pytest.mark.django_db
def test_an_empty_file_is_not_taken(teams):
    with pytest.raises(Refusal, match="empty"):
        uploads.take(teams, b"", "teams.xlsx", by=an_officer(), at=NOW)
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_who_may_not_use_the_sheet_brings_nothing_in_and_accepts_nothing(teams):
    upload = an_upload(teams, HEADER, ["Almaty", 1, None], by=an_officer())
    stranger = an_account("Stranger")
    with pytest.raises(Refusal, match="may not"):
        uploads.take(teams, a_workbook(HEADER, ["x"]), "t.xlsx", by=stranger, at=NOW)
    for deed in (uploads.accept, uploads.discard):
        with pytest.raises(Refusal, match="may not"):
            deed(upload, by=stranger, at=NOW)


@pytest.mark.django_db
def test_uploads_are_seen_by_those_who_may_use_the_sheet(teams):
    by = an_officer()
    upload = an_upload(teams, HEADER, ["Almaty", 1, None], by=by)
    assert list(Upload.objects.visible_to(by)) == [upload]
    assert list(Upload.objects.visible_to(an_officer())) == [upload]
    assert not Upload.objects.visible_to(an_account("Stranger")).exists()


@pytest.mark.django_db
def test_a_discarded_upload_takes_nothing_and_keeps_its_file(teams):
    by = an_officer()
    upload = uploads.discard(an_upload(teams, HEADER, ["Almaty", 1, None], by=by), by=by, at=NOW)
    assert upload.state == State.DISCARDED
    assert upload.data()
    with pytest.raises(Refusal, match="discarded"):
        uploads.accept(upload, by=by, at=NOW)


@pytest.mark.django_db
def test_the_same_file_is_known_again(teams):
    by = an_officer()
    data = a_workbook(HEADER, ["Almaty", 1, None])
    first = uploads.take(teams, data, "a.xlsx", by=by, at=NOW)
    second = uploads.take(teams, data, "b.xlsx", by=by, at=NOW + timedelta(hours=1))
    other = an_upload(teams, HEADER, ["Darkhan", 1, None], by=by)
    assert list(Upload.objects.twins(second)) == [first]
    assert not Upload.objects.twins(other).exists()


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_and_accepted_by_jobs(teams, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 2)
    by = an_officer()
    upload = an_upload(teams, HEADER, ["A", 1, None], ["B", 2, None], ["C", 3, None], by=by)
    assert (upload.state, upload.rows) == (State.WAITING, 3)
    work_off()
    upload = Upload.objects.get()
    assert (upload.state, upload.new) == (State.READ, 3)
    assert uploads.accept(upload, by=by, at=NOW).state == State.ACCEPTING
    work_off()
    upload = Upload.objects.get()
    assert (upload.state, upload.decided_by) == (State.ACCEPTED, by)
    assert Tag.objects.count() == 3
    assert [job.result["label"] for job in Job.objects.all()] == ["teams.xlsx"] * 2


@pytest.mark.django_db
def test_an_acceptance_whose_job_has_ended_can_be_decided_again(teams, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 1)
    by = an_officer()
    upload = an_upload(teams, HEADER, ["A", 1, None], by=by)
    Upload.objects.update(rows=2)
    upload = uploads.accept(Upload.objects.get(), by=by, at=NOW)
    assert upload.standing == State.ACCEPTING
    Job.objects.update(state="failed")
    upload = Upload.objects.get()
    assert upload.standing == State.READ
    assert upload.why_not_accept() is None
    assert uploads.discard(upload, by=by, at=NOW).state == State.DISCARDED


@pytest.mark.django_db
def test_a_kept_file_that_was_altered_is_not_accepted(teams):
    by = an_officer()
    upload = an_upload(teams, HEADER, ["Almaty", 1, None], by=by)
    with upload.file.open("wb") as file:
        file.write(a_workbook(HEADER, ["Somebody else", 1, None]))
    upload = uploads.accept(upload, by=by, at=NOW)
    assert "has changed" in upload.reason
    assert not Tag.objects.exists()
