"""The rules of forums, as tables of cases without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from naru.fairs.rules import forum_calls, forum_plans, forum_times, forum_wishes
from naru.fairs.rules.forum_calendar import Appointment, calendar
from naru.fairs.rules.forum_plans import Seat, shifts
from naru.fairs.rules.forum_suggesting import Profile, suggest
from naru.fairs.rules.forum_words import Answer, Standing

MONDAY = date(2024, 4, 22)
ALMATY = "Asia/Almaty"


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, Standing.INVITED),
        ({"applied": True}, Standing.APPLIED),
        ({"applied": True, "approved": True}, Standing.APPROVED),
        ({"applied": True, "refused": True}, Standing.REFUSED),
        ({"applied": True, "approved": True, "withdrawn": True}, Standing.WITHDRAWN),
    ],
)
def test_where_a_participant_stands(facts: dict[str, bool], standing: Standing) -> None:
    assert forum_calls.standing(forum_calls.Facts(**facts)) is standing


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ((None, None, None), False),
        ((date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)), False),
        ((date(2024, 3, 5), date(2024, 3, 2), None), True),
        ((None, date(2024, 4, 25), None), True),
        ((None, None, date(2024, 4, 24)), False),
    ],
)
def test_deadlines_follow_each_other_and_lie_before_the_forum(
    days: tuple[date | None, ...], wrong: bool
) -> None:
    one, two, three = days
    assert bool(forum_calls.why_not_deadlines(one, two, three, date(2024, 4, 24))) is wrong


def test_a_deadline_holds_until_the_end_of_its_day() -> None:
    assert not forum_calls.is_over(MONDAY, on=MONDAY)
    assert forum_calls.is_over(MONDAY, on=date(2024, 4, 23))
    assert not forum_calls.is_over(None, on=MONDAY)


GOOD = {
    "oneself": False,
    "same_side": False,
    "here": True,
    "both_approved": True,
    "already": False,
    "declined": False,
    "many": 0,
    "most": 10,
    "until": None,
    "on": MONDAY,
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, None),
        ({"oneself": True}, "Nobody can meet themselves."),
        ({"here": False}, "The two do not take part in the same forum."),
        ({"same_side": True}, "Both sit on the same side. Meetings are held across."),
        ({"both_approved": False}, "Both must be approved before they can be wished for."),
        ({"already": True}, "This meeting is wished already."),
        ({"declined": True}, "The other side has declined this meeting."),
        ({"until": date(2024, 4, 21)}, "The time for wishes is over. Please ask the office."),
        ({"until": date(2024, 4, 21), "by_office": True}, None),
        ({"many": 10}, "You have as many wishes as each may have. Take one back first."),
        ({"many": 10, "most": 0}, None),
    ],
)
def test_why_a_meeting_cannot_be_wished(change: dict[str, object], sentence: str | None) -> None:
    assert forum_wishes.why_not_wish(**(GOOD | change)) == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, Answer.WAITING),
        ({"accepted": True}, Answer.ACCEPTED),
        ({"returned": True}, Answer.ACCEPTED),
        ({"returned": True, "declined": True}, Answer.DECLINED),
        ({"accepted": True, "withdrawn": True}, Answer.WITHDRAWN),
    ],
)
def test_what_became_of_a_wish(facts: dict[str, bool], answer: Answer) -> None:
    assert forum_wishes.answer(forum_wishes.Facts(**facts)) is answer


def test_slots_are_laid_out_with_their_pauses() -> None:
    laid = forum_times.slots_of(MONDAY, time(10), count=3, length=20, pause=5)
    assert [(one.starts, one.ends) for one in laid] == [
        (time(10), time(10, 20)),
        (time(10, 25), time(10, 45)),
        (time(10, 50), time(11, 10)),
    ]


@pytest.mark.parametrize(
    ("day", "starts", "count", "wrong"),
    [
        (MONDAY, time(10), 3, False),
        (date(2024, 4, 30), time(10), 3, True),
        (MONDAY, time(23), 5, True),
        (MONDAY, time(9, 50), 1, True),
        (MONDAY, time(9, 30), 1, False),
    ],
)
def test_why_a_session_cannot_be_added(day: date, starts: time, count: int, wrong: bool) -> None:
    others = forum_times.slots_of(MONDAY, time(10), count=2, length=20, pause=5) if count == 1 else []
    told = forum_times.why_not_session(
        day,
        starts,
        count=count,
        length=20,
        pause=5,
        first_day=MONDAY,
        last_day=date(2024, 4, 24),
        others=others,
    )
    assert bool(told) is wrong


def test_what_moved_between_two_plans_is_told_with_the_gravest_first() -> None:
    before = {
        1: Seat(1, 1, None),
        2: Seat(1, 2, None),
        3: Seat(2, 1, 7),
        4: Seat(3, 1, None),
        5: Seat(4, 1, None),
    }
    after = {
        1: Seat(1, 1, None),
        2: Seat(1, 3, None),
        3: Seat(2, 1, 8),
        4: Seat(5, 1, None),
        6: Seat(4, 2, None),
    }
    assert [(one.meeting, one.kind) for one in shifts(before, after)] == [
        (5, "dropped"),
        (4, "time"),
        (6, "added"),
        (2, "table"),
        (3, "interpreter"),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, None),
        ({"published": True}, "This version is published already."),
        ({"result": "infeasible"}, "There is nothing to publish: no plan came out."),
        ({"result": ""}, "There is nothing to publish: no plan came out."),
        ({"seats": 0}, "There is nothing to publish: no meeting is in this plan."),
        ({"newer": 4}, "Version 4 was published meanwhile. Make this plan anew."),
        (
            {"changed": True},
            "Wishes, sessions or tables have changed since this plan was made. Make it anew.",
        ),
    ],
)
def test_why_a_plan_cannot_be_published(change: dict[str, object], sentence: str | None) -> None:
    good = {"result": "optimal", "published": False, "newer": None, "changed": False, "seats": 9}
    assert forum_plans.why_not_publish(**(good | change)) == sentence  # type: ignore[arg-type]


def test_a_suggestion_says_why() -> None:
    one = Profile(("cardiology",), "KZ", ("KR",), ("kk", "ru"), {5: "KITF 2019"})
    other = Profile(("cardiology", "spine"), "KR", ("KZ",), ("ko", "ru"), {5: "KITF 2019", 6: "KITF 2018"})
    told = suggest(one, other, wished=True, country_name="South Korea", own_country_name="Kazakhstan")
    assert told.reasons == (
        "Wishes to meet you",
        "Both name Cardiology",
        "From South Korea, which you named",
        "Looks for partners in Kazakhstan",
        "Both took part in KITF 2019",
        "Both speak Russian",
    )
    strange = suggest(one, Profile(languages=("ko",)), wished=False, country_name="", own_country_name="")
    assert strange.points == 0
    assert strange.reasons == ("An interpreter is needed",)
    assert told.points > suggest(one, other, wished=False, country_name="", own_country_name="").points


def test_a_calendar_keeps_wall_time_across_a_change_of_zone() -> None:
    slot = forum_times.SlotTime(date(2024, 4, 24), time(10), time(10, 20))
    one = Appointment(
        "uid-1", 3, datetime(2024, 4, 1, tzinfo=UTC), slot.start(ALMATY), slot.end(ALMATY), "Agency"
    )
    body = calendar([one], name="Forum", language="ru")
    text = body.decode()
    assert "DTSTART;TZID=Asia/Almaty:20240424T100000" in text
    made = icalendar.Calendar.from_ical(body)
    assert made.events[0].start.astimezone(UTC) == datetime(2024, 4, 24, 5, tzinfo=UTC)
    assert (str(made.events[0]["uid"]), int(made.events[0]["sequence"])) == ("uid-1", 3)
    cancels = icalendar.Calendar.from_ical(calendar([one], name="Forum", language="ru", cancels=True))
    assert str(cancels["method"]) == "CANCEL"
