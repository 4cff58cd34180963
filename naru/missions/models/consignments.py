"""Consignments: what a partner asked for, what left, what arrived, and the papers that prove it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.krds.addresses import address
from naru.missions.models.missions import Mission, Site
from naru.missions.queries.consignments import ConsignmentQuerySet, OfConsignmentQuerySet
from naru.missions.rules import consignments as rules
from naru.missions.rules.consignments import Facts, ProofKind, Standing


class Consignment(models.Model):
    """
    Goods sent to a partner, with a mission or on their own: requested, packed by lot, shipped, received, thanked.

    It may belong to an activity of the kind consignment or mission. Where it stands is computed from its decisions.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    activity = models.ForeignKey(
        "activities.Activity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consignments",
        verbose_name=_("activity"),
    )
    mission = models.ForeignKey(
        Mission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consignments",
        verbose_name=_("mission"),
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="consignments", verbose_name=_("site")
    )
    partner = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="consignments",
        verbose_name=_("receiving partner"),
    )
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what for"), blank=True)
    donors = models.CharField(_("donors"), max_length=300, blank=True)
    contact = models.CharField(_("contact at the partner"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of letters"), max_length=10, default="en")
    requested_on = models.DateField(_("requested on"))
    wanted_on = models.DateField(_("wanted by"), null=True, blank=True)
    packed_at = models.DateTimeField(_("packing closed"), null=True, blank=True)
    shipped_on = models.DateField(_("shipped on"), null=True, blank=True)
    carrier = models.CharField(_("carrier"), max_length=120, blank=True)
    tracking = models.CharField(_("waybill number"), max_length=80, blank=True)
    received_on = models.DateField(_("arrived on"), null=True, blank=True)
    received_by = models.CharField(_("taken over by"), max_length=120, blank=True)
    difference_note = models.TextField(_("why it differs"), blank=True)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_because = models.TextField(_("reason"), blank=True)
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ConsignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consignment")
        verbose_name_plural = _("consignments")
        ordering = ["-requested_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """Give the address of the consignment's page."""
        return address("missions:consignment", self.pk)

    def facts(self) -> Facts:
        """Give the dated decisions to the rules, with the numbers of lines."""
        lots = self.lots.filter(removed_at__isnull=True)
        return Facts(
            packed_at=self.packed_at,
            shipped_on=self.shipped_on,
            received_on=self.received_on,
            thanked_at=self.thanked_at,
            cancelled_at=self.cancelled_at,
            items=self.items.count(),
            lots=lots.count(),
            uncounted=lots.filter(received__isnull=True).count(),
        )

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return rules.standing(
            Facts(self.packed_at, self.shipped_on, self.received_on, self.thanked_at, self.cancelled_at)
        )


class ConsignmentItem(models.Model):
    """One line of what was asked for: a medicine of the formulary, or something else by its name."""

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="items")
    medicine = models.ForeignKey(
        "missions.Medicine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("medicine"),
    )
    name = models.CharField(_("what"), max_length=200, blank=True)
    name_en = models.CharField(_("what, in English"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    wanted = models.PositiveIntegerField(_("wanted"))
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    value = models.PositiveIntegerField(_("value of a unit, won"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    NAMED_BY = ("medicine",)

    objects = OfConsignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a consignment")
        verbose_name_plural = _("items of consignments")
        ordering = ["consignment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(medicine__isnull=False) | ~Q(name=""), name="item_says_what_it_is"
            )
        ]

    def __str__(self) -> str:
        return str(self.medicine) if self.medicine_id else self.name

    def unit_word(self) -> Any:
        """Give the unit in words."""
        return self.medicine.get_unit_display() if self.medicine else self.unit


class ConsignmentPaper(models.Model):
    """A file of a consignment (proof of delivery, customs paper, waybill), never public, kept with its SHA-256."""

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=20, choices=ProofKind, default=ProofKind.DELIVERY)
    file = models.FileField(upload_to="consignments/%Y", max_length=300)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = OfConsignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a consignment")
        verbose_name_plural = _("papers of consignments")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address at which the file is handed out."""
        return address("missions:paper", self.consignment_id, self.pk)
