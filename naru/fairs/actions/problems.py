"""What a plan is made from: a forum's rows turned into the values that the planner takes, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from naru.fairs.models import Forum, Interpreter, Meeting, Participant, Slot, Table, Wish
from naru.fairs.plan import problem as values
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_times import EARLIEST, LATEST
from naru.fairs.rules.forum_words import Side


@dataclass(frozen=True)
class Given:
    """A problem with the rows that its numbers stand for."""

    problem: values.Problem
    slots: list[Slot]
    tables: list[Table]
    unknown: int = 0
    """Pairs that want to meet since the version was asked for, and are not in the problem."""

    def slot_number(self, slot: int) -> int:
        """Give the number of a slot by its key."""
        return next(number for number, one in enumerate(self.slots) if one.pk == slot)

    def seat_of(self, placed: values.Placed) -> Seat:
        """Give where a placed meeting stands, by keys."""
        table = None if placed.location is None else self.tables[placed.location].pk
        return Seat(self.slots[placed.slot].pk, table, _key(placed.interpreter))

    def plan_of(self, seats: dict[int, Seat]) -> values.Plan:
        """Give seats as the plan that the planner mends."""
        slots = {one.pk: number for number, one in enumerate(self.slots)}
        tables = {one.pk: number for number, one in enumerate(self.tables)}
        return values.Plan(
            values.Status.FEASIBLE,
            schedule=tuple(
                values.Placed(
                    meeting,
                    slots[seat.slot],
                    None if seat.table is None else tables[seat.table],
                    seat.interpreter,
                )
                for meeting, seat in seats.items()
            ),
        )

    def next_slot(self, at: datetime, zone: str) -> int:
        """Give the number of the first slot that has not begun at a moment; as many as there are where all have."""
        for number, slot in enumerate(self.slots):
            if slot.start(zone) > at:
                return number
        return len(self.slots)


def _key(value: values.Id | None) -> int | None:
    return None if value is None else int(value)


def pairs(forum: Forum) -> dict[tuple[int, int], list[Wish]]:
    """Give the plannable pairs (host, guest) of a forum with the one or two wishes for each."""
    found: dict[tuple[int, int], list[Wish]] = {}
    for wish in (
        Wish.objects.filter(forum=forum).plannable().select_related("wisher", "wished").order_by("pk")
    ):
        one, other = wish.wisher, wish.wished
        host, guest = (one, other) if one.side == Side.HOST else (other, one)
        found.setdefault((host.pk, guest.pk), []).append(wish)
    return found


def from_wishes(forum: Forum, *, strict: bool) -> Given:
    """Turn the accepted wishes of a forum into a problem; lost tables and interpreters, and who left, are out."""
    wanted = pairs(forum)
    known = {(one.host_id, one.guest_id): one for one in Meeting.objects.filter(forum=forum)}
    slots = list(forum.slots.standing())
    number = {slot.pk: place for place, slot in enumerate(slots)}
    meetings = []
    for pair, wishes in wanted.items():
        pinned = next((wish.pinned_id for wish in wishes if wish.pinned_id in number), None)
        if pair not in known:
            continue
        meetings.append(
            values.Meeting(
                known[pair].pk,
                pair,
                fixed_slot=number.get(pinned) if pinned else None,
                required=strict or pinned is not None,
                mutual=len(wishes) > 1,
                rank=min(wish.priority for wish in wishes),
            )
        )
    tables = list(forum.tables.standing().filter(lost_at=None))
    helpers = list(forum.interpreters.standing().filter(lost_at=None).prefetch_related("cannot"))
    given = _given(forum, slots, tables, helpers, meetings)
    return replace(given, unknown=len(wanted) - len(meetings))


def as_published(forum: Forum, more: tuple[values.Meeting, ...] = ()) -> Given:
    """Turn the published schedule of a forum into a problem, with what was lost since still in its place."""
    rows = Meeting.objects.filter(forum=forum).scheduled()
    meetings = [values.Meeting(one.pk, (one.host_id, one.guest_id), required=False) for one in rows]
    slots = list(forum.slots.standing())
    tables = list(forum.tables.standing())
    helpers = list(forum.interpreters.standing().prefetch_related("cannot"))
    return _given(forum, slots, tables, helpers, [*meetings, *more])


def _given(
    forum: Forum,
    slots: list[Slot],
    tables: list[Table],
    helpers: list[Interpreter],
    meetings: list[values.Meeting],
) -> Given:
    number = {slot.pk: place for place, slot in enumerate(slots)}
    present = {side for meeting in meetings for side in meeting.between}
    people = Participant.objects.filter(pk__in=present).order_by("pk").prefetch_related("cannot")
    halls = tuple(table.hall for table in tables)
    several = len(set(halls)) > 1
    walking = {}
    if several and forum.walk_slots:
        names = sorted(set(halls))
        walking = {(one, other): forum.walk_slots for one in names for other in names if one < other}
    problem = values.Problem(
        participants=tuple(
            _participant(forum, one, number, several=several, halls=set(halls)) for one in people
        ),
        meetings=tuple(meetings),
        slots=len(slots),
        locations=len(tables),
        fairness=forum.fairness,
        interpreters=tuple(
            values.Interpreter(
                one.pk,
                frozenset(one.languages),
                frozenset(number[slot.pk] for slot in one.cannot.all() if slot.pk in number),
                one.rest_after,
            )
            for one in helpers
        ),
        days=_days(slots),
        halls=halls if several else (),
        walking=walking,
        starts=tuple(slot.start(forum.zone) for slot in slots),
        minutes=forum.slot_minutes,
        name=str(forum.pk),
    )
    return Given(problem, slots, tables)


def _participant(
    forum: Forum, one: Participant, number: dict[int, int], *, several: bool, halls: set[str]
) -> values.Participant:
    elsewhere = forum.online and one.zone and one.zone != forum.zone
    return values.Participant(
        one.pk,
        forbidden=frozenset(number[slot.pk] for slot in one.cannot.all() if slot.pk in number),
        languages=frozenset(one.languages),
        seats=one.seats,
        hall=one.hall if several and one.hall in halls else None,
        rest_after=forum.rest_after,
        online=forum.online,
        zone=one.zone if elsewhere else None,
        hours=(EARLIEST, LATEST) if elsewhere else None,
        organisation=one.organisation_id,
    )


def _days(slots: list[Slot]) -> tuple[tuple[int, int], ...]:
    days: dict[Any, list[int]] = {}
    for number, slot in enumerate(slots):
        days.setdefault(slot.day, []).append(number)
    return tuple((numbers[0], numbers[-1] + 1) for numbers in days.values())


def digest(given: Given) -> str:
    """Give a digest of a problem and the rows behind it: the same as long as nothing has changed."""
    problem = given.problem
    told = {
        "slots": [slot.pk for slot in given.slots],
        "starts": [moment.isoformat() for moment in problem.starts],
        "tables": [(table.pk, table.hall) for table in given.tables],
        "fairness": problem.fairness,
        "unknown": given.unknown,
        "participants": [
            [
                one.id,
                sorted(one.forbidden),
                sorted(one.languages),
                one.seats,
                one.hall,
                one.rest_after,
                one.zone,
            ]
            for one in problem.participants
        ],
        "meetings": [[one.id, one.between, one.fixed_slot, one.mutual, one.rank] for one in problem.meetings],
        "interpreters": [
            [one.id, sorted(one.languages), sorted(one.forbidden)] for one in problem.interpreters
        ],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
