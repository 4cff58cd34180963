"""Slips, which are what devices sent, word for word; and leads, which are what is known from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.fairs.models.exhibitors import BoothMember, Device, Exhibitor
from naru.fairs.models.fairs import Fair
from naru.fairs.models.visitors import Visitor
from naru.fairs.queries.leads import LeadQuerySet, SlipQuerySet
from naru.fairs.rules.leads import Came, NextStep, Step, step
from naru.fairs.rules.slips import Aside, SlipKind
from naru.krds.addresses import address


class Lead(models.Model):
    """
    Somebody met at a booth: by their badge, or by a contact they left.

    The proof stands beside it: the booth, the device, when it was entered and when it arrived. `stamps` remembers
    which device said each field last, and with which number (rules.leads.merge).
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="leads")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, related_name="leads")
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="leads")
    uid = models.UUIDField(unique=True)
    came = models.CharField(_("how it came in"), max_length=10, choices=Came)

    name = models.CharField(_("name"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="leads"
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    agreed = models.BooleanField(_("agreed to be contacted"), default=False)

    note = models.TextField(_("note"), blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    tag_words = models.CharField(max_length=1000, blank=True)
    wish = models.TextField(_("wish"), blank=True)
    owner = models.ForeignKey(
        BoothMember, models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("owner")
    )
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_on = models.DateField(_("until"), null=True, blank=True)
    next_done_at = models.DateTimeField(null=True, blank=True)
    stamps = models.JSONField(default=dict, blank=True)

    booth = models.CharField(_("booth"), max_length=20)
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+")
    happened_at = models.DateTimeField(_("met"))
    day = models.DateField(_("day"))
    received_at = models.DateTimeField(_("arrived"))

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibitor", "visitor"],
                condition=Q(visitor__isnull=False),
                name="lead_of_visitor_once_a_booth",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="lead_rating_from_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["fair", "day", "exhibitor"], name="lead_board")]

    def __str__(self) -> str:
        return f"{self.booth}-{self.pk}"

    def get_absolute_url(self) -> str:
        """Give the address of the lead's page."""
        return address("fairs:lead", self.fair_id, self.pk)

    def terms(self) -> NextStep:
        """Give the next step to the rules."""
        return NextStep(self.next_step, self.next_on, self.next_done_at is not None)

    def step(self, *, on: date) -> Step:
        """Say where the next step stands on a day."""
        return step(self.terms(), on=on)

    def said(self) -> dict[str, Any]:
        """Give the fields that an entry may change, as the rules hold them."""
        return {
            "name": self.name,
            "contact": self.contact,
            "country": self.country_id or "",
            "language": self.language,
            "note": self.note,
            "wish": self.wish,
            "rating": self.rating,
            "tags": list(self.tags),
            "owner": self.owner_id,
            "next_step": self.next_step,
            "next_on": self.next_on.isoformat() if self.next_on else "",
        }


class Slip(models.Model):
    """
    One thing entered on a device, kept as it was sent and never changed: its own id, number and clock.

    Its key is the order of receiving. `happened_at` is reckoned without trusting the device's clock
    (rules.slips.happened). What could not be counted says why in `aside`, until somebody decides.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="slips")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, null=True, blank=True, related_name="slips")
    device = models.ForeignKey(Device, models.PROTECT, related_name="slips")
    uid = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SlipKind)
    sequence = models.BigIntegerField(_("number of the device"))
    device_time = models.DateTimeField(_("by the device’s clock"))
    offset = models.SmallIntegerField(default=0)
    happened_at = models.DateTimeField(_("entered"))
    received_at = models.DateTimeField(_("arrived"))
    about = models.UUIDField(null=True, blank=True, db_index=True)
    body = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    booth = models.CharField(_("booth"), max_length=20, blank=True)
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="slips")
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, blank=True, related_name="slips")
    aside = models.CharField(_("kept aside"), max_length=20, choices=Aside, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    admitted = models.BooleanField(null=True, blank=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["device", "sequence"], name="slip_of_device"),
            models.Index(fields=["fair"], condition=~Q(aside=""), name="slip_aside"),
        ]

    def __str__(self) -> str:
        return f"{self.device} {self.sequence}"
