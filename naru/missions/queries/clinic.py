"""Questions about what the clinic wrote: entries, residents, visits, stock, tablets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Max

from naru.directory.rules.accounts import Role


class OfSiteQuerySet(models.QuerySet[Any]):
    """What hangs on a site of a mission."""

    def visible_to(self, account: Any) -> OfSiteQuerySet:
        """Keep what an account may see: those who may see residents' records, and nobody else."""
        if account.is_authenticated and account.is_office:
            return self
        return self.none()


class EntryQuerySet(OfSiteQuerySet):
    """Entries of the log."""

    def in_order(self) -> EntryQuerySet:
        """Put them into the log's order, which every fold keeps."""
        return self.order_by("site_id", "epoch__ordinal", "epoch_id", "number")

    def highest(self, epoch: Any) -> int:
        """Give the last number of an epoch, 0 where nothing was written."""
        return int(self.filter(epoch=epoch).aggregate(last=Max("number"))["last"] or 0)


class TabletQuerySet(OfSiteQuerySet):
    """Tablets."""

    def bearing(self, digest: str) -> TabletQuerySet:
        """Keep the tablet that speaks with a token of this digest."""
        return self.filter(token_digest=digest) if digest else self.none()


class OfResidentsQuerySet(OfSiteQuerySet):
    """What tells of residents."""

    def visible_to(self, account: Any) -> OfResidentsQuerySet:
        """Keep what an account may see: the office all, a clinician what was written at their own missions."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        if account.holds(Role.CLINICIAN):
            missions = apps.get_model("missions", "Mission").objects.visible_to(account)
            return self.filter(site__mission__in=missions)
        return self.none()


class VisitQuerySet(OfResidentsQuerySet):
    """Visits."""

    def waiting_at(self, site: Any, station: str) -> VisitQuerySet:
        """Keep who waits at a station, in the order of being served: by colour, then by time."""
        rows = self.filter(site=site, station=station, standing="waiting", departed=False)
        return rows.order_by("rank", "queued_at", "pk")


class ResidentQuerySet(OfResidentsQuerySet):
    """Residents."""

    def touched_since(self, site: Any, after: int) -> ResidentQuerySet:
        """Keep those whose record changed at a site after its number, the earliest change first."""
        return self.filter(site=site, touched__gt=after).order_by("touched", "pk")

    def by_uid(self, uids: Any) -> dict[UUID, Any]:
        """Give rows by their uid."""
        return {row.uid: row for row in self.filter(uid__in=uids)}
