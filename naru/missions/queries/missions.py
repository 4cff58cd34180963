"""Questions about missions and their sites."""

from __future__ import annotations

from typing import Any

from django.db import models


class MissionQuerySet(models.QuerySet[Any]):
    """Missions."""

    def visible_to(self, account: Any) -> MissionQuerySet:
        """Keep the missions an account may know of: the office all."""
        if account.is_authenticated and account.is_office:
            return self
        return self.none()

    def for_list(self) -> MissionQuerySet:
        """Bring along what a list shows of each: its activity with its place."""
        rows = self.select_related("activity__place", "activity__country", "activity__project")
        return rows.order_by("-activity__starts_on", "pk")


class OfMissionQuerySet(models.QuerySet[Any]):
    """What hangs on a mission."""

    def visible_to(self, account: Any) -> OfMissionQuerySet:
        """Keep what an account may see: the office all."""
        if account.is_authenticated and account.is_office:
            return self
        return self.none()
