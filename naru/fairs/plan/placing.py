"""Placing meetings one by one, each where it joins what is there."""

from __future__ import annotations

import random
from collections.abc import Iterable

from naru.fairs.plan.ground import Ground
from naru.fairs.plan.whole import spot
from naru.fairs.plan.worth import weight


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
        here = spot(self.base, number)
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
            self.helping[helper][slot] = spot(base, number)
        self.late[number] = slot

    def drop(self, number: int, slot: int, helper: int | None) -> None:
        """Take a meeting away again."""
        base = self.base
        hall = base.hall_of[number]
        for side in base.pairs[number]:
            self.busy[side][slot] -= 1
            if not self.busy[side][slot]:
                del self.busy[side][slot]
                del self.where[side][slot]
        if hall is not None and base.homes[number]:
            self.desks[base.homes[number], slot] -= 1
        elif hall is not None:
            self.rooms[hall, slot] -= 1
        if helper is not None:
            del self.helping[helper][slot]
        del self.late[number]
