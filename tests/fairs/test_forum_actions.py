"""What can go wrong in a forum: two officers at once, a killed worker, late and foolish wishes, no free slot."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from naru.fairs.actions import changing, forums, meetings, plans, problems, profiles, publishing, wishes
from naru.fairs.jobs import make
from naru.fairs.models import Meeting, Plan, Wish
from naru.fairs.rules.forum_words import Priority
from naru.history.book import Refusal
from naru.history.book.jobs import Working
from naru.history.models import Entry, Job
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_officer
from tests.makers.activities import a_person, an_organisation
from tests.makers.forums import (
    BEFORE,
    BY,
    a_forum,
    a_hospital,
    a_meeting,
    a_plan,
    a_published_forum,
    a_table,
    a_wish,
    an_agency,
    an_interpreter,
)

pytestmark = pytest.mark.django_db


def refused(deed: Any, *subject: Any, **values: Any) -> str:
    with pytest.raises(Refusal) as found:
        deed(*subject, **values)
    return found.value.reason


def test_foolish_wishes_are_refused_in_a_sentence() -> None:
    forum = a_forum()
    hospital, agency, second = a_hospital(forum), an_agency(forum), a_hospital(forum)
    assert refused(wishes.wish, agency, agency, **BY) == "Nobody can meet themselves."
    assert refused(wishes.wish, hospital, second, **BY).startswith("Both sit on the same side.")
    assert "same forum" in refused(wishes.wish, agency, a_hospital(a_forum()), **BY)
    applied = an_agency(forum, approved=False)
    assert "approved" in refused(wishes.wish, applied, hospital, **BY)
    a_wish(agency, hospital)
    assert refused(wishes.wish, agency, hospital, **BY) == "This meeting is wished already."
    assert Wish.objects.count() == 1


def test_the_database_itself_keeps_a_pair_once() -> None:
    forum = a_forum()
    wish = a_wish(an_agency(forum), a_hospital(forum))
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(forum=forum, wisher=wish.wisher, wished=wish.wished, wished_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(forum=forum, wisher=wish.wisher, wished=wish.wisher, wished_at=NOW)


def test_a_wish_after_the_deadline_only_by_the_office() -> None:
    forum = a_forum(wishes_until=date(2024, 3, 1))
    agency, hospital = an_agency(forum), a_hospital(forum)
    assert "over" in refused(wishes.wish, agency, hospital, **BY)
    wish = wishes.wish(agency, hospital, by=an_officer(), at=BEFORE, by_office=True)
    assert "over" in refused(wishes.take_back, wish, **BY)


def test_the_deadline_is_a_day_at_the_forum_and_not_in_the_office() -> None:
    forum = a_forum(wishes_until=date(2024, 4, 1))
    agency, hospital = an_agency(forum), a_hospital(forum)
    # 23:30 in Almaty is 03:30 of the next day in Korea, and still in time.
    late = datetime.fromisoformat("2024-04-01T23:30+05:00")
    wishes.wish(agency, hospital, by=None, at=late)
    assert "over" in refused(wishes.take_back, Wish.objects.get(), by=None, at=late + timedelta(hours=1))


def test_both_wishing_is_an_answer_and_declining_takes_both_back() -> None:
    forum = a_forum()
    agency, hospital = an_agency(forum), a_hospital(forum)
    one = a_wish(agency, hospital, accepted=False)
    assert one.answer == "waiting"
    a_wish(hospital, agency, accepted=False)
    assert Wish.objects.get(pk=one.pk).answer == "accepted"
    assert len(problems.pairs(forum)) == 1
    wishes.decline(one, because="Other plans", **BY)
    assert problems.pairs(forum) == {}
    assert "declined" in refused(wishes.wish, agency, hospital, **BY) or Wish.objects.standing().count() == 1


def test_a_wish_is_answered_until_its_deadline() -> None:
    forum = a_forum(answers_until=date(2024, 3, 1))
    one = a_wish(an_agency(forum), a_hospital(forum), accepted=False)
    assert "answering is over" in refused(wishes.accept, one, **BY)
    wishes.accept(one, by_office=True, **BY)


def test_only_accepted_wishes_of_approved_sides_are_planned() -> None:
    forum = a_forum()
    hospital = a_hospital(forum)
    a_wish(an_agency(forum), hospital)
    a_wish(an_agency(forum), hospital, accepted=False)
    gone = an_agency(forum)
    a_wish(gone, hospital)
    profiles.withdraw(gone, **BY)
    assert len(problems.pairs(forum)) == 1


def test_two_officers_do_not_plan_at_once() -> None:
    forum = a_forum()
    a_wish(an_agency(forum), a_hospital(forum))
    officer = an_officer()
    plans.ask_plan(forum, by=officer, at=BEFORE)
    assert "already" in refused(plans.ask_plan, forum, by=an_officer(), at=BEFORE)
    assert Plan.objects.count() == 1


def test_two_officers_publish_one_after_the_other_and_the_second_is_told() -> None:
    forum, ours, _theirs = a_published_forum(2, 2)
    one = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, **BY)
    other = changing.try_change(forum, kind="late", whose=ours[1].pk, slots=1, **BY)
    publishing.publish(one, **BY)
    assert (
        refused(publishing.publish, other, **BY) == "Version 2 was published meanwhile. Make this plan anew."
    )
    assert refused(publishing.publish, one, **BY) == "This version is published already."


def test_a_plan_is_not_published_once_the_wishes_have_changed() -> None:
    forum = a_forum()
    hospital = a_hospital(forum)
    a_wish(an_agency(forum), hospital)
    plan = a_plan(forum)
    a_wish(an_agency(forum), hospital)
    assert "have changed" in refused(publishing.publish, plan, **BY)
    assert Meeting.objects.scheduled().count() == 0


def test_the_worker_makes_a_plan_and_does_it_again_after_being_killed() -> None:
    forum = a_forum()
    hospital = a_hospital(forum)
    for _each in range(3):
        a_wish(an_agency(forum), hospital)
    plan = plans.ask_plan(forum, seconds=5, by=an_officer(), at=BEFORE)
    job = Job.objects.get(pk=plan.job_id)
    Job.objects.filter(pk=job.pk).update(state="running", worker="w")
    job.refresh_from_db()
    # The first worker died after it had kept half of its work.
    plan.placings.create(meeting=forum.meetings.first(), slot=forum.slots.first())
    told = make(Working(job, "w"), plan=plan.pk)
    plan.refresh_from_db()
    assert (plan.result, plan.breaks, plan.placings.count()) == ("optimal", 0, 3)
    assert told["url"].endswith(f"/plans/{plan.number}/")
    assert make(Working(job, "w"), plan=plan.pk) == told


def test_a_stop_keeps_the_best_so_far() -> None:
    forum = a_forum(slots=8, tables=3)
    ours = [a_hospital(forum) for _each in range(4)]
    for _each in range(4):
        agency = an_agency(forum)
        for hospital in ours:
            a_wish(agency, hospital)
    plan = plans.ask_plan(forum, seconds=60, by=an_officer(), at=BEFORE)
    Job.objects.filter(pk=plan.job_id).update(state="running", worker="w")
    plans.stop(plan, by=an_officer(), at=BEFORE)
    make(Working(Job.objects.get(pk=plan.job_id), "w"), plan=plan.pk)
    plan.refresh_from_db()
    assert plan.took < 30
    assert plan.result in {"optimal", "feasible", "unknown"}
    assert "ended" in refused(plans.stop, plan, **BY)


def test_a_participant_without_a_free_slot_is_explained() -> None:
    forum = a_forum(slots=2)
    hospital, agency = a_hospital(forum), an_agency(forum, "Agency without time")
    profiles.choose_slots(agency, cannot=forum.slots.all(), **BY)
    a_wish(agency, hospital)
    a_wish(an_agency(forum), hospital)
    plan = a_plan(forum)
    assert plan.result == "optimal"
    assert [one["why"]["code"] for one in plan.unplaced] == ["no_common_slot"]


def test_too_many_meetings_for_the_slots_are_proven_impossible_with_names() -> None:
    forum = a_forum(slots=2)
    hospital = a_hospital(forum)
    for _each in range(3):
        a_wish(an_agency(forum), hospital)
    plan = a_plan(forum, strict=True)
    assert plan.result == "infeasible"
    assert "no plan came out" in refused(publishing.publish, plan, **BY)


def test_an_interpreter_sits_in_where_no_language_is_shared() -> None:
    forum = a_forum()
    hospital = a_hospital(forum, languages=["ko"])
    agency = an_agency(forum, languages=["ru"])
    a_wish(agency, hospital)
    helper = an_interpreter(forum, "ko", "ru")
    publishing.publish(a_plan(forum), **BY)
    assert a_meeting(forum, agency).interpreter == helper
    assert "already" in refused(forums.add_interpreter, forum, helper.person, languages=["ko", "ru"], **BY)
    assert "two languages" in refused(forums.add_interpreter, forum, a_person(), languages=["ko", "ko"], **BY)
    assert "need them" in refused(forums.remove_interpreter, helper, **BY)


def test_a_fixed_meeting_stays_in_its_slot_and_more_than_tables_are_refused() -> None:
    forum = a_forum(slots=3, tables=1)
    one = a_wish(an_agency(forum), a_hospital(forum))
    other = a_wish(an_agency(forum), a_hospital(forum))
    last = forum.slots.last()
    wishes.pin(one, last, **BY)
    assert "than there are tables" in refused(wishes.pin, other, last, **BY)
    assert "not free" in refused(wishes.pin, other, a_forum().slots.first(), **BY)
    plan = a_plan(forum)
    assert plan.placings.get(meeting__guest=one.wisher).slot == last


def test_a_lost_table_is_left_by_everybody() -> None:
    forum, _ours, _theirs = a_published_forum(2, 2, tables=3)
    table = a_table(forum)
    plan = changing.try_change(forum, kind="table", whose=table.pk, **BY)
    publishing.publish(plan, **BY)
    assert not forum.meetings.scheduled().filter(table=table).exists()
    table.refresh_from_db()
    assert table.lost_at
    late = a_hospital(forum)
    for agency in _theirs:
        assert meetings.walk_in(late, agency, **BY).table != table


def test_who_has_left_meets_nobody_any_more_and_is_told_of_nothing() -> None:
    forum, ours, theirs = a_published_forum(2, 2)
    plan = changing.try_change(forum, kind="left", whose=theirs[0].pk, **BY)
    publishing.publish(plan, **BY)
    assert not forum.meetings.scheduled().of(theirs[0]).exists()
    assert forum.meetings.filter(dropped_at__isnull=False).count() == 2
    second = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, **BY)
    publishing.publish(second, **BY)
    assert not forum.meetings.scheduled().of(theirs[0]).exists()


def test_the_first_plan_is_told_to_all_and_a_change_to_those_it_moves() -> None:
    forum, ours, theirs = a_published_forum(2, 3)
    assert Letter.objects.filter(template="forum_agenda").count() == 5
    plan = changing.try_change(forum, kind="late", whose=ours[0].pk, slots=1, **BY)
    before = plans.published(forum)
    assert before
    old, new = before.seating(), plan.seating()
    moved = {key for key in old if old[key] != new.get(key)}
    publishing.publish(plan, **BY)
    rows = forum.meetings.filter(pk__in=moved)
    touched = {side for row in rows for side in (row.host_id, row.guest_id)}
    assert Letter.objects.filter(template="forum_agenda").count() == 5 + len(touched)
    assert theirs


def test_what_is_recorded_cannot_be_changed_and_only_what_has_begun_is_recorded() -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    row = a_meeting(forum, ours[0])
    assert refused(meetings.record, row, held=True, **BY) == "The meeting has not begun yet."
    meetings.record(row, held=True, by=None, at=NOW)
    assert Meeting.objects.held().count() == 1
    assert "running" in refused(plans.prepare, forum, seconds=1, seed=1, strict=False, by=None, at=NOW)
    stranger = a_hospital(a_forum())
    assert "does not sit" in refused(meetings.record, row, held=False, missing=stranger, by=None, at=NOW)
    assert "does not sit" in refused(meetings.remark, row, stranger, text="x", rating=None, **BY)
    assert "number from 1 to 5" in refused(meetings.remark, row, ours[0], text="", rating=9, **BY)


def test_what_a_side_notes_never_reaches_the_history() -> None:
    forum, ours, _theirs = a_published_forum(1, 1)
    meetings.remark(a_meeting(forum, ours[0]), ours[0], text="Secret of ours", rating=4, **BY)
    entry = Entry.objects.filter(verb="remarked").get()
    assert "Secret" not in f"{entry.after}{entry.before}{entry.why}{entry.subject_label}"


def test_invitations_refuse_whom_they_cannot_reach() -> None:
    forum = a_forum()
    hospital = an_organisation("One hospital")
    told = {"side": "host", "language": "ko", **BY}
    assert "e-mail" in refused(profiles.invite, forum, hospital, email="", **told)
    profiles.invite(forum, hospital, email="h@hospital.example", **told)
    assert "already" in refused(profiles.invite, forum, hospital, email="h@hospital.example", **told)
    later = told | {"at": NOW}
    assert "over" in refused(
        profiles.invite, forum, an_organisation("Late"), email="l@hospital.example", **later
    )


def test_wishes_that_all_fit_are_proven_even_with_an_interpreter_between() -> None:
    forum = a_forum(slots=8, tables=4)
    ours = [a_hospital(forum, languages=["ko"] if number < 2 else ["ko", "ru"]) for number in range(5)]
    theirs = [an_agency(forum, languages=["ru"]) for _each in range(5)]
    an_interpreter(forum, "ko", "ru")
    for place, agency in enumerate(theirs):
        for step in range(3):
            a_wish(agency, ours[(place + step) % 5])
    plan = a_plan(forum)
    assert (plan.result, plan.placings.count(), plan.bound) == ("optimal", 15, plan.breaks)
    assert plan.placings.exclude(interpreter=None).count() == 6


def test_the_same_seed_gives_the_same_plan() -> None:
    forum = a_forum(slots=8)
    ours = [a_hospital(forum) for _each in range(3)]
    for _each in range(3):
        agency = an_agency(forum)
        for hospital in ours:
            a_wish(agency, hospital, priority=Priority.FIRST)
    one, other = a_plan(forum), a_plan(forum)
    assert one.seating() == other.seating()


def published_anew(forum: Any, whose: Any, **change: Any) -> Plan:
    return publishing.publish(changing.try_change(forum, whose=whose.pk, **change, **BY), **BY)


def test_one_press_brings_the_version_before_back_and_a_second_leads_forward_again() -> None:
    forum, ours, _theirs = a_published_forum(2, 3)
    first = plans.published(forum)
    assert first
    begins = a_meeting(forum, ours[0]).slot
    second = published_anew(forum, ours[0], kind="late", since=begins, slots=2)
    letters = Letter.objects.filter(template="forum_agenda").count()
    sequences = dict(forum.meetings.values_list("pk", "sequence"))
    moved = {key for key, seat in first.seating().items() if second.seating().get(key) != seat}
    assert moved
    third = publishing.go_back(second, words="The hospital came in time after all", **BY)
    assert (third.number, third.note) == (3, "The hospital came in time after all")
    assert third.seating() == first.seating()
    assert {row.pk: row.slot_id for row in forum.meetings.scheduled()} == {
        key: seat.slot for key, seat in first.seating().items()
    }
    assert not ours[0].cannot.exists()
    rows = forum.meetings.filter(pk__in=moved)
    assert {row.sequence - sequences[row.pk] for row in rows} == {1}
    told = {side for row in rows for side in (row.host_id, row.guest_id)}
    assert Letter.objects.filter(template="forum_agenda").count() == letters + len(told)
    fourth = publishing.go_back(third, **BY)
    assert fourth.seating() == second.seating()
    assert ours[0].cannot.count() == 2
    assert Entry.objects.filter(verb="published_plan").count() == 4


def test_going_back_gives_back_only_what_the_version_had_taken() -> None:
    forum, ours, _theirs = a_published_forum(2, 2, tables=3)
    slots = list(forum.slots.all())
    profiles.choose_slots(ours[0], cannot=slots[-1:], **BY)
    late = published_anew(forum, ours[0], kind="ill", since=slots[-2], slots=2)
    publishing.go_back(late, **BY)
    assert list(ours[0].cannot.all()) == slots[-1:]
    table = a_table(forum)
    lost = published_anew(forum, table, kind="table")
    publishing.go_back(lost, **BY)
    table.refresh_from_db()
    assert table.lost_at is None
    gone = published_anew(forum, ours[1], kind="left")
    assert not forum.meetings.scheduled().of(ours[1]).exists()
    publishing.go_back(gone, **BY)
    ours[1].refresh_from_db()
    assert ours[1].left_at is None
    assert forum.meetings.scheduled().of(ours[1]).count() == 2


def test_a_walk_in_is_taken_out_by_going_back() -> None:
    forum, ours, theirs = a_published_forum(1, 1)
    late = an_agency(forum, "Late agency")
    meetings.walk_in(ours[0], late, **BY)
    now = plans.published(forum)
    assert now
    publishing.go_back(now, **BY)
    assert not forum.meetings.scheduled().of(late).exists()
    assert forum.meetings.scheduled().of(theirs[0]).count() == 1


def test_there_is_no_going_back_to_what_is_not_there_or_over_what_has_happened() -> None:
    forum, ours, theirs = a_published_forum(2, 2)
    first = plans.published(forum)
    assert first
    assert refused(publishing.go_back, first, **BY) == "There is no version before this one."
    second = published_anew(forum, ours[0], kind="late", slots=1)
    assert refused(publishing.go_back, first, **BY).startswith("Version 2 was published meanwhile.")
    opened = forum.slots.first().start(forum.zone)
    assert "have begun" in refused(publishing.go_back, second, by=None, at=opened)
    third = published_anew(forum, theirs[0], kind="left")
    wish = Wish.objects.filter(wisher=theirs[0], wished=ours[1]).get()
    wishes.decline(wish, because="Other plans", by_office=True, **BY)
    sentence = refused(publishing.go_back, third, **BY)
    assert "Hospital 2 · Agency 1" in sentence
    assert plans.published(forum) == third


def test_a_recorded_meeting_holds_its_place_against_any_version() -> None:
    forum, ours, _theirs = a_published_forum(1, 2)
    row = a_meeting(forum, ours[0])
    begins = row.begins
    assert begins
    # Tried out in time, published too late: the first meeting has begun meanwhile.
    tried = changing.try_change(forum, kind="ill", whose=ours[0].pk, since=row.slot, slots=1, **BY)
    assert "have begun" in refused(publishing.publish, tried, by=None, at=begins)
    late = publishing.publish(tried, **BY)
    meetings.record(row, held=True, by=None, at=NOW)
    assert "are recorded" in refused(publishing.go_back, late, by=None, at=NOW)


def test_who_crossed_a_slot_out_since_is_not_put_back_there() -> None:
    forum = a_forum()
    ours, theirs = a_hospital(forum, "Hospital 1"), an_agency(forum, "Agency 1")
    a_wish(theirs, ours)
    # Not in the last slot, so that there is a later one to move to.
    profiles.choose_slots(ours, cannot=[forum.slots.order_by("day", "starts").last()], **BY)
    publishing.publish(a_plan(forum), **BY)
    slot = a_meeting(forum, ours).slot
    profiles.choose_slots(ours, cannot=[], **BY)
    late = published_anew(forum, theirs, kind="late", since=slot, slots=1)
    profiles.choose_slots(ours, cannot=[slot], **BY)
    assert "Hospital 1" in refused(publishing.go_back, late, **BY)
