"""The rules of the activities: tables of cases and invariants, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from naru.activities.rules import moves
from naru.activities.rules.clashes import Duty, clashes
from naru.activities.rules.copies import carried, same_week
from naru.activities.rules.feeds import Notice, calendar
from naru.activities.rules.months import Bar, first_weekday, grid, weeks
from naru.activities.rules.participations import Stand, affiliation_then, why_not_add
from naru.activities.rules.standing import Facts, standing
from naru.activities.rules.times import Span, widened
from naru.activities.rules.words import Move, Standing, said
from naru.activities.rules.world import project

TODAY = date(2024, 4, 25)
BEFORE, AFTER = date(2024, 4, 1), date(2024, 5, 1)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (Facts(), Standing.PLANNED),
        (Facts(starts_on=AFTER, ends_on=date(2024, 5, 3)), Standing.PLANNED),
        (Facts(starts_on=AFTER, ends_on=date(2024, 5, 3), confirmed=True), Standing.CONFIRMED),
        (Facts(starts_on=AFTER, ends_on=date(2024, 5, 3), postponed=True), Standing.POSTPONED),
        (Facts(postponed=True), Standing.POSTPONED),
        (Facts(starts_on=TODAY, ends_on=AFTER, confirmed=True), Standing.UNDER_WAY),
        (Facts(starts_on=BEFORE, ends_on=TODAY, confirmed=True), Standing.DONE),
        (Facts(starts_on=BEFORE, ends_on=date(2024, 4, 26), confirmed=True), Standing.UNDER_WAY),
        (Facts(starts_on=BEFORE, ends_on=TODAY), Standing.OVERDUE),
        (Facts(starts_on=BEFORE, ends_on=TODAY, postponed=True), Standing.OVERDUE),
        (Facts(began_on=BEFORE), Standing.UNDER_WAY),
        (Facts(began_on=BEFORE, ended_on=TODAY), Standing.DONE),
        (Facts(starts_on=BEFORE, ends_on=TODAY, confirmed=True, began_on=BEFORE), Standing.UNDER_WAY),
        (Facts(began_on=BEFORE, ended_on=TODAY, cancelled=True), Standing.CANCELLED),
    ],
)
def test_standing_follows_from_the_facts(facts: Facts, wanted: Standing) -> None:
    assert standing(facts, on=TODAY) is wanted


DAY = date(2024, 4, 20)
PLANNED = Facts(starts_on=AFTER, ends_on=date(2024, 5, 3))
CONFIRMED = Facts(starts_on=AFTER, ends_on=date(2024, 5, 3), confirmed=True)
DONE = Facts(starts_on=DAY, ends_on=date(2024, 4, 22), confirmed=True)
GONE = Facts(starts_on=AFTER, ends_on=date(2024, 5, 3), cancelled=True)


@pytest.mark.parametrize(
    ("facts", "open_moves"),
    [
        (PLANNED, {Move.CONFIRM, Move.POSTPONE, Move.CANCEL, Move.PUBLISH}),
        (CONFIRMED, {Move.POSTPONE, Move.CANCEL, Move.PUBLISH, Move.BEGIN}),
        (DONE, {Move.BEGIN, Move.FINISH, Move.PUBLISH, Move.ARCHIVE}),
        (GONE, {Move.REINSTATE, Move.PUBLISH, Move.ARCHIVE}),
        (Facts(), {Move.POSTPONE, Move.CANCEL}),
        (Facts(archived=True, began_on=DAY, ended_on=TODAY), {Move.UNARCHIVE}),
    ],
)
def test_each_standing_opens_its_moves_and_closes_the_others(facts: Facts, open_moves: set[Move]) -> None:
    when = {"on": TODAY}
    days = {"starts_on": date(2024, 6, 1), "ends_on": date(2024, 6, 2), "zone": "Asia/Seoul"}
    found = {
        Move.CONFIRM: moves.why_not_confirm(facts, **when),
        Move.BEGIN: moves.why_not_begin(facts, **when),
        Move.FINISH: moves.why_not_finish(facts, **when),
        Move.POSTPONE: moves.why_not_postpone(facts, because="storm", **days, **when),
        Move.CANCEL: moves.why_not_cancel(facts, because="storm", **when),
        Move.REINSTATE: moves.why_not_reinstate(facts, **when),
        Move.PUBLISH: moves.why_not_publish(facts, **when),
        Move.ARCHIVE: moves.why_not_archive(facts, **when),
        Move.UNARCHIVE: moves.why_not_unarchive(facts, **when),
    }
    assert {move for move, reason in found.items() if reason is None} == open_moves
    assert all(reason is None or reason.endswith(".") for reason in found.values())


def test_reasons_are_asked_for() -> None:
    days = {"starts_on": date(2024, 6, 1), "ends_on": date(2024, 6, 2), "zone": "Asia/Seoul", "on": TODAY}
    assert moves.why_not_postpone(PLANNED, because=" ", **days)
    assert moves.why_not_postpone(PLANNED, because="storm", **days) is None
    assert moves.why_not_cancel(PLANNED, because=" ", on=TODAY)
    assert moves.why_not_cancel(PLANNED, because=None, on=TODAY) is None


def test_days_that_others_know_of_are_moved_only_with_a_reason() -> None:
    days = {"starts_on": date(2024, 6, 1), "ends_on": date(2024, 6, 2), "zone": "Asia/Seoul", "on": TODAY}
    assert moves.why_not_replan(PLANNED, **days) is None
    assert "Postpone" in (moves.why_not_replan(CONFIRMED, **days) or "")
    published = Facts(starts_on=AFTER, ends_on=date(2024, 5, 3), published=True)
    assert moves.why_not_replan(published, **days)


def test_facts_lie_in_the_past() -> None:
    assert moves.why_not_begin(CONFIRMED, on=TODAY, day=date(2024, 4, 26))
    assert moves.why_not_finish(DONE, on=TODAY, last_day=date(2024, 4, 26))
    assert moves.why_not_finish(DONE, on=TODAY, began_on=DAY, last_day=date(2024, 4, 19))
    assert moves.why_not_finish(DONE, on=TODAY, began_on=DAY, last_day=DAY) is None


def test_a_zone_that_does_not_exist_is_refused() -> None:
    assert moves.why_not_days(None, None, zone="Asia/Gyeonggi")
    assert moves.why_not_days(None, None, zone="Asia/Almaty") is None
    assert moves.why_not_days(TODAY, None, zone="Asia/Almaty")
    assert moves.why_not_days(TODAY, TODAY, zone="Asia/Almaty")


def test_wholes_have_two_storeys() -> None:
    assert moves.why_not_belong(1, part_of=1, parts=[], above=None)
    assert moves.why_not_belong(1, part_of=2, parts=[], above=3)
    assert moves.why_not_belong(1, part_of=2, parts=[4], above=None)
    assert moves.why_not_belong(1, part_of=2, parts=[], above=None) is None


FAIR = Span(date(2024, 4, 24), date(2024, 4, 27), time(10), time(18), "Asia/Almaty")


def test_a_zone_that_moved_keeps_the_wall_time() -> None:
    # Planned in 2023, when Almaty stood at +06; on 1 March 2024 it moved to +05.
    winter = Span(date(2024, 2, 24), date(2024, 2, 25), time(10), time(18), "Asia/Almaty")
    assert winter.start().utcoffset() == timedelta(hours=6)
    assert FAIR.start().utcoffset() == timedelta(hours=5)
    assert (FAIR.start().hour, FAIR.end().hour) == (10, 18)
    assert FAIR.start().astimezone(UTC) == datetime(2024, 4, 24, 5, tzinfo=UTC)
    assert FAIR.in_zone("Asia/Seoul")[0].hour == 14
    assert FAIR.end().date() == date(2024, 4, 26)
    assert (FAIR.days, FAIR.last_day) == (3, date(2024, 4, 26))


def a_notice(span: Span = FAIR, **words: object) -> Notice:
    facts = {
        "uid": "c1f0a9ce-0000-4000-8000-000000000001",
        "sequence": 3,
        "changed_at": datetime(2024, 1, 2, tzinfo=UTC),
        "created_at": datetime(2023, 11, 1, tzinfo=UTC),
        "standing": Standing.CONFIRMED,
        "title": "KITF 2024, Almaty; stand",
    }
    return Notice(span=span, **(facts | words))  # type: ignore[arg-type]


def test_a_feed_says_the_local_time_by_the_zone_it_carries() -> None:
    body = calendar([a_notice()], name="Naru", language="en")
    assert b"DTSTART;TZID=Asia/Almaty:20240424T100000" in body
    read = Calendar.from_ical(body)
    (zone,) = [part for part in read.subcomponents if part.name == "VTIMEZONE"]
    assert zone["TZID"] == "Asia/Almaty"
    for day, hours in ((date(2024, 4, 24), 5), (date(2024, 2, 24), 6)):
        assert zone.to_tz().utcoffset(datetime.combine(day, time(10))) == timedelta(hours=hours)
    (event,) = read.events
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2024, 4, 24, 5, tzinfo=UTC)
    assert event["DTEND"].dt.astimezone(UTC) == datetime(2024, 4, 26, 13, tzinfo=UTC)
    assert event["SUMMARY"] == "KITF 2024, Almaty; stand"
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")


def test_whole_days_have_an_exclusive_end_and_no_zone() -> None:
    span = Span(date(2024, 7, 24), date(2024, 7, 28), None, None, "Asia/Ulaanbaatar")
    body = calendar([a_notice(span)], name="Naru", language="en")
    assert b"DTSTART;VALUE=DATE:20240724" in body
    assert b"DTEND;VALUE=DATE:20240728" in body
    assert b"VTIMEZONE" not in body


@pytest.mark.parametrize(
    ("standing", "word"),
    [
        (Standing.PLANNED, "TENTATIVE"),
        (Standing.POSTPONED, "TENTATIVE"),
        (Standing.OVERDUE, "TENTATIVE"),
        (Standing.CONFIRMED, "CONFIRMED"),
        (Standing.UNDER_WAY, "CONFIRMED"),
        (Standing.DONE, "CONFIRMED"),
        (Standing.CANCELLED, "CANCELLED"),
    ],
)
def test_a_feed_says_where_an_activity_stands(standing: Standing, word: str) -> None:
    read = Calendar.from_ical(calendar([a_notice(standing=standing)], name="Naru", language="en"))
    assert read.events[0]["STATUS"] == word


def test_an_empty_feed_is_a_calendar() -> None:
    assert Calendar.from_ical(calendar([], name="Naru", language="ko")).events == []


@settings(deadline=None)
@given(
    st.dates(date(2023, 1, 1), date(2027, 12, 1)),
    st.times(),
    st.sampled_from(["Asia/Almaty", "Asia/Seoul", "Asia/Ulaanbaatar", "Europe/Berlin", "America/New_York"]),
)
def test_what_a_calendar_reads_is_the_moment_that_was_meant(day: date, clock: time, zone: str) -> None:
    clock = clock.replace(microsecond=0, fold=0)
    span = Span(day, day + timedelta(days=2), clock, clock, zone)
    read = Calendar.from_ical(calendar([a_notice(span)], name="Naru", language="en"))
    said_start = read.events[0]["DTSTART"].dt
    assert said_start.replace(tzinfo=None) == datetime.combine(day, clock)
    assert said_start.tzinfo is not None
    assert said_start.astimezone(UTC) == datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(2000, 2100))
def test_the_same_week_has_the_same_weekday(day: date, year: int) -> None:
    moved = same_week(day, year=year)
    assert moved.weekday() == day.weekday()
    naive = date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
    assert abs((moved - naive).days) <= 3


def test_a_copied_activity_keeps_its_length() -> None:
    assert carried(date(2024, 4, 24), date(2024, 4, 27), years=1) == (date(2025, 4, 23), date(2025, 4, 26))


@pytest.mark.parametrize(
    ("language", "first"), [("ko", 6), ("en", 6), ("ru", 0), ("mn", 0), ("vi", 0), ("zh-hans", 0)]
)
def test_a_week_begins_as_the_language_has_it(language: str, first: int) -> None:
    assert first_weekday(language) == first
    start, end = grid(date(2024, 4, 1), language=language)
    assert start.weekday() == first
    assert start <= date(2024, 4, 1)
    assert end > date(2024, 4, 30)
    assert (end - start).days % 7 == 0


bars = st.lists(st.tuples(st.dates(date(2024, 3, 20), date(2024, 5, 10)), st.integers(1, 20)), max_size=8)


@settings(deadline=None)
@given(bars, st.sampled_from(["ko", "ru"]))
def test_no_two_bars_share_a_lane_and_each_keeps_its_own_in_a_week(drawn: list, language: str) -> None:
    made = [Bar(since, since + timedelta(days=n), number) for number, (since, n) in enumerate(drawn)]
    for week in weeks(date(2024, 4, 1), made, language=language):
        lanes: dict[int, set[int]] = {}
        for day in week:
            wanted = {bar.thing for bar in made if bar.since <= day.date < bar.until}
            shown = [slot.thing for slot in day.slots]
            assert len(shown) == len(wanted)
            assert set(shown) == wanted
            for lane, slot in enumerate(day.lanes):
                if slot:
                    lanes.setdefault(slot.thing, set()).add(lane)
        assert all(len(found) == 1 for found in lanes.values())


def test_the_affiliation_of_the_day_is_chosen() -> None:
    then = Stand(1, "Tashkent Medical Academy", "", "urologist", date(2015, 1, 1), date(2020, 1, 1))
    now = Stand(2, "City Hospital", "", "head", date(2020, 1, 1), None)
    unknown = Stand(3, "Somewhere", "", "")
    assert affiliation_then([now, then, unknown], on=date(2017, 5, 1)) == then
    assert affiliation_then([then, now, unknown], on=date(2020, 1, 1)) == now
    assert affiliation_then([then], on=date(2021, 1, 1)) is None
    assert affiliation_then([], on=TODAY) is None


@pytest.mark.parametrize(
    ("words", "open_to"),
    [
        ({"person": True}, True),
        ({"organisation": True}, True),
        ({"head_count": 20, "label": "alumni"}, True),
        ({"head_count": 20}, False),
        ({"head_count": 0, "label": "alumni"}, False),
        ({"person": True, "organisation": True}, False),
        ({"person": True, "head_count": 20, "label": "alumni"}, False),
        ({}, False),
        ({"person": True, "already": True}, False),
        ({"person": True, "archived": True}, False),
    ],
)
def test_a_participation_is_of_one_sort(words: dict, open_to: bool) -> None:
    given = {"person": False, "organisation": False, "head_count": None, "label": "", "already": False}
    assert (why_not_add(**(given | {"archived": False} | words)) is None) is open_to


def test_one_officer_at_two_places_is_a_clash() -> None:
    fair = Duty(7, 1, FAIR, "Almaty")
    visit = Duty(7, 2, Span(date(2024, 4, 26), date(2024, 4, 27), None, None, "Asia/Bishkek"), "Bishkek")
    forum = Duty(7, 3, Span(date(2024, 4, 24), date(2024, 4, 26), None, None, "Asia/Almaty"), "Almaty")
    online = Duty(7, 4, FAIR, None)
    other = Duty(8, 5, FAIR, "Seoul")
    later = Duty(7, 6, Span(date(2024, 4, 27), date(2024, 4, 28), None, None, "Asia/Bishkek"), "Bishkek")
    assert [(one.activity, two.activity) for one, two in clashes([fair, visit])] == [(1, 2)]
    assert list(clashes([fair, forum, online, other, later])) == []


def test_a_text_falls_back_to_english_then_korean() -> None:
    texts = {"ko": "박람회", "en": "Fair", "ru": "Ярмарка"}
    assert said(texts, language="ru") == "Ярмарка"
    assert said(texts, language="vi") == "Fair"
    assert said({"ko": "박람회", "en": ""}, language="vi") == "박람회"
    assert said({"ko": "", "en": "", "mn": "Үзэсгэлэн"}, language="ko") == "Үзэсгэлэн"


@settings(deadline=None)
@given(st.floats(-85, 85), st.floats(-180, 180))
def test_the_map_keeps_north_up_and_east_right(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert -1 <= x <= 2001
    assert -1 <= y <= 1041
    assert project(latitude + 1, longitude)[1] < y
    assert project(latitude, longitude + 1)[0] > x


def test_what_is_known_only_to_the_month_or_year_is_widened_to_it() -> None:
    first, after = date(2021, 6, 10), date(2021, 10, 2)
    assert widened(first, after, known="day") == (first, after)
    assert widened(first, after, known="month") == (date(2021, 6, 1), date(2021, 11, 1))
    assert widened(date(2012, 4, 1), date(2012, 12, 1), known="month") == (
        date(2012, 4, 1),
        date(2012, 12, 1),
    )
    assert widened(first, after, known="year") == (date(2021, 1, 1), date(2022, 1, 1))
