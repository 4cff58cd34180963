"""Keys of personal calendar feeds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarKey(models.Model):
    """The key of one account's personal feed; only its SHA-256 is kept, the key itself is shown once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar key")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(revoked_at__isnull=True),
                name="calendar_key_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.made_at:%Y-%m-%d}"
