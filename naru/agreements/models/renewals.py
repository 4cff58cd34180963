"""Renewals, and what each party answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.agreements.models.agreements import Agreement, Party
from naru.agreements.queries.duties import ConfirmationQuerySet, RenewalQuerySet
from naru.agreements.rules.standing import DAY
from naru.agreements.rules.words import RenewalState


class Renewal(models.Model):
    """One asking of all parties to prolong an agreement until a day (exclusive), and what came of it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="renewals")
    before = models.DateField(_("old end"))
    until = models.DateField(_("day after the new last day"))
    state = models.CharField(_("state"), max_length=20, choices=RenewalState, default=RenewalState.OPEN)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state=RenewalState.OPEN), name="renewal_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} → {self.new_last_day}"

    @property
    def new_last_day(self) -> object:
        """The last day of the term that is asked for."""
        return self.until - DAY


class Confirmation(models.Model):
    """What one party answers to a renewal: yes or no, who says so with which post, and why not."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="confirmations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="confirmations")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of letters"), max_length=10)
    sent_at = models.DateTimeField(_("sent"))
    yes = models.BooleanField(pgettext_lazy("renewal", "agrees"), null=True, blank=True)
    name = models.CharField(pgettext_lazy("renewal", "your name and post"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["renewal", "party"], name="confirmation_once_a_party"),
            models.CheckConstraint(
                condition=Q(yes__isnull=True, answered_at__isnull=True)
                | Q(yes__isnull=False, answered_at__isnull=False),
                name="confirmation_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.renewal} · {self.party}"
