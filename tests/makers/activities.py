"""Makers of programme years, projects, activities and what stands beside them."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count
from typing import Any

from django.utils import timezone

from naru.activities.actions import activities, moves, participations, programme, results
from naru.activities.models import Activity, Participation, ProgrammeYear, Project, Target
from naru.activities.rules.words import Kind, Measure, ParticipantRole
from naru.directory.actions.names import index
from naru.directory.models import Country, Organisation, Person, Place
from naru.directory.rules.people import OrganisationKind
from tests.makers.accounts import NOW

_number = count(1)


def a_country(code: str = "KZ") -> Country:
    """Give a country by its code."""
    return Country.objects.get_or_create(code=code)[0]


def a_place(name: str, **words: Any) -> Place:
    """Give a place that can be searched."""
    place, made = Place.objects.get_or_create(name=name, defaults=words)
    if made:
        index([place])
    return place


def almaty() -> Place:
    """Give Almaty, which moved from +06 to +05 on 1 March 2024."""
    where = {"latitude": 43.25, "longitude": 76.91}
    return a_place("Almaty", name_ko="알마티", country=a_country("KZ"), zone="Asia/Almaty", **where)


def bishkek() -> Place:
    """Give Bishkek."""
    return a_place("Bishkek", name_ko="비슈케크", country=a_country("KG"), zone="Asia/Bishkek")


def a_year(year: int = 2024) -> ProgrammeYear:
    """Open a programme year, or give the open one."""
    found = ProgrammeYear.objects.filter(pk=year).first()
    return found or programme.open_year(year, by=None, at=NOW)


def a_project(line: str = "fairs", year: int = 2024, **words: Any) -> Project:
    """Open a project, or give the open one of that line and year."""
    row = a_year(year)
    words = {"title_ko": "박람회", "title_en": "Fairs"} | words
    found = Project.objects.filter(year=row, line=line).first()
    return found or programme.open_project(row, line=line, by=None, at=NOW, **words)


def an_activity(
    title_en: str = "KITF 2024",
    *,
    starts_on: date | None = date(2024, 4, 24),
    ends_on: date | None = date(2024, 4, 27),
    kind: str = Kind.FAIR,
    at: datetime = NOW,
    published: bool = False,
    confirmed: bool = False,
    project: Project | None = None,
    **words: Any,
) -> Activity:
    """Plan an activity; confirm and publish it where asked."""
    year = starts_on.year if starts_on else 2024
    row = activities.plan(
        project or a_project(year=year),
        kind=kind,
        title_en=title_en,
        title_ko=words.pop("title_ko", "알마티 박람회 2024"),
        starts_on=starts_on,
        ends_on=ends_on,
        by=None,
        at=at,
        **words,
    )
    if confirmed:
        moves.confirm(row, by=None, at=at)
    if published:
        moves.publish(row, by=None, at=at)
    return row


def a_published_fair(**words: Any) -> Activity:
    """Plan, confirm and publish the fair of Almaty, 24 to 26 April 2024, 10:00 to 18:00 local time."""
    times = {"starts_time": time(10), "ends_time": time(18)}
    words = {"place": almaty(), "venue_en": "Atakent", "published": True, "confirmed": True} | times | words
    return an_activity(**words)


def an_organisation(name: str = "Bundang Jesaeng General Hospital", **words: Any) -> Organisation:
    """Make an organisation of the directory."""
    kind = words.pop("kind", OrganisationKind.HOSPITAL)
    return Organisation.objects.create(name=name, name_latin=name, kind=kind, **words)


def a_person(name: str = "Aigul Bekova", **words: Any) -> Person:
    """Make a person of the directory."""
    return Person.objects.create(name=name, name_latin=name, **words)


def a_participation(activity: Activity, **words: Any) -> Participation:
    """Add 20 alumni without names, or whoever is named."""
    given = {"head_count": 20, "label_en": "alumni", "label_ko": "연수 수료생"}
    if "person" in words or "organisation" in words:
        given = {}
    words = {"role": ParticipantRole.ALUMNUS} | given | words
    return participations.add(activity, by=None, at=NOW, **words)


def a_target(activity: Activity, wanted: int | None = 1500, **words: Any) -> Target:
    """Set a target of visitors."""
    words = {"measure": Measure.VISITORS} | words
    return results.set_target(activity, wanted=wanted, by=None, at=NOW, **words)


def soon(days: int) -> date:
    """Give the day so many days from today."""
    return date.fromordinal(timezone.localdate().toordinal() + days)
