"""Questions about one-time links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from naru.directory.rules.links import digest


class OneTimeLinkQuerySet(models.QuerySet[Any]):
    """One-time links, found by their token's hash or by what they are about."""

    def known_by(self, token: str, purpose: str) -> OneTimeLinkQuerySet:
        """Keep the link that a token opens for a purpose: one row, or none."""
        return self.filter(digest=digest(token), purpose=purpose)

    def about(self, subject: models.Model) -> OneTimeLinkQuerySet:
        """Keep the links that were sent about one row."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))

    def open(self, *, at: datetime) -> OneTimeLinkQuerySet:
        """Keep the links that still work at a moment."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)
