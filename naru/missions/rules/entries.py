"""Entries: what a device of the clinic sends, how one is read and known again, why one is laid aside (docs/clinic.md)."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.missions.rules.numbers import read_number

MOST_ENTRIES = 500
"""The most entries that one sending holds."""
MOST_BYTES = 4_000_000
"""The largest sending, in bytes."""
LONGEST = 4_000
"""The longest text of one field, in characters."""
MOST_IN_LIST = 60


class Kind(TextChoices):
    """What was entered on a device of the clinic."""

    REGISTERED = "resident.registered", pgettext_lazy("entry", "Resident registered")
    AMENDED = "resident.amended", pgettext_lazy("entry", "Resident’s data changed")
    ARRIVED = "visit.arrived", pgettext_lazy("entry", "Resident came")
    VITALS = "vitals.taken", pgettext_lazy("entry", "Vital signs taken")
    TRIAGED = "triage.judged", pgettext_lazy("entry", "Triage")
    PLACED = "queue.placed", pgettext_lazy("entry", "Put into a queue")
    CALLED = "queue.called", pgettext_lazy("entry", "Called")
    HELD = "queue.held", pgettext_lazy("entry", "Held back")
    CONSULTED = "consultation.recorded", pgettext_lazy("entry", "Consultation")
    PRESCRIBED = "prescription.written", pgettext_lazy("entry", "Prescription")
    DISPENSED = "medicine.dispensed", pgettext_lazy("entry", "Medicine dispensed")
    NOT_DISPENSED = "medicine.not_dispensed", pgettext_lazy("entry", "Medicine not dispensed")
    EXITED = "visit.exited", pgettext_lazy("entry", "Resident left")
    RECEIVED = "stock.received", pgettext_lazy("entry", "Stock received")
    COUNTED = "stock.counted", pgettext_lazy("entry", "Stock counted")
    DISCARDED = "stock.discarded", pgettext_lazy("entry", "Stock discarded")
    MOVED = "stock.moved", pgettext_lazy("entry", "Stock moved to another site")
    JOINED = "residents.joined", pgettext_lazy("entry", "Two entries joined as one resident")
    PARTED = "residents.parted", pgettext_lazy("entry", "Joined residents parted")
    WITHDRAWN = "entry.withdrawn", pgettext_lazy("entry", "Taken back")


STOCK_KINDS = frozenset({Kind.RECEIVED, Kind.COUNTED, Kind.DISCARDED, Kind.MOVED})
"""Kinds that are about stock and no resident."""
MOVING_KINDS = STOCK_KINDS | {Kind.DISPENSED}
"""Kinds that change what is on hand."""


class Station(TextChoices):
    """Where a resident is served."""

    REGISTRATION = "registration", pgettext_lazy("station", "Registration")
    TRIAGE = "triage", pgettext_lazy("station", "Vital signs and triage")
    MEDICAL = "medical", pgettext_lazy("station", "Medical")
    DENTAL = "dental", pgettext_lazy("station", "Dental")
    KOREAN = "korean", pgettext_lazy("station", "Korean medicine")
    EYE = "eye", pgettext_lazy("station", "Eye")
    PHARMACY = "pharmacy", pgettext_lazy("station", "Pharmacy")
    EXIT = "exit", pgettext_lazy("station", "Exit")


class Colour(TextChoices):
    """How soon somebody must be seen."""

    RED = "red", pgettext_lazy("triage", "Red")
    YELLOW = "yellow", pgettext_lazy("triage", "Yellow")
    GREEN = "green", pgettext_lazy("triage", "Green")
    NONE = "none", pgettext_lazy("triage", "Not judged")


RANK = {Colour.RED: 0, Colour.YELLOW: 1, Colour.NONE: 2, Colour.GREEN: 3}
"""The order of the queue: who is not judged yet waits before green, since not judged is never well."""


class Sex(TextChoices):
    """A resident's sex, as they say."""

    FEMALE = "female", pgettext_lazy("sex", "Female")
    MALE = "male", pgettext_lazy("sex", "Male")
    UNKNOWN = "unknown", pgettext_lazy("sex", "Not known")


class Because(TextChoices):
    """Why a medicine was not dispensed."""

    OUT_OF_STOCK = "out_of_stock", pgettext_lazy("not dispensed", "Out of stock")
    EXPIRED = "expired", pgettext_lazy("not dispensed", "Past its expiry")
    CONTRAINDICATED = "contraindicated", pgettext_lazy("not dispensed", "Must not be given")
    DECLINED = "declined", pgettext_lazy("not dispensed", "Resident declined")
    LEFT = "left", pgettext_lazy("not dispensed", "Resident left")
    OTHER = "other", pgettext_lazy("not dispensed", "Another reason")


class Discarded(TextChoices):
    """Why stock was discarded."""

    EXPIRED = "expired", pgettext_lazy("discarded", "Past its expiry")
    DAMAGED = "damaged", pgettext_lazy("discarded", "Damaged")
    LOST = "lost", pgettext_lazy("discarded", "Lost")
    OTHER = "other", pgettext_lazy("discarded", "Another reason")


class Exit(TextChoices):
    """How a visit ended."""

    HOME = "home", pgettext_lazy("exit", "Went home")
    REFERRED = "referred", pgettext_lazy("exit", "Referred to another hospital")
    ADMITTED = "admitted", pgettext_lazy("exit", "Admitted")
    LEFT_EARLY = "left_early", pgettext_lazy("exit", "Left before the end")
    DIED = "died", pgettext_lazy("exit", "Died")
    DEAD_ON_ARRIVAL = "dead_on_arrival", pgettext_lazy("exit", "Dead on arrival")


class Consent(TextChoices):
    """Whether a resident agreed to be treated and written down."""

    GIVEN = "given", pgettext_lazy("consent", "Given")
    WITNESSED = "witnessed", pgettext_lazy("consent", "Given before a witness")
    REFUSED = "refused", pgettext_lazy("consent", "Refused")


class Aside(TextChoices):
    """Why an entry is kept aside, to be repaired by hand, instead of being counted."""

    UNREADABLE = "unreadable", gettext_lazy("It cannot be read as an entry.")
    OTHER_BODY = "other_body", gettext_lazy("An entry with this id is already here and says something else.")
    NUMBER_TAKEN = "number_taken", gettext_lazy("This device already sent another entry with this number.")
    REVOKED = "revoked", gettext_lazy("The tablet had been revoked.")
    RESIDENT_NUMBER = "resident_number", gettext_lazy("Another resident already has this number.")
    NOT_THEIRS = "not_theirs", gettext_lazy("Only the device that wrote an entry can take it back.")
    FORK = "fork", gettext_lazy("The log went on from a copy: two laptops wrote with the same numbers.")


class State(TextChoices):
    """What became of an entry that was sent."""

    STORED = "stored", pgettext_lazy("entry", "Stored")
    KNOWN = "known", pgettext_lazy("entry", "Stored before")
    ASIDE = "aside", pgettext_lazy("entry", "Kept aside")
    REFUSED = "refused", pgettext_lazy("entry", "Not readable")


class Unreadable(ValueError):  # noqa: N818 - says what is the matter
    """An entry cannot be read; the text is the sentence for the device."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One entry as it was sent and read. `local_at` is the device's clock as it was written."""

    uid: UUID
    kind: str
    seq: int
    local_at: str
    author: str
    of: UUID | None
    visit: UUID | None
    corrects: UUID | None
    body: dict[str, Any]

    def told(self) -> dict[str, Any]:
        """Give it as the contract writes it."""
        return {
            "id": str(self.uid),
            "kind": self.kind,
            "seq": self.seq,
            "at": self.local_at,
            "by": self.author,
            "of": str(self.of) if self.of else None,
            "visit": str(self.visit) if self.visit else None,
            "corrects": str(self.corrects) if self.corrects else None,
            "body": self.body,
        }

    def digest(self, device: str) -> str:
        """SHA-256 in hex over the device's id and all that was entered: by it the same entry is known again."""
        return digest_of(device, self.told())


def canonical(told: Any) -> bytes:
    """Write a value as JSON in one way only: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def digest_of(device: str, told: Mapping[str, Any]) -> str:
    """SHA-256 in hex of an entry as the contract writes it, under the id of its device."""
    return hashlib.sha256(device.encode() + b"\n" + canonical(told)).hexdigest()


def chained(before: str, digest: str) -> str:
    """Give the chain's value after an entry: SHA-256 over the value before it and the entry's digest, in hex."""
    return hashlib.sha256(f"{before}{digest}".encode()).hexdigest()


# What each kind's body may hold. A checker gives the value as it is kept, or raises ValueError.
Checker = Callable[[Any], Any]
_HALVES = re.compile("[\ud800-\udfff]")
_PATH = re.compile(r"[MLQCZmlqcz0-9 .,\-]*")
_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,40}")
_ICD = re.compile(r"[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?")


def clean(text: str, longest: int = LONGEST) -> str:
    """Give a text as a column can keep it: without NUL and half signs, cut at its longest."""
    return _HALVES.sub("\ufffd", text).replace("\x00", "").strip()[:longest]


def _text(longest: int = LONGEST) -> Checker:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(value)
        return clean(value, longest)

    return check


def _number(low: float, high: float) -> Checker:
    def check(value: Any) -> float | int:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(value)
        if not math.isfinite(value) or not low <= value <= high:
            raise ValueError(value)
        return int(value) if value == int(value) else round(value, 3)

    return check


def _whole(low: int, high: int) -> Checker:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(value)
        return value

    return check


def _one_of(values: Any) -> Checker:
    allowed = frozenset(values)

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(value)
        return value

    return check


def _matching(pattern: re.Pattern[str], longest: int) -> Checker:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest or not pattern.fullmatch(value):
            raise ValueError(value)
        return value

    return check


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _day(value: Any) -> str:
    return date.fromisoformat(value).isoformat() if isinstance(value, str) else _refused(value)


def _refused(value: Any) -> Any:
    raise ValueError(value)


def _uid(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return str(UUID(value))


def _resident_number(value: Any) -> str:
    if isinstance(value, str) and (found := read_number(value)):
        return found
    raise ValueError(value)


def _many(check: Checker, most: int = MOST_IN_LIST) -> Checker:
    def checked(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(value)
        return [check(each) for each in value]

    return checked


def _fields(required: Mapping[str, Checker], optional: Mapping[str, Checker] | None = None) -> Checker:
    known = {**required, **(optional or {})}

    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ValueError(value)
        told = {}
        for key, each in value.items():
            if each is None:
                continue
            if key not in known:
                raise KeyError(key)
            try:
                told[key] = known[key](each)
            except (ValueError, OverflowError) as fault:
                raise BadField(key) from fault
        for key in required:
            if key not in told:
                raise KeyError(key)
        return told

    return check


class BadField(Exception):  # noqa: N818 - names the field
    """The field whose value cannot be."""


def _keyed(keys: Checker, check: Checker, most: int = 120) -> Checker:
    def checked(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or len(value) > most:
            raise ValueError(value)
        return {keys(key): check(each) for key, each in value.items()}

    return checked


_code = _matching(_CODE, 40)
_station = _one_of(Station.values)
_drawing = _matching(_PATH, 60_000)
_quantity = _number(0.001, 1_000_000)
_person = {
    "name": _text(200),
    "latin": _text(200),
    "hangul": _text(120),
    "sex": _one_of(Sex.values),
    "birth_on": _day,
    "age_years": _whole(0, 130),
    "age_months": _whole(0, 60),
    "asked_on": _day,
    "village": _text(200),
    "phone": _text(60),
    "language": _matching(re.compile(r"[a-z]{2,3}(-[a-z]{2,8})?"), 12),
    "consent": _one_of(Consent.values),
    "consent_mark": _drawing,
    "photo": _matching(re.compile(r"[0-9a-f]{64}"), 64),
    "allergies": _many(_text(80)),
}
_needed = ("name", "sex", "language", "consent")
BODIES: dict[str, Checker] = {
    Kind.REGISTERED: _fields(
        {"number": _resident_number, **{key: _person[key] for key in _needed}},
        {key: check for key, check in _person.items() if key not in _needed},
    ),
    Kind.AMENDED: _fields({}, _person),
    Kind.ARRIVED: _fields({"day": _day, "returning": _truth}, {"reason": _text()}),
    Kind.VITALS: _fields(
        {},
        {
            "temperature_c": _number(20, 46),
            "pulse": _whole(0, 350),
            "respirations": _whole(0, 150),
            "systolic": _whole(0, 350),
            "diastolic": _whole(0, 250),
            "spo2": _whole(0, 100),
            "weight_kg": _number(0.2, 400),
            "height_cm": _number(20, 260),
            "glucose_mmol": _number(0, 70),
            "avpu": _one_of("avpu"),
            "pregnant": _one_of(("yes", "no", "unknown")),
            "allergies": _many(_text(80)),
            "confirmed": _many(_code),
        },
    ),
    Kind.TRIAGED: _fields(
        {
            "answers": _keyed(_code, _one_of(("yes", "no"))),
            "colour": _one_of(Colour.values),
            "criteria": _many(_code),
            "rules": _text(40),
        },
        {"instead": _fields({"colour": _one_of(Colour.values), "why": _text(400)})},
    ),
    Kind.PLACED: _fields({"station": _station}, {"why": _text(400)}),
    Kind.CALLED: _fields({"station": _station}, {"why": _text(400)}),
    Kind.HELD: _fields({"station": _station}, {"why": _text(400)}),
    Kind.CONSULTED: _fields(
        {
            "specialty": _one_of(("medical", "dental", "korean", "eye")),
            "diagnoses": _many(
                _fields({"code": _matching(_ICD, 10)}, {"text": _text(400), "new": _truth}), 30
            ),
            "procedures": _many(_fields({"code": _code}, {"text": _text(400)}), 30),
        },
        {
            "complaint": _text(),
            "findings": _text(),
            "teeth": _keyed(_matching(re.compile(r"[1-8][1-8]"), 2), _code, 52),
            "eyes": _text(400),
            "referral": _fields({"to": _text(200)}, {"why": _text(400), "urgent": _truth}),
            "follow_up": _fields({"what": _text(400)}, {"on": _day}),
            "note": _text(),
            "drawing": _drawing,
            "interpreter": _code,
            "sponsor": _truth,
        },
    ),
    Kind.PRESCRIBED: _fields(
        {
            "lines": _many(
                _fields(
                    {"line": _uid, "medicine": _code, "quantity": _quantity},
                    {
                        "dose": _text(80),
                        "per_day": _number(0, 24),
                        "days": _whole(0, 400),
                        "text": _text(400),
                        "over": _many(_fields({"warning": _code}, {"why": _text(400)}), 12),
                    },
                ),
                30,
            )
        }
    ),
    Kind.DISPENSED: _fields(
        {"line": _uid, "lots": _many(_fields({"lot": _code, "quantity": _quantity}), 20), "done": _truth}
    ),
    Kind.NOT_DISPENSED: _fields({"line": _uid, "because": _one_of(Because.values)}, {"text": _text(400)}),
    Kind.EXITED: _fields({"outcome": _one_of(Exit.values)}, {"text": _text(400)}),
    Kind.RECEIVED: _fields({"lot": _code, "quantity": _quantity}, {"from": _text(200)}),
    Kind.COUNTED: _fields({"lot": _code, "counted": _number(0, 1_000_000)}),
    Kind.DISCARDED: _fields({"lot": _code, "quantity": _quantity, "because": _one_of(Discarded.values)}),
    Kind.MOVED: _fields(
        {"lot": _code, "quantity": _quantity},
        {"to": _matching(re.compile("[A-Z]"), 1), "from": _matching(re.compile("[A-Z]"), 1)},
    ),
    Kind.JOINED: _fields({"with": _uid}, {"why": _text(400)}),
    Kind.PARTED: _fields({"with": _uid}, {"why": _text(400)}),
    Kind.WITHDRAWN: _fields({}, {"why": _text(400)}),
}
"""The checker of each kind's body."""

ORDER = ("id", "kind", "seq", "at", "by", "of", "visit", "corrects", "body")
"""The keys of an entry as the contract writes it."""
KEYS = frozenset(ORDER)
_VISIT_KINDS = frozenset(
    {
        Kind.ARRIVED,
        Kind.VITALS,
        Kind.TRIAGED,
        Kind.PLACED,
        Kind.CALLED,
        Kind.HELD,
        Kind.CONSULTED,
        Kind.PRESCRIBED,
        Kind.DISPENSED,
        Kind.NOT_DISPENSED,
        Kind.EXITED,
    }
)
_AUTHOR = re.compile(r"[A-Za-z0-9\-]{1,20}")


def read(sent: Any) -> Sent:
    """
    Read one entry from JSON as the contract writes it.

    :raises Unreadable: with a sentence that names what is wrong, and the field
    """
    if not isinstance(sent, Mapping):
        raise Unreadable(_("An entry must be an object with its fields."))
    if unknown := set(sent) - KEYS:
        raise Unreadable(
            _("The entry has a field that is not known here: {name}.").format(name=min(map(str, unknown)))
        )
    kind = sent.get("kind")
    if not isinstance(kind, str) or kind not in BODIES:
        raise Unreadable(_("This kind of entry is not known here. Please load the page again."))
    seq = sent.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < 2**31:
        raise Unreadable(_("The entry has no number of its device."))
    author = sent.get("by")
    if not isinstance(author, str) or not _AUTHOR.fullmatch(author):
        raise Unreadable(_("The entry does not say who wrote it."))
    uid, of, visit, corrects = (_id(sent.get(key)) for key in ("id", "of", "visit", "corrects"))
    if uid is None:
        raise Unreadable(_("The entry has no valid id."))
    if kind not in STOCK_KINDS and kind != Kind.WITHDRAWN and of is None:
        raise Unreadable(_("The entry does not say which resident it is about."))
    if kind in _VISIT_KINDS and visit is None:
        raise Unreadable(_("The entry does not say which visit it is about."))
    if kind == Kind.WITHDRAWN and corrects is None:
        raise Unreadable(_("The entry does not say what it takes back."))
    try:
        body = BODIES[kind](sent.get("body"))
    except KeyError as fault:
        raise Unreadable(
            _("A field is missing or not known: {name}.").format(name=str(fault.args[0])[:60])
        ) from None
    except BadField as fault:
        raise Unreadable(
            _("This cannot be what was meant: {name}.").format(name=str(fault.args[0])[:60])
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable(_("An entry must be an object with its fields.")) from None
    return Sent(uid, kind, seq, _moment(sent.get("at")), author, of, visit, corrects, body)


def _id(value: Any) -> UUID | None:
    if value is None:
        return None
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise Unreadable(_("The entry has no valid id.")) from None


def _moment(text: Any) -> str:
    # A clock may stand at any year: it is kept as it was told, and decides nothing.
    try:
        told = datetime.fromisoformat(text)
    except (ValueError, TypeError, OverflowError):
        return "1970-01-01T00:00:00.000+00:00"
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).isoformat(timespec="milliseconds")


def device_moment(local_at: str) -> datetime:
    """Give the device's clock of an entry as a moment in UTC; the first of 1970 where it is out of all bounds."""
    try:
        return datetime.fromisoformat(local_at).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def happened(local_at: str, *, sent_at: datetime, at: datetime, since: datetime) -> datetime:
    """
    Reckon when an entry was made, without trusting the device's clock.

    `sent_at` is what that clock said when it sent, `at` the receiver's moment: their difference is by how much the
    clock is wrong. The result never lies before the device was enrolled (`since`) nor after the receiving.
    """
    try:
        ago = sent_at - device_moment(local_at)
    except OverflowError:
        return at
    if ago < timedelta(0):
        return at
    return since if ago > at - since else at - ago
