"""Questions of the screens at a site: who waits, what tablets still hold, what was kept aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Avg, Count, F, FloatField, Func, Min, Window
from django.db.models.functions import RowNumber

from naru.missions.rules.entries import Station
from naru.missions.rules.waiting import SHOWN, Group, Queue, queues

CALLED = 24
"""How many of those called or held the board names."""
GAPS = 12
"""How many gaps of a tablet's numbers are named."""


class Seconds(Func):
    """A moment as seconds since 1970, so that the database can average it."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Count from SQLite's day numbers."""
        template = "(julianday(%(expressions)s) - 2440587.5) * 86400.0"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Ask PostgreSQL for the epoch."""
        template = "EXTRACT(EPOCH FROM %(expressions)s)::double precision"
        return self.as_sql(compiler, connection, template=template, **context)


def _waiting(site: Any) -> Any:
    return apps.get_model("missions", "Visit").objects.filter(site=site, standing="waiting", departed=False)


def queues_of(site: Any, *, now: datetime) -> dict[Station, Queue]:
    """Sum up who waits at each station of a site: one question, and as many rows as stations have colours."""
    groups = (
        _waiting(site)
        .order_by()
        .values("station", "colour")
        .annotate(
            number=Count("pk"),
            known=Count("queued_at"),
            mean=Avg(Seconds("queued_at")),
            earliest=Min("queued_at"),
        )
    )
    return queues((Group(**row) for row in groups), now=now)


def first_of(site: Any, *, shown: int = SHOWN) -> dict[str, list[dict[str, Any]]]:
    """
    Give the first of each station's queue: by colour, then by time, in one question.

    A board may say the resident's number, never a name; the colour, and since when.
    """
    order = [F("rank").asc(), F("queued_at").asc(nulls_first=True), F("pk").asc()]
    place = Window(RowNumber(), partition_by=[F("station")], order_by=order)
    rows = _waiting(site).order_by().annotate(place=place).filter(place__lte=shown)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.values("station", "place", "colour", "queued_at", "resident__number"):
        found.setdefault(row["station"], []).append(row)
    return {station: sorted(some, key=lambda row: row["place"]) for station, some in found.items()}


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
