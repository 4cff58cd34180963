"""Logging consultations, reading invitations into drafts, and thanking whoever came."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.fairs.actions.ground import local_day
from naru.fairs.actions.visitors import agrees
from naru.fairs.models import Consultation, Exhibitor, Lead, Meeting, Participant
from naru.fairs.rules import consultations as rules
from naru.fairs.rules import invitations
from naru.fairs.rules.leads import why_not_thank
from naru.fairs.rules.visitors import Purpose
from naru.history.book import Refusal, lock, note, refuse
from naru.letters.book import send

WORDS = ("our_side", "their_side", "interpreter", "language", "topic", "outcome", "note", "title")
"""The words of a consultation that a person types."""


@transaction.atomic
def log(
    exhibitor: Exhibitor,
    *,
    by: Any,
    at: datetime,
    lead: Lead | None = None,
    organisation: Any = None,
    held_at: datetime | None = None,
    origin: str = rules.Origin.DESK,
    origin_key: str = "",
    **words: Any,
) -> Consultation:
    """
    Log a consultation as held: one tap from a lead or a meeting, or typed.

    `origin_key` names what it comes from once; logged a second time it gives the one that is there.

    :raises Refusal: where the other side is not named and there is no lead
    """
    if origin_key:
        Exhibitor.objects.select_for_update(of=("self",)).get(pk=exhibitor.pk)
        there = exhibitor.consultations.filter(origin_key=origin_key).first()
        if there is not None:
            return there
    if lead is not None and lead.exhibitor_id != exhibitor.pk:
        raise Refusal(_("This lead belongs to another booth."))
    if lead is None and organisation is None and not words.get("their_side"):
        raise Refusal(_("Say with whom the consultation was."))
    held = held_at or at
    row = Consultation.objects.create(
        fair=exhibitor.fair,
        exhibitor=exhibitor,
        lead=lead,
        visitor=lead.visitor if lead else None,
        organisation=organisation,
        origin=origin,
        origin_key=origin_key,
        held_at=held,
        day=local_day(exhibitor.fair, held),
        logged_by=by,
        logged_at=at,
        **{name: words[name] for name in WORDS if words.get(name)},
    )
    note(by=by, verb="logged_consultation", subject=row, at=at, after={"origin": origin})
    return row


def booth_of(meeting: Meeting) -> Exhibitor | None:
    """Give the booth, at a fair beside the forum, of the side of a meeting that exhibits there; ours before theirs."""
    booths = Exhibitor.objects.standing().beside(meeting.forum.activity).select_related("fair__activity")
    for side in (meeting.host, meeting.guest):
        if (found := booths.filter(organisation=side.organisation_id).order_by("pk").first()) is not None:
            return found
    return None


@transaction.atomic
def log_meeting(meeting: Meeting, *, by: Any, at: datetime) -> Consultation:
    """
    Put a 1:1 meeting that was held into the consultation log of the fair beside the forum, in one tap and once.

    :raises Refusal: with the sentence from rules.consultations.why_not_log_meeting
    """
    booth = booth_of(meeting)
    refuse(rules.why_not_log_meeting(held=meeting.held_at is not None, booth=booth is not None))
    assert booth is not None
    ours = meeting.host if meeting.host.organisation_id == booth.organisation_id else meeting.guest
    theirs = meeting.other(ours)
    spoken = [one for one in ours.languages if one in theirs.languages] or theirs.languages
    return log(
        booth,
        by=by,
        at=at,
        organisation=theirs.organisation,
        held_at=meeting.held_at,
        origin=rules.Origin.MEETING,
        origin_key=f"{rules.FROM_MEETING}{meeting.uid}",
        our_side=ours.contact or str(ours),
        their_side=theirs.contact or str(theirs),
        interpreter=str(meeting.interpreter or ""),
        language=spoken[0] if spoken else "",
    )


@transaction.atomic
def change(
    row: Consultation, *, by: Any, at: datetime, organisation: Any = None, **words: Any
) -> Consultation:
    """
    Change the words of a consultation.

    :raises Refusal: with the sentence from rules.consultations.why_not_change
    """
    row = lock(row)
    refuse(rules.why_not_change(row.facts()))
    changed = [name for name in WORDS if name in words and getattr(row, name) != words[name]]
    for name in changed:
        setattr(row, name, words[name])
    if organisation != row.organisation:
        row.organisation = organisation
        changed.append("organisation")
    if changed:
        row.save(update_fields=changed)
        note(by=by, verb="changed", subject=row, at=at, after={"fields": changed})
    return row


@transaction.atomic
def hold(row: Consultation, *, by: Any, at: datetime, held_at: datetime | None = None) -> Consultation:
    """
    Log a draft as held: when it was planned for, unless another moment is given, and never in the future.

    :raises Refusal: with the sentence from rules.consultations.why_not_hold
    """
    row = lock(row)
    both = bool(row.our_side and (row.their_side or row.organisation_id or row.lead_id))
    refuse(rules.why_not_hold(row.facts(), both=both))
    held = min(held_at or row.starts_at or at, at)
    row.held_at, row.day = held, local_day(row.fair, held)
    row.save(update_fields=["held_at", "day"])
    note(by=by, verb="held_consultation", subject=row, at=at)
    return row


@transaction.atomic
def cancel(row: Consultation, *, by: Any, at: datetime, why: str = "") -> Consultation:
    """
    Cancel a consultation; it stays in the log and counts no longer.

    :raises Refusal: with the sentence from rules.consultations.why_not_cancel
    """
    row = lock(row)
    refuse(rules.why_not_cancel(row.facts()))
    row.cancelled_at = at
    row.save(update_fields=["cancelled_at"])
    note(by=by, verb="cancelled_consultation", subject=row, at=at, why=why)
    return row


@transaction.atomic
def take_invitation(exhibitor: Exhibitor, *, data: bytes, by: Any, at: datetime) -> list[Consultation]:
    """
    Read a calendar invitation (an .ics file, or a saved message with one) into drafts, all or none.

    The same invitation again gives the same draft; a newer SEQUENCE moves it, a CANCEL calls it off; what is
    held already is left alone.

    :raises Refusal: with the sentence from rules.invitations.read
    """
    try:
        told = invitations.read(data, zone=exhibitor.fair.zone)
    except invitations.Unreadable as fault:
        raise Refusal(str(fault)) from None
    Exhibitor.objects.select_for_update(of=("self",)).get(pk=exhibitor.pk)
    return [_draft(exhibitor, one, by=by, at=at) for one in told]


def _draft(exhibitor: Exhibitor, one: invitations.Invitation, *, by: Any, at: datetime) -> Consultation:
    key = f"ics:{one.uid}"[:300] if one.uid else ""
    row = exhibitor.consultations.filter(origin_key=key).first() if key else None
    if row is None and one.cancelled:
        raise Refusal(_("This invitation calls off an event that is not in the log."))
    when = {
        "title": one.title,
        "starts_at": one.starts_at.astimezone(UTC),
        "ends_at": one.ends_at.astimezone(UTC),
        "zone": one.zone,
        "sequence": one.sequence,
        "note": "\n".join(filter(None, [one.place, one.text])),
        "their_side": one.organiser or ", ".join(one.guests)[:200],
    }
    if row is None:
        row = Consultation.objects.create(
            fair=exhibitor.fair,
            exhibitor=exhibitor,
            origin=rules.Origin.INVITATION,
            origin_key=key,
            logged_by=by,
            logged_at=at,
            **when,
        )
        note(by=by, verb="drafted_consultation", subject=row, at=at, after={"sequence": one.sequence})
        return row
    if row.standing != rules.Standing.DRAFT or one.sequence < row.sequence:
        return row
    if one.cancelled:
        return cancel(row, by=by, at=at)
    changed = [name for name, value in when.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, when[name])
        row.save(update_fields=changed)
        note(by=by, verb="changed", subject=row, at=at, after={"fields": changed})
    return row


def address_of(row: Consultation) -> tuple[str, str, str, bool]:
    """Give where a letter of thanks would go: address, language, name, and whether they agreed to be contacted."""
    if row.visitor:
        said = agrees(row.visitor, purpose=Purpose.CONTACT, exhibitor=row.exhibitor)
        return row.visitor.email, row.visitor.language, row.visitor.name, said
    if row.lead:
        mail = row.lead.contact if "@" in row.lead.contact else ""
        return mail, row.lead.language or row.language or "en", row.lead.name, row.lead.agreed
    if row.origin == rules.Origin.MEETING and (theirs := _met(row)) is not None and theirs.email:
        return theirs.email, theirs.language, row.their_side or str(theirs), True
    if row.organisation:
        return row.organisation.email, row.language or "en", row.their_side or str(row.organisation), True
    return "", row.language or "en", row.their_side, False


def _met(row: Consultation) -> Participant | None:
    """Give the other side of the meeting that a consultation was logged from: they gave their address to be met."""
    uid = row.origin_key.removeprefix(rules.FROM_MEETING)
    rows = Participant.objects.filter(organisation=row.organisation_id).select_related("organisation")
    found: Participant | None = rows.filter(
        Q(meetings_as_host__uid=uid) | Q(meetings_as_guest__uid=uid)
    ).first()
    return found


def why_not_send_thanks(row: Consultation) -> str | None:
    """Say why no letter of thanks can go out for a consultation, or nothing if one can."""
    if row.standing != rules.Standing.HELD:
        return _("Only a consultation that was held is thanked for.")
    mail, _language, _name, agreed = address_of(row)
    return why_not_thank(email=mail, agreed=agreed, thanked=row.thanked_at is not None)


@transaction.atomic
def thank(row: Consultation, *, by: Any, at: datetime) -> Consultation:
    """
    Send a letter of thanks in the other side's language; once.

    :raises Refusal: with the sentence from rules.leads.why_not_thank
    """
    row = lock(row)
    refuse(why_not_send_thanks(row))
    mail, language, name, _agreed = address_of(row)
    with override(language):
        context = {
            "name": name,
            "exhibitor": row.exhibitor.organisation.name_in(language),
            "booth": row.exhibitor.booth,
            "fair": row.fair.activity.text_in("title", language),
            "speaker": row.our_side,
            "topic": str(rules.Topic(row.topic).label) if row.topic else "",
            "office": settings.NARU_OFFICE_NAME or _("International Medical Programme"),
        }
    send("consultation_thanks", to=mail, language=language, context=context, by=by, at=at, subject_row=row)
    row.thanked_at = at
    row.save(update_fields=["thanked_at"])
    note(by=by, verb="thanked", subject=row, at=at)
    return row
