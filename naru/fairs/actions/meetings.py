"""What becomes of a meeting: held, missed, noted on; walk-ins; the room of an online meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.fairs.actions import plans, problems, publishing
from naru.fairs.actions.forums import hold
from naru.fairs.actions.profiles import THEMSELVES
from naru.fairs.models import Meeting, Participant, Placing, Plan, Remark
from naru.fairs.models.plans import next_number
from naru.fairs.plan import problem as values
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import WALK_IN, Result, Side, Standing
from naru.history.book import Refusal, note, refuse


def _held(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("forum__activity", "host__organisation", "guest__organisation", "slot")
        .get(pk=meeting.pk)
    )


@transaction.atomic
def record(
    meeting: Meeting, *, held: bool, missing: Participant | None = None, by: Any, at: datetime
) -> Meeting:
    """
    Record that a meeting was held, or that it was missed and by whom.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_record
    """
    row = _held(meeting)
    begins = row.begins
    published = row.published_at is not None and begins is not None
    refuse(
        rules.why_not_record(
            published=published, dropped=row.dropped_at is not None, begins=begins or at, now=at
        )
    )
    if missing is not None and missing.pk not in {row.host_id, row.guest_id}:
        raise Refusal(_("This participant does not sit in the meeting."))
    assert begins is not None
    # What is entered later counts on the day of the meeting, not on the day of the entry.
    moment = min(at, row.ends or at)
    row.held_at = moment if held else None
    row.missed_at, row.missed_by = (None, None) if held else (moment, missing)
    row.save(update_fields=["held_at", "missed_at", "missed_by"])
    after = {} if held or missing is None else {"missed_by": str(missing)}
    note(by=by, verb="held_meeting" if held else "missed_meeting", subject=row, at=at, after=after)
    return row


@transaction.atomic
def reopen(meeting: Meeting, *, by: Any, at: datetime) -> Meeting:
    """Take back what was recorded of a meeting by mistake."""
    row = _held(meeting)
    if row.held_at or row.missed_at:
        before = {"held": row.held_at is not None}
        row.held_at = row.missed_at = row.missed_by = None
        row.save(update_fields=["held_at", "missed_at", "missed_by"])
        note(by=by, verb="reopened_meeting", subject=row, at=at, before=before)
    return row


@transaction.atomic
def remark(
    meeting: Meeting, participant: Participant, *, text: str, rating: int | None, by: Any, at: datetime
) -> Remark:
    """
    Keep what one side notes on a meeting and how it rates it; the other side never sees it.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_remark
    """
    row = _held(meeting)
    if participant.pk not in {row.host_id, row.guest_id}:
        raise Refusal(_("This participant does not sit in the meeting."))
    refuse(
        rules.why_not_remark(
            published=row.published_at is not None,
            dropped=row.dropped_at is not None,
            text=text,
            rating=rating,
        )
    )
    kept, _made = Remark.objects.update_or_create(
        meeting=row, participant=participant, defaults={"text": text.strip(), "rating": rating, "at": at}
    )
    # What was written is for that side alone, so history keeps that it was written and not what.
    why = "" if by else THEMSELVES
    note(by=by, verb="remarked", subject=row, at=at, why=why, after={"by": str(participant)})
    return kept


@transaction.atomic
def set_room(meeting: Meeting, *, room: str, by: Any, at: datetime) -> Meeting:
    """Set the address of the video room in which an online meeting is held."""
    row = _held(meeting)
    if row.room != room:
        before = {"room": row.room}
        row.room = room
        row.changed_at = at if row.published_at else None
        row.sequence += 1 if row.published_at else 0
        row.save(update_fields=["room", "changed_at", "sequence"])
        note(by=by, verb="set_room", subject=row, at=at, before=before, after={"room": room})
    return row


@transaction.atomic
def walk_in(one: Participant, other: Participant, *, by: Any, at: datetime) -> Meeting:
    """
    Place a meeting that nobody planned in the first slot in which both, a table and an interpreter are free.

    The schedule with it is published at once as the next version; nobody else moves.

    :raises Refusal: with the sentence from rules.forum_plans.why_not_walk_in
    """
    from naru.fairs.plan import walk_in as place

    forum = hold(one.forum)
    now = plans.published(forum)
    refuse(rules.why_not_replan(published=now is not None))
    assert now is not None
    host, guest = (one, other) if one.side == Side.HOST else (other, one)
    planned = forum.meetings.scheduled().filter(host=host, guest=guest).exists()
    approved = one.standing == other.standing == Standing.APPROVED
    same_side = one.side == other.side or one.forum_id != other.forum_id
    facts = {"same_side": same_side, "approved": approved, "planned": planned}
    refuse(rules.why_not_walk_in(**facts, slot=True, table=True))
    meeting, _made = Meeting.objects.get_or_create(forum=forum, host=host, guest=guest)
    wanted = values.Meeting(meeting.pk, (host.pk, guest.pk), required=False)
    given = problems.as_published(forum, more=(wanted,))
    lost = set(forum.interpreters.standing().filter(lost_at__isnull=False).values_list("pk", flat=True))
    seats = {
        one.pk: Seat(one.slot_id, one.table_id, one.interpreter_id) for one in forum.meetings.scheduled()
    }
    first = given.next_slot(at, forum.zone)
    left = _what_is_left(given, meeting.pk, lost)
    found = place(left, given.plan_of(seats), wanted, now=first if first < len(given.slots) else 0)
    if isinstance(found, values.Unplaced):
        raise Refusal(str(found.why))
    seat = given.seat_of(found)
    plan = Plan.objects.create(
        forum=forum,
        number=next_number(forum),
        after=now,
        seconds=0,
        asked_at=at,
        asked_by=by,
        result=Result.FEASIBLE,
        breaks=now.breaks,
        bound=0,
        changes=[{"kind": WALK_IN, "whose": meeting.pk}],
    )
    Placing.objects.bulk_create(
        Placing(
            plan=plan, meeting_id=key, slot_id=at_.slot, table_id=at_.table, interpreter_id=at_.interpreter
        )
        for key, at_ in {**seats, meeting.pk: seat}.items()
    )
    meeting.walk_in = True
    meeting.save(update_fields=["walk_in"])
    note(by=by, verb="placed_walk_in", subject=meeting, at=at, after={"slot": str(given.slots[found.slot])})
    publishing.publish(plan, by=by, at=at)
    return _held(meeting)


def _what_is_left(given: problems.Given, meeting: int, lost_helpers: set[int]) -> values.Problem:
    """Give the problem without the new meeting, in which nobody is sent to a lost table or interpreter."""
    problem = given.problem
    lost = tuple(number for number, table in enumerate(given.tables) if table.lost_at)
    everywhere = frozenset(range(problem.slots))
    nobody = values.Participant("nobody", tables=lost)  # a table of one's own is nobody else's
    return replace(
        problem,
        participants=(*problem.participants, nobody) if lost else problem.participants,
        meetings=tuple(one for one in problem.meetings if one.id != meeting),
        interpreters=tuple(
            replace(one, forbidden=everywhere) if one.id in lost_helpers else one
            for one in problem.interpreters
        ),
    )
