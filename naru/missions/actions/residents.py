"""Saying that two residents are one person, or that they are two: entries of the log, which can be undone by another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from naru.history.book import note, refuse
from naru.missions.actions.entries import store
from naru.missions.actions.epochs import running, uuid7
from naru.missions.models import Entry, Resident, Site, Tablet, ToldApart
from naru.missions.rules import alike
from naru.missions.rules import entries as rules
from naru.missions.rules.entries import Kind

OFFICE = "OFFICE"
"""Who wrote an entry that was made on this installation's own screens."""


@transaction.atomic
def join(stands: Resident, leads: Resident, *, by: Any, at: datetime, why: str = "") -> Resident:
    """
    Join two entries as one resident: `leads` leads to `stands` from now on. Nothing of either is changed.

    :raises Refusal: with the sentence from rules.alike.why_not_join
    """
    stands, leads = _held(stands, leads)
    refuse(
        alike.why_not_join(
            same=stands.pk == leads.pk,
            one_joined=stands.joined_to_id is not None,
            other_joined=leads.joined_to_id is not None or leads.joined.exists(),
        )
    )
    _write(stands, Kind.JOINED, {"with": str(leads.uid)} | ({"why": why[:400]} if why else {}), at=at)
    note(by=by, verb="joined_residents", subject=stands, at=at, why=why, after={"with": leads.number})
    stands.refresh_from_db()
    return stands


@transaction.atomic
def part(leads: Resident, *, by: Any, at: datetime, why: str = "") -> Resident:
    """
    Part a resident from the one they were joined with.

    :raises Refusal: with the sentence from rules.alike.why_not_part
    """
    (leads,) = _held(leads)
    refuse(alike.why_not_part(joined=leads.joined_to_id is not None))
    stands = leads.joined_to
    assert stands is not None
    _write(stands, Kind.PARTED, {"with": str(leads.uid)} | ({"why": why[:400]} if why else {}), at=at)
    note(by=by, verb="parted_residents", subject=stands, at=at, why=why, after={"with": leads.number})
    leads.refresh_from_db()
    return leads


@transaction.atomic
def tell_apart(one: Resident, other: Resident, *, by: Any, at: datetime, why: str = "") -> ToldApart:
    """
    Remember that two residents are not the same, so that nobody is asked again.

    :raises Refusal: for one and the same
    """
    refuse(alike.why_not_join(same=one.pk == other.pk, one_joined=False, other_joined=False))
    low, high = sorted((one, other), key=lambda row: row.pk)
    told, fresh = ToldApart.objects.get_or_create(
        one=low, other=high, defaults={"site": low.site, "why": why[:300], "told_by": by, "told_at": at}
    )
    if fresh:
        note(by=by, verb="told_apart", subject=low, at=at, why=why, after={"with": high.number})
    return told


def _held(*rows: Resident) -> list[Resident]:
    locked = Resident.objects.select_for_update(of=("self",)).select_related("site").order_by("pk")
    found = {row.pk: row for row in locked.filter(pk__in=[row.pk for row in rows])}
    return [found[row.pk] for row in rows]


def _write(resident: Resident, kind: str, body: dict[str, Any], *, at: datetime) -> Entry:
    """Write an entry of this installation's own at the end of its own epoch."""
    site = resident.site
    epoch = running(site, at=at)
    desk = _desk(site, at=at)
    desk.have = desk.highest = desk.have + 1
    desk.save(update_fields=["have", "highest"])
    sent = rules.Sent(
        uid=uuid7(at),
        kind=kind,
        seq=desk.have,
        local_at=at.isoformat(timespec="milliseconds"),
        author=OFFICE,
        of=resident.uid,
        visit=None,
        corrects=None,
        body=body,
    )
    entry = Entry(
        uid=sent.uid,
        site=site,
        tablet=desk,
        seq=sent.seq,
        kind=kind,
        author=OFFICE,
        local_at=sent.local_at,
        happened_at=at,
        received_at=at,
        resident=resident.uid,
        body=body,
        digest=sent.digest(str(desk.uid)),
    )
    store(epoch, [entry], at=at)
    return entry


def _desk(site: Site, *, at: datetime) -> Tablet:
    """Give the device in whose name this installation writes at a site; it has no token, so nobody else can."""
    desk = (
        Tablet.objects.select_for_update(of=("self",))
        .filter(site=site, label=OFFICE, token_digest="")
        .first()
    )
    return desk or Tablet.objects.create(
        uid=uuid7(at), site=site, label=OFFICE, tag="", added_at=at, enrolled_at=at
    )
