"""The screens of a forum, through HTTP: for the office, for a participant by their key, for the hall."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from naru.directory.actions.accounts import appoint
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.fairs.actions import changing, meetings, publishing
from naru.fairs.models import Forum, Meeting, Participant, Plan, Wish
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import an_organisation, soon
from tests.makers.forums import (
    BEFORE,
    BY,
    a_forum,
    a_hospital,
    a_meeting,
    a_participant,
    a_plan,
    a_published_forum,
    a_table,
    a_wish,
    an_agency,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Account:
    account = an_officer()
    client.force_login(account)
    return account


def page(client: Client, name: str, *args: Any, status: int = 200, **asked: Any) -> str:
    answer = client.get(reverse(f"fairs:{name}", args=args), asked)
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode() if hasattr(answer, "content") else ""


def send(client: Client, name: str, *args: Any, status: int = 302, **told: Any) -> Any:
    answer = client.post(reverse(f"fairs:{name}", args=args), told)
    assert answer.status_code == status, (name, answer.status_code, answer.content.decode()[:3000])
    return answer


OFFICE = (
    "forum",
    "forum_settings",
    "ground",
    "participants",
    "invite",
    "wishes",
    "add_wish",
    "plans",
    "schedule",
    "grid",
    "forum_day",
    "check_in",
    "forum_history",
)


def test_the_office_opens_every_screen_of_an_empty_forum(client: Client, officer: Account) -> None:
    forum = a_forum(slots=0, tables=0)
    assert str(forum) in page(client, "forums")
    for name in OFFICE:
        assert str(forum) in page(client, name, forum.pk)


def test_the_office_opens_every_screen_of_a_published_forum(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(2, 2)
    for name in OFFICE:
        page(client, name, forum.pk)
    assert str(ours[0]) in page(client, "participant", forum.pk, ours[0].pk)
    page(client, "change_participant", forum.pk, ours[0].pk)
    assert str(ours[0]) in page(client, "grid", forum.pk)
    wish = Wish.objects.filter(forum=forum).first()
    assert wish
    page(client, "wish", forum.pk, wish.pk)
    page(client, "meeting", forum.pk, a_meeting(forum, ours[0]).pk)
    assert "Version 1" in page(client, "plan", forum.pk, 1)


def test_a_forum_is_opened_and_set_up_from_the_screens(client: Client, officer: Account) -> None:
    from tests.makers.activities import almaty, an_activity

    activity = an_activity(
        "Forum", kind="forum", starts_on=date(2024, 4, 24), ends_on=date(2024, 4, 26), place=almaty()
    )
    assert "Forum" in page(client, "choose_activity")
    send(
        client,
        "open_forum",
        activity.pk,
        most_wishes=5,
        slot_minutes=20,
        pause_minutes=5,
        fairness=2,
        rest_after=0,
        walk_slots=0,
        open_call="on",
    )
    forum = Forum.objects.get(activity=activity)
    send(client, "ground", forum.pk, add="session", day="2024-04-24", starts="10:00", count=3)
    send(client, "ground", forum.pk, add="tables", count=2, hall="Hall A")
    assert [slot.hours for slot in forum.slots.all()] == ["10:00–10:20", "10:25–10:45", "10:50–11:10"]
    assert "Hall A 2" in page(client, "ground", forum.pk)
    send(client, "ground", forum.pk, add="session", day="2024-05-24", starts="10:00", count=3)
    assert forum.slots.count() == 3
    send(client, "ground", forum.pk, remove_table=a_table(forum).pk)
    assert forum.tables.standing().count() == 1


def test_an_organisation_applies_by_its_link_and_is_approved(client: Client, officer: Account) -> None:
    forum = a_forum(day=soon(30))
    agency = an_organisation("Shipager Medtour", kind="facilitator")
    send(
        client,
        "invite",
        forum.pk,
        organisation=f"#{agency.pk}",
        side="guest",
        email="a@agency.example",
        language="en",
    )
    letter = Letter.objects.get(template="forum_invitation")
    found = re.search(r"/own/([^/\s]+)/profile/", letter.body)
    assert found
    key, phone = found.group(1), Client()
    assert "Apply" in page(phone, "own_profile", key)
    profile = {
        "contact": "Aigul",
        "email": "a@agency.example",
        "language": "ru",
        "languages": ["ru", "kk"],
        "fields_named": ["oncology"],
        "countries": [],
        "words": "",
        "people": "Aigul",
        "seats": 1,
    }
    send(phone, "own_profile", key, form="profile", **profile)
    row = Participant.objects.get(forum=forum)
    assert (row.standing, row.fields, row.languages) == ("applied", ["oncology"], ["ru", "kk"])
    send(client, "participant", forum.pk, row.pk, deed="approve")
    row.refresh_from_db()
    assert row.standing == "approved"
    assert Letter.objects.get(template="forum_approved").language == "ru"
    send(phone, "own_profile", key, form="away", cannot=[forum.slots.first().pk])
    assert row.cannot.count() == 1


def test_a_refusal_needs_a_reason_and_tells_it(client: Client, officer: Account) -> None:
    forum = a_forum()
    row = an_agency(forum, approved=False)
    send(client, "refuse_participant", forum.pk, row.pk, because=" ", status=422)
    send(client, "refuse_participant", forum.pk, row.pk, because="The tables are full.")
    row.refresh_from_db()
    assert row.standing == "refused"
    assert "The tables are full." in Letter.objects.get(template="forum_refused").body
    assert "The tables are full." in page(Client(), "own", row.key)


def test_partners_are_suggested_with_reasons_and_wished_for(client: Client) -> None:
    forum = a_forum()
    hospital = a_hospital(forum, "Heart Hospital", fields=["cardiology"], languages=["ko"])
    a_hospital(forum, "Eye Hospital", fields=["ophthalmology"], languages=["ko"])
    agency = an_agency(forum, "Agency", fields=["cardiology"], languages=["ru"])
    text = page(client, "own_find", agency.key)
    assert text.index("Heart Hospital") < text.index("Eye Hospital")
    assert "Both name Cardiology" in text
    send(client, "own_find", agency.key, wished=hospital.pk, priority=1, words="Children")
    wish = Wish.objects.get()
    assert (wish.priority, wish.words, wish.answer) == (1, "Children", "waiting")
    assert "Children" in page(client, "own_wishes", hospital.key)
    send(client, "own_wishes", hospital.key, wish=wish.pk, deed="accept")
    wish.refresh_from_db()
    assert wish.answer == "accepted"
    send(client, "own_wishes", agency.key, wish=wish.pk, deed="rank", priority=3)
    send(client, "own_wishes", agency.key, wish=wish.pk, deed="take_back")
    assert not Wish.objects.standing().exists()


def test_nobody_answers_a_wish_that_is_not_for_them(client: Client) -> None:
    forum = a_forum()
    one, other, third = a_hospital(forum), an_agency(forum), a_hospital(forum)
    wish = a_wish(other, one, accepted=False)
    for key in (third.key, other.key):
        send(client, "own_wishes", key, wish=wish.pk, deed="accept", status=404)
    send(client, "own_wishes", third.key, wish=wish.pk, deed="take_back", status=404)
    send(client, "own_find", third.key, wished=a_hospital(a_forum()).pk, priority=1, status=404)


@pytest.mark.parametrize(
    "key", ["", "1-1~forged", "nothing", "1-1~" + "x" * 43, "~", "99999999999999999999-1~x"]
)
def test_a_forged_key_opens_nothing(client: Client, key: str) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    forged = key or ours[0].key[:-1] + ("a" if ours[0].key[-1] != "a" else "b")
    for name in (
        "own",
        "own_profile",
        "own_find",
        "own_wishes",
        "own_calendar",
        "own_pdf",
        "own_badge",
        "own_cancelled",
    ):
        page(client, name, forged, status=404)
    page(client, "hall_board", forged, status=404)
    page(client, "own", ours[0].badge, status=404)
    page(client, "own", forum.hall_key, status=404)


def test_a_new_link_closes_the_old_one(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    old = ours[0].key
    page(Client(), "own", old)
    send(client, "participant", forum.pk, ours[0].pk, deed="renew")
    page(Client(), "own", old, status=404)
    page(client, "check_in_by_code", forum.pk, ours[0].badge, status=404)
    assert "/own/" in Letter.objects.get(template="forum_link").body


def test_a_participant_sees_their_own_agenda_and_no_other(client: Client) -> None:
    forum, ours, theirs = a_published_forum(2, 2)
    text = page(client, "own", theirs[0].key)
    assert str(ours[0]) in text
    assert str(theirs[1]) not in text
    foreign = forum.meetings.scheduled().of(theirs[1]).first()
    page(client, "own_meeting", theirs[0].key, foreign.pk, status=404)
    page(client, "own_meeting", theirs[0].key, a_meeting(forum, theirs[0]).pk)


def test_each_side_sees_only_its_own_note(client: Client) -> None:
    forum, ours, theirs = a_published_forum(1, 1)
    row = a_meeting(forum, ours[0])
    send(client, "own_meeting", ours[0].key, row.pk, text="Sends children with heart disease", rating=5)
    assert "heart disease" in page(client, "own_meeting", ours[0].key, row.pk)
    assert "heart disease" not in page(client, "own_meeting", theirs[0].key, row.pk)
    client.force_login(an_officer())
    assert "heart disease" not in page(client, "meeting", forum.pk, row.pk)
    assert "heart disease" not in page(client, "participant", forum.pk, ours[0].pk)


def test_the_calendar_opens_at_the_right_hour_after_almaty_changed_its_zone(client: Client) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    body = client.get(reverse("fairs:own_calendar", args=[ours[0].key])).content
    made = icalendar.Calendar.from_ical(body)
    event = made.events[0]
    assert event["dtstart"].params["TZID"] == "Asia/Almaty"
    slot = a_meeting(forum, ours[0]).slot
    # 10:00 in Almaty is 05:00 UTC since 1 March 2024; it was 04:00 before.
    assert event.start.astimezone(UTC) == datetime(
        2024, 4, 24, slot.starts.hour - 5, slot.starts.minute, tzinfo=UTC
    )
    zone = made.timezones[0].to_tz()
    assert datetime(2024, 4, 24, 10, tzinfo=zone).utcoffset() == timedelta(hours=5)
    assert datetime(2024, 2, 1, 10, tzinfo=zone).utcoffset() == timedelta(hours=6)


def test_a_moved_meeting_keeps_its_uid_and_a_dropped_one_is_cancelled(
    client: Client, officer: Account
) -> None:
    forum, ours, theirs = a_published_forum(2, 2)
    first = a_meeting(forum, ours[0])
    late = list(forum.slots.all()).index(first.slot) + 1
    plan = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=late, by=officer, at=BEFORE)
    publishing.publish(plan, by=officer, at=BEFORE)
    first.refresh_from_db()
    assert first.sequence == 1
    made = icalendar.Calendar.from_ical(client.get(reverse("fairs:own_calendar", args=[ours[0].key])).content)
    assert str(first.uid) in {str(event["uid"]) for event in made.events}
    gone = changing.try_change(forum, kind="left", whose=theirs[0].pk, by=officer, at=BEFORE)
    publishing.publish(gone, by=officer, at=BEFORE)
    made = icalendar.Calendar.from_ical(client.get(reverse("fairs:own_calendar", args=[ours[0].key])).content)
    assert sorted(str(event["status"]) for event in made.events) == ["CANCELLED", "CONFIRMED"]
    cancels = icalendar.Calendar.from_ical(
        client.get(reverse("fairs:own_cancelled", args=[ours[0].key])).content
    )
    assert str(cancels["method"]) == "CANCEL"
    assert [int(event["sequence"]) > 0 for event in cancels.events] == [True]


def test_late_by_two_slots_shows_who_moves_before_anything_is_published(
    client: Client, officer: Account
) -> None:
    forum, ours, _theirs = a_published_forum(2, 3)
    before = {row.pk: row.slot_id for row in forum.meetings.scheduled()}
    order = [slot.pk for slot in forum.slots.all()]
    first = {host: order.index(a_meeting(forum, host).slot_id) for host in ours}
    host = min(ours, key=first.__getitem__)
    late = first[host] + 1
    answer = send(client, "forum_day", forum.pk, form="trouble", kind="late", participant=host.pk, slots=late)
    assert {row.pk: row.slot_id for row in forum.meetings.scheduled()} == before
    text = client.get(answer["Location"]).content.decode()
    assert f"{host} is late by {late} slot" in text
    assert "The fewest possible move" in text
    letters = Letter.objects.filter(template="forum_agenda").count()
    number = Plan.objects.get(forum=forum, published_at=None).number
    send(client, "publish_plan", forum.pk, number, words="Bus from the airport")
    assert not forum.meetings.scheduled().of(host).filter(slot__in=order[:late]).exists()
    assert forum.meetings.scheduled().count() == 6
    assert Letter.objects.filter(template="forum_agenda").count() > letters


def test_a_version_is_taken_back_by_one_press_with_a_note(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(2, 2)
    plan = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, by=officer, at=BEFORE)
    publishing.publish(plan, by=officer, at=BEFORE)
    assert "Go back to" not in page(client, "plan", forum.pk, 1)
    shown = page(client, "plan", forum.pk, 2)
    assert "Go back to version 1" in shown
    assert "Hospital 1" in shown
    letters = Letter.objects.count()
    send(client, "back_from_plan", forum.pk, 2, words="In time after all")
    assert Plan.objects.get(forum=forum, number=3).note == "In time after all"
    assert "Back to version 1" in page(client, "plan", forum.pk, 3)
    assert "Back to version 1" in page(client, "plans", forum.pk)
    assert Letter.objects.count() > letters
    send(client, "back_from_plan", forum.pk, 2)
    assert Plan.objects.filter(forum=forum).count() == 3


def test_nobody_else_takes_a_version_back(client: Client) -> None:
    forum, ours, _theirs = a_published_forum(2, 2)
    plan = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, **BY)
    publishing.publish(plan, **BY)
    client.force_login(an_account("Auditor", Role.AUDITOR))
    assert "Go back to" not in page(client, "plan", forum.pk, 2)
    send(client, "back_from_plan", forum.pk, 2, status=404)
    member = an_account("Member")
    appoint(
        member, role=Role.MEMBER, organisation=ours[0].organisation, since=date(2020, 1, 1), by=None, at=NOW
    )
    client.force_login(member)
    send(client, "back_from_plan", forum.pk, 2, status=404)
    assert Plan.objects.filter(forum=forum).count() == 2


def a_fair_beside(forum: Forum, whose: Participant) -> Any:
    """Set up a fair beside a forum, at which one of its participants has a booth."""
    from naru.activities.actions import activities
    from naru.fairs.actions import exhibitors, fairs
    from tests.makers.activities import an_activity

    activity = an_activity("Fair beside", kind="fair", starts_on=date(2024, 4, 24), ends_on=date(2024, 4, 27))
    activities.link(activity, others=[forum.activity], **BY)
    fair = fairs.set_up(activity, **BY)
    return exhibitors.exhibit(fair, organisation=whose.organisation, booth="A1", **BY)


def test_a_meeting_that_was_held_is_logged_as_a_consultation_by_one_tap(
    client: Client, officer: Account
) -> None:
    forum, ours, theirs = a_published_forum(1, 2)
    one, other = forum.meetings.scheduled().of(ours[0]).in_order()
    assert "Log as a consultation" not in page(client, "meeting", forum.pk, one.pk)
    booth = a_fair_beside(forum, ours[0])
    assert "Record first that the meeting was held." in page(client, "meeting", forum.pk, one.pk)
    send(client, "meeting", forum.pk, one.pk, deed="consultation")
    assert not booth.consultations.exists()
    for row in (one, other):
        send(client, "meeting", forum.pk, row.pk, deed="held")
        for _twice in range(2):
            send(client, "meeting", forum.pk, row.pk, deed="consultation")
    assert booth.consultations.held().count() == 2
    talk = booth.consultations.get(origin_key=f"meeting:{one.uid}")
    one.refresh_from_db()
    assert (talk.organisation, talk.held_at) == (one.guest.organisation, one.held_at)
    assert (talk.day, talk.language) == (date(2024, 4, 24), "en")
    assert talk.get_absolute_url() in page(client, "meeting", forum.pk, one.pk)
    client.post(reverse("fairs:decide_consultation", args=[talk.fair_id, talk.pk]), {"deed": "thank"})
    assert Letter.objects.get(template="consultation_thanks").to == one.guest.email
    assert theirs


def test_what_is_recorded_stays_where_it_was(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(2, 2)
    first = a_meeting(forum, ours[0])
    send(client, "meeting", forum.pk, first.pk, deed="held")
    first.refresh_from_db()
    assert first.held_at == first.ends  # entered later, counted on the day of the meeting
    plan = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, by=officer, at=NOW)
    assert plan.placings.get(meeting=first).slot_id == first.slot_id
    send(client, "meeting", forum.pk, first.pk, deed="reopen")
    other = forum.meetings.scheduled().exclude(pk=first.pk).first()
    send(client, "meeting", forum.pk, other.pk, deed="missed_guest")
    other.refresh_from_db()
    assert other.missed_by_id == other.guest_id


def test_a_walk_in_gets_a_slot_where_both_are_free(client: Client, officer: Account) -> None:
    forum, _ours, theirs = a_published_forum(2, 2)
    late = a_hospital(forum, "Late Hospital")
    before = {row.pk: row.slot_id for row in forum.meetings.scheduled()}
    send(client, "forum_day", forum.pk, form="walk_in", host=late.pk, guest=theirs[0].pk)
    made = Meeting.objects.get(host=late)
    assert made.walk_in
    assert made.slot_id not in {
        row.slot_id for row in forum.meetings.scheduled().of(theirs[0]).exclude(pk=made.pk)
    }
    assert {row.pk: row.slot_id for row in forum.meetings.scheduled().exclude(pk=made.pk)} == before
    answer = client.post(
        reverse("fairs:forum_day", args=[forum.pk]),
        {"form": "walk_in", "host": late.pk, "guest": theirs[0].pk},
    )
    assert "The two have a meeting in the plan." in answer.content.decode()


def test_check_in_by_the_code_of_the_badge(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    other = a_hospital(a_forum())
    assert "<svg" in Client().get(reverse("fairs:own_badge", args=[ours[0].key])).content.decode()
    assert "Check in" in page(client, "check_in_by_code", forum.pk, ours[0].badge)
    send(client, "check_in_by_code", forum.pk, ours[0].badge)
    ours[0].refresh_from_db()
    assert ours[0].arrived_at
    assert "checked in already" in page(client, "check_in_by_code", forum.pk, ours[0].badge)
    for forged in (other.badge, ours[0].key, ours[0].badge[:-2] + "xx"):
        assert "does not belong here" in page(client, "check_in_by_code", forum.pk, forged, status=404)
    assert Client().get(reverse("fairs:check_in_by_code", args=[forum.pk, ours[0].badge])).status_code == 302
    send(client, "check_in", forum.pk, participant=ours[0].pk, undo=1)
    ours[0].refresh_from_db()
    assert ours[0].arrived_at is None


@pytest.mark.usefixtures("fonts")
def test_prints_are_pdf_and_the_board_shows_the_hall(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(1, 2)
    for url in (reverse("fairs:own_pdf", args=[ours[0].key]), reverse("fairs:table_cards", args=[forum.pk])):
        answer = client.get(url)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    text = page(Client(), "hall_board", forum.hall_key)
    assert str(ours[0]) in text


def test_lists_are_exported(client: Client, officer: Account) -> None:
    forum, ours, _theirs = a_published_forum(1, 2)
    for name in ("participants", "wishes", "schedule"):
        for form in ("csv", "xlsx"):
            answer = client.get(reverse(f"fairs:{name}", args=[forum.pk]), {"export": form})
            body = b"".join(answer.streaming_content)
            assert str(ours[0]).encode() in body if form == "csv" else body.startswith(b"PK")


def test_rows_of_another_forum_are_not_found(client: Client, officer: Account) -> None:
    forum, _ours, _theirs = a_published_forum(1, 1)
    other, others, _agencies = a_published_forum(1, 1)
    wish = Wish.objects.filter(forum=other).first()
    assert wish
    page(client, "participant", forum.pk, others[0].pk, status=404)
    page(client, "change_participant", forum.pk, others[0].pk, status=404)
    page(client, "wish", forum.pk, wish.pk, status=404)
    page(client, "meeting", forum.pk, a_meeting(other, others[0]).pk, status=404)
    page(client, "plan", forum.pk, 9, status=404)
    send(client, "check_in", forum.pk, participant=others[0].pk, status=404)
    send(client, "ground", forum.pk, remove_table=a_table(other).pk, status=404)
    answer = client.post(
        reverse("fairs:forum_day", args=[forum.pk]),
        {"form": "trouble", "kind": "late", "participant": others[0].pk, "slots": 2},
    )
    assert answer.status_code == 422


def test_a_member_applies_for_their_own_organisation_only(client: Client) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    member = an_account("Member")
    appoint(
        member, role=Role.MEMBER, organisation=ours[0].organisation, since=date(2020, 1, 1), by=None, at=NOW
    )
    client.force_login(Account.objects.get(pk=member.pk))
    text = page(client, "forum", forum.pk)
    assert ours[0].key in text
    for name in ("participants", "wishes", "plans", "schedule", "forum_day", "ground", "forum_settings"):
        page(client, name, forum.pk, status=404)
    second = a_forum(day=soon(30))
    page(client, "apply", second.pk)
    profile = {
        "contact": "Kim",
        "email": "k@h.example",
        "language": "ko",
        "languages": ["ko"],
        "seats": 1,
        "words": "",
        "people": "",
    }
    send(client, "apply", second.pk, **profile)
    row = Participant.objects.get(forum=second)
    assert (row.organisation, row.standing) == (ours[0].organisation, "applied")


def test_a_member_sees_a_meeting_only_once_it_is_published() -> None:
    forum = a_forum()
    hospital = a_hospital(forum)
    a_wish(an_agency(forum), hospital)
    plan = a_plan(forum)
    member = an_account("Member")
    appoint(
        member, role=Role.MEMBER, organisation=hospital.organisation, since=date(2020, 1, 1), by=None, at=NOW
    )
    member = Account.objects.get(pk=member.pk)
    assert (Meeting.objects.count(), Meeting.objects.visible_to(member).count()) == (1, 0)
    publishing.publish(plan, **BY)
    assert Meeting.objects.visible_to(member).count() == 1


def test_a_stranger_and_an_account_without_a_post_see_no_forum(client: Client) -> None:
    forum = a_forum(open_call=False)
    assert client.get(reverse("fairs:forums")).status_code == 302
    client.force_login(an_account("Nobody"))
    assert str(forum) not in page(client, "forums")
    page(client, "forum", forum.pk, status=404)


def test_the_auditor_reads_and_changes_nothing(client: Client) -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    client.force_login(an_account("Auditor", Role.AUDITOR))
    page(client, "plans", forum.pk)
    page(client, "forum_day", forum.pk)
    send(
        client,
        "forum_day",
        forum.pk,
        form="trouble",
        kind="left",
        participant=ours[0].pk,
        slots=1,
        status=404,
    )
    send(client, "participant", forum.pk, ours[0].pk, deed="withdraw", status=404)
    send(client, "publish_plan", forum.pk, 1, status=404)
    send(client, "ground", forum.pk, add="tables", count=2, status=404)


def test_a_participant_withdraws_and_their_page_closes(client: Client) -> None:
    forum = a_forum()
    row = a_participant(forum)
    assert "Yes, withdraw" in page(client, "own_profile", row.key, withdraw=1)
    send(client, "own_profile", row.key, form="withdraw", status=200)
    page(client, "own", row.key, status=404)


def test_an_online_meeting_has_a_room(client: Client, officer: Account) -> None:
    forum = a_forum(online=True, tables=1)
    buyer, company = an_agency(forum, "Buyer", zone="Asia/Tashkent"), a_hospital(forum, "Company")
    a_wish(buyer, company)
    publishing.publish(a_plan(forum), **BY)
    row = a_meeting(forum, buyer)
    send(client, "meeting", forum.pk, row.pk, deed="room", room="https://meet.example/42")
    text = page(Client(), "own", buyer.key)
    assert "Asia/Tashkent" in text
    assert "https://meet.example/42" in page(Client(), "own_meeting", buyer.key, row.pk)
    assert b"https://meet.example/42" in client.get(reverse("fairs:own_calendar", args=[buyer.key])).content
    # 12:00 in Seoul is 08:00 in Tashkent: nobody is asked to meet earlier.
    assert row.slot.starts.hour >= 12


def test_every_meeting_by_video_gets_a_room_of_its_own(client: Client, officer: Account) -> None:
    forum = a_forum(online=True, tables=2)
    send(
        client,
        "forum_settings",
        forum.pk,
        most_wishes=5,
        slot_minutes=20,
        pause_minutes=5,
        fairness=2,
        rest_after=0,
        walk_slots=0,
        rooms="https://meet.example.org/forum",
    )
    company = a_hospital(forum, "Company")
    for name in ("Buyer", "Other buyer"):
        a_wish(an_agency(forum, name), company)
    publishing.publish(a_plan(forum), **BY)
    one, other = forum.meetings.scheduled()
    assert one.room == f"https://meet.example.org/forum/{one.uid.hex}"
    assert other.room == f"https://meet.example.org/forum/{other.uid.hex}"
    send(client, "meeting", forum.pk, one.pk, deed="room", room="https://elsewhere.example/1")
    walked = meetings.walk_in(company, an_agency(forum, "Late buyer"), **BY)
    assert walked.room.endswith(walked.uid.hex)
    one.refresh_from_db()
    assert one.room == "https://elsewhere.example/1"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_participants_asks_the_same_number_of_questions(
    client: Client, officer: Account, number: int, django_assert_max_num_queries: Any
) -> None:
    forum = a_forum()
    for _each in range(number):
        a_hospital(forum)
    with django_assert_max_num_queries(16):
        page(client, "participants", forum.pk)
