"""Settling what was kept aside: repaired and taken as a new entry of the laptop, or left out with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from naru.history.book import Refusal, lock, note, refuse
from naru.missions.actions.entries import store
from naru.missions.actions.epochs import running, uuid7
from naru.missions.actions.tablets import share
from naru.missions.models import Entry, Resident, SetAside, Site, Tablet
from naru.missions.rules import aside as rules
from naru.missions.rules import entries, numbers
from naru.missions.rules.entries import Kind


@transaction.atomic
def take_again(row: SetAside, *, told: Mapping[str, Any], why: str = "", by: Any, at: datetime) -> Entry:
    """
    Take what was kept aside as a new entry, as somebody repaired it.

    `told` is the entry as docs/clinic.md writes it; its id and number are given anew, for the laptop is the device
    that writes it. Its author stays who wrote it first. Where an entry with its old id is here, it corrects that one.
    What was kept aside stays, with who decided and what came of it.

    :raises Refusal: where it is settled or beyond repair, cannot be read, or names a number that somebody else has
    """
    lock(row)
    refuse(rules.why_not_take_again(_terms(row)))
    epoch = running(row.site, at=at)
    desk = _desk(row.site, at=at)
    body = _body(row.site, desk, told)
    corrects = told.get("corrects")
    if row.uid and Entry.objects.filter(uid=row.uid).exists():
        corrects = str(row.uid)
    fresh = {
        **told,
        "id": str(uuid7(at)),
        "seq": desk.highest + 1,
        "corrects": corrects,
        "body": body,
    }
    try:
        sent = entries.read(fresh)
    except entries.Unreadable as fault:
        raise Refusal(str(fault)) from None
    _refuse_number(sent)
    entry = Entry(
        uid=sent.uid,
        site=row.site,
        tablet=desk,
        seq=sent.seq,
        kind=sent.kind,
        author=sent.author,
        local_at=sent.local_at,
        happened_at=entries.happened(
            sent.local_at, sent_at=row.received_at, at=row.received_at, since=_since(row)
        ),
        received_at=at,
        resident=sent.of,
        visit=sent.visit,
        corrects=sent.corrects,
        body=sent.body,
        digest=sent.digest(str(desk.uid)),
    )
    store(epoch, [entry], at=at)
    desk.have = desk.highest = sent.seq
    desk.seen_at = at
    desk.save(update_fields=["have", "highest", "seen_at"])
    _settle(row, rules.TAKEN, why=why, entry=entry, by=by, at=at)
    note(
        by=by,
        verb="took_again",
        subject=row,
        at=at,
        why=why,
        before={"reason": row.reason},
        after={"kind": entry.kind, "number": entry.number},
    )
    return entry


@transaction.atomic
def drop(row: SetAside, *, why: str, by: Any, at: datetime) -> SetAside:
    """
    Leave out what was kept aside; it stays as it arrived, with who decided so and why.

    :raises Refusal: where it is settled, or no reason is given
    """
    lock(row)
    refuse(rules.why_not_drop(_terms(row), why=why))
    _settle(row, rules.DROPPED, why=why, entry=None, by=by, at=at)
    note(by=by, verb="dropped_aside", subject=row, at=at, why=why, before={"reason": row.reason})
    return row


def _since(row: SetAside) -> datetime:
    tablet = row.tablet
    return (tablet.enrolled_at or tablet.added_at) if tablet else row.received_at


def _terms(row: SetAside) -> rules.Terms:
    return rules.Terms(row.reason, row.settled_at is not None)


def _settle(row: SetAside, how: str, *, why: str, entry: Entry | None, by: Any, at: datetime) -> None:
    row.settled_as, row.settled_at, row.settled_by, row.why, row.entry = how, at, by, why.strip()[:300], entry
    row.save(update_fields=["settled_as", "settled_at", "settled_by", "why", "entry"])


def _desk(site: Site, *, at: datetime) -> Tablet:
    """Give the device that this laptop itself writes as, locked; the two laptops of a site have one each."""
    first, until = share(site)
    uid = uuid5(site.uid, f"desk {first}")
    found: Tablet | None = Tablet.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if found:
        return found
    used = set(Tablet.objects.filter(site=site).values_list("tag", flat=True))
    # From the end of the share, so that it takes no tag from a tablet that comes after.
    free = (numbers.tag(place) for place in range(until - 1, first - 1, -1))
    tag = next((each for each in free if each not in used), None)
    if tag is None:
        raise Refusal(_("This laptop has no more tags for tablets. Ask head office for a new package."))
    return Tablet.objects.create(
        uid=uid, site=site, label=rules.DESK_LABEL, tag=tag, added_at=at, enrolled_at=at
    )


def _body(site: Site, desk: Tablet, told: Mapping[str, Any]) -> Any:
    """Give the body, with a number of the laptop's own where that of a registration cannot stay."""
    body = told.get("body")
    if told.get("kind") != Kind.REGISTERED or not isinstance(body, Mapping):
        return body
    wanted = numbers.read_number(body["number"]) if isinstance(body.get("number"), str) else None
    if wanted and not _other_has(wanted, told.get("of")):
        return body
    given = Entry.objects.filter(tablet=desk, kind=Kind.REGISTERED).count()
    return {**body, "number": numbers.number(site.letter, desk.tag, given + 1)}


def _other_has(number: str, of: Any) -> bool:
    held = Resident.objects.filter(number=number).values_list("uid", flat=True).first()
    try:
        return held is not None and held != UUID(str(of))
    except ValueError:
        return held is not None


def _refuse_number(sent: entries.Sent) -> None:
    if sent.kind == Kind.REGISTERED and _other_has(sent.body["number"], sent.of):
        raise Refusal(str(entries.Aside.RESIDENT_NUMBER.label))
