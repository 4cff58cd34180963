"""
All meetings of one side placed anew at once, in a row on each day, where they cost the fewest breaks.

With everything else as it is, each slot has a price for each meeting: the breaks that its other side would gain or
lose. A choice of slots is then an assignment, solved exactly; the choices tried first are those whose cheapest
meetings are the cheapest. A thousand times smaller than a model, so that every side has its turn many times.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from ortools.graph.python import linear_sum_assignment

from naru.fairs.plan.ground import Ground, breaks_of
from naru.fairs.plan.placing import Hand
from naru.fairs.plan.worth import State

TRIED = 8
"""Choices of slots that are solved exactly."""
NEVER = 1_000
"""The price of a slot where a meeting cannot lie."""
SCALE = 64
"""A break in the prices that are minimised; smaller parts are chance, so that equal choices take turns."""


class Runs:
    """A plan in which one side after another is placed anew."""

    def __init__(self, base: Ground, state: State, dice: random.Random) -> None:
        self.base, self.dice = base, dice
        self.hand = Hand(base)
        self.slots, self.helpers = dict(state.slots), dict(state.helpers)
        for number, slot in sorted(self.slots.items()):
            self.hand.take(number, slot, self.helpers.get(number))
        self.each = [self._breaks(side) for side in range(len(base.of))]
        self.needy = [any(base.helpers[row] for row in rows) for rows in base.of]
        self.small = [side for side, rows in enumerate(base.of) if rows and base.seats[side] == 1]

    def _breaks(self, side: int) -> int:
        return breaks_of(set(self.hand.busy[side]), self.base.problem.whole_days)

    def sweep(self, tired: Callable[[int], bool]) -> int:
        """This will give each side its turn, by chance; `tired` hears the size of each and may end it."""
        gained = 0
        for side in self.dice.sample(self.small, len(self.small)):
            if tired(len(self.base.of[side])):
                break
            gained += self.gather(side)
        return gained

    def mix(self, times: int, tired: Callable[[int], bool]) -> int:
        """This will place a side with breaks and a few others who meet the same anew together, so many times."""
        base, gained = self.base, 0
        for _ in range(times):
            poor = [side for side in self.small if self.each[side]]
            if not poor:
                break
            first = self.dice.choice(poor)
            partners = {one for row in base.of[first] for one in base.pairs[row]}
            near = {one for who in partners for row in base.of[who] for one in base.pairs[row]} - {first}
            alike = sorted(
                side for side in near if base.seats[side] == 1 and self.needy[side] == self.needy[first]
            )
            sides = [first, *self.dice.sample(alike, min(len(alike), self.dice.randrange(1, 5)))]
            self.dice.shuffle(sides)
            if tired(sum(len(base.of[side]) for side in sides)):
                break
            gained += self.together(sides)
        return gained

    def gather(self, side: int) -> int:
        """
        Place all meetings of a side with one seat anew, and one that is left out too if that can be.

        :return: the breaks and meetings gained; 0 when it stays as it is or is as good
        """
        base = self.base
        mine = [number for number in base.of[side] if number in self.slots]
        out = [number for number in base.of[side] if number not in self.slots and base.domains[number]]
        if out:
            one = self.dice.choice(out)
            if self._placed(side, [*mine, one], most=None):
                return 1
        if len(mine) < 2:
            return 0
        before = sum(self.each[one] for one in self._touched(side, mine))
        if not before:
            return 0
        if self._placed(side, mine, most=before):
            return before - sum(self.each[one] for one in self._touched(side, mine))
        return 0

    def together(self, sides: list[int]) -> int:
        """
        Take all meetings of some sides away and place one side after another anew.

        :return: the breaks gained; 0 when all stays as it was or is as good
        """
        mine = {row: None for side in sides for row in self.base.of[side] if row in self.slots}
        held = [(row, self.slots[row], self.helpers.get(row)) for row in mine]
        touched = {one for row in mine for one in self.base.pairs[row]}
        each = {one: self.each[one] for one in touched}
        spread = max(self.each) - min(self.each)
        for row, slot, helper in held:
            self._away(row, slot, helper)
        for one in touched:
            self.each[one] = self._breaks(one)
        done = True
        for side in sides:
            rows = [row for row in self.base.of[side] if row in mine and row not in self.slots]
            done = done and (not rows or self._placed(side, rows, most=None))
        before, now = sum(each.values()), sum(self.each[one] for one in touched)
        fairness = self.base.problem.fairness
        even = fairness is None or max(self.each) - min(self.each) <= max(fairness, spread)
        if done and even and now <= before:
            return before - now
        for row in mine:
            if row in self.slots:
                self._away(row, self.slots[row], self.helpers.get(row))
        for row, slot, helper in held:
            self.hand.take(row, slot, helper)
            self.slots[row] = slot
            if helper is not None:
                self.helpers[row] = helper
        for one, number in each.items():
            self.each[one] = number
        return 0

    def _away(self, row: int, slot: int, helper: int | None) -> None:
        self.hand.drop(row, slot, helper)
        del self.slots[row]
        self.helpers.pop(row, None)

    def _touched(self, side: int, rows: list[int]) -> set[int]:
        return {side, *(one for row in rows for one in self.base.pairs[row])}

    def _placed(self, side: int, rows: list[int], *, most: int | None) -> bool:
        """Try to place these meetings of a side; otherwise leave all as it was."""
        held = {row: (self.slots[row], self.helpers.get(row)) for row in rows if row in self.slots}
        for row, (slot, helper) in held.items():
            self.hand.drop(row, slot, helper)
        touched = self._touched(side, rows)
        taken: list[tuple[int, int, int | None]] = []
        for slots in self._choices(side, rows):
            for row, slot in sorted(slots.items(), key=lambda one: one[1]):
                found = self.hand.free(row, slot)
                if found is None:
                    break
                self.hand.take(row, slot, found[0])
                taken.append((row, slot, found[0]))
            now = {one: self._breaks(one) for one in touched}
            if len(taken) == len(rows) and self._good_enough(now, most):
                for row, slot, helper in taken:
                    self.slots[row] = slot
                    if helper is not None:
                        self.helpers[row] = helper
                for one, number in now.items():
                    self.each[one] = number
                return True
            for row, slot, helper in taken:
                self.hand.drop(row, slot, helper)
            taken = []
        for row, (slot, helper) in held.items():
            self.hand.take(row, slot, helper)
        return False

    def _good_enough(self, now: dict[int, int], most: int | None) -> bool:
        if most is not None and sum(now.values()) > most:
            return False
        fairness = self.base.problem.fairness
        if fairness is None:
            return True
        each = [now.get(side, number) for side, number in enumerate(self.each)]
        return max(each) - min(each) <= max(fairness, max(self.each) - min(self.each))

    def _choices(self, side: int, rows: list[int]) -> list[dict[int, int]]:
        """Give placings of these meetings, the best first; the side itself is empty now."""
        price = self._prices(side, rows)
        open_slots = [slot for slot in range(price.shape[1]) if price[:, slot].min() < NEVER]
        found = []
        for slots in self._slots(price, open_slots, len(rows), self.base.rests[side]):
            answer = _assigned(price[:, slots])
            if answer is not None:
                cost, where = answer
                own = SCALE * breaks_of(set(slots), self.base.problem.whole_days)
                found.append((cost + own, [slots[column] for column in where]))
        found.sort(key=lambda one: one[0])
        return [dict(zip(rows, where, strict=True)) for _cost, where in found[:2]]

    def _prices(self, side: int, rows: list[int]) -> np.ndarray:
        base, hand = self.base, self.hand
        price = np.full((len(rows), base.problem.slots), NEVER, dtype=np.int64)
        for place, row in enumerate(rows):
            one, other = base.pairs[row]
            busy = hand.busy[other if one == side else one]
            for slot in base.domains[row]:
                if hand.free(row, slot) is None:
                    continue
                first, last = hand.day[slot]
                added = 0
                if slot not in busy:
                    near = (slot > first and slot - 1 in busy) + (slot + 1 < last and slot + 1 in busy)
                    alone = not near and not any(first <= at < last for at in busy)
                    added = 0 if alone else 1 - near
                price[place, slot] = SCALE * added + self.dice.randrange(3) + SCALE
        return price

    def _slots(self, price: np.ndarray, open_slots: list[int], count: int, rest: int) -> list[list[int]]:
        """Give choices of so many slots: a run on each day, those first whose cheapest meetings cost the least."""
        days = self.base.problem.whole_days
        least = price.min(axis=0)
        runs: list[list[tuple[int, list[int]]]] = []
        for first, last in days:
            usable = [slot for slot in open_slots if first <= slot < last]
            total = np.concatenate(([0], np.cumsum(least[usable]))) if usable else np.zeros(1, dtype=np.int64)
            mine: list[tuple[int, list[int]]] = [(0, [])]
            for begin in range(len(usable)):
                for end in range(begin + 1, min(len(usable), begin + count) + 1):
                    row = usable[begin:end]
                    gaps = row[-1] - row[0] + 1 - len(row)
                    if rest and len(row) > rest and not gaps:
                        break
                    own = SCALE * breaks_of(set(row), days) if gaps else 0
                    mine.append((int(total[end] - total[begin]) + own, row))
            runs.append(mine)
        return self._joined(runs, count)

    def _joined(self, runs: list[list[tuple[int, list[int]]]], count: int) -> list[list[int]]:
        """Join a run of each day so that they hold so many meetings; some of the cheapest, by chance."""
        best: dict[int, list[tuple[int, list[int]]]] = {0: [(0, [])]}
        for mine in runs:
            by_length: dict[int, list[tuple[int, list[int]]]] = {}
            for one in mine:
                by_length.setdefault(len(one[1]), []).append(one)
            cheap = {}
            for length, row in by_length.items():
                self.dice.shuffle(row)
                row.sort(key=lambda one: one[0])
                cheap[length] = row[:TRIED]
            after: dict[int, list[tuple[int, list[int]]]] = {}
            for held, rows in best.items():
                for length, cheapest in cheap.items():
                    if held + length <= count:
                        after.setdefault(held + length, []).extend(
                            (cost + more, before + row)
                            for cost, before in rows[:4]
                            for more, row in cheapest[:4]
                        )
            for row in after.values():
                row.sort(key=lambda one: one[0])
                del row[TRIED:]
            best = after
        return [row for _cost, row in best.get(count, [])]


def _assigned(price: np.ndarray) -> tuple[int, list[int]] | None:
    """Give each row a column of its own for the least price; none when it cannot be."""
    rows, columns = np.nonzero(price < NEVER)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(rows.astype(np.int32), columns.astype(np.int32), price[rows, columns])
    if solver.num_nodes() != len(price) or solver.solve() != solver.OPTIMAL:
        return None
    return solver.optimal_cost(), [solver.right_mate(row) for row in range(len(price))]
