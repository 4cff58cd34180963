"""Questions about documents."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models


class DocumentQuerySet(models.QuerySet[Any]):
    """Documents."""

    def visible_to(self, account: Any) -> DocumentQuerySet:
        """Keep what an account may have: the office all, others public ones of activities open to them."""
        if account.is_authenticated and account.is_office:
            return self.standing()
        seen = apps.get_model("activities", "Activity").objects.visible_to(account)
        return self.standing().filter(public=True, activity__in=seen)

    def standing(self) -> DocumentQuerySet:
        """Leave out those removed."""
        return self.filter(removed_at__isnull=True)
