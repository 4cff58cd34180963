"""Makers of accounts and posts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from naru.directory.actions.accounts import appoint
from naru.directory.actions.invitations import invite
from naru.directory.models import Account, Invitation, Organisation
from naru.directory.rules.accounts import GUARDED, Role
from naru.letters.models import Letter

NOW = datetime(2024, 5, 13, 9, 0, tzinfo=UTC)
"""The moment at which makers act unless a test says otherwise."""
_number = count(1)


def an_account(name: str = "Kim Naru", *roles: str, email: str = "", language: str = "en") -> Account:
    """Make an account that holds the roles since 2020, with an authenticator app if one needs a second factor."""
    account = Account.objects.create_user(
        email or f"someone{next(_number)}@example.org", name=name, language=language
    )
    for role in roles:
        appoint(account, role=role, since=date(2020, 1, 1), by=None, at=NOW)
    if GUARDED & set(roles):
        TOTP.activate(account, generate_totp_secret())
    return account


def an_officer() -> Account:
    """Make a programme officer."""
    return an_account("Officer Han", Role.OFFICER)


def an_editor() -> Account:
    """Make an editor."""
    return an_account("Editor Lee", Role.EDITOR)


def an_analyst() -> Account:
    """Make an analyst."""
    return an_account("Analyst Choi", Role.ANALYST)


def an_administrator() -> Account:
    """Make an administrator."""
    return an_account("Administrator Park", Role.ADMINISTRATOR)


def an_invitation(
    email: str,
    role: str,
    *,
    organisation: Organisation | None = None,
    since: date = date(2020, 1, 1),
    until: date | None = None,
    language: str = "en",
    by: Account | None = None,
    at: datetime = NOW,
) -> tuple[Invitation, str]:
    """Send an invitation, and read the token of its link from the letter as the invited would."""
    invitation = invite(
        email,
        role=role,
        organisation=organisation,
        since=since,
        until=until,
        language=language,
        by=by,
        at=at,
    )
    body = Letter.objects.filter(template="invitation").latest("pk").body
    found = re.search(r"/invitation/([^/\s]+)/", body)
    assert found
    return invitation, found.group(1)


def signed_in(account: Account) -> Client:
    """Open a browser in which an account is signed in."""
    client = Client()
    client.force_login(account)
    return client
