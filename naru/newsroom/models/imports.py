"""Where an imported bulletin came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.Model):
    """The file from which a bulletin was read, by its digest, so that reading it again changes nothing."""

    bulletin = models.OneToOneField("newsroom.Bulletin", models.CASCADE, related_name="origin")
    file = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    key = models.CharField(_("key"), max_length=64, unique=True)
    at = models.DateTimeField(_("read at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("origin")
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return self.file
