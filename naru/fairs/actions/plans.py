"""Asking for a plan, keeping what came out, and stopping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from naru.fairs.actions import problems
from naru.fairs.actions.forums import hold
from naru.fairs.models import Forum, Meeting, Placing, Plan
from naru.fairs.models.plans import next_number
from naru.fairs.plan import problem as values
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import Result
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
    put_down(row, {int(one.meeting): given.seat_of(one) for one in made.schedule}, made)
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


def put_down(row: Plan, seats: dict[int, Seat], made: values.Plan) -> None:
    """Write what came out into a version: how good it is, what is left out and why, and every seat."""
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


def is_ready(plan: Plan) -> bool:
    """Say whether a plan came out that can be looked at."""
    return plan.result in {Result.OPTIMAL, Result.FEASIBLE}
