"""Questions about people, organisations and affiliations."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from naru.directory.queries.names import Searchable
from naru.directory.rules.accounts import Role


class NamedQuerySet(Searchable):
    """People or organisations, in the order of the names that a reader sees."""

    def with_place_in_order(self, language: str) -> Self:
        """
        Give each row `in_order`: what to sort by, so that the shown names (rules.people.shown_name) run on.

        For a reader of Korean, names in Hangul come first, as in a Korean dictionary.
        """
        if language != "ko":
            return self.annotate(
                in_order=Coalesce(NullIf("name_latin", Value("")), NullIf("name", Value("")), "name_ko")
            )
        return self.annotate(
            in_order=Case(
                When(name_ko__gt="", then=Concat(Value("0"), "name_ko")),
                When(name__gte="가", name__lt="힤", then=Concat(Value("0"), "name")),
                default=Coalesce(NullIf("name", Value("")), "name_latin"),
            )
        )


class PersonQuerySet(NamedQuerySet):
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

    def archived(self) -> PersonQuerySet:
        """Keep those that were put away, but not merged into another."""
        return self.filter(merged_into__isnull=True, archived_at__isnull=False)


class OrganisationQuerySet(NamedQuerySet):
    """Organisations."""

    def visible_to(self, account: Any) -> OrganisationQuerySet:
        """Keep which an account may see: the office all, everybody else the public ones that stand."""
        if account.is_authenticated and account.is_office:
            return self
        return self.standing().filter(public=True)

    def with_member(self, account: Any, *, on: date) -> OrganisationQuerySet:
        """Keep those that stand and for which an account is the member on a day."""
        if not account.is_authenticated or not account.is_active:
            return self.none()
        held = account.posts.held(on=on).filter(role=Role.MEMBER)
        return self.standing().filter(pk__in=held.values("organisation"))

    def standing(self) -> OrganisationQuerySet:
        """Keep those that are neither archived nor merged into another."""
        return self.filter(merged_into__isnull=True, archived_at__isnull=True)

    def archived(self) -> OrganisationQuerySet:
        """Keep those that were put away, but not merged into another."""
        return self.filter(merged_into__isnull=True, archived_at__isnull=False)


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
