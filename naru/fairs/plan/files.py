"""A problem and a plan as files hold them: JSON values in, values or one sentence out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naru.fairs.plan.problem import Id, Interpreter, Meeting, Participant, Plan, Problem

MOST_SLOTS = 2_000
MOST_TABLES = 10_000
MOST_PARTICIPANTS = 20_000
MOST_MEETINGS = 100_000
"""What nobody's forum has; a file that says more is a slip of the pen."""


class Unusable(ValueError):  # noqa: N818
    """A file that no plan can be made from, with the sentence that says why."""


def read_problem(held: Any) -> Problem:
    """
    This will read a problem from JSON values: the shape of the published instances, with more keys for what
    they do not know (docs/howto/how-to-plan-meetings.md).

    :raises Unusable: with one sentence on the first thing that is wrong
    """
    if not isinstance(held, dict):
        raise Unusable(_("The file holds no instance: it should be one JSON object."))
    slots = _count(held, "slots", 1, MOST_SLOTS)
    locations = _count(held, "locations", 0, MOST_TABLES)
    problem = Problem(
        participants=_participants(held, slots, locations),
        meetings=(),
        slots=slots,
        locations=locations,
        sessions=_sessions(held, slots),
        fairness=None if held.get("fairness") is None else _count(held, "fairness", 0, MOST_SLOTS),
        interpreters=_interpreters(held, slots),
        days=_days(held, slots),
        halls=_halls(held, locations),
        walking=_walking(held),
        starts=tuple(_moment(one) for one in _rows(held, "starts", required=False)),
        minutes=_count(held, "minutes", 0, 1_440, default=0),
        name=str(held.get("name", "")),
    )
    if problem.starts and len(problem.starts) != slots:
        raise Unusable(_("“%(key)s” should give one moment for each slot.") % {"key": "starts"})
    return replace(problem, meetings=_meetings(held, problem))


def _wrong(key: str) -> Unusable:
    return Unusable(_("“%(key)s” is missing in the file or has a value that cannot be used.") % {"key": key})


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(held: dict[str, Any], key: str, least: int, most: int, *, default: int | None = None) -> int:
    value: Any = held.get(key, default)
    if not _is_count(value) or not least <= value <= most:
        raise _wrong(key)
    return int(value)


def _rows(held: dict[str, Any], key: str, *, required: bool = True) -> list[Any]:
    value = held.get(key, None if required else [])
    if not isinstance(value, list):
        raise _wrong(key)
    return value


def _id(value: Any, key: str) -> Id:
    if isinstance(value, str) or _is_count(value):
        return value  # type: ignore[no-any-return]
    raise _wrong(key)


def _slots(value: Any, slots: int, key: str) -> frozenset[int]:
    if not isinstance(value, list) or not all(_is_count(slot) and 0 <= slot < slots for slot in value):
        raise _wrong(key)
    return frozenset(value)


def _words(value: Any, key: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(key)
    return frozenset(value)


def _text(value: Any, key: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _wrong(key)
    return value


def _yes(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key)
    return value


def _once(ids: list[Id], sentence: Callable[[Id], str]) -> None:
    for key, times in Counter(ids).items():
        if times > 1:
            raise Unusable(sentence(key))


def _participants(held: dict[str, Any], slots: int, locations: int) -> tuple[Participant, ...]:
    given: Any = held.get("participants")
    if _is_count(given) and 0 <= given <= MOST_PARTICIPANTS:
        rows: list[Any] = [{"id": number} for number in range(given)]
    elif isinstance(given, list) and len(given) <= MOST_PARTICIPANTS:
        rows = given
    else:
        raise _wrong("participants")
    forbidden = _rows(held, "forbidden", required=False)
    if forbidden and len(forbidden) != len(rows):
        raise _wrong("forbidden")
    found = tuple(
        _participant(row, forbidden[number] if forbidden else row_slots(row), slots, locations)
        for number, row in enumerate(rows)
    )
    _once(
        [one.id for one in found],
        lambda key: _("Participant %(who)s stands in the file twice.") % {"who": key},
    )
    owned = Counter(table for one in found for table in one.tables)
    for table, owners in owned.items():
        if owners > 1:
            raise Unusable(_("Table %(table)s belongs to two participants.") % {"table": table})
    return found


def row_slots(row: Any) -> Any:
    """Give the forbidden slots that stand beside a participant itself."""
    return row.get("forbidden", []) if isinstance(row, dict) else []


def _participant(row: Any, forbidden: Any, slots: int, locations: int) -> Participant:
    if not isinstance(row, dict):
        raise _wrong("participants")
    tables = row.get("tables", [])
    if not isinstance(tables, list) or not all(_is_count(one) and 0 <= one < locations for one in tables):
        raise _wrong("tables")
    zone = _text(row.get("zone"), "zone")
    return Participant(
        id=_id(row.get("id"), "participants"),
        forbidden=_slots(forbidden, slots, "forbidden"),
        languages=_words(row.get("languages", []), "languages"),
        seats=_count(row, "seats", 1, 100, default=1),
        tables=tuple(dict.fromkeys(tables)),
        hall=_text(row.get("hall"), "hall"),
        rest_after=_count(row, "rest_after", 0, MOST_SLOTS, default=0),
        online=_yes(row.get("online", False), "online"),
        zone=None if zone is None else _zone(zone),
        hours=None if row.get("hours") is None else _hours(row["hours"]),
        organisation=None if row.get("organisation") is None else _id(row["organisation"], "organisation"),
    )


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Unusable(_("There is no time zone “%(zone)s”.") % {"zone": name}) from None
    return name


def _hours(value: Any) -> tuple[time, time]:
    try:
        first, last = (time.fromisoformat(one) for one in value)
    except (TypeError, ValueError):
        raise _wrong("hours") from None
    return first, last


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong("starts") from None
    if moment.tzinfo is None:
        raise _wrong("starts")
    return moment


def _ranges(value: Any, slots: int, key: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or not all(_is_count(one) for one in value):
        raise _wrong(key)
    first, last = value
    if not 0 <= first <= last <= slots:
        raise _wrong(key)
    return first, last


def _sessions(held: dict[str, Any], slots: int) -> dict[str, tuple[int, int]]:
    given = held.get("sessions", {})
    if not isinstance(given, dict):
        raise _wrong("sessions")
    return {name: _ranges(value, slots, "sessions") for name, value in given.items()}


def _days(held: dict[str, Any], slots: int) -> tuple[tuple[int, int], ...]:
    days = tuple(_ranges(one, slots, "days") for one in _rows(held, "days", required=False))
    if days and [slot for first, last in days for slot in range(first, last)] != list(range(slots)):
        raise Unusable(_("The days should follow one another and take in every slot."))
    return days


def _halls(held: dict[str, Any], locations: int) -> tuple[str, ...]:
    halls = _rows(held, "halls", required=False)
    if halls and (len(halls) != locations or not all(isinstance(one, str) for one in halls)):
        raise _wrong("halls")
    return tuple(halls)


def _walking(held: dict[str, Any]) -> dict[tuple[str, str], int]:
    found = {}
    for row in _rows(held, "walking", required=False):
        if not isinstance(row, list) or len(row) != 3 or not _is_count(row[2]) or row[2] < 0:
            raise _wrong("walking")
        found[str(row[0]), str(row[1])] = row[2]
    return found


def _interpreters(held: dict[str, Any], slots: int) -> tuple[Interpreter, ...]:
    found = []
    for row in _rows(held, "interpreters", required=False):
        if not isinstance(row, dict):
            raise _wrong("interpreters")
        found.append(
            Interpreter(
                id=_id(row.get("id"), "interpreters"),
                languages=_words(row.get("languages", []), "languages"),
                forbidden=_slots(row.get("forbidden", []), slots, "forbidden"),
                rest_after=_count(row, "rest_after", 0, MOST_SLOTS, default=0),
                change=_count(row, "change", 0, MOST_SLOTS, default=0),
            )
        )
    _once(
        [one.id for one in found],
        lambda key: _("Interpreter %(who)s stands in the file twice.") % {"who": key},
    )
    return tuple(found)


def _meetings(held: dict[str, Any], problem: Problem) -> tuple[Meeting, ...]:
    rows = _rows(held, "meetings")
    if len(rows) > MOST_MEETINGS:
        raise _wrong("meetings")
    found = tuple(_meeting(row, problem) for row in rows)
    _once(
        [one.id for one in found],
        lambda key: _("Meeting %(meeting)s stands in the file twice.") % {"meeting": key},
    )
    known = {one.id for one in found}
    for one in found:
        for earlier in one.after:
            if earlier not in known or earlier == one.id:
                raise Unusable(
                    _("Meeting %(meeting)s should come after meeting %(earlier)s, which is not in the file.")
                    % {"meeting": one.id, "earlier": earlier}
                )
    _pairs(found)
    _fixed(found, problem)
    return found


def _pairs(meetings: tuple[Meeting, ...]) -> None:
    """
    Refuse a wish that stands there twice. Each side of a pair may ask for a meeting that has to be held (published
    instances have such pairs); of wishes that may be left out there is one for each pair, mutual or not.
    """
    seen: dict[tuple[Id, Id], Meeting] = {}
    for one in meetings:
        other = seen.get(one.between)
        back = seen.get(one.between[::-1])
        if other is None and back is not None and not (one.required and back.required):
            other = back
        if other is not None:
            raise Unusable(
                _("Meetings %(one)s and %(other)s are wishes of the same pair; keep one of them.")
                % {"one": other.id, "other": one.id}
            )
        seen[one.between] = one


def _fixed(meetings: tuple[Meeting, ...], problem: Problem) -> None:
    remote = {one.id for one in problem.participants if one.online}
    at = Counter(
        one.fixed_slot for one in meetings if one.fixed_slot is not None and not set(one.between) <= remote
    )
    for slot, times in sorted(at.items(), key=lambda one: one[0] or 0):
        if times > problem.locations:
            raise Unusable(
                ngettext(
                    "%(times)s meetings are fixed in slot %(slot)s, but there is only %(tables)s table.",
                    "%(times)s meetings are fixed in slot %(slot)s, but there are only %(tables)s tables.",
                    problem.locations,
                )
                % {"times": times, "slot": slot, "tables": problem.locations}
            )


def _meeting(row: Any, problem: Problem) -> Meeting:
    if not isinstance(row, dict):
        raise _wrong("meetings")
    key = _id(row.get("id"), "meetings")
    between = row.get("between")
    if not isinstance(between, list) or len(between) != 2:
        raise _wrong("between")
    one, other = (_id(side, "between") for side in between)
    for side in (one, other):
        if side not in problem.by_id:
            raise Unusable(
                _("Meeting %(meeting)s names participant %(who)s, who is not in the file.")
                % {"meeting": key, "who": side}
            )
    if one == other:
        raise Unusable(
            _("Meeting %(meeting)s is a wish of %(who)s for itself.") % {"meeting": key, "who": one}
        )
    session = _text(row.get("session"), "session")
    if session is not None and session not in problem.sessions:
        raise Unusable(
            _("Meeting %(meeting)s names session “%(session)s”, which is not in the file.")
            % {"meeting": key, "session": session}
        )
    fixed = row.get("fixed_slot")
    if fixed is not None and not (_is_count(fixed) and 0 <= fixed < problem.slots):
        raise _wrong("fixed_slot")
    after = row.get("after", [])
    if not isinstance(after, list):
        raise _wrong("after")
    for side in (one, other):
        if len(problem.by_id[side].forbidden) >= problem.slots:
            raise Unusable(_("Participant %(who)s wishes to meet but has no free slot.") % {"who": side})
    return Meeting(
        id=key,
        between=(one, other),
        session=session,
        fixed_slot=fixed,
        after=tuple(dict.fromkeys(_id(earlier, "after") for earlier in after)),
        required=_yes(row.get("required", True), "required"),
        mutual=_yes(row.get("mutual", False), "mutual"),
        rank=_count(row, "rank", 0, 1_000, default=0),
        hall=_text(row.get("hall"), "hall"),
    )


def written(plan: Plan) -> dict[str, Any]:
    """This will give a plan as the JSON values that `naru plan_meetings` prints."""
    schedule = []
    for one in plan.schedule:
        row: dict[str, Any] = {"meeting": one.meeting, "slot": one.slot, "location": one.location}
        if one.interpreter is not None:
            row["interpreter"] = one.interpreter
        schedule.append(row)
    unplaced: list[dict[str, Any]] = [
        {"meeting": one.meeting, "why": " ".join([str(one.why), *map(str, one.possible_if)])}
        for one in plan.unplaced
    ]
    if plan.conflict is not None:
        unplaced = [{"meeting": key, "why": str(plan.conflict.why)} for key in plan.conflict.meetings]
    return {
        "status": plan.status.value,
        "breaks": plan.breaks,
        "bound": plan.bound,
        "max_difference": plan.max_difference,
        "seconds": round(plan.seconds, 3),
        "schedule": schedule,
        "unplaced": unplaced,
    }
