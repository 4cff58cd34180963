"""Questions about suspected duplicates."""

from __future__ import annotations

from typing import Any

from django.db import models


class DuplicateQuerySet(models.QuerySet[Any]):
    """Suspected duplicates, decisions that two are not the same, and merges."""

    def visible_to(self, account: Any) -> DuplicateQuerySet:
        """Keep what an account may review: the office all, others none."""
        return self if account.is_authenticated and account.is_office else self.none()
