"""
Taking what devices send: each slip stored once however often it arrives, and what it says put into the tables.

A slip is its own history: it is never changed, and keeps who (the device), what (word for word, with a digest)
and when (both clocks). So no entry is written for each; what the office decides about those kept aside is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naru.fairs.actions.counting import Taking, count
from naru.fairs.models import Device, Lead, Slip
from naru.fairs.rules import slips as rules
from naru.fairs.rules.fairs import is_over
from naru.fairs.rules.slips import Aside, Sent, SlipKind, State
from naru.history.book import Refusal

TURNS = 4
"""How often a sending is tried when another device wrote the same row at the same moment."""
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Answer:
    """What became of one slip: its id as it was sent, a state, a sentence for the device, the person's name."""

    uid: str
    state: State
    say: str = ""
    who: str = ""


def device_of(token: str) -> Device | None:
    """Give the device that a token belongs to."""
    rows = Device.objects.select_related("fair__activity", "fair__badge_key", "exhibitor__organisation")
    found: Device | None = rows.bearing(token).first()
    return found


def take(token: str, *, sent: Sequence[Any], sent_at: datetime, at: datetime) -> list[Answer]:
    """
    Take a sending: at most 500 slips as JSON gave them, sent when the device's clock said `sent_at`.

    All that can be read is stored, in one transaction; a slip that came before is answered as known. What
    cannot be counted is kept aside with its reason. Nothing depends on the device's clock.

    :raises Refusal: for a token that no device has
    """
    for turn in range(TURNS):
        try:
            return _take(token, sent=sent, sent_at=sent_at, at=at)
        except IntegrityError:
            # Another device stored the same id, or met the same visitor for this booth, just now.
            if turn == TURNS - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _take(token: str, *, sent: Sequence[Any], sent_at: datetime, at: datetime) -> list[Answer]:
    rows = Device.objects.select_for_update(of=("self",)).select_related("fair__activity", "exhibitor")
    device = rows.bearing(token).first()
    if device is None:
        raise Refusal(_("This device is not known here. Ask the office for a new code."))
    read, answers = _read(sent)
    known = {
        slip.uid: slip
        for slip in Slip.objects.filter(uid__in=[one.uid for one in read]).select_related("visitor")
    }
    taking = Taking(device, at)
    new = [one for one in read if one.uid not in known]
    taking.slips = [_slip(one, device=device, sent_at=sent_at, at=at) for one in new]
    if taking.slips:
        count(taking)
    if device.seen_at is None or at - device.seen_at > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=at)
    stored = {slip.uid: slip for slip in taking.slips}
    for one in read:
        answers[str(one.uid)] = _answer(one, stored.get(one.uid), known.get(one.uid))
    names = _names(stored.values(), device)
    return [
        Answer(each.uid, each.state, each.say, names.get(each.uid, "")) if each.uid in names else each
        for each in answers.values()
    ]


def _read(sent: Sequence[Any]) -> tuple[list[Sent], dict[str, Answer]]:
    """Read the slips, in the device's own order, each id once; what is unreadable is answered at once."""
    read: dict[UUID, Sent] = {}
    answers: dict[str, Answer] = {}
    for place, one in enumerate(sent):
        try:
            slip = rules.read(one)
        except rules.Unreadable as fault:
            told = str(one.get("id")) if isinstance(one, Mapping) and one.get("id") else f"#{place}"
            answers[told[:60]] = Answer(told[:60], State.REFUSED, str(fault))
            continue
        read.setdefault(slip.uid, slip)
    return sorted(read.values(), key=lambda slip: slip.sequence), answers


def _slip(one: Sent, *, device: Device, sent_at: datetime, at: datetime) -> Slip:
    fair = device.fair
    happened = rules.happened(
        one.device_time, sent_at=sent_at, at=at, since=device.enrolled_at or device.added_at
    )
    aside = ""
    if device.revoked_at:
        aside = Aside.REVOKED
    elif is_over(happened, ends_on=fair.days[1] if fair.days else None, zone=fair.zone):
        aside = Aside.OVER
    return Slip(
        fair=fair,
        exhibitor=device.exhibitor,
        device=device,
        uid=one.uid,
        kind=one.kind,
        sequence=one.sequence,
        device_time=one.device_time,
        offset=one.offset,
        happened_at=happened,
        received_at=at,
        about=one.about,
        body=one.body,
        digest=one.digest,
        booth=device.exhibitor.booth if device.exhibitor else "",
        aside=aside,
    )


def _answer(one: Sent, stored: Slip | None, known: Slip | None) -> Answer:
    told = str(one.uid)
    if stored is not None:
        if stored.aside:
            return Answer(told, State.ASIDE, str(rules.SAID_TO_DEVICE[stored.aside]))
        return Answer(told, State.STORED)
    assert known is not None
    if known.digest != one.digest:
        return Answer(told, State.REFUSED, _("Another entry has this id already. This one was not stored."))
    if known.aside and known.decided_at is None:
        return Answer(told, State.ASIDE, str(rules.SAID_TO_DEVICE[known.aside]))
    return Answer(told, State.KNOWN)


def _names(slips: Iterable[Slip], device: Device) -> dict[str, str]:
    """Give, by id, the names of visitors that agree to be known by this exhibitor."""
    leads = [
        slip.lead_id for slip in slips if slip.visitor_id and slip.lead_id and slip.kind == SlipKind.LEAD
    ]
    if not leads:
        return {}
    rows = Lead.objects.filter(pk__in=leads).consenting().filter(consented=True).select_related("visitor")
    names = {row.pk: row.visitor.name for row in rows if row.visitor}
    return {str(slip.uid): names[slip.lead_id] for slip in slips if slip.lead_id in names}
