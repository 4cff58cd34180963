"""A part of a plan solved anew: some meetings are free, everything else is taken as it is."""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from naru.fairs.plan.ground import Ground, breaks_of
from naru.fairs.plan.placing import Hand
from naru.fairs.plan.whole import spot
from naru.fairs.plan.worth import State, organisations, weight


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
                                here_at = spot(self.base, number)
                                same = here_at == spot(self.base, other)
                                if not (same and (later == slot + 1 or here_at[0] != "hall")):
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
        for wishes in [] if self.tidy else organisations(base):
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
