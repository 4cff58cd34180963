"""Numbers of days as dated rows, and the reminders that went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naru.agreements.models.agreements import Agreement
from naru.agreements.queries.duties import DeadlineQuerySet, ReminderQuerySet
from naru.agreements.rules.words import DeadlineKind, ReminderKind


class Deadline(models.Model):
    """A number of days for something, that holds from a day until a day (exclusive), and who says so."""

    kind = models.CharField(_("for what"), max_length=20, choices=DeadlineKind)
    days = models.PositiveSmallIntegerField(_("days"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("according to"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["kind", "-since", "-days"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "days", "since"], name="deadline_once_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="deadline_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="deadline_is_some_days"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.days}"


class Reminder(models.Model):
    """One reminder that went out: about what (its kind and key), at which step, to whom; so that it goes once."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, blank=True, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind)
    key = models.CharField(max_length=60)
    days = models.IntegerField(_("days before"))
    to = models.EmailField(_("to"))
    at = models.DateTimeField(_("sent"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "days", "to"], name="reminder_goes_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.days}"
