"""Questions about outcomes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from naru.activities.rules.outcomes import HOURS, LETTERS, OutcomeState
from naru.directory.queries.accounts import organisations_of


class OutcomeQuerySet(models.QuerySet[Any]):
    """Outcomes."""

    def visible_to(self, account: Any) -> OutcomeQuerySet:
        """Keep what an account may see: the office all, a member those of an organisation where they hold a post."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        theirs = organisations_of(account)
        return self.filter(Q(partner__in=theirs) | Q(institution__in=theirs))

    def added_up(self) -> Any:
        """Add up, for each kind, what was declared, what the partners confirmed of it, and what they refused."""
        refused = Sum("number", filter=Q(refused_at__isnull=False))
        return (
            self.filter(withdrawn_at=None)
            .order_by("kind")
            .values("kind")
            .annotate(
                declared=Sum("number"),
                confirmed=Coalesce(Sum("confirmed_number"), 0),
                refused=Coalesce(refused, 0),
            )
        )

    def standing(self, state: str, *, at: datetime) -> OutcomeQuerySet:
        """Keep those that stand so at a moment; says the same as `rules.outcomes.standing`."""
        open_ones = self.filter(withdrawn_at=None, confirmed_at=None, refused_at=None)
        ended = at - timedelta(hours=HOURS)
        match state:
            case OutcomeState.WITHDRAWN:
                return self.filter(withdrawn_at__isnull=False)
            case OutcomeState.CONFIRMED:
                return self.confirmed()
            case OutcomeState.REFUSED:
                return self.filter(withdrawn_at=None, refused_at__isnull=False)
            case OutcomeState.DECLARED:
                return open_ones.filter(asked_at=None)
            case OutcomeState.WAITING:
                return open_ones.filter(asked_at__gt=ended)
            case OutcomeState.DUE:
                return open_ones.filter(asked_at__lte=ended, letters__lt=LETTERS)
            case _:
                return open_ones.filter(asked_at__lte=ended, letters__gte=LETTERS)

    def confirmed(self) -> OutcomeQuerySet:
        """Keep those that the partner confirmed and nobody withdrew: the only ones that count."""
        return self.filter(withdrawn_at=None, confirmed_at__isnull=False)

    def telling(self, text: str) -> OutcomeQuerySet:
        """Keep those whose words, contact or organisations match a text; names are found across scripts."""
        named = apps.get_model("directory", "Organisation").objects.search(text).values("pk")
        found = [row["pk"] for row in named[:200]]
        said = Q(words__icontains=text) | Q(contact__icontains=text) | Q(source__icontains=text)
        return self.filter(said | Q(partner__in=found) | Q(institution__in=found))

    def for_list(self) -> OutcomeQuerySet:
        """Bring what a list shows."""
        return self.select_related("activity__project", "partner", "institution", "declared_by")
