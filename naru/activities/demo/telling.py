"""How the demo tells of an activity, and how it becomes one through the actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from naru.activities.actions import activities, moves, participations, programme, results
from naru.activities.models import Activity, ProgrammeYear, Project
from naru.activities.rules.words import Exactness, Known, Standing
from naru.directory.demo.accounts import address
from naru.directory.models import Account, Country, Organisation, Person, Place
from naru.directory.rules.accounts import Role

DAY = timedelta(days=1)
LINES: dict[str, tuple[str, str]] = {
    "fairs": ("해외 의료관광 박람회 참가", "Medical tourism fairs abroad"),
    "training": ("해외 의료인 연수", "Training of medical staff from abroad"),
    "missions": ("국제 의료봉사", "International medical missions"),
    "coordinators": ("의료관광 코디네이터 양성", "Training of medical tour coordinators"),
    "export": ("의료기업 해외진출 지원", "Support of medical companies abroad"),
    "exchange": ("국제 보건의료 교류협력", "Exchange with governments abroad"),
    "aid": ("나눔의료 및 물품 지원", "Sponsored treatment and supplies"),
}
"""The lines of work, each with its title in Korean and English."""


@dataclass(frozen=True)
class Count:
    """A number of people without names."""

    role: str
    number: int
    ko: str
    en: str
    country: str = ""
    exactness: str = Exactness.EXACT


@dataclass(frozen=True)
class Wanted:
    """A target in the demo: what was wanted, what was reached, and whose number that is."""

    measure: str
    wanted: int | None = None
    reached: int | None = None
    source: str = ""
    exactness: str = Exactness.EXACT
    as_of: date | None = None
    ko: str = ""
    en: str = ""


@dataclass(frozen=True)
class Told:
    """An activity as the demo tells it; `last` is the last day, inclusive."""

    line: str
    kind: str
    ko: str
    en: str
    first: date | None = None
    last: date | None = None
    known: str = Known.DAY
    city: str = ""
    country: str = ""
    venue: tuple[str, str] = ("", "")
    times: tuple[time, time] | None = None
    online: bool = False
    summary: tuple[str, str] = ("", "")
    results: tuple[str, str] = ("", "")
    other: tuple[tuple[str, str], ...] = ()
    part_of: str = ""
    beside: str = ""
    organisations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    people: tuple[tuple[str, str, int], ...] = ()
    """As what, from where (an organisation's Latin name), and how many named people of the directory."""
    counts: tuple[Count, ...] = ()
    targets: tuple[Wanted, ...] = ()
    budget: tuple[tuple[str, int, int | None], ...] = ()
    officer: str = Role.OFFICER
    state: str = Standing.DONE
    because: str = ""
    moved_from: date | None = None
    public: bool = True
    year: int | None = None
    archived: bool = False


def city(name: str, country: str) -> Place | None:
    """Find a city of the directory by its Latin name."""
    found = Place.objects.filter(name=name, country=country).order_by("-population", "pk")
    first: Place | None = found.first()
    return first


def organisation(name: str) -> Organisation | None:
    """Find an organisation by its Latin name."""
    first: Organisation | None = Organisation.objects.filter(name_latin=name).order_by("pk").first()
    return first


def project(line: str, year: int, *, by: Any, at: datetime) -> Project:
    """Give the project of a line of work in a year; open both where they are not there yet."""
    row = ProgrammeYear.objects.filter(pk=year).first() or programme.open_year(year, by=by, at=at)
    found: Project | None = Project.objects.filter(year=row, line=line).first()
    if found:
        return found
    ko, en = LINES[line]
    officer = Account.objects.filter(email=address(Role.OFFICER)).first()
    return programme.open_project(row, line=line, title_ko=ko, title_en=en, officer=officer, by=by, at=at)


def tell(told: Told, *, by: Any, at: datetime) -> Activity:
    """Make an activity of what the demo tells, and bring it to where it stands."""
    year = told.year or (told.first.year if told.first else at.year)
    place = city(told.city, told.country) if told.city else None
    first = told.moved_from or told.first
    length = (told.last - told.first) if told.first and told.last else timedelta(0)
    whole = Activity.objects.filter(title_en=told.part_of).order_by("-pk").first() if told.part_of else None
    beside = Activity.objects.filter(title_en=told.beside) if told.beside else Activity.objects.none()
    translations = {code: {"title": title} for code, title in told.other}
    row = activities.plan(
        project(told.line, year, by=by, at=at),
        kind=told.kind,
        title_ko=told.ko,
        title_en=told.en,
        summary_ko=told.summary[0],
        summary_en=told.summary[1],
        translations=translations,
        starts_on=first,
        ends_on=first + length + DAY if first else None,
        starts_time=told.times[0] if told.times else None,
        ends_time=told.times[1] if told.times else None,
        known=told.known,
        online=told.online,
        place=place,
        **(
            {"country": Country.objects.filter(pk=told.country).first()} if told.country and not place else {}
        ),
        venue_ko=told.venue[0],
        venue_en=told.venue[1],
        part_of=whole,
        linked=beside,
        officers=Account.objects.filter(email=address(Role(told.officer))),
        by=by,
        at=at,
    )
    _beside(row, told, by=by, at=at)
    _move(row, told, by=by, at=at)
    return row


def _beside(row: Activity, told: Told, *, by: Any, at: datetime) -> None:
    for role, names in told.organisations:
        for name in names:
            if found := organisation(name):
                participations.add(row, role=role, organisation=found, by=by, at=at)
    for role, name, number in told.people:
        employer = organisation(name)
        rows = Person.objects.filter(affiliations__organisation=employer, merged_into=None)
        for person in rows.order_by("pk").distinct()[:number]:
            participations.add(row, role=role, person=person, affiliated_to=employer, by=by, at=at)
    for count in told.counts:
        participations.add(
            row,
            role=count.role,
            head_count=count.number,
            label_ko=count.ko,
            label_en=count.en,
            exactness=count.exactness,
            country=Country.objects.filter(pk=count.country).first(),
            by=by,
            at=at,
        )
    for one in told.targets:
        target = results.set_target(
            row, measure=one.measure, wanted=one.wanted, label_ko=one.ko, label_en=one.en, by=by, at=at
        )
        if one.reached is not None:
            results.record_reached(
                target,
                reached=one.reached,
                source=one.source,
                exactness=one.exactness,
                as_of=one.as_of,
                by=by,
                at=at,
            )
    for label, planned, spent in told.budget:
        line = results.budget(row, label=label, planned_krw=planned, by=by, at=at)
        if spent is not None:
            results.change_budget(
                line,
                label=label,
                planned_krw=planned,
                fund=line.fund,
                spent_krw=spent,
                source="정산서",
                by=by,
                at=at,
            )
    if any(told.results):
        ko, en = told.results
        results.tell_results(row, results_ko=ko, results_en=en, by=by, at=at)


def _move(row: Activity, told: Told, *, by: Any, at: datetime) -> None:
    when = {"by": by, "at": at}
    if told.state in {Standing.CONFIRMED, Standing.UNDER_WAY, Standing.DONE}:
        moves.confirm(row, **when)
    if told.public and row.starts_on:
        moves.publish(row, **when)
    if told.state == Standing.DONE:
        moves.finish(row, **when)
    elif told.state == Standing.UNDER_WAY:
        moves.begin(row, **when)
    elif told.state == Standing.CANCELLED:
        moves.cancel(row, because=told.because, **when)
    elif told.state == Standing.POSTPONED:
        ends_on = told.last + DAY if told.last else None
        moves.postpone(row, starts_on=told.first, ends_on=ends_on, because=told.because, **when)
    if told.archived:
        moves.archive(row, **when)
