"""The meeting plan: values in, a plan and reasons out."""

from __future__ import annotations

import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.ground import Ground, breaks_by_participant, ground
from naru.fairs.plan.mend import replan
from naru.fairs.plan.problem import (
    Absent,
    Change,
    Conflict,
    Id,
    Interpreter,
    InterpreterLost,
    Late,
    Left,
    Meeting,
    Moved,
    Participant,
    Placed,
    Plan,
    Problem,
    Progress,
    Replan,
    Status,
    TableLost,
    Unplaced,
    gap,
)
from naru.fairs.plan.reasons import Reason, because
from naru.fairs.plan.tables import seat

Told = Callable[[Progress], None]
Stop = Callable[[], bool]

__all__ = [
    "Absent",
    "Change",
    "Conflict",
    "Id",
    "Interpreter",
    "InterpreterLost",
    "Late",
    "Left",
    "Meeting",
    "Moved",
    "Participant",
    "Placed",
    "Plan",
    "Problem",
    "Progress",
    "Reason",
    "Replan",
    "Status",
    "TableLost",
    "Unplaced",
    "gap",
    "make_plan",
    "replan",
    "walk_in",
]


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells each better plan and asks whether to stop."""

    def __init__(self, began: float, told: Told | None, stop: Stop | None) -> None:
        super().__init__()
        self.began, self.told, self.stopped = began, told, stop

    def on_solution_callback(self) -> None:
        """Tell."""
        best, bound = int(self.objective_value), max(0, int(self.best_objective_bound))
        if self.told:
            self.told(
                Progress(best, bound, gap(best, bound), time.perf_counter() - self.began, stage="improve")
            )
        if self.stopped and self.stopped():
            self.stop_search()


def make_plan(
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    told: Told | None = None,
    stop: Stop | None = None,
) -> Plan:
    """
    This will plan the meetings: all that are required, as many wishes as possible, then the fewest breaks.

    :param seconds: when to stop with the best so far
    :param seed: the same seed gives the same plan
    :param told: hears how it stands: best, bound, gap, seconds
    :param stop: asked often; true ends it with the best so far
    """
    began = time.perf_counter()
    base = ground(problem)
    model = whole.build(base, fairness=problem.fairness)
    size = sum(1 for _ in model.busy) + 1
    breaks = sum(model.breaks)
    model.model.minimize(
        size * sum(_weight(base, number) * held.negated() for number, held in model.held.items()) + breaks
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = seconds
    outcome = solver.solve(model.model, _Watch(began, told, stop))
    spent = time.perf_counter() - began
    if outcome == cp_model.INFEASIBLE:
        return Plan(Status.INFEASIBLE, seconds=spent)
    if outcome not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Plan(Status.UNKNOWN, seconds=spent)
    slots = {number: slot for (number, slot), one in model.at.items() if solver.boolean_value(one)}
    helpers = {
        number: helper for (number, helper, _s), one in model.helped.items() if solver.boolean_value(one)
    }
    schedule = seat(base, slots, helpers)
    each = breaks_by_participant(problem, {one.meeting: one.slot for one in schedule})
    total = sum(each.values())
    proven = outcome == cp_model.OPTIMAL
    lost = sum(_weight(base, number) for number in model.held if number not in slots)
    return Plan(
        Status.OPTIMAL if proven else Status.FEASIBLE,
        total,
        total if proven else max(0, int(solver.best_objective_bound) - size * lost),
        max(each.values(), default=0) - min(each.values(), default=0),
        spent,
        schedule,
        tuple(
            Unplaced(problem.meetings[number].id, because("crowded"))
            for number in model.held
            if number not in slots
        ),
        lost=lost,
        lost_bound=lost if proven else 0,
    )


def _weight(base: Ground, number: int) -> int:
    meeting = base.problem.meetings[number]
    return 4 + 4 * meeting.mutual + max(0, 4 - meeting.rank) * (meeting.rank > 0)


def walk_in(problem: Problem, plan: Plan, meeting: Meeting, *, now: int) -> Placed | Unplaced:
    """
    This will place one more meeting at once: the first slot in which both, a table and an interpreter are free.

    :param problem: as it was planned, without the new meeting
    :param now: the first slot that it may take
    """
    from dataclasses import replace

    more = replace(problem, meetings=(*problem.meetings, replace(meeting, required=False)))
    placed = ground(more)
    new = len(problem.meetings)
    taken = {
        side: {plan.slot_of[one.id] for one in problem.of[side] if one.id in plan.slot_of}
        for side in meeting.between
    }
    helpers = placed.helpers[new]
    full = False
    for slot in placed.domains[new]:
        if slot < now or any(slot in taken[side] for side in meeting.between):
            continue
        here = [one for one in plan.schedule if one.slot == slot]
        used = {one.location for one in here}
        at_work = {one.interpreter for one in here}
        free = [
            table
            for table in (placed.homes[new] or placed.rooms.get(placed.hall_of[new] or "", ()))
            if table not in used
        ]
        if placed.hall_of[new] is not None and not free:
            full = True
            continue
        table = free[0] if placed.hall_of[new] is not None else None
        if helpers is None:
            return Placed(meeting.id, slot, table)
        for helper in helpers:
            who = problem.interpreters[helper]
            if slot not in who.forbidden and who.id not in at_work:
                return Placed(meeting.id, slot, table, who.id)
        full = True
    if helpers == ():
        return Unplaced(meeting.id, because("no_interpreter"))
    return Unplaced(
        meeting.id,
        because(
            "no_table" if full and helpers is None else "interpreters_busy" if full else "no_common_slot"
        ),
    )
