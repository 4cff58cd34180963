"""The screens of the activities, through HTTP with the real database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from naru.activities.actions import calendars, documents, moves, participations, results
from naru.activities.models import Activity, Participation
from naru.activities.rules.words import Kind, ParticipantRole
from naru.directory.actions.accounts import appoint
from naru.directory.rules.accounts import Role
from naru.history.book import SHELF
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_account, an_analyst, an_officer, signed_in
from tests.makers.activities import (
    a_participation,
    a_person,
    a_project,
    a_published_fair,
    a_target,
    a_year,
    almaty,
    an_activity,
    an_organisation,
    bishkek,
    soon,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def at(name: str, *args: Any) -> str:
    return reverse(f"activities:{name}", args=args)


@pytest.fixture
def officer() -> Any:
    return an_officer()


@pytest.fixture
def desk(officer: Any) -> Client:
    return signed_in(officer)


# Who sees what


def test_the_public_sees_what_is_published_and_nothing_else(client: Client, desk: Client) -> None:
    shown, hidden = a_published_fair(), an_activity("Secret plan")
    page = client.get(at("calendar")).content.decode()
    assert "KITF 2024" in page
    assert "Secret plan" not in page
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "Secret plan" in desk.get(at("calendar")).content.decode()
    assert desk.get(hidden.get_absolute_url()).status_code == 200


def test_a_member_sees_what_their_organisation_takes_part_in() -> None:
    hospital, other = an_organisation(), an_organisation("Other Hospital")
    theirs, foreign = an_activity("Theirs"), an_activity("Foreign")
    a_participation(theirs, organisation=hospital, role=ParticipantRole.EXHIBITOR)
    a_participation(foreign, organisation=other, role=ParticipantRole.EXHIBITOR)
    account = an_account("Member Oh")
    appoint(account, role=Role.MEMBER, organisation=hospital, since=date(2020, 1, 1), by=None, at=NOW)
    client = signed_in(account)
    page = client.get(at("calendar")).content.decode()
    assert "Theirs" in page
    assert "Foreign" not in page
    assert client.get(foreign.get_absolute_url()).status_code == 404
    participations.withdraw_participation(Participation.objects.get(organisation=hospital), by=None, at=NOW)
    assert client.get(theirs.get_absolute_url()).status_code == 404


def test_a_post_that_ended_opens_nothing() -> None:
    hospital = an_organisation()
    row = an_activity("Theirs")
    a_participation(row, organisation=hospital)
    account = an_account("Member Oh")
    appoint(
        account,
        role=Role.MEMBER,
        organisation=hospital,
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
        by=None,
        at=NOW,
    )
    assert signed_in(account).get(row.get_absolute_url()).status_code == 404


def test_people_targets_and_money_are_the_offices(client: Client, desk: Client) -> None:
    row = a_published_fair()
    a_participation(row, person=a_person("Named Woman"))
    a_participation(row, organisation=an_organisation("Seen Hospital"), role=ParticipantRole.EXHIBITOR)
    a_participation(row)
    target = a_target(row, 1500)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Seen Hospital" in page
    assert "alumni" in page
    assert "Named Woman" not in page
    assert "1,500" not in page
    results.record_reached(target, reached=1800, exactness="at_least", source="press", by=None, at=NOW)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "1,800" in page
    assert "at least" in page
    for tab in ("people", "results", "documents", "history"):
        assert client.get(at(tab, row.pk)).status_code == 302
        assert desk.get(at(tab, row.pk)).status_code == 200
    assert "Named Woman" in desk.get(at("people", row.pk)).content.decode()


def test_only_those_who_run_activities_may_change_them(client: Client) -> None:
    row = a_published_fair()
    analyst = signed_in(an_analyst())
    names = ("change", "replan", "languages", "add_people", "set_target", "budget", "keep", "tell_results")
    for name in names:
        assert analyst.get(at(name, row.pk)).status_code == 404
        assert client.get(at(name, row.pk)).status_code == 302
    assert analyst.get(row.get_absolute_url()).status_code == 200
    assert analyst.post(at("move", row.pk, "archive")).status_code == 404
    assert "Decide" not in analyst.get(row.get_absolute_url()).content.decode()


def test_what_is_archived_is_out_of_lists_and_still_reachable(client: Client) -> None:
    row = a_published_fair()
    moves.archive(row, by=None, at=NOW)
    assert "KITF 2024" not in client.get(at("calendar")).content.decode()
    assert "KITF 2024" in client.get(at("calendar") + "?archived").content.decode()
    assert client.get(row.get_absolute_url()).status_code == 200
    assert "KITF" not in client.get(at("month", 2024, 4)).content.decode()


def test_what_is_archived_is_found_in_the_archive_and_taken_out_again() -> None:
    row = a_published_fair()
    moves.archive(row, by=None, at=NOW)
    officer, analyst = signed_in(an_officer()), signed_in(an_analyst())
    assert "KITF 2024" in analyst.get(at("archive")).content.decode()
    restore = at("move", row.pk, "unarchive")
    assert restore not in analyst.get(at("archive")).content.decode()
    assert restore in officer.get(at("archive") + "?q=kitf").content.decode()
    assert officer.post(restore).status_code == 302
    assert "KITF 2024" not in officer.get(at("archive")).content.decode()
    assert Client().get(at("archive")).status_code == 302


# Lists


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(
    rows: int, client: Client, desk: Client, officer: Any, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        a_published_fair(title_en=f"Fair {number}", officers=[officer])
    client.get(at("calendar"))
    SHELF.clear()
    with django_assert_num_queries(7):
        client.get(at("calendar"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_month_asks_a_fixed_number_of_questions(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        a_published_fair(title_en=f"Fair {number}")
    client.get(at("month", 2024, 4))
    SHELF.clear()
    with django_assert_num_queries(3):
        page = client.get(at("month", 2024, 4))
    assert page.content.decode().count('class="agenda-title"') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_an_activity_asks_a_fixed_number_of_questions(
    rows: int, desk: Client, django_assert_num_queries: Any
) -> None:
    row = a_published_fair()
    for number in range(rows):
        a_participation(row, organisation=an_organisation(f"Hospital {number}"))
        a_participation(row, label_en=f"group {number}", head_count=3)
        an_activity(f"Part {number}", part_of=row)
        a_target(row, measure=["visitors", "mous", "meetings"][number])
    desk.get(row.get_absolute_url())
    with django_assert_num_queries(15):
        desk.get(row.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_a_year_asks_a_fixed_number_of_questions(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        a_published_fair(title_en=f"Fair {number}", project=a_project(f"line{number}"))
    client.get(at("year", 2024))
    SHELF.clear()
    with django_assert_num_queries(7):
        client.get(at("year", 2024))


def test_the_list_can_be_narrowed_and_searched(desk: Client, officer: Any) -> None:
    a_published_fair()
    mission = an_activity(
        "Mongolia mission",
        kind=Kind.MISSION,
        project=a_project("missions", 2023),
        place=bishkek(),
        officers=[officer],
        starts_on=soon(10),
        ends_on=soon(12),
    )
    listed = at("calendar")
    for query in (
        "?kind=mission",
        "?country=KG",
        "?year=2023",
        "?project=missions",
        "?standing=planned",
        f"?officer={officer.pk}",
        "?mine=1",
        "?q=mongolia",
        "?q=비슈케크",
    ):
        page = desk.get(listed + query).content.decode()
        assert mission.get_absolute_url() in page, query
        assert "KITF 2024" not in page, query
    assert "KITF 2024" in desk.get(listed + "?q=ATAKENT").content.decode()


def test_the_whole_list_can_be_taken_along(client: Client) -> None:
    a_published_fair()
    answer = client.get(at("calendar") + "?export=csv")
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8-sig")
    assert "KITF 2024" in text
    assert "2024-04-24" in text
    assert "2024-04-26" in text
    assert "Asia/Almaty" in text


def test_the_list_answers_htmx_with_its_rows_only(client: Client) -> None:
    a_published_fair()
    page = client.get(at("calendar"), headers={"HX-Request": "true"}).content.decode()
    assert "KITF 2024" in page
    assert "<html" not in page


def test_the_month_shows_a_long_activity_on_each_of_its_days(client: Client) -> None:
    a_published_fair()
    page = client.get(at("month", 2024, 4)).content.decode()
    days = [
        chunk.split('data-day="')[0]
        for chunk in page.split('data-day="')[1:]
        if "KITF 2024" in chunk.split("</td>")[0]
    ]
    assert len(days) == 3
    assert "10:00–18:00" in page
    assert client.get(at("month", 2024, 13)).status_code == 404
    assert "KITF 2024" not in client.get(at("month", 2024, 6)).content.decode()


def test_a_week_begins_on_sunday_in_korea_and_on_monday_in_mongolia(client: Client) -> None:
    for language, first in (("ko", "weekday-6"), ("mn", "weekday-0")):
        with translation.override(language):
            page = client.get(at("month", 2024, 4)).content.decode()
        head = page.split("<thead>")[1]
        assert head.index(first) == min(head.index(f"weekday-{n}") for n in range(7))


def test_the_map_counts_by_country_and_leads_to_the_list(client: Client) -> None:
    a_published_fair()
    a_published_fair(title_en="Second")
    an_activity("Hidden", place=bishkek())
    page = client.get(at("map")).content.decode()
    assert "Kazakhstan" in page
    assert "?country=KZ" in page
    assert "Kyrgyzstan" not in page
    assert '<td class="is-number">2</td>' in page
    assert "<circle" in page
    assert (
        "No activity" in client.get(at("map") + "?year=2024", follow=True).content.decode() or "2024" in page
    )


def test_what_is_known_only_to_the_year_says_so_and_is_in_no_calendar(client: Client) -> None:
    row = an_activity(
        "Old mission", starts_on=date(2012, 5, 1), ends_on=date(2012, 5, 2), known="year", published=True
    )
    assert (row.starts_on, row.ends_on) == (date(2012, 1, 1), date(2013, 1, 1))
    assert (
        '<td role="cell" class="is-text" data-label="Days">2012</td>'
        in client.get(at("calendar")).content.decode()
    )
    assert "Old mission" not in client.get(at("month", 2012, 5)).content.decode()
    assert client.get(at("one", row.pk)).status_code == 404
    conference = an_activity(
        "Conference", starts_on=date(2021, 6, 1), ends_on=date(2021, 10, 5), known="month", published=True
    )
    assert "June 2021 – October 2021" in client.get(conference.get_absolute_url()).content.decode()


# One page


def test_local_and_korean_time_stand_side_by_side(client: Client) -> None:
    page = client.get(a_published_fair().get_absolute_url()).content.decode()
    assert "10:00–18:00 (Almaty time)" in page
    assert "14:00–22:00" in page


def test_a_korean_reader_gets_korean_titles_and_others_the_nearest(client: Client) -> None:
    row = a_published_fair(translations={"ru": {"title": "Ярмарка в Алматы"}})
    for language, title in (("ko", "알마티 박람회 2024"), ("ru", "Ярмарка в Алматы"), ("vi", "KITF 2024")):
        with translation.override(language):
            assert title in client.get(row.get_absolute_url()).content.decode()
    with translation.override("vi"):
        assert '<span lang="en">KITF 2024</span>' in client.get(row.get_absolute_url()).content.decode()


def test_each_closed_door_says_why(desk: Client) -> None:
    row = an_activity("Open days", starts_on=None, ends_on=None)
    page = desk.get(row.get_absolute_url()).content.decode()
    assert "Its days are still open. Set them first." in page
    assert "Only what is done or cancelled goes into the archive." in page


def test_an_officer_runs_an_activity_through_its_screens(desk: Client, officer: Any) -> None:
    project = a_project()
    almaty()
    page = desk.get(at("plan") + f"?project={project.pk}")
    assert page.status_code == 200
    form = {
        "project": project.pk,
        "kind": "fair",
        "title_en": "KITF",
        "place": "Almaty",
        "first_day": soon(0).isoformat(),
        "last_day": soon(1).isoformat(),
        "starts_time": "10:00",
        "ends_time": "18:00",
        "officers": [officer.pk],
    }
    assert desk.post(at("plan"), form | {"title_en": ""}).status_code == 422
    assert desk.post(at("plan"), form | {"place": "Nowhereville"}).status_code == 422
    assert desk.post(at("plan"), form | {"last_day": soon(-1).isoformat()}).status_code == 422
    assert desk.post(at("plan"), form | {"ends_time": ""}).status_code == 422
    answer = desk.post(at("plan"), form)
    row = Activity.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.zone, row.ends_on, row.starts_time) == ("Asia/Almaty", soon(2), time(10))
    assert list(row.officers.all()) == [officer]
    desk.post(at("replan", row.pk), {"first_day": soon(0).isoformat(), "last_day": soon(2).isoformat()})
    row.refresh_from_db()
    assert (row.ends_on, row.starts_time) == (soon(3), None)
    desk.post(at("move", row.pk, "confirm"))
    desk.post(at("move", row.pk, "publish"))
    row.refresh_from_db()
    assert row.confirmed_at
    assert row.published_at
    assert desk.post(at("move", row.pk, "cancel"), {"because": ""}).status_code == 422
    desk.post(at("move", row.pk, "cancel"), {"because": "Flooding"})
    row.refresh_from_db()
    assert row.cancelled_because == "Flooding"
    entry = Entry.objects.about(row).get(verb="cancelled")
    assert at("undo", row.pk, entry.number) in desk.get(row.get_absolute_url()).content.decode()
    desk.post(at("undo", row.pk, entry.number))
    desk.post(at("move", row.pk, "begin"), {"day": soon(0).isoformat()})
    desk.post(
        at("move", row.pk, "finish"), {"began_on": soon(0).isoformat(), "last_day": soon(0).isoformat()}
    )
    row.refresh_from_db()
    assert (row.cancelled_at, row.began_on, row.ended_on) == (None, soon(0), soon(1))
    assert desk.get(at("move", row.pk, "explode")).status_code == 404
    assert "KITF" in desk.get(at("history", row.pk)).content.decode()


def test_changing_keeps_what_is_not_asked(desk: Client, officer: Any) -> None:
    row = a_published_fair(officers=[officer])
    page = desk.get(at("change", row.pk)).content.decode()
    assert "Almaty, Kazakhstan" in page
    form = {
        "project": row.project_id,
        "kind": "forum",
        "title_en": "Forum",
        "title_ko": "포럼",
        "place": "Almaty, Kazakhstan",
        "zone": "Asia/Almaty",
        "officers": [officer.pk],
    }
    assert desk.post(at("change", row.pk), form).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.title_ko, row.starts_time, row.country_id) == ("forum", "포럼", time(10), "KZ")
    assert row.starts_on == date(2024, 4, 24)
    assert desk.post(at("change", row.pk), form | {"zone": "Asia/Nowhere"}).status_code == 422


def test_other_languages_are_written(desk: Client) -> None:
    row = a_published_fair()
    desk.post(at("languages", row.pk), {"title_ru": "Ярмарка", "summary_mn": "Тойм"})
    row.refresh_from_db()
    assert row.translations == {"ru": {"title": "Ярмарка"}, "mn": {"summary": "Тойм"}}
    assert "Ярмарка" in desk.get(at("languages", row.pk)).content.decode()


def test_people_are_added_counted_and_withdrawn(desk: Client) -> None:
    row, hospital = a_published_fair(), an_organisation()
    desk.post(at("add_people", row.pk), {"organisation": hospital.pk, "role": "exhibitor"})
    one = row.participations.get()
    assert (one.organisation, one.role) == (hospital, "exhibitor")
    group = {"role": "alumnus", "head_count": 20, "exactness": "about"}
    assert desk.post(at("add_people", row.pk), group).status_code == 422
    desk.post(at("add_people", row.pk), group | {"label_en": "alumni"})
    assert row.participations.all().heads() == 20
    address = at("withdraw_participation", row.pk, one.pk)
    assert hospital.name in desk.get(address).content.decode()
    assert row.participations.standing().count() == 2
    desk.post(address)
    assert row.participations.standing().count() == 1
    desk.post(address)
    assert row.participations.standing().count() == 2
    page = desk.get(at("people", row.pk) + "?sort=count").content.decode()
    assert "alumni" in page


def test_targets_and_money_through_their_screens(desk: Client) -> None:
    row = a_published_fair()
    desk.post(at("set_target", row.pk), {"measure": "visitors", "wanted": "1500"})
    target = row.targets.get()
    assert (target.unit, target.wanted) == ("person", 1500)
    reached = {"reached": "1800", "exactness": "at_least", "source": "", "as_of": "2024-04-26"}
    assert desk.post(at("record_reached", row.pk, target.pk), reached).status_code == 422
    desk.post(at("record_reached", row.pk, target.pk), reached | {"source": "Press release"})
    line = {"label": "Booths", "fund": "province", "planned_krw": "80000000"}
    assert desk.post(at("budget", row.pk), line | {"spent_krw": "1"}).status_code == 422
    desk.post(at("budget", row.pk), line | {"spent_krw": "60000000", "source": "settlement"})
    page = desk.get(at("results", row.pk)).content.decode()
    assert "120%" in page
    assert "75%" in page
    assert "80,000,000" in page
    assert "Press release" in page
    desk.post(at("drop_target", row.pk, target.pk))
    assert row.targets.count() == 1


def test_a_document_is_handed_out_to_those_who_may_have_it(
    client: Client, desk: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = a_published_fair()
    file = SimpleUploadedFile("계획.html", b"<script>alert(1)</script>", content_type="text/html")
    assert desk.post(at("keep", row.pk), {"file": file, "kind": "plan", "title": "Plan"}).status_code == 302
    kept = row.documents.get()
    assert client.get(kept.get_absolute_url()).status_code == 404
    answer = desk.get(kept.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    documents.show_document(kept, public=True, by=None, at=NOW)
    answer = client.get(kept.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    moves.withdraw(row, by=None, at=NOW)
    assert client.get(kept.get_absolute_url()).status_code == 404
    desk.post(at("remove_document", row.pk, kept.pk))
    assert desk.get(kept.get_absolute_url()).status_code == 404


def test_last_years_plan_is_copied_by_choice(desk: Client) -> None:
    fair, other = a_published_fair(), an_activity("Not this one")
    a_year(2025)
    page = desk.get(at("copy", 2025)).content.decode()
    assert "KITF 2024" in page
    desk.post(at("copy", 2025) + "?from=2024", {"activity": [fair.pk], "days": "week"})
    made = Activity.objects.in_year(2025).get()
    assert (made.copied_from, made.starts_on) == (fair, date(2025, 4, 23))
    page = desk.get(at("copy", 2025)).content.decode()
    assert "taken over already" in page
    assert other.title in page


def test_years_and_projects_are_opened_through_their_screens(desk: Client) -> None:
    desk.post(at("open_year"), {"year": 2030, "budget_krw": 900_000_000})
    project = {"line": "fairs", "title_en": "Fairs"}
    desk.post(at("open_project", 2030), project)
    assert desk.post(at("open_project", 2030), project).status_code == 422
    page = desk.get(at("year", 2030)).content.decode()
    assert "900,000,000" in page
    assert 'id="fairs"' in page
    assert "2030" in desk.get(at("years")).content.decode()
    desk.post(at("archive_year", 2030))
    assert "in the archive" in desk.get(at("year", 2030)).content.decode()


# Feeds


def test_the_public_feed_holds_what_is_published(client: Client) -> None:
    row = a_published_fair(starts_on=soon(5), ends_on=soon(8))
    an_activity("Secret plan", starts_on=soon(5), ends_on=soon(6))
    answer = client.get(at("public_feed"))
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).events
    assert str(event["UID"]) == str(row.uid)
    assert event["DTSTART"].dt.tzinfo is not None
    assert event["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert (event["DTSTART"].dt.hour, event["STATUS"]) == (10, "CONFIRMED")
    sequence = event["SEQUENCE"]
    moves.cancel(row, because="Storm", by=None, at=timezone.now())
    (event,) = Calendar.from_ical(client.get(at("public_feed")).content).events
    assert (str(event["UID"]), event["STATUS"]) == (str(row.uid), "CANCELLED")
    assert event["SEQUENCE"] > sequence


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    row = a_published_fair(starts_on=soon(5), ends_on=soon(8))
    answer = client.get(at("public_feed"))
    again = client.get(at("public_feed"), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    again = client.get(at("public_feed"), headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    moves.cancel(row, because="Storm", by=None, at=timezone.now())
    again = client.get(at("public_feed"), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 200


def test_a_personal_feed_opens_by_its_key_alone(client: Client, desk: Client, officer: Any) -> None:
    an_activity("Mine", starts_on=soon(5), ends_on=soon(6), officers=[officer])
    an_activity("Not mine", starts_on=soon(5), ends_on=soon(6))
    desk.post(at("give_key"))
    page = desk.get(at("subscribe")).content.decode()
    address = (
        page.split('id="personal-feed" readonly value="')[1].split('"')[0].removeprefix("http://testserver")
    )
    assert "personal-feed" not in desk.get(at("subscribe")).content.decode()
    events = Calendar.from_ical(client.get(address).content).events
    assert [str(event["SUMMARY"]) for event in events] == ["Mine"]
    assert len(Calendar.from_ical(client.get(address + "?all").content).events) == 2
    assert client.get(at("personal_feed", "guess")).status_code == 404
    desk.post(at("give_key"))
    assert client.get(address).status_code == 404


def test_a_revoked_key_and_a_closed_account_get_nothing(client: Client, officer: Any) -> None:
    key = calendars.give_key(officer, by=officer, at=NOW)
    assert client.get(at("personal_feed", key)).status_code == 200
    officer.is_active = False
    officer.save()
    assert client.get(at("personal_feed", key)).status_code == 404
    officer.is_active = True
    officer.save()
    calendars.revoke_key(officer, by=officer, at=NOW)
    assert client.get(at("personal_feed", key)).status_code == 404


def test_one_activity_is_a_calendar_file(client: Client) -> None:
    row = a_published_fair()
    (event,) = Calendar.from_ical(client.get(at("one", row.pk)).content).events
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2024, 4, 24, 5, tzinfo=UTC)
    assert client.get(at("one", an_activity("Hidden").pk)).status_code == 404
    whole = an_activity("Whole days", starts_on=soon(1), ends_on=soon(3), published=True)
    (event,) = Calendar.from_ical(client.get(at("one", whole.pk)).content).events
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (soon(1), soon(3))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=2)


# Stories


def test_the_directory_tells_what_somebody_took_part_in(client: Client, desk: Client) -> None:
    fair, hidden = a_published_fair(), an_activity("Secret plan", place=almaty())
    hospital, person = an_organisation(), a_person()
    for row in (fair, hidden):
        a_participation(row, organisation=hospital, role=ParticipantRole.EXHIBITOR)
        a_participation(row, person=person, role=ParticipantRole.SPEAKER, affiliated_to=hospital)
    told = desk.get(person.get_absolute_url()).content.decode()
    assert "KITF 2024" in told
    assert "Speaker" in told
    for subject in (hospital, almaty().country):
        public = client.get(subject.get_absolute_url()).content.decode()
        assert "KITF 2024" in public
        assert "Secret plan" not in public
        assert "Secret plan" in desk.get(subject.get_absolute_url()).content.decode()
    assert person.name not in client.get(hospital.get_absolute_url()).content.decode()


def test_a_long_story_is_told_page_by_page_and_nothing_twice(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("naru.directory.book.EVENTS", 2)
    titles = [f"Fair of {year}" for year in range(2019, 2024)]
    for year, title in zip(range(2019, 2024), titles, strict=True):
        when = {"starts_on": date(year, 4, 24), "ends_on": date(year, 4, 27)}
        a_published_fair(title_en=title, project=a_project(), **when)
    told: list[list[str]] = []
    for number in ("1", "2", "3", "4", "²"):
        shown = client.get(reverse("directory:country", args=["kz"]), {"page": number}).content.decode()
        told.append([title for title in titles if title in shown])
        assert ('rel="next"' in shown) == (number in {"1", "2", "²"})
        assert ('rel="prev"' in shown) == (number in {"2", "3", "4"})
    assert told == [titles[3:], titles[1:3], titles[:1], [], titles[3:]]


# Found while one types


def test_an_activity_is_put_into_a_whole_and_linked_by_words_of_titles(desk: Client) -> None:
    week, other = an_activity("Spring week 2024"), an_activity("Autumn week 2024")
    offered = desk.get(at("find"), {"field": "part_of", "part_of": "week"}).content.decode()
    assert f'value="#{week.pk}"' in offered
    assert f'value="#{other.pk}"' in offered
    row = an_activity("Doctors' visit")
    shown = desk.get(at("change", row.pk)).content.decode()
    assert "<option" not in shown.split('name="part_of"')[1].split("</div>")[0]
    sent = {"project": row.project_id, "kind": row.kind, "title_en": "Doctors' visit", "zone": "Asia/Seoul"}
    answer = desk.post(at("change", row.pk), sent | {"part_of": "week"})
    assert answer.status_code == 422
    assert "Several answer to" in answer.content.decode()
    chosen = {"part_of": "Spring week 2024", "linked_too": f"#{other.pk}"}
    assert desk.post(at("change", row.pk), sent | chosen).status_code == 302
    row.refresh_from_db()
    assert (row.part_of, list(row.linked.all())) == (week, [other])
    shown = desk.get(at("change", row.pk)).content.decode()
    assert 'value="Spring week 2024"' in shown
    kept = {"part_of": "Spring week 2024", "linked": [other.pk]}
    assert desk.post(at("change", row.pk), sent | kept).status_code == 302
    assert list(row.linked.all()) == [other]
    assert desk.post(at("change", row.pk), sent).status_code == 302
    row.refresh_from_db()
    assert (row.part_of, list(row.linked.all())) == (None, [])
    assert Client().get(at("find")).status_code == 302
