"""Giving out and revoking the keys of personal calendar feeds."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.models import CalendarKey
from naru.history.book import Refusal, note


def digest(key: str) -> str:
    """Give the SHA-256 (hex) under which a key is kept; with 256 random bits it needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def holder(key: str) -> Any:
    """Give the account whose feed a key opens: not revoked, and its owner may still sign in; else nothing."""
    rows = CalendarKey.objects.filter(digest=digest(key), revoked_at=None, account__is_active=True)
    row = rows.select_related("account").first()
    return row.account if row else None


@transaction.atomic
def give_key(account: Any, *, by: Any, at: datetime) -> str:
    """Make a new key for an account's personal feed and revoke the old one; the key is told only here."""
    account.calendar_keys.filter(revoked_at__isnull=True).update(revoked_at=at)
    key = secrets.token_urlsafe(32)
    row = CalendarKey.objects.create(account=account, digest=digest(key), made_at=at)
    note(by=by, verb="gave_key", subject=row, at=at)
    return key


@transaction.atomic
def revoke_key(account: Any, *, by: Any, at: datetime) -> None:
    """
    Revoke the key of an account's personal feed; calendars that use it get nothing from now on.

    :raises Refusal: if there is none
    """
    row = account.calendar_keys.filter(revoked_at__isnull=True).first()
    if row is None:
        raise Refusal(_("There is no key to revoke."))
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    note(by=by, verb="revoked_key", subject=row, at=at)
