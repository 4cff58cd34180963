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
from typing import Any

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
STEP = 0.2
"""Deterministic seconds for one part."""
FREED = 70
"""Meetings that one part sets free."""
TIDY = 0.8
"""How often a part only tidies what is placed."""
COSTS = 0.05
"""What a part takes at least, in the same seconds."""


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
            if self.helps(helper, number, slot):
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

    def helps(self, helper: int, number: int, slot: int) -> bool:
        """Say whether an interpreter can sit in there."""
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
    helping: dict[int, list[Any]] = {}
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
        here = [one for one, where in enumerate(base.hall_of) if where == hall and not base.homes[one]]
        room = base.room(hall) * problem.slots
        if len(here) > room:
            model.add(sum(held[row] for row in here) <= room)
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
    tidy = len(best.slots) == len(base.domains) or work.random.random() < TIDY
    if tidy:  # what is placed stays placed, only better: a smaller question than which wishes to hold
        free = {number for number in free if number in best.slots}
    part = Part(base, best, free, tidy=tidy)
    solver = _solver(work, min(STEP, work.budget))
    outcome = solver.solve(part.model)
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


class Part:
    """The model of a part: free meetings are variables, everything else is taken as it is."""

    def __init__(self, base: Ground, state: State, free: set[int], *, tidy: bool) -> None:
        self.base, self.free, self.tidy = base, sorted(free), tidy
        self.model = cp_model.CpModel()
        self.hand = Hand(base)
        for number, slot in sorted(state.slots.items()):
            if number not in free:
                self.hand.take(number, slot, state.helpers.get(number))
        self.at: dict[tuple[int, int], cp_model.IntVar] = {}
        self.helped: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self.held: dict[int, cp_model.IntVar] = {}
        for number in self.free:
            self._meeting(number, state)
        self._room()
        self._helping()
        self._pairs()
        self._minimise(state)

    def _meeting(self, number: int, state: State) -> None:
        base, model = self.base, self.model
        row = []
        for slot in base.domains[number]:
            if self.hand.free(number, slot) is None:
                continue
            here = self.at[number, slot] = model.new_bool_var("")
            model.add_hint(here, state.slots.get(number) == slot)
            row.append(here)
            if base.helpers[number] is not None:
                able = []
                for helper in base.helpers[number] or ():
                    if self.hand.helps(helper, number, slot):
                        one = self.helped[number, helper, slot] = model.new_bool_var("")
                        model.add_hint(
                            one, state.slots.get(number) == slot and state.helpers.get(number) == helper
                        )
                        able.append(one)
                model.add(sum(able) == here)
        if self.tidy:
            model.add_exactly_one(row)
            return
        held = self.held[number] = model.new_bool_var("")
        model.add_hint(held, number in state.slots)
        model.add(sum(row) == held)

    def _room(self) -> None:
        base = self.base
        halls: dict[tuple[str, int], list[cp_model.IntVar]] = {}
        desks: dict[tuple[tuple[int, ...], int], list[cp_model.IntVar]] = {}
        for (number, slot), one in self.at.items():
            hall = base.hall_of[number]
            if hall is None:
                continue
            if base.homes[number]:
                desks.setdefault((base.homes[number], slot), []).append(one)
            else:
                halls.setdefault((hall, slot), []).append(one)
        for (hall, slot), row in halls.items():
            self.model.add(sum(row) <= base.room(hall) - self.hand.rooms.get((hall, slot), 0))
        for (home, slot), row in desks.items():
            self.model.add(sum(row) <= len(home) - self.hand.desks.get((home, slot), 0))

    def _rest(self, row: dict[int, Any], after: int) -> None:
        """Keep a rest in each window; what is taken counts as 1."""
        if not after:
            return
        for first, last in self.base.problem.whole_days:
            for begin in range(first, last - after):
                window = [row.get(slot, 0) for slot in range(begin, begin + after + 1)]
                if any(not isinstance(one, int) for one in window):
                    self.model.add(sum(window) <= after)

    def _helping(self) -> None:
        taken: dict[int, dict[int, list[tuple[int, cp_model.IntVar]]]] = {}
        for (number, helper, slot), one in self.helped.items():
            taken.setdefault(helper, {}).setdefault(slot, []).append((number, one))
        for helper, rows in taken.items():
            who = self.base.problem.interpreters[helper]
            for row in rows.values():
                self.model.add(sum(one for _number, one in row) <= 1)
            busy: dict[int, Any] = dict.fromkeys(self.hand.helping[helper], 1)
            for slot, row in rows.items():
                busy[slot] = sum(one for _number, one in row)
            self._rest(busy, who.rest_after)
            for slot, here in rows.items():
                for later in range(slot + 1, slot + who.change + 1):
                    if later in rows and self.hand.day[slot] == self.hand.day[later]:
                        for number, one in here:
                            for other, two in rows[later]:
                                spot = whole.spot(self.base, number)
                                same = spot == whole.spot(self.base, other)
                                if not (same and (later == slot + 1 or spot[0] != "hall")):
                                    self.model.add_at_most_one([one, two])

    def _pairs(self) -> None:
        """Walks and orders between two meetings that are both free."""
        base, free = self.base, set(self.free)
        for later, earlier in base.after:
            if later in free and earlier in free:
                for slot in base.domains[later]:
                    for other in base.domains[earlier]:
                        if other >= slot and (later, slot) in self.at and (earlier, other) in self.at:
                            self.model.add_at_most_one([self.at[later, slot], self.at[earlier, other]])
        if not self.hand.walk:
            return
        for rows in base.of:
            mine = [row for row in rows if row in free and base.hall_of[row] is not None]
            for row in mine:
                for other in mine:
                    far = self.hand.walk.get(
                        frozenset({base.hall_of[row] or "", base.hall_of[other] or ""}), 0
                    )
                    if row == other or not far:
                        continue
                    for slot in base.domains[row]:
                        for then in range(slot, slot + far + 1):
                            if (
                                (row, slot) in self.at
                                and (other, then) in self.at
                                and self.hand.day[slot] == self.hand.day[then]
                            ):
                                self.model.add_at_most_one([self.at[row, slot], self.at[other, then]])

    def _minimise(self, state: State) -> None:
        base, model = self.base, self.model
        breaks: list[Any] = []
        each: list[Any] = []
        touched = {side for number in self.free for side in base.pairs[number]}
        for side, rows in enumerate(base.of):
            if side not in touched:
                each.append(breaks_of(set(self.hand.busy[side]), base.problem.whole_days))
                continue
            busy = self._busy(side, rows)
            self._rest(busy, base.rests[side])
            mine: list[Any] = []
            for day in base.problem.whole_days:
                mine += self._breaks(busy, day)
            breaks += mine
            each.append(sum(mine) if mine else 0)
        if base.problem.fairness is not None:
            least = model.new_int_var(0, base.problem.slots, "")
            for one in each:
                model.add(least <= one)
                model.add(one <= least + base.problem.fairness)
        scale = sum(len(rows) for rows in base.of) + 1
        lost = [1_000 * weight(base, number) * (1 - held) for number, held in self.held.items()]
        for wishes in [] if self.tidy else _organisations(base):
            left = [self.held[one] for one in wishes if one in self.held]
            gone = sum(1 for one in wishes if one not in self.held and one not in state.slots)
            if left:
                steps = [model.new_bool_var("") for _ in left]
                model.add(sum(steps) == len(left) - sum(left))
                lost += [(2 * (gone + step) + 1) * one for step, one in enumerate(steps)]
        model.minimize(scale * sum(lost) + sum(breaks))

    def _busy(self, side: int, rows: tuple[int, ...]) -> dict[int, Any]:
        base, taken = self.base, self.hand.busy[side]
        busy: dict[int, Any] = dict.fromkeys(taken, 1)
        for slot in range(base.problem.slots):
            here = [self.at[row, slot] for row in rows if (row, slot) in self.at]
            if not here:
                continue
            left = base.seats[side] - taken.get(slot, 0)
            if len(here) > left:
                self.model.add(sum(here) <= left)
            if slot not in taken:
                if len(here) == 1:
                    busy[slot] = here[0]
                else:
                    busy[slot] = self.model.new_bool_var("")
                    self.model.add_max_equality(busy[slot], here)
        return busy

    def _breaks(self, busy: dict[int, Any], day: tuple[int, int]) -> list[Any]:
        row = [busy.get(slot, 0) for slot in range(*day)]
        if all(isinstance(one, int) for one in row):
            return [breaks_of({slot for slot in range(*day) if slot in busy}, (day,))]
        begins: list[Any] = []
        before: Any = 0
        for one in row:
            if not isinstance(one, int) or not isinstance(before, int):
                begin = self.model.new_bool_var("")
                self.model.add(begin >= one - before)
                self.model.add(begin <= one)
                self.model.add(begin + before <= 1)
                begins.append(begin)
            elif one and not before:
                begins.append(1)
            before = one
        if any(isinstance(one, int) and one for one in row):
            return [*begins, -1]
        used = self.model.new_bool_var("")
        self.model.add_max_equality(used, [one for one in row if not isinstance(one, int)])
        return [*begins, -1 * used]


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
