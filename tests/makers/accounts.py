"""Makers of accounts and posts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from naru.directory.actions.accounts import appoint
from naru.directory.models import Account
from naru.directory.rules.accounts import Role

NOW = datetime(2024, 5, 13, 9, 0, tzinfo=UTC)
"""The moment at which makers act unless a test says otherwise."""
_number = count(1)


def an_account(name: str = "Kim Naru", *roles: str, email: str = "", language: str = "en") -> Account:
    """Make an account that holds the roles since 2020."""
    account = Account.objects.create_user(
        email or f"someone{next(_number)}@example.org", name=name, language=language
    )
    for role in roles:
        appoint(account, role=role, since=date(2020, 1, 1), by=None, at=NOW)
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
