"""Putting a plan in force: meetings take their places, agendas go out; and going back to the version before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from naru.fairs.actions import problems
from naru.fairs.actions.forums import hold
from naru.fairs.actions.plans import published
from naru.fairs.actions.profiles import letter
from naru.fairs.models import Forum, Meeting, Participant, Placing, Plan
from naru.fairs.models.plans import next_number
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import BACK, Standing, Trouble
from naru.history.book import note, refuse


@transaction.atomic
def publish(plan: Plan, *, words: str = "", by: Any, at: datetime) -> Plan:
    """
    Put a plan in force: every meeting takes its place, what is not in it is dropped, and each is told by letter.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_publish
    """
    forum = hold(plan.forum)
    row = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    now = published(forum)
    changed = not row.changes and row.asked != problems.digest(problems.from_wishes(forum, strict=row.strict))
    found = rules.shifts(_seats(forum), row.seating())
    refuse(
        rules.why_not_publish(
            result=row.result,
            published=row.published_at is not None,
            newer=now.number if now and now.pk != row.after_id else None,
            changed=changed,
            seats=row.placings.count(),
            past=_past(forum, found, at=at),
        )
    )
    return _put_in_force(row, found, first=now is None, words=words, by=by, at=at)


def _put_in_force(
    row: Plan, found: list[rules.Shift], *, first: bool, words: str, by: Any, at: datetime
) -> Plan:
    forum = row.forum
    _take_places(forum, found, at=at)
    _take_over(forum, row.changes, at=at)
    row.published_at, row.published_by, row.note = at, by, words.strip()
    row.save(update_fields=["published_at", "published_by", "note", "changes"])
    told = {"version": row.number, "meetings": row.placings.count(), "changed": len(found)}
    note(by=by, verb="published_plan", subject=row, at=at, why=row.note, after=told)
    _tell(forum, found, first=first, by=by, at=at)
    return row


def _seats(forum: Forum) -> dict[int, Seat]:
    return {one.pk: Seat(one.slot_id, one.table_id, one.interpreter_id) for one in forum.meetings.scheduled()}


def _past(forum: Forum, found: list[rules.Shift], *, at: datetime) -> int:
    """Count the meetings that would move though they have begun or are recorded; after the last slot only the latter."""
    rows = Meeting.objects.in_bulk([one.meeting for one in found])
    slots = {slot.pk: slot for slot in forum.slots.all()}
    moments = {key: slot.start(forum.zone) for key, slot in slots.items()}
    over = all(moments[key] <= at for key, slot in slots.items() if not slot.removed_at)
    count = 0
    for one in found:
        row = rows[one.meeting]
        begun = not over and any(moments[seat.slot] <= at for seat in (one.before, one.after) if seat)
        count += bool(begun or row.held_at or row.missed_at)
    return count


@dataclass
class Back:
    """What going back to the version before would do, and why it cannot be done, if so."""

    now: Plan
    to: Plan
    found: list[rules.Shift]
    why_not: str | None


def way_back(forum: Forum, *, at: datetime) -> Back | None:
    """Work out what going back to the version that was in force before would do; nothing where there is none."""
    last = list(forum.plans.published()[:2])
    if len(last) < 2:
        return None
    now, to = last
    found = rules.shifts(_seats(forum), to.seating())
    why_not = rules.why_not_go_back(
        past=_past(forum, found, at=at), missing=_missing(forum, to, found, _given_back(now))
    )
    return Back(now, to, found, why_not)


@transaction.atomic
def go_back(plan: Plan, *, words: str = "", by: Any, at: datetime) -> Plan:
    """
    Put the version that was in force before `plan` in force again, as a new version with its note.

    What the newer one took over (who was late, which table was lost) is given back, and everybody whose agenda
    changes gets it again. Going back a second time leads forward again.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_publish or why_not_go_back
    """
    forum = hold(plan.forum)
    back = way_back(forum, at=at)
    refuse(rules.why_not_start_back(newer=_newer(forum, plan), earlier=back is not None))
    assert back is not None
    refuse(back.why_not)
    row = Plan.objects.create(
        forum=forum,
        number=next_number(forum),
        after=back.now,
        seconds=0,
        asked_at=at,
        asked_by=by,
        changes=[{"kind": BACK, "whose": back.to.number, **_turned(back.now)}],
        **{name: getattr(back.to, name) for name in KEPT},
    )
    Placing.objects.bulk_create(
        Placing(
            plan=row,
            meeting_id=key,
            slot_id=seat.slot,
            table_id=seat.table,
            interpreter_id=seat.interpreter,
        )
        for key, seat in back.to.seating().items()
    )
    return _put_in_force(row, back.found, first=False, words=words, by=by, at=at)


KEPT = ("seed", "strict", "asked", "result", "breaks", "bound", "left_out", "max_difference", "unplaced")
"""What a version that goes back has from the one it goes back to."""


def _newer(forum: Forum, plan: Plan) -> int | None:
    now = published(forum)
    return now.number if now and now.pk != plan.pk else None


def _turned(now: Plan) -> dict[str, Any]:
    """Say what is given back, and what is taken over again where the version in force had itself gone back."""
    if now.changes and now.changes[0]["kind"] == BACK:
        return {"undone": now.changes[0]["again"], "again": now.changes[0]["undone"]}
    return {"undone": now.changes, "again": []}


def _take_places(forum: Forum, found: Iterable[rules.Shift], *, at: datetime) -> None:
    rows = Meeting.objects.in_bulk([one.meeting for one in found])
    for one in found:
        row = rows[one.meeting]
        if one.after is None:
            row.dropped_at = at
        else:
            row.slot_id, row.table_id = one.after.slot, one.after.table
            row.interpreter_id, row.dropped_at = one.after.interpreter, None
            row.room = row.room or rules.room_of(forum.rooms if forum.online else "", row.uid.hex)
        row.sequence += 1 if row.published_at else 0
        row.published_at, row.changed_at = row.published_at or at, at
    fields = ["slot", "table", "interpreter", "room", "dropped_at", "sequence", "published_at", "changed_at"]
    Meeting.objects.bulk_update(rows.values(), fields, batch_size=200)


def _take_over(forum: Forum, changes: list[dict[str, Any]], *, at: datetime) -> None:
    """Remember what a published change says of people, tables and interpreters, and what of it was new."""
    for change in changes:
        if change["kind"] == BACK:
            _give_back(forum, change["undone"])
            _take_over(forum, change["again"], at=at)
        elif change["kind"] in LOST:
            rows = getattr(forum, LOST[change["kind"]][0])
            mark = LOST[change["kind"]][1]
            change["taken"] = rows.filter(pk=change["whose"], **{mark: None}).update(**{mark: at}) > 0
        elif change["kind"] in Trouble:  # a walk-in changes nothing but the schedule
            row = forum.participants.get(pk=change["whose"])
            known = set(row.cannot.values_list("pk", flat=True))
            change["taken"] = [slot for slot in _slots_of(forum, change) if slot not in known]
            row.cannot.add(*change["taken"])


LOST = {
    Trouble.TABLE: ("tables", "lost_at"),
    Trouble.INTERPRETER: ("interpreters", "lost_at"),
    Trouble.LEFT: ("participants", "left_at"),
}
"""What a trouble takes away for good: whose rows, and where it is marked."""


def _slots_of(forum: Forum, change: dict[str, Any]) -> list[int]:
    slots = list(forum.slots.standing().values_list("pk", flat=True))
    return slots[change["since"] : change["since"] + change["slots"]]


def _give_back(forum: Forum, changes: list[dict[str, Any]]) -> None:
    for change in changes:
        if change["kind"] in LOST:
            rows, mark = LOST[change["kind"]]
            if change.get("taken", True):
                getattr(forum, rows).filter(pk=change["whose"]).update(**{mark: None})
        elif change["kind"] in Trouble:
            row = forum.participants.get(pk=change["whose"])
            row.cannot.remove(*change.get("taken", _slots_of(forum, change)))


def _given_back(now: Plan) -> set[tuple[str, int]]:
    """Give what going back from a version frees: a kind of trouble with whose it was."""
    return {(change["kind"], change["whose"]) for change in _turned(now)["undone"]}


def _missing(forum: Forum, to: Plan, found: list[rules.Shift], freed: set[tuple[str, int]]) -> list[str]:
    """Name what a version needs for its meetings and has no more, apart from what going back frees."""
    wanted = set(problems.pairs(forum))
    back = {one.meeting for one in found if one.after}
    rows = (
        to.placings.filter(meeting__in=back)
        .for_list()
        .prefetch_related("meeting__host__cannot", "meeting__guest__cannot")
    )
    names: dict[str, None] = {}
    for one in rows:
        meeting = one.meeting
        if one.slot.removed_at:
            names[str(one.slot)] = None
        for kind, part in ((Trouble.TABLE, one.table), (Trouble.INTERPRETER, one.interpreter)):
            if part and (part.removed_at or (part.lost_at and (kind, part.pk) not in freed)):
                names[str(part)] = None
        for side in (meeting.host, meeting.guest):
            gone = side.left_at and (Trouble.LEFT, side.pk) not in freed
            away = (
                one.slot in side.cannot.all()
                and not {
                    (Trouble.LATE, side.pk),
                    (Trouble.ILL, side.pk),
                }
                & freed
            )
            if gone or away or side.standing is not Standing.APPROVED:
                names[str(side)] = None
        if not meeting.walk_in and (meeting.host_id, meeting.guest_id) not in wanted:
            names[str(meeting)] = None
    return list(names)


def _tell(forum: Forum, found: list[rules.Shift], *, first: bool, by: Any, at: datetime) -> None:
    touched = {one.meeting for one in found if one.kind != "interpreter"}
    rows = forum.meetings.filter(pk__in=touched)
    whose = {side for row in rows for side in (row.host_id, row.guest_id)}
    for one in Participant.objects.filter(pk__in=whose).select_related("organisation", "forum__activity"):
        with translation.override(one.language):
            mine = forum.meetings.scheduled().of(one).for_list().in_order()
            lines = "\n".join(line(meeting, one) for meeting in mine)
        letter("forum_agenda", one, by=by, at=at, agenda=lines, again="" if first else "1", zone=forum.zone)


def line(meeting: Meeting, whose: Participant) -> str:
    """Tell a meeting in one line: day, hours, whom, where."""
    where = "" if meeting.forum.online else f" · {meeting.table}"
    return f"{meeting.slot.day:%Y-%m-%d} {meeting.slot.hours} · {meeting.other(whose)}{where}"
