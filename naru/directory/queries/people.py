"""Questions about people and organisations."""

from __future__ import annotations

from typing import Any

from django.db import models


class PersonQuerySet(models.QuerySet[Any]):
    """People."""

    def visible_to(self, account: Any) -> PersonQuerySet:
        """Keep whom an account may see: the office sees all, a person themselves, the public nobody."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(account=account) if account.is_authenticated else self.none()


class OrganisationQuerySet(models.QuerySet[Any]):
    """Organisations."""

    def visible_to(self, account: Any) -> OrganisationQuerySet:
        """Keep which an account may see: the office all, everybody else the public ones."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(public=True)
