"""
The checker of the rehearsal. It shares no code with the product: it reads the histories that the tablets wrote, and the
tables as they lie in the databases, and counts for itself. `python checker.py FOLDER` runs it alone.

The folder holds `run.json`: what was to be (days, sites with their databases, head office's, lots, tablets with their
histories, reports, which faults make what unavoidable). Everything it finds is a `Finding` with the name of its check.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

CHECKS = {
    "acknowledged_stored": "what a tablet was told to be stored is at the site and at head office",
    "acknowledged_survives": "what a tablet was told to be stored is there when its laptop has fallen",
    "made_stored": "what a tablet made and did not lose itself is at the site and at head office",
    "stored_sent": "what is stored was made by a tablet, and says what it said",
    "each_once": "each entry is there once",
    "device_sequence": "each tablet's numbers are there without a gap",
    "site_sequence": "the numbers of each epoch are without a gap, and its chain holds",
    "site_equals_office": "head office holds the same entries under the same numbers",
    "safe_is_held": "what a tablet was told to be safe was then at head office",
    "projections": "residents, visits and queue are what the entries come to",
    "stock": "received, dispensed, discarded and moved come to what is on hand, and to what lies on the shelf",
    "expired_dispensed": "no lot was dispensed past its last good day",
    "first_expired_first": "the lot that expires first was given first",
    "numbers_unique": "no two residents have one number, and each number's check sign is right",
    "mds_equal": "the daily report at the site is the one at head office",
    "mds_recount": "the daily report is what the entries come to",
    "undone_by_another": "only the tablet that wrote an entry took it back, within a minute of its own clock",
    "fork_shown": "two laptops that wrote with the same numbers are shown as a fork, and nothing of either is lost",
    "epoch_begun": "a restored backup goes on under an epoch of its own",
    "aside_explained": "what is kept aside has a reason, and nothing whole is left there alone",
}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be: the check's name, where, and what."""

    check: str
    where: str
    what: str


@dataclass
class Verdict:
    """What the checker found."""

    residents: int = 0
    entries: int = 0
    lost: int = 0
    doubled: int = 0
    duplicate_numbers: int = 0
    stock_difference: float = 0
    mds_difference: int = 0
    beyond_saving: int = 0
    findings: list[Finding] = field(default_factory=list)

    def say(self, check: str, where: str, what: str) -> None:
        """Note a finding."""
        assert check in CHECKS, check
        self.findings.append(Finding(check, where, what))

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return asdict(self)


# ---------------------------------------------------------------- reading


class Base:
    """A database of the product, read as tables and nothing else."""

    def __init__(self, address: str) -> None:
        self.postgresql = address.startswith("postgres")
        if self.postgresql:
            import psycopg

            self.line: Any = psycopg.connect(address)
        else:
            self.line = sqlite3.connect(f"file:{address}?mode=ro", uri=True)

    def rows(self, table: str, columns: str) -> list[tuple[Any, ...]]:
        """Give columns of all rows of a table, in the order of their keys."""
        cursor = self.line.cursor()
        wanted = ", ".join(f'"{column.strip()}"' for column in columns.split(","))
        cursor.execute(f"SELECT {wanted} FROM {table} ORDER BY id")  # noqa: S608 - names of our own
        return list(cursor.fetchall())

    def close(self) -> None:
        """Let it go."""
        self.line.close()


def plain_id(value: Any) -> str:
    """Write an id in one way."""
    return str(value).replace("-", "").lower() if value else ""


def plain_json(value: Any) -> Any:
    """Give a JSON column as values."""
    return json.loads(value) if isinstance(value, str | bytes) else value


@dataclass(frozen=True)
class Stored:
    """An entry as it lies in a table."""

    uid: str
    site: str
    epoch: str
    number: int
    tablet: str
    seq: int
    kind: str
    author: str
    at: str
    of: str
    visit: str
    corrects: str
    body: dict[str, Any]
    digest: str
    chain: str
    ordinal: int
    happened_at: str = ""


class Holding:
    """What one installation holds."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        base = Base(address)
        try:
            self.sites = dict(base.rows("missions_site", "id, letter"))
            self.tablets = {
                pk: (plain_id(uid), have, safe)
                for pk, uid, have, safe in base.rows("missions_tablet", "id, uid, have, safe")
            }
            self.epochs = {
                pk: {
                    "uid": plain_id(uid),
                    "site": self.sites[site],
                    "ordinal": ordinal,
                    "from": begun_from,
                    "at": at_number,
                    "upto": upto,
                    "why": why,
                }
                for pk, uid, site, ordinal, begun_from, at_number, upto, why in base.rows(
                    "missions_epoch", "id, uid, site_id, ordinal, begun_from_id, begun_at_number, upto, why"
                )
            }
            columns = (
                "uid, site_id, epoch_id, number, tablet_id, seq, kind, author, local_at, resident, visit, corrects, "
                "body, digest, chain, happened_at"
            )
            self.entries = [
                Stored(
                    plain_id(row[0]),
                    self.sites[row[1]],
                    self.epochs[row[2]]["uid"],
                    row[3],
                    self.tablets[row[4]][0],
                    row[5],
                    row[6],
                    row[7],
                    row[8],
                    plain_id(row[9]),
                    plain_id(row[10]),
                    plain_id(row[11]),
                    plain_json(row[12]),
                    row[13],
                    row[14],
                    self.epochs[row[2]]["ordinal"],
                    str(row[15]),
                )
                for row in base.rows("missions_entry", columns)
            ]
            self.aside = [
                (plain_id(uid), reason, bool(settled))
                for uid, reason, settled in base.rows("missions_setaside", "uid, reason, settled_at")
            ]
            self.residents = {
                plain_id(uid): {
                    "number": number,
                    "name": name,
                    "sex": sex,
                    "village": village,
                    "registered": bool(reg),
                }
                for uid, number, name, sex, village, reg in base.rows(
                    "missions_resident", "uid, number, name, sex, village, registered"
                )
            }
            self.visits = {
                plain_id(uid): {
                    "day": str(day or ""),
                    "returning": bool(returning),
                    "station": station,
                    "standing": standing,
                    "colour": colour,
                    "outcome": outcome,
                    "codes": [
                        one["code"]
                        for consultation in plain_json(told).get("consultations", [])
                        for one in consultation["diagnoses"]
                    ],
                }
                for uid, day, returning, station, standing, colour, outcome, told in base.rows(
                    "missions_visit", "uid, day, returning, station, standing, colour, outcome, told"
                )
            }
            self.stock = {
                (self.sites[site], lot): float(on_hand)
                for site, lot, on_hand in base.rows("missions_stock", "site_id, lot, on_hand")
            }
            self.moves: dict[tuple[str, str], float] = defaultdict(float)
            for site, lot, quantity in base.rows("missions_stockmove", "site_id, lot, quantity"):
                self.moves[self.sites[site], lot] += float(quantity)
        finally:
            base.close()


def held_upto(address: str, aside: Iterable[dict[str, Any]] = ()) -> dict[str, int]:
    """
    Give for each tablet the number up to which a database holds all of its entries: asked while the mission runs.

    What a site keeps aside it holds; `aside` are more entries that are rightly kept aside.
    """
    base = Base(address)
    try:
        names = dict(base.rows("missions_tablet", "id, uid"))
        held: dict[str, set[int]] = defaultdict(set)
        for table in ("missions_entry", "missions_setaside"):
            for tablet, seq in base.rows(table, "tablet_id, seq"):
                if tablet and seq:
                    held[plain_id(names[tablet])].add(seq)
    finally:
        base.close()
    for one in aside:
        held[plain_id(one["device"])].add(one["seq"])
    found = {}
    for device, numbers in held.items():
        upto = 0
        while upto + 1 in numbers:
            upto += 1
        found[device] = upto
    return found


def held_after_a_fall(database: Path) -> dict[str, int]:
    """Give the same of a laptop that fell, from a copy: looking must not mend what the fall left."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("", "-wal"):
            file = Path(f"{database}{ending}")
            if file.exists():
                shutil.copy(file, Path(folder) / f"fallen{ending}")
        line = sqlite3.connect(Path(folder) / "fallen")
        line.execute("SELECT count(*) FROM missions_entry").fetchone()
        held = held_upto(str(Path(folder) / "fallen"))
        line.close()
    return held


@dataclass
class Life:
    """One enrolment of a tablet, from its history: between two wipes it is one device."""

    device: str
    letter: str
    made: dict[int, dict[str, Any]] = field(default_factory=dict)
    when: dict[int, int] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    safe: list[tuple[int, int]] = field(default_factory=list)
    have: list[tuple[int, int]] = field(default_factory=list)
    wiped: dict[str, int] | None = None
    left: int = 0


def lives(path: Path, letter: str) -> list[Life]:
    """Read a tablet's history."""
    found: list[Life] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if "enrolled" in told:
            found.append(Life(plain_id(told["enrolled"]["uid"]), letter))
            continue
        now = found[-1]
        if "made" in told:
            now.made[told["made"]["seq"]] = told["made"]
            now.when[told["made"]["seq"]] = told["n"]
        elif told.get("left"):
            now.left = max(now.left, told["left"][1])
        elif "told" in told:
            now.told.update(told["told"]["stored"])
            now.told.update(range(1, told["told"]["have"] + 1))
            now.safe.append((told["n"], told["told"]["safe"]))
            now.have.append((told["n"], told["told"]["have"]))
        elif "wiped" in told:
            now.wiped = told["wiped"]
    return found


# ---------------------------------------------------------------- own fold


def canonical(told: Any) -> bytes:
    """Write a value as JSON in one way: sorted keys, no spaces."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def stands(entries: Iterable[Stored]) -> list[Stored]:
    """Give the entries that count: each correction in the place of what it corrects, and nothing that was taken back."""
    ordered = sorted(entries, key=lambda one: (one.ordinal, one.epoch, one.number))
    by_id = {one.uid: one for one in ordered}
    gone = {
        one.corrects
        for one in ordered
        if one.kind == "entry.withdrawn"
        and one.corrects in by_id
        and by_id[one.corrects].tablet == one.tablet
    }

    def origin(one: Stored) -> Stored:
        passed = {one.uid}
        while one.corrects in by_id and by_id[one.corrects].kind == one.kind and one.corrects not in passed:
            one = by_id[one.corrects]
            passed.add(one.uid)
        return one

    latest: dict[str, Stored] = {}
    for one in ordered:
        first = origin(one)
        if one.kind != "entry.withdrawn" and one.uid not in gone and first.uid not in gone:
            latest[first.uid] = one
    place = {one.uid: where for where, one in enumerate(ordered)}
    return [latest[uid] for uid in sorted(latest, key=place.__getitem__)]


def refold(entries: Iterable[Stored]) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Count residents and visits anew from entries."""
    people: dict[str, dict[str, Any]] = {}
    visits: dict[str, dict[str, Any]] = {}
    of: dict[str, list[Stored]] = defaultdict(list)
    for one in entries:
        if one.of:
            of[one.of].append(one)
    for uid, own in of.items():
        person = people.setdefault(
            uid, {"number": "", "name": "", "sex": "unknown", "village": "", "registered": False}
        )
        for one in stands(own):
            body = one.body
            if one.kind in ("resident.registered", "resident.amended"):
                person.update({key: body[key] for key in ("name", "sex", "village") if key in body})
                if one.kind == "resident.registered":
                    person.update(number=body["number"], registered=True)
                for key in ("birth_on", "age_years", "asked_on"):
                    if key in body:
                        person[key] = body[key]
                continue
            if not one.visit:
                continue
            visit = visits.setdefault(
                one.visit,
                {
                    "resident": uid,
                    "site": one.site,
                    "day": "",
                    "returning": False,
                    "station": "registration",
                    "standing": "waiting",
                    "colour": "none",
                    "outcome": "",
                    "pregnant": "unknown",
                    "diagnoses": [],
                    "procedures": [],
                    "referred": False,
                    "follow_up": False,
                },
            )
            if one.kind == "visit.arrived":
                visit.update(day=body["day"], returning=body["returning"])
            elif one.kind == "vitals.taken":
                visit["pregnant"] = body.get("pregnant", visit["pregnant"])
            elif one.kind == "triage.judged":
                visit["colour"] = (body.get("instead") or body)["colour"]
            elif one.kind == "queue.placed":
                visit.update(station=body["station"], standing="waiting")
            elif one.kind in ("queue.called", "queue.held"):
                if body["station"] == visit["station"] and visit["standing"] != "done":
                    visit["standing"] = "called" if one.kind == "queue.called" else "held"
            elif one.kind == "consultation.recorded":
                visit["diagnoses"] += body["diagnoses"]
                visit["procedures"] += [each["code"] for each in body["procedures"]]
                visit["referred"] |= "referral" in body
                visit["follow_up"] |= "follow_up" in body
            elif one.kind == "visit.exited":
                visit.update(outcome=body["outcome"], station="exit", standing="done")
    for visit in visits.values():
        visit["codes"] = [one["code"] for one in visit["diagnoses"]]
    return people, visits


def on_hand(entries: Iterable[Stored]) -> dict[tuple[str, str], float]:
    """Count what is on hand of each lot anew from entries."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for one in stands(entries):
        body = one.body
        if one.kind == "stock.received":
            found[one.site, body["lot"]] += body["quantity"]
        elif one.kind == "stock.discarded":
            found[one.site, body["lot"]] -= body["quantity"]
        elif one.kind == "stock.moved":
            found[one.site, body["lot"]] += body["quantity"] if "from" in body else -body["quantity"]
        elif one.kind == "stock.counted":
            found[one.site, body["lot"]] = body["counted"]
        elif one.kind == "medicine.dispensed":
            for part in body["lots"]:
                found[one.site, part["lot"]] -= part["quantity"]
    return found


# ---------------------------------------------------------------- own count of the daily report

ITEM_OF = {
    "J06.9": 9, "A09": 10, "B05.9": 13, "G03.9": 14, "L20.9": 25, "I10": 29, "M54.5": 29, "K29.7": 29, "S01.9": 8,
    "F32.9": 26, "E43": 28, "H10.9": 29, "K02.9": 29, "K05.1": 29, "H26.9": 29, "H52.1": 29, "M17.9": 29, "G43.9": 29,
}  # fmt: skip
PROCEDURE_OF = {"wound.suture": 32, "abscess.drainage": 32, "dental.extraction": 32, "eye.foreign_body": 32}
OUTCOME_OF = {"left_early": 38, "referred": 39, "admitted": 40, "dead_on_arrival": 41, "died": 42}


def years_on(person: dict[str, Any], day: str) -> int | None:
    """Give completed years: by the day of birth, or as they were told, which holds for the few days of a mission."""
    if not person.get("birth_on"):
        return person.get("age_years")
    born, on = date.fromisoformat(person["birth_on"]), date.fromisoformat(day)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def column_of(item: int) -> str:
    """Name the column of an item's total."""
    return f"Total{item}" if item <= 35 else f"MDS{item}"


def band_of(years: int | None) -> str:
    """Name the age band of items 1 to 3."""
    if years is None:
        return ""
    return next(
        (name for below, name in ((1, "0"), (5, "1-4"), (18, "5-17"), (65, "18-64")) if years < below), "65-"
    )


def recount(people: dict[str, Any], visits: dict[str, Any], site: str, day: str) -> Counter[str]:
    """Count the totals of items 1 to 43, and the ages of items 1 to 3, for a site and a day, by column."""
    found: Counter[str] = Counter()
    for visit in visits.values():
        if visit["day"] != day or visit["site"] != site:
            continue
        person = people[visit["resident"]]
        new = [
            one
            for one in visit["diagnoses"]
            if (one.get("new") if visit["returning"] else one.get("new") is not False)
        ]
        first = not visit["returning"] or any(one.get("new") for one in visit["diagnoses"])
        items = {PROCEDURE_OF[code] for code in visit["procedures"] if code in PROCEDURE_OF}
        if first:
            items |= {ITEM_OF[one["code"]] for one in new}
            if person["sex"] == "male":
                items.add(1)
            elif person["sex"] == "female":
                items.add(3 if visit["pregnant"] == "yes" else 2)
        if visit["outcome"] == "home":
            items.add(39 if visit["referred"] else 37 if visit["follow_up"] else 36)
        elif visit["outcome"]:
            items.add(OUTCOME_OF[visit["outcome"]])
        found.update(map(column_of, items))
        if band := band_of(years_on(person, day)):
            found.update(f"MDS{item}:{band}" for item in items if item <= 3)
    return found


def totals(path: Path) -> dict[str, str]:
    """Read a daily report: its two rows as one mapping."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        raise ValueError(f"{len(rows)} rows")
    return dict(zip(rows[0], rows[1], strict=True))


# ---------------------------------------------------------------- the checks

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"


def sign_is_right(number: str) -> bool:
    """Say whether a number's check character is right: ISO 7064, MOD 37-2, reckoned the other way round."""
    plain = number.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]+[0-9A-Z*]", plain):
        return False
    weight, total = 1, 0
    for sign in reversed(plain):
        total += SIGNS.index(sign) * weight
        weight = weight * 2 % 37
    return total % 37 == 1


def same_entry(made: dict[str, Any], stored: Stored) -> str:
    """Name what differs between what was made and what is stored, or nothing."""
    pairs = {
        "id": (plain_id(made["id"]), stored.uid),
        "kind": (made["kind"], stored.kind),
        "seq": (made["seq"], stored.seq),
        "by": (made["by"], stored.author),
        "of": (plain_id(made["of"]), stored.of),
        "visit": (plain_id(made["visit"]), stored.visit),
        "corrects": (plain_id(made["corrects"]), stored.corrects),
        "at": (datetime.fromisoformat(made["at"]), datetime.fromisoformat(stored.at)),
        "body": (made["body"], stored.body),
    }
    return ", ".join(name for name, (one, other) in pairs.items() if one != other)


class Check:
    """One run under the checker's eyes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        self.verdict = Verdict()
        self.office = Holding("head office", self.run["office"])
        self.sites = {
            one["letter"]: Holding(f"site {one['letter']}", one["database"]) for one in self.run["sites"]
        }
        self.clones = {
            one["letter"]: Holding(f"clone of {one['letter']}", one["clone"])
            for one in self.run["sites"]
            if one.get("clone")
        }
        self.lives = [
            life
            for tablet in self.run["tablets"]
            for life in lives(folder / tablet["history"], tablet["letter"])
        ]
        self.of_device = {life.device: life for life in self.lives}
        self.say = self.verdict.say
        self.meddled = {plain_id(one["id"]): one for one in self.run.get("meddled", [])}
        self.unsettled = set(self.run.get("unsettled", []))

    def all(self) -> Verdict:
        """Do every check."""
        self.arrived()
        self.once_and_whole()
        self.sequences()
        self.safe()
        self.falls()
        self.folded()
        self.shelves()
        self.numbers()
        self.reports()
        self.undone()
        self.epochs()
        self.kept_aside()
        self.verdict.entries = len({one.uid for one in self.office.entries})
        return self.verdict

    def holdings(self) -> Iterator[Holding]:
        """Give every installation."""
        yield self.office
        yield from self.sites.values()

    def _held_at(self, life: Life) -> dict[str, set[str]]:
        at_site = {one.uid for one in self.sites[life.letter].entries}
        if life.letter in self.clones:
            at_site |= {one.uid for one in self.clones[life.letter].entries}
        return {f"site {life.letter}": at_site, "head office": {one.uid for one in self.office.entries}}

    def arrived(self) -> None:
        """Acknowledged is stored; made and kept is stored."""
        lost = set()
        held = {letter: self._held_at(next(life for life in self.lives if life.letter == letter))
                for letter in {life.letter for life in self.lives}}  # fmt: skip
        for life in self.lives:
            for where, known in held[life.letter].items():
                for seq, entry in life.made.items():
                    if plain_id(entry["id"]) in known or plain_id(entry["id"]) in self.meddled:
                        continue
                    told = seq in life.told
                    if life.wiped and seq > life.wiped["have"] and not told:
                        self.verdict.beyond_saving += where == "head office"
                        continue
                    if life.wiped and self.run.get("restored_after_wipe") and seq > life.wiped["safe"]:
                        self.verdict.beyond_saving += where == "head office"
                        continue
                    lost.add(entry["id"])
                    check = "acknowledged_stored" if told else "made_stored"
                    self.say(check, where, f"{entry['kind']} {seq} of {life.device[-8:]} is not there")
        self.verdict.lost = len(lost)

    def once_and_whole(self) -> None:
        """Each id once, and what is stored is what was made."""
        twice = set()
        for holding in self.holdings():
            by_id = Counter(one.uid for one in holding.entries)
            by_seq = Counter((one.tablet, one.seq) for one in holding.entries)
            for uid, times in by_id.items():
                if times > 1:
                    twice.add(uid)
                    self.say("each_once", holding.name, f"{uid} is there {times} times")
            for (device, seq), times in by_seq.items():
                if times > 1:
                    twice.add((device, seq))
                    self.say(
                        "each_once", holding.name, f"number {seq} of {device[-8:]} is there {times} times"
                    )
            for one in holding.entries:
                life = self.of_device.get(one.tablet)
                made = life.made.get(one.seq) if life else None
                if life is None or made is None:
                    if one.tablet in self.run.get("desks", []):
                        continue
                    self.say(
                        "stored_sent",
                        holding.name,
                        f"{one.kind} {one.seq} of {one.tablet[-8:]} was never made",
                    )
                elif differs := same_entry(made, one):
                    self.say("stored_sent", holding.name, f"{one.kind} {one.seq} differs in {differs}")
        self.verdict.doubled = len(twice)

    def sequences(self) -> None:
        """No gap in any sequence; site and head office agree; the chain holds."""
        for holding in self.holdings():
            of_device: dict[str, set[int]] = defaultdict(set)
            of_epoch: dict[str, dict[int, Stored]] = defaultdict(dict)
            for one in holding.entries:
                of_device[one.tablet].add(one.seq)
                of_epoch[one.epoch][one.number] = one
            # What a tablet sent to the copy of its laptop is there.
            for letter, clone in self.clones.items():
                if holding is self.sites[letter]:
                    for one in clone.entries:
                        of_device[one.tablet].add(one.seq)
            for one in self.meddled.values():
                if (device := plain_id(one["device"])) in of_device:
                    of_device[device].add(one["seq"])
            for device, numbers in of_device.items():
                if missing := set(range(1, max(numbers) + 1)) - numbers - self._wiped(device):
                    self.say("device_sequence", holding.name, f"{device[-8:]} lacks {_some(missing)}")
            for epoch, numbered in of_epoch.items():
                # What a restored laptop was told again stands in the epoch that it began, no longer in the old one.
                own = {pk for pk, one in holding.epochs.items() if one["uid"] == epoch}
                until = min(
                    (one["at"] for one in holding.epochs.values() if one["from"] in own), default=None
                )
                missing = set(range(1, (until if until is not None else max(numbered)) + 1)) - set(numbered)
                if missing:
                    self.say("site_sequence", holding.name, f"epoch {epoch[-8:]} lacks {_some(missing)}")
                self._chain(holding, numbered)
        for letter, holding in self.sites.items():
            ours = {one.uid: (one.epoch, one.number) for one in holding.entries}
            theirs = {one.uid: (one.epoch, one.number) for one in self.office.entries if one.site == letter}
            for uid in ours.keys() & theirs.keys():
                if ours[uid] != theirs[uid] and letter not in self.clones:
                    self.say(
                        "site_equals_office", f"site {letter}", f"{uid} has another number at head office"
                    )
            if gone := ours.keys() - theirs.keys():
                self.say(
                    "site_equals_office", f"site {letter}", f"{len(gone)} entries are not at head office"
                )

    def _wiped(self, device: str) -> set[int]:
        life = self.of_device.get(device)
        if life is None or not life.wiped:
            return set()
        return set(range(life.wiped["have"] + 1, life.wiped["seq"] + 1))

    def _chain(self, holding: Holding, numbered: dict[int, Stored]) -> None:
        for number, one in sorted(numbered.items()):
            before = numbered.get(number - 1)
            if before is None:
                continue
            wanted = hashlib.sha256(f"{before.chain}{one.digest}".encode()).hexdigest()
            if one.chain != wanted:
                self.say("site_sequence", holding.name, f"the chain breaks at {number} of {one.epoch[-8:]}")
                return

    def safe(self) -> None:
        """What was called safe was at head office before the next look there."""
        looks = self.run.get("looks", [])
        at_last = held_upto(self.run["office"], self.meddled.values())
        for life in self.lives:
            for when, safe in life.safe:
                after = next((look for look in looks if look["n"] >= when), None)
                held = (after["held"] if after else at_last).get(life.device, 0)
                if safe > held:
                    self.say(
                        "safe_is_held", f"site {life.letter}", f"told safe up to {safe}, held up to {held}"
                    )
                    break

    def falls(self) -> None:
        """What a tablet had been told before its laptop fell is on the disk after the fall, before anybody sends again."""
        for fall in self.run.get("falls", []):
            if fall["letter"] in self.unsettled:
                continue
            for life in self.lives:
                if life.letter != fall["letter"]:
                    continue
                told = max((have for when, have in life.have if when < fall["n"]), default=0)
                held = fall["held"].get(life.device, 0)
                if told > held:
                    said = f"told up to {told} of {life.device[-8:]}, after the fall {held} are there"
                    self.say("acknowledged_survives", f"site {life.letter}", said)

    def folded(self) -> None:
        """The live tables are what the entries come to."""
        for holding in self.holdings():
            people, visits = refold(holding.entries)
            self._compare(holding, "resident", people, holding.residents)
            self._compare(holding, "visit", visits, holding.visits)
            if holding is self.office:
                self.verdict.residents = sum(one["registered"] for one in people.values())

    def _compare(self, holding: Holding, what: str, ours: dict[str, Any], live: dict[str, Any]) -> None:
        for uid, row in live.items():
            if uid not in ours:
                self.say("projections", holding.name, f"{what} {uid[-8:]} comes from no entry")
                continue
            for key, value in row.items():
                if ours[uid][key] != value:
                    said = f"{what} {uid[-8:]}: {key} is {value!r}, the entries say {ours[uid][key]!r}"
                    self.say("projections", holding.name, said)
        for uid in ours.keys() - live.keys():
            self.say("projections", holding.name, f"{what} {uid[-8:]} is missing")

    def shelves(self) -> None:
        """Stock per lot: by entries, by moves, in the table, and on the shelf itself; expiry and order of expiry."""
        shelf = {(one["site"], one["code"]): one["left"] for one in self.run["lots"]}
        for holding in self.holdings():
            counted = on_hand(holding.entries)
            own = {key for key in shelf if holding is self.office or holding.name.endswith(key[0])}
            for key in sorted(own | set(counted)):
                values = {
                    "entries": counted.get(key, 0),
                    "table": holding.stock.get(key, 0),
                    "moves": holding.moves.get(key, 0),
                }
                if not self.run.get("shelf_unknown") and key[0] not in self.unsettled:
                    values["shelf"] = shelf.get(key, 0)
                if max(values.values()) - min(values.values()) > 1e-9:
                    self.verdict.stock_difference += max(values.values()) - min(values.values())
                    self.say("stock", holding.name, f"lot {key[1]}: {values}")
        self._expiry()

    def _expiry(self) -> None:
        lots = {one["code"]: one for one in self.run["lots"]}
        days = {
            plain_id(entry["visit"]): entry["body"]["day"]
            for life in self.lives
            for entry in life.made.values()
            if entry["kind"] == "visit.arrived"
        }
        made = sorted(
            ((life.when[seq], life.letter, entry) for life in self.lives for seq, entry in life.made.items()),
            key=lambda one: one[0],
        )
        left = dict.fromkeys(lots, 0.0)
        for _when, letter, entry in made:
            body = entry["body"]
            if entry["kind"] == "stock.received" or (entry["kind"] == "stock.moved" and "from" in body):
                left[body["lot"]] = left.get(body["lot"], 0) + body["quantity"]
            elif entry["kind"] in ("stock.discarded", "stock.moved"):
                left[body["lot"]] -= body["quantity"]
            elif entry["kind"] == "medicine.dispensed":
                day = days.get(plain_id(entry["visit"]), "")
                for part in body["lots"]:
                    lot = lots[part["lot"]]
                    if day > lot["expires_on"]:
                        said = f"{part['lot']} (until {lot['expires_on']}) was given on {day}"
                        self.say("expired_dispensed", f"site {letter}", said)
                    for other in lots.values():
                        earlier = day <= other["expires_on"] < lot["expires_on"]
                        same = other["medicine"] == lot["medicine"] and other["site"] == letter
                        if earlier and same and left[other["code"]] > 0:
                            said = f"{part['lot']} was given before {other['code']}, which expires first"
                            self.say("first_expired_first", f"site {letter}", said)
                    left[part["lot"]] -= part["quantity"]

    def numbers(self) -> None:
        """No number twice, anywhere."""
        found: dict[str, set[str]] = defaultdict(set)
        for life in self.lives:
            for entry in life.made.values():
                if entry["kind"] == "resident.registered":
                    found[entry["body"]["number"]].add(plain_id(entry["of"]))
        for holding in self.holdings():
            for uid, row in holding.residents.items():
                if row["number"]:
                    found[row["number"]].add(uid)
        for number, people in found.items():
            if len(people) > 1:
                self.verdict.duplicate_numbers += 1
                self.say("numbers_unique", "everywhere", f"{number} belongs to {len(people)} residents")
            if not sign_is_right(number):
                self.say("numbers_unique", "everywhere", f"{number} has a wrong check sign")

    def reports(self) -> None:
        """The daily report at the site, at head office, and by our own count."""
        people, visits = refold(self.office.entries)
        for one in self.run.get("reports", []):
            try:
                ours, theirs = totals(self.folder / one["site"]), totals(self.folder / one["office"])
            except (OSError, ValueError) as fault:
                self.verdict.mds_difference += 1
                self.say(
                    "mds_equal", f"site {one['letter']}", f"{one['day']}: no report could be read ({fault})"
                )
                continue
            if len(ours) != 178:
                self.say("mds_recount", f"site {one['letter']}", f"{len(ours)} columns")
            for column in ours.keys() | theirs.keys():
                if ours.get(column) != theirs.get(column) and one["letter"] not in self.clones:
                    self.verdict.mds_difference += 1
                    said = f"{one['day']} {column}: {ours.get(column)} at the site, {theirs.get(column)} at head office"
                    self.say("mds_equal", f"site {one['letter']}", said)
            wanted = recount(people, visits, one["letter"], one["day"])
            bands = [
                f"MDS{item}:{band}" for item in (1, 2, 3) for band in ("0", "1-4", "5-17", "18-64", "65-")
            ]
            for column in [column_of(item) for item in range(1, 44)] + [
                each for each in bands if each in theirs
            ]:
                given = int(theirs.get(column) or 0)
                if given != wanted[column]:
                    self.verdict.mds_difference += 1
                    said = f"{one['day']} {column}: {given} in the report, {wanted[column]} by the entries"
                    self.say("mds_recount", f"site {one['letter']}", said)

    def undone(self) -> None:
        """Nobody takes back what another wrote."""
        for holding in self.holdings():
            by_id = {one.uid: one for one in holding.entries}
            for one in holding.entries:
                if one.kind != "entry.withdrawn" or one.corrects not in by_id:
                    continue
                first = by_id[one.corrects]
                if first.tablet != one.tablet:
                    live = holding.visits.get(first.visit, {})
                    if first.kind == "visit.exited" and live.get("outcome") != first.body["outcome"]:
                        said = f"{first.kind} of {first.tablet[-8:]} was undone by {one.tablet[-8:]}"
                        self.say("undone_by_another", holding.name, said)

    def epochs(self) -> None:
        """A restored backup and a cloned laptop are seen."""
        for letter in self.run.get("restored", []):
            known = {one["uid"] for one in self.sites[letter].epochs.values() if one["site"] == letter}
            if len(known) < 2:
                self.say("epoch_begun", f"site {letter}", "a backup was restored, and no epoch was begun")
        for letter, clone in self.clones.items():
            at_office = [one for one in self.office.epochs.values() if one["site"] == letter]
            if len(at_office) < 2:
                self.say("fork_shown", "head office", f"two laptops wrote at {letter}, one epoch is known")
            ours = {(one.epoch, one.number): one.uid for one in self.sites[letter].entries}
            theirs = {(one.epoch, one.number): one.uid for one in clone.entries}
            clash = [place for place in ours.keys() & theirs.keys() if ours[place] != theirs[place]]
            shown = any(one["why"] == "fork" for one in at_office)
            shown = shown or any(reason == "fork" for _uid, reason, _settled in self.office.aside)
            if clash and not shown:
                said = f"two laptops wrote {len(clash)} entries with the same numbers, and no fork is shown"
                self.say("fork_shown", f"site {letter}", said)

    def kept_aside(self) -> None:
        """What lies aside is there for a reason that was given."""
        for holding in self.holdings():
            stored = {one.uid for one in holding.entries}
            made = {plain_id(entry["id"]) for life in self.lives for entry in life.made.values()}
            for uid, reason, settled in holding.aside:
                if not reason:
                    self.say("aside_explained", holding.name, f"{uid} lies aside without a reason")
                elif not settled and uid in made and uid not in stored and uid not in self.meddled:
                    self.say("aside_explained", holding.name, f"{uid} lies aside ({reason}) and nowhere else")


def _some(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    return ", ".join(map(str, ordered[:5])) + (f" and {len(ordered) - 5} more" if len(ordered) > 5 else "")


def check(folder: Path) -> Verdict:
    """Check a rehearsed mission."""
    return Check(folder).all()


if __name__ == "__main__":
    verdict = check(Path(sys.argv[1]))
    print(json.dumps(verdict.plain(), ensure_ascii=False, indent=1))
    sys.exit(1 if verdict.findings else 0)
