"""Changing the published plan on the day: what would move is worked out and shown before anything is published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from naru.fairs.actions import problems
from naru.fairs.actions.forums import hold
from naru.fairs.actions.plans import published, put_down
from naru.fairs.models import Forum, Plan, Slot
from naru.fairs.models.plans import next_number
from naru.fairs.plan import problem as values
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import Trouble
from naru.history.book import note, refuse


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
    put_down(row, {int(one.meeting): given.seat_of(one) for one in mended.plan.schedule}, mended.plan)
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
