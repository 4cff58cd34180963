"""What has arrived of the logs of a mission's sites, and which residents may be one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, Q

from naru.missions.queries.waiting import gaps_of
from naru.missions.rules.alike import Facts, Pair, alike, digits
from naru.missions.rules.arrivals import Arrival, arrival, gaps


@dataclass
class SiteArrival:
    """What is here of one site's log. `gaps` are (epoch, first, last); `tablets` are (tablet, gaps of its numbers)."""

    site: Any
    state: Arrival
    entries: int
    residents: int
    heard_at: datetime | None
    written_at: datetime | None
    aside: int
    forks: int
    epochs: list[Any] = field(default_factory=list)
    gaps: list[tuple[Any, int, int]] = field(default_factory=list)
    tablets: list[tuple[Any, list[tuple[int, int]]]] = field(default_factory=list)


def arrivals_of(mission: Any, *, now: datetime) -> list[SiteArrival]:
    """
    Say of each site of a mission what has arrived, what is missing and how old it is.

    Seven questions for all sites, two more where a tablet's numbers are torn.
    """
    sites = list(mission.sites.order_by("letter"))
    keys = [site.pk for site in sites]

    def model(name: str) -> Any:
        return apps.get_model("missions", name).objects.filter(site__in=keys)

    entries = {
        row["site"]: row
        for row in model("Entry")
        .order_by()
        .values("site")
        .annotate(many=Count("pk"), last=Max("received_at"))
    }
    residents = dict(
        model("Resident")
        .filter(registered=True)
        .order_by()
        .values("site")
        .annotate(n=Count("pk"))
        .values_list("site", "n")
    )
    aside = {
        row["site"]: row
        for row in model("SetAside")
        .filter(settled_at__isnull=True)
        .order_by()
        .values("site")
        .annotate(many=Count("pk"), forks=Count("pk", filter=Q(reason="fork")))
    }
    epochs: dict[int, list[Any]] = {}
    for epoch in model("Epoch").select_related("begun_from").order_by("ordinal", "pk"):
        epochs.setdefault(epoch.site_id, []).append(epoch)
    waiting: dict[Any, list[tuple[int, int]]] = {}
    for uid, first, last in model("Waiting").values_list("epoch_uid", "first", "last"):
        waiting.setdefault(uid, []).append((first, last))
    tablets: dict[int, list[Any]] = {}
    for tablet in model("Tablet").order_by("tag", "pk"):
        tablets.setdefault(tablet.site_id, []).append(tablet)
    torn = gaps_of([tablet for some in tablets.values() for tablet in some])
    told = []
    for site in sites:
        some = epochs.get(site.pk, [])
        missing = [
            (epoch, first, last)
            for epoch in some
            for first, last in gaps(waiting.get(epoch.uid, []), epoch.upto)
        ]
        devices = [(tablet, torn.get(tablet.pk, [])) for tablet in tablets.get(site.pk, [])]
        heard = max((epoch.heard_at for epoch in some if epoch.heard_at), default=None)
        row, kept = entries.get(site.pk, {}), aside.get(site.pk, {})
        told.append(
            SiteArrival(
                site=site,
                state=arrival(
                    entries=row.get("many", 0),
                    missing=len(missing)
                    + sum(bool(pairs) for _tablet, pairs in devices)
                    + kept.get("forks", 0),
                    heard_at=heard,
                    now=now,
                    over=site.ends_on <= now.date(),
                ),
                entries=row.get("many", 0),
                residents=residents.get(site.pk, 0),
                heard_at=heard,
                written_at=row.get("last"),
                aside=kept.get("many", 0),
                forks=kept.get("forks", 0),
                epochs=some,
                gaps=missing,
                tablets=devices,
            )
        )
    return told


def alike_of(mission: Any) -> list[Pair]:
    """Find the residents of a mission who may be one person, and were neither joined nor told apart: two questions."""
    rows = apps.get_model("missions", "Resident").objects.filter(
        site__mission=mission, registered=True, joined_to__isnull=True
    )
    apart = apps.get_model("missions", "ToldApart").objects.filter(site__mission=mission)
    known = [
        Facts(
            key=row["pk"],
            names=tuple(name for name in (row["name"], row["latin"], row["told__hangul"]) if name),
            search=row["search"],
            sex=row["sex"],
            birth_on=row["birth_on"],
            exact=not row["birth_about"],
            phone=digits(row["told__phone"] or ""),
            village=row["village"],
        )
        for row in rows.values(
            *("pk", "name", "latin", "search", "sex", "birth_on", "birth_about", "village"),
            *("told__phone", "told__hangul"),
        )
    ]
    return alike(known, apart=frozenset(apart.values_list("one_id", "other_id")))
