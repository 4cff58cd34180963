"""Questions about exhibitors, their people and their devices."""

from __future__ import annotations

from typing import Any

from django.db import models

from naru.fairs.queries.fairs import OfFairQuerySet, own_exhibitors
from naru.fairs.rules.exhibitors import digest


class ExhibitorQuerySet(models.QuerySet[Any]):
    """Exhibitors."""

    def visible_to(self, account: Any) -> ExhibitorQuerySet:
        """Keep what an account may see: the office all, a member their own."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(pk__in=own_exhibitors(account))

    def standing(self) -> ExhibitorQuerySet:
        """Leave out those withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def beside(self, activity: Any) -> ExhibitorQuerySet:
        """Keep those at fairs that an activity is linked with, is a part of, or holds as its parts."""
        at = "fair__activity"
        near = models.Q(**{at: activity}) | models.Q(**{f"{at}__part_of": activity})
        near |= models.Q(**{f"{at}__linked": activity})
        if activity.part_of_id:
            near |= models.Q(**{at: activity.part_of_id})
        return self.filter(near).distinct()

    def for_list(self) -> ExhibitorQuerySet:
        """Bring along the organisation, and how many people and devices there are."""
        rows = self.select_related("organisation", "fair__activity").order_by("booth", "pk")
        return rows.annotate(
            people=models.Count("members", filter=models.Q(members__left_at__isnull=True), distinct=True),
            devices_in_use=models.Count(
                "devices",
                filter=models.Q(devices__revoked_at__isnull=True, devices__enrolled_at__isnull=False),
                distinct=True,
            ),
        )

    def search(self, text: str) -> ExhibitorQuerySet:
        """Keep those whose name or booth holds a text."""
        return self.filter(
            models.Q(organisation__name__icontains=text)
            | models.Q(organisation__name_latin__icontains=text)
            | models.Q(organisation__name_ko__icontains=text)
            | models.Q(booth__icontains=text)
        )


class BoothMemberQuerySet(OfFairQuerySet):
    """People at booths."""

    def standing(self) -> BoothMemberQuerySet:
        """Leave out those who left the roster."""
        return self.filter(left_at__isnull=True)


class DeviceQuerySet(OfFairQuerySet):
    """Devices of booths and entrances."""

    def bearing(self, token: str) -> DeviceQuerySet:
        """Keep the device that a token belongs to: one row, or none."""
        return self.filter(digest=digest(token)).exclude(digest="")
