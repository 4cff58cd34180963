"""
The problem of the literature as clauses: every meeting required, one hall, breaks counted.

After Bofill et al., JAIR 74 (2022), with four additions that carry most of the weight: the counter of each
participant's meetings up to a slot is exact, and breaks are read from it; it knows beforehand how many sessions and
forbidden slots leave room for by then; what is minimised is not the single break but "this participant has at least
so many", so that a bound speaks of participants; and a participant without a break must meet in every slot between
its first and its last meeting, said forward in time.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field

from naru.fairs.plan.clauses import Clauses, Literal, negated
from naru.fairs.plan.ground import Ground


@dataclass
class Pure:
    """The clauses with the variables that are read or bounded later."""

    clauses: Clauses
    at: dict[tuple[int, int], int] = field(default_factory=dict)
    """Meeting × slot."""
    breaks: list[int] = field(default_factory=list)
    """For each participant and number: whether it has at least so many breaks. Their sum is minimised."""
    only_zero: bool = False
    """No plan with a break can be even enough."""


def encode(ground: Ground, *, fairness: int | None, seed: int = 0) -> Pure:
    """
    This will write a plain problem down as clauses.

    :param seed: another seed numbers meetings and slots in another order, and finds another plan
    """
    pure = Pure(Clauses())
    clauses = pure.clauses
    slots = ground.problem.slots
    keys = [(number, slot) for number, domain in enumerate(ground.domains) for slot in domain]
    if seed:
        random.Random(seed).shuffle(keys)  # noqa: S311
    for key in keys:
        pure.at[key] = clauses.new()
    for number, domain in enumerate(ground.domains):
        row = [pure.at[number, slot] for slot in domain]
        clauses.add(*row)
        clauses.at_most_one(row)
    busy = [_busy(pure, rows, slots) for rows in ground.of]
    at_least = [_breaks(clauses, row, reach(ground, rows)) for row, rows in zip(busy, ground.of, strict=True)]
    for later, earlier in ground.after:
        for slot in ground.domains[later]:
            before = [pure.at[earlier, other] for other in ground.domains[earlier] if other < slot]
            clauses.add(-pure.at[later, slot], *before)
    for slot in range(slots):
        _tables(pure, ground, slot, busy)
    if fairness is not None:
        pure.only_zero = _even(clauses, at_least, fairness)
    pure.breaks = [one for row in at_least for one in row]
    return pure


def _busy(pure: Pure, rows: tuple[int, ...], slots: int) -> list[int | None]:
    """Give, for each slot, whether the participant meets; at most one meeting at a time."""
    found: list[int | None] = []
    for slot in range(slots):
        here = [pure.at[row, slot] for row in rows if (row, slot) in pure.at]
        if not here:
            found.append(None)
        elif len(here) == 1:
            found.append(here[0])
        else:
            busy = pure.clauses.new()
            pure.clauses.add(-busy, *here)
            for one in here:
                pure.clauses.add(-one, busy)
            pure.clauses.at_most_one(here)
            found.append(busy)
    return found


def reach(ground: Ground, rows: tuple[int, ...]) -> list[tuple[int, int]]:
    """
    This will give, for each slot, the fewest and the most of a participant's meetings that can be held up to its end.

    Sessions and forbidden slots decide it, by matching; a SAT search would have to count its way to each.
    """
    domains = [ground.domains[row] for row in rows]
    return [
        (len(rows) - _matched(domains, slot, late=True), _matched(domains, slot, late=False))
        for slot in range(ground.problem.slots)
    ]


def _matched(domains: list[tuple[int, ...]], cut: int, *, late: bool) -> int:
    """Count how many meetings can be given slots of their own up to a slot, or after it."""
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for slot in domains[row]:
            if (slot > cut) == late and slot not in seen:
                seen.add(slot)
                if slot not in taken or place(taken[slot], seen):
                    taken[slot] = row
                    return True
        return False

    return sum(place(row, set()) for row in range(len(domains)))


def _breaks(clauses: Clauses, busy: list[int | None], reach: list[tuple[int, int]]) -> list[int]:
    """Count a participant's meetings up to each slot, and read its breaks: at least 1, at least 2, …"""
    meetings = reach[-1][0]
    if not meetings:
        return []
    held = _prefixes(clauses, busy, reach)
    ends: list[int] = []
    for slot in range(1, len(busy) - 1):
        after, begun, done = busy[slot + 1], held[slot][1], held[slot][meetings]
        here = busy[slot]
        if after is None or begun is False or done is True:
            continue
        end = clauses.new()
        clauses.either(negated(begun), here if here is not None else False, -after, end)
        clauses.add(-end, after)
        if here is not None:
            clauses.add(-end, -here)
        clauses.either(-end, begun)
        ends.append(end)
    most = min(meetings - 1, (len(ends) + 1) // 2)
    at_least = [one for one in clauses.counted(ends, most) if not isinstance(one, bool)] if most > 0 else []
    if most <= 0:
        for one in ends:
            clauses.add(-one)
    first: Literal = at_least[0] if at_least else False
    for now, then in itertools.pairwise(held):
        for number in range(1, meetings):
            clauses.either(negated(now[number]), then[number + 1], first)
    return at_least


def _prefixes(clauses: Clauses, busy: list[int | None], reach: list[tuple[int, int]]) -> list[list[Literal]]:
    """Give, for each slot and number, whether at least so many meetings are held up to the end of the slot."""
    meetings = reach[-1][0]
    before: list[Literal] = [True, *([False] * meetings)]
    held = []
    for slot, here in enumerate(busy):
        if here is None:
            held.append(before)
            continue
        least, most = reach[slot]
        now: list[Literal] = [True]
        for number in range(1, meetings + 1):
            if number <= least:
                now.append(True)
            elif number > most or (before[number] is False and before[number - 1] is False):
                now.append(False)
            else:
                now.append(clauses.new())
        for number in range(1, meetings + 1):
            one, was, under = now[number], before[number], before[number - 1]
            clauses.either(negated(was), one)
            clauses.either(negated(one), under)
            clauses.either(negated(under), -here, one)
            clauses.either(negated(one), was, here)
        clauses.either(negated(before[meetings]), -here)
        before = now
        held.append(now)
    if before[meetings] is not True:
        clauses.either(before[meetings])
    return held


def _tables(pure: Pure, ground: Ground, slot: int, busy: list[list[int | None]]) -> None:
    """
    Let no more meetings lie in a slot than there are tables, counted over clusters.

    Meetings that share a participant never lie together, so each cluster around a participant counts as one.
    How many participants are busy is always even: implied, and worth saying.
    """
    clauses = pure.clauses
    here = [number for number in range(len(ground.domains)) if (number, slot) in pure.at]
    room = ground.room(ground.hall_of[here[0]] or "") if here else 0
    if len(here) <= room:
        return
    clusters = _clusters(pure, ground, slot, here, busy)
    clauses.at_most(clusters, room)
    there = [one for row in busy if (one := row[slot]) is not None]
    if len(there) > 2:
        reach = min(len(there), 2 * room)
        count = clauses.counted(there, reach)
        for number in range(0, reach, 2):
            more = count[number + 1] if number + 1 < reach else False
            clauses.either(negated(count[number]), more)


def _clusters(
    pure: Pure, ground: Ground, slot: int, here: list[int], busy: list[list[int | None]]
) -> list[int]:
    clauses = pure.clauses
    left: dict[int, set[int]] = {}
    for number in here:
        for side in ground.pairs[number]:
            left.setdefault(side, set()).add(number)
    size = Counter({side: len(rows) for side, rows in left.items()})
    found = []
    while size:
        centre = max(size, key=lambda side: (size[side], -side))
        if not size.pop(centre):
            break
        rows = sorted(left.pop(centre))
        for number in rows:
            for side in ground.pairs[number]:
                if side in left:
                    left[side].discard(number)
                    size[side] -= 1
        whole = busy[centre][slot]
        if len(rows) == 1:
            found.append(pure.at[rows[0], slot])
        elif whole is not None and len(rows) == sum(1 for row in ground.of[centre] if (row, slot) in pure.at):
            found.append(whole)
        else:
            one = clauses.new()
            for number in rows:
                clauses.add(-pure.at[number, slot], one)
            clauses.add(-one, *(pure.at[number, slot] for number in rows))
            found.append(one)
    return found


def _even(clauses: Clauses, at_least: list[list[int]], fairness: int) -> bool:
    """Keep the breaks of any two participants within so many; say whether that allows none at all."""
    if any(not row for row in at_least):  # somebody never has a break
        for row in at_least:
            if len(row) > fairness:
                clauses.add(-row[fairness])
        return fairness == 0
    for number in range(max((len(row) for row in at_least), default=0)):
        everybody = clauses.new()
        for row in at_least:
            clauses.either(-everybody, row[number] if number < len(row) else False)
            if number + fairness < len(row):
                clauses.add(-row[number + fairness], everybody)
    return False
