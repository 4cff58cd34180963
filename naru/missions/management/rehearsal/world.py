"""The rehearsed mission: who comes when and where, what each station enters, what the shelves hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

FIRST_DAY = date(2026, 6, 15)
ZONE_HOURS = 8
STATIONS = ("registration", "triage", "medical", "pharmacy", "exit", "dental", "eye", "korean")
"""The stations in the order in which tablets are given to them."""
LANGUAGES = ("mn", "kk", "ru", "ko", "en", "vi", "zh", "uz", "ky")
NAMES = {
    "mn": ("Батбаяр", "Оюунчимэг", "Энхтуяа", "Гантулга", "Сарангэрэл", "Мөнхбат", "Дөлгөөн", "Цэцэгмаа"),
    "kk": ("Айгүл", "Нұрлан", "Әсел", "Қайрат", "Жанар", "Бекзат"),
    "ru": ("Иван", "Ольга", "Пётр", "Наталья"),
    "ko": ("김서연", "박지훈", "이하은", "최민준"),
    "en": ("Grace", "Daniel", "Ruth", "Samuel"),
    "vi": ("Nguyễn Thị Hoa", "Trần Văn Nam", "Lê Minh"),
    "zh": ("王芳", "李伟", "张敏"),
    "uz": ("Dilnoza", "Jasur", "Oʻgʻiloy"),
    "ky": ("Айбек", "Гүлнара", "Чолпон"),
}
DIAGNOSES = {
    "J06.9": 24, "A09": 9, "B05.9": 1, "G03.9": 1, "L20.9": 10, "I10": 18, "M54.5": 16, "K29.7": 10,
    "S01.9": 2, "F32.9": 2, "E43": 1, "H10.9": 5,
}  # fmt: skip
BY_SPECIALTY = {
    "dental": {"K02.9": 8, "K05.1": 4},
    "eye": {"H10.9": 4, "H26.9": 3, "H52.1": 5},
    "korean": {"M54.5": 8, "M17.9": 5, "G43.9": 2},
}
PROCEDURES = {
    "medical": {"wound.dressing": 4, "wound.suture": 2, "abscess.drainage": 1, "injection": 3},
    "dental": {"dental.scaling": 4, "dental.filling": 4, "dental.extraction": 3},
    "korean": {"korean.acupuncture": 5},
    "eye": {"eye.foreign_body": 1},
}
"""Procedures by specialty with how often."""
OUTCOMES = {"home": 800, "referred": 70, "left_early": 50, "admitted": 40, "died": 20, "dead_on_arrival": 20}
"""How visits end, of a thousand: what is rare in life comes more often, so that each is counted in every rehearsal."""


def dice(*parts: object) -> Random:
    """Give a source of chance that depends on these words alone, on every machine alike."""
    told = "\n".join(map(str, parts)).encode()
    return Random(int.from_bytes(hashlib.sha256(told).digest()[:8]))  # noqa: S311 - a rehearsal, no secret


def uuid7(moment: datetime, chance: Random) -> UUID:
    """Make an id as a device does (RFC 9562, version 7) by its own clock, however wrong that is."""
    milliseconds = max(0, int(moment.timestamp() * 1000)) & (1 << 48) - 1
    told = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
    return UUID(int=told)


@dataclass(frozen=True)
class Size:
    """How large a mission is rehearsed. Shares are of residents."""

    sites: int = 2
    tablets: int = 4
    days: int = 2
    residents: int = 50
    returning: float = 0.08
    both: float = 0.03
    medicines: int = 10
    lots: int = 3
    minutes: float = 15.0
    megabits: float = 1.0
    rounds: int = 6
    """How many times a day the tablets all send at once."""
    frame: int = 60
    """How many entries a frame holds: few, so that even a small mission has many."""

    @property
    def line_bytes(self) -> int:
        """How many bytes one evening's line carries."""
        return int(self.minutes * 60 * self.megabits * 1_000_000 / 8)


SMALL = Size()
FULL = Size(tablets=20, days=4, residents=5_000, medicines=120, rounds=40, frame=4_000)


@dataclass(frozen=True)
class Lot:
    """A box on the shelf of one site."""

    site: str
    code: str
    medicine: int
    expires_on: date
    quantity: int


@dataclass
class Person:
    """A resident of the region, as they are."""

    place: int
    name: str
    latin: str
    sex: str
    birth_on: date
    language: str
    village: str
    phone: str
    exact: bool

    def telling(self, chance: Random, on: date) -> dict[str, Any]:
        """Give what they say at the desk: those who do not know their birthday tell their age."""
        told: dict[str, Any] = {
            "name": self.name,
            "latin": self.latin,
            "sex": self.sex,
            "language": self.language,
            "village": self.village,
            "consent": chance.choice(("given", "given", "given", "witnessed")),
        }
        if self.phone:
            told["phone"] = self.phone
        if self.exact:
            told["birth_on"] = self.birth_on.isoformat()
        else:
            told["age_years"] = (on - self.birth_on).days // 365
            told["asked_on"] = on.isoformat()
        if chance.random() < 0.5:
            told["consent_mark"] = "M" + " ".join(
                f"{chance.randrange(200)} {chance.randrange(60)}" for _point in range(12)
            )
        return told


@dataclass(frozen=True)
class Coming:
    """One visit: who, where, on which day, in which round, and whether they were here before."""

    person: int
    site: str
    day: int
    round: int
    returning: bool


@dataclass(frozen=True)
class Step:
    """What one station enters. `of` and `visit` are words that the run turns into ids."""

    station: str
    kind: str
    body: dict[str, Any]
    corrects: str = ""
    name: str = ""


@dataclass
class World:
    """A mission before it begins."""

    seed: int
    size: Size
    people: list[Person] = field(default_factory=list)
    comings: list[Coming] = field(default_factory=list)
    lots: list[Lot] = field(default_factory=list)

    @property
    def letters(self) -> list[str]:
        """The letters of the sites."""
        return [chr(ord("A") + place) for place in range(self.size.sites)]

    def day(self, place: int) -> date:
        """Give the date of a day of the mission."""
        return FIRST_DAY + timedelta(days=place)

    def moment(self, day: int, round_: int, minute: float = 0.0) -> datetime:
        """Give the true time of a round: the clinic opens at nine, local time, for eight hours."""
        opened = datetime.combine(self.day(day), datetime.min.time(), UTC) + timedelta(hours=9 - ZONE_HOURS)
        return opened + timedelta(minutes=480 * round_ / self.size.rounds + minute)

    def on(self, site: str, day: int, round_: int) -> Iterator[Coming]:
        """Give who comes to a site in a round."""
        return (one for one in self.comings if (one.site, one.day, one.round) == (site, day, round_))


def _people(chance: Random, residents: int) -> list[Person]:
    people = []
    for place in range(residents):
        language = chance.choices(LANGUAGES, (50, 14, 8, 3, 3, 2, 4, 8, 8))[0]
        name = f"{chance.choice(NAMES[language])} {place}"
        days = int(chance.triangular(20, 365 * 88, 365 * 24))
        people.append(
            Person(
                place=place,
                name=name,
                latin=f"Resident {place}",
                sex=chance.choices(("female", "male", "unknown"), (54, 45, 1))[0],
                birth_on=FIRST_DAY - timedelta(days=days),
                language=language,
                village=f"Bag {place % 9 + 1}",
                phone=f"+976 88{place:06}" if chance.random() < 0.6 else "",
                exact=chance.random() < 0.7,
            )
        )
    return people


def _comings(chance: Random, size: Size, letters: list[str]) -> list[Coming]:
    comings = []
    for person in range(size.residents):
        site, day = chance.choice(letters), chance.randrange(size.days)
        comings.append(Coming(person, site, day, chance.randrange(size.rounds), False))
        lot = chance.random()
        if lot < size.returning and day + 1 < size.days:
            comings.append(Coming(person, site, day + 1, chance.randrange(size.rounds), True))
        elif lot > 1 - size.both and len(letters) > 1:
            other = chance.choice([letter for letter in letters if letter != site])
            late = chance.randrange(day, size.days)
            comings.append(Coming(person, other, late, chance.randrange(size.rounds), False))
    return sorted(comings, key=lambda one: (one.day, one.round, one.site, one.person))


def _lots(chance: Random, size: Size, letters: list[str]) -> list[Lot]:
    lots = []
    each = max(6, size.residents * 30 // max(1, size.medicines) // max(1, size.sites))
    for medicine in range(size.medicines):
        for site in letters:
            for place in range(size.lots):
                # One box is good on the first day alone, one until the mission's middle: neither is given later.
                days = (0, size.days // 2, 400, 30)[(medicine + place) % 4] if size.lots > 1 else 400
                lots.append(
                    Lot(
                        site=site,
                        code=f"L{site}{medicine:03}{place}",
                        medicine=medicine,
                        expires_on=FIRST_DAY + timedelta(days=days),
                        quantity=max(4, int(each * chance.uniform(0.3, 1.6) / size.lots)),
                    )
                )
    return lots


def make(seed: int, size: Size) -> World:
    """Make the world of a seed."""
    world = World(seed, size)
    world.people = _people(dice(seed, "people"), size.residents)
    world.comings = _comings(dice(seed, "comings"), size, world.letters)
    # The shelves are the same for every seed: one packing serves many schedules.
    world.lots = _lots(dice("lots"), size, world.letters)
    return world


def _pick(chance: Random, odds: dict[str, int]) -> str:
    return chance.choices(list(odds), list(odds.values()))[0]


def path(world: World, coming: Coming, chance: Random) -> Iterator[Step]:
    """Give what the stations enter for one visit, in order. Medicines are dispensed from the shelf by the run itself."""
    person = world.people[coming.person]
    day = world.day(coming.day)
    if not coming.returning:
        yield Step("registration", "resident.registered", person.telling(chance, day), name="registered")
    yield Step("registration", "visit.arrived", {"day": day.isoformat(), "returning": coming.returning})
    outcome = _pick(chance, OUTCOMES)
    if outcome == "dead_on_arrival":
        yield Step("exit", "visit.exited", {"outcome": outcome})
        return
    yield Step("registration", "queue.placed", {"station": "triage"})
    if chance.random() < 0.04:
        yield Step("registration", "resident.amended", {"village": f"Bag {chance.randrange(9) + 1}"})
    pregnant = person.sex == "female" and 15 <= (day - person.birth_on).days // 365 <= 45
    vitals: dict[str, Any] = {
        "temperature_c": round(chance.gauss(36.8, 0.5), 1),
        "pulse": int(chance.gauss(80, 9)),
        "respirations": int(chance.gauss(17, 2)),
        "spo2": min(100, int(chance.gauss(97, 1.5))),
        "avpu": "a",
    }
    if pregnant:
        vitals["pregnant"] = "yes" if chance.random() < 0.15 else "no"
    yield Step("triage", "vitals.taken", vitals, name="vitals")
    if chance.random() < 0.03:
        again = {**vitals, "temperature_c": round(vitals["temperature_c"] + 0.3, 1)}
        yield Step("triage", "vitals.taken", again, corrects="vitals")
    colour = chance.choices(("green", "yellow", "red"), (80, 17, 3))[0]
    yield Step(
        "triage",
        "triage.judged",
        {"answers": {}, "colour": "none", "criteria": [], "rules": "rehearsal",
         "instead": {"colour": colour, "why": "rehearsed"}},
    )  # fmt: skip
    specialty = chance.choices(("medical", "dental", "korean", "eye"), (60, 15, 15, 10))[0]
    yield Step("triage", "queue.placed", {"station": specialty})
    if outcome == "left_early":
        yield Step("exit", "visit.exited", {"outcome": outcome})
        return
    yield Step(specialty, "queue.called", {"station": specialty})
    if chance.random() < 0.04:
        yield Step(specialty, "queue.held", {"station": specialty, "why": "laboratory"})
    yield from _consulted(coming, chance, specialty, outcome)
    yield Step("exit", "visit.exited", {"outcome": outcome})
    if chance.random() < 0.03:
        yield Step("exit", "entry.withdrawn", {"why": "wrong resident"}, corrects="last")
        yield Step("exit", "visit.exited", {"outcome": outcome})


def _consulted(coming: Coming, chance: Random, specialty: str, outcome: str) -> Iterator[Step]:
    odds = BY_SPECIALTY.get(specialty, DIAGNOSES)
    body: dict[str, Any] = {
        "specialty": specialty,
        "complaint": chance.choice(("толгой өвдөх", "живот болит", "허리 통증", "cough", "đau răng")),
        "diagnoses": [{"code": _pick(chance, odds)}],
        "procedures": [],
    }
    if chance.random() < 0.3:
        body["procedures"] = [{"code": _pick(chance, PROCEDURES[specialty])}]
    if specialty == "medical" and chance.random() < 0.15:
        body["diagnoses"].append({"code": "I10", "new": False})
    if outcome == "referred":
        body["referral"] = {"to": "District hospital", "why": "imaging", "urgent": chance.random() < 0.2}
    if chance.random() < 0.15:
        body["follow_up"] = {"what": "blood pressure again"}
    if chance.random() < 0.3:
        body["note"] = (
            chance.choice(("зөвлөгөө өгсөн", "설명함", "advice given")) + f" {chance.randrange(999)}"
        )
    yield Step(specialty, "consultation.recorded", body, name="consultation")
    if chance.random() < 0.08:
        later = {**body, "diagnoses": [{"code": _pick(chance, odds)}]}
        # Half of these corrections are written the next day, when the site has long sent the first version on.
        when = "late" if chance.random() < 0.5 else ""
        yield Step(specialty, "consultation.recorded", later, corrects="consultation", name=when)
    if specialty in {"medical", "dental", "korean", "eye"} and chance.random() < 0.7:
        yield Step(specialty, "prescription.written", {"lines": chance.choice((1, 1, 1, 2, 2, 3))})
        yield Step(specialty, "queue.placed", {"station": "pharmacy"})
        yield Step("pharmacy", "medicine.dispensed", {})
        yield Step("pharmacy", "queue.placed", {"station": "exit"})
    else:
        yield Step(specialty, "queue.placed", {"station": "exit"})
