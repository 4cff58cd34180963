"""The volunteers of a mission: who is ready to leave and why not, who may stand at which station and when."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from naru.krds.formats import words
from naru.missions.rules.entries import Station

CODE_DIGITS = 3
"""A volunteer's code is V and so many digits; it stands on the badge and on every entry."""


class Profession(TextChoices):
    """What somebody is by training."""

    DOCTOR = "doctor", _("Doctor")
    DENTIST = "dentist", _("Dentist")
    KOREAN_DOCTOR = "korean_doctor", _("Doctor of Korean medicine")
    PHARMACIST = "pharmacist", _("Pharmacist")
    NURSE = "nurse", _("Nurse")
    OPTOMETRIST = "optometrist", _("Optometrist")
    HYGIENIST = "hygienist", _("Dental hygienist")
    INTERPRETER = "interpreter", _("Interpreter")
    STUDENT = "student", _("Student")
    STAFF = "staff", _("Office staff")
    OTHER = "other", pgettext_lazy("profession", "Other")


LICENSED = frozenset(
    {
        Profession.DOCTOR,
        Profession.DENTIST,
        Profession.KOREAN_DOCTOR,
        Profession.PHARMACIST,
        Profession.NURSE,
        Profession.OPTOMETRIST,
        Profession.HYGIENIST,
    }
)
"""Professions that nobody works in without a licence."""


class VolunteerRole(TextChoices):
    """What somebody answers for in the group, beside their shifts."""

    LEADER = "leader", _("Head of the mission")
    SITE_LEADER = "site_leader", _("Head of a site")
    MEDICAL_LEAD = "medical_lead", _("Medical lead")
    STORES = "stores", _("Keeper of the stores")
    TABLETS = "tablets", _("Keeper of the tablets")
    PRESS = "press", _("Press")


ANYBODY = frozenset(Profession)
MAY_STAND: dict[Station, frozenset[Profession]] = {
    Station.REGISTRATION: ANYBODY,
    Station.TRIAGE: frozenset(
        {Profession.DOCTOR, Profession.NURSE, Profession.KOREAN_DOCTOR, Profession.DENTIST}
    ),
    Station.MEDICAL: frozenset({Profession.DOCTOR, Profession.NURSE}),
    Station.DENTAL: frozenset({Profession.DENTIST, Profession.HYGIENIST, Profession.NURSE}),
    Station.KOREAN: frozenset({Profession.KOREAN_DOCTOR, Profession.NURSE}),
    Station.EYE: frozenset({Profession.DOCTOR, Profession.OPTOMETRIST, Profession.NURSE}),
    Station.PHARMACY: frozenset({Profession.PHARMACIST}),
    Station.EXIT: ANYBODY,
}
"""Which professions work at which station; an interpreter stands beside them anywhere, as interpreter."""


class Vaccine(TextChoices):
    """A vaccination that a mission may ask for."""

    HEPATITIS_A = "hepatitis_a", _("Hepatitis A")
    HEPATITIS_B = "hepatitis_b", _("Hepatitis B")
    TYPHOID = "typhoid", _("Typhoid")
    TETANUS = "tetanus", _("Tetanus and diphtheria")
    MEASLES = "measles", _("Measles, mumps and rubella")
    INFLUENZA = "influenza", _("Influenza")
    YELLOW_FEVER = "yellow_fever", _("Yellow fever")
    RABIES = "rabies", _("Rabies")


LASTS_YEARS: dict[str, int] = {
    Vaccine.TYPHOID: 3,
    Vaccine.TETANUS: 10,
    Vaccine.INFLUENZA: 1,
}
"""For how many years after the injection it protects; what is not named lasts for life. After common leaflets."""
TAKES = timedelta(days=14)
"""How long before the departure it must have been given."""


@dataclass(frozen=True)
class Journey:
    """What a mission asks: its first day and the day after its last, vaccines, months a passport must last."""

    starts_on: date
    ends_on: date
    vaccines: tuple[str, ...] = ()
    passport_months: int = 6
    rest_hours: int = 8


@dataclass(frozen=True)
class Papers:
    """The dated facts of one volunteer."""

    profession: str
    licence: bool = False
    licence_expires_on: date | None = None
    passport_expires_on: date | None = None
    vaccinations: tuple[tuple[str, date], ...] = ()
    languages: tuple[str, ...] = ()
    email: str = ""
    withdrawn: bool = False


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last of that month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(day.year + year, month + 1, day.day - back)
        except ValueError:
            continue
    raise ValueError(day)


def why_not_ready(papers: Papers, journey: Journey) -> list[str]:
    """Say all that is still missing before somebody may leave, nothing where they are ready."""
    if papers.withdrawn:
        return [gettext("Does not take part any more.")]
    last = journey.ends_on - timedelta(days=1)
    missing = []
    if papers.profession in LICENSED:
        if not papers.licence:
            missing.append(gettext("The licence number is missing."))
        elif papers.licence_expires_on and papers.licence_expires_on < last:
            missing.append(
                gettext("The licence expires on %(day)s, before the mission ends.")
                % {"day": words.day(papers.licence_expires_on)}
            )
    if papers.passport_expires_on is None:
        missing.append(gettext("The passport’s expiry is not known."))
    elif papers.passport_expires_on < (needed := months_after(journey.ends_on, journey.passport_months)):
        missing.append(
            gettext("The passport expires on %(day)s; it must hold until %(needed)s.")
            % {"day": words.day(papers.passport_expires_on), "needed": words.day(needed)}
        )
    if papers.profession == Profession.INTERPRETER and len(papers.languages) < 2:
        missing.append(gettext("An interpreter’s languages are missing."))
    return [*missing, *_vaccines_missing(papers, journey, last)]


def _vaccines_missing(papers: Papers, journey: Journey, last: date) -> Iterable[str]:
    labels = dict(Vaccine.choices)
    for vaccine in journey.vaccines:
        given = [day for name, day in papers.vaccinations if name == vaccine]
        name = str(labels.get(vaccine, vaccine))
        years = LASTS_YEARS.get(vaccine)
        if not given:
            yield gettext("Not vaccinated: %(vaccine)s.") % {"vaccine": name}
        elif years and months_after(max(given), 12 * years) <= last:
            yield gettext("The vaccination has run out: %(vaccine)s.") % {"vaccine": name}
        elif min(given) > journey.starts_on - TAKES:
            yield gettext("Vaccinated too late before the departure: %(vaccine)s.") % {"vaccine": name}


@dataclass(frozen=True)
class Turn:
    """One shift as the rules see it: site's key and name, station, from and until with their zone."""

    site: Any
    site_name: str
    station: str
    starts_at: datetime
    ends_at: datetime
    interprets: bool = False


@dataclass(frozen=True)
class Place:
    """Where a shift is to be: the days of the site (end exclusive) and the shift itself, local times of the site."""

    turn: Turn
    first: date
    end: date
    same_mission: bool = True
    taken: Sequence[Turn] = field(default=())


def why_not_place(papers: Papers, place: Place, *, rest_hours: int) -> str | None:
    """
    Say why a volunteer cannot take a shift, or nothing if they can.

    `place.taken` are the shifts that the volunteer has already, without the one that is being changed.
    """
    turn = place.turn
    return (
        _times(place)
        or (gettext("This volunteer belongs to another mission.") if not place.same_mission else None)
        or _profession(papers, turn)
        or _overlap(turn, place.taken)
        or _rest(turn, place.taken, rest_hours)
    )


def _times(place: Place) -> str | None:
    turn = place.turn
    if turn.ends_at <= turn.starts_at:
        return gettext("A shift ends after it begins.")
    if not place.first <= turn.starts_at.date() < place.end:
        return gettext("The site is not open on this day.")
    return None


def _profession(papers: Papers, turn: Turn) -> str | None:
    if papers.withdrawn:
        return gettext("Does not take part any more.")
    if turn.interprets:
        return (
            None
            if len(papers.languages) > 1
            else gettext("Whoever interprets speaks at least two languages.")
        )
    if papers.profession not in MAY_STAND[Station(turn.station)]:
        return gettext("%(profession)s: may not work at this station.") % {
            "profession": dict(Profession.choices).get(papers.profession, papers.profession)
        }
    if papers.profession in LICENSED and MAY_STAND[Station(turn.station)] is not ANYBODY:
        if not papers.licence:
            return gettext("The licence number is missing.")
        if papers.licence_expires_on and papers.licence_expires_on < turn.starts_at.date():
            return gettext("The licence expired on %(day)s.") % {"day": words.day(papers.licence_expires_on)}
    return None


def _overlap(turn: Turn, taken: Sequence[Turn]) -> str | None:
    for other in taken:
        if other.starts_at < turn.ends_at and turn.starts_at < other.ends_at:
            station = dict(Station.choices)[other.station]
            if other.site != turn.site:
                return gettext("Is at the other site %(site)s at that time.") % {"site": other.site_name}
            return gettext("Is at the station %(station)s at that time.") % {"station": station}
    return None


def _rest(turn: Turn, taken: Sequence[Turn], hours: int) -> str | None:
    """Between shifts of two days lies the rest; shifts of one day follow one another as they like."""
    for other in taken:
        if other.starts_at.date() == turn.starts_at.date():
            continue
        gap = max(turn.starts_at - other.ends_at, other.starts_at - turn.ends_at)
        if gap < timedelta(hours=hours):
            return gettext("Less than %(hours)s hours of rest lie between two days’ shifts.") % {
                "hours": hours
            }
    return None


def next_code(taken: Iterable[str]) -> str:
    """Give the next free code of a mission, `V001` first; codes are never given twice."""
    used = [int(code[1:]) for code in taken if code[1:].isdigit()]
    return f"V{max(used, default=0) + 1:0{CODE_DIGITS}}"


def why_not_join(*, already: bool, archived: bool) -> str | None:
    """Say why somebody cannot join a mission's volunteers, or nothing if they can."""
    if archived:
        return gettext("The activity is in the archive. Take it out first.")
    return gettext("Takes part in this mission already.") if already else None


def why_not_withdraw(*, withdrawn: bool) -> str | None:
    """Say why somebody cannot be taken off the volunteers, or nothing if they can."""
    return gettext("Does not take part any more.") if withdrawn else None


def why_not_return(*, withdrawn: bool) -> str | None:
    """Say why somebody cannot be brought back among the volunteers, or nothing if they can."""
    return None if withdrawn else gettext("Takes part in this mission already.")


def licence_digest(number: str, *, secret: str) -> str:
    """Give the keyed hash (HMAC-SHA256, hex) by which equal licence numbers are known without being read."""
    folded = "".join(number.split()).casefold()
    return hmac.new(secret.encode(), b"naru.missions.licence:" + folded.encode(), hashlib.sha256).hexdigest()


def masked(number: str) -> str:
    """Give a licence number as a list shows it: only its last two characters."""
    return f"{'•' * max(len(number) - 2, 0)}{number[-2:]}"
