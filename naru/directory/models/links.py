"""Links that work once and for a while, sent by letter to whoever may do one thing without signing in."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.links import OneTimeLinkQuerySet
from naru.directory.rules.links import Terms


class OneTimeLink(models.Model):
    """Leave to do one thing (the purpose) to one row (the subject), once, until a moment. Kept as a hash."""

    purpose = models.CharField(_("purpose"), max_length=40)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="link_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_kind} {self.subject_key}"

    def terms(self) -> Terms:
        """Give the dated facts to the rules."""
        return Terms(self.expires_at, self.used_at, self.withdrawn_at)

    @property
    def subject(self) -> models.Model | None:
        """The row that the link is about, or nothing if it is gone."""
        model = apps.get_model(self.subject_kind)
        return model._default_manager.filter(pk=self.subject_key).first()
