"""A resident's summary, brought together from the record that the log was folded into."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.missions.rules import favourites, procedures
from naru.missions.rules.ips.facts import Done, Measured, Medicine, Plan, Problem, Summary
from naru.missions.rules.ips.making import VITALS

MOST_MEASURED = 3
"""How many measurements of vital signs a summary tells, the latest ones."""


def summary_of(resident: Any) -> Summary:
    """Give the summary of a resident with their visits and those of records joined to theirs: three questions."""
    told = resident.told
    rows = apps.get_model("missions", "Visit").objects.filter(resident=resident)
    rows |= apps.get_model("missions", "Visit").objects.filter(resident__joined_to=resident)
    visits = list(rows.select_related("site").order_by("day", "arrived_at", "pk"))
    codes = {
        line["medicine"] for visit in visits for line in visit.told.get("lines", ()) if line.get("given")
    }
    medicines = {
        row.code: row for row in apps.get_model("missions", "Medicine").objects.filter(code__in=codes)
    }
    language = get_language() or "en"
    mission = resident.site.mission
    country = mission.activity.country
    pregnancies = [visit for visit in visits if visit.pregnant in ("yes", "no")]
    measured = [found for visit in visits if (found := _measured(visit))]
    return Summary(
        uid=resident.uid,
        number=resident.number,
        name=resident.name,
        latin=resident.latin,
        site=str(resident.site),
        organisation=str(mission),
        sex=resident.sex,
        birth_on=resident.birth_on,
        birth_about=resident.birth_about,
        village=resident.village,
        phone=told.get("phone", ""),
        country=country.code if country else "",
        language=resident.language,
        allergies=tuple(told.get("allergies", ())),
        problems=tuple(_problems(visits, language)),
        medicines=tuple(
            _medicine(line, visit, medicines.get(line["medicine"]))
            for visit in visits
            for line in visit.told.get("lines", ())
            if line.get("given")
        ),
        done=tuple(
            Done(each["code"], procedures.name_of(each["code"]), visit.day)
            for visit, one in _consultations(visits)
            for each in one.get("procedures", ())
        ),
        plans=tuple(_plans(visits)),
        measured=tuple(measured[-MOST_MEASURED:]),
        pregnant=pregnancies[-1].pregnant if pregnancies else "unknown",
        pregnant_on=pregnancies[-1].day if pregnancies else None,
        last_on=max((visit.day for visit in visits if visit.day), default=None),
    )


def _consultations(visits: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
    return [(visit, one) for visit in visits for one in visit.told.get("consultations", ())]


def _problems(visits: list[Any], language: str) -> list[Problem]:
    latest: dict[str, Problem] = {}
    for visit, one in _consultations(visits):
        for each in one.get("diagnoses", ()):
            name = favourites.name_of(each["code"], language)
            latest[each["code"]] = Problem(each["code"], name, visit.day, each.get("text", ""))
    return list(latest.values())


def _plans(visits: list[Any]) -> list[Plan]:
    found = []
    for visit, one in _consultations(visits):
        if follow_up := one.get("follow_up"):
            on = follow_up.get("on")
            found.append(Plan(follow_up["what"], date.fromisoformat(on) if on else None))
        if referral := one.get("referral"):
            found.append(Plan(referral.get("why") or referral["to"], visit.day, referral["to"]))
    return found


def _medicine(line: dict[str, Any], visit: Any, medicine: Any) -> Medicine:
    times = _("{count} times a day").format(count=f"{line['per_day']:g}") if line.get("per_day") else ""
    days = _("for {count} days").format(count=line["days"]) if line.get("days") else ""
    dose = ", ".join(part for part in (line.get("dose", ""), times, days, line.get("text", "")) if part)
    return Medicine(
        code=line["medicine"],
        name=str(medicine) if medicine else line["medicine"],
        atc=medicine.atc if medicine else "",
        dose=dose,
        quantity=float(line["given"]),
        unit=medicine.get_unit_display() if medicine else "",
        on=visit.day,
    )


def _measured(visit: Any) -> Measured | None:
    vitals = visit.told.get("vitals", {})
    values = {key: float(vitals[key]) for key in VITALS if isinstance(vitals.get(key), int | float)}
    moment = visit.arrived_at or visit.queued_at
    return Measured(values, _rounded(moment)) if values and moment else None


def _rounded(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
