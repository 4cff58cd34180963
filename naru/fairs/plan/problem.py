"""What a meeting plan is made of: who comes, which meetings are wished, and what came out. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from functools import cached_property

from naru.fairs.plan.reasons import Reason

Id = int | str
"""Participants, meetings and interpreters are named by whatever the caller names them by."""


@dataclass(frozen=True)
class Participant:
    """One who meets others: a hospital, an agency, a buyer. All but the id may be left out."""

    id: Id
    forbidden: frozenset[int] = frozenset()
    """Slots in which it cannot meet anybody."""
    languages: frozenset[str] = frozenset()
    """What it speaks; empty means that it never needs an interpreter."""
    seats: int = 1
    """At how many tables it can sit at the same time; a team may take two."""
    tables: tuple[int, ...] = ()
    """Tables of its own (a booth): its meetings are held there. Empty: at any free table."""
    hall: str | None = None
    """Where its meetings are held when it has no table of its own."""
    rest_after: int = 0
    """It needs a free slot after so many slots of meetings in a row; 0 means never."""
    online: bool = False
    """It takes part by video; a meeting of two who are online needs no table."""
    zone: str | None = None
    """Its time zone, for the hours below."""
    hours: tuple[time, time] | None = None
    """The hours, from and until, that it accepts in its own zone; slots that do not lie within are forbidden."""
    organisation: Id | None = None
    """Whose wishes its wishes count as, for fairness between organisations; itself when empty."""


@dataclass(frozen=True)
class Meeting:
    """A meeting that must be held, or (`required=False`) a wish that is placed if it can be."""

    id: Id
    between: tuple[Id, Id]
    session: str | None = None
    """The session in which it must lie; none means any slot."""
    fixed_slot: int | None = None
    after: tuple[Id, ...] = ()
    """Meetings that must come before it, if both are held."""
    required: bool = True
    mutual: bool = False
    """Both sides wished it."""
    rank: int = 0
    """How high the side that wished it put it: 1 is first, 0 means not ranked."""
    hall: str | None = None
    """Where it must be held; none means at the table or in the hall of the first of `between` that has one."""


@dataclass(frozen=True)
class Interpreter:
    """One who sits in where the two sides have no language in common."""

    id: Id
    languages: frozenset[str]
    forbidden: frozenset[int] = frozenset()
    rest_after: int = 0
    """Needs a free slot after so many meetings in a row; 0 means never."""
    change: int = 0
    """Free slots needed between two meetings at different tables."""


@dataclass(frozen=True)
class Problem:
    """Everything that a plan has to hold to. Slots and tables are counted from 0; ends are exclusive."""

    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    slots: int
    locations: int
    """How many tables there are."""
    sessions: dict[str, tuple[int, int]] = field(default_factory=dict)
    fairness: int | None = None
    """The largest difference in breaks between two participants; none means any."""
    interpreters: tuple[Interpreter, ...] = ()
    days: tuple[tuple[int, int], ...] = ()
    """First and past-last slot of each day: no break reaches over a night. Empty: all slots are one day."""
    halls: tuple[str, ...] = ()
    """The hall of each table; empty means one hall."""
    walking: dict[tuple[str, str], int] = field(default_factory=dict)
    """Free slots needed from one hall to another, the same both ways."""
    starts: tuple[datetime, ...] = ()
    """When each slot begins, with its zone; needed only for the hours of online participants."""
    minutes: int = 0
    """How long a slot is; needed only for the same."""
    name: str = ""

    @cached_property
    def by_id(self) -> dict[Id, Participant]:
        """The participants by their ids."""
        return {one.id: one for one in self.participants}

    @cached_property
    def meeting_by_id(self) -> dict[Id, Meeting]:
        """The meetings by their ids."""
        return {one.id: one for one in self.meetings}

    @cached_property
    def of(self) -> dict[Id, tuple[Meeting, ...]]:
        """The meetings of each participant."""
        seen: dict[Id, list[Meeting]] = {one.id: [] for one in self.participants}
        for meeting in self.meetings:
            for side in meeting.between:
                seen[side].append(meeting)
        return {key: tuple(rows) for key, rows in seen.items()}

    @property
    def whole_days(self) -> tuple[tuple[int, int], ...]:
        """The days, or all slots as one."""
        return self.days or ((0, self.slots),)


@dataclass(frozen=True)
class Placed:
    """A meeting in the plan: when, at which table, with which interpreter."""

    meeting: Id
    slot: int
    location: int | None
    """Counted from 0; none for a meeting of two who are online."""
    interpreter: Id | None = None


@dataclass(frozen=True)
class Unplaced:
    """A wish that is not in the plan, with its reason and what would have made it possible."""

    meeting: Id
    why: Reason
    possible_if: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Wishes that cannot all be held, and what they clash on."""

    meetings: tuple[Id, ...]
    why: Reason
    smallest: bool
    """True when it was proved that leaving out any one of them would do."""


class Status(StrEnum):
    """How far a plan got: proved best, good, proved impossible, or out of time with nothing."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Plan:
    """What came out: the schedule, how good it is, and what is not in it."""

    status: Status
    breaks: int | None = None
    bound: int = 0
    """No plan that holds as many wishes can have fewer breaks than this."""
    max_difference: int | None = None
    """The largest difference in breaks between two participants."""
    seconds: float = 0.0
    schedule: tuple[Placed, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    conflict: Conflict | None = None
    """Why nothing was possible."""
    cpu_seconds: float = 0.0
    """What the solvers used in all processes together."""
    lost: int = 0
    """The weight of the wishes that are not in the plan."""
    lost_bound: int = 0
    """No plan can leave out less than this."""

    @cached_property
    def slot_of(self) -> dict[Id, int]:
        """The slot of each meeting in the plan."""
        return {one.meeting: one.slot for one in self.schedule}

    @property
    def gap(self) -> float | None:
        """How far from the best this may be, as a share of what it costs; none while there is no plan."""
        return None if self.breaks is None else gap(self.breaks, self.bound)


def gap(best: int, bound: int) -> float:
    """Give the share by which the best may still fall; 0 is proved best."""
    return 0.0 if best <= bound else (best - bound) / best


@dataclass(frozen=True)
class Progress:
    """How a plan stands while it is being made."""

    best: int | None
    """Breaks of the best plan so far."""
    bound: int
    gap: float | None
    seconds: float
    unplaced: int = 0
    """Wishes that the best plan so far leaves out."""
    stage: str = ""
    """What is being done: look, place, improve, prove."""


@dataclass(frozen=True)
class Late:
    """A participant comes later by so many slots, counted from now."""

    participant: Id
    slots: int


@dataclass(frozen=True)
class Absent:
    """A participant is away from one slot until before another (until the end, if none)."""

    participant: Id
    since: int
    until: int | None = None


@dataclass(frozen=True)
class Left:
    """A participant is gone: the meetings still to come are off."""

    participant: Id


@dataclass(frozen=True)
class TableLost:
    """A table cannot be used from now on."""

    location: int


@dataclass(frozen=True)
class InterpreterLost:
    """An interpreter is not there from now on."""

    interpreter: Id


Change = Late | Absent | Left | TableLost | InterpreterLost


@dataclass(frozen=True)
class Moved:
    """A published meeting that changes: its place before, and after (none when it had to be dropped)."""

    meeting: Id
    before: Placed
    after: Placed | None

    @property
    def another_slot(self) -> bool:
        """Whether people have to come at another time; otherwise only table or interpreter change."""
        return self.after is None or self.after.slot != self.before.slot


@dataclass(frozen=True)
class Replan:
    """A plan mended while meetings are running, and what it changes."""

    plan: Plan
    moved: tuple[Moved, ...]
    """Meetings that change slot or are dropped, first; then those that only change table or interpreter."""
    proven: bool
    """No mended plan moves fewer meetings."""

    @property
    def who_moved(self) -> Iterator[Id]:
        """The meetings whose time changes."""
        return (one.meeting for one in self.moved if one.another_slot)
