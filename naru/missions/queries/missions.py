"""Questions about missions and their sites."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Q


class MissionQuerySet(models.QuerySet[Any]):
    """Missions."""

    def visible_to(self, account: Any) -> MissionQuerySet:
        """Keep the missions an account may know of: the office all, others those in which they take part."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        volunteers = apps.get_model("missions", "Volunteer").objects.visible_to(account).standing()
        return self.filter(pk__in=volunteers.values("mission"))

    def for_list(self) -> MissionQuerySet:
        """Bring along what a list shows of each: its activity with its place, how many sites and volunteers."""
        rows = self.select_related("activity__place", "activity__country", "activity__project")
        return rows.order_by("-activity__starts_on", "pk").annotate(
            sites_open=Count("sites", distinct=True),
            people=Count("volunteers", filter=Q(volunteers__withdrawn_at__isnull=True), distinct=True),
        )


class SiteTargetQuerySet(models.QuerySet[Any]):
    """Targets of sites."""

    def visible_to(self, account: Any) -> SiteTargetQuerySet:
        """Keep what an account may see: the office all."""
        return self if account.is_authenticated and account.is_office else self.none()


class OfMissionQuerySet(models.QuerySet[Any]):
    """What hangs on a mission."""

    def visible_to(self, account: Any) -> Self:
        """Keep what an account may see: the office all."""
        if account.is_authenticated and account.is_office:
            return self
        return self.none()
