"""The daily report of a site: facts of the day's visits with what a person added, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from naru.missions.queries.reports import facts_of_day
from naru.missions.rules import icd
from naru.missions.rules.mds import counting, mapping
from naru.missions.rules.mds.facts import Relation
from naru.missions.rules.mds.form import Heading

HEADINGS = (
    "organisation",
    "team",
    "kind",
    "contact",
    "phone",
    "email",
    "state",
    "city",
    "village",
    "facility",
    "beds",
    "empty_beds",
    "empty_intensive",
)
"""Fields of the head that a person writes; the others are known."""


@dataclass(frozen=True)
class Daily:
    """A site's day: the report, the head of the form, and what a person added (nothing where nobody did)."""

    site: Any
    report: counting.Report
    heading: Heading
    added: Any


def daily_of(site: Any, day: date) -> Daily:
    """Count a site's day: three questions, whatever the number of visits."""
    rows = apps.get_model("missions", "DayReport").objects.filter(site=site, day__lte=day).order_by("-day")
    latest = rows.first()
    added = latest if latest and latest.day == day else None
    relation = Relation(added.relation) if added else Relation.NONE
    extra = mapping.additional((int(no), codes) for no, codes in (added.additional if added else {}).items())
    report = counting.report(
        facts_of_day(site, day, relation),
        day=day,
        extra=extra,
        told={int(no): bool(yes) for no, yes in (added.answers if added else {}).items()},
        known=icd.codes(),
    )
    told_at = added.told_at.astimezone(ZoneInfo(site.zone)).time() if added else None
    return Daily(site, report, heading_of(site, day, latest.heading if latest else {}, told_at), added)


def heading_of(site: Any, day: date, told: dict[str, Any], told_at: time | None = None) -> Heading:
    """Give the head of the form: what a person wrote on that day or the last one before, else what is known."""
    activity = site.mission.activity
    place = activity.place
    known: dict[str, Any] = {
        "organisation": "",
        "team": site.mission.code,
        "city": str(place) if place else "",
        "facility": site.name,
    }
    words = {name: told[name] for name in HEADINGS if name in told}
    return Heading(
        **(known | words),
        departs_on=site.ends_on,
        day=day,
        reported_at=told_at,
        position=_position(place),
    )


def _position(place: Any) -> tuple[float, float] | None:
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    return (float(latitude), float(longitude)) if latitude is not None and longitude is not None else None
