"""The tables of history: entries chained by hash, and the head of the chain."""

from django.conf import settings
from django.db import models

from naru.history.queries import EntryQuerySet


class Entry(models.Model):
    """One thing that somebody did: who, verb, subject, when, why, before and after without secrets."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject_kind", "subject_key", "-number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.by_label} {self.verb} {self.subject_label}"


class Head(models.Model):
    """The end of the chain: how many entries there are and the digest of the last."""

    count = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"
