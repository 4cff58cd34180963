"""Values of figures, and the records that a counted one counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from naru.figures.models.sources import Source
from naru.figures.queries import ReadingQuerySet
from naru.figures.rules import sealing, standing
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.units import UNITS
from naru.figures.rules.words import Origin, Qualifier, Quality
from naru.krds.addresses import address


class Reading(models.Model):
    """One value of a declared figure: counted, reported or planned, as of a day, for a period."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    figure_key = models.CharField(_("figure"), max_length=100, db_index=True)
    origin = models.CharField(_("how it came about"), max_length=10, choices=Origin)
    as_of = models.DateField(_("as of"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reaches = models.DateField(_("reaches until"), db_index=True)
    dimensions = models.JSONField(_("dimensions"), default=dict, blank=True)
    dimensions_key = models.CharField(max_length=300, blank=True, db_index=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    share = models.DecimalField(_("share in per cent"), max_digits=6, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(_("how exactly"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    method = models.CharField(_("method"), max_length=400, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="readings", verbose_name=_("source")
    )
    place = models.CharField(_("place in the source"), max_length=200, blank=True)
    quality = models.CharField(_("quality"), max_length=12, choices=Quality, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(_("note"), blank=True)
    baseline = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")
    counted_part = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    at = models.DateTimeField(_("taken in at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    records_count = models.PositiveIntegerField(_("records"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.TextField(_("reason of the correction"), blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["figure_key", "-reaches", "rank", "-pk"]
        indexes = [
            models.Index(fields=["figure_key", "dimensions_key", "-reaches"]),
            # Every list asks what corrected a reading, and hardly any was: over all rows a database thinks
            # the index of the one-to-one useless, and reads the whole table for each reading of the list.
            models.Index(
                fields=["supersedes"],
                condition=models.Q(supersedes__isnull=False),
                name="reading_supersedes",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | models.Q(share__isnull=False),
                name="reading_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="reading_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="reported") | models.Q(source__isnull=False),
                name="reported_reading_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | ~models.Q(digest=""),
                name="frozen_reading_has_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.spoken()}"

    def get_absolute_url(self) -> str:
        """Give its permanent address."""
        return address("figures:reading", self.code)

    @property
    def figure(self) -> Figure | None:
        """The declaration, or nothing where it was withdrawn since."""
        return FIGURES.get(self.figure_key)

    @property
    def title(self) -> str:
        """The figure's title in the active language."""
        return str(self.figure.title) if self.figure else self.figure_key

    @property
    def is_frozen(self) -> bool:
        """Whether it is sealed."""
        return self.frozen_at is not None

    @property
    def is_superseded(self) -> bool:
        """Whether a newer reading corrected it."""
        return self.replacement is not None

    @property
    def replacement(self) -> Reading | None:
        """The reading that corrected it, or nothing."""
        return getattr(self, "superseded_by", None)

    @property
    def year(self) -> int | None:
        """The calendar year it speaks of, or nothing for another period."""
        return standing.year_of(self.since, self.until, self.as_of)

    @property
    def last_day(self) -> Any:
        """The last day of the period, or nothing."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def split(self) -> list[tuple[str, str]]:
        """Label and value of each dimension in the active language."""
        return self.figure.split(self.dimensions) if self.figure else sorted(self.dimensions.items())

    @property
    def how(self) -> str:
        """The method in the active language."""
        return gettext(self.method) if self.method else ""

    @property
    def remark(self) -> str:
        """The note in the active language."""
        return gettext(self.note) if self.note else ""

    @property
    def told_reason(self) -> str:
        """The reason of the correction in the active language, where it is translated."""
        return gettext(self.reason) if self.reason else ""

    @property
    def where(self) -> str:
        """The place in the source in the active language."""
        return gettext(self.place) if self.place else ""

    def spoken(self, language: str = "") -> str:
        """Give the value with qualifier and unit in a language (`약 25,000명`); a bare share as per cent."""
        language = language or get_language() or "ko"
        if self.value is None:
            return UNITS["percent"].said(
                self.share or Decimal(0), language=language, qualifier=self.qualifier, decimals=2
            )
        if not self.figure:
            return sealing.amount_said(self.value)
        return self.figure.unit.said(
            self.value, language=language, qualifier=self.qualifier, decimals=self.figure.decimals
        )

    def newest(self) -> Reading:
        """Follow the corrections to the reading that stands today (itself where there are none)."""
        reading = self
        while reading.replacement is not None:
            reading = reading.replacement
        return reading

    def earlier(self) -> Iterator[Reading]:
        """Give the readings that it corrected, the latest first."""
        reading = self
        while reading.supersedes is not None:
            reading = reading.supersedes
            yield reading

    def facts(self) -> dict[str, Any]:
        """Give what its digest seals beside the records: plain values, no row numbers of this database."""
        return {
            "figure": self.figure_key,
            "origin": self.origin,
            "as_of": self.as_of,
            "since": self.since,
            "until": self.until,
            "dimensions": self.dimensions,
            "value": self.value,
            "share": self.share,
            "qualifier": self.qualifier,
            "quality": self.quality,
            "source": self.source.key if self.source else None,
            "place": self.place,
            "baseline": self.baseline.code if self.baseline else None,
            "counted_part": self.counted_part,
        }

    def seals(self) -> list[sealing.Seal]:
        """Give its records as they were sealed."""
        return [sealing.Seal(row.model, row.key, row.digest, row.amount) for row in self.records.all()]

    def is_whole(self) -> bool:
        """Say whether facts and records still give the digest that was sealed."""
        return self.digest == sealing.whole_digest(self.facts(), self.seals())

    def why_not_freeze(self) -> str | None:
        """Say why it cannot be frozen."""
        return standing.why_not_freeze(
            origin=self.origin, frozen=self.is_frozen, superseded=self.is_superseded
        )

    def why_not_recount(self) -> str | None:
        """Say why it cannot be recounted."""
        has_query = self.figure is not None and self.figure.query is not None
        return standing.why_not_recount(origin=self.origin, frozen=self.is_frozen, has_query=has_query)


class Record(models.Model):
    """One row that a frozen reading counted: which, a digest of its counted fields, and what it adds."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="records")
    model = models.CharField(max_length=100)
    key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    amount = models.DecimalField(max_digits=20, decimal_places=4, default=Decimal(1))

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reading", "model", "key"], name="record_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
