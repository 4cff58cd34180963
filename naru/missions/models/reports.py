"""What a person adds to the report of a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.missions.models.missions import Site
from naru.missions.queries.reports import DayReportQuerySet
from naru.missions.rules.mds.facts import Relation


class DayReport(models.Model):
    """
    What the report of a site's day says that no visit tells: the head of the form, and the needs and risks.

    `answers` are a person's words on items 51 to 65 (number: yes or no), `heading` the fields of the head by their
    names, `additional` the codes that the authority asked for under items 19 to 22.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="day_reports")
    day = models.DateField(_("day"))
    answers = models.JSONField(_("needs and risks"), default=dict, blank=True)
    heading = models.JSONField(_("head of the form"), default=dict, blank=True)
    additional = models.JSONField(_("additional items"), default=dict, blank=True)
    relation = models.CharField(
        _("relation to an event"), max_length=10, choices=Relation, default=Relation.NONE
    )
    remarks = models.TextField(_("remarks"), blank=True)
    told_at = models.DateTimeField(_("told"))
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DayReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a day")
        verbose_name_plural = _("reports of days")
        ordering = ["site", "day"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="day_report_once")]

    def __str__(self) -> str:
        return f"{self.site} {self.day}"
