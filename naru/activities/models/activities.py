"""Activities: every dated undertaking of the programme, and the times its dates were moved."""

from __future__ import annotations

import uuid
from datetime import date, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.activities.models.programme import Project, Titled
from naru.activities.queries.activities import ActivityQuerySet
from naru.activities.rules.standing import Facts, standing
from naru.activities.rules.times import Span
from naru.activities.rules.words import Kind, Known, Standing, spoken_in
from naru.krds.addresses import address


class Activity(Titled):
    """
    One dated undertaking: a fair, a course, a mission…

    Planned dates are wall time where it happens, with the zone's name, never an offset. `ends_on` and
    `ended_on` are exclusive: the first day after. Without times it takes whole days; with times,
    `starts_time` is on the first day and `ends_time` on the last.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="activities", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    linked = models.ManyToManyField("self", blank=True, verbose_name=_("linked with"))

    online = models.BooleanField(_("held online"), default=False)
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="activities"
    )
    place = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("place"),
    )
    venue_ko = models.CharField(_("venue in Korean"), max_length=200, blank=True)
    venue_en = models.CharField(_("venue in English"), max_length=200, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Seoul")

    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("day after the last"), null=True, blank=True)
    starts_time = models.TimeField(_("from (local time)"), null=True, blank=True)
    ends_time = models.TimeField(_("until (local time)"), null=True, blank=True)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    ended_on = models.DateField(_("day after it ended"), null=True, blank=True)

    known = models.CharField(_("days known"), max_length=10, choices=Known, default=Known.DAY)

    confirmed_at = models.DateTimeField(null=True, blank=True)
    postponed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    officers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="activities",
        verbose_name=_("responsible officers"),
    )
    results_ko = models.TextField(_("results in Korean"), blank=True)
    results_en = models.TextField(_("results in English"), blank=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)
    search_key = models.TextField(blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_on", "pk"]
        indexes = [
            models.Index(fields=["starts_on", "ends_on"], name="activity_days"),
            models.Index(fields=["kind", "-starts_on"], name="activity_kind"),
            models.Index(fields=["starts_on", "id"], name="activity_in_order"),
            # Few are parts of another: over all rows a database thinks such an index useless, and reads the table.
            models.Index(fields=["part_of"], condition=Q(part_of__isnull=False), name="activity_part_of"),
        ]
        constraints = [
            models.CheckConstraint(condition=~(Q(title_ko="") & Q(title_en="")), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("began_on")),
                name="activity_ended_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(starts_time__isnull=True, ends_time__isnull=True)
                | Q(starts_time__isnull=False, ends_time__isnull=False, starts_on__isnull=False),
                name="activity_times_come_in_pairs",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="activity_cancelled_for_a_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Give the address of the activity's page in the reader's language."""
        return address("activities:activity", self.pk)

    def facts(self) -> Facts:
        """Give the dated facts from which the standing is computed."""
        return Facts(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            began_on=self.began_on,
            ended_on=self.ended_on,
            confirmed=self.confirmed_at is not None,
            postponed=self.postponed_at is not None,
            cancelled=self.cancelled_at is not None,
            published=self.published_at is not None,
            archived=self.archived_at is not None,
        )

    def standing(self, *, on: date) -> Standing:
        """Say where the activity stands on a day."""
        return standing(self.facts(), on=on)

    def span(self) -> Span | None:
        """Give when it is planned, as wall time in its zone; nothing while the days are open or not known."""
        if self.starts_on is None or self.ends_on is None or self.known != Known.DAY:
            return None
        return Span(self.starts_on, self.ends_on, self.starts_time, self.ends_time, self.zone)

    def held(self) -> tuple[date, date] | None:
        """Give the days (end exclusive) it took, else is planned to take, else nothing."""
        start, end = self.began_on or self.starts_on, self.ended_on or self.ends_on
        return (start, end) if start and end else None

    @property
    def venue(self) -> str:
        """The venue in the page's language, or the nearest there is."""
        return self.text_in("venue", get_language() or "ko")

    @property
    def results(self) -> str:
        """What came of it, in the page's language, or the nearest there is."""
        return self.text_in("results", get_language() or "ko")

    @property
    def results_language(self) -> str:
        """The language code of the results that are shown."""
        return spoken_in(self.texts("results"), language=get_language() or "ko")

    @property
    def times(self) -> tuple[time, time] | None:
        """The times of day, where there are any."""
        return (self.starts_time, self.ends_time) if self.starts_time and self.ends_time else None


class Postponement(models.Model):
    """One moving of the planned dates: what they were, what they became (empty while open), and why."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="postponements")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    to_starts_on = models.DateField(null=True, blank=True)
    to_ends_on = models.DateField(null=True, blank=True)
    because = models.TextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("postponement")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.starts_on} → {self.to_starts_on or '…'}"
