"""Questions about visitors known by name, and about heads that were counted; never both in one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from naru.fairs.queries.fairs import OfFairQuerySet, own_exhibitors


def agreed_to(purpose: str, *, visitor: str, exhibitor: str) -> Any:
    """
    Say in SQL what rules.visitors.agreed says: whether a visitor agrees to a purpose for an exhibitor.

    `visitor` and `exhibitor` name the columns of the outer rows.
    """
    said = (
        apps.get_model("fairs", "Consent")
        .objects.filter(visitor=OuterRef(visitor), purpose=purpose)
        .order_by("-pk")
    )
    own = said.filter(exhibitor=OuterRef(exhibitor)).values("given")[:1]
    general = said.filter(exhibitor__isnull=True).values("given")[:1]
    return Coalesce(Subquery(own), Subquery(general), False)


class VisitorQuerySet(models.QuerySet[Any]):
    """Visitors known by name."""

    def visible_to(self, account: Any) -> VisitorQuerySet:
        """Keep whom an account may see: the office all; a member those scanned at their booth who agree to it."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        leads = (
            apps.get_model("fairs", "Lead")
            .objects.filter(visitor=OuterRef("pk"), exhibitor__in=own_exhibitors(account))
            .consenting()
            .filter(consented=True)
        )
        return self.filter(Exists(leads))

    def scanned(self) -> VisitorQuerySet:
        """Keep those whose badge was read at a booth or an entrance at least once."""
        slips = apps.get_model("fairs", "Slip").objects.filter(visitor=OuterRef("pk")).counted()
        return self.filter(Exists(slips))

    def search(self, text: str) -> VisitorQuerySet:
        """Keep those whose name, affiliation or contact holds a text, or whose badge number it is."""
        return self.filter(
            Q(name__icontains=text)
            | Q(affiliation__icontains=text)
            | Q(email__icontains=text)
            | Q(phone__icontains=text)
            | Q(number__iexact=text)
        )


class ConsentQuerySet(models.QuerySet[Any]):
    """What visitors decided."""

    def visible_to(self, account: Any) -> ConsentQuerySet:
        """Keep what an account may see: the office all, others nothing."""
        return self if account.is_authenticated and account.is_office else self.none()


class ConsentTextQuerySet(models.QuerySet[Any]):
    """The words of consents."""

    def visible_to(self, account: Any) -> ConsentTextQuerySet:
        """Keep what an account may see: everybody reads what was published."""
        return self

    def in_force(self) -> ConsentTextQuerySet:
        """Put the newest version first."""
        return self.order_by("-version")


class HeadCountQuerySet(OfFairQuerySet):
    """Heads counted."""

    def standing(self) -> HeadCountQuerySet:
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)

    def heads(self) -> int:
        """Add them up."""
        return self.standing().aggregate(sum=Sum("count"))["sum"] or 0
