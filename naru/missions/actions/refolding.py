"""Folding a site's whole log anew, and saying where the tables differ from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from naru.missions.actions.folding import AT_ONCE, fold_residents, refold_lots
from naru.missions.models import Entry, Resident, Site, Stock, StockMove, Visit


@dataclass(frozen=True)
class Difference:
    """A row that is not what its entries say: which table, which row, what stood there, what the log says."""

    table: str
    row: str
    stood: str
    says: str


class _Undo(Exception):  # noqa: N818 - ends a look that must change nothing
    pass


def differences(site: Site) -> list[Difference]:
    """Say where the tables of a site are not what its log says; nothing is changed."""
    found: list[Difference] = []
    try:
        with transaction.atomic():
            found = refold(site)
            raise _Undo
    except _Undo:
        return found


@transaction.atomic
def refold(site: Site) -> list[Difference]:
    """Make the residents, visits and stock of a site anew from its log, and say what was otherwise before."""
    before = _seen(site)
    touched = Entry.objects.filter(site=site).order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = Entry.objects.filter(site=site, resident__isnull=False).order_by("resident")
    uids = list(rows.values_list("resident", flat=True).distinct())
    Visit.objects.filter(site=site).delete()
    for start in range(0, len(uids), AT_ONCE):
        fold_residents(uids[start : start + AT_ONCE], touched=touched)
    lots = set(Stock.objects.filter(site=site).values_list("lot", flat=True))
    lots |= set(StockMove.objects.filter(site=site).values_list("lot", flat=True))
    lots |= set(_lots_told(site))
    refold_lots(site, lots, touched=touched)
    after = _seen(site)
    return [
        Difference(table, row, before.get((table, row), ""), after.get((table, row), ""))
        for table, row in sorted(before.keys() | after.keys())
        if before.get((table, row)) != after.get((table, row))
    ]


def _lots_told(site: Site) -> Iterator[str]:
    for body in Entry.objects.filter(site=site, kind__startswith="stock.").values_list("body", flat=True):
        yield body["lot"]
    rows = Entry.objects.filter(site=site, kind="medicine.dispensed")
    for body in rows.values_list("body", flat=True):
        yield from (part["lot"] for part in body["lots"])


def _seen(site: Site) -> dict[tuple[str, str], str]:
    seen = {
        ("resident", str(uid)): f"{digest} {number}"
        for uid, digest, number in Resident.objects.filter(site=site).values_list("uid", "digest", "number")
    }
    visits = Visit.objects.filter(site=site).select_related("resident")
    seen |= {
        (
            "visit",
            str(row.uid),
        ): f"{row.resident.uid} {row.station} {row.standing} {row.colour} {row.outcome} {row.told}"
        for row in visits
    }
    seen |= {
        ("stock", lot): str(float(units))
        for lot, units in Stock.objects.filter(site=site).values_list("lot", "on_hand")
    }
    return seen
