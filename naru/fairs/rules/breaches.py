"""
The rules of a meeting plan, checked by somebody who did not make it.

This room shares no code with the planner, not even the reading of the file: it takes the JSON values of an
instance and of a plan and names every rule that the plan breaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

Values = dict[str, Any]


@dataclass(frozen=True)
class Breach:
    """One rule that a plan breaks: its name, the sentence, and the meetings it is about."""

    rule: str
    sentence: str
    meetings: tuple[Any, ...] = ()


def why_not_check(instance: Any, plan: Any) -> str | None:
    """Say why a plan cannot be checked against an instance, or nothing if it can."""
    if not isinstance(instance, dict) or not isinstance(instance.get("meetings"), list):
        return _("The first file holds no instance with meetings.")
    if not isinstance(plan, dict) or not isinstance(plan.get("schedule"), list) or "status" not in plan:
        return _("The second file holds no plan with a status and a schedule.")
    unplaced = plan.get("unplaced", [])
    if not isinstance(unplaced, list):
        return _("The second file holds no plan with a status and a schedule.")
    for row in plan["schedule"]:
        if not isinstance(row, dict) or not isinstance(row.get("slot"), int) or "meeting" not in row:
            return _("The second file holds no plan with a status and a schedule.")
    try:
        known = {one["id"] for one in instance["meetings"]}
        named = [row["meeting"] for row in [*plan["schedule"], *unplaced]]
        strange = [one for one in named if one not in known]
    except (KeyError, TypeError):
        return _("The first file holds no instance with meetings.")
    if strange:
        return _(
            "The plan names meeting %(meeting)s, which the instance does not have: it is a plan of another one."
        ) % {"meeting": strange[0]}
    if plan["status"] in {"optimal", "feasible"} and len(set(map(str, named))) < len(known):
        return _("The plan says nothing of meeting %(meeting)s: it is a plan of another instance.") % {
            "meeting": next(one for one in sorted(known, key=str) if one not in set(named))
        }
    return None


def breaches(instance: Values, plan: Values) -> list[Breach]:
    """
    This will name every rule that a plan breaks, given as JSON values; nothing means that it holds to all.

    A plan that says that nothing is possible, or that nothing was found, has no schedule to check.
    """
    if plan["status"] not in {"optimal", "feasible"}:
        return (
            [Breach("no_schedule", _("A plan with this status has no schedule."))] if plan["schedule"] else []
        )
    return list(_Checking(instance, plan).all())


def counted(instance: Values, plan: Values) -> tuple[int, int]:
    """Count the breaks of a plan and the largest difference between two participants."""
    each = list(_Checking(instance, plan).breaks().values())
    return sum(each), max(each, default=0) - min(each, default=0)


class _Checking:
    """An instance and a plan, read anew."""

    def __init__(self, instance: Values, plan: Values) -> None:
        self.plan, self.slots, self.tables = plan, instance["slots"], instance["locations"]
        self.sessions = instance.get("sessions", {})
        self.fairness = instance.get("fairness")
        given = instance["participants"]
        rows = [{"id": number} for number in range(given)] if isinstance(given, int) else given
        lists = instance.get("forbidden") or [row.get("forbidden", []) for row in rows]
        self.who: dict[Any, Values] = {
            row["id"]: {**row, "forbidden": set(away)} for row, away in zip(rows, lists, strict=True)
        }
        self.wish: dict[Any, Values] = {row["id"]: row for row in instance["meetings"]}
        self.helper: dict[Any, Values] = {row["id"]: row for row in instance.get("interpreters", [])}
        self.days = instance.get("days") or [[0, self.slots]]
        self.halls = instance.get("halls") or [""] * self.tables
        self.far: dict[frozenset[str], int] = {
            frozenset({one, other}): slots for one, other, slots in instance.get("walking", [])
        }
        self.starts = [datetime.fromisoformat(one) for one in instance.get("starts", [])]
        self.minutes = instance.get("minutes", 0)
        self.at: dict[Any, Values] = {}
        self.twice = []
        for row in plan["schedule"]:
            if row["meeting"] in self.at:
                self.twice.append(row["meeting"])
            self.at[row["meeting"]] = row
        self.mine: dict[Any, list[Values]] = {one: [] for one in self.who}
        for key, row in self.at.items():
            for side in self.wish[key]["between"]:
                self.mine[side].append(row)

    def all(self) -> Iterator[Breach]:
        """Go through the rules one after another."""
        yield from self._wishes()
        yield from self._slots()
        yield from self._sides()
        yield from self._tables()
        yield from self._interpreters()
        yield from self._order()
        yield from self._walks()
        yield from self._claims()

    def _wishes(self) -> Iterator[Breach]:
        for key in self.twice:
            yield Breach(
                "held_twice", _("Meeting %(meeting)s stands in the plan twice.") % {"meeting": key}, (key,)
            )
        left = [row["meeting"] for row in self.plan.get("unplaced", [])]
        for key in left:
            if key in self.at:
                yield Breach(
                    "both",
                    _("Meeting %(meeting)s is both in the plan and left out.") % {"meeting": key},
                    (key,),
                )
        for key, row in self.wish.items():
            if key not in self.at and row.get("required", True):
                yield Breach(
                    "required",
                    _("Meeting %(meeting)s has to be held and is not in the plan.") % {"meeting": key},
                    (key,),
                )

    def _slots(self) -> Iterator[Breach]:
        for key, row in self.at.items():
            slot, wish = row["slot"], self.wish[key]
            facts = {"meeting": key, "slot": slot}
            if not 0 <= slot < self.slots:
                yield Breach(
                    "no_slot",
                    _("Meeting %(meeting)s lies in slot %(slot)s, which does not exist.") % facts,
                    (key,),
                )
                continue
            if wish.get("session") is not None:
                first, last = self.sessions[wish["session"]]
                if not first <= slot < last:
                    yield Breach(
                        "session",
                        _("Meeting %(meeting)s lies in slot %(slot)s, outside its session.") % facts,
                        (key,),
                    )
            if wish.get("fixed_slot") is not None and wish["fixed_slot"] != slot:
                yield Breach(
                    "fixed",
                    _("Meeting %(meeting)s lies in slot %(slot)s but is fixed in another.") % facts,
                    (key,),
                )
            for side in wish["between"]:
                if slot in self.who[side]["forbidden"] or self._asleep(self.who[side], slot):
                    yield Breach(
                        "forbidden",
                        _("Meeting %(meeting)s lies in slot %(slot)s, which %(who)s forbids.")
                        % {**facts, "who": side},
                        (key,),
                    )

    def _asleep(self, person: Values, slot: int) -> bool:
        if not (person.get("zone") and person.get("hours") and self.starts):
            return False
        opens, closes = (self._minute(one) for one in person["hours"])
        zone = ZoneInfo(person["zone"])
        begins = self.starts[slot].astimezone(zone)
        ends = (self.starts[slot] + timedelta(minutes=self.minutes)).astimezone(zone)
        first = begins.hour * 60 + begins.minute
        last = first + (ends.replace(tzinfo=None) - begins.replace(tzinfo=None)).total_seconds() / 60
        if closes <= opens:  # over midnight
            closes += 1_440
            if first < opens:
                first, last = first + 1_440, last + 1_440
        return first < opens or last > closes

    @staticmethod
    def _minute(text: str) -> int:
        hour, minute = text.split(":")[:2]
        return int(hour) * 60 + int(minute)

    def _sides(self) -> Iterator[Breach]:
        for side, person in self.who.items():
            seats = len(person.get("tables", [])) or person.get("seats", 1)
            here = defaultdict(list)
            for row in self.mine[side]:
                here[row["slot"]].append(row["meeting"])
            for slot, keys in sorted(here.items()):
                if len(keys) > seats:
                    yield Breach(
                        "side_twice",
                        _("%(who)s has %(count)s meetings in slot %(slot)s.")
                        % {"who": side, "count": len(keys), "slot": slot},
                        tuple(keys),
                    )
            yield from self._rests(side, set(here), person.get("rest_after", 0))

    def _rests(self, who: Any, busy: set[int], after: int) -> Iterator[Breach]:
        if not after:
            return
        for first, last in self.days:
            run = 0
            for slot in range(first, last):
                run = run + 1 if slot in busy else 0
                if run == after + 1:
                    yield Breach(
                        "rest",
                        _("%(who)s meets more than %(after)s times in a row, up to slot %(slot)s.")
                        % {"who": who, "after": after, "slot": slot},
                    )

    def _table_of(self, key: Any) -> list[int]:
        """Give the tables at which a meeting must be held because a side owns them."""
        for side in self.wish[key]["between"]:
            if self.who[side].get("tables"):
                return list(self.who[side]["tables"])
        return []

    def _is_remote(self, key: Any) -> bool:
        return all(self.who[side].get("online") for side in self.wish[key]["between"])

    def _hall_of(self, key: Any) -> str | None:
        if self._is_remote(key):
            return None
        if own := self._table_of(key):
            return str(self.halls[own[0]])
        wish = self.wish[key]
        for hall in (wish.get("hall"), *(self.who[side].get("hall") for side in wish["between"])):
            if hall is not None:
                return str(hall)
        return max(dict.fromkeys(self.halls), key=self.halls.count, default="")

    def _tables(self) -> Iterator[Breach]:
        seen: dict[tuple[int, int], Any] = {}
        owned = {table for person in self.who.values() for table in person.get("tables", [])}
        for key, row in self.at.items():
            table, facts = (
                row.get("location"),
                {"meeting": key, "table": row.get("location"), "slot": row["slot"]},
            )
            if self._is_remote(key):
                if table is not None:
                    yield Breach(
                        "table", _("Meeting %(meeting)s is held by video and needs no table.") % facts, (key,)
                    )
                continue
            if not isinstance(table, int) or not 0 <= table < self.tables:
                yield Breach(
                    "table",
                    _("Meeting %(meeting)s is at table %(table)s, which does not exist.") % facts,
                    (key,),
                )
                continue
            if (row["slot"], table) in seen:
                yield Breach(
                    "table_twice",
                    _("Two meetings are at table %(table)s in slot %(slot)s.") % facts,
                    (seen[row["slot"], table], key),
                )
            seen[row["slot"], table] = key
            own = self._table_of(key)
            if own and table not in own:
                yield Breach(
                    "own_table", _("Meeting %(meeting)s is not at the side's own table.") % facts, (key,)
                )
            elif not own and (table in owned or str(self.halls[table]) != self._hall_of(key)):
                yield Breach(
                    "own_table", _("Meeting %(meeting)s is at a table that is not for it.") % facts, (key,)
                )

    def _interpreters(self) -> Iterator[Breach]:
        work: dict[Any, list[Values]] = defaultdict(list)
        for key, row in self.at.items():
            sides = [set(self.who[side].get("languages", [])) for side in self.wish[key]["between"]]
            needs = bool(sides[0] and sides[1] and not sides[0] & sides[1])
            helper, facts = row.get("interpreter"), {"meeting": key, "who": row.get("interpreter")}
            if helper is None:
                if needs:
                    yield Breach(
                        "interpreter",
                        _("Meeting %(meeting)s needs an interpreter and has none.") % facts,
                        (key,),
                    )
                continue
            if helper not in self.helper:
                yield Breach("interpreter", _("Interpreter %(who)s is not in the instance.") % facts, (key,))
                continue
            work[helper].append(row)
            speaks = set(self.helper[helper]["languages"])
            if not (speaks & sides[0] and speaks & sides[1]):
                yield Breach(
                    "interpreter",
                    _("Interpreter %(who)s does not speak with both sides of meeting %(meeting)s.") % facts,
                    (key,),
                )
            if row["slot"] in self.helper[helper].get("forbidden", []):
                yield Breach(
                    "interpreter_away",
                    _("Interpreter %(who)s is away in meeting %(meeting)s.") % facts,
                    (key,),
                )
        for helper, rows in work.items():
            yield from self._at_work(helper, sorted(rows, key=lambda row: row["slot"]))

    def _at_work(self, helper: Any, rows: list[Values]) -> Iterator[Breach]:
        person = self.helper[helper]
        yield from self._rests(helper, {row["slot"] for row in rows}, person.get("rest_after", 0))
        for place, row in enumerate(rows):
            for other in rows[place + 1 :]:
                facts = {"who": helper, "one": row["meeting"], "other": other["meeting"]}
                keys = (row["meeting"], other["meeting"])
                if row["slot"] == other["slot"]:
                    yield Breach(
                        "interpreter_twice",
                        _("Interpreter %(who)s is in meetings %(one)s and %(other)s at the same time.")
                        % facts,
                        keys,
                    )
                elif (
                    other["slot"] - row["slot"] <= person.get("change", 0)
                    and row.get("location") != other.get("location")
                    and self._one_day(row["slot"], other["slot"])
                ):
                    yield Breach(
                        "change",
                        _("Interpreter %(who)s has too little time between meetings %(one)s and %(other)s.")
                        % facts,
                        keys,
                    )

    def _one_day(self, slot: int, other: int) -> bool:
        return any(first <= min(slot, other) and max(slot, other) < last for first, last in self.days)

    def _order(self) -> Iterator[Breach]:
        for key, row in self.at.items():
            for earlier in self.wish[key].get("after", []):
                if earlier in self.at and self.at[earlier]["slot"] >= row["slot"]:
                    yield Breach(
                        "order",
                        _("Meeting %(meeting)s should come after meeting %(earlier)s.")
                        % {"meeting": key, "earlier": earlier},
                        (key, earlier),
                    )

    def _walks(self) -> Iterator[Breach]:
        for side, rows in self.mine.items():
            ordered = sorted(rows, key=lambda row: row["slot"])
            for place, row in enumerate(ordered):
                for other in ordered[place + 1 :]:
                    here, there = self._hall_of(row["meeting"]), self._hall_of(other["meeting"])
                    if here is None or there is None or not self._one_day(row["slot"], other["slot"]):
                        continue
                    if here != there and other["slot"] - row["slot"] <= self.far.get(
                        frozenset({here, there}), 0
                    ):
                        yield Breach(
                            "walk",
                            _("%(who)s has too little time to walk between meetings %(one)s and %(other)s.")
                            % {"who": side, "one": row["meeting"], "other": other["meeting"]},
                            (row["meeting"], other["meeting"]),
                        )

    def breaks(self) -> dict[Any, int]:
        """Count the groups of idle slots between two meetings of each participant, day by day."""
        found = {}
        for side, rows in self.mine.items():
            busy = sorted({row["slot"] for row in rows})
            found[side] = sum(
                1 for before, after in pairwise(busy) if after - before > 1 and self._one_day(before, after)
            )
        return found

    def _claims(self) -> Iterator[Breach]:
        each = list(self.breaks().values())
        total, difference = sum(each), max(each, default=0) - min(each, default=0)
        if self.fairness is not None and difference > self.fairness:
            yield Breach(
                "fairness",
                _("Two participants differ by %(difference)s breaks; %(fairness)s are allowed.")
                % {"difference": difference, "fairness": self.fairness},
            )
        for name, claimed, true in (
            ("breaks", self.plan.get("breaks"), total),
            ("max_difference", self.plan.get("max_difference"), difference),
        ):
            if claimed != true:
                yield Breach(
                    f"claimed_{name}",
                    _("The plan says %(claimed)s for “%(name)s”; counted anew it is %(true)s.")
                    % {"claimed": claimed, "name": name, "true": true},
                )
        bound = self.plan.get("bound")
        if (
            not isinstance(bound, int)
            or bound > total
            or (self.plan["status"] == "optimal" and bound != total)
        ):
            yield Breach(
                "claimed_bound",
                _("The plan calls itself %(status)s with a bound of %(bound)s and %(true)s breaks.")
                % {"status": self.plan["status"], "bound": bound, "true": total},
            )
