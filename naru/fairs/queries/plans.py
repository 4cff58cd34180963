"""Questions about plans and what stands in them."""

from __future__ import annotations

from typing import Any

from django.db import models

from naru.fairs.queries.forums import OfForumQuerySet
from naru.history.rules.jobs import OPEN


class PlanQuerySet(OfForumQuerySet):
    """Plans: versions of a forum's schedule."""

    def running(self) -> PlanQuerySet:
        """Keep those that are being made."""
        return self.filter(result="", job__state__in=OPEN)

    def published(self) -> PlanQuerySet:
        """Keep those that were published, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-number")

    def for_list(self) -> PlanQuerySet:
        """Bring along what a list shows of each."""
        return (
            self.select_related("job", "asked_by", "published_by", "forum__activity")
            .annotate(seats=models.Count("placings"))
            .order_by("-number")
        )


class PlacingQuerySet(OfForumQuerySet):
    """Where each meeting stands in a plan."""

    def for_list(self) -> PlacingQuerySet:
        """Bring along what a list shows of each."""
        found: Any = self.select_related(
            "meeting__host__organisation",
            "meeting__guest__organisation",
            "slot",
            "table",
            "interpreter__person",
        )
        return found  # type: ignore[no-any-return]
