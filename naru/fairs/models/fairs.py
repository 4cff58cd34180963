"""Fairs: an activity with booths, what is wanted on each day, and what is shipped there."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.fairs.queries.fairs import FairQuerySet, OfFairQuerySet
from naru.fairs.rules.fairs import Counted, Counts, Stage, differences
from naru.krds.addresses import address


class Fair(models.Model):
    """
    An activity of the kind fair, with booths.

    Its days, place, money and targets as a whole are the activity's. `code` names it on badges; `series` is the
    word under which its figures are kept over the years (`kitf`).
    """

    activity = models.OneToOneField(
        "activities.Activity", models.PROTECT, related_name="fair", verbose_name=_("activity")
    )
    code = models.CharField(max_length=8, unique=True)
    series = models.SlugField(_("series of fairs"), max_length=40, blank=True)
    registration_opened_at = models.DateTimeField(null=True, blank=True)
    registration_closed_at = models.DateTimeField(null=True, blank=True)
    set_up_at = models.DateTimeField()

    objects = FairQuerySet.as_manager()

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        ordering = ["-activity__starts_on", "pk"]

    def __str__(self) -> str:
        return self.activity.title

    def get_absolute_url(self) -> str:
        """Give the address of the fair's board."""
        return address("fairs:board", self.pk)

    @property
    def zone(self) -> str:
        """The time zone of the hall."""
        return str(self.activity.zone)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days of the fair, the end exclusive, where they are known to the day."""
        return self.activity.held() if self.activity.known == "day" else None

    @property
    def is_open(self) -> bool:
        """Whether visitors may register."""
        return self.registration_opened_at is not None and self.registration_closed_at is None


class BadgeKey(models.Model):
    """The key pair with which a fair signs its badges: the private half sealed, the public one for devices."""

    fair = models.OneToOneField(Fair, models.CASCADE, related_name="badge_key")
    private = models.TextField()
    public = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("badge key")

    def __str__(self) -> str:
        return self.fair.code


class DailyTarget(models.Model):
    """How many of something are wanted on one day of a fair, for one booth or for all of them together."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="daily_targets")
    exhibitor = models.ForeignKey(
        "fairs.Exhibitor", models.CASCADE, null=True, blank=True, related_name="daily_targets"
    )
    day = models.DateField(_("day"))
    counts = models.CharField(_("what is counted"), max_length=20, choices=Counts)
    wanted = models.PositiveIntegerField(_("target"))

    objects = OfFairQuerySet.as_manager()

    class Meta:
        verbose_name = _("daily target")
        verbose_name_plural = _("daily targets")
        ordering = ["day", "counts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "exhibitor", "day", "counts"],
                condition=Q(exhibitor__isnull=False),
                name="daily_target_of_booth_once",
            ),
            models.UniqueConstraint(
                fields=["fair", "day", "counts"],
                condition=Q(exhibitor__isnull=True),
                name="daily_target_of_fair_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_counts_display()}"


class Material(models.Model):
    """One thing that goes to the hall: how many pieces were wanted, packed, sent and arrived."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="materials")
    exhibitor = models.ForeignKey(
        "fairs.Exhibitor", models.PROTECT, null=True, blank=True, related_name="materials"
    )
    name = models.CharField(_("what"), max_length=200)
    language = models.CharField(_("language"), max_length=10, blank=True)
    wanted = models.PositiveIntegerField(_("pieces wanted"))
    packed = models.PositiveIntegerField(_("packed"), null=True, blank=True)
    sent = models.PositiveIntegerField(_("sent"), null=True, blank=True)
    arrived = models.PositiveIntegerField(_("arrived"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = OfFairQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["exhibitor__booth", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def counted(self) -> Counted:
        """Give the numbers to the rules."""
        return Counted(self.wanted, self.packed, self.sent, self.arrived)

    def differences(self) -> list[tuple[Stage, int]]:
        """Say where pieces went missing or turned up."""
        return differences(self.counted())
