"""Questions about people, organisations and affiliations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from naru.directory.queries.names import Searchable


class PersonQuerySet(Searchable):
    """People."""

    reads_people = True

    def visible_to(self, account: Any) -> PersonQuerySet:
        """Keep whom an account may see: the office sees all, a person themselves, the public nobody."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(account=account) if account.is_authenticated else self.none()

    def standing(self) -> PersonQuerySet:
        """Keep those that are neither archived nor merged into another."""
        return self.filter(merged_into__isnull=True, archived_at__isnull=True)


class OrganisationQuerySet(Searchable):
    """Organisations."""

    def visible_to(self, account: Any) -> OrganisationQuerySet:
        """Keep which an account may see: the office all, everybody else the public ones that stand."""
        if account.is_authenticated and account.is_office:
            return self
        return self.standing().filter(public=True)

    def standing(self) -> OrganisationQuerySet:
        """Keep those that are neither archived nor merged into another."""
        return self.filter(merged_into__isnull=True, archived_at__isnull=True)


class AffiliationQuerySet(models.QuerySet[Any]):
    """Affiliations: dated, end exclusive, an unknown bound is open."""

    def visible_to(self, account: Any) -> AffiliationQuerySet:
        """Keep what an account may see: the office all, a person their own."""
        if account.is_authenticated and account.is_office:
            return self
        return self.filter(person__account=account) if account.is_authenticated else self.none()

    def current(self, *, on: date) -> AffiliationQuerySet:
        """Keep those that hold on a day."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gt=on))

    def past(self, *, on: date) -> AffiliationQuerySet:
        """Keep those that had ended by a day."""
        return self.filter(until__lte=on)
