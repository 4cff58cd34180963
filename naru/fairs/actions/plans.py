"""Asking for a plan, keeping what came out, stopping, publishing, and changing the published one on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from naru.fairs.actions import problems
from naru.fairs.actions.forums import hold
from naru.fairs.actions.profiles import letter
from naru.fairs.models import Forum, Meeting, Participant, Placing, Plan, Slot
from naru.fairs.models.plans import next_number
from naru.fairs.plan import problem as values
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import Result, Trouble
from naru.history.book import ask, note, refuse

WORK = "fairs.plan"
"""The kind of long work that makes a plan."""


def published(forum: Forum) -> Plan | None:
    """Give the plan that is in force."""
    found: Plan | None = forum.plans.published().first()
    return found


def begun(forum: Forum, at: datetime) -> bool:
    """Say whether a meeting of the published plan has begun at a moment or is recorded."""
    rows = forum.meetings.scheduled().select_related("slot")
    if rows.exclude(held_at=None, missed_at=None).exists():
        return True
    first = rows.in_order().first()
    return first is not None and first.slot.start(forum.zone) <= at


@transaction.atomic
def ask_plan(
    forum: Forum, *, seconds: int = 60, seed: int = 1, strict: bool = False, by: Any, at: datetime
) -> Plan:
    """
    Ask for a plan of the accepted wishes; a worker makes it within so many seconds.

    `strict` makes every accepted wish a must: then the plan may be proven impossible, with the reason.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_plan
    """
    plan = prepare(forum, seconds=seconds, seed=seed, strict=strict, by=by, at=at)
    plan.job = ask(WORK, by=by, at=at, plan=plan.pk)
    plan.save(update_fields=["job"])
    return plan


@transaction.atomic
def prepare(forum: Forum, *, seconds: int, seed: int, strict: bool, by: Any, at: datetime) -> Plan:
    """
    Open the next version and a row for each pair that wants to meet, without asking anybody to plan yet.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_plan
    """
    forum = hold(forum)
    wanted = problems.pairs(forum)
    refuse(
        rules.why_not_plan(
            slots=forum.slots.standing().count(),
            tables=1 if forum.online else forum.tables.standing().filter(lost_at=None).count(),
            wishes=len(wanted),
            running=forum.plans.running().exists(),
            begun=begun(forum, at),
        )
    )
    Meeting.objects.bulk_create(
        [Meeting(forum=forum, host_id=host, guest_id=guest) for host, guest in wanted], ignore_conflicts=True
    )
    plan = Plan.objects.create(
        forum=forum,
        number=next_number(forum),
        after=published(forum),
        seconds=seconds,
        seed=seed,
        strict=strict,
        asked_at=at,
        asked_by=by,
    )
    after = {"version": plan.number, "wishes": len(wanted), "seconds": seconds, "seed": seed}
    note(by=by, verb="asked_plan", subject=plan, at=at, after=after)
    return plan


def tell(plan: Plan, progress: values.Progress) -> bool:
    """Keep how the planning stands; give whether somebody has asked to stop."""
    found = Plan.objects.filter(pk=plan.pk, result="")
    found.update(
        breaks=progress.best,
        bound=max(0, progress.bound),
        left_out=progress.unplaced,
        took=progress.seconds,
        stage=progress.stage,
    )
    return bool(found.filter(stop_asked_at__isnull=False).exists())


@transaction.atomic
def stop(plan: Plan, *, by: Any, at: datetime) -> Plan:
    """
    Stop the planning; the best plan so far is kept.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_stop
    """
    row = Plan.objects.select_for_update(of=("self",)).select_related("job").get(pk=plan.pk)
    refuse(rules.why_not_stop(running=row.is_running))
    row.stop_asked_at = at
    row.save(update_fields=["stop_asked_at"])
    note(by=by, verb="stopped_plan", subject=row, at=at)
    return row


@transaction.atomic
def keep(plan: Plan, given: problems.Given, made: values.Plan, *, by: Any, at: datetime) -> Plan:
    """Keep what came out of the planning; a second time it takes the place of the first."""
    row = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if row.published_at:
        return row
    row.asked = problems.digest(given)
    _keep(row, {int(one.meeting): given.seat_of(one) for one in made.schedule}, made)
    row.conflict = _conflict(made)
    row.save()
    after = {
        "result": row.result,
        "meetings": len(made.schedule),
        "breaks": row.breaks,
        "left_out": row.left_out,
    }
    note(by=by, verb="kept_plan", subject=row, at=at, after=after)
    return row


def _keep(row: Plan, seats: dict[int, Seat], made: values.Plan) -> None:
    row.result = made.status.value
    row.breaks, row.bound, row.max_difference = made.breaks, made.bound, made.max_difference
    row.left_out, row.took, row.stage = len(made.unplaced), made.seconds, ""
    row.unplaced = [
        {
            "meeting": one.meeting,
            "why": one.why.plain(),
            "possible_if": [reason.plain() for reason in one.possible_if],
        }
        for one in made.unplaced
    ]
    row.placings.all().delete()
    Placing.objects.bulk_create(
        Placing(
            plan=row,
            meeting_id=meeting,
            slot_id=seat.slot,
            table_id=seat.table,
            interpreter_id=seat.interpreter,
        )
        for meeting, seat in seats.items()
    )


def _conflict(made: values.Plan) -> dict[str, Any] | None:
    if made.conflict is None:
        return None
    found = made.conflict
    return {"meetings": list(found.meetings), "why": found.why.plain(), "smallest": found.smallest}


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
    refuse(
        rules.why_not_publish(
            result=row.result,
            published=row.published_at is not None,
            newer=now.number if now and now.pk != row.after_id else None,
            changed=changed,
            seats=row.placings.count(),
        )
    )
    before = {
        one.pk: Seat(one.slot_id, one.table_id, one.interpreter_id) for one in forum.meetings.scheduled()
    }
    after = row.seating()
    found = rules.shifts(before, after)
    _take_places(forum, found, at=at)
    _take_over(forum, row.changes, at=at)
    row.published_at, row.published_by, row.note = at, by, words.strip()
    row.save(update_fields=["published_at", "published_by", "note"])
    told = {"version": row.number, "meetings": len(after), "changed": len(found)}
    note(by=by, verb="published_plan", subject=row, at=at, why=row.note, after=told)
    _tell(forum, found, first=now is None, by=by, at=at)
    return row


def _take_places(forum: Forum, found: Iterable[rules.Shift], *, at: datetime) -> None:
    rows = Meeting.objects.in_bulk([one.meeting for one in found])
    for one in found:
        row = rows[one.meeting]
        if one.after is None:
            row.dropped_at = at
        else:
            row.slot_id, row.table_id = one.after.slot, one.after.table
            row.interpreter_id, row.dropped_at = one.after.interpreter, None
        row.sequence += 1 if row.published_at else 0
        row.published_at, row.changed_at = row.published_at or at, at
    fields = ["slot", "table", "interpreter", "dropped_at", "sequence", "published_at", "changed_at"]
    Meeting.objects.bulk_update(rows.values(), fields, batch_size=200)


def _take_over(forum: Forum, changes: list[dict[str, Any]], *, at: datetime) -> None:
    """Remember what a published change of the day says of people, tables and interpreters."""
    slots = list(forum.slots.standing())
    for change in changes:
        kind, whose = change["kind"], change["whose"]
        if kind not in Trouble:  # a walk-in changes nothing but the schedule
            continue
        if kind == Trouble.TABLE:
            forum.tables.filter(pk=whose).update(lost_at=at)
        elif kind == Trouble.INTERPRETER:
            forum.interpreters.filter(pk=whose).update(lost_at=at)
        elif kind == Trouble.LEFT:
            forum.participants.filter(pk=whose).update(left_at=at)
        else:
            row = forum.participants.get(pk=whose)
            row.cannot.add(*slots[change["since"] : change["since"] + change["slots"]])


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


@transaction.atomic
def try_change(
    forum: Forum,
    *,
    kind: str,
    whose: int,
    since: Slot | None = None,
    slots: int = 1,
    seconds: float = 1.8,
    by: Any,
    at: datetime,
) -> Plan:
    """
    Try out a change of the published plan: the past stays, the fewest meetings move; nothing is published yet.

    `kind` is a Trouble, `whose` the key of the participant, table or interpreter. It holds from the slot
    `since` (the next one where none is named) for so many slots. What is recorded as held or missed stays.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_replan
    """
    from naru.fairs.plan import replan

    forum = hold(forum)
    now = published(forum)
    refuse(rules.why_not_replan(published=now is not None))
    assert now is not None
    given = problems.as_published(forum)
    first = given.next_slot(at, forum.zone)
    begins = given.slot_number(since.pk) if since else first if first < len(given.slots) else 0
    if first < len(given.slots):
        begins = max(begins, first)  # while meetings run, the clock says what is past
    done = forum.meetings.scheduled().exclude(held_at=None, missed_at=None).select_related("slot")
    recorded = [given.slot_number(one.slot_id) for one in done]
    begins = max([begins, *(number + 1 for number in recorded)])
    change = {"kind": str(kind), "whose": whose, "since": begins, "slots": slots}
    told = [*_lost(forum, given), _as_value(change, given)]
    seats = {
        one.pk: Seat(one.slot_id, one.table_id, one.interpreter_id) for one in forum.meetings.scheduled()
    }
    mended = replan(given.problem, given.plan_of(seats), told, now=begins, seconds=seconds)
    row = Plan(
        forum=forum,
        number=next_number(forum),
        after=now,
        seconds=2,
        asked_at=at,
        asked_by=by,
        changes=[change],
        proven=mended.proven,
    )
    row.save(force_insert=True)
    _keep(row, {int(one.meeting): given.seat_of(one) for one in mended.plan.schedule}, mended.plan)
    row.left_out = len(seats) - len(mended.plan.schedule)
    row.unplaced = [one for one in row.unplaced if one["meeting"] in seats]
    row.result = mended.plan.status.value
    row.save()
    after = {"version": row.number, "kind": str(kind), "moved": len(list(mended.who_moved))}
    note(by=by, verb="previewed_change", subject=row, at=at, after=after)
    return row


def _lost(forum: Forum, given: problems.Given) -> list[values.Change]:
    tables = [number for number, table in enumerate(given.tables) if table.lost_at]
    gone = forum.participants.filter(left_at__isnull=False).values_list("pk", flat=True)
    helpers = forum.interpreters.standing().filter(lost_at__isnull=False).values_list("pk", flat=True)
    return [
        *(values.TableLost(number) for number in tables),
        *(values.Left(pk) for pk in gone if pk in given.problem.by_id),
        *(values.InterpreterLost(pk) for pk in helpers),
    ]


def _as_value(change: dict[str, Any], given: problems.Given) -> values.Change:
    match change["kind"]:
        case Trouble.TABLE:
            number = next(place for place, table in enumerate(given.tables) if table.pk == change["whose"])
            return values.TableLost(number)
        case Trouble.INTERPRETER:
            return values.InterpreterLost(change["whose"])
        case Trouble.LEFT:
            return values.Left(change["whose"])
        case Trouble.LATE:
            return values.Late(change["whose"], change["slots"])
    until = min(change["since"] + change["slots"], len(given.slots))
    return values.Absent(change["whose"], change["since"], until)


def is_ready(plan: Plan) -> bool:
    """Say whether a plan came out that can be looked at."""
    return plan.result in {Result.OPTIMAL, Result.FEASIBLE}
