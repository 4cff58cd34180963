"""A forum from the wish to the changed plan: wishes → plan → publish → no-show → re-plan, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from naru.fairs.models import Forum, Participant
from naru.history.book import work_off
from tests.journeys.test_demo_world import then_nobody_is_shut_out, then_nothing_sticks_out
from tests.makers.accounts import an_officer
from tests.makers.forums import a_forum, a_hospital, an_agency

pytestmark = pytest.mark.django_db(transaction=True)


def given_an_officer_at_the_desk(tab: Page, live_server: Any) -> None:
    client = Client()
    client.force_login(an_officer())
    cookie = client.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def given_a_forum_with_two_hospitals_and_two_agencies() -> tuple[Forum, list[Participant], list[Participant]]:
    forum = a_forum(day=date(2024, 4, 24), slots=6, tables=3)
    ours = [
        a_hospital(forum, name, fields=["cardiology"], languages=["ko", "ru"])
        for name in ("Sejong", "Wiltse")
    ]
    theirs = [
        an_agency(forum, name, fields=["cardiology"], languages=["ru"]) for name in ("Altyn Dala", "Medsapar")
    ]
    return forum, ours, theirs


def when_an_agency_wishes_for_all_it_is_offered(tab: Page, agency: Participant) -> None:
    tab.goto(f"/en/fairs/own/{agency.key}/find/")
    expect(tab.get_by_text("Both name Cardiology").first).to_be_visible()
    then_nobody_is_shut_out(tab)
    for _each in range(2):
        tab.get_by_role("button", name="I want to meet").first.click()
        expect(tab.get_by_text("Your wish is kept.")).to_be_visible()
    expect(tab.get_by_role("button", name="I want to meet")).to_have_count(0)


def when_a_hospital_accepts_who_wishes_to_meet_it(tab: Page, hospital: Participant) -> None:
    tab.goto(f"/en/fairs/own/{hospital.key}/wishes/")
    for _each in range(2):
        tab.get_by_role("button", name="Accept").first.click()
        expect(tab.get_by_text("Your answer is kept.")).to_be_visible()
    expect(tab.get_by_role("button", name="Accept")).to_have_count(0)


def when_the_office_makes_the_plan(tab: Page, forum: Forum) -> None:
    tab.goto(f"/en/fairs/forums/{forum.pk}/plans/")
    expect(tab.get_by_text("4 pairs want to meet.")).to_be_visible()
    tab.get_by_label("Seconds at most").fill("20")
    tab.get_by_role("button", name="Make the plan").click()
    expect(tab).to_have_url(re.compile(r"/plans/1/$"))
    work_off()
    # The page asks by itself until the plan is there.
    expect(tab.get_by_text("Proven optimal").first).to_be_visible(timeout=30_000)


def when_the_version_is_published(tab: Page) -> None:
    tab.get_by_role("button", name="Publish this version").click()
    expect(tab.get_by_text("Published. Everybody whose agenda changes gets a letter.")).to_be_visible()


def then_the_agency_has_its_agenda_on_the_phone(tab: Page, agency: Participant, meetings: int) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"/ru/fairs/own/{agency.key}/")
    expect(tab.locator(".agenda-list li")).to_have_count(meetings)
    expect(tab.get_by_role("link", name="Добавить в мой календарь")).to_be_visible()
    then_nothing_sticks_out(tab)
    then_nobody_is_shut_out(tab)
    tab.set_viewport_size({"width": 1440, "height": 900})


def when_a_meeting_is_missed(tab: Page, forum: Forum) -> str:
    tab.goto(f"/en/fairs/forums/{forum.pk}/schedule/")
    tab.locator("#rows tbody tr").first.get_by_role("link").first.click()
    name = str(forum.meetings.scheduled().for_list().in_order().first().guest)
    tab.get_by_role("button", name=f"{name} did not come").click()
    expect(tab.get_by_text("Recorded as missed.")).to_be_visible()
    return name


def when_a_hospital_is_late_by_two_slots(tab: Page, forum: Forum, hospital: Participant) -> None:
    tab.goto(f"/en/fairs/forums/{forum.pk}/day/")
    tab.get_by_label("Participant").select_option(label=str(hospital))
    tab.get_by_label("For so many slots").fill("2")
    tab.get_by_role("button", name="See the new plan").click()
    expect(tab.get_by_text(f"{hospital} is late by 2 slots").first).to_be_visible()


@pytest.mark.usefixtures("live_server")
def test_wishes_plan_publish_no_show_and_re_plan(tab: Page, live_server: Any) -> None:
    given_an_officer_at_the_desk(tab, live_server)
    forum, ours, theirs = given_a_forum_with_two_hospitals_and_two_agencies()
    for agency in theirs:
        when_an_agency_wishes_for_all_it_is_offered(tab, agency)
    for hospital in ours:
        when_a_hospital_accepts_who_wishes_to_meet_it(tab, hospital)
    when_the_office_makes_the_plan(tab, forum)
    then_nobody_is_shut_out(tab)
    when_the_version_is_published(tab)
    then_the_agency_has_its_agenda_on_the_phone(tab, theirs[0], meetings=2)

    when_a_meeting_is_missed(tab, forum)
    before = {row.pk: row.slot_id for row in forum.meetings.scheduled()}
    when_a_hospital_is_late_by_two_slots(tab, forum, ours[0])
    expect(tab.get_by_text("The fewest possible move").first).to_be_visible()
    assert {row.pk: row.slot_id for row in forum.meetings.scheduled()} == before
    then_nobody_is_shut_out(tab)
    when_the_version_is_published(tab)
    missed = forum.meetings.get(missed_at__isnull=False)
    assert missed.slot_id == before[missed.pk]
    assert forum.meetings.scheduled().count() == 4
    for path in (
        "",
        "participants/",
        "wishes/",
        "schedule/",
        "schedule/grid/",
        "day/",
        "check-in/",
        "ground/",
        "history/",
    ):
        tab.goto(f"/en/fairs/forums/{forum.pk}/{path}")
        then_nobody_is_shut_out(tab)
    tab.goto(f"/en/fairs/hall/{forum.hall_key}/")
    then_nobody_is_shut_out(tab)
