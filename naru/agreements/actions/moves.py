"""The decisions about an agreement: hand in, send back, approve, sign, terminate, publish, archive, and undo."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.activities.rules.words import Known
from naru.agreements.actions.agreements import first_known
from naru.agreements.actions.ground import facts_of, write
from naru.agreements.models import Agreement
from naru.agreements.rules import moves
from naru.agreements.rules.words import Side
from naru.history.book import Refusal, as_it_was, lock, moved_on, refuse
from naru.history.models import Entry

UNDOABLE = {
    "handed_for_review",
    "sent_back",
    "approved_text",
    "signed",
    "terminated",
    "reinstated",
    "published",
    "withdrawn",
    "archived",
    "unarchived",
    "changed",
}
"""The verbs whose before and after say all that is needed to take them back."""


@transaction.atomic
def submit(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Hand a draft in for review.

    :raises Refusal: with the sentence from rules.why_not_submit
    """
    lock(agreement)
    sides = list(agreement.parties.values_list("side", flat=True))
    refuse(
        moves.why_not_submit(
            facts_of(agreement, on=day_of(at)),
            ours=sides.count(Side.OURS),
            theirs=sides.count(Side.THEIRS),
            on=day_of(at),
        )
    )
    return write(agreement, verb="handed_for_review", by=by, at=at, submitted_at=at, approved_at=None)


@transaction.atomic
def send_back(agreement: Agreement, *, because: str, by: Any, at: datetime) -> Agreement:
    """
    Send an agreement from review back to the draft, with what is to be mended.

    :raises Refusal: with the sentence from rules.why_not_return
    """
    lock(agreement)
    refuse(moves.why_not_return(facts_of(agreement, on=day_of(at)), because=because, on=day_of(at)))
    return write(agreement, verb="sent_back", by=by, at=at, why=because, submitted_at=None, approved_at=None)


@transaction.atomic
def approve(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Approve the text in review, so that it may be signed.

    :raises Refusal: with the sentence from rules.why_not_approve
    """
    lock(agreement)
    refuse(moves.why_not_approve(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="approved_text", by=by, at=at, approved_at=at)


@transaction.atomic
def sign(
    agreement: Agreement,
    *,
    signed_on: date,
    by: Any,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    known: str = Known.DAY,
    place: Any = None,
) -> Agreement:
    """
    Record the signing, the first day in force (that of the signing where none is named) and the end (exclusive).

    :raises Refusal: with the sentence from rules.why_not_sign
    """
    lock(agreement)
    signed_on, starts_on = first_known(signed_on, starts_on, known=known)
    refuse(
        moves.why_not_sign(
            facts_of(agreement, on=day_of(at)),
            signed_on=signed_on,
            starts_on=starts_on,
            ends_on=ends_on,
            on=day_of(at),
        )
    )
    values = {"signed_on": signed_on, "known": known, "starts_on": starts_on, "ends_on": ends_on}
    if place is not None:
        values["place"] = place
    return write(agreement, verb="signed", by=by, at=at, **values)


@transaction.atomic
def terminate(agreement: Agreement, *, terminated_on: date, because: str, by: Any, at: datetime) -> Agreement:
    """
    Record that an agreement is terminated: from a day on (which may lie ahead) it no longer binds.

    :raises Refusal: with the sentence from rules.why_not_terminate
    """
    lock(agreement)
    refuse(
        moves.why_not_terminate(
            facts_of(agreement, on=day_of(at)), terminated_on=terminated_on, because=because, on=day_of(at)
        )
    )
    return write(
        agreement,
        verb="terminated",
        by=by,
        at=at,
        why=because,
        terminated_on=terminated_on,
        terminated_because=because,
    )


@transaction.atomic
def reinstate(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Take a termination back.

    :raises Refusal: with the sentence from rules.why_not_reinstate
    """
    lock(agreement)
    refuse(moves.why_not_reinstate(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="reinstated", by=by, at=at, terminated_on=None, terminated_because="")


@transaction.atomic
def publish(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Show an agreement to the public: its parties, purpose and term; never its papers or obligations.

    :raises Refusal: with the sentence from rules.why_not_publish
    """
    lock(agreement)
    refuse(moves.why_not_publish(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="published", by=by, at=at, published_at=at)


@transaction.atomic
def withdraw(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Take an agreement back from the public.

    :raises Refusal: with the sentence from rules.why_not_withdraw
    """
    lock(agreement)
    refuse(moves.why_not_withdraw(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="withdrawn", by=by, at=at, published_at=None)


@transaction.atomic
def archive(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Put an agreement away: out of lists, still reachable at its address.

    :raises Refusal: with the sentence from rules.why_not_archive
    """
    lock(agreement)
    refuse(moves.why_not_archive(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="archived", by=by, at=at, archived_at=at)


@transaction.atomic
def unarchive(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """
    Take an agreement out of the archive.

    :raises Refusal: with the sentence from rules.why_not_unarchive
    """
    lock(agreement)
    refuse(moves.why_not_unarchive(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    return write(agreement, verb="unarchived", by=by, at=at, archived_at=None)


def why_not_undo(agreement: Agreement, entry: Entry) -> str | None:
    """Say why an entry cannot be taken back: it is not of that sort, or something came after it."""
    if entry.verb not in UNDOABLE or str(agreement.pk) != entry.subject_key:
        return _("This cannot be taken back.")
    if moved_on(agreement, entry):
        return _("Something has been changed since. Look at the history first.")
    if entry.verb == "signed" and (
        agreement.renewals.exists() or agreement.inspections.exists() or agreement.council_reports.exists()
    ):
        return _("Something has been changed since. Look at the history first.")
    return None


@transaction.atomic
def undo(agreement: Agreement, entry: Entry, *, by: Any, at: datetime) -> Agreement:
    """
    Take one decision back: every field it changed becomes what it was, if nothing came after it.

    :raises Refusal: with the sentence from why_not_undo
    """
    lock(agreement)
    refuse(why_not_undo(agreement, entry))
    if (values := as_it_was(agreement, entry)) is None:
        raise Refusal(_("This cannot be taken back."))
    return write(agreement, verb="undid", by=by, at=at, why=entry.verb, **values)
