"""Folding the log into tables: residents, visits and stock, always whole from their entries."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from naru.directory.rules.names import read as read_name
from naru.directory.rules.names import vocabulary
from naru.missions.models import Entry, Epoch, Resident, Site, Stock, StockMove, Visit
from naru.missions.rules.entries import MOVING_KINDS, RANK, Colour, Kind, canonical
from naru.missions.rules.folding import Move, Told, fold, moves, whole

RESIDENT_FIELDS = [
    "number",
    "name",
    "latin",
    "search",
    "sex",
    "birth_on",
    "birth_about",
    "village",
    "language",
    "registered",
    "touched",
    "told",
    "digest",
]
VISIT_FIELDS = [
    "resident",
    "day",
    "returning",
    "station",
    "standing",
    "departed",
    "colour",
    "rank",
    "queued_at",
    "arrived_at",
    "exited_at",
    "outcome",
    "pregnant",
    "age_days",
    "told",
]
AT_ONCE = 400
"""How many residents are folded with one question."""


def fold_residents(uids: Collection[UUID], *, touched: int) -> None:
    """Fold these residents anew from all of their entries; `touched` is the key of the entry that changed them."""
    wanted = list(uids)
    for start in range(0, len(wanted), AT_ONCE):
        _fold_some(wanted[start : start + AT_ONCE], touched)


def _fold_some(uids: list[UUID], touched: int) -> None:
    entries: dict[UUID, list[Told]] = {uid: [] for uid in uids}
    places = _places()
    sites: dict[UUID, int] = {}
    for entry in Entry.objects.filter(resident__in=uids).order_by("pk"):
        entries[entry.resident].append(entry.told(places(entry)))
        sites.setdefault(entry.resident, entry.site_id)
    withdrawals = _withdrawals(entries)
    for uid, some in withdrawals.items():
        entries[uid].extend(some)
    records = {uid: fold(str(uid), some) for uid, some in entries.items() if some}
    taken = _numbers_of_others(records)
    rows = [_resident(uid, record, sites[uid], touched, taken) for uid, record in records.items()]
    if not rows:
        return
    Resident.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["uid"], update_fields=RESIDENT_FIELDS
    )
    keys = dict(Resident.objects.filter(uid__in=records).values_list("uid", "pk"))
    visits = [
        _visit(visit, keys[uid], sites[uid]) for uid, record in records.items() for visit in record["visits"]
    ]
    Visit.objects.filter(resident__in=keys.values()).exclude(uid__in=[visit.uid for visit in visits]).delete()
    if visits:
        Visit.objects.bulk_create(
            visits, update_conflicts=True, unique_fields=["uid"], update_fields=VISIT_FIELDS
        )
    _join(records, keys, touched)


def _places() -> Any:
    """Give a function that says an epoch's ordinal and key, asking once for each."""
    known: dict[int, tuple[int, int]] = {}

    def place(entry: Entry) -> tuple[int, int]:
        if entry.epoch_id not in known:
            known[entry.epoch_id] = (
                Epoch.objects.values_list("ordinal", flat=True).get(pk=entry.epoch_id),
                entry.epoch_id,
            )
        return known[entry.epoch_id]

    return place


def _withdrawals(entries: dict[UUID, list[Told]]) -> dict[UUID, list[Told]]:
    """Find what takes these entries back but does not name the resident itself."""
    owner = {one.uid: uid for uid, some in entries.items() for one in some}
    found: dict[UUID, list[Told]] = {}
    places = _places()
    rows = Entry.objects.filter(
        kind=Kind.WITHDRAWN, resident__isnull=True, corrects__in=[UUID(uid) for uid in owner]
    )
    for entry in rows:
        found.setdefault(owner[str(entry.corrects)], []).append(entry.told(places(entry)))
    return found


def _numbers_of_others(records: dict[UUID, dict[str, Any]]) -> set[str]:
    numbers = [record["number"] for record in records.values() if record["number"]]
    rows = Resident.objects.filter(number__in=numbers).exclude(uid__in=records)
    taken = set(rows.values_list("number", flat=True))
    seen: set[str] = set()
    for number in numbers:
        if number in seen:
            taken.add(number)
        seen.add(number)
    return taken


def _resident(uid: UUID, record: dict[str, Any], site: int, touched: int, taken: set[str]) -> Resident:
    told = {key: value for key, value in record.items() if key not in {"id", "visits", "joined_to"}}
    return Resident(
        uid=uid,
        site_id=site,
        number="" if record["number"] in taken else record["number"],
        name=record["name"],
        latin=record["latin"],
        search=_search(record),
        sex=record["sex"],
        birth_on=date.fromisoformat(record["birth_on"]) if record["birth_on"] else None,
        birth_about=record["birth_about"],
        village=record["village"],
        language=record["language"],
        registered=record["registered"],
        touched=touched,
        told=told,
        digest=hashlib.sha256(canonical(record)).hexdigest(),
    )


def _search(record: dict[str, Any]) -> str:
    """Give the keys under which the names of a record are found, whatever script they are asked in."""
    words: dict[str, None] = {}
    for name in (record["name"], record["latin"], record["hangul"]):
        if name:
            words |= dict.fromkeys(sorted(vocabulary(read_name(name, person=True))))
    return (" " + " ".join(words) + " ")[:500] if words else ""


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _visit(visit: dict[str, Any], resident: int, site: int) -> Visit:
    return Visit(
        uid=UUID(visit["id"]),
        site_id=site,
        resident_id=resident,
        day=date.fromisoformat(visit["day"]) if visit["day"] else None,
        returning=visit["returning"],
        station=visit["station"],
        standing=visit["standing"],
        departed=bool(visit["outcome"]),
        colour=visit["colour"],
        rank=RANK[Colour(visit["colour"])],
        queued_at=_moment(visit["queued_at"]),
        arrived_at=_moment(visit["arrived_at"]),
        exited_at=_moment(visit["exited_at"]),
        outcome=visit["outcome"],
        pregnant=visit["pregnant"],
        age_days=visit["age_days"],
        told=visit,
    )


def _join(records: dict[UUID, dict[str, Any]], keys: dict[UUID, int], touched: int) -> None:
    """Let joined residents lead to the one that stands; those parted again stand for themselves."""
    joins = {keys[uid]: [UUID(one) for one in record["joins"]] for uid, record in records.items()}
    left = Resident.objects.filter(joined_to__in=list(joins)).exclude(
        uid__in=[one for some in joins.values() for one in some]
    )
    left.update(joined_to=None, touched=touched)
    for stands, leads in joins.items():
        if leads:
            Resident.objects.filter(uid__in=leads).exclude(pk=stands).update(
                joined_to=stands, touched=touched
            )


def fold_stock(site: Site, fresh: Sequence[Entry], *, in_turn: bool) -> None:
    """
    Bring the stock of a site up to new entries.

    `in_turn` says that they stand after all that was folded before and correct nothing: then their moves are added.
    Otherwise the lots that they touch are folded anew from the whole log.
    """
    moving = [entry for entry in fresh if entry.kind in MOVING_KINDS or entry.kind == Kind.WITHDRAWN]
    if not moving:
        return
    places = _places()
    if in_turn and not any(entry.corrects for entry in moving):
        told = [entry.told(places(entry)) for entry in moving]
        lots = {lot for entry in moving for lot in _lots(entry)}
        before = {row.lot: float(row.on_hand) for row in Stock.objects.filter(site=site, lot__in=lots)}
        _put_moves(site, moves(told, before), {str(entry.uid): entry for entry in moving})
        _sum_up(site, lots, touched=max(entry.pk for entry in moving))
        return
    about = [entry.corrects for entry in moving if entry.corrects]
    corrected = Entry.objects.filter(uid__in=about)
    lots = {lot for entry in [*moving, *corrected] for lot in _lots(entry)}
    lots |= set(StockMove.objects.filter(entry__uid__in=about).values_list("lot", flat=True))
    refold_lots(site, lots, touched=max(entry.pk for entry in moving))


def _lots(entry: Entry) -> Iterable[str]:
    if entry.kind == Kind.DISPENSED:
        return [part["lot"] for part in entry.body["lots"]]
    return [entry.body["lot"]] if "lot" in entry.body else []


def refold_lots(site: Site, lots: Collection[str], *, touched: int) -> None:
    """Fold these lots of a site anew from the whole log."""
    if not lots:
        return
    rows = Entry.objects.filter(site=site).filter(Q(kind__in=MOVING_KINDS) | Q(kind=Kind.WITHDRAWN))
    places = _places()
    some = {
        str(entry.uid): entry
        for entry in rows
        if entry.kind == Kind.WITHDRAWN or set(_lots(entry)) & set(lots)
    }
    StockMove.objects.filter(site=site, lot__in=lots).delete()
    told = [entry.told(places(entry)) for entry in some.values()]
    _put_moves(site, [move for move in moves(told) if move.lot in lots], some)
    _sum_up(site, lots, touched=touched)


def _put_moves(site: Site, some: Iterable[Move], entries: dict[str, Entry]) -> None:
    zone = ZoneInfo(site.zone)
    StockMove.objects.bulk_create(
        [
            StockMove(
                site=site,
                entry=entries[move.entry],
                lot=move.lot,
                quantity=Decimal(str(whole(move.quantity))),
                why=move.why,
                line=UUID(move.line) if move.line else None,
                day=entries[move.entry].happened_at.astimezone(zone).date(),
            )
            for move in some
        ],
        batch_size=500,
    )


def _sum_up(site: Site, lots: Collection[str], *, touched: int) -> None:
    sums = dict(
        StockMove.objects.filter(site=site, lot__in=lots)
        .order_by()
        .values("lot")
        .annotate(units=Sum("quantity"))
        .values_list("lot", "units")
    )
    rows = [
        Stock(site=site, lot=lot, on_hand=sums.get(lot) or Decimal(0), touched=touched)
        for lot in sorted(lots)
    ]
    Stock.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["site", "lot"], update_fields=["on_hand", "touched"]
    )
