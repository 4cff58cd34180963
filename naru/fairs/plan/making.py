"""Making a plan: look first, then race on a plain problem, or solve the whole model."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from naru.fairs.plan import looking
from naru.fairs.plan.explaining import explain
from naru.fairs.plan.ground import Ground, breaks_by_participant, ground
from naru.fairs.plan.problem import Conflict, Plan, Problem, Progress, Status, Unplaced, gap
from naru.fairs.plan.pure import encode
from naru.fairs.plan.race import Race
from naru.fairs.plan.tables import seat
from naru.fairs.plan.worth import least_breaks

Told = Callable[[Progress], None]
Stop = Callable[[], bool]

SOLVER = "cadical153"
"""Measured in docs/decisions/0036."""
EXPLAINING = 5.0
"""Seconds that may go into saying why nothing is possible."""


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
    :param seed: the same seed gives the same plan, unless time ran out or somebody stopped it
    :param told: hears how it stands: best, bound, gap, seconds
    :param stop: asked often; true ends it with the best so far
    """
    began = time.monotonic()
    base = ground(problem)
    if found := looking.count(base):
        return Plan(Status.INFEASIBLE, seconds=time.monotonic() - began, conflict=found)
    if not base.plain:
        from naru.fairs.plan.improving import solve

        return solve(base, began=began, seconds=seconds, seed=seed, told=told, stop=stop)
    return _race(base, began=began, seconds=seconds, seed=seed, told=told, stop=stop)


def _race(
    base: Ground, *, began: float, seconds: float, seed: int, told: Told | None, stop: Stop | None
) -> Plan:
    problem, cpu = base.problem, time.process_time()
    if told:
        told(Progress(None, 0, None, time.monotonic() - began, stage="look"))
    look = looking.relax(base, fairness=problem.fairness, seconds=min(3.0, seconds))
    if look.impossible:
        return _impossible(base, began=began, seconds=seconds, stop=stop)
    pure = encode(base, fairness=problem.fairness, seed=seed)
    where = {variable: key for key, variable in pure.at.items()}

    def slots_of(held: tuple[int, ...]) -> dict[int, int]:
        return dict(where[variable] for variable in held)

    def cost(held: tuple[int, ...]) -> int:
        slots = slots_of(held)
        return sum(
            breaks_by_participant(
                problem, {problem.meetings[one].id: slot for one, slot in slots.items()}
            ).values()
        )

    def tell(best: int | None, bound: int) -> None:
        if told:
            share = None if best is None else gap(best, bound)
            told(
                Progress(
                    best,
                    bound,
                    share,
                    time.monotonic() - began,
                    stage="prove" if best == bound else "improve",
                )
            )

    race = Race(pure, bound=max(look.bound, least_breaks(base)), solver=SOLVER, cost=cost)
    outcome = race.run(until=began + seconds, told=tell, stop=stop)
    used = time.process_time() - cpu + outcome.cpu_seconds
    if outcome.impossible:
        return replace(_impossible(base, began=began, seconds=seconds, stop=stop), cpu_seconds=used)
    if outcome.held is None or outcome.breaks is None:
        return Plan(Status.UNKNOWN, bound=outcome.bound, seconds=time.monotonic() - began, cpu_seconds=used)
    return finished(
        base,
        slots_of(outcome.held),
        {},
        bound=outcome.bound,
        proven=outcome.breaks <= outcome.bound,
        seconds=time.monotonic() - began,
        cpu_seconds=used,
    )


def _impossible(base: Ground, *, began: float, seconds: float, stop: Stop | None) -> Plan:
    spent = time.monotonic() - began
    conflict: Conflict | None = explain(base, seconds=min(EXPLAINING, max(1.0, seconds - spent)), stop=stop)
    return Plan(Status.INFEASIBLE, seconds=spent, conflict=conflict)


def finished(
    base: Ground,
    slots: dict[int, int],
    helpers: dict[int, int],
    *,
    bound: int,
    proven: bool,
    seconds: float,
    cpu_seconds: float = 0.0,
    unplaced: tuple[Unplaced, ...] = (),
    lost: int = 0,
    lost_bound: int = 0,
) -> Plan:
    """This will seat what was placed and count it anew, so that a plan never says what it is not."""
    schedule = seat(base, slots, helpers)
    each = breaks_by_participant(base.problem, {one.meeting: one.slot for one in schedule})
    total = sum(each.values())
    return Plan(
        Status.OPTIMAL if proven else Status.FEASIBLE,
        total,
        total if proven else min(bound, total),
        max(each.values(), default=0) - min(each.values(), default=0),
        seconds,
        schedule,
        unplaced,
        cpu_seconds=cpu_seconds,
        lost=lost,
        lost_bound=lost if proven else lost_bound,
    )
