"""The chained entries and the head of their chain."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from naru.history.queries.entries import EntryQuerySet
from naru.history.rules import telling
from naru.krds.addresses import address


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def kind_label(kind: str) -> str:
    """Give what a kind of row (`directory.person`) is called in the reader's language."""
    model = _model(kind)
    label = str(model._meta.verbose_name) if model else kind
    return label[:1].upper() + label[1:]


def _choices(field: Any) -> dict[str, telling.Label]:
    if field.name == "language":
        return dict(settings.LANGUAGES)
    return {str(value): label for value, label in getattr(field, "flatchoices", None) or ()}


def _fields(kind: str) -> dict[str, telling.Field]:
    model = _model(kind)
    if model is None:
        return {}
    return {
        field.name: telling.Field(
            getattr(field, "verbose_name", field.name),
            _choices(field),
        )
        for field in model._meta.get_fields()
        if not field.auto_created or field.concrete
    }


class Entry(models.Model):
    """One thing that somebody did: who, verb, subject, when, why, before and after without secrets."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(_("name at the time"), max_length=200)
    verb = models.CharField(_("what was done"), max_length=60, db_index=True)
    subject_kind = models.CharField(_("kind of subject"), max_length=60)
    subject_key = models.CharField(_("key of the subject"), max_length=60)
    subject_label = models.CharField(_("subject"), max_length=300)
    why = models.TextField(_("why"), blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous = models.CharField(_("digest of the entry before"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    name_now = ""
    """The name that the row bears today, in the reader's language; only `named()` entries have it."""

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject_kind", "subject_key", "-number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.by_label} {self.verb} {self.subject_label}"

    def get_absolute_url(self) -> str:
        """Give the page of this entry."""
        return address("history:entry", self.number)

    @property
    def deed(self) -> str:
        """What was done, in the reader's language."""
        return telling.deed(self.verb)

    @property
    def doer(self) -> str:
        """Who did it, by the name they had then; the system where nobody asked."""
        return self.by_label if self.by_id else str(telling.SYSTEM)

    @property
    def sentence(self) -> SafeString:
        """Who did what, as a timeline tells it."""
        return format_html("<strong>{}</strong> {}", self.doer, self.deed)

    @property
    def kind(self) -> str:
        """What kind of row it is about, in the reader's language."""
        return kind_label(self.subject_kind)

    @property
    def subject(self) -> str:
        """What it is about: by the name of today where it was asked for, else by the name that was noted."""
        return self.name_now or self.subject_label

    @property
    def named_then(self) -> str:
        """The name that was noted, where it differs from today's."""
        return self.subject_label if self.name_now and self.name_now != self.subject_label else ""

    @property
    def changes(self) -> list[telling.Change]:
        """What it was before and became after, field by field with labels."""
        return telling.changes(self.before, self.after, _fields(self.subject_kind))

    def subject_row(self) -> models.Model | None:
        """Fetch the row it is about, or nothing where that row no longer exists or its table has gone."""
        model = _model(self.subject_kind)
        if model is None:
            return None
        try:
            return model._default_manager.filter(pk=self.subject_key).first()
        except (ValueError, TypeError, ValidationError):
            return None


class Head(models.Model):
    """The end of the chain: how many entries there are and the digest of the last."""

    count = models.PositiveBigIntegerField(_("entries"), default=0)
    digest = models.CharField(_("digest of the last entry"), max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("head of the chain")

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"
