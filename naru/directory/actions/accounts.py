"""Appointing people to posts, ending posts, and keeping the accounts themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from naru.directory.actions import sign_in
from naru.directory.models import Account, FailedSignIn, Organisation, Post
from naru.directory.rules import accounts as rules
from naru.directory.rules.accounts import Role, Term
from naru.directory.rules.sign_in import Door
from naru.history.book import Refusal, lock, note


def _held(account: Account) -> list[Term]:
    return [post.term() for post in account.posts.all()]


def _others(account: Any, *, on: date) -> int:
    return Post.objects.administrators_besides(account, on=on)


def _forget_roles(account: Account) -> None:
    account.__dict__.pop("roles", None)


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    language: str,
    by: Any,
    at: datetime,
    password: str | None = None,
) -> Account:
    """Open an account for a proven e-mail address; without a password a passkey or a mailed link opens it."""
    account: Account = Account.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    note(by=by, verb="opened_account", subject=account, at=at, after={"name": name, "language": language})
    return account


@transaction.atomic
def appoint(
    account: Account,
    *,
    role: str,
    since: date,
    by: Any,
    at: datetime,
    organisation: Organisation | None = None,
    until: date | None = None,
) -> Post:
    """
    Give an account a role at an organisation from a day on, until a day (exclusive) if one is named.

    :raises Refusal: with the sentence from rules.accounts.why_not_appoint
    """
    Account.objects.select_for_update().get(pk=account.pk)
    term = Term(role, organisation.pk if organisation else None, since, until)
    reason = rules.why_not_appoint(
        term, held=_held(account), oneself=by is not None and by == account, active=account.is_active
    )
    if reason:
        raise Refusal(reason)
    post = Post.objects.create(
        account=account, role=role, organisation=organisation, since=since, until=until
    )
    _forget_roles(account)
    note(by=by, verb="appointed", subject=post, at=at, after=_facts(post))
    return post


@transaction.atomic
def end(post: Post, *, last_day: date, by: Any, at: datetime, why: str = "") -> None:
    """
    End a post after a last day (inclusive).

    :raises Refusal: with the sentence from rules.accounts.why_not_end
    """
    lock(post)
    others = _others(post.account, on=last_day)
    if reason := rules.why_not_end(post.term(), last_day=last_day, others=others):
        raise Refusal(reason)
    before = _facts(post)
    post.until = last_day + timedelta(days=1)
    post.save(update_fields=["until"])
    _forget_roles(post.account)
    note(by=by, verb="ended_post", subject=post, at=at, why=why, before=before, after=_facts(post))


@transaction.atomic
def call_off(post: Post, *, on: date, by: Any, at: datetime, why: str = "") -> None:
    """
    Call a post off that has not begun by a day.

    :raises Refusal: with the sentence from rules.accounts.why_not_call_off
    """
    if reason := rules.why_not_call_off(post.term(), on=on):
        raise Refusal(reason)
    note(by=by, verb="called_off_post", subject=post.account, at=at, why=why, before=_facts(post))
    post.delete()


@transaction.atomic
def deactivate(account: Account, *, on: date, by: Any, at: datetime, why: str = "") -> None:
    """
    Close an account: it cannot sign in any more and every session ends; its posts and its history stay.

    :raises Refusal: with the sentence from rules.accounts.why_not_deactivate
    """
    lock(account)
    reason = rules.why_not_deactivate(
        active=account.is_active,
        oneself=by == account,
        administrator=account.posts.held(on=on).filter(role=Role.ADMINISTRATOR).exists(),
        others=_others(account, on=on),
    )
    if reason:
        raise Refusal(reason)
    account.is_active = False
    account.save(update_fields=["is_active"])
    sign_in.end_sessions(account, by=by, at=at)
    note(by=by, verb="deactivated", subject=account, at=at, why=why)


@transaction.atomic
def reactivate(account: Account, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Open a deactivated account again.

    :raises Refusal: with the sentence from rules.accounts.why_not_reactivate
    """
    if reason := rules.why_not_reactivate(active=account.is_active):
        raise Refusal(reason)
    account.is_active = True
    account.save(update_fields=["is_active"])
    note(by=by, verb="reactivated", subject=account, at=at, why=why)


@transaction.atomic
def free_from_factors(account: Account, *, by: Any, at: datetime, why: str) -> None:
    """
    Remove the second factors of somebody who lost their device; the next sign-in asks for new ones.

    :raises Refusal: with the sentence from rules.accounts.why_not_free_from_factors
    """
    factors = Authenticator.objects.filter(user=account).count()
    if reason := rules.why_not_free_from_factors(oneself=by == account, factors=factors):
        raise Refusal(reason)
    sign_in.remove_second_factors(account, by=by, at=at, why=why)


@transaction.atomic
def unlock(account: Account, *, by: Any, at: datetime) -> None:
    """
    Open the door again for an account that locked itself out.

    :raises Refusal: with the sentence from rules.accounts.why_not_unlock
    """
    if reason := rules.why_not_unlock(closed=locked_until(account, at=at) is not None):
        raise Refusal(reason)
    sign_in.unlock(account, by=by, at=at)


def locked_until(account: Account, *, at: datetime) -> datetime | None:
    """Say until when an account's door is closed after failures, or nothing if it is open."""
    ends = [
        FailedSignIn.objects.closed_until(Door.ACCOUNT, account.email, at=at),
        FailedSignIn.objects.closed_until(Door.CODE, str(account.pk), at=at),
    ]
    return max((end for end in ends if end), default=None)


@transaction.atomic
def rename(account: Account, *, name: str, language: str, by: Any, at: datetime) -> None:
    """Change an account's name and language; what did not change is not noted."""
    before = {"name": account.name, "language": account.language}
    after = {"name": name, "language": language}
    changed = [field for field in before if before[field] != after[field]]
    if not changed:
        return
    account.name, account.language = name, language
    account.save(update_fields=changed)
    note(
        by=by,
        verb="changed",
        subject=account,
        at=at,
        before={field: before[field] for field in changed},
        after={field: after[field] for field in changed},
    )


def set_password(account: Account, password: str) -> None:
    """Keep a new password as a hash; the adapter's notice notes in history by which way it came."""
    account.set_password(password)
    account.save(update_fields=["password"])


def _facts(post: Post) -> dict[str, Any]:
    """Give what history keeps of a post."""
    return {
        "role": post.role,
        "organisation": str(post.organisation) if post.organisation else None,
        "since": post.since.isoformat(),
        "until": post.until.isoformat() if post.until else None,
    }
