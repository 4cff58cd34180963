"""
A look before the search: what counting and a linear relaxation already prove.

A SAT search can hang on a counting argument that a relaxation sees in a tenth of a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from naru.fairs.plan.ground import Ground
from naru.fairs.plan.problem import Conflict, Id, Problem
from naru.fairs.plan.reasons import because

LARGEST = 9_000
"""Variables up to which the relaxation is worth its time."""


@dataclass(frozen=True)
class Look:
    """What is known before the search."""

    bound: int = 0
    conflict: Conflict | None = None
    impossible: bool = False


def who(problem: Problem, number: int) -> Id:
    """Give the id of a participant by its number."""
    return problem.participants[number].id


def count(ground: Ground) -> Conflict | None:
    """Look for a group of required meetings that has too few slots or tables, by counting alone."""
    problem = ground.problem
    must = [number for number, one in enumerate(problem.meetings) if one.required]
    for number in must:
        if not ground.domains[number]:
            return _one(ground, number)
        helpers = ground.helpers[number]
        if helpers is not None and not any(
            slot not in problem.interpreters[helper].forbidden
            for helper in helpers
            for slot in ground.domains[number]
        ):
            return Conflict((problem.meetings[number].id,), because("no_interpreter"), smallest=True)
    for side, rows in enumerate(ground.of):
        found = _side(ground, side, [row for row in rows if problem.meetings[row].required])
        if found:
            return found
    return _rooms(ground, must)


def _one(ground: Ground, number: int) -> Conflict:
    meeting = ground.problem.meetings[number]
    free = set(range(ground.problem.slots)).difference(*(ground.away[side] for side in ground.pairs[number]))
    code = "session_closed" if free and meeting.session is not None else "no_common_slot"
    return Conflict((meeting.id,), because(code), smallest=True)


def _side(ground: Ground, side: int, rows: list[int]) -> Conflict | None:
    """Match one participant's meetings to slots; if it cannot be, the meetings that reach too few slots clash."""
    seats = ground.seats[side]
    taken: dict[tuple[int, int], int] = {}

    def place(row: int, seen: set[int], tried: set[int]) -> bool:
        tried.add(row)
        for slot in ground.domains[row]:
            if slot in seen:
                continue
            seen.add(slot)
            for seat in range(seats):
                held = taken.get((slot, seat))
                if held is None or place(held, seen, tried):
                    taken[slot, seat] = row
                    return True
        return False

    for row in rows:
        seen: set[int] = set()
        tried: set[int] = set()
        if not place(row, seen, tried):
            clash = sorted(tried)
            return Conflict(
                tuple(ground.problem.meetings[one].id for one in clash),
                because(
                    "too_many_for_side",
                    who=str(who(ground.problem, side)),
                    meetings=len(clash),
                    slots=len({slot for one in clash for slot in ground.domains[one]}),
                ),
                smallest=seats == 1,
            )
    return None


def _rooms(ground: Ground, must: list[int]) -> Conflict | None:
    """Look for a range of slots in which more meetings have to lie than the tables hold."""
    problem = ground.problem
    for hall in ground.rooms:
        rows = [one for one in must if ground.hall_of[one] == hall and not ground.homes[one]]
        room = ground.room(hall)
        for first in sorted({ground.domains[one][0] for one in rows}):
            inside = sorted(
                (one for one in rows if ground.domains[one][0] >= first),
                key=lambda one: ground.domains[one][-1],
            )
            for place, one in enumerate(inside, start=1):
                last = ground.domains[one][-1]
                if place > room * (last - first + 1):
                    return Conflict(
                        tuple(problem.meetings[each].id for each in inside[:place]),
                        because(
                            "too_many_for_tables",
                            meetings=place,
                            slots=last - first + 1,
                            room=room * (last - first + 1),
                        ),
                        smallest=place == room * (last - first + 1) + 1,
                    )
    return None


def relax(ground: Ground, *, fairness: int | None, seconds: float, largest: int = LARGEST) -> Look:
    """
    Solve the linear relaxation of a plain problem: each participant's day as a flow through (slot, meetings held,
    in a row or not), tied to the meetings. Its value, rounded up, is a bound on the breaks.

    Too large a problem is not looked at.
    """
    slots = ground.problem.slots
    size = sum(len(domain) for domain in ground.domains) + sum(
        3 * len(rows) * (slots - len(rows) + 1) for rows in ground.of
    )
    if size > largest:
        return Look()
    from ortools.linear_solver.python import model_builder

    zero = fairness == 0 and any(len(rows) <= 1 for rows in ground.of)
    model = model_builder.Model()
    at = {
        (number, slot): model.new_num_var(0, 1, "")
        for number, domain in enumerate(ground.domains)
        for slot in domain
    }
    for number, domain in enumerate(ground.domains):
        model.add(sum(at[number, slot] for slot in domain) == 1)
    broken = []
    for rows in ground.of:
        broken += _flow(model, ground, rows, at, zero=zero)
    for slot in range(slots):
        here = [at[number, slot] for number in range(len(ground.domains)) if (number, slot) in at]
        room = ground.room(ground.hall_of[0] or "")
        if len(here) > room:
            model.add(sum(here) <= room)
    for later, earlier in ground.after:
        for slot in ground.domains[later]:
            model.add(
                sum(at[later, other] for other in ground.domains[later] if other <= slot)
                <= sum(at[earlier, other] for other in ground.domains[earlier] if other < slot)
            )
    model.minimize(sum(broken) if broken else 0)
    solver = model_builder.Solver("GLOP")
    solver.set_time_limit_in_seconds(max(0.1, seconds))
    status = solver.solve(model)
    if status == model_builder.SolveStatus.OPTIMAL:
        return Look(bound=max(0, math.ceil(solver.objective_value - 1e-5)))
    return Look(impossible=status == model_builder.SolveStatus.INFEASIBLE)


def _flow(model, ground: Ground, rows: tuple[int, ...], at, *, zero: bool) -> list:  # type: ignore[no-untyped-def,type-arg]
    """Write one participant's day as a flow; give the arcs that end a break."""
    slots, meetings = ground.problem.slots, len(rows)
    into: dict[tuple[int, int, bool], list[Any]] = {}
    out: dict[tuple[int, int, bool], list[Any]] = {}
    broken = []
    layer = {(0, False)}
    for slot in range(slots):
        following: set[tuple[int, bool]] = set()
        here = [at[row, slot] for row in rows if (row, slot) in at]
        meets = []
        for held, busy in sorted(layer):
            source = (slot, held, busy)
            if meetings - held <= slots - slot - 1:
                arc = model.new_num_var(0, 1, "")
                out.setdefault(source, []).append(arc)
                into.setdefault((slot + 1, held, False), []).append(arc)
                following.add((held, False))
            ends = held > 0 and not busy
            if held < meetings and here and not (zero and ends):
                arc = model.new_num_var(0, 1, "")
                out.setdefault(source, []).append(arc)
                into.setdefault((slot + 1, held + 1, True), []).append(arc)
                following.add((held + 1, True))
                meets.append(arc)
                if ends:
                    broken.append(arc)
        if here or meets:
            model.add(sum(here) == sum(meets))
        layer = following
    for node in sorted(into.keys() | out.keys()):
        if node[0] == 0:
            model.add(sum(out.get(node, [])) == 1)
        elif node[0] < slots:
            model.add(sum(into.get(node, [])) == sum(out.get(node, [])))
        elif node[1] != meetings:
            for arc in into[node]:
                model.add(arc == 0)
    return broken
