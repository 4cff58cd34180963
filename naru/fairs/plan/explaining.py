"""Why nothing is possible: the smallest group of wishes that clash, found by leaving out one after another."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.ground import Ground, ground
from naru.fairs.plan.problem import Conflict
from naru.fairs.plan.reasons import Reason, because
from naru.fairs.plan.worth import least_breaks_of


def explain(base: Ground, *, seconds: float, stop: Callable[[], bool] | None = None) -> Conflict:
    """
    This will look for the smallest group of required meetings that cannot all be held.

    All other meetings may then be left out. When time runs out the group is said not to be proved smallest.
    """
    until = time.monotonic() + seconds
    problem = base.problem
    must = [number for number, one in enumerate(problem.meetings) if one.required]
    why, group, smallest = because("clash"), list(must), True
    if problem.fairness is not None:
        alone = _uneven_alone(base, problem.fairness)
        if alone or _clashes(base, must, None, until, seconds / 3) is False:
            why, group = because("too_uneven", fairness=problem.fairness), alone or group
    size = max(1, len(group) // 2)
    while True:
        place, dropped = 0, False
        while place < len(group):
            if time.monotonic() >= until or (stop and stop()):
                return _told(base, group, why, smallest=False)
            rest = group[:place] + group[place + size :]
            answer = _clashes(base, rest, problem.fairness, until, max(0.3, seconds / 8))
            if answer:
                group, dropped = rest, True
            else:
                smallest = smallest and (size > 1 or answer is False)
                place += size
        if size == 1 and not dropped:
            return _told(base, group, why, smallest=smallest)
        size = max(1, size // 2)


def _told(base: Ground, group: list[int], why: Reason, *, smallest: bool) -> Conflict:
    return Conflict(tuple(base.problem.meetings[one].id for one in group), why, smallest=smallest)


def _uneven_alone(base: Ground, fairness: int) -> list[int]:
    """Give the meetings of the side that has too many breaks whatever the others do, if there is one; the fewest."""
    found: list[list[int]] = []
    for side, rows in enumerate(base.of):
        mine = [row for row in rows if base.problem.meetings[row].required]
        if mine and least_breaks_of(base, side, mine) > fairness:
            found.append(mine)
    return min(found, key=len, default=[])


def _clashes(base: Ground, group: list[int], fairness: int | None, until: float, most: float) -> bool | None:
    """
    Say whether these cannot all be held; none when it is not known in time.

    All others may be left out, so that they need not be in the model at all.
    """
    meetings = tuple(replace(base.problem.meetings[number], required=True) for number in group)
    part = replace(
        ground(replace(base.problem, meetings=meetings)),
        domains=tuple(base.domains[number] for number in group),
        lost=base.lost,
        now=base.now,
    )
    model = whole.build(part, fairness=fairness)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(0.05, min(most, until - time.monotonic()))
    outcome = solver.solve(model.model)
    if outcome == cp_model.INFEASIBLE:
        return True
    return False if outcome in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
