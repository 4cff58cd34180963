"""This app's part of the demo world that concerns numbers: the official series and the documents' figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from naru.activities.actions import participations
from naru.activities.models import Activity, Participation
from naru.activities.rules.words import ParticipantRole
from naru.directory.models import Organisation
from naru.directory.rules.people import OrganisationKind
from naru.figures.book import SHELVES, check, correct, count, freeze, latest, load, plan, report
from naru.figures.models import Correction, Reading, Source

QUOTED = (
    "training.completed_cumulative",
    "conference.participants",
    "conference.institutions",
    "patients.gyeonggi_cumulative",
    "register.gyeonggi_institutions",
    "province.residents",
    "province.medical_institutions",
    "coordinators.workshop_attendees",
    "coordinators.workshop_speakers",
    "coordinators.course_trainees",
    "fairs.institutions",
    "fairs.visitors_counted",
    "fairs.consultations",
    "fairs.agreements",
    "fairs.patients",
    "fairs.participations",
    "fairs.alumni",
    "missions.residents",
    "missions.members",
    "missions.associations",
    "missions.residents_cumulative",
    "missions.countries",
)
"""The readings that the five bulletins quote."""

TARGETS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("coordinators.workshop_attendees", 50, {}),
    ("coordinators.course_trainees", 20, {}),
    ("fairs.institutions", 12, {"event": "kitf"}),
    ("fairs.consultations", 1500, {"event": "kitf"}),
    ("fairs.agreements", 60, {"event": "kitf"}),
    ("missions.residents", 5500, {}),
    ("missions.members", 110, {}),
)
"""Targets of the running year: key, value, dimensions; invented."""


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Load every shelf of values, freeze what the bulletins quote, count, and correct one of each sort."""
    _correct_a_report(by=by, at=at)
    for folder in SHELVES:
        done = load(folder, by=by, at=at)
        say(f"{done.new} readings taken in, {done.same} known, from {done.sources} sources")
    quoted = [latest(key) for key in QUOTED] + [latest("patients.by_region", date(2021, 12, 31))]
    for reading in quoted:
        if reading is not None and reading.why_not_freeze() is None:
            freeze(reading, by=by, at=at)
    _set_targets(by=by, at=at)
    _count_and_correct(by=by, at=at)
    say(f"{Reading.objects.frozen().count()} readings frozen, {Correction.objects.count()} corrections")


def _correct_a_report(*, by: Any, at: datetime) -> None:
    """Take the visitors of the fair over from the heading, then correct them by the text."""
    key, event = "fairs.visitors_counted", {"event": "kitf"}
    if Reading.objects.of(key).exists():
        return
    for folder in SHELVES:
        load(folder, by=by, at=at, only={"sources"})
    article = Source.objects.get(key="thekorea_2024_05")
    first = report(
        key,
        1800,
        source=article,
        since=date(2024, 4, 24),
        until=date(2024, 4, 27),
        dimensions=event,
        place="Heading of the article",
        by=by,
        at=at,
    )
    first = freeze(first, by=by, at=at)
    correct(
        first,
        value=1800,
        qualifier="at_least",
        quality="about",
        place="Paragraph 5",
        note_text="The text says about and or more in one breath; the heading prints 1,800.",
        reason="The heading prints 1,800; the text says 1,800 or more.",
        by=by,
        at=at,
    )


def _set_targets(*, by: Any, at: datetime) -> None:
    """Set some targets of the running year, invented for the demo."""
    year = timezone.localdate(at).year
    for key, value, dimensions in TARGETS:
        plan(
            key,
            value,
            since=date(year, 1, 1),
            until=date(year + 1, 1, 1),
            dimensions=dimensions,
            by=by,
            at=at,
        )


def _count_and_correct(*, by: Any, at: datetime) -> None:
    """Count from the records; a late entry then corrects the number of 2024 and waits on that of 2021."""
    key = "records.organisations"
    if Reading.objects.of(key).exists():
        return
    today = timezone.localdate(at)
    freeze(count("records.trainees", by=by, at=at, **_year(today.year)), by=by, at=at)
    for year in (2024, 2021):
        reading = freeze(count(key, by=by, at=at, **_year(year)), by=by, at=at)
        if not _enter_late(year, by=by, at=at):
            continue
        if year == 2024:
            reason = "One organisation was entered after the number had been published."
            correct(reading, reason=reason, by=by, at=at)
        else:
            check(reading, by=by, at=at)


def _year(year: int) -> dict[str, date]:
    """Give a calendar year as a period."""
    return {"since": date(year, 1, 1), "until": date(year + 1, 1, 1)}


def _enter_late(year: int, *, by: Any, at: datetime) -> bool:
    """Enter one agency that no activity of the year had; say whether there was one."""
    activity = (
        Activity.objects.filter(starts_on__year=year, archived_at=None).order_by("starts_on", "pk").first()
    )
    there = Participation.objects.standing().filter(
        activity__starts_on__year=year, organisation__isnull=False
    )
    late = (
        Organisation.objects.standing()
        .filter(public=True, kind=OrganisationKind.FACILITATOR)
        .exclude(pk__in=there.values("organisation"))
        .order_by("-pk")
        .first()
    )
    if activity is None or late is None:
        return False
    participations.add(activity, role=ParticipantRole.ATTENDEE, organisation=late, by=by, at=at)
    return True
