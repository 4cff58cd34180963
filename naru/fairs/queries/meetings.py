"""Questions about meetings and the notes on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from naru.directory.queries.accounts import organisations_of


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings: one for each pair that was ever planned."""

    def visible_to(self, account: Any) -> MeetingQuerySet:
        """Keep what an account may see: the office all, a member the published ones of their organisation."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        theirs = organisations_of(account)
        return self.published().filter(Q(host__organisation__in=theirs) | Q(guest__organisation__in=theirs))

    def published(self) -> MeetingQuerySet:
        """Keep those that stand or stood in a published plan."""
        return self.filter(published_at__isnull=False)

    def scheduled(self) -> MeetingQuerySet:
        """Keep those in the published plan as it is."""
        return self.published().filter(dropped_at__isnull=True)

    def of(self, participant: Any) -> MeetingQuerySet:
        """Keep the meetings of one participant."""
        return self.filter(Q(host=participant) | Q(guest=participant))

    def held(self) -> MeetingQuerySet:
        """Keep those recorded as held."""
        return self.filter(held_at__isnull=False)

    def held_between(self, since: datetime, until: datetime) -> MeetingQuerySet:
        """Keep those held from a moment until before another."""
        return self.filter(held_at__gte=since, held_at__lt=until)

    def in_order(self) -> MeetingQuerySet:
        """Order by the time, then by the table."""
        return self.order_by("slot__day", "slot__starts", "table__number", "pk")

    def for_list(self) -> MeetingQuerySet:
        """Bring along what a list shows of each."""
        return self.select_related(
            "forum__activity__place__country",
            "host__organisation",
            "guest__organisation",
            "slot",
            "table",
            "interpreter__person",
        )


class RemarkQuerySet(models.QuerySet[Any]):
    """Notes on meetings: each side sees its own, the office none but the ratings."""

    def visible_to(self, account: Any) -> RemarkQuerySet:
        """Keep what an account may see: a member those of the organisation where they hold a post."""
        if not account.is_authenticated:
            return self.none()
        return self.filter(participant__organisation__in=organisations_of(account))

    def by(self, participant: Any) -> RemarkQuerySet:
        """Keep the notes that one participant wrote."""
        return self.filter(participant=participant)
