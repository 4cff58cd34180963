"""The screens of sheets, through HTTP."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from taggit.models import Tag

from naru.history.models import Entry
from naru.sheets.models import Upload
from naru.sheets.rules.uploads import State
from tests.makers.accounts import an_account, an_officer
from tests.makers.sheets import a_declared, a_workbook, an_upload

pytestmark = pytest.mark.django_db
HOME = "/en/desk/sheets/"
HEADER = ["Name", "People", "Kind"]


@pytest.fixture
def teams():
    with a_declared() as sheet:
        yield sheet


@pytest.fixture
def officer(client):
    account = an_officer()
    client.force_login(account)
    return account


def bring(client, *lines, name="teams.xlsx", follow=True):
    file = SimpleUploadedFile(name, a_workbook(*lines))
    return client.post(f"{HOME}test_teams/", {"file": file}, follow=follow)


def text(answer) -> str:
    return answer.content.decode()


def test_the_whole_walk(client, officer, teams):
    assert "Teams" in text(client.get(HOME))
    page = client.get(f"{HOME}test_teams/")
    assert "Team of Almaty" in text(page)
    answer = client.get(f"{HOME}test_teams/blank.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]["A1"].value == "Name *"
    answer = bring(client, HEADER, ["Almaty", 5, "clinic"])
    upload = Upload.objects.get()
    assert answer.redirect_chain == [(f"{HOME}uploads/{upload.pk}/", 302)]
    assert "Accept 1 row" in text(answer)
    assert "Clinic, small" in text(answer)
    answer = client.post(f"{HOME}uploads/{upload.pk}/accept/", follow=True)
    assert "1 row added." in text(answer)
    assert upload.sha256 in text(answer)
    assert Tag.objects.get().name == "Almaty"


def test_refused_rows_are_told_and_handed_back(client, officer, teams):
    answer = bring(client, HEADER, ["Almaty", "many", None], [None, 2, None])
    assert "is not a number" in text(answer)
    assert "B2" in text(answer)
    assert "must be filled" in text(answer)
    assert "/accept/" not in text(answer)
    upload = Upload.objects.get()
    answer = client.get(f"{HOME}uploads/{upload.pk}/marked.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active["D1"].value == "Reasons"
    assert Entry.objects.about(upload).filter(verb="downloaded", after__what="marked").count() == 1
    answer = client.get(f"{HOME}uploads/{upload.pk}/?export=csv")
    assert "B2" in b"".join(answer.streaming_content).decode()


def test_a_file_that_is_none_is_told_on_its_page(client, officer, teams):
    answer = client.post(
        f"{HOME}test_teams/", {"file": SimpleUploadedFile("t.xlsx", b"%PDF-1.7")}, follow=True
    )
    assert "This is a PDF document" in text(answer)


def test_no_file_and_an_empty_file_are_told_at_the_field(client, officer, teams):
    for given in ({}, {"file": SimpleUploadedFile("t.xlsx", b"")}):
        answer = client.post(f"{HOME}test_teams/", given)
        assert answer.status_code == 422
        assert not Upload.objects.exists()
    assert "The file is empty." in text(answer)


def test_the_same_file_again_is_said(client, officer, teams):
    bring(client, HEADER, ["Almaty", 5, "clinic"])
    data = Upload.objects.get().data()
    answer = client.post(f"{HOME}test_teams/", {"file": SimpleUploadedFile("again.xlsx", data)}, follow=True)
    assert "This very file was uploaded before" in text(answer)


def test_discarding(client, officer, teams):
    bring(client, HEADER, ["Almaty", 5, "clinic"])
    upload = Upload.objects.get()
    answer = client.post(f"{HOME}uploads/{upload.pk}/discard/", follow=True)
    assert "Nothing of the file was taken." in text(answer)
    assert Upload.objects.get().state == State.DISCARDED
    answer = client.post(f"{HOME}uploads/{upload.pk}/accept/", follow=True)
    assert "It was discarded" in text(answer)
    assert not Tag.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_uploads_asks_as_often_for_three_as_for_one(
    client, officer, teams, count, django_assert_num_queries
):
    for number in range(count):
        an_upload(teams, HEADER, [f"Team {number}", 1, None], by=officer, name=f"file{number}.xlsx")
    client.get(f"{HOME}uploads/")
    with django_assert_num_queries(6):
        answer = client.get(f"{HOME}uploads/")
    assert text(answer).count("file") >= count
    assert f"file{count - 1}.xlsx" in text(answer)


def test_the_list_is_narrowed_and_exported(client, officer, teams):
    an_upload(teams, HEADER, ["A", 1, None], by=officer, name="good.xlsx")
    an_upload(teams, HEADER, ["A", "x", None], by=officer, name="bad.xlsx")
    page = text(client.get(f"{HOME}uploads/?state=refused"))
    assert "bad.xlsx" in page
    assert "good.xlsx" not in page
    lines = (
        b"".join(client.get(f"{HOME}uploads/?export=csv&state=read").streaming_content).decode().splitlines()
    )
    assert len(lines) == 2
    assert lines[1].startswith("good.xlsx,Teams,Waiting for a decision,1,1,0,0,")
    partial = client.get(f"{HOME}uploads/", headers={"hx-request": "true"})
    assert "<html" not in text(partial)


def test_the_rows_of_today_are_downloaded_and_noted(client, officer, teams):
    Tag.objects.create(name="Almaty", slug="Almaty")
    page = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{HOME}test_teams/current.xlsx").content)
    ).worksheets[0]
    assert page["A3"].value == "Almaty"
    answer = client.get(f"{HOME}test_teams/current.csv")
    assert "Almaty" in b"".join(answer.streaming_content).decode()
    assert Entry.objects.about(officer).filter(verb="downloaded").count() == 2


def test_nobody_else_comes_in(client, teams):
    upload = an_upload(teams, HEADER, ["A", "x", None], by=an_officer())
    addresses = [
        f"{HOME}test_teams/",
        f"{HOME}test_teams/blank.xlsx",
        f"{HOME}test_teams/current.xlsx",
        f"{HOME}uploads/{upload.pk}/",
        f"{HOME}uploads/{upload.pk}/marked.xlsx",
        f"{HOME}uploads/{upload.pk}/original/",
    ]
    assert all(client.get(address).status_code == 302 for address in addresses)
    client.force_login(an_account("Stranger"))
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert client.post(f"{HOME}uploads/{upload.pk}/accept/").status_code == 404
    assert "There is no sheet that you may use." in text(client.get(HOME))
    assert "teams.xlsx" not in text(client.get(f"{HOME}uploads/"))
    client.force_login(an_officer())
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_deeds_are_posted(client, officer, teams):
    upload = an_upload(teams, HEADER, ["A", 1, None], by=officer)
    for deed in ("accept", "discard"):
        assert client.get(f"{HOME}uploads/{upload.pk}/{deed}/").status_code == 405
