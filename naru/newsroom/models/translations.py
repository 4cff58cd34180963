"""How far a translation follows its original."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Sync(models.Model):
    """
    A version is the translation of another, and this is the original as it stood when they last agreed.

    `paragraphs` is a list of {"id", "kind", "text"} in the order of reading; title and subtitle are
    among them.
    """

    translation = models.OneToOneField("newsroom.Bulletin", models.CASCADE, related_name="sync")
    original = models.ForeignKey("newsroom.Bulletin", models.CASCADE, related_name="translations_of_it")
    paragraphs = models.JSONField(_("original as translated"), default=list)
    at = models.DateTimeField(_("brought up to date at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("translation")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(translation=models.F("original")), name="sync_is_between_two"
            )
        ]

    def __str__(self) -> str:
        return str(self.translation)
