"""
Folding: what a resident's entries come to. The same entries in the same order always give the same record.

A record is rebuilt whole from its entries each time one is added: there is no second way by which it could drift
from them. The tablet folds in the same way (`field/src/fold.ts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.missions.rules.entries import Kind, Station


@dataclass(frozen=True, slots=True)
class Told:
    """One stored entry, as the fold needs it. `order` is its place among all of the resident's: (site, epoch, number)."""

    uid: str
    kind: str
    order: tuple[Any, ...]
    author: str
    at: str
    visit: str
    corrects: str
    body: Mapping[str, Any]
    device: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of what is on hand at a site: `lot` by its code, units with their sign, and the entry that says so."""

    entry: str
    lot: str
    quantity: float
    why: str
    line: str = ""


def standing(entries: Iterable[Told]) -> list[Told]:
    """
    Give the entries that stand, in the log's order: without those taken back, each correction in the place of what
    it corrects.

    A correction of a correction stands for the first. Where two correct the same, the later in the log stands. Only
    an entry of the same kind corrects; a withdrawal takes back its entry with all that corrected it, if the same
    device wrote it, and can itself not be taken back.
    """
    ordered = sorted(entries, key=lambda one: one.order)
    known = {one.uid: one for one in ordered}
    withdrawn = {
        one.corrects
        for one in ordered
        if one.kind == Kind.WITHDRAWN and one.corrects in known and known[one.corrects].device == one.device
    }
    last: dict[str, Told] = {}
    first: list[str] = []
    for one in ordered:
        if one.kind == Kind.WITHDRAWN or one.uid in withdrawn:
            continue
        root = _root(one, known)
        if root in withdrawn:
            continue
        if root not in last:
            first.append(root)
        last[root] = one
    place = {uid: known[uid].order if uid in known else last[uid].order for uid in first}
    return [last[uid] for uid in sorted(first, key=place.__getitem__)]


def _root(one: Told, known: Mapping[str, Told]) -> str:
    seen = {one.uid}
    while one.corrects and one.corrects in known and one.corrects not in seen:
        parent = known[one.corrects]
        if parent.kind != one.kind:
            break
        seen.add(parent.uid)
        one = parent
    return one.uid


PERSON = (
    "name",
    "latin",
    "hangul",
    "sex",
    "village",
    "phone",
    "language",
    "consent",
    "consent_mark",
    "photo",
)
VITALS = (
    "temperature_c",
    "pulse",
    "respirations",
    "systolic",
    "diastolic",
    "spo2",
    "weight_kg",
    "height_cm",
    "glucose_mmol",
    "avpu",
)


def fold(resident: str, entries: Iterable[Told]) -> dict[str, Any]:
    """
    Fold a resident's entries into their record, as docs/clinic.md describes it (JSON values only).

    The log's order decides between two entries about one field. A visit that entries speak of before anybody said
    that the resident came is there all the same: nothing is lost by arriving early.
    """
    record: dict[str, Any] = {
        "id": resident,
        "number": "",
        **dict.fromkeys(PERSON, ""),
        "sex": "unknown",
        "birth_on": None,
        "birth_about": "",
        "allergies": [],
        "joined_to": None,
        "registered": False,
        "visits": [],
    }
    visits: dict[str, dict[str, Any]] = {}
    joined: dict[str, None] = {}
    for one in standing(entries):
        body = one.body
        if one.kind in {Kind.REGISTERED, Kind.AMENDED}:
            _person(record, one)
        elif one.kind == Kind.JOINED:
            joined[body["with"]] = None
        elif one.kind == Kind.PARTED:
            joined.pop(body["with"], None)
        elif one.visit:
            _visit(visits.setdefault(one.visit, _new_visit(one.visit)), one, record)
    record["joins"] = list(joined)
    record["visits"] = list(visits.values())
    for visit in record["visits"]:
        visit["age_days"] = _age_days(record["birth_on"], visit["day"])
    return record


def _person(record: dict[str, Any], one: Told) -> None:
    body = one.body
    if one.kind == Kind.REGISTERED:
        record["registered"] = True
        record["number"] = body["number"]
    for key in PERSON:
        if key in body:
            record[key] = body[key]
    if "allergies" in body:
        record["allergies"] = list(body["allergies"])
    if "birth_on" in body:
        record["birth_on"], record["birth_about"] = body["birth_on"], ""
    elif "age_years" in body or "age_months" in body:
        born = born_about(body.get("age_years"), body.get("age_months"), body.get("asked_on") or one.at[:10])
        record["birth_on"], record["birth_about"] = born, "month" if "age_months" in body else "year"


def born_about(years: int | None, months: int | None, asked_on: str) -> str | None:
    """
    Give a day of birth for an age: the middle of the year or the month in which it must lie.

    Not the first of January, at which different people with one name would meet.
    """
    try:
        asked = date.fromisoformat(asked_on)
    except ValueError:
        return None
    back = months if months is not None else (years or 0) * 12 + 6
    whole = asked.year * 12 + asked.month - 1 - back
    year, month = divmod(whole, 12)
    if year < 1:
        return None
    born = date(year, month + 1, 15)
    return min(born, asked).isoformat()


def _age_days(birth_on: str | None, day: str | None) -> int | None:
    if not birth_on or not day:
        return None
    return max((date.fromisoformat(day) - date.fromisoformat(birth_on)).days, 0)


def _new_visit(uid: str) -> dict[str, Any]:
    return {
        "id": uid,
        "day": None,
        "returning": False,
        "reason": "",
        "arrived_at": None,
        "station": Station.REGISTRATION.value,
        "standing": "waiting",
        "queued_at": None,
        "stops": [],
        "colour": "none",
        "vitals": {},
        "triage": None,
        "pregnant": "unknown",
        "consultations": [],
        "lines": [],
        "outcome": "",
        "exited_at": None,
    }


def _visit(visit: dict[str, Any], one: Told, record: dict[str, Any]) -> None:
    body = one.body
    match one.kind:
        case Kind.ARRIVED:
            visit["day"], visit["returning"] = body["day"], body["returning"]
            visit["reason"] = body.get("reason", "")
            visit["arrived_at"] = one.at
            visit["queued_at"] = visit["queued_at"] or one.at
        case Kind.VITALS:
            visit["vitals"] |= {key: body[key] for key in VITALS if key in body}
            if "pregnant" in body:
                visit["pregnant"] = body["pregnant"]
            for word in body.get("allergies", ()):
                if word not in record["allergies"]:
                    record["allergies"].append(word)
        case Kind.TRIAGED:
            instead = body.get("instead")
            visit["colour"] = instead["colour"] if instead else body["colour"]
            visit["triage"] = dict(body)
        case Kind.PLACED:
            visit["station"], visit["standing"], visit["queued_at"] = body["station"], "waiting", one.at
            visit["stops"].append({"station": body["station"], "placed_at": one.at, "called_at": None})
        case Kind.CALLED | Kind.HELD:
            if visit["station"] == body["station"] and visit["standing"] != "done":
                visit["standing"] = "called" if one.kind == Kind.CALLED else "held"
            if one.kind == Kind.CALLED:
                for stop in reversed(visit["stops"]):
                    if stop["station"] == body["station"]:
                        stop["called_at"] = stop["called_at"] or one.at
                        break
        case Kind.CONSULTED:
            visit["consultations"].append({"id": one.uid, "at": one.at, "by": one.author, **body})
        case Kind.PRESCRIBED:
            for line in body["lines"]:
                found = _line(visit, line["line"])
                found |= {**line, "id": one.uid, "by": one.author}
                if found["standing"] == "given" and found["given"] < found["quantity"] and not found["done"]:
                    found["standing"] = "partly"
        case Kind.DISPENSED:
            given = sum(part["quantity"] for part in body["lots"])
            line = _line(visit, body["line"])
            line["given"] = whole(line["given"] + given)
            line["lots"] = [*line["lots"], *body["lots"]]
            line["done"] = line["done"] or body["done"]
            line["standing"] = "given" if line["done"] or line["given"] >= line["quantity"] else "partly"
        case Kind.NOT_DISPENSED:
            line = _line(visit, body["line"])
            line["standing"] = "partly" if line["given"] else "not_given"
            line["because"] = body["because"]
        case Kind.EXITED:
            visit["outcome"], visit["exited_at"] = body["outcome"], one.at
            visit["standing"], visit["station"] = "done", Station.EXIT.value


def _line(visit: dict[str, Any], uid: str) -> dict[str, Any]:
    for line in visit["lines"]:
        if line["line"] == uid:
            found: dict[str, Any] = line
            return found
    # What was given before its prescription arrived stands by itself until the prescription fills it in.
    line = {
        "line": uid,
        "medicine": "",
        "quantity": 0,
        "given": 0,
        "done": False,
        "lots": [],
        "standing": "open",
        "because": "",
    }
    visit["lines"].append(line)
    return line


def whole(value: float) -> float | int:
    """Give a quantity without the dust of binary fractions: a whole number as one, else three places."""
    value = round(value, 3)
    return int(value) if value == int(value) else value


def moves(entries: Iterable[Told], on_hand: Mapping[str, float] | None = None) -> list[Move]:
    """
    Give the changes of stock at one site that its standing entries come to, in the log's order.

    A count becomes the difference to what the log says up to there; a move to another site takes away, one from
    another site brings. `on_hand` is what was there before the first of them, by lot.
    """
    now: dict[str, float] = dict(on_hand or {})
    done: list[Move] = []
    for one in standing(entries):
        for move in _moves(one, now):
            now[move.lot] = whole(now.get(move.lot, 0) + move.quantity)
            done.append(move)
    return done


def _moves(one: Told, now: Mapping[str, float]) -> Sequence[Move]:
    body = one.body
    match one.kind:
        case Kind.DISPENSED:
            return [
                Move(one.uid, part["lot"], -part["quantity"], "dispensed", body["line"])
                for part in body["lots"]
            ]
        case Kind.RECEIVED:
            return [Move(one.uid, body["lot"], body["quantity"], "received")]
        case Kind.DISCARDED:
            return [Move(one.uid, body["lot"], -body["quantity"], "discarded")]
        case Kind.MOVED:
            sign = 1 if "from" in body else -1
            return [Move(one.uid, body["lot"], sign * body["quantity"], "moved")]
        case Kind.COUNTED:
            return [Move(one.uid, body["lot"], whole(body["counted"] - now.get(body["lot"], 0)), "counted")]
    return []
