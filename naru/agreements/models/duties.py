"""What was promised, and the yearly inspection with its form."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.activities.models.programme import Titled
from naru.agreements.models.agreements import Agreement, Paper, Party
from naru.agreements.queries.duties import InspectionQuerySet, ObligationQuerySet, QuestionQuerySet
from naru.agreements.rules.standing import duty
from naru.agreements.rules.words import Advice, Duty


class Obligation(Titled):
    """One thing promised in an agreement: by whom (all where no party is named), until when, and its proof."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="obligations")
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=pgettext_lazy("obligation", "owed by"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_obligations",
        verbose_name=pgettext_lazy("obligation", "followed up by"),
    )
    due_on = models.DateField(_("due on"), db_index=True)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    proof_text = models.CharField(_("proof"), max_length=300, blank=True)
    proof = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="proves", verbose_name=_("proof")
    )
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_because = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField()

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~(Q(title_ko="") & Q(title_en="")), name="obligation_says_something"
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | ~Q(proof_text="") | Q(proof__isnull=False),
                name="obligation_met_has_a_proof",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True) | ~Q(waived_because=""),
                name="obligation_waived_for_a_reason",
            ),
        ]

    def standing(self, *, on: date, window: int) -> Duty:
        """Say where the obligation stands on a day."""
        return duty(self.due_on, self.met_on, self.waived_at is not None, on=on, window=window)


class Question(Titled):
    """One question of the inspection's form, asked from a day until a day (exclusive)."""

    key = models.SlugField(_("key"), max_length=40)
    place = models.PositiveSmallIntegerField(pgettext_lazy("inspection", "place in the form"), default=0)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("inspection", "question")
        verbose_name_plural = pgettext_lazy("inspection", "questions")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="question_once_a_day")]


class Inspection(models.Model):
    """The inspection of one year: the answers to that day's form, what was found, what is advised."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="inspections")
    year = models.PositiveSmallIntegerField(_("year"))
    inspected_on = models.DateField(_("inspected on"))
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("inspected by")
    )
    answers = models.JSONField(_("answers"), default=dict)
    findings = models.TextField(_("findings"), blank=True)
    advice = models.CharField(_("advice"), max_length=20, choices=Advice)
    created_at = models.DateTimeField()

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = [F("year").desc(), "-pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "year"], name="inspection_once_a_year")]

    def __str__(self) -> str:
        return f"{self.agreement} {self.year}"
