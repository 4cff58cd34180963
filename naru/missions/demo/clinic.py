"""
What was written at the two sites in the demo: four days of residents, and the last afternoon as it stands at the stations.

Every name, village and number is invented. The entries go the way of all entries: made as a tablet makes them, taken by
the site's door, folded into the tables; so queues, reports and stock are counted from them and from nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from naru.missions.actions import tablets
from naru.missions.actions.entries import Sending, take
from naru.missions.actions.epochs import uuid7
from naru.missions.models import Lot, Mission, Site, Tablet, Visit, Volunteer
from naru.missions.rules import triage
from naru.missions.rules.favourites import of_station
from naru.missions.rules.numbers import number
from naru.missions.rules.procedures import of_specialty
from naru.missions.rules.triage import QUESTIONS
from naru.missions.rules.volunteers import Profession

MEN = ("Батбаяр", "Ганболд", "Төмөр", "Эрдэнэ", "Баатар", "Мөнхбат", "Дорж", "Сүхбаатар", "Нэргүй", "Отгон")
WOMEN = (
    "Сараа",
    "Энхтуяа",
    "Оюун",
    "Нарантуяа",
    "Болормаа",
    "Цэцэг",
    "Алтанцэцэг",
    "Дулмаа",
    "Солонго",
    "Мандах",
)
FATHERS = ("Б", "Д", "Ц", "Г", "Н", "О", "С", "Т", "Х", "Э")
VILLAGES = ("1-р баг", "2-р баг", "3-р баг", "4-р баг", "5-р баг", "Шинэ суурин")
COMPLAINTS = {
    "medical": ("두통과 어지럼", "기침 사흘째", "속쓰림", "혈압약이 떨어졌음", "무릎이 아픔", "열이 남"),
    "dental": ("어금니가 아픔", "잇몸에서 피가 남", "찬 것에 시림"),
    "korean": ("허리가 아픔", "어깨를 들기 어려움", "소화가 안 됨"),
    "eye": ("가까운 글씨가 안 보임", "눈이 뻑뻑함", "눈앞이 뿌옇게 보임"),
}
MEDICINES = {
    "medical": ("PCM500", "IBU200"),
    "dental": ("PCM500",),
    "korean": ("IBU200",),
    "eye": ("PCM500",),
}
SPECIALTIES = ("medical", "medical", "medical", "dental", "korean", "eye")
A_DAY, LAST = 34, 22
"""Residents a day at a site; those of the last afternoon stand at the stations still."""


@dataclass
class Desk:
    """One tablet at work: makes entries, keeps its clock, and sends what it made."""

    tablet: Tablet
    token: str
    author: str
    chance: random.Random
    clock: datetime
    seq: int = 0
    made: list[dict[str, Any]] = field(default_factory=list)

    def uid(self) -> str:
        """Make an id of version 7 as a tablet does, by the demo's own dice."""
        return str(uuid7(self.clock, self.chance.getrandbits(80)))

    def write(self, kind: str, body: dict[str, Any], **words: Any) -> dict[str, Any]:
        """Make an entry some seconds after the last."""
        self.seq += 1
        self.clock += timedelta(seconds=self.chance.randint(4, 40))
        entry = {
            "id": self.uid(),
            "kind": kind,
            "seq": self.seq,
            "at": self.clock.isoformat(timespec="milliseconds"),
            "by": self.author,
            "of": None,
            "visit": None,
            "corrects": None,
            "body": body,
            **words,
        }
        self.made.append(entry)
        return entry

    def send(self) -> None:
        """Send what was made since the last sending."""
        if self.made:
            take([Sending(self.token, self.made, self.clock)], at=self.clock)
            self.made = []


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Let both sites of the demo's mission work for their days; nothing happens where they did before."""
    mission = Mission.objects.filter(code="MN24").first()
    if mission is None or Visit.objects.filter(site__mission=mission).exists():
        return
    count = 0
    for site in mission.sites.order_by("letter"):
        count += _site(site, by=by)
    say(
        f"The clinic of the mission wrote its log: {count} residents at two sites, some still at the stations."
    )


def _site(site: Site, *, by: Any) -> int:
    chance = random.Random(f"clinic {site.letter}")  # noqa: S311 - a demo's dice
    zone = ZoneInfo(site.zone)
    first = datetime.combine(site.starts_on, time(8, 30), zone)
    authors = {
        profession: list(
            Volunteer.objects.filter(mission=site.mission_id, profession=profession).order_by("code")
        )
        for profession in (Profession.NURSE, Profession.DOCTOR, Profession.DENTIST, Profession.PHARMACIST)
    }
    places = (
        ("등록 1", Profession.NURSE),
        ("활력징후 1", Profession.NURSE),
        ("진료 1", Profession.DOCTOR),
        ("치과 1", Profession.DENTIST),
        ("약국 1", Profession.PHARMACIST),
    )
    desks = []
    for label, profession in places:
        tablet, link = tablets.add_tablet(site, label=label, by=by, at=first - timedelta(days=1))
        tablet, token = tablets.enrol(link, by=by, at=first - timedelta(days=1))
        some = authors[profession]
        who = some[(ord(site.letter) + len(desks)) % len(some)].code if some else "V001"
        desks.append(Desk(tablet, token, who, chance, first))
    clinic = Clinic(site, desks, chance)
    clinic.receive()
    day = site.starts_on
    while day < site.ends_on:
        last = day + timedelta(days=1) == site.ends_on
        clinic.day(day, A_DAY, stands=LAST if last else 0)
        day += timedelta(days=1)
    return clinic.residents


class Clinic:
    """A site's stations at work."""

    def __init__(self, site: Site, desks: Sequence[Desk], chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.entry, self.vitals, self.medical, self.dental, self.pharmacy = desks
        self.desks = desks
        self.residents = 0
        self.shelf: dict[str, list[Any]] = {}
        self.known: list[tuple[str, str, date]] = []

    def receive(self) -> None:
        """Put every lot that came along on the shelf."""
        for lot in Lot.objects.of_site(self.site):
            self.pharmacy.write("stock.received", {"lot": lot.code, "quantity": lot.received or lot.packed})
            self.shelf.setdefault(lot.medicine.code, []).append(
                [lot.expires_on or date.max, lot.code, lot.packed]
            )
        self.pharmacy.send()

    def day(self, day: date, count: int, *, stands: int) -> None:
        """Let a day's residents pass; the last `stands` of them remain where they are."""
        opens = datetime.combine(day, time(8, 30), ZoneInfo(self.site.zone))
        for desk in self.desks:
            desk.clock = opens
        for place in range(count):
            for desk in self.desks:
                desk.clock = max(desk.clock, opens + timedelta(minutes=15 * place * 34 // max(count, 1)))
            self._resident(day, leaves_at=None if place < count - stands else place % 7)
        for desk in self.desks:
            desk.send()

    def _resident(self, day: date, *, leaves_at: int | None) -> None:
        chance = self.chance
        back = leaves_at is None and len(self.known) > 12 and chance.random() < 0.08
        if back:
            of, sex, born = chance.choice(self.known)
        else:
            of, sex, born = self._registered(day)
        visit = self.entry.uid()
        here = {"of": of, "visit": visit}
        self.entry.write("visit.arrived", {"day": day.isoformat(), "returning": back}, **here)
        if leaves_at == 0:
            return
        self.entry.write("queue.placed", {"station": "triage"}, **here)
        self.entry.send()
        if leaves_at == 1:
            return
        signs = self._signs((day - born).days)
        self.vitals.write("queue.called", {"station": "triage"}, **here)
        self.vitals.write("vitals.taken", signs, **here)
        colour = self._judged(day, sex, born, signs, here)
        specialty = chance.choice(SPECIALTIES)
        self.vitals.write("queue.placed", {"station": specialty}, **here)
        self.vitals.send()
        if leaves_at in {2, 3}:
            return
        desk = self.dental if specialty == "dental" else self.medical
        desk.write("queue.called", {"station": specialty}, **here)
        if leaves_at == 4:
            desk.send()
            return
        given = self._treated(desk, specialty, colour, here)
        desk.write("queue.placed", {"station": "pharmacy" if given else "exit"}, **here)
        desk.send()
        if leaves_at is not None:
            return
        if given:
            self._dispensed(given, day, here)
        outcome = "referred" if colour == "red" else "home"
        self.pharmacy.write("visit.exited", {"outcome": outcome}, **here)
        self.pharmacy.send()

    def _registered(self, day: date) -> tuple[str, str, date]:
        chance = self.chance
        self.residents += 1
        sex = chance.choice(("female", "female", "male"))
        years = min(int(abs(chance.gauss(44, 22))), 92)
        born = day - timedelta(days=years * 365 + chance.randint(20, 360))
        of = self.entry.uid()
        name = f"{chance.choice(FATHERS)}. {chance.choice(WOMEN if sex == 'female' else MEN)}"
        body = {
            "number": number(self.site.letter, self.entry.tablet.tag, self.residents),
            "name": name,
            "sex": sex,
            "village": chance.choice(VILLAGES),
            "language": "mn",
            "consent": "given",
        }
        exact = chance.random() < 0.7
        body |= {"birth_on": born.isoformat()} if exact else {"age_years": years, "asked_on": day.isoformat()}
        self.entry.write("resident.registered", body, of=of)
        self.known.append((of, sex, born))
        return of, sex, born

    def _signs(self, age_days: int) -> dict[str, Any]:
        chance = self.chance
        child = age_days < 12 * 365
        fever = chance.random() < 0.08
        signs = {
            "temperature_c": round(chance.gauss(38.6 if fever else 36.6, 0.3), 1),
            "pulse": chance.randint(84, 118) if child else chance.randint(62, 98),
            "respirations": chance.randint(20, 28) if child else chance.randint(12, 20),
            "spo2": chance.choice((95, 96, 97, 98, 98, 99, 99)),
            "avpu": "a",
            "weight_kg": round(min(8 + age_days / 365 * 2.4, 40), 1) if child else chance.randint(48, 96),
        }
        if not child:
            upper = int(chance.gauss(128, 16))
            signs |= {"systolic": upper, "diastolic": max(upper - chance.randint(38, 56), 45)}
        return signs

    def _judged(self, day: date, sex: str, born: date, signs: dict[str, Any], here: dict[str, str]) -> str:
        chance = self.chance
        answers = {question.code: "no" for question in QUESTIONS}
        if chance.random() < 0.12:
            answers[chance.choice([question.code for question in QUESTIONS])] = "yes"
        measures = {name: value for name, value in signs.items() if name in triage.MEASURES}
        measures |= {"age_days": (day - born).days, "sex": sex, "pregnant": "no"}
        said = triage.judge(answers, measures)
        body = {
            "answers": answers,
            "colour": said.colour,
            "criteria": list(said.criteria),
            "rules": triage.VERSION,
        }
        self.vitals.write("triage.judged", body, **here)
        return said.colour

    def _treated(self, desk: Desk, specialty: str, colour: str, here: dict[str, str]) -> list[dict[str, Any]]:
        chance = self.chance
        found = chance.choice(of_station(specialty))
        body: dict[str, Any] = {
            "specialty": specialty,
            "complaint": chance.choice(COMPLAINTS[specialty]),
            "diagnoses": [{"code": found.code}],
            "procedures": [],
        }
        if specialty != "medical" and chance.random() < 0.7:
            body["procedures"] = [{"code": chance.choice(of_specialty(specialty)[:6]).code}]
        if colour == "red":
            body["referral"] = {"to": "도립 종합병원", "why": "정밀 검사", "urgent": True}
        elif chance.random() < 0.06:
            body["follow_up"] = {"what": "혈압 다시 재기"}
        if chance.random() < 0.015:
            body["sponsor"] = True
        desk.write("consultation.recorded", body, **here)
        if chance.random() < 0.25:
            return []
        code = chance.choice([one for one in MEDICINES[specialty] if one in self.shelf])
        line = {
            "line": desk.uid(),
            "medicine": code,
            "quantity": chance.choice((6, 9, 10, 12)),
            "per_day": 3,
            "days": 3,
        }
        desk.write("prescription.written", {"lines": [line]}, **here)
        return [line]

    def _dispensed(self, lines: Sequence[dict[str, Any]], day: date, here: dict[str, str]) -> None:
        for line in lines:
            left, lots = line["quantity"], []
            for lot in sorted(self.shelf[line["medicine"]]):
                if lot[0] >= day and lot[2] > 0 and left:
                    given = min(left, lot[2])
                    lots.append({"lot": lot[1], "quantity": given})
                    lot[2] -= given
                    left -= given
            self.pharmacy.write("queue.called", {"station": "pharmacy"}, **here)
            if lots:
                self.pharmacy.write(
                    "medicine.dispensed", {"line": line["line"], "lots": lots, "done": True}, **here
                )
            else:
                body = {"line": line["line"], "because": "out_of_stock"}
                self.pharmacy.write("medicine.not_dispensed", body, **here)
