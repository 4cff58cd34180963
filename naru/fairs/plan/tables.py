"""Which table each placed meeting gets, so that people change tables seldom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

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

        gone = lost if slot >= ground.now else frozenset()

        def free(table: int | None, used: set[int] = used, gone: frozenset[int] = gone) -> bool:
            return table is not None and table not in used and table not in gone

        here = by_slot[slot]
        later = []
        for number in here:  # an interpreter who must not change tables stays
            table = last.get(("helper", helpers[number])) if number in helpers else None
            stays = (
                number in helpers
                and problem.interpreters[helpers[number]].change
                and not ground.homes[number]
            )
            if ground.hall_of[number] is None:
                take(number, None)
            elif stays and slot >= ground.now and free(table) and table in _room(ground, number):
                take(number, table)
            else:
                later.append(number)
        for choose in (_kept(kept), _own(ground), _before(ground, last), _any(ground)):
            waiting = []
            for number in later:
                table = next((one for one in choose(number) if free(one)), None)
                if table is None:
                    waiting.append(number)
                else:
                    take(number, table)
            later = waiting
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


Choice = Callable[[int], Iterable[int | None]]


def _room(ground: Ground, number: int) -> tuple[int, ...]:
    return ground.rooms.get(ground.hall_of[number] or "", ())


def _kept(kept: Mapping[int, int | None]) -> Choice:
    return lambda number: (kept.get(number),)


def _own(ground: Ground) -> Choice:
    return lambda number: ground.homes[number]


def _before(ground: Ground, last: Mapping[tuple[str, int], int]) -> Choice:
    """Where a side sat in the slot before."""

    def choose(number: int) -> Iterable[int | None]:
        if ground.homes[number]:
            return ()
        wish = (last.get(("side", side)) for side in ground.pairs[number])
        return [one for one in wish if one in _room(ground, number)]

    return choose


def _any(ground: Ground) -> Choice:
    return lambda number: () if ground.homes[number] else _room(ground, number)
