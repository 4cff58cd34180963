"""One rehearsal: machines, wires, tablets and people together, faults let loose, and the checker called at the end."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from naru.missions.management.rehearsal import checker
from naru.missions.management.rehearsal.faults import FAULTS, Fault
from naru.missions.management.rehearsal.ground import Broken, Loaded, Machine
from naru.missions.management.rehearsal.tablets import NoAnswer, Tablet
from naru.missions.management.rehearsal.wire import Wire
from naru.missions.management.rehearsal.world import (
    FIRST_DAY,
    STATIONS,
    Coming,
    Size,
    Step,
    World,
    dice,
    make,
    path,
)
from naru.missions.rules import frames

PRODUCT = "naru.missions.management.rehearsal.product"
ROOT = Path(__file__).resolve().parents[4]
DRAINING = 4
"""How often, at the end, everybody tries once more though nothing moves."""
Say = Callable[[str], None]


def template() -> Path:
    """Give the migrated, empty database that machines begin with: made once for each state of the migrations."""
    seen = hashlib.sha256()
    for file in sorted(ROOT.glob("naru/*/migrations/*.py")):
        seen.update(file.read_bytes())
    return Path(tempfile.gettempdir()) / f"naru-rehearsal-{seen.hexdigest()[:16]}.sqlite3"


class Base:
    """Head office and sites as they stand before the first day: made once, copied for each schedule."""

    def __init__(
        self, home: Path, size: Size, *, office_address: str = "", empty: Path | None = None
    ) -> None:
        self.home, self.size, self.office_address = home, size, office_address
        self.empty = empty
        home.mkdir(parents=True, exist_ok=True)
        self.loaded = Loaded(home / "sqlite")
        self.office_loaded = self.loaded
        if office_address:
            self.office_loaded = Loaded(home / "postgresql", {"DATABASE_URL": office_address})
        self.world = make(0, size)
        self.made: dict[str, Any] = {}

    def prepare(self, say: Say) -> None:
        """Make it: migrate, set the mission up, seal a package for each site, open it there, add the tablets."""
        say("making the tables")
        empty = self.empty or template()
        if not empty.exists():
            first = Machine(self.loaded, self.home / "empty")
            if first.command("migrate", "--verbosity", "0"):
                raise Broken(first.tail())
            with sqlite3.connect(first.database) as line:
                line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            line.close()
            part = empty.with_suffix(".part")
            shutil.copy(first.database, part)
            part.replace(empty)
        say("packing at head office")
        office = Machine(self.office_loaded, self.home / "base" / "office")
        office.data.mkdir(parents=True, exist_ok=True)
        if self.office_address:
            if office.command("migrate", "--verbosity", "0"):
                raise Broken(office.tail())
        else:
            shutil.copy(empty, office.database)
        size = self.size
        self.made = office.call(
            f"{PRODUCT}.set_up",
            plant=False,
            first=FIRST_DAY.isoformat(),
            days=size.days,
            letters=self.world.letters,
            medicines=size.medicines,
            lots=[
                {
                    "site": lot.site,
                    "code": lot.code,
                    "medicine": lot.medicine,
                    "expires_on": lot.expires_on.isoformat(),
                    "quantity": lot.quantity,
                }
                for lot in self.world.lots
            ],
        )
        self.made["links"] = {}
        for letter in self.world.letters:
            say(f"opening the package at site {letter}")
            site = Machine(self.loaded, self.home / "base" / letter)
            site.data.mkdir(parents=True, exist_ok=True)
            shutil.copy(empty, site.database)
            package = self.home / "base" / f"{letter}.package"
            office.call(f"{PRODUCT}.prepare", plant=False, letter=letter, path=str(package))
            site.call(f"{PRODUCT}.open_package", plant=False, path=str(package))
            # Some more than there are: a tablet that lost everything is enrolled anew.
            labels = [f"{letter}{place:02}" for place in range(size.tablets + 4)]
            self.made["links"][letter] = site.call(
                f"{PRODUCT}.add_tablets", plant=False, letter=letter, labels=labels
            )
        for machine in (self.home / "base").iterdir():
            if (database := machine / "data" / "naru.sqlite3").exists():
                with sqlite3.connect(database) as line:
                    line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                line.close()

    def close(self) -> None:
        """End the processes that this made."""
        self.loaded.close()
        if self.office_loaded is not self.loaded:
            self.office_loaded.close()


@dataclass
class Clinic:
    """One site while the mission runs."""

    letter: str
    machine: Machine
    wire: Wire
    line: Wire
    tablets: list[Tablet]
    links: list[str]
    shelf: dict[str, float]
    known: dict[int, str]
    clone: Machine | None = None

    def at(self, station: str, whose: int) -> Tablet:
        """Give the tablet of a station that serves a resident: with few tablets, one serves several stations."""
        count = len(self.tablets)
        wanted = STATIONS.index(station)
        mine = [
            tablet
            for place, tablet in enumerate(self.tablets)
            if place % min(count, len(STATIONS)) == wanted % count
        ]
        return mine[whose % len(mine)]


class Run:
    """A whole mission with its faults."""

    def __init__(
        self,
        base: Base,
        *,
        seed: int,
        faults: Iterable[str] = (),
        plant: str = "",
        home: Path,
        say: Say = lambda _text: None,
    ) -> None:
        self.base, self.seed, self.plant, self.home, self.say = base, seed, plant, home, say
        self.world: World = make(seed, base.size)
        self.size = base.size
        self.now = self.world.moment(0, 0)
        self.chance = dice(seed, "run")
        self.looks: list[dict[str, Any]] = []
        self.notes: list[str] = []
        self.falls: list[dict[str, Any]] = []
        self.restored: list[str] = []
        self.late: list[Callable[[], None]] = []
        self.flags: dict[str, Any] = {}
        self.meddled: list[dict[str, Any]] = []
        self.left: dict[str, list[tuple[Tablet, dict[str, Any]]]] = {}
        self.machines: list[Machine] = []
        self.clinics: dict[str, Clinic] = {}
        self.names = list(faults)
        self.faults: list[Fault] = []
        self.wires: list[Wire] = []
        self.enrol_again: list[Tablet] = []

    # ------------------------------------------------------------ before

    def build(self) -> None:
        """Put machines, wires and tablets in their places."""
        shutil.rmtree(self.home, ignore_errors=True)
        (self.home / "history").mkdir(parents=True)
        base = self.base.home / "base"
        self.office = Machine(self.base.office_loaded, self.home / "office", plant=self.plant)
        shutil.copytree(base / "office" / "data", self.office.data)
        self.machines.append(self.office)
        for letter in self.world.letters:
            machine = Machine(self.base.loaded, self.home / letter, plant=self.plant)
            shutil.copytree(base / letter / "data", machine.data)
            self.machines.append(machine)
            chance = dice(self.seed, "wire", letter)
            self.clinics[letter] = clinic = Clinic(
                letter=letter,
                machine=machine,
                wire=Wire(0, machine.port, chance),
                line=Wire(0, self.office.port, chance),
                tablets=[],
                links=list(self.base.made["links"][letter]),
                shelf={},
                known={},
            )
            machine.environment["NARU_HEAD_OFFICE"] = f"http://127.0.0.1:{clinic.line.port}"
        self.faults = [FAULTS[name](self, dice(self.seed, "fault", name)) for name in self.names]
        power = any(fault.power for fault in self.faults)
        for machine in self.machines:
            machine.always = {"power": power, "frame": self.size.frame}
            machine.tell()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(Machine.start, self.machines))
        for clinic in self.clinics.values():
            for place in range(self.size.tablets):
                tablet = self._tablet(clinic, f"{clinic.letter}{place:02}")
                clinic.tablets.append(tablet)
                tablet.enrol(clinic.links.pop(0))
                tablet.brief()

    def _tablet(self, clinic: Clinic, label: str) -> Tablet:
        return Tablet(
            letter=clinic.letter,
            label=label,
            port=clinic.wire.port,
            clock=lambda: self.now,
            history=self.home / "history" / f"{label}.jsonl",
            chance=dice(self.seed, "tablet", label),
        )

    def receive_stock(self) -> None:
        """Count the boxes in on the first morning."""
        for lot in self.world.lots:
            clinic = self.clinics[lot.site]
            code = self.base.made["lots"][lot.code]["code"]
            clinic.at("pharmacy", 0).enter(
                "stock.received", {"lot": code, "quantity": lot.quantity}, by="V003"
            )
            clinic.shelf[code] = lot.quantity

    # ------------------------------------------------------------ the days

    def go(self) -> checker.Verdict:
        """Run the mission and check it; every process is ended whatever happens."""
        try:
            self.build()
            self.receive_stock()
            for day in range(self.size.days):
                self._day(day)
            self._end()
        finally:
            for machine in self.machines:
                machine.kill()
            for clinic in self.clinics.values():
                for wire in (clinic.wire, clinic.line, *self.wires):
                    wire.close()
                for tablet in clinic.tablets:
                    tablet.history.close()
        self.write()
        return checker.check(self.home)

    def _day(self, day: int) -> None:
        late, self.late = self.late, []
        for write in late:
            write()
        for round_ in range(self.size.rounds):
            self.now = self.world.moment(day, round_)
            for fault in self.faults:
                fault.round(day, round_)
            self._enrol_again()
            for clinic in self.clinics.values():
                for coming in self.world.on(clinic.letter, day, round_):
                    self._serve(clinic, coming)
            self.send_all()
            self.mend()
            self.say(f"day {day + 1}, round {round_ + 1} of {self.size.rounds}")
        self.now = self.world.moment(day, self.size.rounds)
        for clinic in self.clinics.values():
            self._close_day(clinic, day)
        self.send_all()
        self.mend()
        # Head office learns only of an evening: what was called safe by day is held against what it had until now.
        self.look()
        for fault in self.faults:
            fault.evening(day)
        for clinic in self.clinics.values():
            clinic.line.left = self.size.line_bytes
            self.sync(clinic)
            clinic.line.left = 0
        self.mend()
        self.look()
        self.send_all()
        for fault in self.faults:
            fault.night(day)
        self.mend()

    def _close_day(self, clinic: Clinic, day: int) -> None:
        chance = dice(self.seed, "evening", clinic.letter, day)
        tablet = clinic.at("pharmacy", 0)
        codes = sorted(clinic.shelf)
        if not any(one.waiting() for one in clinic.tablets) and clinic.letter not in self.unsettled:
            for code in chance.sample(codes, min(2, len(codes))):
                # What is counted is what lies there: the log must come to the same.
                tablet.enter("stock.counted", {"lot": code, "counted": clinic.shelf[code]}, by="V003")
        self._meddle(clinic, chance)
        code = chance.choice(codes)
        if clinic.shelf[code] >= 1:
            tablet.enter("stock.discarded", {"lot": code, "quantity": 1, "because": "damaged"}, by="V003")
            clinic.shelf[code] -= 1

    def _meddle(self, clinic: Clinic, chance: Random) -> None:
        """Let one tablet take back what another wrote: the product must lay it aside."""
        others = [(whose, entry) for whose, entry in self.left.get(clinic.letter, []) if whose.token]
        if not others:
            return
        whose, entry = chance.choice(others)
        mine = [tablet for tablet in clinic.tablets if tablet is not whose and tablet.token]
        if mine:
            tablet = chance.choice(mine)
            told = tablet.enter(
                "entry.withdrawn", {}, by="V099", of=entry["of"], visit=entry["visit"], corrects=entry["id"]
            )
            self.meddled.append({"id": told["id"], "device": tablet.uid, "seq": told["seq"]})

    @property
    def unsettled(self) -> set[str]:
        """Sites of which two laptops wrote, or one wrote twice: there the order of the log is not that of the shelf."""
        return {*self.restored, *(letter for letter, clinic in self.clinics.items() if clinic.clone)}

    def send_all(self) -> None:
        """Let all tablets send at once, each until all is handed over or the third try failed."""
        tablets = [tablet for clinic in self.clinics.values() for tablet in clinic.tablets if tablet.token]
        with ThreadPoolExecutor(max_workers=min(24, len(tablets))) as pool:
            list(pool.map(_hand_over, tablets))

    def mend(self) -> None:
        """Start again whatever fell."""
        for machine in self.machines:
            if step := machine.was_killed():
                self.notes.append(f"{machine.home.name} was killed at {step}")
                machine.tell()
            if machine.pid and not machine.runs:
                machine.kill()
                for fault in self.faults:
                    fault.fallen(machine)
                self._look_at_the_fallen(machine)
                machine.start()

    def _look_at_the_fallen(self, machine: Machine) -> None:
        for clinic in self.clinics.values():
            if clinic.machine is machine and not clinic.clone:
                now = next(Tablet.order)
                held = checker.held_after_a_fall(machine.database)
                self.falls.append({"n": now, "letter": clinic.letter, "held": held})

    def sync(self, clinic: Clinic) -> None:
        """Send a site's log on to head office, as its operator does: again where it was cut off, while there is a line."""
        for laptop in filter(None, (clinic.machine, clinic.clone)):
            for _try in range(4):
                if not laptop.command("send_log", "--json"):
                    break
                self.mend()
                if not clinic.line.up or clinic.line.left == 0:
                    self.notes.append(f"no line at {laptop.home.name}")
                    break

    def look(self) -> None:
        """Note what head office holds now, for the checker."""
        held = checker.held_upto(self.office_address, self.meddled)
        self.looks.append({"n": next(Tablet.order), "held": held})

    @property
    def office_address(self) -> str:
        """The address of head office's database."""
        return self.base.office_address or str(self.office.database)

    # ------------------------------------------------------------ one visit

    def _serve(self, clinic: Clinic, coming: Coming) -> None:
        chance = dice(self.seed, "visit", coming.person, coming.day, coming.site)
        desk = clinic.at("registration", coming.person)
        if coming.returning and coming.person not in clinic.known:
            return
        of = clinic.known.get(coming.person) if coming.returning else str(desk.new_id())
        assert of
        clinic.known[coming.person] = of
        visit = str(clinic.at("registration", coming.person).new_id())
        made: dict[str, dict[str, Any]] = {}
        lines: list[dict[str, Any]] = []
        for step in path(self.world, coming, chance):
            self.now += timedelta(seconds=chance.randrange(2, 9))
            tablet = clinic.at(step.station, coming.person)
            body = dict(step.body)
            if step.kind == "resident.registered":
                body["number"] = tablet.next_number()
            elif step.kind == "prescription.written":
                lines = self._prescribe(clinic, tablet, chance, body["lines"])
                body["lines"] = lines
            elif step.kind == "medicine.dispensed":
                for line in lines:
                    self._dispense(clinic, tablet, coming, line, of, visit)
                continue
            self._enter(tablet, step, body, of, visit, made, coming)

    def _enter(
        self,
        tablet: Tablet,
        step: Step,
        body: dict[str, Any],
        of: str,
        visit: str,
        made: dict[str, dict[str, Any]],
        coming: Coming,
    ) -> None:
        corrects = made[step.corrects]["id"] if step.corrects else None
        by = f"V{STATIONS.index(step.station) * 10 + coming.person % 10:03}"

        def write() -> None:
            if not tablet.token:
                return
            entry = tablet.enter(step.kind, body, by=by, of=of, visit=visit, corrects=corrects)
            made["last"] = entry
            if step.name:
                made[step.name] = entry
            if step.kind == "visit.exited" and self._stays(made):
                self.left.setdefault(tablet.letter, []).append((tablet, entry))

        if step.name == "late" and coming.day + 1 < self.size.days:
            self.late.append(write)
        else:
            write()

    def _stays(self, made: dict[str, dict[str, Any]]) -> bool:
        return made["last"]["corrects"] is None

    def _prescribe(self, clinic: Clinic, tablet: Tablet, chance: Random, count: int) -> list[dict[str, Any]]:
        medicines = sorted({lot["medicine"] for lot in clinic.at("pharmacy", 0).lots.values()})
        return [
            {
                "line": str(tablet.new_id()),
                "medicine": medicine,
                "dose": "1",
                "per_day": 3,
                "days": 5,
                "quantity": chance.choice((5, 10, 15, 21)),
            }
            for medicine in chance.sample(medicines, min(count, len(medicines)))
        ]

    def _dispense(
        self, clinic: Clinic, tablet: Tablet, coming: Coming, line: dict[str, Any], of: str, visit: str
    ) -> None:
        day = self.world.day(coming.day).isoformat()
        wanted, taken = line["quantity"], []
        boxes = [lot for lot in tablet.lots.values() if lot["medicine"] == line["medicine"]]
        for lot in sorted(boxes, key=lambda one: (one["expires_on"], one["code"])):
            part = min(wanted, clinic.shelf.get(lot["code"], 0))
            if lot["expires_on"] >= day and part > 0:
                taken.append({"lot": lot["code"], "quantity": part})
                clinic.shelf[lot["code"]] -= part
                wanted -= part
        if taken:
            body = {"line": line["line"], "lots": taken, "done": wanted <= 0}
            tablet.enter("medicine.dispensed", body, by="V030", of=of, visit=visit)
        if wanted > 0:
            body = {"line": line["line"], "because": "out_of_stock"}
            tablet.enter("medicine.not_dispensed", body, by="V030", of=of, visit=visit)

    # ------------------------------------------------------------ the end

    def _end(self) -> None:
        self.say("handing over what is left")
        for fault in self.faults:
            fault.over()
        for machine in self.machines:
            machine.tell()
        for clinic in self.clinics.values():
            for wire in (clinic.wire, clinic.line, *self.wires):
                wire.up, wire.left, wire.spoil = True, None, lambda _message: ""
                wire.deliver_late()
        self.mend()
        stuck, before = 0, -1
        while stuck < DRAINING:
            self._enrol_again()
            self.send_all()
            left = sum(len(tablet.waiting()) for tablet in self._tablets())
            if not left:
                break
            stuck, before = (stuck + 1 if left == before else 0), left
            self.mend()
        for turn in range(3):
            for clinic in self.clinics.values():
                self.sync(clinic)
            self.mend()
            if kept := self.office.call(f"{PRODUCT}.keep_forks"):
                self.notes.append(f"{kept} frames of a fork were shown and kept")
            self.look()
            self.send_all()
            if turn and not kept:
                break
        self.say("counting the daily reports")
        self.reports = self._reports()

    def _tablets(self) -> list[Tablet]:
        return [tablet for clinic in self.clinics.values() for tablet in clinic.tablets]

    # ------------------------------------------------------------ what faults do

    def clone(self, clinic: Clinic, *, alike: bool) -> None:
        """Copy a laptop; half of its tablets speak with the copy from now on. `alike`: with the same fingerprint."""
        if clinic.clone:
            return
        machine = Machine(self.base.loaded, self.home / f"{clinic.letter}-clone", plant=self.plant)
        clinic.machine.back_up(machine.data)
        machine.always = dict(clinic.machine.always)
        machine.environment["NARU_HEAD_OFFICE"] = clinic.machine.environment["NARU_HEAD_OFFICE"]
        if alike:
            machine.environment["NARU_LAPTOP"] = clinic.machine.environment["NARU_LAPTOP"]
        machine.tell()
        self.machines.append(machine)
        machine.start()
        clinic.clone = machine
        second = Wire(0, machine.port, dice(self.seed, "clone", clinic.letter))
        self.wires.append(second)
        for tablet in clinic.tablets[::2]:
            tablet.port = second.port
        self.notes.append(
            f"the laptop of {clinic.letter} was copied{' with its fingerprint' if alike else ''}"
        )

    def wipe(self, clinic: Clinic, place: int) -> None:
        """Let a tablet lose everything, and be enrolled anew."""
        tablet = clinic.tablets[place]
        if tablet.waiting():
            self.flags["shelf_unknown"] = True
        self.left[clinic.letter] = [one for one in self.left.get(clinic.letter, []) if one[0] is not tablet]
        tablet.wipe()
        self.notes.append(f"tablet {tablet.label} lost everything")
        self.enrol_again.append(tablet)

    def write_stick(self, clinic: Clinic, day: int) -> Path:
        """Write a stick at a site."""
        file = self.home / f"stick-{clinic.letter}-{day}.naru"
        clinic.machine.command("send_log", "--stick", str(file), "--json")
        self.mend()
        return file

    def read_stick(self, file: Path) -> None:
        """Read a stick at head office, its frames one by one and the last first: each leaves a gap until all are there."""
        if not file.exists():
            return
        some, left = frames.split(file.read_bytes())
        assert not left
        parts = [file.with_suffix(f".{place:03}") for place in range(len(some))]
        for part, frame in zip(parts, some, strict=True):
            part.write_bytes(frame)
        if parts:
            self.office.command("take_stick", *map(str, reversed(parts)), "--json")

    def _enrol_again(self) -> None:
        waiting, self.enrol_again = self.enrol_again, []
        for tablet in waiting:
            clinic = self.clinics[tablet.letter]
            try:
                tablet.enrol(clinic.links[0])
                tablet.brief()
                clinic.links.pop(0)
            except NoAnswer:
                self.enrol_again.append(tablet)

    def _reports(self) -> list[dict[str, str]]:
        found = []
        (self.home / "reports").mkdir(exist_ok=True)
        for letter, clinic in self.clinics.items():
            for day in range(self.size.days):
                on = self.world.day(day).isoformat()
                one = {"letter": letter, "day": on}
                for where, machine in (("site", clinic.machine), ("office", self.office)):
                    out = self.home / "reports" / f"{letter}-{on}-{where}.csv"
                    machine.command("mds_report", "REH26", "--site", letter, "--day", on, "--csv", out=out)
                    one[where] = str(out.relative_to(self.home))
                found.append(one)
        return found

    def write(self) -> None:
        """Write down for the checker what was to be."""
        lots = []
        for lot in self.world.lots:
            made = self.base.made["lots"][lot.code]
            lots.append(
                {
                    "site": lot.site,
                    "code": made["code"],
                    "medicine": made["medicine"],
                    "expires_on": lot.expires_on.isoformat(),
                    "left": self.clinics[lot.site].shelf[made["code"]],
                }
            )
        told = {
            "seed": self.seed,
            "faults": self.names,
            "office": self.office_address,
            "sites": [
                {
                    "letter": letter,
                    "database": str(clinic.machine.database),
                    "clone": str(clinic.clone.database) if clinic.clone else "",
                }
                for letter, clinic in self.clinics.items()
            ],
            "tablets": [
                {"letter": tablet.letter, "history": f"history/{tablet.label}.jsonl"}
                for tablet in self._tablets()
            ],
            "lots": lots,
            "looks": self.looks,
            "falls": self.falls,
            "restored": self.restored,
            "unsettled": sorted(self.unsettled),
            "meddled": self.meddled,
            "reports": getattr(self, "reports", []),
            **self.flags,
        }
        (self.home / "run.json").write_text(json.dumps(told), encoding="utf-8")

    def bytes_to_office(self) -> int:
        """Give how many bytes went between the sites and head office."""
        return sum(clinic.line.bytes for clinic in self.clinics.values())


def _hand_over(tablet: Tablet) -> None:
    for _try in range(3):
        if tablet.send():
            return
