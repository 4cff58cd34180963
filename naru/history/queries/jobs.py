"""Every question asked of long work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from naru.history.rules import jobs as rules


class JobQuerySet(models.QuerySet[Any]):
    """Pieces of work that somebody asked for, or that run by themselves."""

    def visible_to(self, account: Any) -> JobQuerySet:
        """Keep what an account may see: staff see all, others what they asked for themselves."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(by=account)

    def asked_by(self, account: Any) -> JobQuerySet:
        """Keep what an account asked for."""
        return self.filter(by=account)

    def open(self) -> JobQuerySet:
        """Keep what waits or runs."""
        return self.filter(state__in=rules.OPEN)

    def lost(self, *, at: datetime) -> JobQuerySet:
        """Keep what runs by its row while its worker has been silent for longer than the lease."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at), state=rules.State.RUNNING)

    def ended_long_ago(self, *, at: datetime) -> JobQuerySet:
        """Keep what ended so long ago that nobody looks for it any more."""
        by_itself = Q(by__isnull=True, state=rules.State.DONE, finished_at__lt=at - rules.KEPT_BY_ITSELF)
        return self.exclude(state__in=rules.OPEN).filter(by_itself | Q(finished_at__lt=at - rules.KEPT))

    def for_list(self) -> JobQuerySet:
        """Fetch with each row what the list shows of it."""
        return self.select_related("by")


class RoutineQuerySet(models.QuerySet[Any]):
    """What runs by itself."""

    def due(self, *, at: datetime) -> RoutineQuerySet:
        """Keep what should have been started by a moment."""
        return self.filter(next_at__lte=at)

    def visible_to(self, account: Any) -> RoutineQuerySet:
        """Keep what an account may see: staff see all, others none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def for_list(self) -> RoutineQuerySet:
        """Fetch with each row what the list shows of it."""
        return self.select_related("last_job")
