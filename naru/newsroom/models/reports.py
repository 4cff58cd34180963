"""The report of a year: its sections and readings as the office ordered them, and its prints."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from naru.krds.addresses import address
from naru.newsroom.queries.reports import PrintQuerySet, ReportQuerySet
from naru.newsroom.rules import reports as rules


class Report(models.Model):
    """
    The programme's report of one year, a draft until it is published.

    `titles` and `introductions` are texts by language. `counted` holds what was counted beside the readings
    when it was published: the year's activities and the numbers of its bulletins.
    """

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    titles = models.JSONField(_("titles"), default=dict, blank=True)
    introductions = models.JSONField(_("introductions"), default=dict, blank=True)
    counted = models.JSONField(_("counted beside the readings"), default=dict, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("begun at"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | ~models.Q(digest=""),
                name="published_report_has_digest",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give its public address."""
        return address("newsroom:report", self.year)

    @property
    def is_published(self) -> bool:
        """Whether it is out."""
        return self.published_at is not None

    @property
    def title(self) -> str:
        """Its title in the active language, or the nearest."""
        told = rules.told_in(self.titles, get_language() or "ko")[0]
        return told or gettext("Report of %(year)s") % {"year": self.year}


class ReportSection(models.Model):
    """One topic of a report, with its title by language."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("position"))
    titles = models.JSONField(_("titles"), default=dict)

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its title in the active language, or the nearest."""
        return rules.told_in(self.titles, get_language() or "ko")[0]


class ReportItem(models.Model):
    """
    One frozen reading in a section.

    `series` are the codes of the readings of earlier years that were printed beside it at publication.
    """

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="items")
    reading = models.ForeignKey("figures.Reading", models.PROTECT, related_name="report_items")
    position = models.PositiveSmallIntegerField(_("position"))
    series = models.JSONField(_("earlier years"), default=list, blank=True)

    class Meta:
        verbose_name = _("reading in a report")
        verbose_name_plural = _("readings in reports")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "reading"], name="report_item_once_a_section")
        ]

    def __str__(self) -> str:
        return str(self.reading)


class ReportPrint(models.Model):
    """A report as a PDF in one language, kept as a file with its SHA-256; a later correction makes a new one."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="prints")
    language = models.CharField(_("language"), max_length=10)
    file = models.FileField(_("file"), upload_to="reports/")
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("size"))
    corrections = models.PositiveSmallIntegerField(_("corrections told"), default=0)
    is_draft = models.BooleanField(_("printed as a draft"), default=False)
    at = models.DateTimeField(_("printed at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PrintQuerySet.as_manager()

    class Meta:
        verbose_name = _("print of a report")
        verbose_name_plural = _("prints of reports")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report} ({self.language})"

    @property
    def name(self) -> str:
        """The file's name for whoever takes it away."""
        return f"naru-{self.report.year}-{self.language}{'-draft' if self.is_draft else ''}.pdf"
