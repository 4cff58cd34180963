"""What backs a printed number, and every number that is in print with what stood behind it."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.newsroom.models.bulletins import Bulletin
from naru.newsroom.queries.backings import BackingQuerySet, ClaimQuerySet
from naru.newsroom.rules import backing
from naru.newsroom.rules.checking.words import FindingCode, NumberKind
from naru.newsroom.rules.standing import QUOTED


class Backing(models.Model):
    """What somebody said in support of a number, or of a passage that a finding objects to (`finding` is set)."""

    bulletin = models.ForeignKey(
        Bulletin, models.CASCADE, related_name="backings", verbose_name=_("bulletin")
    )
    finding = models.CharField(_("finding"), max_length=30, blank=True, choices=FindingCode)
    text = models.CharField(_("as printed"), max_length=300)
    value = models.DecimalField(_("value"), max_digits=30, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(_("up to"), max_digits=30, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True, choices=NumberKind)
    sentence = models.TextField(_("sentence"))
    how = models.CharField(_("backed how"), max_length=10, choices=backing.How)
    reading = models.ForeignKey(
        "figures.Reading",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="backings",
        verbose_name=_("reading"),
    )
    document = models.CharField(_("document"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("newsroom", "by"),
    )
    at = models.DateTimeField(pgettext_lazy("newsroom", "at"))

    objects = BackingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("newsroom", "backing")
        verbose_name_plural = pgettext_lazy("newsroom", "backings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(how="bound") | Q(reading__isnull=False), name="bound_number_has_reading"
            ),
            models.CheckConstraint(
                condition=~Q(how="cited") | ~Q(document=""), name="cited_number_has_document"
            ),
            models.CheckConstraint(condition=~Q(how="waived") | ~Q(reason=""), name="waiver_has_reason"),
            models.CheckConstraint(
                condition=Q(finding="") | Q(how="waived"), name="finding_stands_by_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_how_display()}"

    def plain(self) -> backing.Backing:
        """Give it as the rules know it."""
        return backing.Backing(
            key=self.pk,
            text=self.text,
            unit=self.unit,
            value=self.value,
            sentence=self.sentence,
            how=self.how,
            finding=self.finding,
            reading=self.reading.code if self.reading else "",
        )


class Claim(models.Model):
    """One quantity or share that a live bulletin prints, with what stood behind it when it went out."""

    HOW = [(QUOTED, pgettext_lazy("number", "Quoted from a reading")), *backing.How.choices]

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="claims", verbose_name=_("bulletin"))
    place = models.PositiveSmallIntegerField(_("place in the text"))
    text = models.CharField(_("as printed"), max_length=300)
    value = models.DecimalField(_("value"), max_digits=30, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(_("up to"), max_digits=30, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=NumberKind)
    sentence = models.TextField(_("sentence"))
    how = models.CharField(_("backed how"), max_length=10, blank=True, choices=HOW)
    reading = models.ForeignKey(
        "figures.Reading",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("reading"),
    )
    backing = models.ForeignKey(Backing, models.SET_NULL, null=True, blank=True, related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("newsroom", "printed number")
        verbose_name_plural = pgettext_lazy("newsroom", "printed numbers")
        ordering = ["bulletin", "place"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "place"], name="claim_once_a_place")]

    def __str__(self) -> str:
        return self.text

    @property
    def amount(self) -> Decimal | None:
        """The value without the zeros that the column adds."""
        return None if self.value is None else self.value.normalize() + 0
