"""Visitors known by name with what they agreed to; and heads counted, which are never added to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.fairs.models.exhibitors import Device, Exhibitor
from naru.fairs.models.fairs import Fair
from naru.fairs.queries.visitors import (
    ConsentQuerySet,
    ConsentTextQuerySet,
    HeadCountQuerySet,
    VisitorQuerySet,
)
from naru.fairs.rules.visitors import Place, Purpose
from naru.krds.addresses import address


class ConsentText(models.Model):
    """The words to which visitors of a fair agree, by language; a version is never changed once published."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="consent_texts")
    version = models.PositiveSmallIntegerField(_("version"))
    texts = models.JSONField(_("words"), default=dict)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["fair", "version"], name="consent_text_version_once")]

    def __str__(self) -> str:
        return f"{self.fair} {self.version}"


class Visitor(models.Model):
    """Somebody who registered for a fair by name. The badge holds only the opaque token."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="visitors")
    number = models.CharField(_("badge number"), max_length=12)
    token = models.CharField(max_length=22)
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("organisation"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="fair_visitors"
    )
    language = models.CharField(_("language"), max_length=10)
    interest = models.CharField(_("interested in"), max_length=300, blank=True)
    at_desk = models.BooleanField(_("registered at the desk"), default=False)
    registered_at = models.DateTimeField()

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "token"], name="visitor_token_once"),
            models.UniqueConstraint(fields=["fair", "number"], name="visitor_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Give the address of the visitor's page for the office."""
        return address("fairs:visitor", self.fair_id, self.pk)


class Consent(models.Model):
    """One decision of a visitor, for one purpose, for one exhibitor or all; the last one counts."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=10)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, null=True, blank=True, related_name="consents")
    given = models.BooleanField(_("agreed"))
    decided_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        ordering = ["pk"]
        indexes = [models.Index(fields=["visitor", "purpose", "exhibitor"], name="consent_asked")]

    def __str__(self) -> str:
        return f"{self.visitor} {self.purpose}"


class HeadCount(models.Model):
    """Heads counted at a booth or an entrance, without knowing whose; one press of the button is one row."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="head_counts")
    exhibitor = models.ForeignKey(
        Exhibitor, models.PROTECT, null=True, blank=True, related_name="head_counts"
    )
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+")
    uid = models.UUIDField(unique=True)
    place = models.CharField(_("counted at"), max_length=10, choices=Place)
    count = models.PositiveIntegerField(_("heads"), default=1)
    happened_at = models.DateTimeField()
    day = models.DateField(_("day"))
    hour = models.PositiveSmallIntegerField(_("hour"))
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = HeadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("head count")
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["fair", "day", "exhibitor"], name="head_count_board")]
        constraints = [models.CheckConstraint(condition=Q(count__gt=0), name="head_count_is_some")]

    def __str__(self) -> str:
        return f"{self.day} {self.hour}: {self.count}"
