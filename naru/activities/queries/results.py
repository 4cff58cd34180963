"""Questions about targets and money."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models


class TargetQuerySet(models.QuerySet[Any]):
    """Targets."""

    def visible_to(self, account: Any) -> TargetQuerySet:
        """Keep what an account may see: the office all, others what was reached where it is open to them."""
        if account.is_authenticated and account.is_office:
            return self
        seen = apps.get_model("activities", "Activity").objects.visible_to(account)
        return self.filter(activity__in=seen, reached__isnull=False)


class BudgetLineQuerySet(models.QuerySet[Any]):
    """Budget lines."""

    def visible_to(self, account: Any) -> BudgetLineQuerySet:
        """Keep what an account may see: the office all, others nothing."""
        return self if account.is_authenticated and account.is_office else self.none()
