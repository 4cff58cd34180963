"""Residents' records as tablets hold them, and what changed since."""

from __future__ import annotations

from typing import Any

from django.apps import apps

AT_ONCE = 200
"""How many records one answer brings."""


def record(resident: Any, visits: list[Any]) -> dict[str, Any]:
    """Give a resident's record as docs/clinic.md describes it."""
    return {
        "id": str(resident.uid),
        **resident.told,
        "joined_to": str(resident.joined_to.uid) if resident.joined_to_id else None,
        "seq": resident.touched,
        "visits": [visit.told for visit in visits],
    }


def changes_since(site: Any, after: int) -> dict[str, Any]:
    """
    Give the records and the stock of a site that changed after a number, and the number up to which this tells.

    Three questions, whatever the number of rows; `more` says that there is more to ask for.
    """
    residents = apps.get_model("missions", "Resident").objects
    rows = list(residents.touched_since(site, after).select_related("joined_to")[: AT_ONCE + 1])
    more = len(rows) > AT_ONCE
    if more:
        # Those of one commit share a number: an answer never ends in the middle of one, unless it fills it.
        last = rows[AT_ONCE].touched
        whole = [row for row in rows if row.touched < last]
        rows = whole or list(
            residents.touched_since(site, after).select_related("joined_to").filter(touched=last)
        )
    upto = rows[-1].touched if rows else after
    visits: dict[int, list[Any]] = {}
    for visit in (
        apps.get_model("missions", "Visit").objects.filter(resident__in=rows).order_by("arrived_at", "pk")
    ):
        visits.setdefault(visit.resident_id, []).append(visit)
    stock = apps.get_model("missions", "Stock").objects.filter(site=site, touched__gt=after)
    if more:
        stock = stock.filter(touched__lte=upto)
    moved = [(row.lot, row.on_hand, row.touched) for row in stock.order_by("lot")]
    return {
        "epoch": _epoch(site),
        "upto": max([upto, *(touched for _lot, _units, touched in moved)]),
        "more": more,
        "residents": [record(row, visits.get(row.pk, [])) for row in rows],
        "stock": [{"lot": lot, "on_hand": float(units)} for lot, units, _touched in moved],
    }


def _epoch(site: Any) -> str:
    rows = apps.get_model("missions", "Epoch").objects.filter(site=site).order_by("-ordinal")
    uid = rows.values_list("uid", flat=True).first()
    return str(uid or "")
