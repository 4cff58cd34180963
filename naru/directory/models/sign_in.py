"""Failed sign-ins, counted so that guessing becomes slow, and codes that were used, so that none counts twice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.sign_in import FailedSignInQuerySet, UsedCodeQuerySet
from naru.directory.rules.sign_in import Door


class FailedSignIn(models.Model):
    """One failed try at a door, under a keyed hash of what was tried; swept when it no longer counts."""

    door = models.CharField(_("door"), max_length=10, choices=Door)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"))

    objects = FailedSignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["key", "at"], name="failed_key_at"),
            models.Index(fields=["at"], name="failed_at"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.at:%Y-%m-%d %H:%M}"


class UsedCode(models.Model):
    """A code of an authenticator app that has signed somebody in, under a keyed hash; kept while it could pass."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(_("when"), db_index=True)

    objects = UsedCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("used code")
        verbose_name_plural = _("used codes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
