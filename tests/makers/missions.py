"""Makers of missions, sites, volunteers, medicines and consignments."""

from __future__ import annotations

from datetime import date, time
from itertools import count
from typing import Any

from naru.activities.rules.words import Kind
from naru.directory.actions import people
from naru.directory.models import Organisation, Person
from naru.missions.actions import consignments, formulary, missions, stores, volunteers
from naru.missions.models import Consignment, Lot, Medicine, Mission, Shift, Site, Volunteer
from tests.makers.accounts import NOW
from tests.makers.activities import a_project, an_activity, an_organisation

_number = count(1)
FIRST = date(2024, 7, 24)
END = date(2024, 7, 28)


def a_mission(code: str = "", **asked: Any) -> Mission:
    """Set a mission up: 24 to 27 July 2024, in Mongolia, asking for hepatitis A."""
    number = next(_number)
    activity = an_activity(
        f"Mission {number}",
        title_ko=f"의료봉사 {number}",
        kind=Kind.MISSION,
        starts_on=FIRST,
        ends_on=END,
        project=a_project("missions", title_ko="봉사", title_en="Missions"),
    )
    asked = {"vaccines": ["hepatitis_a"]} | asked
    return missions.set_up(activity, code=code or f"MN{number}", by=None, at=NOW, **asked)


def a_site(mission: Mission | None = None, **words: Any) -> Site:
    """Open a site for all days of a mission."""
    told = {"name": "Ulaanbaatar", "zone": "Asia/Ulaanbaatar", "starts_on": FIRST, "ends_on": END} | words
    return missions.open_site(mission or a_mission(), by=None, at=NOW, **told)


def a_person(name: str = "", *, languages: tuple[str, ...] = ("ko",), **words: Any) -> Person:
    """Enter a person who speaks languages."""
    return people.enter(
        name=name or f"Volunteer Number {next(_number)}",
        languages=[(code, "fluent") for code in languages],
        by=None,
        at=NOW,
        **words,
    )


def a_volunteer(
    mission: Mission, profession: str = "doctor", *, ready: bool = True, **words: Any
) -> Volunteer:
    """Take somebody in whose papers are in order, or who has none."""
    papers: dict[str, Any] = {}
    if ready:
        papers = {
            "licence": f"L-{next(_number):06}",
            "licence_expires_on": date(2027, 12, 31),
            "passport_expires_on": date(2030, 1, 1),
            "vaccinations": {"hepatitis_a": date(2024, 1, 10)},
        }
    languages = words.pop("languages", ("ko",))
    email = words.pop("email", "volunteer@example.org")
    person = words.pop("person", None) or a_person(languages=languages, email=email)
    told = papers | words
    return volunteers.join(mission, person=person, profession=profession, by=None, at=NOW, **told)


def a_shift(volunteer: Volunteer, site: Site, station: str = "medical", **words: Any) -> Shift:
    """Place a volunteer from nine to noon of the first day."""
    told = {"day": FIRST, "starts": time(9), "ends": time(12)} | words
    return volunteers.place(site, volunteer=volunteer, station=station, by=None, at=NOW, **told)


def a_medicine(code: str = "PCM500") -> Medicine:
    """Give a medicine of the formulary, which is taken up if it was not."""
    formulary.take_up(by=None, at=NOW)
    return Medicine.objects.get(code=code)


def a_lot(site: Site, medicine: Medicine | None = None, *, packed: int = 100, **words: Any) -> Lot:
    """Pack a lot for a site."""
    told = {"number": "B2401", "expires_on": date(2026, 1, 31)} | words
    medicine = medicine or a_medicine()
    return stores.pack(site.mission, site=site, medicine=medicine, packed=packed, by=None, at=NOW, **told)


def a_consignment(partner: Organisation | None = None, **words: Any) -> Consignment:
    """Enter a request for 1,000 masks."""
    told = {
        "title": "Masks",
        "requested_on": date(2024, 3, 4),
        "items": [{"name": "Mask", "unit": "piece", "wanted": 1000, "hs_code": "6307.90", "value": 500}],
        "email": "partner@example.org",
    } | words
    return consignments.request(partner=partner or an_organisation("Partner"), by=None, at=NOW, **told)
