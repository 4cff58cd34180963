"""The tables of long work: what was asked for, and what runs by itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.history.queries.jobs import JobQuerySet, RoutineQuerySet
from naru.history.rules import jobs as rules
from naru.krds.addresses import address


class Job(models.Model):
    """A piece of long work: who asked for what, how far it is, how it ended."""

    kind = models.CharField(_("kind"), max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    arguments = models.JSONField(_("arguments"), default=dict)
    asked_at = models.DateTimeField(_("asked"), db_index=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=rules.State, default=rules.State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    done = models.PositiveBigIntegerField(_("done so far"), default=0)
    total = models.PositiveBigIntegerField(_("in all"), default=0)
    message = models.CharField(_("message"), max_length=300, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    cancel_asked_at = models.DateTimeField(_("cancelling asked"), null=True, blank=True)
    worker = models.CharField(_("worker"), max_length=80, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "lease_until"]), models.Index(fields=["by", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        """Give the page that shows how far it is."""
        return address("history:job", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in rules.OPEN

    @property
    def percent(self) -> int:
        """The finished part in whole percent."""
        return 100 if self.state == rules.State.DONE else rules.percent(self.done, self.total)


class Routine(models.Model):
    """Something that runs by itself: how often, when it ran last and when it is due again."""

    kind = models.CharField(_("kind"), max_length=80, unique=True)
    minutes = models.PositiveIntegerField(_("every … minutes"))
    next_at = models.DateTimeField(_("next run"))
    last_at = models.DateTimeField(_("last run"), null=True, blank=True)
    runs = models.PositiveBigIntegerField(_("runs"), default=0)
    last_job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("last job")
    )

    objects = RoutineQuerySet.as_manager()

    class Meta:
        verbose_name = _("routine")
        verbose_name_plural = _("routines")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
