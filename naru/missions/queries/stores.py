"""Questions about the formulary, lots and equipment."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from naru.missions.queries.missions import OfMissionQuerySet


class MedicineQuerySet(models.QuerySet[Any]):
    """Medicines of the formulary."""

    def visible_to(self, account: Any) -> MedicineQuerySet:
        """Keep what an account may see: whoever is signed in may read the formulary."""
        return self if account.is_authenticated else self.none()

    def standing(self) -> MedicineQuerySet:
        """Leave out those taken off the formulary."""
        return self.filter(removed_at__isnull=True)

    def search(self, text: str) -> MedicineQuerySet:
        """Keep those whose name, code or ATC code holds a text."""
        return self.filter(
            Q(name__icontains=text)
            | Q(name_ko__icontains=text)
            | Q(code__icontains=text)
            | Q(atc__istartswith=text)
            | Q(strength__icontains=text)
        )


class LotQuerySet(OfMissionQuerySet):
    """Lots."""

    def standing(self) -> LotQuerySet:
        """Leave out those taken off the list."""
        return self.filter(removed_at__isnull=True)

    def for_list(self) -> LotQuerySet:
        """Bring along medicine, item, site and consignment."""
        return self.select_related("medicine", "item__medicine", "site", "consignment", "mission__activity")

    def of_site(self, site: Any) -> LotQuerySet:
        """Keep what a site takes along, with what it is; consignments count once they have arrived."""
        on_the_way = Q(consignment__isnull=False, consignment__received_on__isnull=True)
        rows = self.standing().filter(site=site, medicine__isnull=False).exclude(on_the_way)
        return rows.select_related("medicine").order_by("code")

    def search(self, text: str) -> LotQuerySet:
        """Keep those whose code, lot number, box or content holds a text."""
        return self.filter(
            Q(code__icontains=text)
            | Q(number__icontains=text)
            | Q(box__iexact=text)
            | Q(medicine__name__icontains=text)
            | Q(medicine__name_ko__icontains=text)
            | Q(item__name__icontains=text)
        )


class EquipmentQuerySet(OfMissionQuerySet):
    """Equipment."""

    def standing(self) -> EquipmentQuerySet:
        """Leave out what was taken off the list."""
        return self.filter(removed_at__isnull=True)
