"""
The whole problem solved: a first plan placed one by one, then the whole model, or part after part of it.

All work is counted in the solver's deterministic time, so that the same seed gives the same plan; the clock only
cuts off what takes too long.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.explaining import explain
from naru.fairs.plan.ground import Ground, breaks_of
from naru.fairs.plan.hearing import Hearing
from naru.fairs.plan.making import finished
from naru.fairs.plan.parts import Part
from naru.fairs.plan.placing import place
from naru.fairs.plan.problem import Plan, Progress, Status, gap
from naru.fairs.plan.runs import Runs
from naru.fairs.plan.unplaced import reasons
from naru.fairs.plan.worth import State, least_breaks, least_lost, organisations, weight

Told = Callable[[Progress], None]
Stop = Callable[[], bool]

DIRECT = 40_000
"""Variables up to which the whole model is tried at once."""
SHARE = 0.45
"""Deterministic seconds given out for each second that the caller allows."""
STEP = 0.2
"""Deterministic seconds for one part."""
FREED = 70
"""Meetings that one part sets free."""
TIDY = 0.8
"""How often a part only tidies what is placed."""
COSTS = 0.05
"""What a part takes at least, in the same seconds."""
CELL = 1e-5
"""What placing sides anew takes for each meeting and slot, in the same seconds."""
PARTS = 20
"""Parts between two rounds in which sides are placed anew."""
MIXED = 60
"""Times that a few sides are placed anew together in such a round."""


class Work:
    """One run: its limits, and the best state so far."""

    def __init__(
        self, base: Ground, *, began: float, seconds: float, seed: int, told: Told | None, stop: Stop | None
    ) -> None:
        self.base, self.began, self.until = base, began, began + seconds
        self.budget = seconds * SHARE
        self.seed, self.told, self.stop = seed, told, stop
        self.random = random.Random(seed)  # noqa: S311
        self.organisations = organisations(base)
        self.best = State()
        self.bound, self.lost_bound = 0, 0
        self.proven = False

    @property
    def halted(self) -> bool:
        """Whether time, work or patience is at an end."""
        return time.monotonic() >= self.until or self.budget <= 0 or bool(self.stop and self.stop())

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        best = self.best
        return self.proven or self.halted or (best.breaks <= self.bound and best.lost <= self.lost_bound)

    def tell(self, stage: str) -> None:
        """Tell how it stands."""
        self.say(self.best.breaks, self.bound, len(self.base.domains) - len(self.best.slots), stage)

    def say(self, best: int, bound: int, unplaced: int, stage: str = "improve") -> None:
        """Tell how it stands by what a solver says while it is at work."""
        if self.told:
            seconds = time.monotonic() - self.began
            self.told(Progress(best, bound, gap(best, bound), seconds, unplaced, stage))

    def measure(self, slots: dict[int, int], helpers: dict[int, int]) -> State:
        """Count what a plan costs."""
        base, days = self.base, self.base.problem.whole_days
        lost = sum(weight(base, one) for one in range(len(base.domains)) if one not in slots) * 1_000
        for rows in self.organisations:
            left_out = sum(1 for one in rows if one not in slots)
            lost += left_out * left_out
        breaks = sum(breaks_of({slots[one] for one in rows if one in slots}, days) for rows in base.of)
        return State(slots, helpers, lost, breaks)


def solve(
    base: Ground, *, began: float, seconds: float, seed: int, told: Told | None, stop: Stop | None
) -> Plan:
    """This will plan a problem with interpreters, halls, rests, teams or wishes that may be left out."""
    cpu = time.process_time()
    work = Work(base, began=began, seconds=seconds, seed=seed, told=told, stop=stop)
    work.lost_bound = least_lost(base)
    if not work.lost_bound:
        work.bound = least_breaks(base)
    work.best = work.measure(*place(base, work.random))
    work.tell("place")
    _rows(work)
    size = sum(
        len(domain) * (1 + len(helpers or ()))
        for domain, helpers in zip(base.domains, base.helpers, strict=True)
    )
    if size <= DIRECT and _direct(work):
        return replace_seconds(
            Plan(Status.INFEASIBLE, conflict=explain(base, seconds=5.0, stop=stop)), began, cpu
        )
    while not work.done:
        for _ in range(PARTS):
            if work.done:
                break
            _part(work)
        _rows(work)
    missing = [
        one
        for one in range(len(base.domains))
        if base.problem.meetings[one].required and one not in work.best.slots
    ]
    fair = base.problem.fairness
    plan = finished(
        base,
        work.best.slots,
        work.best.helpers,
        bound=work.bound if work.best.lost <= work.lost_bound else 0,
        proven=work.proven or (work.best.lost <= work.lost_bound and work.best.breaks <= work.bound),
        seconds=time.monotonic() - began,
        cpu_seconds=time.process_time() - cpu,
        unplaced=reasons(base, work.best.slots, work.best.helpers),
        lost=work.best.lost,
        lost_bound=work.lost_bound,
    )
    if missing or (fair is not None and plan.max_difference is not None and plan.max_difference > fair):
        return replace_seconds(Plan(Status.UNKNOWN), began, cpu)
    return plan


def replace_seconds(plan: Plan, began: float, cpu: float) -> Plan:
    """Give the plan with the time it took."""
    return replace(plan, seconds=time.monotonic() - began, cpu_seconds=time.process_time() - cpu)


def _objective(work: Work, model: whole.Whole, scale: int) -> None:
    base = work.base
    terms: list[Any] = []
    for number, one in model.held.items():
        terms.append(scale * 1_000 * weight(base, number) * one.negated())
    for rows in work.organisations:
        left = [model.held[one].negated() for one in rows if one in model.held]
        if not left:
            continue
        steps = [model.model.new_bool_var("") for _ in left]
        model.model.add(sum(steps) == sum(left))
        terms.extend(scale * (2 * step + 1) * one for step, one in enumerate(steps))
    model.model.minimize(sum(terms) + sum(model.breaks))


def _hint(model: whole.Whole, state: State) -> None:
    for (number, slot), one in model.at.items():
        model.model.add_hint(one, state.slots.get(number) == slot)
    for number, one in model.held.items():
        model.model.add_hint(one, number in state.slots)
    for (number, helper, slot), one in model.helped.items():
        model.model.add_hint(one, state.slots.get(number) == slot and state.helpers.get(number) == helper)


def _solver(work: Work, deterministic: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = work.seed
    solver.parameters.max_deterministic_time = deterministic
    solver.parameters.max_time_in_seconds = max(0.05, work.until - time.monotonic())
    return solver


def _solved(
    work: Work, solver: cp_model.CpSolver, model: cp_model.CpModel, hearing: Hearing | None = None
) -> Any:
    """Solve, and end early when asked to: somebody looks while the solver is at work."""
    ended = threading.Event()

    def watch() -> None:
        while work.stop and not ended.wait(0.2):
            if work.stop():
                solver.stop_search()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(model, hearing)
    finally:
        ended.set()
        watcher.join()


def _direct(work: Work) -> bool:
    """
    Try the whole model at once; say whether it is impossible.

    Where the first plan holds every wish, none need be left out: that question is proven sooner by far.
    """
    everything = len(work.best.slots) == len(work.base.domains)
    if everything and not _solved_whole(work, every=True) and work.proven:
        return False
    return _solved_whole(work, every=False)


def _solved_whole(work: Work, *, every: bool) -> bool:
    model = whole.build(work.base, fairness=work.base.problem.fairness, every=every)
    scale = sum(len(rows) for rows in work.base.of) + 1
    _objective(work, model, scale)
    _hint(model, work.best)
    solver = _solver(work, work.budget * 0.6)
    hearing = Hearing(
        model,
        scale=scale,
        best=work.best.lost * scale + work.best.breaks,
        unplaced=len(work.base.domains) - len(work.best.slots),
        said=work.say,
    )
    solver.best_bound_callback = hearing.on_bound
    outcome = _solved(work, solver, model.model, hearing)
    work.budget -= solver.response_proto.deterministic_time
    if outcome == cp_model.INFEASIBLE:
        return True
    if outcome in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        work.best = work.measure(*_read(solver, model))
        bound = max(0, int(solver.best_objective_bound + 1e-6))
        work.lost_bound = max(work.lost_bound, bound // scale)
        if work.best.lost <= bound // scale:
            work.bound = max(work.bound, bound - work.best.lost * scale)
        work.proven = outcome == cp_model.OPTIMAL
        work.tell("prove" if work.proven else "improve")
    return False


def _read(solver: cp_model.CpSolver, model: whole.Whole) -> tuple[dict[int, int], dict[int, int]]:
    slots = {number: slot for (number, slot), one in model.at.items() if solver.boolean_value(one)}
    helpers = {
        number: helper for (number, helper, _slot), one in model.helped.items() if solver.boolean_value(one)
    }
    return slots, helpers


def _rows(work: Work) -> None:
    """Place sides anew one by one as long as that gains enough, then a few together."""
    if not work.best.slots or work.done:
        return
    runs = Runs(work.base, work.best, work.random)

    def tired(meetings: int) -> bool:
        work.budget -= CELL * meetings * work.base.problem.slots
        return work.halted

    def keep() -> None:
        found = work.measure(dict(runs.slots), dict(runs.helpers))
        better = found.cost < work.best.cost
        if found.cost <= work.best.cost:
            work.best = found
        if better:
            work.tell("improve")

    while runs.sweep(tired) * 100 > work.best.breaks:
        keep()
        if work.halted:
            return
    runs.mix(MIXED, tired)
    keep()


def _part(work: Work) -> None:
    """Set the meetings of some sides free, keep all others, and solve that part."""
    base, best = work.base, work.best
    free = _freed(work)
    tidy = len(best.slots) == len(base.domains) or work.random.random() < TIDY
    if tidy:  # what is placed stays placed, only better: a smaller question than which wishes to hold
        free = {number for number in free if number in best.slots}
    part = Part(base, best, free, tidy=tidy)
    solver = _solver(work, min(STEP, work.budget))
    outcome = _solved(work, solver, part.model)
    work.budget -= max(COSTS, solver.response_proto.deterministic_time)
    if outcome not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    slots = {number: slot for number, slot in best.slots.items() if number not in free}
    helpers = {number: helper for number, helper in best.helpers.items() if number not in free}
    for (number, slot), one in part.at.items():
        if solver.boolean_value(one):
            slots[number] = slot
    for (number, helper, _slot), one in part.helped.items():
        if solver.boolean_value(one):
            helpers[number] = helper
    found = work.measure(slots, helpers)
    if found.cost <= best.cost:
        better = found.cost < best.cost
        work.best = found
        if better:
            work.tell("improve")


def _freed(work: Work) -> set[int]:
    """
    Choose what is set free: the whole days of some sides that could do better and of others who meet the same,
    or all meetings of a stretch of slots.
    """
    base, best, days = work.base, work.best, work.base.problem.whole_days
    if best.slots and work.random.random() < 0.25:
        return _stretch(work)
    small = [side for side, rows in enumerate(base.of) if 0 < len(rows) <= FREED // 3]
    poor = [
        side
        for side in small
        if any(row not in best.slots for row in base.of[side])
        or breaks_of({best.slots[row] for row in base.of[side] if row in best.slots}, days)
    ]
    pool = poor or small or list(range(len(base.of)))
    first = work.random.choice(pool)
    free = set(list(base.of[first])[:FREED])
    partners = {one for row in base.of[first] for one in base.pairs[row]}
    near = sorted(
        {one for who in partners for row in base.of[who] for one in base.pairs[row]} & set(small) - {first}
    )
    work.random.shuffle(near)
    near.sort(key=lambda side: side not in set(poor) and work.random.random() < 0.7)
    for side in near:
        if len(free) + len(base.of[side]) > FREED:
            break
        free.update(base.of[side])
    return free


def _stretch(work: Work) -> set[int]:
    """Set free what lies in a stretch of slots of one day, and some of what is left out."""
    best, base = work.best, work.base
    first, last = work.random.choice(base.problem.whole_days)
    begin = work.random.randrange(first, max(first + 1, last))
    free: set[int] = set()
    for slot in range(begin, last):
        here = [number for number, where in best.slots.items() if where == slot]
        if len(free) + len(here) > FREED * 2:
            free.update(work.random.sample(here, max(0, FREED - len(free))) if not free else [])
            break
        free.update(here)
    out = [number for number in range(len(base.domains)) if number not in best.slots and base.domains[number]]
    free.update(work.random.sample(out, min(len(out), 10)))
    return free or {0}
