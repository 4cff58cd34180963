"""Reports to the council: on a signing, and of a year; each a PDF with its contents and its SHA-256."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.agreements.models.agreements import Agreement
from naru.agreements.queries.duties import CouncilReportQuerySet
from naru.agreements.rules.words import ReportKind


def shelf(report: CouncilReport, name: str) -> str:
    """Give the path under the media folder: a name nobody can guess."""
    return f"agreements/council/{uuid.uuid4().hex}.pdf"


class CouncilReport(models.Model):
    """One report to the council as it was printed: of a signing or of a year, and when it was handed in."""

    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="council_reports"
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10)
    contents = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    file = models.FileField(_("file"), upload_to=shelf, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_on = models.DateField(_("handed in on"), null=True, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(_("number of the letter"), max_length=100, blank=True)

    objects = CouncilReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report to the council")
        verbose_name_plural = _("reports to the council")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReportKind.SIGNING, agreement__isnull=False, year__isnull=True)
                | Q(kind=ReportKind.YEARLY, agreement__isnull=True, year__isnull=False),
                name="council_report_is_of_one_sort",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address at which the file is handed out to the office."""
        return reverse("agreements:council_file", args=[self.pk])
