"""A plan mended while meetings are running: the past is fixed, the fewest published meetings move."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.ground import Ground, breaks_by_participant, ground
from naru.fairs.plan.problem import (
    Absent,
    Change,
    Id,
    InterpreterLost,
    Late,
    Left,
    Moved,
    Placed,
    Plan,
    Problem,
    Replan,
    Status,
    TableLost,
    Unplaced,
)
from naru.fairs.plan.reasons import because
from naru.fairs.plan.tables import seat


def _away(problem: Problem, changes: Iterable[Change], now: int) -> tuple[dict[Id, set[int]], set[Id]]:
    """Give who is away in which slots, and who is gone."""
    away: dict[Id, set[int]] = {}
    gone: set[Id] = set()
    for change in changes:
        if isinstance(change, Late):
            away.setdefault(change.participant, set()).update(range(now, now + change.slots))
        elif isinstance(change, Absent):
            until = problem.slots if change.until is None else change.until
            away.setdefault(change.participant, set()).update(range(max(now, change.since), until))
        elif isinstance(change, Left):
            gone.add(change.participant)
    return away, gone


def replan(
    problem: Problem, plan: Plan, changes: Iterable[Change], *, now: int, seconds: float = 2.0, seed: int = 0
) -> Replan:
    """
    This will mend a plan after changes: first as few meetings as possible are dropped, then as few as
    possible move to another slot, then as few as possible change interpreter.

    :param now: the slot that begins next; all before it are past and stay as they were
    :param seconds: when to stop with the best so far; the result says whether it was proved
    """
    begun = time.perf_counter()
    changes = tuple(changes)
    whole_ground, possible = _changed(problem, plan, changes, now)
    model = whole.build(whole_ground, fairness=None, optional=True)
    before = {one.meeting: one for one in plan.schedule}
    number_of = {meeting.id: number for number, meeting in enumerate(problem.meetings)}
    dropped, moved, swapped = [], [], []
    helper_of = {one.id: number for number, one in enumerate(problem.interpreters)}
    lost_helpers = {one.interpreter for one in changes if isinstance(one, InterpreterLost)}
    for number, meeting in enumerate(problem.meetings):
        old = before.get(meeting.id)
        if old is None or number not in possible:
            if number in model.held:
                model.model.add(model.held[number] == 0)
            continue
        dropped.append(model.held[number].negated())
        stays = model.at.get((number, old.slot))
        if stays is not None:
            moved.append(stays.negated())
            model.model.add_hint(stays, 1)
            if old.interpreter is not None:
                same = model.helped.get((number, helper_of[old.interpreter], old.slot))
                if same is not None:
                    swapped.append(same.negated())
                    if old.slot < now:
                        model.model.add(same == 1)
    for (_number, helper, slot), literal in model.helped.items():
        if slot >= now and problem.interpreters[helper].id in lost_helpers:
            model.model.add(literal == 0)
    size = len(problem.meetings) + 1
    model.model.minimize(size * size * sum(dropped) + size * sum(moved) + sum(swapped))
    solver = _solver(seconds - (time.perf_counter() - begun), seed)
    outcome = solver.solve(model.model)
    if outcome not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Replan(replace(plan, status=Status.UNKNOWN), (), proven=False)
    slots = {number: slot for (number, slot), literal in model.at.items() if solver.boolean_value(literal)}
    helpers = {
        number: helper
        for (number, helper, _s), literal in model.helped.items()
        if solver.boolean_value(literal)
    }
    kept = {
        number_of[one.meeting]: one.location
        for one in plan.schedule
        if slots.get(number_of[one.meeting]) == one.slot
    }
    schedule = seat(whole_ground, slots, helpers, lost=whole_ground.lost, kept=kept)
    proven = outcome == cp_model.OPTIMAL
    mended = _as_plan(
        problem, plan, schedule, possible, number_of, seconds=time.perf_counter() - begun, proven=proven
    )
    return Replan(mended, _moves(before, schedule), proven)


def _changed(problem: Problem, plan: Plan, changes: tuple[Change, ...], now: int) -> tuple[Ground, set[int]]:
    """Give the ground after the changes, and which meetings can still be held."""
    away, gone = _away(problem, changes, now)
    lost = frozenset(one.location for one in changes if isinstance(one, TableLost))
    old = ground(problem)
    slot_of = plan.slot_of
    free = ground(replace(problem, meetings=tuple(replace(one, fixed_slot=None) for one in problem.meetings)))
    domains: list[tuple[int, ...]] = []
    possible: set[int] = set()
    for number, meeting in enumerate(problem.meetings):
        slot = slot_of.get(meeting.id)
        barred = set().union(*(away.get(side, set()) for side in meeting.between))
        if slot is None:
            domains.append(())
            continue
        if slot < now:
            domains.append((slot,))
        elif any(side in gone for side in meeting.between):
            domains.append(())
            continue
        else:
            source = old if slot not in barred else free
            domains.append(tuple(one for one in source.domains[number] if one >= now and one not in barred))
        possible.add(number)
    homes = tuple(tuple(table for table in home if table not in lost) for home in old.homes)
    return replace(old, domains=tuple(domains), homes=homes, lost=lost, now=now), possible


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    return solver


def _moves(before: dict[Id, Placed], schedule: tuple[Placed, ...]) -> tuple[Moved, ...]:
    after = {one.meeting: one for one in schedule}
    moves = [Moved(key, old, after.get(key)) for key, old in before.items() if after.get(key) != old]
    return tuple(sorted(moves, key=lambda one: not one.another_slot))


def _as_plan(
    problem: Problem,
    plan: Plan,
    schedule: tuple[Placed, ...],
    possible: set[int],
    number_of: dict[Id, int],
    *,
    seconds: float,
    proven: bool,
) -> Plan:
    held = {one.meeting: one.slot for one in schedule}
    breaks = breaks_by_participant(problem, held)
    gone = tuple(
        Unplaced(one.meeting, because("left", who=_who(problem, one.meeting)))
        if number_of[one.meeting] not in possible
        else Unplaced(one.meeting, because("no_common_slot"))
        for one in plan.schedule
        if one.meeting not in held
    )
    spread = max(breaks.values(), default=0) - min(breaks.values(), default=0)
    return Plan(
        Status.OPTIMAL if proven else Status.FEASIBLE,
        sum(breaks.values()),
        0,
        spread,
        seconds,
        schedule,
        plan.unplaced + gone,
    )


def _who(problem: Problem, meeting: Id) -> str:
    return " / ".join(str(side) for side in problem.meeting_by_id[meeting].between)
