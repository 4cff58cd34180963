"""Where readings are quoted, and how they were corrected."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from naru.figures.models.readings import Reading
from naru.figures.queries import CorrectionQuerySet, UseQuerySet
from naru.figures.rules import sealing
from naru.figures.rules.declared import FIGURES, named
from naru.figures.rules.words import Verdict


class Use(models.Model):
    """A published page that quotes a reading."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="uses")
    title = models.CharField(_("title"), max_length=300)
    url = models.CharField(_("address"), max_length=500)
    language = models.CharField(_("language"), max_length=10)
    at = models.DateTimeField(_("published at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("published use")
        verbose_name_plural = _("published uses")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "url", "language"], name="used_once_per_page")
        ]

    def __str__(self) -> str:
        return self.title


class Correction(models.Model):
    """What a recount or a newer document changed about a reading, why, and what was decided."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="corrections")
    found_at = models.DateTimeField(_("found at"))
    value_then = models.DecimalField(_("value then"), max_digits=20, decimal_places=4, null=True)
    value_now = models.DecimalField(_("value now"), max_digits=20, decimal_places=4, null=True)
    added = models.JSONField(_("added"), default=list, blank=True)
    removed = models.JSONField(_("removed"), default=list, blank=True)
    changed = models.JSONField(_("changed"), default=list, blank=True)
    finding = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict, default=Verdict.WAITING)
    why = models.TextField(_("why"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replacement = models.OneToOneField(
        Reading, models.PROTECT, null=True, blank=True, related_name="corrects"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="corrected") | models.Q(replacement__isnull=False),
                name="corrected_by_a_reading",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reading} → {self.spoken_now()}"

    @property
    def told_why(self) -> str:
        """The reason in the active language, where it is translated."""
        return gettext(self.why) if self.why else ""

    def _said(self, value: Decimal | None) -> str:
        if value is None:
            return "–"
        figure = named(self.reading.figure_key) if self.reading.figure_key in FIGURES else None
        if figure is None:
            return sealing.amount_said(value)
        return figure.unit.said(value, language=get_language() or "ko", decimals=figure.decimals)

    def spoken_then(self) -> str:
        """Give the value as published, in words of the active language."""
        return self._said(self.value_then)

    def spoken_now(self) -> str:
        """Give the value as it is now, in words of the active language."""
        return self._said(self.value_now)
