"""Bringing a site's log to head office: by sequence, never by clock; any number of times, in any order."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min
from django.utils.translation import gettext as _

from naru.directory.rules.sealing import seal, unseal
from naru.history.book import Refusal, lock, note
from naru.missions.actions.entries import fold_fresh, place_at_end
from naru.missions.actions.epochs import begin
from naru.missions.models import Entry, Epoch, SetAside, Site, SiteKey, Tablet, Waiting
from naru.missions.rules import entries as rules
from naru.missions.rules import frames
from naru.missions.rules.entries import Aside
from naru.missions.rules.epochs import Why
from naru.missions.rules.frames import Broken, Header
from naru.missions.rules.steps import reached

PURPOSE = b"naru.missions.site_key"
"""Binds the derived key to the sealing of sites' keys."""


def key_of(site: Site, *, at: datetime) -> bytes:
    """Give the key that a site and head office share; made where there is none yet."""
    row = SiteKey.objects.filter(site=site).first()
    if row is None:
        return keep_key(site, frames.new_key(), at=at)
    return base64.b64decode(unseal(row.sealed, secrets=_secrets(), purpose=PURPOSE))


def keep_key(site: Site, key: bytes, *, at: datetime) -> bytes:
    """Keep a site's key, sealed under this installation's secret."""
    sealed = seal(base64.b64encode(key).decode(), secrets=_secrets(), purpose=PURPOSE)
    SiteKey.objects.create(site=site, sealed=sealed, made_at=at)
    return key


def _secrets() -> list[Any]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def partner(uid: UUID) -> Site | None:
    """Give a site that shares a key with this installation: without one, nobody can have sealed anything for it."""
    shared = SiteKey.objects.filter(site__uid=uid).select_related("site").first()
    return shared.site if shared else None


# The site's side.


def held(site: Site) -> dict[str, dict[str, Any]]:
    """Give what is held here of a site's log: by epoch the last number without a gap, and the chain there."""
    return {
        str(epoch.uid): {"upto": epoch.upto, "chain": epoch.chain}
        for epoch in Epoch.objects.filter(site=site)
    }


def frames_after(site: Site, there: Mapping[str, Mapping[str, Any]], *, at: datetime) -> Iterator[bytes]:
    """
    Give the frames that head office lacks, the earliest first, at most frames.ENTRIES entries each.

    `there` is what head office holds, as `held` says it. Of an epoch that it holds otherwise it is told all that it is not
    known to hold from here: under those numbers it has another laptop's entries, and lays ours aside as a fork.
    """
    key = key_of(site, at=at)
    tablets = _tablets_told(site)
    for epoch in Epoch.objects.filter(site=site).select_related("begun_from").order_by("ordinal"):
        said = there.get(str(epoch.uid)) or {}
        upto = epoch.safe if is_strange(epoch, said) else int(said.get("upto") or 0)
        rows = Entry.objects.filter(epoch=epoch)
        while upto < epoch.upto:
            some = list(
                rows.filter(number__gt=upto).select_related("tablet").order_by("number")[: frames.ENTRIES]
            )
            if not some:
                break
            before = epoch_chain_before(epoch, some[0].number)
            told = {
                "before": before,
                "after": some[-1].chain,
                "epoch": {
                    "ordinal": epoch.ordinal,
                    "from": str(epoch.begun_from.uid) if epoch.begun_from else None,
                    "at_number": epoch.begun_at_number,
                    "why": epoch.why,
                    "laptop": epoch.laptop,
                    "begun": _milliseconds(epoch.begun_at),
                    "chain": epoch_chain_before(epoch, 1),
                },
                "tablets": tablets,
                "aside": SetAside.objects.filter(site=site, settled_at__isnull=True).count(),
                "columns": frames.in_columns([_told(entry) for entry in some]),
            }
            header = Header(site.uid, epoch.uid, some[0].number, some[-1].number)
            frame = frames.seal_frame(key, header, told)
            reached("sync.sealed")
            yield frame
            upto = some[-1].number


def epoch_chain_before(epoch: Epoch, number: int) -> str:
    """Give the chain's value before a number of an epoch."""
    if number > 1:
        return str(Entry.objects.values_list("chain", flat=True).get(epoch=epoch, number=number - 1))
    return epoch.chain_at_start


def _tablets_told(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "uid": str(row.uid),
            "label": row.label,
            "tag": row.tag,
            "added": _milliseconds(row.added_at),
            "enrolled": _milliseconds(row.enrolled_at) if row.enrolled_at else None,
            "revoked": _milliseconds(row.revoked_at) if row.revoked_at else None,
            "have": row.have,
            "highest": row.highest,
        }
        for row in Tablet.objects.filter(site=site)
    ]


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.uid),
        "kind": entry.kind,
        "seq": entry.seq,
        "at": entry.local_at,
        "by": entry.author,
        "of": str(entry.resident) if entry.resident else None,
        "visit": str(entry.visit) if entry.visit else None,
        "corrects": str(entry.corrects) if entry.corrects else None,
        "body": entry.body,
        "tablet": str(entry.tablet.uid),
        "happened": _milliseconds(entry.happened_at),
        "received": _milliseconds(entry.received_at),
    }


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def is_strange(epoch: Epoch, said: Mapping[str, Any]) -> bool:
    """Say whether head office holds more of an epoch than this laptop, or another going on of it."""
    upto = int(said.get("upto") or 0)
    if upto > epoch.upto:
        return True
    return bool(upto and "chain" in said and epoch_chain_before(epoch, upto + 1) != said["chain"])


@transaction.atomic
def note_told_whole(epochs: Sequence[Epoch]) -> None:
    """Note that head office was told the rest of epochs that it holds otherwise, and kept it: counted, or as a fork."""
    for epoch in Epoch.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in epochs]):
        epoch.safe = epoch.upto
        epoch.save(update_fields=["safe"])


@transaction.atomic
def note_held(site: Site, there: Mapping[str, Mapping[str, Any]], *, at: datetime) -> list[Epoch]:
    """
    Note at the site what head office says it holds; tablets may then forget as much.

    Gives the epochs of which head office holds more than this laptop, or something else: the sign of a restored
    backup or a copied disk, which the caller must answer with a new epoch.
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    strange = []
    for epoch in Epoch.objects.filter(site=site):
        said = there.get(str(epoch.uid))
        if not said:
            continue
        upto = int(said["upto"])
        if is_strange(epoch, said):
            strange.append(epoch)
        elif upto > epoch.safe:
            epoch.safe = upto
            epoch.save(update_fields=["safe"])
    for tablet in Tablet.objects.filter(site=site):
        unsafe = Entry.objects.filter(tablet=tablet, number__gt=F("epoch__safe"))
        first = unsafe.aggregate(first=Min("seq"))["first"]
        # What is kept aside never left this laptop: its tablet keeps it too, until somebody has settled it.
        kept = SetAside.objects.filter(tablet=tablet, seq__isnull=False, settled_at__isnull=True)
        aside = kept.aggregate(first=Min("seq"))["first"]
        safe = min([tablet.have, *(seq - 1 for seq in (first, aside) if seq is not None)])
        if safe != tablet.safe:
            tablet.safe = safe
            tablet.save(update_fields=["safe"])
    reached("sync.noted")
    return strange


# Head office's side.


@dataclass(frozen=True)
class Arrived:
    """What became of a frame: how many entries are new, and a word about it (`new`, `known`, `waiting`, `fork`)."""

    new: int
    word: str


def take_frame(frame: bytes, *, at: datetime) -> tuple[Site, Arrived]:
    """
    Take one frame of a site's log; one that came before changes nothing.

    One that leaves a gap is kept until the gap closes. One whose chain does not fit is kept aside as a fork.

    :raises Broken: if it cannot be opened; nothing is taken then
    """
    header = frames.header_of(frame)
    site = Site.objects.filter(uid=header.site).first()
    if site is None:
        raise Broken(_("The frame belongs to a site that is not known here."))
    told = frames.open_frame(key_of(site, at=at), frame)
    rows = frames.from_columns(told["columns"])
    if len(rows) != header.last - header.first + 1:
        raise Broken(_("The frame cannot be opened: it was changed or cut off on the way."))
    reached("frame.read")
    with transaction.atomic():
        arrived = _apply(site, header, told, rows, frame, at=at)
        new = arrived.new + (_close_gaps(site, at=at) if arrived.word in {"new", "known"} else 0)
        reached("frame.written")
    reached("frame.committed")
    return site, Arrived(new, arrived.word)


def _apply(
    site: Site,
    header: Header,
    told: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    frame: bytes,
    *,
    at: datetime,
) -> Arrived:
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    epoch = _epoch_of(site, header, told, at=at)
    tablets = _tablets_of(site, told["tablets"])
    if header.first > epoch.upto + 1:
        Waiting.objects.get_or_create(
            digest=frames.digest(frame).hex(),
            defaults={
                "site": site,
                "epoch_uid": header.epoch,
                "first": header.first,
                "last": header.last,
                "frame": frame,
                "arrived_at": at,
            },
        )
        return Arrived(0, "waiting")
    chain, fits, fresh = told["before"], True, []
    for number, row in enumerate(rows, header.first):
        digest = rules.digest_of(row["tablet"], {key: row[key] for key in rules.ORDER})
        if number == epoch.upto + 1:
            fits = fits and chain == epoch.chain
        chain = rules.chained(chain, digest)
        if number == epoch.upto:
            fits = fits and chain == epoch.chain
        if number > epoch.upto:
            fresh.append((row, digest))
    if header.last < epoch.upto:
        stood = Entry.objects.filter(epoch=epoch, number=header.last).values_list("chain", flat=True).first()
        fits = fits and stood in {None, chain}
    if not fits or chain != told["after"]:
        _lay_aside(site, header, frame, str(told["after"]), at=at)
        return Arrived(0, "fork")
    if not fresh:
        return Arrived(0, "known")
    return Arrived(_append(site, epoch, tablets, fresh, at=at), "new")


def _append(
    site: Site,
    epoch: Epoch,
    tablets: Mapping[str, Tablet],
    fresh: Sequence[tuple[Mapping[str, Any], str]],
    *,
    at: datetime,
) -> int:
    known = Entry.objects.in_bulk([UUID(row["id"]) for row, _digest in fresh], field_name="uid")
    taken = set(
        Entry.objects.filter(tablet__in=tablets.values(), seq__gte=min(row["seq"] for row, _digest in fresh))
        .exclude(uid__in=known)
        .values_list("tablet__uid", "seq")
    )
    entries, new, again, conflicts = [], [], [], []
    for row, digest in fresh:
        stands = known.get(UUID(row["id"]))
        entry = Entry(pk=stands.pk, uid=stands.uid) if stands else Entry(uid=UUID(row["id"]), arrived_at=at)
        entry.site, entry.tablet, entry.seq, entry.kind = (
            site,
            tablets[row["tablet"]],
            row["seq"],
            row["kind"],
        )
        entry.author, entry.local_at, entry.body, entry.digest = row["by"], row["at"], row["body"], digest
        entry.happened_at, entry.received_at = _moment(row["happened"]), _moment(row["received"])
        entry.resident = UUID(row["of"]) if row["of"] else None
        entry.visit = UUID(row["visit"]) if row["visit"] else None
        entry.corrects = UUID(row["corrects"]) if row["corrects"] else None
        entries.append(entry)
        place = (entry.tablet.uid, entry.seq)
        if stands and stands.digest != digest:
            conflicts.append((row, Aside.OTHER_BODY, entry))
        elif stands:
            again.append(entry)
        elif place in taken:
            conflicts.append((row, Aside.NUMBER_TAKEN, entry))
        else:
            taken.add(place)
            new.append(entry)
    place_at_end(epoch, entries, at=at)
    Entry.objects.bulk_create(new, batch_size=1_000)
    # What came before in an older epoch stands now where the site has it: a restored laptop was told it again.
    if again:
        Entry.objects.bulk_update(
            again, ["epoch", "number", "chain", "happened_at", "received_at"], batch_size=500
        )
    _lay_entries_aside(site, conflicts, at=at)
    if stored := [*new, *again]:
        fold_fresh(epoch, stored, in_turn=not again)
    return len(new)


def _lay_entries_aside(
    site: Site, conflicts: Sequence[tuple[Mapping[str, Any], Aside, Entry]], *, at: datetime
) -> None:
    SetAside.objects.bulk_create(
        [
            SetAside(
                site=site,
                tablet=entry.tablet,
                seq=entry.seq,
                uid=entry.uid,
                reason=reason,
                raw=json.dumps({key: row[key] for key in rules.ORDER}, ensure_ascii=False, sort_keys=True),
                digest=rules.digest_of(f"{entry.tablet.uid}{reason}", {"raw": entry.digest}),
                received_at=at,
            )
            for row, reason, entry in conflicts
        ],
        ignore_conflicts=True,
    )


def _epoch_of(site: Site, header: Header, told: Mapping[str, Any], *, at: datetime) -> Epoch:
    said = told["epoch"]
    rows = Epoch.objects.select_for_update(of=("self",))
    epoch = rows.filter(uid=header.epoch).first()
    if epoch is None:
        epoch = Epoch.objects.create(
            uid=header.epoch,
            site=site,
            ordinal=said["ordinal"],
            begun_from=Epoch.objects.filter(uid=said["from"]).first() if said["from"] else None,
            begun_at_number=said["at_number"],
            why=said["why"],
            laptop=said["laptop"],
            begun_at=_moment(said["begun"]),
            chain=said["chain"],
            chain_at_start=said["chain"],
            heard_at=at,
        )
    else:
        epoch.heard_at = at
        epoch.save(update_fields=["heard_at"])
    epoch.site = site
    return epoch


def _tablets_of(site: Site, told: Sequence[Mapping[str, Any]]) -> dict[str, Tablet]:
    rows = [
        Tablet(
            uid=UUID(one["uid"]),
            site=site,
            label=one["label"],
            tag=one["tag"],
            added_at=_moment(one["added"]),
            enrolled_at=_moment(one["enrolled"]) if one["enrolled"] else None,
            revoked_at=_moment(one["revoked"]) if one["revoked"] else None,
            have=one["have"],
            highest=one["highest"],
        )
        for one in told
    ]
    fields = ["label", "tag", "enrolled_at", "revoked_at", "have", "highest"]
    if rows:
        Tablet.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uid"], update_fields=fields)
    return {str(row.uid): row for row in Tablet.objects.filter(uid__in=[row.uid for row in rows])}


def _close_gaps(site: Site, *, at: datetime) -> int:
    """Apply the frames that waited for this one."""
    new, went_on = 0, True
    while went_on:
        went_on = False
        for row in Waiting.objects.filter(site=site).order_by("first"):
            frame = bytes(row.frame)
            epoch = Epoch.objects.filter(uid=row.epoch_uid).first()
            if epoch is None or row.first > epoch.upto + 1:
                continue
            told = frames.open_frame(key_of(site, at=at), frame)
            rows = frames.from_columns(told["columns"])
            new += _apply(site, frames.header_of(frame), told, rows, frame, at=at).new
            row.delete()
            went_on = True
    return new


def _lay_aside(site: Site, header: Header, frame: bytes, after: str, *, at: datetime) -> None:
    SetAside.objects.bulk_create(
        [
            SetAside(
                site=site,
                reason=Aside.FORK,
                raw=base64.b64encode(frame).decode(),
                # Sealed anew, a frame is other bytes; by its numbers and its chain the same one is known again.
                digest=rules.chained(str(header), after),
                received_at=at,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def keep_fork(aside: SetAside, *, by: Any, at: datetime, why: str = "") -> Epoch:
    """
    Keep a fork as an epoch of its own: what a second laptop wrote with the same numbers stands beside the first's.

    :raises Refusal: where it is no fork, or was settled already
    """
    lock(aside)
    if aside.reason != Aside.FORK or aside.settled_at:
        raise Refusal(_("This was settled already, or is no fork."))
    site = aside.site
    frame = base64.b64decode(aside.raw)
    header = frames.header_of(frame)
    told = frames.open_frame(key_of(site, at=at), frame)
    rows = frames.from_columns(told["columns"])
    tablets = _tablets_of(site, told["tablets"])
    goes_on = Epoch.objects.filter(uid=header.epoch).first()
    epoch = begin(site, why=Why.FORK, laptop=str(told["epoch"]["laptop"]), at=at, goes_on=goes_on)
    known = set(Entry.objects.filter(uid__in=[row["id"] for row in rows]).values_list("uid", flat=True))
    taken = set(Entry.objects.filter(tablet__in=tablets.values()).values_list("tablet__uid", "seq"))
    fresh = [
        (row, rules.digest_of(row["tablet"], {key: row[key] for key in rules.ORDER}))
        for row in rows
        if UUID(row["id"]) not in known and (UUID(row["tablet"]), row["seq"]) not in taken
    ]
    if fresh:
        _append(site, epoch, tablets, fresh, at=at)
    aside.settled_at, aside.settled_by, aside.settled_as, aside.why = at, by, "kept_fork", why[:300]
    aside.save(update_fields=["settled_at", "settled_by", "settled_as", "why"])
    note(by=by, verb="kept_fork", subject=site, at=at, why=why, after={"entries": len(fresh)})
    return epoch


def answer_to(site: Site, frame: bytes, *, at: datetime, word: str) -> bytes:
    """Give head office's answer to a frame: what it holds, sealed so that only this site reads it as such."""
    return frames.seal_message(
        key_of(site, at=at), "answer", {"epochs": held(site), "word": word}, frames.digest(frame)
    )
