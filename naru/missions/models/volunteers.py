"""The volunteers of a mission, their papers, and the shifts they stand."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naru.directory.rules.sealing import unseal
from naru.krds.addresses import address
from naru.missions.models.missions import Mission, Site
from naru.missions.queries.volunteers import ShiftQuerySet, VolunteerQuerySet
from naru.missions.rules import volunteers as rules
from naru.missions.rules.entries import Station
from naru.missions.rules.volunteers import Papers, Profession, Turn

PURPOSE = b"naru.missions.licence"
"""Binds the derived key to the sealing of licence numbers."""


class Volunteer(models.Model):
    """
    A member of a mission's group, with the dated facts that make them ready to leave.

    `code` stands on the badge and on every entry they write. The licence number is kept sealed, with a keyed hash by
    which equal numbers are known. `vaccinations` is {vaccine: day given}. Languages are those of the person.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="volunteers")
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="missions", verbose_name=_("person")
    )
    association = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mission_members",
        verbose_name=_("association"),
    )
    code = models.CharField(_("code"), max_length=8)
    profession = models.CharField(_("profession"), max_length=20, choices=Profession)
    roles = models.JSONField(_("answers for"), default=list, blank=True)
    licence = models.TextField(blank=True)
    licence_digest = models.CharField(max_length=64, blank=True, db_index=True)
    licence_expires_on = models.DateField(_("licence expires on"), null=True, blank=True)
    passport_expires_on = models.DateField(_("passport expires on"), null=True, blank=True)
    vaccinations = models.JSONField(_("vaccinations"), default=dict, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    briefed_at = models.DateTimeField(_("briefing letter written"), null=True, blank=True)
    joined_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    NAMED_BY = ("person",)
    """The rows whose names make its own."""

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ["mission", "code"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "code"], name="volunteer_code_once"),
            models.UniqueConstraint(fields=["mission", "person"], name="volunteer_once_a_mission"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.person}"

    def get_absolute_url(self) -> str:
        """Give the address of the volunteer's page."""
        return address("missions:volunteer", self.mission_id, self.pk)

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that the person speaks."""
        return [one.code for one in self.person.languages.all()]

    @property
    def licence_number(self) -> str:
        """The licence number in the clear; whoever shows it has asked who looks."""
        if not self.licence:
            return ""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return unseal(self.licence, secrets=keys, purpose=PURPOSE)

    def papers(self) -> Papers:
        """Give the dated facts to the rules."""
        return Papers(
            profession=self.profession,
            licence=bool(self.licence),
            licence_expires_on=self.licence_expires_on,
            passport_expires_on=self.passport_expires_on,
            vaccinations=tuple(
                (name, date.fromisoformat(day)) for name, day in sorted(self.vaccinations.items())
            ),
            languages=tuple(self.languages),
            email=self.person.email,
            withdrawn=self.withdrawn_at is not None,
        )

    def why_not_ready(self) -> list[str]:
        """Say what is still missing before the departure."""
        journey = self.mission.journey()
        return rules.why_not_ready(self.papers(), journey) if journey else []

    def role_labels(self) -> list[str]:
        """Give what the volunteer answers for, in words."""
        labels = dict(rules.VolunteerRole.choices)
        return [str(labels.get(role, role)) for role in self.roles]


class Shift(models.Model):
    """A volunteer at a station of a site, from a time until a time of one day, in the site's zone."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="shifts")
    station = models.CharField(_("station"), max_length=14, choices=Station)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="shifts")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    interprets = models.BooleanField(_("as interpreter"), default=False)

    NAMED_BY = ("volunteer",)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["day", "site", "starts", "station", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="shift_ends_after_it_begins"),
            models.UniqueConstraint(fields=["volunteer", "day", "starts"], name="shift_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} {self.day} {self.get_station_display()}"

    def turn(self) -> Turn:
        """Give it to the rules, with moments in the site's zone."""
        return a_turn(self.site, self.station, self.day, self.starts, self.ends, interprets=self.interprets)


def a_turn(
    site: Site, station: str, day: date, starts: time, ends: time, *, interprets: bool = False
) -> Turn:
    """Give a shift as the rules see it, whether or not it is kept."""
    zone = ZoneInfo(site.zone)
    return Turn(
        site=site.pk,
        site_name=str(site),
        station=station,
        starts_at=datetime.combine(day, starts, zone),
        ends_at=datetime.combine(day, ends, zone),
        interprets=interprets,
    )
