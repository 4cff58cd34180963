"""Questions about suspected duplicates."""

from __future__ import annotations

from typing import Any

from django.db import models


class MergeQuerySet(models.QuerySet[Any]):
    """Merges of two rows into one."""

    def visible_to(self, account: Any) -> MergeQuerySet:
        """Keep what an account may see: the office all, others none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def into(self, kind: str, key: int) -> MergeQuerySet:
        """Keep the merges into one row that were not undone."""
        return self.filter(kind=kind, kept=key, undone_at__isnull=True)


class DuplicateQuerySet(models.QuerySet[Any]):
    """Suspected duplicates, decisions that two are not the same, and merges."""

    def visible_to(self, account: Any) -> DuplicateQuerySet:
        """Keep what an account may review: the office all, others none."""
        return self if account.is_authenticated and account.is_office else self.none()
