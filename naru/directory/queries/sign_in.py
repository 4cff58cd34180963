"""Questions about failed sign-ins and used codes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from naru.directory.rules import sign_in as rules
from naru.directory.rules.sign_in import Door


class FailedSignInQuerySet(models.QuerySet[Any]):
    """Failed sign-ins."""

    def at_door(self, door: Door, who: str) -> FailedSignInQuerySet:
        """Keep the failures counted for one e-mail address, network address or account."""
        return self.filter(key=rules.key(door, who, secret=settings.SECRET_KEY))

    def stale(self, *, at: datetime) -> FailedSignInQuerySet:
        """Keep the failures that no longer count."""
        return self.filter(at__lte=at - rules.WINDOW)

    def closed_until(self, door: Door, who: str, *, at: datetime) -> datetime | None:
        """Say until when a door is closed for somebody, or nothing if it is open."""
        moments = list(self.at_door(door, who).values_list("at", flat=True))
        return rules.closed_until(door, moments, at=at)


class UsedCodeQuerySet(models.QuerySet[Any]):
    """Codes of authenticator apps that have signed somebody in."""

    def of(self, account: Any, code: str) -> UsedCodeQuerySet:
        """Keep the one row that remembers a code of an account."""
        return self.filter(key=rules.used_key(account.pk, code, secret=settings.SECRET_KEY))

    def stale(self, *, at: datetime) -> UsedCodeQuerySet:
        """Keep the codes that no app can show any more."""
        return self.filter(at__lte=at - rules.CODE_KEPT)
