"""Exhibitors, the people at their booths, and the devices that write there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.fairs.models.fairs import Fair
from naru.fairs.queries.exhibitors import BoothMemberQuerySet, DeviceQuerySet, ExhibitorQuerySet
from naru.fairs.rules.exhibitors import BoothRole, DeviceStanding, DeviceTerms, device_standing
from naru.krds.addresses import address


class Exhibitor(models.Model):
    """An organisation with a booth at a fair."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="exhibitors")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="exhibitions", verbose_name=_("organisation")
    )
    booth = models.CharField(_("booth"), max_length=20)
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ExhibitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["booth", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="exhibitor_once_a_fair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.booth})"

    def get_absolute_url(self) -> str:
        """Give the address of the exhibitor's own board."""
        return address("fairs:exhibitor", self.fair_id, self.pk)


class BoothMember(models.Model):
    """Somebody on the roster of a booth, with what they do there and the languages they speak."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="booth_members")
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="booths"
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("as"), max_length=20, choices=BoothRole)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = BoothMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("booth member")
        verbose_name_plural = _("roster")
        ordering = ["role", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Device(models.Model):
    """A telephone or tablet that writes at a booth or an entrance; its token is kept only as a hash."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="devices")
    exhibitor = models.ForeignKey(
        Exhibitor, models.PROTECT, null=True, blank=True, related_name="devices", verbose_name=_("exhibitor")
    )
    label = models.CharField(_("name of the device"), max_length=80)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(_("last heard of"), null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.label

    def terms(self) -> DeviceTerms:
        """Give the dated facts to the rules."""
        return DeviceTerms(self.enrolled_at, self.revoked_at)

    @property
    def standing(self) -> DeviceStanding:
        """What the device is worth."""
        return device_standing(self.terms())
