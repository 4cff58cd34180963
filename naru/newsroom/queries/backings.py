"""Questions about what backs printed numbers, and about the numbers in print."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from naru.newsroom.rules.backing import How


class BackingQuerySet(models.QuerySet[Any]):
    """What backs numbers and findings."""

    def visible_to(self, account: Any) -> BackingQuerySet:
        """Keep what an account may see: the office all, nobody else anything."""
        return self if account.is_authenticated and account.is_office else self.none()

    def of(self, bulletin: Any) -> BackingQuerySet:
        """Keep what backs the numbers and findings of one bulletin."""
        return self.filter(bulletin_id=bulletin.pk)

    def waivers(self) -> BackingQuerySet:
        """Keep what stands by a reason alone: waived numbers and findings left as they are."""
        return self.filter(how=How.WAIVED)

    def for_list(self) -> BackingQuerySet:
        """Fetch with each what a list prints of it, the latest first."""
        return (
            self.select_related("bulletin__locale", "reading", "by")
            .defer("bulletin__body")
            .order_by("-at", "-pk")
        )

    def search(self, text: str) -> BackingQuerySet:
        """Keep what has the text in the number, its sentence, the reason or the bulletin's title."""
        return self.filter(
            Q(text__icontains=text)
            | Q(sentence__icontains=text)
            | Q(reason__icontains=text)
            | Q(document__icontains=text)
            | Q(bulletin__title__icontains=text)
        )


class ClaimQuerySet(models.QuerySet[Any]):
    """Numbers in print."""

    def visible_to(self, account: Any) -> ClaimQuerySet:
        """Keep what an account may see: the office all, nobody else anything."""
        return self if account.is_authenticated and account.is_office else self.none()

    def in_print(self) -> ClaimQuerySet:
        """Keep the numbers of bulletins that are out now."""
        return self.filter(bulletin__live=True, bulletin__number__isnull=False)

    def corrected(self) -> ClaimQuerySet:
        """Keep what quotes or is bound to a reading that was corrected since."""
        return self.filter(reading__superseded_by__isnull=False)

    def for_list(self) -> ClaimQuerySet:
        """Fetch with each what a list prints of it, the newest bulletin first."""
        return (
            self.select_related(
                "bulletin__locale", "reading__source", "reading__superseded_by", "backing__by"
            )
            .defer("bulletin__body")
            .order_by("-bulletin__published_on", "-bulletin__number", "bulletin_id", "place")
        )

    def search(self, text: str) -> ClaimQuerySet:
        """Keep what has the text in the number, its sentence, its document or the bulletin's title."""
        return self.filter(
            Q(text__icontains=text)
            | Q(sentence__icontains=text)
            | Q(bulletin__title__icontains=text)
            | Q(reading__code=text.strip().lower())
            | Q(backing__document__icontains=text)
        )
