"""Giving organisations booths, keeping their rosters, and making devices theirs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.directory.actions import links
from naru.directory.models import Organisation
from naru.fairs.actions.ground import hold
from naru.fairs.models import BoothMember, Device, Exhibitor, Fair
from naru.fairs.rules import exhibitors as rules
from naru.history.book import Refusal, lock, note, refuse


@transaction.atomic
def exhibit(
    fair: Fair, *, organisation: Organisation, booth: str, by: Any, at: datetime, note_text: str = ""
) -> Exhibitor:
    """
    Give an organisation a booth.

    :raises Refusal: with the sentence from rules.exhibitors.why_not_exhibit
    """
    hold(fair)
    refuse(
        rules.why_not_exhibit(
            already=fair.exhibitors.standing().filter(organisation=organisation).exists(),
            archived=fair.activity.archived_at is not None,
        )
    )
    row = Exhibitor.objects.create(
        fair=fair, organisation=organisation, booth=booth.strip(), note=note_text, added_at=at
    )
    note(by=by, verb="gave_booth", subject=row, at=at, after={"booth": row.booth})
    return row


@transaction.atomic
def move(exhibitor: Exhibitor, *, booth: str, by: Any, at: datetime, note_text: str = "") -> Exhibitor:
    """Move an exhibitor to another booth; what was entered before keeps the booth it was entered at."""
    lock(exhibitor)
    before = {"booth": exhibitor.booth, "note": exhibitor.note}
    after = {"booth": booth.strip(), "note": note_text}
    if before == after:
        return exhibitor
    exhibitor.booth, exhibitor.note = booth.strip(), note_text
    exhibitor.save(update_fields=["booth", "note"])
    note(by=by, verb="changed", subject=exhibitor, at=at, before=before, after=after)
    return exhibitor


@transaction.atomic
def withdraw(exhibitor: Exhibitor, *, by: Any, at: datetime) -> Exhibitor:
    """
    Take an exhibitor off the fair and revoke its devices.

    :raises Refusal: with the sentence from rules.exhibitors.why_not_withdraw
    """
    lock(exhibitor)
    refuse(
        rules.why_not_withdraw(withdrawn=exhibitor.withdrawn_at is not None, leads=exhibitor.leads.count())
    )
    for device in exhibitor.devices.filter(revoked_at__isnull=True):
        revoke(device, by=by, at=at)
    exhibitor.withdrawn_at = at
    exhibitor.save(update_fields=["withdrawn_at"])
    note(by=by, verb="withdrew", subject=exhibitor, at=at)
    return exhibitor


@transaction.atomic
def join(
    exhibitor: Exhibitor,
    *,
    name: str,
    role: str,
    by: Any,
    at: datetime,
    languages: Sequence[str] = (),
    phone: str = "",
    person: Any = None,
) -> BoothMember:
    """Put somebody on the roster of a booth."""
    member = BoothMember.objects.create(
        fair_id=exhibitor.fair_id,
        exhibitor=exhibitor,
        person=person,
        name=name.strip(),
        role=role,
        languages=sorted(set(languages)),
        phone=phone,
        added_at=at,
    )
    note(by=by, verb="added", subject=exhibitor, at=at, after={"member": member.name, "role": role})
    return member


@transaction.atomic
def leave(member: BoothMember, *, by: Any, at: datetime) -> BoothMember:
    """
    Take somebody off the roster; what they own stays theirs.

    :raises Refusal: if they have left already
    """
    lock(member)
    if member.left_at:
        raise Refusal(_("They are off the roster already."))
    member.left_at = at
    member.save(update_fields=["left_at"])
    note(by=by, verb="removed", subject=member.exhibitor, at=at, before={"member": member.name})
    return member


@transaction.atomic
def add_device(
    fair: Fair, *, label: str, by: Any, at: datetime, exhibitor: Exhibitor | None = None
) -> tuple[Device, str]:
    """
    Add a device of a booth, or of the entrance, and give the token of the link that enrols it once.

    :raises Refusal: for an exhibitor that is withdrawn
    """
    if exhibitor is not None and exhibitor.withdrawn_at:
        raise Refusal(_("This exhibitor is withdrawn from the fair."))
    device = Device.objects.create(
        fair=fair, exhibitor=exhibitor, label=label.strip(), added_by=by, added_at=at
    )
    whose = {"booth": exhibitor.booth if exhibitor else "", "label": device.label}
    note(by=by, verb="added_device", subject=device, at=at, after=whose)
    return device, links.issue(rules.ENROL, subject=device, hours=rules.ENROL_HOURS, by=by, at=at)


@transaction.atomic
def ask_again(device: Device, *, by: Any, at: datetime) -> str:
    """
    Give a new enrolling link for a device that is not in use yet; the one before works no longer.

    :raises Refusal: with the sentence from rules.exhibitors.why_not_enrol
    """
    lock(device)
    refuse(rules.why_not_enrol(device.terms()))
    return links.issue(rules.ENROL, subject=device, hours=rules.ENROL_HOURS, by=by, at=at)


@transaction.atomic
def enrol(link: str, *, by: Any, at: datetime) -> tuple[Device, str]:
    """
    Use an enrolling link up: make the device one of the fair's, and give the token it will speak with.

    The token (43 characters, 256 random bits) is given here once and kept only as a hash.

    :raises Refusal: with the sentence from directory's rules.links.why_not_redeem, or from why_not_enrol
    """
    used = links.redeem(link, rules.ENROL, at=at, by=by)
    device = Device.objects.select_for_update(of=("self",)).filter(pk=used.subject_key).first()
    if device is None:
        raise Refusal(_("This device was revoked. Ask the office for a new code."))
    refuse(rules.why_not_enrol(device.terms()))
    token = secrets.token_urlsafe(32)
    device.digest, device.enrolled_at, device.seen_at = rules.digest(token), at, at
    device.save(update_fields=["digest", "enrolled_at", "seen_at"])
    note(by=by, verb="enrolled_device", subject=device, at=at)
    return device, token


@transaction.atomic
def revoke(device: Device, *, by: Any, at: datetime, why: str = "") -> Device:
    """
    Revoke a device: what it sends from now on is kept aside, nothing of it is counted.

    :raises Refusal: with the sentence from rules.exhibitors.why_not_revoke
    """
    lock(device)
    refuse(rules.why_not_revoke(device.terms()))
    links.withdraw(rules.ENROL, subject=device, by=by, at=at)
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])
    note(by=by, verb="revoked_device", subject=device, at=at, why=why)
    return device
