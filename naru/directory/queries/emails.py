"""Questions about changes of an account's e-mail address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models


class EmailChangeQuerySet(models.QuerySet[Any]):
    """Changes of an account's e-mail address."""

    def visible_to(self, account: Any) -> EmailChangeQuerySet:
        """Keep what an account may see: its own changes."""
        return self.filter(account=account) if account.is_authenticated else self.none()

    def open(self, *, at: datetime) -> EmailChangeQuerySet:
        """Keep the changes that still wait for the new address to be confirmed."""
        return self.filter(confirmed_at=None, withdrawn_at=None, expires_at__gt=at)
