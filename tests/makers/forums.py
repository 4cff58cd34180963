"""Makers of forums: sessions, tables, participants, wishes, a plan that is in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from naru.activities.rules.words import Kind
from naru.fairs.actions import forums, plans, problems, profiles, publishing, wishes
from naru.fairs.models import Forum, Interpreter, Meeting, Participant, Plan, Table, Wish
from naru.fairs.plan import make_plan
from naru.fairs.rules.forum_words import Side
from tests.makers.activities import a_person, almaty, an_activity, an_organisation

BEFORE = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)
"""Three weeks before the forum of Almaty."""
DAY = date(2024, 4, 24)
BY: dict[str, Any] = {"by": None, "at": BEFORE}
_number = count(1)


def a_forum(*, slots: int = 6, tables: int = 4, online: bool = False, day: date = DAY, **words: Any) -> Forum:
    """Open a forum of two days at Almaty (24 April 2024) with one session from 10:00 and some tables."""
    place: dict[str, Any] = {"zone": "Asia/Seoul"} if online else {"place": almaty(), "zone": "Asia/Almaty"}
    activity = an_activity(
        words.pop("title", f"Forum {next(_number)}"),
        kind=Kind.EXPORT_CONFERENCE if online else Kind.FORUM,
        starts_on=day,
        ends_on=day + timedelta(days=2),
        online=online,
        published=True,
        confirmed=True,
        **place,
    )
    forum = forums.open_forum(activity, **BY, **words)
    if slots:
        forums.add_session(forum, day=day, starts=time(10), count=slots, **BY)
    if tables:
        forums.add_tables(forum, count=tables, **BY)
    return forum


def a_participant(
    forum: Forum,
    name: str = "",
    *,
    side: str = Side.HOST,
    approved: bool = True,
    organisation: Any = None,
    **profile: Any,
) -> Participant:
    """Invite an organisation, let it apply and approve it."""
    number = next(_number)
    organisation = organisation or an_organisation(name or f"Organisation {number}")
    row = profiles.invite(
        forum,
        organisation,
        side=side,
        email=profile.pop("email", f"someone{number}@agency.example"),
        language=profile.pop("language", "en"),
        **BY,
    )
    profile = {"contact": "Aigul", "languages": ["en"]} | profile
    row = profiles.apply(row, by=None, at=BEFORE, **profile)
    return profiles.approve(row, **BY) if approved else row


def a_hospital(forum: Forum, name: str = "", **words: Any) -> Participant:
    """Make an approved participant of our side."""
    return a_participant(forum, name, side=Side.HOST, **words)


def an_agency(forum: Forum, name: str = "", **words: Any) -> Participant:
    """Make an approved participant of the other side."""
    return a_participant(forum, name, side=Side.GUEST, **words)


def a_wish(wisher: Participant, wished: Participant, *, accepted: bool = True, **words: Any) -> Wish:
    """Wish a meeting; the other side accepts it."""
    row = wishes.wish(wisher, wished, by=None, at=BEFORE, **words)
    return wishes.accept(row, by=None, at=BEFORE) if accepted else row


def an_interpreter(forum: Forum, *languages: str) -> Interpreter:
    """Put an interpreter on the list."""
    person = a_person(f"Interpreter {next(_number)}")
    return forums.add_interpreter(forum, person, languages=languages or ("ko", "ru"), **BY)


def a_plan(forum: Forum, *, at: datetime = BEFORE, by: Any = None, strict: bool = False) -> Plan:
    """Make a plan of the accepted wishes with the real planner."""
    row = plans.prepare(forum, seconds=10, seed=1, strict=strict, by=by, at=at)
    given = problems.from_wishes(forum, strict=strict)
    return plans.keep(row, given, make_plan(given.problem, seconds=10, seed=1), by=by, at=at)


def a_published_forum(
    hospitals: int = 3, agencies: int = 3, **words: Any
) -> tuple[Forum, list[Participant], list[Participant]]:
    """Make a forum in which every agency meets every hospital, planned and published."""
    forum = a_forum(**words)
    ours = [a_hospital(forum, f"Hospital {number}") for number in range(1, hospitals + 1)]
    theirs = [an_agency(forum, f"Agency {number}") for number in range(1, agencies + 1)]
    for agency in theirs:
        for hospital in ours:
            a_wish(agency, hospital)
    publishing.publish(a_plan(forum), **BY)
    return forum, ours, theirs


def a_meeting(forum: Forum, participant: Participant) -> Meeting:
    """Give a participant's first meeting."""
    first: Meeting | None = forum.meetings.scheduled().of(participant).for_list().in_order().first()
    assert first is not None
    return first


def a_table(forum: Forum) -> Table:
    """Give a forum's first table."""
    first: Table | None = forum.tables.standing().first()
    assert first is not None
    return first
