"""Which table each placed meeting gets, so that people change tables seldom."""

from __future__ import annotations

from collections.abc import Mapping

from naru.fairs.plan.ground import Ground
from naru.fairs.plan.problem import Placed


def seat(
    ground: Ground,
    slots: Mapping[int, int],
    helpers: Mapping[int, int],
    *,
    lost: frozenset[int] = frozenset(),
    kept: Mapping[int, int | None] | None = None,
) -> tuple[Placed, ...]:
    """
    This will give each placed meeting its table.

    An interpreter with a change of table keeps one table through a row of meetings; the first side of a
    meeting stays where it sat in the slot before, if it can. Meetings keep the table of `kept` first.

    :param slots: the slot of each meeting, by number
    :param helpers: the interpreter of each meeting that needs one, by number
    :param lost: tables that cannot be used
    """
    kept = kept or {}
    problem = ground.problem
    tables: dict[int, int | None] = {}
    by_slot: dict[int, list[int]] = {}
    for number in sorted(slots):
        by_slot.setdefault(slots[number], []).append(number)
    last: dict[tuple[str, int], int] = {}
    """Where an interpreter or a side sat in the slot before."""
    for slot in sorted(by_slot):
        used: set[int] = set()
        now: dict[tuple[str, int], int] = {}

        def take(
            number: int, table: int | None, used: set[int] = used, now: dict[tuple[str, int], int] = now
        ) -> None:
            tables[number] = table
            if table is None:
                return
            used.add(table)
            if number in helpers:
                now["helper", helpers[number]] = table
            for side in ground.pairs[number]:
                now["side", side] = table

        waiting = []
        for number in by_slot[slot]:
            if ground.hall_of[number] is None:
                take(number, None)
            elif (choice := kept.get(number)) is not None and choice not in used and choice not in lost:
                take(number, choice)
            elif ground.homes[number]:
                free = [one for one in ground.homes[number] if one not in used and one not in lost]
                take(number, free[0])
            else:
                waiting.append(number)
        later = []
        for number in waiting:
            who = ("helper", helpers[number]) if number in helpers else None
            if who and problem.interpreters[helpers[number]].change and last.get(who) is not None:
                table = last[who]
                if (
                    table in ground.rooms[ground.hall_of[number] or ""]
                    and table not in used
                    and table not in lost
                ):
                    take(number, table)
                    continue
            later.append(number)
        rest = []
        for number in later:
            wish = [last.get(("side", side)) for side in ground.pairs[number]]
            room = ground.rooms[ground.hall_of[number] or ""]
            table = next((one for one in wish if one in room and one not in used and one not in lost), None)
            if table is None:
                rest.append(number)
            else:
                take(number, table)
        for number in rest:
            room = ground.rooms[ground.hall_of[number] or ""]
            take(number, next(one for one in room if one not in used and one not in lost))
        last = now
    return tuple(
        Placed(
            problem.meetings[number].id,
            slots[number],
            tables[number],
            problem.interpreters[helpers[number]].id if number in helpers else None,
        )
        for number in sorted(slots)
    )
