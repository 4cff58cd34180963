"""What reports ask of the clinic's tables: facts of visits for the daily report, numbers of a mission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count

from naru.missions.rules.mds.facts import Diagnosed, Relation, VisitFacts


class DayReportQuerySet(models.QuerySet[Any]):
    """What persons add to the reports of days."""

    def visible_to(self, account: Any) -> DayReportQuerySet:
        """Keep what an account may see: the office all."""
        return self if account.is_authenticated and account.is_office else self.none()


def facts(visit: Any, relation: Relation = Relation.NONE) -> VisitFacts:
    """Give what a visit, brought with its resident, tells the daily report; one without a day is of no day."""
    told, resident = visit.told, visit.resident
    consultations = told.get("consultations", ())
    return VisitFacts(
        visit=visit.uid,
        resident=resident.uid,
        day=visit.day or date.min,
        sex=resident.sex,
        age_days=visit.age_days,
        born_on=resident.birth_on if not resident.birth_about else None,
        pregnant=visit.pregnant,
        returning=visit.returning,
        diagnoses=tuple(
            Diagnosed(each["code"], each.get("new"))
            for one in consultations
            for each in one.get("diagnoses", ())
        ),
        procedures=tuple(each["code"] for one in consultations for each in one.get("procedures", ())),
        outcome=visit.outcome,
        referred=any(one.get("referral") for one in consultations),
        follow_up=any(one.get("follow_up") for one in consultations),
        colour=visit.colour,
        relation=relation,
        number=resident.number,
        specialties=tuple(dict.fromkeys(one["specialty"] for one in consultations)),
    )


def _visits() -> Any:
    return apps.get_model("missions", "Visit").objects


def facts_of_day(site: Any, day: date, relation: Relation = Relation.NONE) -> list[VisitFacts]:
    """Give the facts of all visits of a site on a day: one question, whatever their number."""
    rows = _visits().filter(site=site, day=day).select_related("resident").order_by("uid")
    return [facts(row, relation) for row in rows.iterator(chunk_size=2000)]


def visits_of_mission(mission: Any) -> Iterator[Any]:
    """Give all visits of a mission that have a day, each with its resident: one question."""
    rows = _visits().filter(site__mission=mission, day__isnull=False).select_related("resident", "site")
    found: Iterator[Any] = rows.order_by("day", "site__letter", "uid").iterator(chunk_size=2000)
    return found


def days_of(mission: Any) -> list[dict[str, Any]]:
    """Give site and day of every day on which residents came, with how many visits and residents: one question."""
    rows = _visits().filter(site__mission=mission, day__isnull=False)
    return list(
        rows.values("site__letter", "site__name", "day")
        .annotate(visits=Count("pk"), residents=Count("resident", distinct=True))
        .order_by("day", "site__letter")
    )


def numbers(uids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Give the numbers of the residents of visits, by the visits' ids: one question."""
    rows = _visits().filter(uid__in=list(uids))
    return dict(rows.values_list("uid", "resident__number"))


def dispensed(mission: Any) -> list[dict[str, Any]]:
    """Give the units dispensed at a mission by lot: one question."""
    rows = apps.get_model("missions", "StockMove").objects.filter(site__mission=mission, why="dispensed")
    return list(
        rows.values("site__letter", "lot")
        .annotate(units=-models.Sum("quantity"))
        .order_by("lot", "site__letter")
    )


def lots(mission: Any) -> Mapping[str, Any]:
    """Give the lots of a mission by their codes, each with its medicine: one question."""
    rows = apps.get_model("missions", "Lot").objects.filter(mission=mission).select_related("medicine")
    return {row.code: row for row in rows}
