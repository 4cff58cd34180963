"""Questions about participations."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Sum

from naru.activities.queries.activities import published
from naru.activities.rules.words import PARTNERSHIP
from naru.directory.queries.accounts import organisations_of


class ParticipationQuerySet(models.QuerySet[Any]):
    """Participations."""

    def visible_to(self, account: Any) -> ParticipationQuerySet:
        """
        Keep what an account may see.

        The office sees all. Others see, of activities open to them, organisations and head-counts; of
        people only themselves and those who stood for an organisation where they hold a post today.
        """
        if account.is_authenticated and account.is_office:
            return self
        unnamed = models.Q(person__isnull=True)
        if not account.is_authenticated:
            # Joined, not asked for in a list: the database need not read every activity for one of them.
            return self.standing().filter(unnamed, published("activity__"))
        rows = self.standing().filter(
            activity__in=apps.get_model("activities", "Activity").objects.visible_to(account)
        )
        theirs = organisations_of(account)
        return rows.filter(
            unnamed | models.Q(person__account=account) | models.Q(then_organisation__in=theirs)
        )

    def standing(self) -> ParticipationQuerySet:
        """Leave out those withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def partners(self) -> ParticipationQuerySet:
        """Keep the organisations that carry an activity."""
        return (
            self.standing()
            .filter(organisation__isnull=False, role__in=PARTNERSHIP)
            .select_related("organisation")
        )

    def named(self) -> ParticipationQuerySet:
        """Keep people and organisations known by name."""
        return self.filter(head_count__isnull=True)

    def counted(self) -> ParticipationQuerySet:
        """Keep head-counts."""
        return self.filter(head_count__isnull=False)

    def heads(self) -> int:
        """Add up the head-counts; people known by name are not in it."""
        return self.counted().aggregate(sum=Sum("head_count"))["sum"] or 0
