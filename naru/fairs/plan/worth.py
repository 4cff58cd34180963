"""What a plan is worth: which wishes count more, and what every plan has to leave out at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.linear_solver.python import model_builder

from naru.fairs.plan.ground import Ground
from naru.fairs.plan.pure import reach


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


def organisations(base: Ground) -> list[list[int]]:
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


def least_breaks(base: Ground) -> int:
    """Give the breaks that every plan has which holds all meetings: each side by itself."""
    return sum(least_breaks_of(base, side, rows) for side, rows in enumerate(base.of))


def least_breaks_of(base: Ground, side: int, rows: Sequence[int]) -> int:
    """Give the breaks that a side cannot avoid if it holds these meetings."""
    by_runs = _by_runs(base, side, rows)
    return max(by_runs, _by_counts(base, rows)) if base.plain and rows else by_runs


def _by_counts(base: Ground, rows: Sequence[int]) -> int:
    """
    Count slot by slot, with the fewest and the most meetings that can be held by then: sessions and forbidden slots
    may tear apart what the free slots alone would let stand together.
    """
    open_slots = {slot for row in rows for slot in base.domains[row]}
    never = base.problem.slots
    best = {(0, False): 0}
    """The fewest breaks by meetings held and whether one is held now."""
    for slot, (least, most) in enumerate(reach(base, tuple(rows))):
        then: dict[tuple[int, bool], int] = {}
        for (held, busy), breaks in best.items():
            steps = [(held, False, breaks)]
            if slot in open_slots:
                steps.append((held + 1, True, breaks + (held > 0 and not busy)))
            for count, now, cost in steps:
                if least <= count <= most:
                    then[count, now] = min(cost, then.get((count, now), never))
        best = then
    return min(best.values(), default=0)


def _by_runs(base: Ground, side: int, rows: Sequence[int]) -> int:
    """
    Count the runs of free slots that are needed.

    One run on each day is without a break; who has more meetings than the longest runs of its free slots hold needs
    one break for each further run.
    """
    open_slots = {slot for row in rows for slot in base.domains[row]}
    left, others = -(-len(rows) // base.seats[side]), []
    for first, last in base.problem.whole_days:
        runs, run = [], 0
        for slot in range(first, last):
            if slot in open_slots and not (base.rests[side] and run == base.rests[side]):
                run += 1
            else:
                runs.append(run)
                run = 0
        runs.append(run)
        runs.sort(reverse=True)
        left -= runs[0]
        others += runs[1:]
    others.sort(reverse=True)
    needed = 0
    for run in others:
        if left <= 0:
            break
        left -= run
        needed += 1
    return needed


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
