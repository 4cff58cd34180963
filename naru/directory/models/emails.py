"""Changes of an account's e-mail address, from the asking to the confirming, and back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.emails import EmailChangeQuerySet
from naru.directory.rules import emails as rules


class EmailChange(models.Model):
    """Another e-mail address that an account asked for: the new one confirms it, the old one may undo it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="email_changes")
    old = models.EmailField(_("old e-mail address"))
    new = models.EmailField(_("new e-mail address"))
    asked_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(_("works until"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of e-mail address")
        verbose_name_plural = _("changes of e-mail addresses")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    def terms(self) -> rules.Terms:
        """Give the dated facts to the rules."""
        return rules.Terms(self.expires_at, self.confirmed_at, self.undone_at, self.withdrawn_at)

    def standing(self, *, at: datetime) -> rules.Standing:
        """Say what has become of it at a moment."""
        return rules.standing(self.terms(), at=at)
