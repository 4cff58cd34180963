"""The ground of a problem, by numbers: where each meeting may lie, who sits in, which tables there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from naru.fairs.plan.problem import Id, Meeting, Participant, Problem


def slots_outside_hours(problem: Problem, one: Participant) -> frozenset[int]:
    """Give the slots that do not lie within the hours which a participant accepts in its own zone."""
    if not (one.zone and one.hours and problem.starts):
        return frozenset()
    zone, (first, last) = ZoneInfo(one.zone), one.hours
    outside = set()
    for slot, begins in enumerate(problem.starts[: problem.slots]):
        here = begins.astimezone(zone)
        there = (begins + timedelta(minutes=problem.minutes)).astimezone(zone)
        opens = datetime.combine(here.date(), first, zone)
        closes = datetime.combine(here.date(), last, zone)
        if last <= first:  # hours that reach over midnight
            if here.time() < last:
                opens -= timedelta(days=1)
            else:
                closes += timedelta(days=1)
        if here < opens or there > closes:
            outside.add(slot)
    return frozenset(outside)


@dataclass(frozen=True)
class Ground:
    """A problem by numbers: participants, meetings and interpreters are counted as the problem lists them."""

    problem: Problem
    domains: tuple[tuple[int, ...], ...]
    """The slots in which each meeting may lie."""
    pairs: tuple[tuple[int, int], ...]
    """The two sides of each meeting."""
    of: tuple[tuple[int, ...], ...]
    """The meetings of each participant."""
    seats: tuple[int, ...]
    rests: tuple[int, ...]
    helpers: tuple[tuple[int, ...] | None, ...]
    """The interpreters who could sit in a meeting; none where no interpreter is needed."""
    homes: tuple[tuple[int, ...], ...]
    """The tables at which a meeting must be held because a side owns them; empty: any free table of its hall."""
    hall_of: tuple[str | None, ...]
    """The hall of each meeting; none for a meeting of two who are online."""
    rooms: dict[str, tuple[int, ...]]
    """The tables of each hall that nobody owns."""
    after: tuple[tuple[int, int], ...]
    """Pairs of meetings: the first must come after the second."""
    away: tuple[frozenset[int], ...]
    """The slots in which each participant cannot meet."""
    lost: frozenset[int] = frozenset()
    """Tables that cannot be used any more."""
    now: int = 0
    """The slots before are past: what happened in them is not asked again."""

    def room(self, hall: str) -> int:
        """Count the tables of a hall that anybody may take."""
        return len([table for table in self.rooms.get(hall, ()) if table not in self.lost])

    @cached_property
    def plain(self) -> bool:
        """Whether this is the problem of the literature: every meeting required, one hall, nothing else."""
        return (
            all(meeting.required for meeting in self.problem.meetings)
            and not any(one is not None for one in self.helpers)
            and all(seats == 1 for seats in self.seats)
            and not any(self.rests)
            and not any(self.homes)
            and all(hall is not None for hall in self.hall_of)
            and len(set(self.problem.halls)) <= 1
            and len(self.problem.whole_days) == 1
        )


def _hall(
    problem: Problem, meeting: Meeting, sides: tuple[Participant, Participant], home: tuple[int, ...]
) -> str:
    halls = problem.halls or ("",) * problem.locations
    if home:
        return halls[home[0]]
    for hall in (meeting.hall, sides[0].hall, sides[1].hall):
        if hall is not None:
            return hall
    return max(dict.fromkeys(halls), key=halls.count, default="")


def ground(problem: Problem) -> Ground:
    """This will count everything once, so that solvers work with numbers alone."""
    index = {one.id: number for number, one in enumerate(problem.participants)}
    away = tuple(one.forbidden | slots_outside_hours(problem, one) for one in problem.participants)
    domains, pairs, helpers, homes, halls = [], [], [], [], []
    of: list[list[int]] = [[] for _ in problem.participants]
    for number, meeting in enumerate(problem.meetings):
        one, other = (index[side] for side in meeting.between)
        sides = (problem.participants[one], problem.participants[other])
        first, last = problem.sessions[meeting.session] if meeting.session is not None else (0, problem.slots)
        possible = [
            slot
            for slot in range(first, min(last, problem.slots))
            if slot not in away[one] and slot not in away[other]
        ]
        if meeting.fixed_slot is not None:
            possible = [slot for slot in possible if slot == meeting.fixed_slot]
        domains.append(tuple(possible))
        pairs.append((one, other))
        of[one].append(number)
        of[other].append(number)
        helpers.append(_helpers(problem, sides))
        remote = sides[0].online and sides[1].online
        home = () if remote else (sides[0].tables or sides[1].tables)
        homes.append(home)
        halls.append(None if remote else _hall(problem, meeting, sides, home))
    owned = {table for one in problem.participants for table in one.tables}
    names = problem.halls or ("",) * problem.locations
    rooms: dict[str, list[int]] = {name: [] for name in names}
    for table, name in enumerate(names):
        if table not in owned:
            rooms[name].append(table)
    at = {meeting.id: number for number, meeting in enumerate(problem.meetings)}
    after = tuple(
        (number, at[earlier])
        for number, meeting in enumerate(problem.meetings)
        for earlier in meeting.after
        if earlier in at
    )
    return Ground(
        problem,
        tuple(domains),
        tuple(pairs),
        tuple(tuple(rows) for rows in of),
        tuple(max(one.seats, len(one.tables)) if one.tables else one.seats for one in problem.participants),
        tuple(one.rest_after for one in problem.participants),
        tuple(helpers),
        tuple(homes),
        tuple(halls),
        {name: tuple(rows) for name, rows in rooms.items()},
        after,
        away,
    )


def _helpers(problem: Problem, sides: tuple[Participant, Participant]) -> tuple[int, ...] | None:
    one, other = (side.languages for side in sides)
    if not one or not other or one & other:
        return None
    return tuple(
        number
        for number, helper in enumerate(problem.interpreters)
        if helper.languages & one and helper.languages & other
    )


def breaks_of(slots: set[int], days: tuple[tuple[int, int], ...]) -> int:
    """Count the groups of idle slots between two meetings within each day."""
    return sum(
        max(
            0,
            sum(
                1 for slot in range(first, last) if slot in slots and not (slot - 1 in slots and slot > first)
            )
            - 1,
        )
        for first, last in days
    )


def breaks_by_participant(problem: Problem, slot_of: dict[Id, int]) -> dict[Id, int]:
    """Count the breaks of each participant in a schedule."""
    return {
        who: breaks_of({slot_of[one.id] for one in rows if one.id in slot_of}, problem.whole_days)
        for who, rows in problem.of.items()
    }
