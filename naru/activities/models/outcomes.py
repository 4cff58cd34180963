"""What came of an activity: declared by an officer, confirmed or refused by the partner."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naru.activities.models.activities import Activity
from naru.activities.queries.outcomes import OutcomeQuerySet
from naru.activities.rules.outcomes import Anyway, OutcomeKind, OutcomeState, Terms, standing
from naru.krds.addresses import address


class Outcome(models.Model):
    """
    Trainees, patients, referrals or an export contract that an activity led to.

    `number` is what the office declares, in heads or contracts; `confirmed_number` what the partner
    confirms of it, and the only number that counts. `amount` is money of an export, in `currency` (ISO 4217).
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=20, choices=OutcomeKind)
    partner = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="outcomes",
        verbose_name=_("partner who confirms"),
    )
    institution = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes_received",
        verbose_name=_("institution"),
    )
    number = models.PositiveIntegerField(_("number"))
    amount = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    happened_on = models.DateField(_("day"))
    words = models.CharField(_("in words"), max_length=300)
    source = models.CharField(_("according to"), max_length=200)
    contact = models.CharField(_("who is asked"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of the letter"), max_length=10, default="en")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("declared"))
    letters = models.PositiveSmallIntegerField(_("letters sent"), default=0)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    confirmed_number = models.PositiveIntegerField(_("confirmed number"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=120, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    anyway = models.CharField(_("without the programme"), max_length=10, choices=Anyway, blank=True)
    may_tell = models.BooleanField(_("story may be told"), default=False)
    story = models.TextField(_("story"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="outcome_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="outcome_is_answered_one_way",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_number__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_number__gte=1, confirmed_number__lte=F("number")),
                name="outcome_confirmed_with_a_number",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(reason=""), name="outcome_refused_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""), name="outcome_money_has_a_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Give the address of the outcome's page in the reader's language."""
        return address("activities:outcome", self.activity_id, self.pk)

    def terms(self) -> Terms:
        """Give the dated facts to the rules."""
        return Terms(self.letters, self.asked_at, self.confirmed_at, self.refused_at, self.withdrawn_at)

    def standing(self, *, at: datetime) -> OutcomeState:
        """Say where the outcome stands at a moment."""
        return standing(self.terms(), at=at)
