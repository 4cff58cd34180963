"""Participations: a named person, a named organisation or a head-count that takes part in an activity."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.activities.models.activities import Activity
from naru.activities.queries.participations import ParticipationQuerySet
from naru.activities.rules.words import Exactness, ParticipantRole, said


class Participation(models.Model):
    """
    One part taken: a person, an organisation, or a number of people without names; never two of these.

    A person's affiliation is kept as it was then, in words, and does not follow later changes.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    role = models.CharField(_("as"), max_length=20, choices=ParticipantRole)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    head_count = models.PositiveIntegerField(_("number of people"), null=True, blank=True)
    exactness = models.CharField(_("exactness"), max_length=10, choices=Exactness, default=Exactness.EXACT)
    label_ko = models.CharField(_("who they are, in Korean"), max_length=200, blank=True)
    label_en = models.CharField(_("who they are, in English"), max_length=200, blank=True)
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="participations"
    )

    then_organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations_of_people",
    )
    then_name = models.CharField(_("affiliation as it was then"), max_length=200, blank=True)
    then_name_ko = models.CharField(_("affiliation as it was then, in Korean"), max_length=200, blank=True)
    then_title = models.CharField(_("title as it was then"), max_length=200, blank=True)

    note = models.CharField(_("note"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    NAMED_BY = ("person", "organisation")
    """The rows whose names make its own."""

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["role", "pk"]
        # Most rows are people who came for nobody: over all of them a database thinks these indexes useless.
        indexes = [
            models.Index(
                fields=["organisation"],
                condition=Q(organisation__isnull=False),
                name="participation_organisation",
            ),
            models.Index(
                fields=["then_organisation"],
                condition=Q(then_organisation__isnull=False),
                name="participation_then",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True, head_count__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False, head_count__isnull=True)
                | (
                    Q(person__isnull=True, organisation__isnull=True, head_count__gt=0)
                    & ~(Q(label_ko="") & Q(label_en=""))
                ),
                name="participation_is_of_one_sort",
            ),
            models.UniqueConstraint(
                fields=["activity", "person", "role"],
                condition=Q(person__isnull=False, withdrawn_at__isnull=True),
                name="participation_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"],
                condition=Q(organisation__isnull=False, withdrawn_at__isnull=True),
                name="participation_of_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The person's or organisation's name, or the label of the group, in the page's language."""
        named = self.person or self.organisation
        return str(named) if named else self.label

    @property
    def label(self) -> str:
        """Who the counted people are, in the page's language or the nearest there is."""
        return said({"ko": self.label_ko, "en": self.label_en}, language=get_language() or "ko")

    @property
    def affiliation(self) -> str:
        """Where the person stood then, in the page's language: organisation and title."""
        korean = get_language() == "ko" and self.then_name_ko
        return ", ".join(filter(None, [self.then_name_ko if korean else self.then_name, self.then_title]))
