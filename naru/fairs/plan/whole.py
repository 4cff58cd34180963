"""The whole problem as one CP-SAT model: interpreters, halls, rests, teams, wishes that may be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from naru.fairs.plan.ground import Ground

Literal = Any
"""A variable of the solver, or a sum of them: its own types are too loose to be of help."""
Model = cp_model.CpModel


@dataclass
class Whole:
    """The model with the variables that others read or add to."""

    model: Model
    ground: Ground
    at: dict[tuple[int, int], Literal] = field(default_factory=dict)
    """Meeting × slot."""
    held: dict[int, Literal] = field(default_factory=dict)
    """Wishes that may be left out: whether it is in the plan."""
    helped: dict[tuple[int, int, int], Literal] = field(default_factory=dict)
    """Meeting × interpreter × slot."""
    busy: dict[tuple[int, int], Literal] = field(default_factory=dict)
    """Participant × slot."""
    breaks: list[Literal] = field(default_factory=list)
    """The breaks of each participant."""


def build(ground: Ground, *, fairness: int | None, optional: bool = False, every: bool = False) -> Whole:
    """This will write the model down; `optional` lets required meetings be left out too, `every` none at all."""
    whole = Whole(Model(), ground)
    _meetings(whole, optional=optional, every=every)
    _sides(whole)
    _tables(whole)
    _interpreters(whole)
    _precedences(whole)
    _walking(whole)
    _breaks(whole, fairness)
    return whole


def _meetings(whole: Whole, *, optional: bool, every: bool) -> None:
    model = whole.model
    for number, domain in enumerate(whole.ground.domains):
        for slot in domain:
            whole.at[number, slot] = model.new_bool_var("")
        row = [whole.at[number, slot] for slot in domain]
        if not every and (optional or not whole.ground.problem.meetings[number].required):
            held = whole.held[number] = model.new_bool_var("")
            model.add(sum(row) == held)
        else:
            model.add_exactly_one(row)


def _sides(whole: Whole) -> None:
    model, ground = whole.model, whole.ground
    for who, rows in enumerate(ground.of):
        for slot in range(ground.problem.slots):
            here = [whole.at[row, slot] for row in rows if (row, slot) in whole.at]
            if not here:
                continue
            busy = whole.busy[who, slot] = model.new_bool_var("")
            if ground.seats[who] == 1:
                model.add(sum(here) == busy)
            else:
                model.add(sum(here) <= ground.seats[who] * busy)
                model.add(sum(here) >= busy)
        _rest(whole, [whole.busy.get((who, slot)) for slot in range(ground.problem.slots)], ground.rests[who])


def _rest(whole: Whole, row: list[Literal | None], after: int) -> None:
    if after <= 0:
        return
    for first, last in whole.ground.problem.whole_days:
        for begin in range(first, last - after):
            window = row[begin : begin + after + 1]
            if all(one is not None for one in window):
                whole.model.add(sum(one for one in window if one is not None) <= after)


def _tables(whole: Whole) -> None:
    ground = whole.ground
    for slot in range(ground.now, ground.problem.slots):
        here = defaultdict(list)
        for number, hall in enumerate(ground.hall_of):
            if hall is not None and not ground.homes[number] and (number, slot) in whole.at:
                here[hall].append(whole.at[number, slot])
        for hall, row in here.items():
            room = ground.room(hall)
            if len(row) > room:
                whole.model.add(sum(row) <= room)


def _interpreters(whole: Whole) -> None:
    model, ground = whole.model, whole.ground
    slots = range(ground.problem.slots)
    taken: dict[tuple[int, int], list[tuple[int, Literal]]] = defaultdict(list)
    for number, helpers in enumerate(ground.helpers):
        if helpers is None:
            continue
        for slot in ground.domains[number]:
            able = []
            for helper in helpers:
                if slot in ground.problem.interpreters[helper].forbidden:
                    continue
                here = whole.helped[number, helper, slot] = model.new_bool_var("")
                taken[helper, slot].append((number, here))
                able.append(here)
            model.add(sum(able) == whole.at[number, slot])
    for helper, who in enumerate(ground.problem.interpreters):
        row: list[Literal | None] = []
        for slot in slots:
            at_work = taken.get((helper, slot))
            if not at_work:
                row.append(None)
                continue
            busy = model.new_bool_var("")
            model.add(sum(one for _, one in at_work) == busy)
            row.append(busy)
        _rest(whole, row, who.rest_after)
        if who.change > 0:
            _change(whole, [taken.get((helper, slot), []) for slot in slots], who.change)


def spot(ground: Ground, number: int) -> tuple[object, ...]:
    """Name where a meeting is held: at tables of its own, or anywhere in its hall."""
    return ground.homes[number] or ("hall", ground.hall_of[number])


def _change(whole: Whole, row: list[list[tuple[int, Literal]]], change: int) -> None:
    """Between meetings at different tables an interpreter needs free slots."""
    ground = whole.ground
    for slot, here in enumerate(row):
        for later in range(slot + 1, min(slot + change + 1, len(row))):
            if not _same_day(ground, slot, later) or not here or not row[later]:
                continue
            _never_both(
                whole, here, row[later], lambda number: spot(ground, number), next_to=later == slot + 1
            )


def _never_both(
    whole: Whole,
    here: Iterable[tuple[int, Literal]],
    there: Iterable[tuple[int, Literal]],
    place: Callable[[int], tuple[object, ...]],
    *,
    next_to: bool,
) -> None:
    """Forbid one place here and another there; a free table is surely the same only from one slot to the next."""
    model = whole.model
    by_place: tuple[dict[tuple[object, ...], list[Literal]], dict[tuple[object, ...], list[Literal]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, given in zip(by_place, (here, there), strict=True):
        for number, literal in given:
            side[place(number)].append(literal)
    everything = [one for row in by_place[1].values() for one in row]
    for where, row in by_place[0].items():
        kept = next_to or where[0] != "hall"
        same = {id(one) for one in by_place[1].get(where, [])} if kept else set()
        others = [one for one in everything if id(one) not in same]
        if others:
            model.add(sum(row) + sum(others) <= 1)


def _same_day(ground: Ground, slot: int, later: int) -> bool:
    return any(first <= slot and later < last for first, last in ground.problem.whole_days)


def _precedences(whole: Whole) -> None:
    """The later is never at a slot up to which the earlier has not been held, if both are."""
    model, ground = whole.model, whole.ground
    for later, earlier in ground.after:
        for slot in ground.domains[later]:
            not_before = [whole.at[earlier, other] for other in ground.domains[earlier] if other >= slot]
            for one in not_before:
                model.add_at_most_one([whole.at[later, slot], one])


def _walking(whole: Whole) -> None:
    ground = whole.ground
    if not ground.problem.walking:
        return
    walk = {frozenset(key): value for key, value in ground.problem.walking.items()}
    for rows in ground.of:
        halls = {ground.hall_of[row] for row in rows} - {None}
        if len(halls) < 2:
            continue
        for row in rows:
            for other in rows:
                far = walk.get(frozenset({ground.hall_of[row] or "", ground.hall_of[other] or ""}), 0)
                if row == other or far <= 0 or ground.hall_of[row] is None or ground.hall_of[other] is None:
                    continue
                for slot in ground.domains[row]:
                    for later in range(slot, slot + far + 1):
                        if (other, later) in whole.at and _same_day(ground, slot, later):
                            whole.model.add_at_most_one([whole.at[row, slot], whole.at[other, later]])


def _breaks(whole: Whole, fairness: int | None) -> None:
    model, ground = whole.model, whole.ground
    for who in range(len(ground.of)):
        total: list[Literal] = []
        for first, last in ground.problem.whole_days:
            row = [whole.busy.get((who, slot)) for slot in range(first, last)]
            present = [one for one in row if one is not None]
            if len(present) < 2:
                continue
            used = model.new_bool_var("")
            model.add_max_equality(used, present)
            begins: list[Literal] = []
            before: Literal | None = None
            for one in row:
                if one is not None:
                    if before is None:
                        begins.append(one)
                    else:
                        begin = model.new_bool_var("")
                        model.add_bool_or([begin, one.negated(), before])
                        model.add_implication(begin, one)
                        model.add_implication(begin, before.negated())
                        begins.append(begin)
                before = one
            total.append(sum(begins) - used)
        whole.breaks.append(sum(total))
    if fairness is not None and whole.breaks:
        least = model.new_int_var(0, ground.problem.slots, "")
        for one in whole.breaks:
            model.add(one >= least)
            model.add(one <= least + fairness)
