"""Targets and budget of an activity against what came of them."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.activities.models.activities import Activity
from naru.activities.queries.results import BudgetLineQuerySet, TargetQuerySet
from naru.activities.rules.words import Exactness, Fund, Measure, Unit, said


class Target(models.Model):
    """One thing that is counted: how many were wanted, how many came, and whose number that is."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="targets")
    measure = models.CharField(_("what is counted"), max_length=20, choices=Measure)
    label_ko = models.CharField(_("in words, in Korean"), max_length=120, blank=True)
    label_en = models.CharField(_("in words, in English"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    wanted = models.DecimalField(_("target"), max_digits=16, decimal_places=2, null=True, blank=True)
    reached = models.DecimalField(_("actual"), max_digits=16, decimal_places=2, null=True, blank=True)
    exactness = models.CharField(_("exactness"), max_length=10, choices=Exactness, default=Exactness.EXACT)
    source = models.CharField(_("whose number"), max_length=200, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached__isnull=True) | ~Q(source=""), name="target_reached_has_a_source"
            ),
            models.UniqueConstraint(
                fields=["activity", "measure", "label_en", "label_ko"], name="target_once_a_measure"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is counted, in the page's language."""
        own = said({"ko": self.label_ko, "en": self.label_en}, language=get_language() or "ko")
        return own or str(self.get_measure_display())

    @property
    def share(self) -> Decimal | None:
        """How much of the target was reached, in per cent; nothing where either number is missing."""
        if not self.wanted or self.reached is None:
            return None
        return self.reached / self.wanted * 100


class BudgetLine(models.Model):
    """Money set aside for an activity and spent on it, in whole won."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="budget_lines")
    label = models.CharField(_("for what"), max_length=120)
    fund = models.CharField(_("whose money"), max_length=20, choices=Fund, default=Fund.PROVINCE)
    planned_krw = models.BigIntegerField(_("budget (KRW)"))
    spent_krw = models.BigIntegerField(_("spent (KRW)"), null=True, blank=True)
    source = models.CharField(_("according to"), max_length=200, blank=True)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(planned_krw__gte=0), name="budget_is_not_negative"),
            models.CheckConstraint(
                condition=Q(spent_krw__isnull=True) | (Q(spent_krw__gte=0) & ~Q(source="")),
                name="budget_spent_has_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def share(self) -> Decimal | None:
        """How much of the budget was spent, in per cent; nothing where either number is missing."""
        if not self.planned_krw or self.spent_krw is None:
            return None
        return Decimal(self.spent_krw) / Decimal(self.planned_krw) * 100
