"""Questions about yearly reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count

from naru.figures.book import FIGURES


class ReportQuerySet(models.QuerySet[Any]):
    """Reports of a year."""

    def visible_to(self, account: Any) -> ReportQuerySet:
        """Keep what an account may read: the office all, everybody else what is published."""
        if account.is_authenticated and account.is_office:
            return self
        return self.out()

    def out(self) -> ReportQuerySet:
        """Keep what is published."""
        return self.filter(published_at__isnull=False)

    def for_list(self) -> ReportQuerySet:
        """Add how many readings each holds, the newest year first."""
        return self.annotate(readings=Count("sections__items")).order_by("-year")


class PrintQuerySet(models.QuerySet[Any]):
    """Prints of reports."""

    def visible_to(self, account: Any) -> PrintQuerySet:
        """Keep what an account may take: the office all, everybody else the prints of what is published."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(report__published_at__isnull=False, is_draft=False)


def candidates(year: int) -> Any:
    """Find the public readings of a year that nothing has corrected, the best of each figure and dimensions first."""
    hidden = [key for key, figure in FIGURES.items() if not figure.public]
    readings = apps.get_model("figures", "Reading").objects
    return (
        readings.results()
        .current()
        .in_year(year)
        .exclude(figure_key__in=hidden)
        .select_related("source")
        .order_by("figure_key", "dimensions_key", "rank", "-as_of", "-pk")
    )


def earlier(reading: Any) -> list[Any]:
    """Give one public reading of the same figure and dimensions for each earlier year, the earliest first."""
    rows = (
        apps.get_model("figures", "Reading")
        .objects.visible_to(AnonymousUser())
        .of(reading.figure_key)
        .results()
        .current()
        .at(reading.dimensions)
        .filter(reaches__lt=reading.reaches, value__isnull=False)
        .for_list()
    )
    best: dict[int, Any] = {}
    for row in rows.best_first():
        best.setdefault(row.reaches.year, row)
    return [best[year] for year in sorted(best)]


def activities_of(year: int) -> list[list[Any]]:
    """Count the published activities that took place in a year, as [kind, country or "", how many]."""
    rows = apps.get_model("activities", "Activity").objects.visible_to(AnonymousUser()).current()
    held = rows.on_days(date(year, 1, 1), date(year + 1, 1, 1)).filter(cancelled_at__isnull=True).distinct()
    counted = held.order_by().values_list("kind", "country").annotate(n=Count("pk", distinct=True))
    return sorted([kind, country or "", n] for kind, country, n in counted)


def bulletins_of(year: int) -> list[int]:
    """Give the numbers of the bulletins that the board dates in a year, the earliest first."""
    rows = apps.get_model("newsroom", "Bulletin").objects.out().in_year(year)
    found = rows.order_by("published_on", "number").values_list("number", flat=True)
    return list(dict.fromkeys(found))
