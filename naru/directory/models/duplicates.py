"""Suspected duplicates, "not the same" remembered, and merges that can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.duplicates import DuplicateQuerySet, MergeQuerySet
from naru.directory.rules.duplicates import Kind


class Pair(models.Model):
    """Two rows of one kind by their keys, the lower one first."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    low = models.BigIntegerField()
    high = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.low} · {self.high}"


class Duplicate(Pair):
    """Two rows that may be one, with how likely that is (0 to 100) and the reasons, waiting for a person."""

    score = models.PositiveSmallIntegerField(_("likeness"))
    reasons = models.JSONField(_("reasons"), default=list)
    found_at = models.DateTimeField(_("found"))

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspected duplicate")
        verbose_name_plural = _("suspected duplicates")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="a_pair_is_suspected_once"),
            models.CheckConstraint(condition=models.Q(low__lt=models.F("high")), name="suspects_in_order"),
        ]


class Distinct(Pair):
    """A person's decision that two rows are not the same; it is never suggested again."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("decided"))
    why = models.CharField(_("why"), max_length=300, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("not the same")
        verbose_name_plural = _("not the same")
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=models.Q(low__lt=models.F("high")), name="told_apart_in_order"),
        ]


class Merge(models.Model):
    """One row absorbed by another: what was moved and changed, so that undoing restores exactly that."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    kept = models.BigIntegerField(db_index=True)
    absorbed = models.BigIntegerField(db_index=True)
    moved = models.JSONField(default=list)
    made = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("merged"))
    why = models.CharField(_("why"), max_length=300, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.absorbed} → {self.kept}"
