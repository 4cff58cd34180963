"""
The whole problem solved: a first plan placed one by one, then the whole model, or part after part of it.

All work is counted in the solver's deterministic time, so that the same seed gives the same plan; the clock only
cuts off what takes too long.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.explaining import explain
from naru.fairs.plan.ground import Ground, breaks_of
from naru.fairs.plan.making import finished
from naru.fairs.plan.problem import Plan, Progress, Status, gap
from naru.fairs.plan.unplaced import reasons

Told = Callable[[Progress], None]
Stop = Callable[[], bool]

DIRECT = 40_000
"""Variables up to which the whole model is tried at once."""
SHARE = 0.45
"""Deterministic seconds given out for each second that the caller allows."""
STEP = 1.0
"""Deterministic seconds for one part."""
FREED = 160
"""Meetings that one part sets free."""


@dataclass
class State:
    """A plan by numbers, and what it costs."""

    slots: dict[int, int] = field(default_factory=dict)
    helpers: dict[int, int] = field(default_factory=dict)
    lost: int = 0
    breaks: int = 0

    @property
    def cost(self) -> tuple[int, int]:
        """What counts first, then what counts next."""
        return self.lost, self.breaks


def weight(base: Ground, number: int) -> int:
    """Give what a wish counts: mutual ones and high ranks more; a required one more than all wishes together."""
    meeting = base.problem.meetings[number]
    if meeting.required:
        return 1_000
    return 4 + 4 * meeting.mutual + (max(0, 4 - meeting.rank) if meeting.rank > 0 else 0)


class Work:
    """One run: its limits, and the best state so far."""

    def __init__(
        self, base: Ground, *, began: float, seconds: float, seed: int, told: Told | None, stop: Stop | None
    ) -> None:
        self.base, self.began, self.until = base, began, began + seconds
        self.budget = seconds * SHARE
        self.seed, self.told, self.stop = seed, told, stop
        self.random = random.Random(seed)  # noqa: S311
        self.organisations = _organisations(base)
        self.best = State()
        self.bound, self.lost_bound = 0, 0
        self.proven = False

    @property
    def halted(self) -> bool:
        """Whether time, work or patience is at an end."""
        return time.monotonic() >= self.until or self.budget <= 0 or bool(self.stop and self.stop())

    def tell(self, stage: str) -> None:
        """Tell how it stands."""
        if self.told:
            best = self.best.breaks
            unplaced = len(self.base.domains) - len(self.best.slots)
            self.told(
                Progress(
                    best, self.bound, gap(best, self.bound), time.monotonic() - self.began, unplaced, stage
                )
            )

    def measure(self, slots: dict[int, int], helpers: dict[int, int]) -> State:
        """Count what a plan costs."""
        base, days = self.base, self.base.problem.whole_days
        lost = sum(weight(base, one) for one in range(len(base.domains)) if one not in slots) * 1_000
        for rows in self.organisations:
            left_out = sum(1 for one in rows if one not in slots)
            lost += left_out * left_out
        breaks = sum(breaks_of({slots[one] for one in rows if one in slots}, days) for rows in base.of)
        return State(slots, helpers, lost, breaks)


def _organisations(base: Ground) -> list[list[int]]:
    """Give the wishes of each organisation: losses are spread, for the second one of the same counts more."""
    rows: dict[object, list[int]] = {}
    for number, pair in enumerate(base.pairs):
        if not base.problem.meetings[number].required:
            for side in pair:
                one = base.problem.participants[side]
                rows.setdefault(one.id if one.organisation is None else ("o", one.organisation), []).append(
                    number
                )
    return list(rows.values())


def solve(
    base: Ground, *, began: float, seconds: float, seed: int, told: Told | None, stop: Stop | None
) -> Plan:
    """This will plan a problem with interpreters, halls, rests, teams or wishes that may be left out."""
    cpu = time.process_time()
    work = Work(base, began=began, seconds=seconds, seed=seed, told=told, stop=stop)
    work.lost_bound = least_lost(base)
    work.best = work.measure(*place(base, work.random))
    work.tell("place")
    size = sum(
        len(domain) * (1 + len(helpers or ()))
        for domain, helpers in zip(base.domains, base.helpers, strict=True)
    )
    if size <= DIRECT and _direct(work):
        return replace_seconds(
            Plan(Status.INFEASIBLE, conflict=explain(base, seconds=5.0, stop=stop)), began, cpu
        )
    while (
        not work.proven
        and not work.halted
        and (work.best.breaks > work.bound or work.best.lost > work.lost_bound)
    ):
        _part(work)
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


def place(base: Ground, order: random.Random) -> tuple[dict[int, int], dict[int, int]]:
    """
    Place meetings one by one, those of the busiest sides first, each where it joins what is there.

    :return: the slots, and the interpreters, by meeting
    """
    slots: dict[int, int] = {}
    helpers: dict[int, int] = {}
    hand = Hand(base)
    load = [
        len(rows) / max(1, base.problem.slots - len(base.away[side])) for side, rows in enumerate(base.of)
    ]
    tie = [order.random() for _ in base.domains]
    waiting = sorted(
        range(len(base.domains)),
        key=lambda one: (
            not base.problem.meetings[one].required,
            len(base.domains[one]) <= 1 and -1,
            -weight(base, one),
            min(base.pairs[one], key=lambda side: (load[side], side)),
            tie[one],
        ),
    )
    for number in waiting:
        best = None
        for slot in base.domains[number]:
            found = hand.free(number, slot)
            if found is None:
                continue
            price = hand.price(number, slot)
            if best is None or price < best[0]:
                best = (price, slot, found[0])
        if best is not None:
            _price, slot, helper = best
            hand.take(number, slot, helper)
            slots[number] = slot
            if helper is not None:
                helpers[number] = helper
    return slots, helpers


class Hand:
    """A plan that grows meeting by meeting: what is taken, and what one more would cost."""

    def __init__(self, base: Ground) -> None:
        problem = base.problem
        self.base = base
        self.busy: list[dict[int, int]] = [{} for _ in base.of]
        self.where: list[dict[int, str | None]] = [{} for _ in base.of]
        self.rooms: dict[tuple[str, int], int] = {}
        self.desks: dict[tuple[tuple[int, ...], int], int] = {}
        self.helping: list[dict[int, tuple[object, ...]]] = [{} for _ in problem.interpreters]
        self.walk = {frozenset(pair): far for pair, far in problem.walking.items()}
        self.day = {slot: day for day in problem.whole_days for slot in range(*day)}
        self.late: dict[int, int] = {}
        self.earlier: dict[int, list[int]] = {}
        self.later: dict[int, list[int]] = {}
        for after, before in base.after:
            self.earlier.setdefault(after, []).append(before)
            self.later.setdefault(before, []).append(after)

    def free(self, number: int, slot: int) -> tuple[int | None] | None:
        """Say whether a meeting can lie there, and with which interpreter."""
        base = self.base
        for side in base.pairs[number]:
            if self.busy[side].get(slot, 0) >= base.seats[side] or not self._rested(
                self.busy[side], slot, base.rests[side]
            ):
                return None
            if self.walk and not self._near(side, number, slot):
                return None
        hall = base.hall_of[number]
        if hall is not None:
            if base.homes[number]:
                if self.desks.get((base.homes[number], slot), 0) >= len(base.homes[number]):
                    return None
            elif self.rooms.get((hall, slot), 0) >= base.room(hall):
                return None
        if any(self.late.get(one, -1) >= slot for one in self.earlier.get(number, ())):
            return None
        if any(self.late.get(one, slot + 1) <= slot for one in self.later.get(number, ())):
            return None
        if base.helpers[number] is None:
            return (None,)
        for helper in base.helpers[number] or ():
            if self._helps(helper, number, slot):
                return (helper,)
        return None

    def _rested(self, busy: Iterable[int], slot: int, after: int) -> bool:
        if not after:
            return True
        first, last = self.day[slot]
        run, held = 1, set(busy)
        for step in (-1, 1):
            other = slot + step
            while first <= other < last and other in held:
                run, other = run + 1, other + step
        return run <= after

    def _near(self, side: int, number: int, slot: int) -> bool:
        hall = self.base.hall_of[number]
        if hall is None:
            return True
        for other, there in self.where[side].items():
            far = self.walk.get(frozenset({hall, there or ""}), 0) if there is not None else 0
            if far and abs(other - slot) <= far and self.day[other] == self.day[slot]:
                return False
        return True

    def _helps(self, helper: int, number: int, slot: int) -> bool:
        who, mine = self.base.problem.interpreters[helper], self.helping[helper]
        if slot in who.forbidden or slot in mine or not self._rested(mine, slot, who.rest_after):
            return False
        here = whole.spot(self.base, number)
        for other in range(slot - who.change, slot + who.change + 1):
            there = mine.get(other)
            if there is None or self.day[other] != self.day[slot]:
                continue
            same = there == here and (abs(other - slot) == 1 or here[0] != "hall")
            if not same:
                return False
        return True

    def price(self, number: int, slot: int) -> tuple[int, int]:
        """Give the breaks that a meeting there would add, then how far it lies from the others."""
        added = far = 0
        for side in self.base.pairs[number]:
            busy = self.busy[side]
            first, last = self.day[slot]
            if slot in busy:
                continue
            near = (slot - 1 >= first and slot - 1 in busy) + (slot + 1 < last and slot + 1 in busy)
            today = [other for other in busy if first <= other < last]
            added += 1 - near if today else 0
            far += min((abs(other - slot) for other in today), default=0) if today else slot - first
        return added, far

    def take(self, number: int, slot: int, helper: int | None) -> None:
        """Put a meeting there."""
        base = self.base
        hall = base.hall_of[number]
        for side in base.pairs[number]:
            self.busy[side][slot] = self.busy[side].get(slot, 0) + 1
            self.where[side][slot] = hall
        if hall is not None and base.homes[number]:
            key = (base.homes[number], slot)
            self.desks[key] = self.desks.get(key, 0) + 1
        elif hall is not None:
            self.rooms[hall, slot] = self.rooms.get((hall, slot), 0) + 1
        if helper is not None:
            self.helping[helper][slot] = whole.spot(base, number)
        self.late[number] = slot


def least_lost(base: Ground) -> int:
    """Give what every plan has to leave out at least: a relaxation by sides, tables and interpreters."""
    model = model_builder.Model()
    problem = base.problem
    held = []
    for number, domain in enumerate(base.domains):
        helpers = base.helpers[number]
        possible = bool(domain) and (helpers is None or bool(helpers))
        held.append(model.new_num_var(0, 1 if possible else 0, ""))
    for side, rows in enumerate(base.of):
        room = len({slot for row in rows for slot in base.domains[row]}) * base.seats[side]
        if len(rows) > room:
            model.add(sum(held[row] for row in rows) <= room)
    helping: dict[int, list[object]] = {}
    for number, helpers in enumerate(base.helpers):
        if helpers:
            shares = [model.new_num_var(0, 1, "") for _ in helpers]
            model.add(sum(shares) == held[number])
            for helper, share in zip(helpers, shares, strict=True):
                helping.setdefault(helper, []).append(share)
    for helper, shares in helping.items():
        model.add(
            sum(shares)
            <= _most(
                problem.interpreters[helper].rest_after,
                problem.interpreters[helper].forbidden,
                problem.whole_days,
            )
        )
    for hall in base.rooms:
        rows = [one for one, where in enumerate(base.hall_of) if where == hall and not base.homes[one]]
        room = base.room(hall) * problem.slots
        if len(rows) > room:
            model.add(sum(held[row] for row in rows) <= room)
    model.maximize(sum(weight(base, number) * one for number, one in enumerate(held)))
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return 0
    total = sum(weight(base, number) for number in range(len(held)))
    return max(0, int(total - solver.objective_value + 1 - 1e-6)) * 1_000


def _most(rest_after: int, forbidden: frozenset[int], days: tuple[tuple[int, int], ...]) -> int:
    """Count the slots in which somebody who needs rests can work at most."""
    most = 0
    for day in days:
        run = 0
        for slot in range(*day):
            if slot in forbidden or (rest_after and run == rest_after):
                run = 0
            else:
                run += 1
                most += 1
    return most


def _objective(work: Work, model: whole.Whole, scale: int) -> None:
    base, terms = work.base, []
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


class _Halt(cp_model.CpSolverSolutionCallback):
    """Asks at each better plan whether to stop."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work

    def on_solution_callback(self) -> None:
        """Stop when asked."""
        if self.work.stop and self.work.stop():
            self.stop_search()


def _direct(work: Work) -> bool:
    """Try the whole model at once; say whether it is impossible."""
    model = whole.build(work.base, fairness=work.base.problem.fairness)
    scale = sum(len(rows) for rows in work.base.of) + 1
    _objective(work, model, scale)
    _hint(model, work.best)
    solver = _solver(work, work.budget * 0.6)
    outcome = solver.solve(model.model, _Halt(work))
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


def _part(work: Work) -> None:
    """Set the meetings of some sides free, keep all others, and solve that part."""
    base, best = work.base, work.best
    free = _freed(work)
    domains = tuple(
        domain if number in free else ((best.slots[number],) if number in best.slots else ())
        for number, domain in enumerate(base.domains)
    )
    helpers = tuple(
        own if own is None or number in free else ((best.helpers[number],) if number in best.helpers else ())
        for number, own in enumerate(base.helpers)
    )
    part = replace(base, domains=domains, helpers=helpers)
    model = whole.build(part, fairness=base.problem.fairness, optional=True)
    _objective(work, model, sum(len(rows) for rows in base.of) + 1)
    _hint(model, best)
    solver = _solver(work, min(STEP, work.budget))
    outcome = solver.solve(model.model)
    work.budget -= max(0.02, solver.response_proto.deterministic_time)
    if outcome in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = work.measure(*_read(solver, model))
        if found.cost <= best.cost:
            better = found.cost < best.cost
            work.best = found
            if better:
                work.tell("improve")


def _freed(work: Work) -> set[int]:
    """Choose sides whose day could be better, and who meet the same others."""
    base, best, days = work.base, work.best, work.base.problem.whole_days
    poor = [
        side
        for side, rows in enumerate(base.of)
        if any(row not in best.slots for row in rows)
        or breaks_of({best.slots[row] for row in rows if row in best.slots}, days)
    ]
    pool = poor or list(range(len(base.of)))
    free: set[int] = set()
    queue = [work.random.choice(pool)]
    seen = set(queue)
    while len(free) < FREED and len(seen) <= len(base.of):
        if not queue:
            left = [side for side in pool if side not in seen] or [
                side for side in range(len(base.of)) if side not in seen
            ]
            if not left:
                break
            queue = [work.random.choice(left)]
            seen.add(queue[0])
        side = queue.pop()
        rows = list(base.of[side])
        work.random.shuffle(rows)
        free.update(rows[: FREED - len(free)])
        others = sorted({one for row in rows for one in base.pairs[row]} - seen)
        if others:
            following = work.random.choice(others)
            queue.append(following)
            seen.add(following)
    return free
