"""Questions about invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from naru.directory.rules.accounts import Role
from naru.directory.rules.invitations import Standing


class InvitationQuerySet(models.QuerySet[Any]):
    """Invitations."""

    def visible_to(self, account: Any) -> InvitationQuerySet:
        """Keep what an account may see: who looks after the accounts, and the auditor, see all."""
        if account.is_authenticated and account.holds(Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR):
            return self
        return self.none()

    def open(self, *, at: datetime) -> InvitationQuerySet:
        """Keep the invitations that still wait for an answer."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)

    def standing(self, standing: str, *, at: datetime) -> InvitationQuerySet:
        """Keep the invitations of which has become this (see rules.invitations.standing)."""
        match standing:
            case Standing.OPEN:
                return self.open(at=at)
            case Standing.ACCEPTED:
                return self.exclude(accepted_at=None)
            case Standing.WITHDRAWN:
                return self.filter(accepted_at=None).exclude(withdrawn_at=None)
            case Standing.EXPIRED:
                return self.filter(accepted_at=None, withdrawn_at=None, expires_at__lte=at)
        return self.none()

    def search(self, text: str) -> InvitationQuerySet:
        """Keep the invitations whose address or organisation holds the text."""
        return self.filter(
            Q(email__icontains=text)
            | Q(organisation__name__icontains=text)
            | Q(organisation__name_ko__icontains=text)
            | Q(organisation__name_latin__icontains=text)
        )

    def for_list(self) -> InvitationQuerySet:
        """Bring along what the list shows of other tables."""
        return self.select_related("organisation", "invited_by", "account")
