"""Missions, which are activities with a clinic, and the sites where it stands."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.krds.addresses import address
from naru.missions.queries.missions import MissionQuerySet, OfMissionQuerySet, SiteTargetQuerySet
from naru.missions.rules.volunteers import Journey


class Mission(models.Model):
    """
    An activity of the kind mission, with a clinic at one or more sites.

    Its days, place, money and targets as a whole are the activity's. `code` names it on badges and packages.
    """

    activity = models.OneToOneField(
        "activities.Activity", models.PROTECT, related_name="mission", verbose_name=_("activity")
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    vaccines = models.JSONField(_("vaccinations asked for"), default=list, blank=True)
    passport_months = models.PositiveSmallIntegerField(
        _("months that a passport must still hold at the end"), default=6
    )
    rest_hours = models.PositiveSmallIntegerField(_("hours of rest between two days’ shifts"), default=8)
    meeting_point = models.CharField(_("where the group meets"), max_length=200, blank=True)
    meets_at = models.DateTimeField(_("when the group meets"), null=True, blank=True)
    set_up_at = models.DateTimeField()

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-activity__starts_on", "pk"]

    def __str__(self) -> str:
        return self.activity.title

    def get_absolute_url(self) -> str:
        """Give the address of the mission's board."""
        return address("missions:board", self.pk)

    def journey(self) -> Journey | None:
        """Give the rules what the mission asks of its volunteers, where its days are known."""
        if not (days := self.days):
            return None
        return Journey(
            starts_on=days[0],
            ends_on=days[1],
            vaccines=tuple(self.vaccines),
            passport_months=self.passport_months,
            rest_hours=self.rest_hours,
        )

    @property
    def days(self) -> tuple[date, date] | None:
        """The days of the mission, the end exclusive, where they are known to the day."""
        return self.activity.held() if self.activity.known == "day" else None


class Site(models.Model):
    """
    A place where the clinic of a mission works by itself.

    `letter` begins the numbers of its residents; `uid` names it between laptops and head office. The days are those
    of the site, the end exclusive, in its own zone.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="sites")
    uid = models.UUIDField(unique=True, editable=False)
    letter = models.CharField(_("letter"), max_length=1)
    name = models.CharField(_("name"), max_length=120)
    zone = models.CharField(_("time zone"), max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    objects = OfMissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["mission", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "letter"], name="site_letter_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")), name="site_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class SiteTarget(models.Model):
    """How many residents are wanted at a site on a day."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="targets")
    day = models.DateField(_("day"))
    wanted = models.PositiveIntegerField(_("residents wanted"))

    objects = SiteTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target of a site")
        verbose_name_plural = _("targets of sites")
        ordering = ["day", "site"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="site_target_once")]

    def __str__(self) -> str:
        return f"{self.site} {self.day}"
