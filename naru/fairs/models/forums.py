"""Forums with their sessions, slots, tables and interpreters."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.fairs.queries.forums import ForumQuerySet, OfForumQuerySet
from naru.fairs.queries.profiles import HALL, signed, unsigned
from naru.fairs.rules.forum_times import SlotTime
from naru.fairs.rules.forum_words import language_names
from naru.krds.addresses import address


class Forum(models.Model):
    """
    The 1:1 meetings of an activity (a forum or an export conference) and how they are planned.

    Deadlines are last days, that day included, in the activity's zone.
    """

    activity = models.OneToOneField(
        "activities.Activity", models.PROTECT, related_name="forum", verbose_name=_("activity")
    )
    call_ko = models.TextField(_("call in Korean"), blank=True)
    call_en = models.TextField(_("call in English"), blank=True)
    call_ru = models.TextField(_("call in Russian"), blank=True)
    open_call = models.BooleanField(_("any member may apply"), default=True)
    apply_until = models.DateField(_("apply until"), null=True, blank=True)
    wishes_until = models.DateField(_("wishes until"), null=True, blank=True)
    answers_until = models.DateField(_("answers until"), null=True, blank=True)
    most_wishes = models.PositiveSmallIntegerField(_("wishes for each at most"), default=10)
    slot_minutes = models.PositiveSmallIntegerField(_("minutes of a meeting"), default=20)
    pause_minutes = models.PositiveSmallIntegerField(_("minutes between meetings"), default=5)
    fairness = models.PositiveSmallIntegerField(
        _("largest difference in breaks"), null=True, blank=True, default=2
    )
    rest_after = models.PositiveSmallIntegerField(_("a free slot after so many meetings"), default=0)
    walk_slots = models.PositiveSmallIntegerField(_("free slots to walk to another hall"), default=0)
    rooms = models.URLField(_("where the video rooms are"), blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("officer")
    )
    created_at = models.DateTimeField(_("opened"))

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ["-activity__starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=240), name="forum_slot_length"
            )
        ]

    def __str__(self) -> str:
        return str(self.activity)

    def get_absolute_url(self) -> str:
        """Give the address of the forum's page."""
        return address("fairs:forum", self.pk)

    @property
    def zone(self) -> str:
        """The name of the zone in which its times are meant."""
        return str(self.activity.zone)

    @property
    def online(self) -> bool:
        """Whether its meetings are held by video."""
        return bool(self.activity.online)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days (end exclusive) of the activity."""
        held: tuple[date, date] | None = self.activity.held()
        return held

    @property
    def hall_key(self) -> str:
        """The key of the board that hangs in the hall."""
        return signed(HALL, self.pk)

    def call_in(self, language: str) -> str:
        """Give the call to a reader of a language, or the nearest there is."""
        own = {"ko": self.call_ko, "en": self.call_en, "ru": self.call_ru}
        return own.get(language, "") or self.call_en or self.call_ko or self.call_ru


def forum_of_hall(key: str) -> Forum | None:
    """Give the forum whose board a key opens, or nothing where the key is forged."""
    parts = unsigned(HALL, key)
    found: Forum | None = Forum.objects.for_list().filter(pk=parts[0]).first() if parts else None
    return found


class Session(models.Model):
    """A run of slots on one day of a forum, from a wall time on."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="sessions")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfForumQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "session")
        verbose_name_plural = pgettext_lazy("forum", "sessions")
        ordering = ["day", "starts"]

    def __str__(self) -> str:
        return f"{self.day} {self.starts:%H:%M}"


class Slot(models.Model):
    """One slot of a session: wall time in the forum's zone, never an offset."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="slots")
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfForumQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "slot")
        verbose_name_plural = pgettext_lazy("forum", "slots")
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "day", "starts"],
                condition=Q(removed_at__isnull=True),
                name="a_forum_s_slot_begins_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%m-%d} {self.hours}"

    @property
    def hours(self) -> str:
        """From when until when, as a clock shows it."""
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def time(self) -> SlotTime:
        """The slot as the rules see it."""
        return SlotTime(self.day, self.starts, self.ends)

    def start(self, zone: str) -> datetime:
        """Give the moment it begins."""
        return self.time.start(zone)

    def end(self, zone: str) -> datetime:
        """Give the moment it ends."""
        return self.time.end(zone)


class Table(models.Model):
    """A table in a hall, or nothing more than a number where meetings are held by video."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    hall = models.CharField(_("hall"), max_length=60, blank=True)
    lost_at = models.DateTimeField(_("lost"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfForumQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "table")
        verbose_name_plural = pgettext_lazy("forum", "tables")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "number"],
                condition=Q(removed_at__isnull=True),
                name="a_forum_s_table_has_its_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.number}".strip()


class Interpreter(models.Model):
    """A person of the directory who interprets at a forum, with the languages they do it in."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="interpreters")
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="interpreting", verbose_name=_("person")
    )
    languages = models.JSONField(_("languages"), default=list)
    rest_after = models.PositiveSmallIntegerField(_("a free slot after so many meetings"), default=4)
    cannot = models.ManyToManyField(Slot, blank=True, related_name="+", verbose_name=_("slots not free"))
    lost_at = models.DateTimeField(_("lost"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfForumQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "interpreter")
        verbose_name_plural = pgettext_lazy("forum", "interpreters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "person"],
                condition=Q(removed_at__isnull=True),
                name="an_interpreter_stands_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def spoken(self) -> str:
        """The languages by name."""
        return language_names(self.languages)
