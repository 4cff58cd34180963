"""Questions of the screens at a site: who waits, what tablets still hold, what was kept aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps

from naru.missions.rules.entries import Station
from naru.missions.rules.waiting import Queue, queues

CALLED = 24
"""How many of those called or held the board names."""
GAPS = 12
"""How many gaps of a tablet's numbers are named."""


def queues_of(site: Any, *, now: datetime) -> dict[Station, Queue]:
    """Sum up who waits at each station of a site: one question, whatever the number of those who wait."""
    rows = apps.get_model("missions", "Visit").objects.filter(site=site, standing="waiting", departed=False)
    told = rows.order_by("station", "rank", "queued_at", "pk")
    return queues(told.values_list("pk", "station", "colour", "queued_at").iterator(2_000), now=now)


def named(keys: list[int]) -> dict[int, dict[str, Any]]:
    """Give of visits what a board may say: the resident's number, never a name; colour, since when, age in days."""
    rows = apps.get_model("missions", "Visit").objects.filter(pk__in=keys)
    fields = ("pk", "resident__number", "colour", "queued_at", "age_days", "station", "standing", "told")
    return {row["pk"]: row for row in rows.values(*fields)}


def called_at(site: Any) -> list[dict[str, Any]]:
    """Give who was called or is held at a site, the newest first."""
    rows = apps.get_model("missions", "Visit").objects.filter(
        site=site, standing__in=["called", "held"], departed=False
    )
    fields = ("pk", "resident__number", "colour", "queued_at", "station", "standing")
    return list(rows.order_by("-resident__touched", "-pk").values(*fields)[:CALLED])


def gaps_of(tablets: list[Any]) -> dict[int, list[tuple[int, int]]]:
    """
    Name the numbers that tablets wrote and the site does not have, as first and last of each gap.

    Only tablets of which a higher number came than all before it are looked at: two questions for all of them.
    """
    torn = {one.pk: one for one in tablets if one.highest > one.have}
    if not torn:
        return {}
    held: dict[int, set[int]] = {key: set() for key in torn}
    lowest = min(one.have for one in torn.values())
    for name in ("Entry", "SetAside"):
        rows = apps.get_model("missions", name).objects.filter(tablet__in=list(torn), seq__gt=lowest)
        for key, seq in rows.values_list("tablet_id", "seq"):
            held[key].add(seq)
    return {key: _gaps(held[key], one.have, one.highest) for key, one in torn.items()}


def _gaps(held: set[int], have: int, highest: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    last = have
    for seq in [*sorted(one for one in held if have < one <= highest), highest + 1]:
        if seq > last + 1:
            found.append((last + 1, seq - 1))
        last = seq
        if len(found) >= GAPS:
            break
    return found
