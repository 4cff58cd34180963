"""Questions about accounts and posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q


class PostQuerySet(models.QuerySet[Any]):
    """Posts: a role held at an organisation from a day until a day (end exclusive)."""

    def held(self, *, on: date) -> PostQuerySet:
        """Keep the posts held on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


class AccountManager(BaseUserManager[Any]):
    """Accounts, found by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """Make an account with a hashed password (Django's own contract)."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Any:
        """Find an account by its e-mail address, whatever the case of its letters."""
        return self.get(email__iexact=username)
