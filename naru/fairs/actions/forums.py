"""Opening a forum and setting up its sessions, tables and interpreters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from naru.activities.models import Activity
from naru.activities.rules.words import Kind
from naru.fairs.models import Forum, Interpreter, Session, Slot, Table
from naru.fairs.rules.forum_calls import why_not_deadlines
from naru.fairs.rules.forum_times import (
    slots_of,
    why_not_remove_session,
    why_not_remove_table,
    why_not_session,
)
from naru.history.book import Refusal, note, plain, refuse

KINDS = (Kind.FORUM, Kind.EXPORT_CONFERENCE)
"""The kinds of activity at which organisations meet one to one."""
SETTINGS = (
    "call_ko",
    "call_en",
    "call_ru",
    "open_call",
    "apply_until",
    "wishes_until",
    "answers_until",
    "most_wishes",
    "slot_minutes",
    "pause_minutes",
    "fairness",
    "rest_after",
    "walk_slots",
    "rooms",
)
ONE_DAY = timedelta(days=1)


def hold(forum: Forum) -> Forum:
    """Lock a forum, so that whoever plans, publishes or wishes in it does so one after the other."""
    return Forum.objects.select_for_update(of=("self",)).select_related("activity").get(pk=forum.pk)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


@transaction.atomic
def open_forum(activity: Activity, *, by: Any, at: datetime, **settings: Any) -> Forum:
    """
    Open the 1:1 meetings of an activity, with the settings that are given.

    :raises Refusal: if the activity is of another kind, or has its forum already
    """
    Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if activity.kind not in KINDS:
        raise Refusal(_("Only a forum or an export conference has 1:1 meetings."))
    if Forum.objects.filter(activity=activity).exists():
        raise Refusal(_("The 1:1 meetings of this activity are open already."))
    refuse(_deadlines(activity, settings))
    forum = Forum.objects.create(activity=activity, officer=by, created_at=at, **settings)
    note(by=by, verb="opened_forum", subject=forum, at=at, after=_plain(settings))
    return forum


@transaction.atomic
def set_up(forum: Forum, *, by: Any, at: datetime, **settings: Any) -> Forum:
    """
    Change the settings of a forum: call, deadlines, lengths, fairness.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_deadlines
    """
    forum = hold(forum)
    refuse(_deadlines(forum.activity, {name: settings.get(name, getattr(forum, name)) for name in SETTINGS}))
    changed = {name: value for name, value in settings.items() if getattr(forum, name) != value}
    if changed:
        before = {name: getattr(forum, name) for name in changed}
        for name, value in changed.items():
            setattr(forum, name, value)
        forum.save(update_fields=list(changed))
        note(by=by, verb="set_up_forum", subject=forum, at=at, before=_plain(before), after=_plain(changed))
    return forum


def _deadlines(activity: Activity, settings: dict[str, Any]) -> str | None:
    days = activity.held()
    told = [settings.get(name) for name in ("apply_until", "wishes_until", "answers_until")]
    return why_not_deadlines(*told, first_day=days[0] if days else None)


@transaction.atomic
def add_session(forum: Forum, *, day: date, starts: time, count: int, by: Any, at: datetime) -> Session:
    """
    Add a run of slots on a day, as long and as far apart as the forum's settings say.

    :raises Refusal: with the sentence from rules.forum_times.why_not_session
    """
    forum = hold(forum)
    days = forum.days
    length, pause = forum.slot_minutes, forum.pause_minutes
    others = [slot.time for slot in forum.slots.standing()]
    refuse(
        why_not_session(
            day,
            starts,
            count=count,
            length=length,
            pause=pause,
            first_day=days[0] if days else None,
            last_day=days[1] - ONE_DAY if days else None,
            others=others,
        )
    )
    session = Session.objects.create(forum=forum, day=day, starts=starts)
    Slot.objects.bulk_create(
        Slot(forum=forum, session=session, day=one.day, starts=one.starts, ends=one.ends)
        for one in slots_of(day, starts, count=count, length=length, pause=pause)
    )
    after = {"day": day.isoformat(), "starts": f"{starts:%H:%M}", "slots": count}
    note(by=by, verb="added_session", subject=forum, at=at, after=after)
    return session


@transaction.atomic
def remove_session(session: Session, *, by: Any, at: datetime) -> None:
    """
    Remove a session with its slots.

    :raises Refusal: with the sentence from rules.forum_times.why_not_remove_session
    """
    forum = hold(session.forum)
    meetings = forum.meetings.scheduled().filter(slot__session=session).count()
    refuse(why_not_remove_session(meetings=meetings))
    Session.objects.filter(pk=session.pk, removed_at=None).update(removed_at=at)
    Slot.objects.filter(session=session).update(removed_at=at)
    note(by=by, verb="removed_session", subject=forum, at=at, before={"session": str(session)})


@transaction.atomic
def add_tables(forum: Forum, *, count: int, hall: str = "", by: Any, at: datetime) -> list[Table]:
    """Add so many tables in a hall, numbered on from the last."""
    forum = hold(forum)
    last = forum.tables.aggregate(last=models.Max("number"))["last"] or 0
    made = Table.objects.bulk_create(
        Table(forum=forum, number=last + number, hall=hall.strip()) for number in range(1, count + 1)
    )
    note(by=by, verb="added_table", subject=forum, at=at, after={"tables": count, "hall": hall})
    return made


@transaction.atomic
def remove_table(table: Table, *, by: Any, at: datetime) -> None:
    """
    Remove a table.

    :raises Refusal: with the sentence from rules.forum_times.why_not_remove_table
    """
    forum = hold(table.forum)
    refuse(why_not_remove_table(meetings=forum.meetings.scheduled().filter(table=table).count()))
    Table.objects.filter(pk=table.pk).update(removed_at=at)
    note(by=by, verb="removed_table", subject=forum, at=at, before={"table": str(table)})


@transaction.atomic
def add_interpreter(
    forum: Forum,
    person: Any,
    *,
    languages: Sequence[str],
    rest_after: int = 4,
    cannot: Iterable[Slot] = (),
    by: Any,
    at: datetime,
) -> Interpreter:
    """
    Add a person of the directory as an interpreter of the forum.

    :raises Refusal: if they stand there already or interpret between fewer than two languages
    """
    forum = hold(forum)
    if forum.interpreters.standing().filter(person=person).exists():
        raise Refusal(_("This interpreter is on the list already."))
    if len(set(languages)) < 2:
        raise Refusal(_("An interpreter needs two languages at least."))
    row = Interpreter.objects.create(
        forum=forum, person=person, languages=list(dict.fromkeys(languages)), rest_after=rest_after
    )
    row.cannot.set(cannot)
    after = {"person": str(person), "languages": row.languages}
    note(by=by, verb="added_interpreter", subject=forum, at=at, after=after)
    return row


@transaction.atomic
def remove_interpreter(row: Interpreter, *, by: Any, at: datetime) -> None:
    """
    Take an interpreter off the list.

    :raises Refusal: if meetings of the published plan need them
    """
    forum = hold(row.forum)
    if forum.meetings.scheduled().filter(interpreter=row).exists():
        raise Refusal(
            _("Meetings of the published plan need them. Say on the page of the day that they are lost.")
        )
    Interpreter.objects.filter(pk=row.pk).update(removed_at=at)
    note(by=by, verb="removed_interpreter", subject=forum, at=at, before={"person": str(row)})
