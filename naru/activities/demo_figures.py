"""This app's part of the demo world that concerns numbers: the official series and the documents' figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from naru.figures.book import SHELVES, freeze, latest, load

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
    "fairs.visitors",
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


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Load every shelf of values and freeze what the bulletins quote; a second run changes nothing."""
    for folder in SHELVES:
        done = load(folder, by=by, at=at)
        say(f"{done.new} readings taken in, {done.same} known, from {done.sources} sources")
    quoted = [latest(key) for key in QUOTED] + [latest("patients.by_region", date(2021, 12, 31))]
    for reading in quoted:
        if reading is not None and reading.why_not_freeze() is None:
            freeze(reading, by=by, at=at)
