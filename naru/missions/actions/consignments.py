"""A consignment from the request to the thanks: each decision by the table of moves, and the last one taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.directory.models import Organisation
from naru.history.book import Refusal, lock, note, refuse
from naru.history.models import Entry
from naru.krds.formats import words
from naru.letters.book import send
from naru.missions.actions.missions import write
from naru.missions.actions.stores import next_code
from naru.missions.models import Consignment, ConsignmentItem, ConsignmentPaper, Lot
from naru.missions.rules import consignments as rules

UNDOABLE = {"closed_packing", "shipped", "received_consignment", "thanked_donors", "cancelled_consignment"}
"""The verbs whose before and after say all that is needed to take them back."""


def _hold(row: Consignment) -> rules.Facts:
    return lock(row).facts()


def _write(
    row: Consignment, *, verb: str, by: Any, at: datetime, why: str = "", **values: Any
) -> Consignment:
    write(row, values, verb=verb, by=by, at=at, why=why)
    row.changed_at = at
    row.save(update_fields=["changed_at"])
    return row


def code_for(day: date) -> str:
    """Give the next free code of a year's consignments: `C24-01` first."""
    stem = f"C{day:%y}-"
    taken = Consignment.objects.filter(code__startswith=stem).values_list("code", flat=True)
    used = [int(code[len(stem) :]) for code in taken if code[len(stem) :].isdigit()]
    return f"{stem}{max(used, default=0) + 1:02}"


@transaction.atomic
def request(
    *,
    partner: Organisation,
    title: str,
    requested_on: date,
    items: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    **told: Any,
) -> Consignment:
    """
    Enter what a partner asked for; `items` are the fields of its lines.

    :raises Refusal: with the sentence from rules.consignments.why_not_request
    """
    refuse(rules.why_not_request(lines=len(items)))
    list(Consignment.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    row = Consignment.objects.create(
        code=code_for(requested_on),
        partner=partner,
        title=title.strip(),
        requested_on=requested_on,
        entered_at=at,
        changed_at=at,
        **told,
    )
    for item in items:
        ConsignmentItem.objects.create(consignment=row, **item)
    after = {"code": row.code, "partner": partner.pk, "items": len(items)}
    note(by=by, verb="requested_consignment", subject=row, at=at, after=after)
    return row


@transaction.atomic
def change(consignment: Consignment, *, by: Any, at: datetime, **told: Any) -> bool:
    """Change what is written about a consignment; say whether anything differed."""
    _hold(consignment)
    return write(consignment, told, verb="changed", by=by, at=at)


@transaction.atomic
def add_item(consignment: Consignment, *, wanted: int, by: Any, at: datetime, **told: Any) -> ConsignmentItem:
    """
    Add a line to what is asked for.

    :raises Refusal: with the sentence from rules.consignments.why_not_write
    """
    refuse(rules.why_not_write(_hold(consignment)))
    item = ConsignmentItem.objects.create(consignment=consignment, wanted=wanted, **told)
    note(by=by, verb="added_item", subject=consignment, at=at, after={"item": str(item), "wanted": wanted})
    return item


@transaction.atomic
def remove_item(item: ConsignmentItem, *, by: Any, at: datetime) -> None:
    """
    Take a line off what is asked for.

    :raises Refusal: with the sentence from rules.consignments.why_not_write, or if lots of it are packed
    """
    consignment = item.consignment
    refuse(rules.why_not_write(_hold(consignment)))
    if item.lots.exists():
        raise Refusal(_("Lots of this are packed already."))
    note(
        by=by,
        verb="removed_item",
        subject=consignment,
        at=at,
        before={"item": str(item), "wanted": item.wanted},
    )
    item.delete()


@transaction.atomic
def pack(
    item: ConsignmentItem,
    *,
    packed: int,
    by: Any,
    at: datetime,
    number: str = "",
    expires_on: date | None = None,
    **told: Any,
) -> Lot:
    """
    Pack units of a lot for a line of a consignment.

    :raises Refusal: with the sentence from rules.consignments.why_not_write or why_not_lot
    """
    consignment = item.consignment
    refuse(rules.why_not_write(_hold(consignment)))
    refuse(
        rules.why_not_lot(
            quantity=packed,
            medicine_needs_expiry=item.medicine_id is not None,
            expires_on=expires_on,
            on=timezone.localdate(at),
        )
    )
    lot = Lot.objects.create(
        code=next_code(consignment.code),
        consignment=consignment,
        mission=consignment.mission,
        site=consignment.site,
        item=item,
        medicine=item.medicine,
        number=number.strip(),
        expires_on=expires_on,
        packed=packed,
        packed_at=at,
        packed_by=by if getattr(by, "pk", None) else None,
        **{"value": item.value, **told},
    )
    after = {"code": lot.code, "what": str(item), "packed": packed}
    note(by=by, verb="packed_lot", subject=consignment, at=at, after=after)
    return lot


@transaction.atomic
def close(consignment: Consignment, *, by: Any, at: datetime) -> Consignment:
    """
    Close the packing: what is packed stays as it is.

    :raises Refusal: with the sentence from rules.consignments.why_not_close
    """
    refuse(rules.why_not_close(_hold(consignment)))
    return _write(consignment, verb="closed_packing", by=by, at=at, packed_at=at)


@transaction.atomic
def ship(
    consignment: Consignment,
    *,
    shipped_on: date,
    by: Any,
    at: datetime,
    carrier: str = "",
    tracking: str = "",
) -> Consignment:
    """
    Record that it left.

    :raises Refusal: with the sentence from rules.consignments.why_not_ship
    """
    refuse(rules.why_not_ship(_hold(consignment), shipped_on=shipped_on, on=timezone.localdate(at)))
    told = {"shipped_on": shipped_on, "carrier": carrier.strip(), "tracking": tracking.strip()}
    return _write(consignment, verb="shipped", by=by, at=at, **told)


@transaction.atomic
def receive(
    consignment: Consignment,
    *,
    received_on: date,
    counts: Mapping[int, int],
    by: Any,
    at: datetime,
    received_by: str = "",
    difference_note: str = "",
) -> Consignment:
    """
    Record what arrived: `counts` gives the units of each lot by its key; differences stay with their note.

    :raises Refusal: with the sentence from rules.consignments.why_not_receive, or if a difference is not explained
    """
    facts = _hold(consignment)
    lots = list(consignment.lots.standing())
    uncounted = sum(1 for lot in lots if lot.pk not in counts)
    refuse(
        rules.why_not_receive(facts, received_on=received_on, uncounted=uncounted, on=timezone.localdate(at))
    )
    if any(counts[lot.pk] != lot.packed for lot in lots) and not difference_note.strip():
        raise Refusal(_("Say why the counts differ."))
    for lot in lots:
        lot.received = counts[lot.pk]
        lot.save(update_fields=["received"])
    arrived = {lot.code: lot.received for lot in lots}
    note(by=by, verb="counted_arrival", subject=consignment, at=at, after=arrived)
    told = {
        "received_on": received_on,
        "received_by": received_by.strip(),
        "difference_note": difference_note.strip(),
    }
    return _write(consignment, verb="received_consignment", by=by, at=at, **told)


@transaction.atomic
def thank(consignment: Consignment, *, by: Any, at: datetime) -> Consignment:
    """
    Thank for the arrival: a letter to the partner with what arrived, and the consignment is done.

    :raises Refusal: with the sentence from rules.consignments.why_not_thank, or if there is no e-mail address
    """
    refuse(rules.why_not_thank(_hold(consignment)))
    if not consignment.email:
        raise Refusal(_("Write down the partner’s e-mail address first."))
    language = consignment.language or "en"
    with override(language):
        lines = [
            f"{lot.item or lot.medicine}: {words.number(lot.expected)}"
            for lot in consignment.lots.standing().select_related("item__medicine", "medicine")
        ]
        context = {
            "name": consignment.contact or consignment.partner.name_in(language),
            "organisation": consignment.partner.name_in(language),
            "title": consignment.title,
            "number": consignment.code,
            "day": words.day(consignment.received_on),
            "donors": consignment.donors,
            "lines": lines,
            "office": settings.NARU_OFFICE_NAME,
        }
    send(
        "consignment_thanks",
        to=consignment.email,
        language=language,
        context=context,
        by=by,
        at=at,
        subject_row=consignment,
    )
    return _write(consignment, verb="thanked_donors", by=by, at=at, thanked_at=at)


@transaction.atomic
def cancel(consignment: Consignment, *, because: str, by: Any, at: datetime) -> Consignment:
    """
    Cancel a consignment that has not left.

    :raises Refusal: with the sentence from rules.consignments.why_not_cancel
    """
    refuse(rules.why_not_cancel(_hold(consignment), because=because))
    told = {"cancelled_at": at, "cancelled_because": because.strip()}
    return _write(consignment, verb="cancelled_consignment", by=by, at=at, why=because, **told)


def last_decision(consignment: Consignment) -> Entry | None:
    """Give the last decision about a consignment, where it can be taken back."""
    entries = Entry.objects.about(consignment).exclude(verb__in={"counted_arrival", "filed", "downloaded"})
    last: Entry | None = entries.order_by("-number").first()
    return last if last and last.verb in UNDOABLE else None


@transaction.atomic
def undo(consignment: Consignment, *, number: int, by: Any, at: datetime) -> Consignment:
    """
    Take the last decision back, if it is the one meant.

    :raises Refusal: if something was decided since, or a letter has gone out by it
    """
    lock(consignment)
    last = last_decision(consignment)
    if last is None or last.number != number:
        raise Refusal(_("Something has been decided since. Look again."))
    if last.verb == "thanked_donors":
        raise Refusal(_("The letter of thanks is written already."))
    values = {name: _back(consignment, name, value) for name, value in last.before.items()}
    if last.verb == "received_consignment":
        for lot in consignment.lots.standing():
            lot.received = None
            lot.save(update_fields=["received"])
    return _write(consignment, verb="took_back", by=by, at=at, why=last.verb, **values)


def _back(row: Consignment, name: str, value: Any) -> Any:
    field = row._meta.get_field(name)
    return field.to_python(value) if value is not None else None  # type: ignore[union-attr]


@transaction.atomic
def keep(consignment: Consignment, *, file: File[Any], kind: str, by: Any, at: datetime) -> ConsignmentPaper:
    """
    Keep a file with a consignment, such as the proof of delivery, with its size and SHA-256.

    :raises Refusal: if it is empty, or the consignment holds the same bytes already
    """
    lock(consignment)
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    if not size:
        raise Refusal(_("This file is empty."))
    if twin := consignment.papers.filter(sha256=digest.hexdigest()).first():
        raise Refusal(_("This very file is kept here already, as “%(title)s”.") % {"title": twin.name})
    file.seek(0)
    name = (file.name or "file").replace("\\", "/").rsplit("/", 1)[-1][:200]
    paper = ConsignmentPaper.objects.create(
        consignment=consignment,
        kind=kind,
        file=file,
        name=name,
        size=size,
        sha256=digest.hexdigest(),
        added_by=by if getattr(by, "pk", None) else None,
        added_at=at,
    )
    after = {"paper": name, "kind": kind, "size": size, "sha256": paper.sha256}
    note(by=by, verb="filed", subject=consignment, at=at, after=after)
    return paper


@transaction.atomic
def hand_out(paper: ConsignmentPaper, *, by: Any, at: datetime) -> ConsignmentPaper:
    """Note that somebody is handed a paper; the screen then sends the file."""
    after = {"paper": paper.name, "sha256": paper.sha256}
    note(by=by, verb="downloaded", subject=paper.consignment, at=at, after=after)
    return paper
