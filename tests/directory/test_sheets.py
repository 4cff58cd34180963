"""The spreadsheets of the directory: read, refused with reasons, taken in, and read again as known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from naru.directory.actions import people
from naru.directory.models import Affiliation, Organisation, Person
from naru.directory.rules.people import OrganisationKind
from naru.sheets.book import Row, Sheet, sheet, uploads, workbooks
from naru.sheets.models import Upload
from naru.sheets.rules.uploads import State
from tests.makers.accounts import NOW, an_analyst, an_editor, an_officer
from tests.makers.people import a_city, a_country, a_person, an_affiliation, an_organisation
from tests.makers.sheets import an_upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak English, whatever the site's first language is."""
    with override("en"):
        yield


def declared(key: str) -> Sheet:
    one = sheet(key)
    assert one
    return one


def reasons(upload: Upload) -> str:
    return " ".join(finding[2] for finding in upload.findings)


def test_people_come_in_by_sheet_with_all_that_is_written() -> None:
    by = an_officer()
    a_country("KZ")
    upload = an_upload(
        declared("people"),
        ["Name in its own script", "name_latin", "Country", "born_on", "email", "Further names", "languages"],
        [
            "Айгүл Бекова",
            "Aigul Bekova",
            "Kazakhstan",
            "1980-03-02",
            "Aigul@Example.org",
            "A. Bekova; Aigul",
            None,
        ],
        ["Данияр Сеитов", "Daniyar Seitov", "KZ", None, None, None, "ru fluent; kk native"],
        by=by,
    )
    assert upload.findings == []
    assert upload.counts == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    assert uploads.accept(upload, by=by, at=NOW).state == State.ACCEPTED
    aigul = Person.objects.get(name_latin="Aigul Bekova")
    assert (aigul.country_id, aigul.born_on, aigul.email) == ("KZ", date(1980, 3, 2), "aigul@example.org")
    assert [alias.name for alias in aigul.aliases.all()] == ["A. Bekova", "Aigul"]
    spoken = Person.objects.get(name_latin="Daniyar Seitov").languages
    assert {one.code: one.level for one in spoken.all()} == {"ru": "fluent", "kk": "native"}
    assert Person.objects.search("Бекова").get() == aigul


def test_who_looks_like_somebody_known_is_refused_until_the_row_says_new() -> None:
    by, known = an_officer(), a_person("Каримова Дилором", email="d.karimova@example.org")
    header = ["name", "email", "New although alike"]
    upload = an_upload(
        declared("people"),
        header,
        ["Karimova Dilorom", None, None],
        ["Somebody Else", "d.karimova@example.org", None],
        by=by,
    )
    assert (upload.state, upload.refused) == (State.REFUSED, 2)
    assert f"may be the same as Каримова Дилором (number {known.pk})" in reasons(upload)
    assert Person.objects.count() == 1
    upload = an_upload(
        declared("people"), header, ["Karimova Dilorom", None, "Yes"], ["Ким Ольга", None, None], by=by
    )
    assert upload.findings == []
    uploads.accept(upload, by=by, at=NOW)
    assert Person.objects.count() == 3


def test_two_rows_of_one_file_that_may_be_one_person_are_refused() -> None:
    upload = an_upload(
        declared("people"), ["name"], ["Aigul Bekova"], ["Айгуль Бекова"], ["Ким Ольга"], by=an_officer()
    )
    assert upload.refused == 1
    assert "may be the same as row 2" in reasons(upload)


def test_a_numbered_row_changes_only_what_the_file_has() -> None:
    by, known = an_officer(), a_person(phone="+998 71 123", email="old@example.org")
    upload = an_upload(
        declared("people"), ["number", "name", "email"], [known.pk, known.name, "new@example.org"], by=by
    )
    assert upload.counts["changed"] == 1
    uploads.accept(upload, by=by, at=NOW)
    known.refresh_from_db()
    assert (known.email, known.phone) == ("new@example.org", "+998 71 123")
    upload = an_upload(declared("people"), ["number", "name"], [known.pk + 99, "Nobody"], by=by)
    assert "No entry of the directory has this number" in reasons(upload)


def test_one_refused_row_keeps_the_others_out() -> None:
    by = an_officer()
    upload = an_upload(
        declared("people"), ["name", "email"], ["Ким Ольга", None], ["Ли Анна", "not an address"], by=by
    )
    assert (upload.counts["new"], upload.refused) == (1, 1)
    assert upload.state == State.REFUSED
    assert not Person.objects.exists()


def test_organisations_come_in_with_place_and_parent() -> None:
    by, almaty, above = an_officer(), a_city(), an_organisation("Almaty Health Department", country="KZ")
    upload = an_upload(
        declared("organisations"),
        ["name", "kind", "place", "part_of", "public"],
        ["Городская больница №7", "Hospital", "Almaty", "Almaty Health Department", "No"],
        by=by,
    )
    assert upload.findings == []
    uploads.accept(upload, by=by, at=NOW)
    row = Organisation.objects.get(name="Городская больница №7")
    assert (row.kind, row.place, row.country_id) == (OrganisationKind.HOSPITAL, almaty, "KZ")
    assert (row.part_of, row.public) == (above, False)
    upload = an_upload(
        declared("organisations"),
        ["name", "kind", "place", "part_of"],
        ["Sunrise Clinic", "clinic", "Nowhere", None],
        ["Sunset Clinic", "clinic", None, "Nobody"],
        ["Almaty health department", "government", None, None],
        by=by,
    )
    assert upload.refused == 3
    assert "No place of the directory has this name" in reasons(upload)
    assert "may be the same as Almaty Health Department" in reasons(upload)


def test_an_affiliation_comes_in_and_ends_by_sheet() -> None:
    by, person, hospital = an_officer(), a_person(), an_organisation()
    header = ["person", "organisation", "role", "since", "last", "title"]
    line = [person.name, "나루병원", "Doctor", "2020-01-01", None, "Surgeon"]
    upload = an_upload(declared("affiliations"), header, line, by=by)
    assert upload.findings == []
    uploads.accept(upload, by=by, at=NOW)
    tie = Affiliation.objects.get()
    assert (tie.person, tie.organisation, tie.since, tie.until) == (person, hospital, date(2020, 1, 1), None)
    line[4] = "2023-12-31"
    upload = an_upload(declared("affiliations"), header, line, by=by, name="again.xlsx")
    assert upload.counts["changed"] == 1
    uploads.accept(upload, by=by, at=NOW)
    tie.refresh_from_db()
    assert tie.until == date(2024, 1, 1)


def test_an_affiliation_of_a_name_that_two_bear_asks_for_the_number() -> None:
    by, one = an_officer(), a_person()
    other = a_person()
    hospital = an_organisation()
    header = ["person_number", "person", "organisation", "role", "since", "last"]
    upload = an_upload(
        declared("affiliations"),
        header,
        [None, one.name, hospital.name, "doctor", None, None],
        [other.pk, "Somebody Else", hospital.name, "doctor", None, None],
        [other.pk, other.name, hospital.name, "doctor", "2024-02-01", "2024-01-01"],
        [None, None, hospital.name, "doctor", None, None],
        by=by,
    )
    assert upload.refused == 4
    for sentence in (
        "Several entries have this name",
        "is Каримова Дилором",
        "end after it begins",
        "name or the",
    ):
        assert sentence in reasons(upload)
    upload = an_upload(
        declared("affiliations"), header, [other.pk, other.name, hospital.name, "doctor", None, None], by=by
    )
    uploads.accept(upload, by=by, at=NOW)
    assert Affiliation.objects.get().person == other


@pytest.mark.parametrize(("key", "rows"), [("people", 3), ("organisations", 3), ("affiliations", 2)])
def test_what_is_exported_is_known_when_it_comes_back(key: str, rows: int) -> None:
    by, above = an_officer(), an_organisation("경기도청", kind=OrganisationKind.GOVERNMENT)
    place = a_city()
    a_city()
    hospital = an_organisation(name_latin="Naru Hospital", part_of=above, website="https://naru.example/")
    clinic = an_organisation("Клиника", kind="clinic", country="KZ", place=place, public=False)
    person = a_person(aliases=[("Dilya", "short", "")], languages=[("uz", "native"), ("ko", "basic")])
    other = a_person("Ким Ольга", born_on=date(1970, 1, 1), email="olga@example.org", language="ru")
    an_affiliation(person, hospital, since=date(2020, 1, 1), until=date(2021, 1, 1))
    an_affiliation(other, clinic)
    a_person("Пак Вера")
    one = declared(key)
    upload = uploads.take(one, workbooks.filled(one, one.rows(by=by) or ()), "export.xlsx", by=by, at=NOW)
    assert upload.findings == []
    assert upload.counts == {"new": 0, "changed": 0, "same": rows, "refused": 0}


def test_a_name_kept_with_its_kind_stays_so_when_another_is_added() -> None:
    by, person = an_officer(), a_person(aliases=[("Dilya", "short", "en")])
    upload = an_upload(
        declared("people"),
        ["number", "name", "aliases"],
        [person.pk, person.name, "Dilya; Dilorom K."],
        by=by,
    )
    uploads.accept(upload, by=by, at=NOW)
    held = {alias.name: (alias.kind, alias.language) for alias in person.aliases.all()}
    assert held == {"Dilya": ("short", "en"), "Dilorom K.": ("spelling", "")}


@pytest.mark.parametrize("many", [1, 3])
def test_reading_a_sheet_asks_as_often_for_three_rows_as_for_one(
    many: int, django_assert_num_queries: Any
) -> None:
    by, one = an_officer(), declared("people")
    known = [a_person(name) for name in ("Ким Ольга", "Пак Вера", "Цой Мария")][:many]
    rows = [Row(number, {"number": row.pk, "name": row.name}) for number, row in enumerate(known, 2)]
    rows += [
        Row(number + 9, {"name": f"{word} Анна"}) for number, word in enumerate(["Ли", "Хан", "Югай"][:many])
    ]
    assert by.is_office
    with django_assert_num_queries(4):
        one.plan(rows, by=by)
    assert [row.standing for row in rows] == ["same"] * many + ["new"] * many


@pytest.mark.parametrize("key", ["people", "organisations", "affiliations"])
def test_only_those_who_keep_the_directory_may_use_its_sheets(key: str) -> None:
    assert declared(key).may_use(an_officer())
    assert not declared(key).may_use(an_analyst())


def test_the_lists_lead_to_their_sheets() -> None:
    client = Client()
    client.force_login(an_officer())
    people_page = client.get(reverse("directory:people")).content.decode()
    assert reverse("sheets:sheet", args=["people"]) in people_page
    assert reverse("sheets:sheet", args=["affiliations"]) in people_page
    address = reverse("sheets:sheet", args=["organisations"])
    assert address in client.get(reverse("directory:organisations")).content.decode()
    client.force_login(an_editor())
    assert address not in client.get(reverse("directory:organisations")).content.decode()


def test_one_archived_meanwhile_can_still_be_named_by_number() -> None:
    by, person = an_officer(), a_person()
    people.archive(person, by=by, at=NOW)
    one = declared("people")
    assert list(one.rows(by=by) or ()) == []
    upload = an_upload(one, ["number", "name", "phone"], [person.pk, person.name, "123"], by=by)
    assert upload.counts["changed"] == 1
