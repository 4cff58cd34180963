"""Questions about consignments, their items and papers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F, IntegerField, Q, Sum
from django.db.models.functions import Abs, Cast, Coalesce
from django.utils import timezone

from naru.directory.rules.accounts import Role
from naru.missions.rules.consignments import Standing


def own(account: Any) -> Any:
    """Give the organisations for which an account is the member today."""
    held = account.posts.held(on=timezone.localdate()).filter(role=Role.MEMBER)
    return held.values("organisation")


class ConsignmentQuerySet(models.QuerySet[Any]):
    """Consignments."""

    def visible_to(self, account: Any) -> ConsignmentQuerySet:
        """Keep what an account may see: the office all, a member what their organisation receives."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(partner__in=own(account))

    def in_standing(self, standing: str) -> ConsignmentQuerySet:
        """Keep those that stand somewhere (see rules.consignments.standing)."""
        told = {
            Standing.CANCELLED: Q(cancelled_at__isnull=False),
            Standing.THANKED: Q(cancelled_at__isnull=True, thanked_at__isnull=False),
            Standing.RECEIVED: Q(
                cancelled_at__isnull=True, thanked_at__isnull=True, received_on__isnull=False
            ),
            Standing.SHIPPED: Q(
                cancelled_at__isnull=True,
                thanked_at__isnull=True,
                received_on__isnull=True,
                shipped_on__isnull=False,
            ),
            Standing.PACKED: Q(
                cancelled_at__isnull=True,
                thanked_at__isnull=True,
                received_on__isnull=True,
                shipped_on__isnull=True,
                packed_at__isnull=False,
            ),
            Standing.REQUESTED: Q(
                cancelled_at__isnull=True,
                thanked_at__isnull=True,
                received_on__isnull=True,
                shipped_on__isnull=True,
                packed_at__isnull=True,
            ),
        }
        return self.filter(told[Standing(standing)]) if standing in Standing.values else self.none()

    def for_list(self) -> ConsignmentQuerySet:
        """Bring along partner and mission, how many lots there are, and how many differ by how much."""
        rows = self.select_related("partner__country", "mission__activity", "activity", "site")
        here = Q(lots__removed_at__isnull=True)
        differs = here & Q(lots__received__isnull=False) & ~Q(lots__received=F("lots__packed"))
        gap = Abs(Cast(F("lots__received"), IntegerField()) - Cast(F("lots__packed"), IntegerField()))
        return rows.annotate(
            lots_packed=Count("lots", filter=here),
            lots_differ=Count("lots", filter=differs),
            pieces_differ=Coalesce(Sum(gap, filter=differs), 0),
        )

    def search(self, text: str) -> ConsignmentQuerySet:
        """Keep those whose code, title, donors or partner hold a text."""
        return self.filter(
            Q(code__icontains=text)
            | Q(title__icontains=text)
            | Q(donors__icontains=text)
            | Q(partner__name__icontains=text)
            | Q(partner__name_latin__icontains=text)
            | Q(partner__name_ko__icontains=text)
        )


class OfConsignmentQuerySet(models.QuerySet[Any]):
    """What hangs on a consignment."""

    def visible_to(self, account: Any) -> OfConsignmentQuerySet:
        """Keep what an account may see: the office all, a member what their organisation receives."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(consignment__partner__in=own(account))
