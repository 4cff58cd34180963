"""A meeting that nobody had planned gets its place at once: values in, a place or a reason out."""

from __future__ import annotations

from dataclasses import replace

from naru.fairs.plan.ground import Ground, ground
from naru.fairs.plan.problem import Id, Meeting, Placed, Plan, Problem, Unplaced
from naru.fairs.plan.reasons import because


def walk_in(problem: Problem, plan: Plan, meeting: Meeting, *, now: int) -> Placed | Unplaced:
    """
    This will place one more meeting at once: the first slot in which both, a table and an interpreter are free.

    Rests, walks between halls and changes of table are held to as in the plan.

    :param problem: as it was planned, without the new meeting
    :param now: the first slot that it may take
    """
    new = len(problem.meetings)
    base = ground(replace(problem, meetings=(*problem.meetings, replace(meeting, required=False))))
    number_of = {one.id: number for number, one in enumerate(problem.meetings)}
    slots = {number_of[one.meeting]: one.slot for one in plan.schedule}
    helpers = base.helpers[new]
    if helpers == ():
        return Unplaced(meeting.id, because("no_interpreter"))
    short = "no_common_slot"
    for slot in base.domains[new]:
        if slot < now or not _sides_free(base, slots, new, slot):
            continue
        here = [one for one in plan.schedule if one.slot == slot]
        remote = base.hall_of[new] is None
        choice = base.homes[new] or base.rooms.get(base.hall_of[new] or "", ())
        free = [table for table in choice if table not in {one.location for one in here}]
        if not remote and not free:
            short = "no_table"
            continue
        table = None if remote else free[0]
        if helpers is None:
            return Placed(meeting.id, slot, table)
        for helper in helpers:
            if _helper_free(base, plan, number_of, helper, slot, table):
                return Placed(meeting.id, slot, table, problem.interpreters[helper].id)
        short = "interpreters_busy"
    return Unplaced(meeting.id, because(short))


def _day(base: Ground, slot: int) -> tuple[int, int]:
    return next(day for day in base.problem.whole_days if day[0] <= slot < day[1])


def _longest(busy: set[int], day: tuple[int, int]) -> int:
    longest = run = 0
    for slot in range(*day):
        run = run + 1 if slot in busy else 0
        longest = max(longest, run)
    return longest


def _sides_free(base: Ground, slots: dict[int, int], new: int, slot: int) -> bool:
    day = _day(base, slot)
    walk = {frozenset(pair): far for pair, far in base.problem.walking.items()}
    for side in base.pairs[new]:
        mine = {row: slots[row] for row in base.of[side] if row in slots}
        if sum(1 for other in mine.values() if other == slot) >= base.seats[side]:
            return False
        if base.rests[side] and _longest({*mine.values(), slot}, day) > base.rests[side]:
            return False
        for row, other in mine.items():
            far = walk.get(frozenset({base.hall_of[row] or "", base.hall_of[new] or ""}), 0)
            if base.hall_of[row] is None or base.hall_of[new] is None or not day[0] <= other < day[1]:
                continue
            if far and abs(other - slot) <= far:
                return False
    return True


def _helper_free(
    base: Ground, plan: Plan, number_of: dict[Id, int], helper: int, slot: int, table: int | None
) -> bool:
    who, day = base.problem.interpreters[helper], _day(base, slot)
    if slot in who.forbidden:
        return False
    mine = [one for one in plan.schedule if one.interpreter == who.id and day[0] <= one.slot < day[1]]
    if any(one.slot == slot for one in mine):
        return False
    if who.rest_after and _longest({*(one.slot for one in mine), slot}, day) > who.rest_after:
        return False
    return not any(abs(one.slot - slot) <= who.change and one.location != table for one in mine)
