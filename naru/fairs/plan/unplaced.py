"""Why each wish is left out, and what would have made it possible."""

from __future__ import annotations

from collections.abc import Mapping

from naru.fairs.plan.ground import Ground
from naru.fairs.plan.problem import Unplaced
from naru.fairs.plan.reasons import Reason, because

MOST = 2
"""Ways that are named for one wish."""


def reasons(base: Ground, slots: Mapping[int, int], helpers: Mapping[int, int]) -> tuple[Unplaced, ...]:
    """This will give, for each wish that is not in a plan, its reason and what would have made it possible."""
    missing = [number for number in range(len(base.domains)) if number not in slots]
    if not missing:
        return ()
    busy: list[dict[int, int]] = [{} for _ in base.of]
    tables: dict[tuple[object, int], int] = {}
    helping: set[tuple[int, int]] = set()
    for number, slot in slots.items():
        for side in base.pairs[number]:
            busy[side][slot] = number
        key = base.homes[number] or base.hall_of[number]
        tables[key, slot] = tables.get((key, slot), 0) + 1
        if number in helpers:
            helping.add((helpers[number], slot))
    return tuple(_reason(base, number, busy, tables, helping) for number in missing)


def _name(base: Ground, side: int) -> str:
    return str(base.problem.participants[side].id)


def _reason(
    base: Ground,
    number: int,
    busy: list[dict[int, int]],
    tables: Mapping[tuple[object, int], int],
    helping: set[tuple[int, int]],
) -> Unplaced:
    meeting = base.problem.meetings[number]
    if base.helpers[number] == ():
        return Unplaced(meeting.id, because("no_interpreter"))
    if not base.domains[number]:
        free = set(range(base.problem.slots)).difference(*(base.away[side] for side in base.pairs[number]))
        return Unplaced(
            meeting.id,
            because("session_closed" if free and meeting.session else "no_common_slot"),
            _if_free(base, number, busy),
        )
    one, other = base.pairs[number]
    ways: list[Reason] = []
    code = "crowded"
    open_slots = [slot for slot in base.domains[number] if slot not in busy[one] and slot not in busy[other]]
    for slot in open_slots:
        key = base.homes[number] or base.hall_of[number]
        room = len(base.homes[number]) or base.room(base.hall_of[number] or "")
        if base.hall_of[number] is not None and tables.get((key, slot), 0) >= room:
            code = "no_table"
            ways.append(because("if_table", slot=slot))
        elif base.helpers[number] and all(
            (helper, slot) in helping or slot in base.problem.interpreters[helper].forbidden
            for helper in base.helpers[number] or ()
        ):
            code = "interpreters_busy"
            sides = [base.problem.participants[side].languages for side in (one, other)]
            words = " – ".join("/".join(sorted(side)) for side in sides)
            ways.append(because("if_interpreter", languages=words, slot=slot))
    if open_slots:
        return Unplaced(meeting.id, because(code), tuple(ways[:MOST]))
    for side, against in ((one, other), (other, one)):
        swaps = [slot for slot in base.domains[number] if slot in busy[side] and slot not in busy[against]]
        ways.extend(
            because("if_dropped", meeting=base.problem.meetings[busy[side][slot]].id) for slot in swaps[:1]
        )
        if all(slot in busy[side] for slot in base.domains[number]):
            return Unplaced(meeting.id, because("side_full", who=_name(base, side)), tuple(ways[:MOST]))
    return Unplaced(meeting.id, because("no_common_slot"), tuple(ways[:MOST]) or _if_free(base, number, busy))


def _if_free(base: Ground, number: int, busy: list[dict[int, int]]) -> tuple[Reason, ...]:
    """Name a slot in which one side is free and the other could be."""
    meeting = base.problem.meetings[number]
    first, last = base.problem.sessions[meeting.session] if meeting.session else (0, base.problem.slots)
    ways = []
    for side, against in (base.pairs[number], base.pairs[number][::-1]):
        for slot in range(first, last):
            if slot in base.away[side] and slot not in base.away[against] and slot not in busy[against]:
                ways.append(because("if_slot", who=_name(base, side), slot=slot))
                break
    return tuple(ways[:MOST])
