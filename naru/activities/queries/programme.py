"""Questions about programme years and projects."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef


class ProgrammeYearQuerySet(models.QuerySet[Any]):
    """Programme years."""

    def visible_to(self, account: Any) -> ProgrammeYearQuerySet:
        """Keep the years an account may see: the office all, others those with an activity they may see."""
        if account.is_authenticated and account.is_office:
            return self
        seen = apps.get_model("activities", "Activity").objects.visible_to(account)
        return self.filter(Exists(seen.filter(project__year=OuterRef("pk"))))

    def current(self) -> ProgrammeYearQuerySet:
        """Keep the years that are not archived."""
        return self.filter(archived_at__isnull=True)


class ProjectQuerySet(models.QuerySet[Any]):
    """Projects."""

    def visible_to(self, account: Any) -> ProjectQuerySet:
        """Keep what an account may see: the office all, others projects with an activity they may see."""
        if account.is_authenticated and account.is_office:
            return self
        seen = apps.get_model("activities", "Activity").objects.visible_to(account)
        return self.filter(Exists(seen.filter(project=OuterRef("pk"))))
