"""Questions about agreements, their parties and papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, Min, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from naru.activities.queries.activities import search_words
from naru.agreements.rules.words import SHARED, Side, Standing
from naru.directory.queries.accounts import organisations_of


class AgreementQuerySet(models.QuerySet[Any]):
    """Agreements."""

    def visible_to(self, account: Any) -> AgreementQuerySet:
        """
        Keep what an account may see.

        The office sees all; everybody sees what is published; a member also what the organisation where
        they hold a post today has signed.
        """
        if account.is_authenticated and account.is_office:
            return self
        shown = Q(published_at__isnull=False, archived_at__isnull=True)
        if not account.is_authenticated:
            return self.filter(shown)
        return self.filter(shown | Q(pk__in=self.model._default_manager.own_of(account).values("pk")))

    def own_of(self, account: Any) -> AgreementQuerySet:
        """Keep what was signed by an organisation where an account holds a post today."""
        if not account.is_authenticated:
            return self.none()
        parties = apps.get_model("agreements", "Party").objects.filter(
            agreement=OuterRef("pk"), organisation__in=organisations_of(account)
        )
        return self.filter(Exists(parties), signed_on__isnull=False)

    def inside_of(self, account: Any) -> AgreementQuerySet:
        """Keep those whose obligations and papers an account may see: the office all, a member their own."""
        if account.is_authenticated and account.is_office:
            return self
        return self.own_of(account)

    def current(self) -> AgreementQuerySet:
        """Leave out what is archived."""
        return self.filter(archived_at__isnull=True)

    def concluded(self) -> AgreementQuerySet:
        """Keep what was signed."""
        return self.filter(signed_on__isnull=False)

    def signed_in(self, since: date, until: date) -> AgreementQuerySet:
        """Keep what was signed on a day from `since` until `until` (exclusive)."""
        return self.filter(signed_on__gte=since, signed_on__lt=until)

    def in_force(self, *, on: date) -> AgreementQuerySet:
        """Keep what binds its parties on a day; says in SQL what rules.binds says of one."""
        return (
            self.concluded()
            .alias(first=Coalesce("starts_on", "signed_on"))
            .filter(
                Q(ends_on__isnull=True) | Q(ends_on__gt=on),
                Q(terminated_on__isnull=True) | Q(terminated_on__gt=on),
                first__lte=on,
            )
        )

    def standing(self, standing: str, *, on: date, window: int) -> AgreementQuerySet:
        """Keep those that stand so on a day; says in SQL what rules.standing says of one."""
        wanted = Standing(standing)
        if wanted is Standing.DRAFT:
            return self.filter(signed_on__isnull=True, submitted_at__isnull=True)
        if wanted is Standing.REVIEW:
            return self.filter(signed_on__isnull=True, submitted_at__isnull=False)
        gone = Q(terminated_on__isnull=False, terminated_on__lte=on)
        over = Q(ends_on__isnull=False, ends_on__lte=on)
        if wanted is Standing.TERMINATED:
            return self.concluded().filter(gone)
        if wanted is Standing.ENDED:
            return self.concluded().filter(over & ~gone)
        if wanted is Standing.SIGNED:
            rows = self.concluded().filter(~gone & ~over)
            return rows.alias(first=Coalesce("starts_on", "signed_on")).filter(first__gt=on)
        near = Q(ends_on__isnull=False, ends_on__lte=date.fromordinal(on.toordinal() + window))
        rows = self.in_force(on=on)
        if wanted is Standing.EXPIRING:
            return rows.filter(near)
        return rows.filter(~near, renewed_at__isnull=wanted is Standing.IN_FORCE)

    def with_country(self, code: str) -> AgreementQuerySet:
        """Keep those with a partner of a country."""
        parties = apps.get_model("agreements", "Party").objects.filter(
            agreement=OuterRef("pk"), side=Side.THEIRS, organisation__country_id=code
        )
        return self.filter(Exists(parties))

    def with_organisation(self, organisation: Any) -> AgreementQuerySet:
        """Keep those that an organisation is a party of."""
        parties = apps.get_model("agreements", "Party").objects.filter(
            agreement=OuterRef("pk"), organisation=organisation
        )
        return self.filter(Exists(parties))

    def signed_by(self, person: Any) -> AgreementQuerySet:
        """Keep those that a person signed for a party."""
        parties = apps.get_model("agreements", "Party").objects.filter(
            agreement=OuterRef("pk"), signed_by=person
        )
        return self.filter(Exists(parties))

    def unreported(self) -> AgreementQuerySet:
        """Keep what was signed and of which no report on the signing was handed to the council."""
        reports = apps.get_model("agreements", "CouncilReport").objects.filter(
            agreement=OuterRef("pk"), handed_on__isnull=False
        )
        return self.concluded().filter(~Exists(reports))

    def began_in(self) -> int | None:
        """Give the year in which the register was begun: no report is owed of the years before."""
        first: datetime | None = self.aggregate(first=Min("created_at"))["first"]
        return timezone.localdate(first).year if first else None

    def search(self, text: str) -> AgreementQuerySet:
        """Keep what holds every word of a text in a title or a party's name, in any language."""
        rows = self
        for word in search_words(text).split():
            rows = rows.filter(search_key__contains=word)
        return rows

    def for_list(self) -> AgreementQuerySet:
        """Bring along what a list shows of each."""
        parties = apps.get_model("agreements", "Party").objects.select_related(
            "organisation__country", "signed_by"
        )
        return self.select_related("officer", "activity").prefetch_related(Prefetch("parties", parties))


class PartyQuerySet(models.QuerySet[Any]):
    """Parties of agreements."""

    def visible_to(self, account: Any) -> PartyQuerySet:
        """Keep the parties of the agreements that an account may see."""
        seen = apps.get_model("agreements", "Agreement").objects.visible_to(account)
        return self.filter(agreement__in=seen)


class PaperQuerySet(models.QuerySet[Any]):
    """Papers of agreements; never public."""

    def visible_to(self, account: Any) -> PaperQuerySet:
        """Keep what an account may have: the office all, a member the signed texts of their own agreements."""
        if account.is_authenticated and account.is_office:
            return self.standing()
        own = apps.get_model("agreements", "Agreement").objects.own_of(account)
        return self.standing().filter(kind__in=SHARED, agreement__in=own)

    def standing(self) -> PaperQuerySet:
        """Leave out those removed."""
        return self.filter(removed_at__isnull=True)
