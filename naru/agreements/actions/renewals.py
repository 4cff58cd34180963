"""Renewing an agreement by the word of every party, each through a link of its own that works once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.agreements.actions.ground import facts_of, write
from naru.agreements.models import Agreement, Confirmation, Deadline, Party, Renewal
from naru.agreements.rules import duties as rules
from naru.agreements.rules import moves
from naru.agreements.rules.words import DeadlineKind, RenewalState
from naru.directory.actions import links
from naru.directory.rules.people import LETTERS_IN
from naru.history.book import Refusal, lock, note, refuse
from naru.krds.formats import words
from naru.letters.book import send

PURPOSE = "confirm_renewal"
HOURS = 24


def language_of(party: Party) -> str:
    """Give the language in which a party is written to: its own choice, else its country's, else English."""
    return party.language or LETTERS_IN.get(party.organisation.country_id or "", "en")


@transaction.atomic
def ask_to_renew(agreement: Agreement, *, until: date, by: Any, at: datetime) -> Renewal:
    """
    Ask every party whether the agreement goes on until a day (exclusive); each gets a link that works once.

    :raises Refusal: with the sentence from rules.why_not_renew
    """
    lock(agreement)
    parties = list(agreement.parties.select_related("organisation__country"))
    able = len(parties) if all(party.email for party in parties) else 0
    facts = facts_of(agreement, on=day_of(at))
    refuse(moves.why_not_renew(facts, until=until, parties=able, on=day_of(at)))
    renewal = Renewal.objects.create(
        agreement=agreement, before=agreement.ends_on, until=until, asked_at=at, asked_by=by
    )
    note(by=by, verb="asked_to_renew", subject=agreement, at=at, after={"until": until.isoformat()})
    for party in parties:
        confirmation = Confirmation.objects.create(
            renewal=renewal, party=party, email=party.email, language=language_of(party), sent_at=at
        )
        _write_to(confirmation, by=by, at=at)
    return renewal


def _write_to(confirmation: Confirmation, *, by: Any, at: datetime) -> None:
    days = max(Deadline.objects.days(DeadlineKind.LINK, on=day_of(at)), default=0)
    if not days:
        raise Refusal(_("Nobody has set for how many days a mailed link works. Set it under “Deadlines”."))
    renewal = confirmation.renewal
    token = links.issue(PURPOSE, subject=confirmation, hours=HOURS * days, by=by, at=at)
    with translation.override(confirmation.language):
        url = settings.NARU_ADDRESS + reverse("agreements:confirm", args=[token])
        old_end = words.day(renewal.agreement.agreed_last_day)
        new_end = words.day(renewal.new_last_day)
        title = renewal.agreement.title
        party = confirmation.party.organisation.name_in(confirmation.language)
    send(
        "agreement_renewal",
        to=confirmation.email,
        language=confirmation.language,
        context={
            "party": party,
            "title": title,
            "old_end": old_end,
            "new_end": new_end,
            "url": url,
            "days": days,
            "office": settings.NARU_OFFICE_NAME,
        },
        by=by,
        at=at,
        subject_row=renewal.agreement,
    )


@transaction.atomic
def send_again(confirmation: Confirmation, *, by: Any, at: datetime, email: str = "") -> Confirmation:
    """
    Write to a party once more with a new link; the one of before stops working.

    :raises Refusal: if it has answered already, or the renewal is closed
    """
    lock(confirmation.renewal.agreement)
    confirmation.refresh_from_db()
    if confirmation.renewal.state != RenewalState.OPEN:
        raise Refusal(_("This renewal is closed."))
    if confirmation.answered_at:
        raise Refusal(_("This party has answered already."))
    confirmation.email = email or confirmation.party.email or confirmation.email
    confirmation.sent_at = at
    confirmation.save(update_fields=["email", "sent_at"])
    _write_to(confirmation, by=by, at=at)
    return confirmation


@transaction.atomic
def withdraw_renewal(renewal: Renewal, *, by: Any, at: datetime) -> Renewal:
    """
    Stop asking: the links work no more, the term stays as it is.

    :raises Refusal: if it is closed already
    """
    lock(renewal.agreement)
    renewal.refresh_from_db()
    if renewal.state != RenewalState.OPEN:
        raise Refusal(_("This renewal is closed."))
    _close(renewal, RenewalState.WITHDRAWN, by=by, at=at)
    note(by=by, verb="withdrew_renewal", subject=renewal.agreement, at=at)
    return renewal


def _close(renewal: Renewal, state: RenewalState, *, by: Any, at: datetime) -> None:
    renewal.state, renewal.closed_at = state, at
    renewal.save(update_fields=["state", "closed_at"])
    for confirmation in renewal.confirmations.filter(answered_at__isnull=True):
        links.withdraw(PURPOSE, subject=confirmation, by=by, at=at)


def whose(token: str, *, at: datetime) -> Confirmation:
    """
    Give the confirmation that a link opens, without using it up.

    :raises Refusal: with the sentence from the directory's rules.links.why_not_redeem
    """
    return _confirmation(links.peek(token, PURPOSE, at=at).subject)


def _confirmation(row: Any) -> Confirmation:
    if not isinstance(row, Confirmation):
        raise Refusal(_("This renewal is no longer open. The office will write to you."))
    return row


@transaction.atomic
def answer(token: str, *, yes: bool, name: str, at: datetime, reason: str = "") -> Confirmation:
    """
    Take a party's answer through its link, which is then used up.

    When all have agreed, the agreement runs until the new end; when one refuses, it stays as it is and the
    other links stop working. The office's own party answers in the same way.

    :raises Refusal: with the sentence from rules.links.why_not_redeem, rules.why_not_answer or rules.why_not_renew
    """
    confirmation = _confirmation(links.redeem(token, PURPOSE, at=at).subject)
    agreement = lock(confirmation.renewal.agreement)
    renewal = Renewal.objects.select_for_update().get(pk=confirmation.renewal_id)
    confirmation.refresh_from_db()
    refuse(
        rules.why_not_answer(
            renewal.state, answered=confirmation.answered_at is not None, yes=yes, name=name, reason=reason
        )
    )
    on = day_of(at)
    refuse(moves.why_not_renew(agreement.facts(), until=renewal.until, on=on))
    confirmation.yes, confirmation.name, confirmation.reason = yes, name.strip(), reason.strip()
    confirmation.answered_at = at
    confirmation.save(update_fields=["yes", "name", "reason", "answered_at"])
    after = {"party": str(confirmation.party), "yes": yes, "name": confirmation.name}
    note(by=None, verb="answered_renewal", subject=agreement, at=at, why=confirmation.reason, after=after)
    given = list(renewal.confirmations.values_list("yes", flat=True))
    state = rules.outcome(given)
    if state is not RenewalState.OPEN:
        _close(renewal, state, by=None, at=at)
    if state is RenewalState.AGREED:
        write(agreement, verb="renewed", by=None, at=at, ends_on=renewal.until, renewed_at=at)
    return confirmation
