"""Consultations: the log of talks at a fair, with both sides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.fairs.models.exhibitors import Device, Exhibitor
from naru.fairs.models.fairs import Fair
from naru.fairs.models.leads import Lead
from naru.fairs.models.visitors import Visitor
from naru.fairs.queries.consultations import ConsultationQuerySet
from naru.fairs.rules.consultations import Facts, Origin, Outcome, Standing, Topic, standing
from naru.krds.addresses import address


class Consultation(models.Model):
    """
    One talk between an exhibitor and somebody: planned (a draft), held, or cancelled.

    Planned times are wall time with the zone's name. `origin_key` names what it came from once (the slip's id,
    the invitation's UID, a meeting), so that the same thing never makes two.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="consultations")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, related_name="consultations")
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, blank=True, related_name="consultations")
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="consultations")
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fair_consultations",
        verbose_name=_("their organisation"),
    )
    our_side = models.CharField(_("for the exhibitor"), max_length=200, blank=True)
    their_side = models.CharField(_("with whom"), max_length=200, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    note = models.TextField(_("note"), blank=True)

    origin = models.CharField(_("how it came in"), max_length=12, choices=Origin)
    origin_key = models.CharField(max_length=300, blank=True)
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-logged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibitor", "origin_key"],
                condition=~Q(origin_key=""),
                name="consultation_of_origin_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="consultation_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["fair", "day", "exhibitor"], name="consultation_board")]

    def __str__(self) -> str:
        return self.title or self.their_side or f"{self.exhibitor} {self.pk}"

    def get_absolute_url(self) -> str:
        """Give the address of the consultation's page."""
        return address("fairs:consultation", self.fair_id, self.pk)

    def facts(self) -> Facts:
        """Give the dated facts to the rules."""
        return Facts(self.held_at, self.cancelled_at)

    @property
    def standing(self) -> Standing:
        """Where the consultation stands."""
        return standing(self.facts())
