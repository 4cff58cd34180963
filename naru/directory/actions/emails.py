"""Changing an account's e-mail address: asked here, confirmed at the new address, undone from the old one."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from naru.directory.actions import links, sign_in
from naru.directory.models import Account, EmailChange, OneTimeLink
from naru.directory.rules import emails as rules
from naru.directory.rules.sign_in import Door
from naru.history.book import Refusal, lock, note
from naru.krds.formats.words import moment
from naru.letters import book as letters


@transaction.atomic
def ask(account: Account, *, email: str, at: datetime) -> EmailChange:
    """
    Write to a new e-mail address with a link that confirms it; until then the old one stays.

    An older change that still waits is withdrawn. Only the account itself asks.

    :raises Refusal: with the sentence from rules.emails.why_not_ask
    """
    lock(account)
    new = Account.objects.normalize_email(email).lower()
    today = account.email_changes.filter(asked_at__gt=at - timedelta(days=1)).count()
    reason = rules.why_not_ask(
        new, now=account.email, known=_known(new, but=account), today=today, demo=settings.NARU_DEMO
    )
    if reason:
        raise Refusal(reason)
    for older in account.email_changes.open(at=at):
        _withdraw(older, at=at)
    change = EmailChange.objects.create(
        account=account,
        old=account.email,
        new=new,
        asked_at=at,
        expires_at=at + timedelta(hours=rules.CONFIRM_HOURS),
    )
    token = links.issue(rules.CONFIRM, subject=change, hours=rules.CONFIRM_HOURS, by=account, at=at)
    note(by=account, verb="asked_email_change", subject=account, at=at, after={"email": new})
    _send("email_confirm", change, to=new, until=change.expires_at, token=token, at=at)
    return change


@transaction.atomic
def withdraw(change: EmailChange, *, at: datetime) -> None:
    """
    Withdraw a change that still waits; its link stops working.

    :raises Refusal: with the sentence from rules.emails.why_not_withdraw
    """
    lock(change)
    if reason := rules.why_not_withdraw(change.terms(), at=at):
        raise Refusal(reason)
    _withdraw(change, at=at)
    note(
        by=change.account,
        verb="withdrew_email_change",
        subject=change.account,
        at=at,
        before={"email": change.new},
    )


def find(token: str, purpose: str, *, at: datetime) -> EmailChange:
    """
    Give the change that a link opens for a purpose, for its page, without using the link up.

    :raises Refusal: with the sentence from rules.emails.why_not_confirm, why_not_undo or rules.links
    """
    link = OneTimeLink.objects.known_by(token, purpose).first()
    change = link.subject if link else None
    if isinstance(change, EmailChange):
        # What became of the change says more than what became of its link.
        _why_not(change, purpose, at=at)
    links.peek(token, purpose, at=at)
    assert isinstance(change, EmailChange)
    return change


@transaction.atomic
def confirm(token: str, *, at: datetime) -> EmailChange:
    """
    Make the new address the account's own and tell the old one, with a link that takes it back.

    :raises Refusal: as find
    """
    change = find(token, rules.CONFIRM, at=at)
    links.redeem(token, rules.CONFIRM, at=at, by=change.account)
    account = Account.objects.select_for_update().get(pk=change.account_id)
    change.old, change.confirmed_at = account.email, at
    change.save(update_fields=["old", "confirmed_at"])
    _move(account, change.new)
    note(
        by=account,
        verb="changed_email",
        subject=account,
        at=at,
        before={"email": change.old},
        after={"email": change.new},
    )
    undo_until = at + timedelta(hours=rules.UNDO_HOURS)
    undo_token = links.issue(rules.UNDO, subject=change, hours=rules.UNDO_HOURS, by=None, at=at)
    _send("email_changed", change, to=change.old, until=undo_until, token=undo_token, at=at)
    return change


@transaction.atomic
def undo(token: str, *, at: datetime) -> EmailChange:
    """
    Give an account its old address back, and close it to whoever changed it.

    Every session ends, the password and what was added as a second factor since the change was asked for
    are taken away: the owner sets a new password by a mailed link.

    :raises Refusal: as find
    """
    change = find(token, rules.UNDO, at=at)
    links.redeem(token, rules.UNDO, at=at)
    account = Account.objects.select_for_update().get(pk=change.account_id)
    for waiting in account.email_changes.open(at=at):
        _withdraw(waiting, at=at)
    before = {"email": account.email}
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    _move(account, change.old)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    removed = Authenticator.objects.filter(user=account, created_at__gte=change.asked_at).delete()[0]
    sign_in.end_sessions(account, by=None, at=at)
    after = {"email": change.old, "second_factors_removed": removed}
    note(by=None, verb="undid_email_change", subject=account, at=at, before=before, after=after)
    return change


def _known(email: str, *, but: Account) -> bool:
    return Account.objects.filter(email__iexact=email).exclude(pk=but.pk).exists()


def _why_not(change: EmailChange, purpose: str, *, at: datetime) -> None:
    if purpose == rules.CONFIRM:
        reason = rules.why_not_confirm(
            change.terms(),
            known=_known(change.new, but=change.account),
            active=change.account.is_active,
            at=at,
        )
    else:
        known = _known(change.old, but=change.account)
        reason = rules.why_not_undo(change.terms(), known=known, at=at)
    if reason:
        raise Refusal(reason)


def _withdraw(change: EmailChange, *, at: datetime) -> None:
    change.withdrawn_at = at
    change.save(update_fields=["withdrawn_at"])
    links.withdraw(rules.CONFIRM, subject=change, by=change.account, at=at)


def _move(account: Account, email: str) -> None:
    """Keep another address in the account and in allauth's list of proven ones; failures at the old go."""
    sign_in.forget({Door.ACCOUNT: account.email})
    account.email = email
    account.save(update_fields=["email"])
    EmailAddress.objects.filter(user=account).delete()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)


def _send(template: str, change: EmailChange, *, to: str, until: datetime, token: str, at: datetime) -> None:
    account = change.account
    page = {"email_confirm": "account_confirm_email", "email_changed": "account_undo_email"}[template]
    with override(account.language):
        path = reverse(page, args=[token])
    letters.send(
        template,
        to=to,
        language=account.language,
        context={
            "name": account.name,
            "old": change.old,
            "new": change.new,
            "when": moment(at, language=account.language),
            "until": moment(until, language=account.language),
            "link": settings.NARU_ADDRESS + path,
        },
        by=None,
        at=at,
        subject_row=account,
    )
