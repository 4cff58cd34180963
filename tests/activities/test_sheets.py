"""The spreadsheets of the activities: read, refused with reasons, taken in, and read again as known."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from naru.activities.models import Activity, Participation
from naru.sheets.book import sheet, uploads, workbooks
from naru.sheets.rules.uploads import State
from tests.makers.accounts import NOW, an_analyst, an_officer
from tests.makers.activities import (
    a_participation,
    a_person,
    a_project,
    a_published_fair,
    almaty,
    an_activity,
    an_organisation,
)
from tests.makers.sheets import an_upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def test_participations_come_in_by_sheet_and_are_known_the_second_time() -> None:
    by, row = an_officer(), an_activity()
    hospital, person = an_organisation(), a_person("Aigul Bekova")
    one = sheet("participations")
    assert one
    lines = (
        [
            "Activity number",
            "As",
            "Person",
            "Organisation",
            "Number of people",
            "Exactness",
            "Who they are, in English",
        ],
        [row.pk, "Exhibitor", None, hospital.name, None, None, None],
        [row.pk, "Speaker", person.name, None, None, None, None],
        [row.pk, "Alumnus", None, None, 20, "about", "alumni"],
    )
    upload = an_upload(one, *lines, by=by, name="people.xlsx")
    assert upload.counts == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    upload = uploads.accept(upload, by=by, at=NOW)
    assert upload.state == State.ACCEPTED
    assert row.participations.get(role="exhibitor").organisation == hospital
    assert row.participations.get(role="speaker").person == person
    assert row.participations.all().heads() == 20
    again = an_upload(one, *lines, by=by, name="again.xlsx")
    assert again.counts["same"] == 3


def test_a_row_that_names_two_or_nobody_is_refused_with_the_reason() -> None:
    by, row = an_officer(), an_activity()
    hospital = an_organisation()
    one = sheet("participations")
    assert one
    upload = an_upload(
        one,
        ["activity", "role", "person", "organisation", "head_count", "label_en"],
        [row.pk, "exhibitor", "Somebody", hospital.name, None, None],
        [row.pk, "exhibitor", "Nobody Known", None, None, None],
        [row.pk + 99, "exhibitor", None, hospital.name, None, None],
        [row.pk, "attendee", None, None, 5, None],
        by=by,
    )
    assert (upload.state, upload.refused) == (State.REFUSED, 4)
    reasons = " ".join(finding[2] for finding in upload.findings)
    for sentence in (
        "not two of these",
        "Nobody in the directory",
        "No activity has this number",
        "counted people",
    ):
        assert sentence in reasons
    assert not Participation.objects.exists()


@pytest.mark.parametrize("key", ["participations", "activities"])
def test_what_is_exported_is_known_when_it_comes_back(key: str) -> None:
    by = an_officer()
    row = a_published_fair(officers=[by])
    a_participation(row, person=a_person())
    a_participation(row, organisation=an_organisation())
    a_participation(row)
    one = sheet(key)
    assert one
    file = workbooks.filled(one, one.rows(by=by) or ())
    upload = uploads.take(one, file, "export.xlsx", by=by, at=NOW)
    assert upload.findings == []
    assert upload.counts == {
        "new": 0,
        "changed": 0,
        "same": 3 if key == "participations" else 1,
        "refused": 0,
    }


def test_a_plan_comes_in_by_sheet() -> None:
    by, project = an_officer(), a_project("fairs", 2025)
    almaty()
    one = sheet("activities")
    assert one
    upload = an_upload(
        one,
        ["year", "line", "kind", "title_en", "first_day", "last_day", "starts_time", "ends_time", "place"],
        [2025, "fairs", "Fair", "KITF 2025", "2025-04-23", "2025-04-25", "9:30", "18:00", "알마티"],
        by=by,
    )
    assert upload.findings == []
    upload = uploads.accept(upload, by=by, at=NOW)
    row = Activity.objects.get()
    assert (row.project, row.place, row.zone) == (project, almaty(), "Asia/Almaty")
    assert (row.starts_on, row.ends_on) == (date(2025, 4, 23), date(2025, 4, 26))
    assert (row.starts_time, row.ends_time) == (time(9, 30), time(18))


def test_a_plan_with_faults_is_refused() -> None:
    by = an_officer()
    a_project("fairs", 2025)
    an_activity(
        "Known",
        project=a_project("fairs", 2025),
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 1, 2),
        title_ko="",
    )
    one = sheet("activities")
    assert one
    upload = an_upload(
        one,
        ["year", "line", "kind", "title_en", "first_day", "last_day", "starts_time", "zone", "place"],
        [2025, "courses", "fair", "A", None, None, None, None, None],
        [2025, "fairs", "fair", "B", "2025-04-23", "2025-04-20", None, None, None],
        [2025, "fairs", "fair", "C", None, None, None, "Asia/Gyeonggi", None],
        [2025, "fairs", "fair", "D", None, None, None, None, "Nowhereville"],
        [2025, "fairs", "fair", "E", "2025-04-23", None, "25:00", None, None],
        [2025, "fairs", "fair", "Known", "2025-03-03", None, None, None, None],
        by=by,
    )
    assert upload.refused == 6
    assert Activity.objects.count() == 1


def test_only_those_who_run_activities_may_use_the_sheets() -> None:
    one = sheet("participations")
    assert one
    assert one.may_use(an_officer())
    assert not one.may_use(an_analyst())


def test_the_page_of_people_leads_to_the_sheet() -> None:
    client, row = Client(), an_activity()
    client.force_login(an_officer())
    page = client.get(reverse("activities:people", args=[row.pk])).content.decode()
    assert reverse("sheets:sheet", args=["participations"]) in page
