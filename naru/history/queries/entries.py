"""Every question asked of the chained entries."""

from __future__ import annotations

from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of the chain."""

    def about(self, subject: models.Model) -> EntryQuerySet:
        """Keep the entries about one row."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))

    def visible_to(self, account: Any) -> EntryQuerySet:
        """Keep what an account may read: staff read all, others what they did themselves."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(by=account) if account.is_authenticated else self.none()
