"""Inviting people by mailed link, and opening their account when they accept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from naru.directory.actions import accounts, links
from naru.directory.models import Account, Invitation, OneTimeLink, Organisation
from naru.directory.rules import accounts as posts
from naru.directory.rules import invitations as rules
from naru.directory.rules.accounts import ABOUT, Role, Term
from naru.history.book import Refusal, lock, note
from naru.krds.formats.words import moment, period
from naru.letters import book as letters


def _known(email: str) -> bool:
    return Account.objects.filter(email__iexact=email).exists()


def _waiting(email: str, *, at: datetime, but: int | None = None) -> bool:
    return Invitation.objects.open(at=at).filter(email__iexact=email).exclude(pk=but).exists()


@transaction.atomic
def invite(
    email: str,
    *,
    role: str,
    since: date,
    language: str,
    by: Any,
    at: datetime,
    organisation: Organisation | None = None,
    until: date | None = None,
) -> Invitation:
    """
    Invite an e-mail address to a post from a day until a day (exclusive), by letter in its language.

    :raises Refusal: with the sentence from rules.accounts.why_not_offer or rules.invitations.why_not_invite
    """
    invitation, token = _write(
        email, role=role, since=since, until=until, organisation=organisation, language=language, by=by, at=at
    )
    _send(invitation, token, by=by, at=at)
    return invitation


@transaction.atomic
def invite_by_hand(
    email: str, *, role: str, since: date, language: str, by: Any, at: datetime
) -> tuple[Invitation, str]:
    """
    Invite without a letter, and give the invitation with the address that opens it, to hand over oneself.

    :raises Refusal: as invite
    """
    invitation, token = _write(
        email, role=role, since=since, until=None, organisation=None, language=language, by=by, at=at
    )
    return invitation, _address(invitation, token)


@transaction.atomic
def send_again(invitation: Invitation, *, by: Any, at: datetime) -> None:
    """
    Send an invitation's letter again with a new link and a new term; the older link stops working.

    :raises Refusal: with the sentence from rules.invitations.why_not_send_again
    """
    lock(invitation)
    if reason := why_not_send_again(invitation, at=at):
        raise Refusal(reason)
    token = links.issue(rules.PURPOSE, subject=invitation, hours=rules.HOURS, by=by, at=at)
    invitation.sent_at = at
    invitation.times_sent += 1
    invitation.expires_at = at + timedelta(hours=rules.HOURS)
    invitation.save(update_fields=["sent_at", "times_sent", "expires_at"])
    _send(invitation, token, by=by, at=at)
    note(by=by, verb="sent_again", subject=invitation, at=at, after={"times": invitation.times_sent})


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Withdraw an open invitation; its link stops working.

    :raises Refusal: with the sentence from rules.invitations.why_not_withdraw
    """
    lock(invitation)
    if reason := rules.why_not_withdraw(invitation.terms(), at=at):
        raise Refusal(reason)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    links.withdraw(rules.PURPOSE, subject=invitation, by=by, at=at)
    note(by=by, verb="withdrew", subject=invitation, at=at, why=why)


def why_not_send_again(invitation: Invitation, *, at: datetime) -> str | None:
    """Say why an invitation's letter cannot be sent again, or nothing if it can: the rule with its facts."""
    return rules.why_not_send_again(
        invitation.terms(),
        known=_known(invitation.email),
        waiting=_waiting(invitation.email, at=at, but=invitation.pk),
        at=at,
    )


def find(token: str, *, at: datetime, signed_in_as: str = "") -> Invitation:
    """
    Give the invitation that a link's token opens, for its page; `signed_in_as` names who is signed in.

    :raises Refusal: with the sentence from rules.invitations.why_not_accept or rules.links.why_not_redeem
    """
    link = OneTimeLink.objects.known_by(token, rules.PURPOSE).first()
    invitation = link.subject if link else None
    if isinstance(invitation, Invitation):
        # What became of the invitation says more than what became of its link.
        reason = rules.why_not_accept(
            invitation.terms(), known=_known(invitation.email), signed_in_as=signed_in_as, at=at
        )
        if reason:
            raise Refusal(reason)
    links.peek(token, rules.PURPOSE, at=at)
    assert isinstance(invitation, Invitation)
    return invitation


@transaction.atomic
def accept(token: str, *, name: str, password: str | None, language: str, at: datetime) -> Account:
    """
    Use an invitation's link up: open the account, prove its address and begin the post.

    Without a password the account opens by a passkey, to be added in the same visit.

    :raises Refusal: as find
    """
    invitation = find(token, at=at)
    links.redeem(token, rules.PURPOSE, at=at)
    account = accounts.open_account(
        email=invitation.email,
        name=name,
        language=language,
        password=password,
        by=invitation.invited_by,
        at=at,
    )
    accounts.appoint(
        account,
        role=invitation.role,
        organisation=invitation.organisation,
        since=invitation.since,
        until=invitation.until,
        by=invitation.invited_by,
        at=at,
    )
    invitation.accepted_at = at
    invitation.account = account
    invitation.save(update_fields=["accepted_at", "account"])
    note(by=account, verb="accepted", subject=invitation, at=at)
    return account


def _write(
    email: str,
    *,
    role: str,
    since: date,
    until: date | None,
    organisation: Organisation | None,
    language: str,
    by: Any,
    at: datetime,
) -> tuple[Invitation, str]:
    email = Account.objects.normalize_email(email).lower()
    term = Term(role, organisation.pk if organisation else None, since, until)
    reason = posts.why_not_offer(term) or rules.why_not_invite(
        known=_known(email), waiting=_waiting(email, at=at)
    )
    if reason:
        raise Refusal(reason)
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        organisation=organisation,
        since=since,
        until=until,
        language=language,
        invited_by=by,
        invited_at=at,
        sent_at=at,
        expires_at=at + timedelta(hours=rules.HOURS),
    )
    after = {"role": role, "since": since.isoformat(), "language": language}
    note(by=by, verb="invited", subject=invitation, at=at, after=after)
    return invitation, links.issue(rules.PURPOSE, subject=invitation, hours=rules.HOURS, by=by, at=at)


def _address(invitation: Invitation, token: str) -> str:
    with override(invitation.language):
        return settings.NARU_ADDRESS + reverse("account_invitation", args=[token])


def _send(invitation: Invitation, token: str, *, by: Any, at: datetime) -> None:
    language = invitation.language
    with override(language):
        context = {
            "inviter": str(by) if by else gettext("The operator of this site"),
            "role": invitation.get_role_display(),
            "about": str(ABOUT[Role(invitation.role)]),
            "organisation": str(invitation.organisation) if invitation.organisation else "",
            "period": period(invitation.since, invitation.until, language),
            "until": moment(invitation.expires_at, language=language),
            "link": _address(invitation, token),
        }
    letters.send(
        "invitation",
        to=invitation.email,
        language=language,
        context=context,
        by=by,
        at=at,
        subject_row=invitation,
    )
