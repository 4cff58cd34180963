"""Meetings as they were published and what became of them, and each side's notes."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.fairs.models.forums import Forum, Interpreter, Slot, Table
from naru.fairs.models.profiles import Participant
from naru.fairs.queries.meetings import MeetingQuerySet, RemarkQuerySet


class Meeting(models.Model):
    """
    Two who meet, one row for ever: every plan moves this row, so that calendars know it again by its UID.

    Slot, table and interpreter are those of the published plan; a dropped meeting keeps its last ones, so that
    the cancellation can be told. `sequence` counts what was published of it anew.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="meetings")
    host = models.ForeignKey(Participant, models.PROTECT, related_name="meetings_as_host")
    guest = models.ForeignKey(Participant, models.PROTECT, related_name="meetings_as_guest")
    walk_in = models.BooleanField(_("walk-in"), default=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    slot = models.ForeignKey(Slot, models.PROTECT, null=True, blank=True, related_name="meetings")
    table = models.ForeignKey(Table, models.PROTECT, null=True, blank=True, related_name="meetings")
    interpreter = models.ForeignKey(
        Interpreter, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    room = models.URLField(_("address of the video room"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    missed_at = models.DateTimeField(_("missed"), null=True, blank=True)
    missed_by = models.ForeignKey(
        Participant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who did not come"),
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "meeting")
        verbose_name_plural = pgettext_lazy("forum", "meetings")
        ordering = ["pk"]
        indexes = [models.Index(fields=["forum", "slot"], name="forum_meeting_slot")]
        constraints = [
            models.UniqueConstraint(fields=["forum", "host", "guest"], name="a_pair_meets_once"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(missed_at__isnull=True), name="meeting_held_or_missed"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(slot__isnull=False),
                name="meeting_published_has_a_slot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} · {self.guest}"

    def other(self, participant: Participant) -> Participant:
        """Give the other side."""
        return self.guest if self.host_id == participant.pk else self.host

    @property
    def begins(self) -> datetime | None:
        """The moment it begins."""
        return self.slot.start(self.forum.zone) if self.slot else None

    @property
    def ends(self) -> datetime | None:
        """The moment it ends."""
        return self.slot.end(self.forum.zone) if self.slot else None


class Remark(models.Model):
    """What one side noted on a meeting and how it rated it; the other side never sees it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="remarks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="remarks")
    text = models.TextField(_("note"), blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    at = models.DateTimeField(_("written"))

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "note")
        verbose_name_plural = pgettext_lazy("forum", "notes")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="each_side_notes_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5), name="rating_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.meeting}"
