"""Documents of an activity: files kept with their digest."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.activities.models.activities import Activity
from naru.activities.queries.documents import DocumentQuerySet
from naru.activities.rules.words import DocumentKind


def shelf(document: Document, name: str) -> str:
    """Give the path under the media folder: a name nobody can guess, so that only the screen hands it out."""
    return f"activities/{document.activity_id}/{uuid.uuid4().hex}"


class Document(models.Model):
    """One file: title, kind, name, size in bytes, SHA-256, and whether the public may have it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    file = models.FileField(_("file"), upload_to=shelf, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    public = models.BooleanField(_("shown to the public"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["kind", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address at which the file is handed out to those who may have it."""
        return reverse("activities:document", args=[self.activity_id, self.pk])
