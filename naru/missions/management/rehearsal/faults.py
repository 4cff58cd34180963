"""The faults: each by its name, at moments that the seed chooses, at places where a real clinic's day breaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from naru.missions.management.rehearsal.ground import Machine
    from naru.missions.management.rehearsal.running import Clinic, Run
    from naru.missions.management.rehearsal.wire import Message


class Fault:
    """Something that goes wrong. `round`, `evening` and `night` are told when their time has come; `over` ends it."""

    power: ClassVar[bool] = False

    def __init__(self, run: Run, chance: Random) -> None:
        self.run, self.chance = run, chance
        self.letter = chance.choice(run.world.letters)
        self.day = chance.randrange(run.size.days)
        self.turn = chance.randrange(run.size.rounds)

    @property
    def clinic(self) -> Clinic:
        """The site that it strikes."""
        return self.run.clinics[self.letter]

    def now(self, day: int, round_: int) -> bool:
        """Say whether its moment is come."""
        return (day, round_) == (self.day, self.turn)

    def gone(self, day: int, round_: int) -> bool:
        """Say whether its moment was the round before."""
        return (day, round_) == (self.day, self.turn + 1)

    def round(self, day: int, round_: int) -> None:
        """Do what belongs to a round, before the tablets send."""

    def evening(self, day: int) -> None:
        """Do what belongs to an evening, before the site speaks with head office."""

    def night(self, day: int) -> None:
        """Do what belongs to a night."""

    def fallen(self, machine: Machine) -> None:
        """Do what belongs to a machine that fell, before it is started again."""

    def over(self) -> None:
        """End it: from now on nothing goes wrong any more."""


class KillLaptop(Fault):
    """The laptop ends in the middle of a step of taking entries."""

    step = "entries.read"

    def round(self, day: int, round_: int) -> None:
        """Arm it."""
        if self.now(day, round_):
            machine = self.clinic.machine
            machine.tell(**{**machine.told, "kill": self.step, "turn": self.chance.randrange(1, 3)})


class PowerCut(KillLaptop):
    """As the laptop's end, and the disk keeps only what waited for it; pages are torn."""

    power = True

    def __init__(self, run: Run, chance: Random) -> None:
        super().__init__(run, chance)
        self.step = chance.choice(("entries.read", "entries.written", "entries.committed"))

    def fallen(self, machine: Machine) -> None:
        """Leave on the disk what a cut of power leaves."""
        if machine is self.clinic.machine:
            self.run.notes.append(f"power cut at {self.letter}: {machine.cut_power(self.chance)}")


class KillSync(Fault):
    """The sending to head office ends in the middle of a step, every evening at another turn."""

    step = "sync.sealed"

    def evening(self, day: int) -> None:
        """Arm it."""
        machine = self.clinic.machine
        machine.tell(**{**machine.told, "kill": self.step, "turn": 1 + day % 2})

    def over(self) -> None:
        """Disarm it."""
        self.clinic.machine.tell()


class KillOffice(Fault):
    """Head office ends in the middle of a step of taking a frame."""

    step = "frame.read"

    def evening(self, day: int) -> None:
        """Arm it."""
        self.run.office.tell(**{**self.run.office.told, "kill": self.step, "turn": 1 + day % 2})

    def over(self) -> None:
        """Disarm it."""
        self.run.office.tell()


class Partition(Fault):
    """The tablets cannot reach their site for a round or two, and the evening's line is down."""

    def round(self, day: int, round_: int) -> None:
        """Take the line away, and bring it back."""
        if self.now(day, round_):
            self.clinic.wire.up = False
        elif self.gone(day, round_):
            self.clinic.wire.up = True

    def evening(self, day: int) -> None:
        """Let no line be there on that evening."""
        self.clinic.wire.up = True
        self.clinic.line.up = day != self.day

    def over(self) -> None:
        """Bring both back."""
        self.clinic.wire.up = self.clinic.line.up = True


class Spoiling(Fault):
    """Messages are spoilt on their way, on both wires of a site, for a whole day."""

    kinds: ClassVar[tuple[str, ...]] = ()
    odds = 0.35

    def spoil(self, _message: Message) -> str:
        """Say what happens to a message."""
        return self.chance.choice(self.kinds) if self.chance.random() < self.odds else ""

    def round(self, day: int, round_: int) -> None:
        """Begin on the day; let late messages arrive in between."""
        if day == self.day:
            self.clinic.wire.spoil = self.spoil
            self.clinic.wire.deliver_late()

    def evening(self, day: int) -> None:
        """Spoil the evening's line too."""
        if day == self.day:
            self.clinic.line.spoil = self.spoil

    def night(self, day: int) -> None:
        """End with the day; what lay on the way arrives now."""
        for wire in (self.clinic.wire, self.clinic.line):
            wire.spoil = lambda _message: ""
            wire.deliver_late()


def spoiling(says: str, *kinds: str, odds: float = 0.35) -> type[Fault]:
    """Make a fault of messages."""
    return type("Spoiling", (Spoiling,), {"kinds": kinds, "odds": odds, "__doc__": says})


class Clock(Fault):
    """Clocks of half the tablets and of the laptop jump, and stay so."""

    jump = timedelta(0)

    def round(self, day: int, round_: int) -> None:
        """Let them jump."""
        if not self.now(day, round_):
            return
        for tablet in self.clinic.tablets[::2]:
            tablet.offset = self.jump
        machine = self.clinic.machine
        machine.tell(**{**machine.told, "clock": self.jump.total_seconds()})


def clock(says: str, jump: timedelta) -> type[Fault]:
    """Make a fault of clocks."""
    return type("Clock", (Clock,), {"jump": jump, "__doc__": says})


class Clock1970(Clock):
    """As if the battery had been empty: clocks begin at 1970."""

    def round(self, day: int, round_: int) -> None:
        """Let them fall back."""
        self.jump = datetime(1970, 1, 1, tzinfo=UTC) - self.run.now
        super().round(day, round_)


class SummerTime(Fault):
    """Summer time ends in the night: tablets tell another offset, and an hour comes twice."""

    def night(self, day: int) -> None:
        """Change it."""
        if day == self.day:
            for tablet in self.clinic.tablets:
                tablet.zone_hours -= 1

    def round(self, day: int, round_: int) -> None:
        """Where the mission has one day only, at noon."""
        if self.run.size.days == 1 and self.now(day, round_):
            self.night(day)


class FullDisk(Fault):
    """The disk is full for a round; what was refused then is taken later."""

    def told(self, machine: Machine) -> dict[str, Any]:
        """Say what the machine is told."""
        raise NotImplementedError

    def round(self, day: int, round_: int) -> None:
        """Fill it, and make room again."""
        machine = self.clinic.machine
        if self.now(day, round_):
            machine.tell(**{**machine.told, **self.told(machine)})
        elif self.gone(day, round_):
            self._room(machine)

    def evening(self, day: int) -> None:
        """Make room."""
        self._room(self.clinic.machine)

    def _room(self, machine: Machine) -> None:
        if {"longest_file", "more_pages", "temp"} & set(machine.told):
            told = {key: value for key, value in machine.told.items() if key not in {"longest_file", "temp"}}
            machine.tell(**{**told, "more_pages": 0})


class FullLog(FullDisk):
    """The file of the log has no room."""

    def told(self, machine: Machine) -> dict[str, Any]:
        """Let the database grow by a few pages only."""
        return {"more_pages": self.chance.randrange(1, 6)}


class FullWal(FullDisk):
    """The write-ahead log has no room."""

    def told(self, machine: Machine) -> dict[str, Any]:
        """Let no file grow past what the write-ahead log already has, and a little."""
        wal = machine.database.with_name("naru.sqlite3-wal")
        size = wal.stat().st_size if wal.exists() else 0
        return {"longest_file": size + self.chance.randrange(100, 30_000)}


class FullTemp(FullDisk):
    """Nothing can be put aside in the folder for temporary files."""

    def told(self, machine: Machine) -> dict[str, Any]:
        """Name a folder that cannot be written."""
        return {"temp": "/dev/full/nowhere"}


class BackupRestored(Fault):
    """Yesterday's backup is put back in the middle of the day."""

    def __init__(self, run: Run, chance: Random) -> None:
        super().__init__(run, chance)
        self.day = max(1, self.day) if run.size.days > 1 else 0
        self.turn = max(1, self.turn)
        self.kept = run.home / f"backup-{self.letter}"

    def round(self, day: int, round_: int) -> None:
        """Keep it at the first round of a one-day mission; put it back when its time has come."""
        if self.run.size.days == 1 and round_ == 1 and not self.kept.exists():
            self.keep()
        if self.now(day, round_) and self.kept.exists():
            self.put_back()

    def night(self, day: int) -> None:
        """Keep it in the night before."""
        if day == self.day - 1:
            self.keep()

    def keep(self) -> None:
        """Make the backup, as the product makes it."""
        self.clinic.machine.back_up(self.kept)

    def put_back(self) -> None:
        """Put it back, and start anew."""
        machine = self.clinic.machine
        machine.kill()
        machine.restore(self.kept, disk=self.chance.random() < 0.5)
        machine.start()
        self.run.restored.append(self.letter)
        self.run.notes.append(f"yesterday's backup was put back at {self.letter}")


class LaptopCloned(Fault):
    """The laptop's disk is copied, and both laptops go on; half of the tablets speak with the copy."""

    alike = False

    def round(self, day: int, round_: int) -> None:
        """Copy it, and divide the tablets."""
        if self.now(day, round_):
            self.run.clone(self.clinic, alike=self.alike)


class LaptopClonedAlike(LaptopCloned):
    """As a copied laptop, but the copy cannot be told from the first by anything on the machine."""

    alike = True


class Stick(Fault):
    """There is no line on any evening: the log goes on a stick, which is read twice, and in the wrong order."""

    def __init__(self, run: Run, chance: Random) -> None:
        super().__init__(run, chance)
        self.sticks: list[Any] = []

    def evening(self, day: int) -> None:
        """Write the day's stick."""
        self.clinic.line.up = False
        self.sticks.append(self.run.write_stick(self.clinic, day))

    def over(self) -> None:
        """Read every stick at head office, each twice and the last first; then the line is back."""
        sticks = [*self.sticks, *self.sticks]
        self.chance.shuffle(sticks)
        for stick in sorted(self.sticks, reverse=True) + sticks:
            self.run.read_stick(stick)
        self.clinic.line.up = True


class TabletWiped(Fault):
    """Tablets lose everything that they kept, and are enrolled anew."""

    def round(self, day: int, round_: int) -> None:
        """Wipe one in the middle of the day."""
        if self.now(day, round_):
            self.run.wipe(self.clinic, self.chance.randrange(len(self.clinic.tablets)))


def _kill(base: type[Fault], where: str, step: str) -> type[Fault]:
    return type("Kill", (base,), {"step": step, "__doc__": f"{where} ends by SIGKILL at the step {step}."})


HOUR, MONTH = timedelta(hours=1), timedelta(days=30)
FAULTS: dict[str, type[Fault]] = {
    "kill_laptop_read": _kill(KillLaptop, "The laptop", "entries.read"),
    "kill_laptop_written": _kill(KillLaptop, "The laptop", "entries.written"),
    "kill_laptop_committed": _kill(KillLaptop, "The laptop", "entries.committed"),
    "kill_sync_asked": _kill(KillSync, "The sending", "sync.asked"),
    "kill_sync_sealed": _kill(KillSync, "The sending", "sync.sealed"),
    "kill_sync_answered": _kill(KillSync, "The sending", "sync.answered"),
    "kill_sync_noted": _kill(KillSync, "The sending", "sync.noted"),
    "kill_office_read": _kill(KillOffice, "Head office", "frame.read"),
    "kill_office_written": _kill(KillOffice, "Head office", "frame.written"),
    "kill_office_committed": _kill(KillOffice, "Head office", "frame.committed"),
    "partition": Partition,
    "one_way_out": spoiling("What is asked arrives, no answer comes back.", "cut_after", odds=0.8),
    "one_way_in": spoiling("What is asked never arrives.", "cut_before", odds=0.8),
    "cut_before_answer": spoiling("The line is cut after the commit, before the answer.", "cut_after"),
    "repeated": spoiling("Messages arrive twice.", "repeated", odds=0.6),
    "reordered": spoiling("Messages arrive late, the last one first.", "reordered"),
    "truncated": spoiling("Messages and answers end in the middle.", "truncated", "answer_truncated"),
    "bit_flipped": spoiling("One bit of a message or an answer turns over.", "bit_flipped", "answer_flipped"),
    "clock_hour_forward": clock("Clocks jump an hour forward.", HOUR),
    "clock_hour_back": clock("Clocks jump an hour back.", -HOUR),
    "clock_month_forward": clock("Clocks jump thirty days forward.", MONTH),
    "clock_month_back": clock("Clocks jump thirty days back.", -MONTH),
    "clock_1970": Clock1970,
    "clock_summer_time": SummerTime,
    "full_disk_log": FullLog,
    "full_disk_wal": FullWal,
    "full_disk_temp": FullTemp,
    "power_cut": PowerCut,
    "backup_restored": BackupRestored,
    "laptop_cloned": LaptopCloned,
    "laptop_cloned_alike": LaptopClonedAlike,
    "stick_twice": Stick,
    "tablet_wiped": TabletWiped,
}
"""Every fault by its name."""


def named(asked: str) -> list[str]:
    """
    Read a list of faults: names with commas between them, or `all`.

    :raises ValueError: with the name that is not known
    """
    if asked == "all":
        return list(FAULTS)
    names = [name.strip() for name in asked.split(",") if name.strip()]
    for name in names:
        if name not in FAULTS:
            raise ValueError(name)
    return names
