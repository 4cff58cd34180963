"""Participants of a forum: the call, the profile, the personal key."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.fairs.models.forums import Forum, Slot
from naru.fairs.queries.profiles import AGENDA, BADGE, ParticipantQuerySet, signed
from naru.fairs.rules.forum_calls import Facts, standing
from naru.fairs.rules.forum_words import Side, Standing, field_names, language_names
from naru.krds.addresses import address


class Participant(models.Model):
    """
    An organisation at a forum: how it came, what it offers or looks for, who comes, when it cannot.

    `serial` counts the personal links sent; only the latest opens the participant's pages.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="forums", verbose_name=_("organisation")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of letters"), max_length=10, default="en")
    zone = models.CharField(_("time zone"), max_length=60, blank=True)

    fields = models.JSONField(_("departments and products"), default=list)
    countries = models.JSONField(_("countries of interest"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    words = models.TextField(_("in your own words"), blank=True)
    people = models.TextField(_("who comes"), blank=True)
    seats = models.PositiveSmallIntegerField(_("tables at once"), default=1)
    hall = models.CharField(_("hall"), max_length=60, blank=True)
    cannot = models.ManyToManyField(Slot, blank=True, related_name="+", verbose_name=_("slots not free"))

    serial = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    refused_because = models.CharField(_("reason"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField(_("checked in"), null=True, blank=True)
    left_at = models.DateTimeField(pgettext_lazy("forum", "left"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "participant")
        verbose_name_plural = pgettext_lazy("forum", "participants")
        ordering = ["side", "organisation__name_latin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_organisation_takes_part_once",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refused_because=""),
                name="participant_refused_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=5), name="participant_seats"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Give the address of the participant's page for the office."""
        return address("fairs:participant", self.forum_id, self.pk)

    def facts(self) -> Facts:
        """Give the dated facts to the rules."""
        return Facts(
            applied=self.applied_at is not None,
            approved=self.approved_at is not None,
            refused=self.refused_at is not None,
            withdrawn=self.withdrawn_at is not None,
        )

    @property
    def standing(self) -> Standing:
        """Where the participant stands."""
        return standing(self.facts())

    @property
    def key(self) -> str:
        """The personal key that opens the participant's own pages."""
        return signed(AGENDA, self.pk, self.serial)

    @property
    def badge(self) -> str:
        """The key in the QR code that is read at check-in; it opens nothing to others."""
        return signed(BADGE, self.pk, self.serial)

    @property
    def named_fields(self) -> str:
        """Departments and products by name."""
        return field_names(self.fields)

    @property
    def spoken(self) -> str:
        """The languages by name."""
        return language_names(self.languages)


def holder_of(key: str) -> Participant | None:
    """Give the participant whose pages a personal key opens, or nothing where it is forged or replaced."""
    found: Participant | None = Participant.objects.known_by(key).for_list().first()
    return found
