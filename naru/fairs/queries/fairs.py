"""Questions about fairs, their daily targets and what is shipped there."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from naru.directory.queries.accounts import organisations_of
from naru.directory.rules.accounts import Role


def own_exhibitors(account: Any) -> Any:
    """Give the exhibitors for which an account may act today, as a query of their keys."""
    rows = apps.get_model("fairs", "Exhibitor").objects.filter(withdrawn_at__isnull=True)
    return rows.filter(organisation__in=organisations_of(account, role=Role.MEMBER)).values("pk")


class FairQuerySet(models.QuerySet[Any]):
    """Fairs."""

    def visible_to(self, account: Any) -> FairQuerySet:
        """Keep the fairs an account may know of: the office all, a member their own, all those open to visitors."""
        opened = models.Q(registration_opened_at__isnull=False, registration_closed_at__isnull=True)
        if not account.is_authenticated:
            return self.filter(opened)
        if account.is_office:
            return self
        exhibitors = apps.get_model("fairs", "Exhibitor").objects.filter(pk__in=own_exhibitors(account))
        return self.filter(opened | models.Q(pk__in=exhibitors.values("fair")))

    def run_by(self, account: Any) -> FairQuerySet:
        """Keep the fairs whose boards an account may open: the office all, a member those they exhibit at."""
        if account.is_office:
            return self
        exhibitors = apps.get_model("fairs", "Exhibitor").objects.filter(pk__in=own_exhibitors(account))
        return self.filter(pk__in=exhibitors.values("fair"))

    def for_list(self) -> FairQuerySet:
        """Bring along what a list shows of each: its activity, and how many exhibitors stand."""
        rows = self.select_related("activity__place", "activity__country", "activity__project")
        return rows.order_by("-activity__starts_on", "pk").annotate(
            booths=models.Count(
                "exhibitors", filter=models.Q(exhibitors__withdrawn_at__isnull=True), distinct=True
            )
        )


class OfFairQuerySet(models.QuerySet[Any]):
    """What hangs on a fair, with or without an exhibitor."""

    def visible_to(self, account: Any) -> OfFairQuerySet:
        """Keep what an account may see: the office all, a member what is their exhibitor's."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        return self.filter(exhibitor__in=own_exhibitors(account))
