"""Missions, which are activities with a clinic, and the sites where it stands."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.missions.queries.missions import MissionQuerySet, OfMissionQuerySet


class Mission(models.Model):
    """
    An activity of the kind mission, with a clinic at one or more sites.

    Its days, place, money and targets as a whole are the activity's. `code` names it on badges and packages.
    """

    activity = models.OneToOneField(
        "activities.Activity", models.PROTECT, related_name="mission", verbose_name=_("activity")
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    set_up_at = models.DateTimeField()

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-activity__starts_on", "pk"]

    def __str__(self) -> str:
        return self.activity.title

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
