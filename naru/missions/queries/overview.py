"""The mission's own report: residents by day, station, age, sex and diagnosis, waits, medicines, what is to follow."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import Any
from uuid import UUID

from naru.missions.queries import reports
from naru.missions.rules.entries import Station
from naru.missions.rules.mds.facts import VisitFacts

AGES = ((1, "<1"), (5, "1–4"), (18, "5–17"), (65, "18–64"), (200, "65+"))
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Follow:
    """Somebody to follow up: a referral, a follow-up, or a candidate for sponsored treatment."""

    visit: UUID
    number: str
    site: str
    day: date
    what: str
    to: str = ""
    on: str = ""
    urgent: bool = False
    codes: tuple[str, ...] = ()


@dataclass
class Overview:
    """
    What a mission came to. Residents are people, each once however often they came; visits are visits.

    `waits` are minutes between being put into a station's queue and being called, by station; `medicines` are units
    by medicine, lot and site.
    """

    visits: int = 0
    people: set[UUID] = field(default_factory=set)
    days: dict[tuple[date, str], set[UUID]] = field(default_factory=lambda: defaultdict(set))
    stations: Counter[str] = field(default_factory=Counter)
    ages: Counter[tuple[str, str]] = field(default_factory=Counter)
    diagnoses: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    colours: Counter[str] = field(default_factory=Counter)
    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    medicines: list[dict[str, Any]] = field(default_factory=list)
    referrals: list[Follow] = field(default_factory=list)
    follow_ups: list[Follow] = field(default_factory=list)
    candidates: list[Follow] = field(default_factory=list)
    returning: int = 0

    @property
    def wait_table(self) -> list[dict[str, Any]]:
        """Give for each station how many waits were measured, their median and the longest, in minutes."""
        return [
            {"station": station, "count": len(some), "median": median(some), "longest": max(some)}
            for station in Station.values
            if (some := self.waits.get(station))
        ]


def _root(resident: Any) -> int:
    return resident.joined_to_id or resident.pk


def overview_of(mission: Any) -> Overview:
    """Tell what a mission came to: three questions, whatever its size."""
    told = Overview()
    seen: set[int] = set()
    for visit in reports.visits_of_mission(mission):
        one = reports.facts(visit)
        _count(told, visit, one, first=_root(visit.resident) not in seen)
        seen.add(_root(visit.resident))
    known = reports.lots(mission)
    for row in reports.dispensed(mission):
        lot = known.get(row["lot"])
        told.medicines.append(
            {
                "medicine": str(lot.medicine) if lot and lot.medicine else row["lot"],
                "lot": (lot.number or lot.code) if lot else row["lot"],
                "expires_on": lot.expires_on if lot else None,
                "site": row["site__letter"],
                "units": row["units"],
            }
        )
    told.medicines.sort(key=lambda one: (one["medicine"], one["lot"], one["site"]))
    return told


def _count(told: Overview, visit: Any, one: VisitFacts, *, first: bool) -> None:
    told.visits += 1
    told.returning += one.returning
    told.people |= {one.resident} if first else set()
    told.days[visit.day, visit.site.letter].add(one.resident)
    told.stations.update(one.specialties)
    told.diagnoses.update({each.code for each in one.diagnoses})
    told.colours[one.colour] += 1
    if one.outcome:
        told.outcomes[one.outcome] += 1
    if first:
        years = one.years
        band = UNKNOWN if years is None else next(name for below, name in AGES if years < below)
        told.ages[band, one.sex] += 1
    for stop in visit.told.get("stops", ()):
        if (minutes := _minutes(stop)) is not None:
            told.waits[stop["station"]].append(minutes)
    codes = tuple(dict.fromkeys(each.code for each in one.diagnoses))
    for consultation in visit.told.get("consultations", ()):
        _follow(told, visit, one, consultation, codes)


def _follow(
    told: Overview, visit: Any, one: VisitFacts, consultation: dict[str, Any], codes: tuple[str, ...]
) -> None:
    about = {
        "visit": one.visit,
        "number": one.number,
        "site": visit.site.letter,
        "day": visit.day,
        "codes": codes,
    }
    if referral := consultation.get("referral"):
        told.referrals.append(
            Follow(
                what=referral.get("why", ""),
                to=referral["to"],
                urgent=bool(referral.get("urgent")),
                **about,
            )
        )
    if follow_up := consultation.get("follow_up"):
        told.follow_ups.append(Follow(what=follow_up["what"], on=follow_up.get("on", ""), **about))
    if consultation.get("sponsor"):
        told.candidates.append(Follow(what=consultation.get("findings", ""), **about))


def _minutes(stop: dict[str, Any]) -> float | None:
    try:
        waited = datetime.fromisoformat(stop["called_at"]) - datetime.fromisoformat(stop["placed_at"])
    except (TypeError, ValueError, KeyError):
        return None
    minutes = waited.total_seconds() / 60
    # Clocks of two tablets may disagree: a wait below nought or above a day is none.
    return minutes if 0 <= minutes < 24 * 60 else None
