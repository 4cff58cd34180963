"""The call: inviting, applying, approving, refusing, withdrawing; profiles, free slots and check-in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from naru.fairs.actions.forums import hold
from naru.fairs.models import Forum, Participant, Slot
from naru.fairs.rules import forum_calls as rules
from naru.fairs.rules.forum_words import Standing
from naru.history.book import note, refuse
from naru.letters.book import send

THEMSELVES = "the participant"
"""What history says about where something came from that was done through a personal link."""
PROFILE = (
    "contact",
    "email",
    "language",
    "zone",
    "fields",
    "countries",
    "languages",
    "words",
    "people",
    "seats",
    "hall",
)


def letter(
    kind: str, participant: Participant, *, by: Any, at: datetime, page: str = "own", **more: Any
) -> None:
    """Write a letter to a participant in their language, with the address of their own page."""
    if not participant.email:
        return
    with translation.override(participant.language):
        url = settings.NARU_ADDRESS + reverse(f"fairs:{page}", args=[participant.key])
        context = {
            "name": participant.contact or str(participant),
            "organisation": str(participant),
            "forum": str(participant.forum),
            "url": url,
            "office": settings.NARU_OFFICE_NAME,
            **more,
        }
    send(
        kind,
        to=participant.email,
        language=participant.language,
        context=context,
        by=by,
        at=at,
        subject_row=participant,
    )


def day_at(forum: Forum, at: datetime) -> Any:
    """Give the day at the forum's place."""
    return at.astimezone(ZoneInfo(forum.zone)).date()


def _held(participant: Participant) -> Participant:
    return (
        Participant.objects.select_for_update(of=("self",))
        .select_related("forum__activity", "organisation")
        .get(pk=participant.pk)
    )


@transaction.atomic
def invite(
    forum: Forum,
    organisation: Any,
    *,
    side: str,
    email: str,
    language: str,
    contact: str = "",
    zone: str = "",
    by: Any,
    at: datetime,
) -> Participant:
    """
    Invite an organisation of the directory by a letter with a personal link.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_invite
    """
    forum = hold(forum)
    already = forum.participants.filter(organisation=organisation, withdrawn_at=None).exists()
    days = forum.days
    over = bool(days and day_at(forum, at) >= days[1])
    refuse(rules.why_not_invite(email=email, already=already, over=over))
    row = Participant.objects.create(
        forum=forum,
        organisation=organisation,
        side=side,
        email=email,
        language=language,
        contact=contact,
        zone=zone,
        invited_at=at,
    )
    note(by=by, verb="invited_to_forum", subject=row, at=at, after={"email": email, "side": side})
    letter("forum_invitation", row, by=by, at=at, page="own_profile", until=forum.apply_until)
    return row


@transaction.atomic
def apply(
    participant: Participant, *, by: Any, at: datetime, by_office: bool = False, **profile: Any
) -> Participant:
    """
    Apply with a profile, or change the profile later; `by` None means through the personal link.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_apply
    """
    row = _held(participant)
    on = day_at(row.forum, at)
    refuse(rules.why_not_apply(row.standing, until=row.forum.apply_until, on=on, by_office=by_office))
    changed = {name: value for name, value in profile.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    first = row.applied_at is None
    if first:
        row.applied_at = at
    row.save(update_fields=[*changed, "applied_at"])
    if first or changed:
        why = "" if by else THEMSELVES
        verb = "applied" if first else "changed_profile"
        note(by=by, verb=verb, subject=row, at=at, why=why, before=before, after=changed)
    return row


@transaction.atomic
def apply_for(
    forum: Forum, organisation: Any, *, side: str, by: Any, at: datetime, **profile: Any
) -> Participant:
    """
    Apply to an open call for the organisation where `by` is a member, or as the office enters it.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_invite or why_not_apply
    """
    forum = hold(forum)
    row = forum.participants.filter(organisation=organisation, withdrawn_at=None).first()
    if row is None:
        over = rules.is_over(forum.apply_until, on=day_at(forum, at)) and not by.is_office
        refuse(
            rules.why_not_apply(Standing.INVITED, until=forum.apply_until, on=day_at(forum, at))
            if over
            else None
        )
        row = Participant.objects.create(forum=forum, organisation=organisation, side=side)
    return apply(row, by=by, at=at, by_office=by.is_office, **profile)


@transaction.atomic
def approve(participant: Participant, *, by: Any, at: datetime) -> Participant:
    """
    Let an organisation take part, and tell it by letter.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_approve
    """
    row = _held(participant)
    refuse(rules.why_not_approve(row.standing))
    row.approved_at, row.refused_at, row.refused_because, row.decided_by = at, None, "", by
    row.save(update_fields=["approved_at", "refused_at", "refused_because", "decided_by"])
    note(by=by, verb="approved", subject=row, at=at)
    letter("forum_approved", row, by=by, at=at, until=row.forum.wishes_until)
    return row


@transaction.atomic
def refuse_application(participant: Participant, *, because: str, by: Any, at: datetime) -> Participant:
    """
    Refuse an application with a reason, and tell the organisation by letter.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_refuse
    """
    row = _held(participant)
    refuse(rules.why_not_refuse(row.standing, because=because, planned=planned(row)))
    row.refused_at, row.refused_because, row.approved_at, row.decided_by = at, because.strip(), None, by
    row.save(update_fields=["refused_at", "refused_because", "approved_at", "decided_by"])
    note(by=by, verb="refused", subject=row, at=at, why=row.refused_because)
    letter("forum_refused", row, by=by, at=at, reason=row.refused_because)
    return row


def planned(participant: Participant) -> int:
    """Count the participant's meetings in the published plan."""
    return participant.forum.meetings.scheduled().of(participant).count()


@transaction.atomic
def withdraw(participant: Participant, *, by: Any, at: datetime) -> Participant:
    """
    Withdraw from a forum; the personal link stops working.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_withdraw
    """
    row = _held(participant)
    refuse(rules.why_not_withdraw(row.standing, planned=planned(row)))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    note(by=by, verb="left_forum", subject=row, at=at, why="" if by else THEMSELVES)
    return row


@transaction.atomic
def renew_link(participant: Participant, *, by: Any, at: datetime) -> Participant:
    """Send a new personal link; every earlier one, and the code of the badge, stops working."""
    Participant.objects.filter(pk=participant.pk).update(serial=F("serial") + 1)
    row = _held(participant)
    note(by=by, verb="renewed_forum_link", subject=row, at=at)
    letter("forum_link", row, by=by, at=at)
    return row


@transaction.atomic
def choose_slots(participant: Participant, *, cannot: Iterable[Slot], by: Any, at: datetime) -> Participant:
    """
    Cross out the slots in which a participant cannot meet.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_apply
    """
    row = _held(participant)
    refuse(rules.why_not_apply(row.standing, until=None, on=day_at(row.forum, at)))
    before = set(row.cannot.values_list("pk", flat=True))
    chosen = {slot.pk for slot in cannot if slot.forum_id == row.forum_id}
    if before != chosen:
        row.cannot.set(chosen)
        note(
            by=by,
            verb="changed_free_slots",
            subject=row,
            at=at,
            why="" if by else THEMSELVES,
            before={"not_free": len(before)},
            after={"not_free": len(chosen)},
        )
    return row


@transaction.atomic
def check_in(participant: Participant, *, by: Any, at: datetime) -> Participant:
    """
    Record that a participant has arrived.

    :raises Refusal: with the sentence from rules.forum_calls.why_not_check_in
    """
    row = _held(participant)
    days = row.forum.days
    refuse(
        rules.why_not_check_in(
            row.standing,
            arrived=row.arrived_at,
            first_day=days[0] if days else None,
            on=day_at(row.forum, at),
        )
    )
    row.arrived_at = at
    row.save(update_fields=["arrived_at"])
    note(by=by, verb="checked_in", subject=row, at=at)
    return row


@transaction.atomic
def undo_check_in(participant: Participant, *, by: Any, at: datetime) -> Participant:
    """Take a check-in back that was made by mistake."""
    row = _held(participant)
    if row.arrived_at:
        before = {"arrived_at": row.arrived_at.isoformat()}
        row.arrived_at = None
        row.save(update_fields=["arrived_at"])
        note(by=by, verb="undid_check_in", subject=row, at=at, before=before)
    return row
