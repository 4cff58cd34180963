"""Plans: the versions of a forum's schedule, and where each meeting stands in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.fairs.models.forums import Forum, Interpreter, Slot, Table
from naru.fairs.models.meetings import Meeting
from naru.fairs.queries.plans import PlacingQuerySet, PlanQuerySet
from naru.fairs.rules.forum_plans import Seat
from naru.fairs.rules.forum_words import Result
from naru.krds.addresses import address


class Plan(models.Model):
    """
    One version of a forum's schedule: asked for, made, looked at, published.

    `asked` is a digest of what it was made from, so that a plan that no longer fits is not published.
    `changes` are the troubles that it answers (`kind`, whose, how long), or the version that it goes back to with
    what that gives back; empty for a plan made from the wishes. Once published they say what was `taken` by them.
    `unplaced` and `conflict` hold reasons as codes with facts, said in the reader's language when shown.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField(_("version"))
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    seconds = models.PositiveSmallIntegerField(_("seconds at most"), default=60)
    seed = models.PositiveIntegerField(_("seed"), default=1)
    strict = models.BooleanField(_("every accepted wish must be placed"), default=False)
    asked = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(pgettext_lazy("forum", "asked for"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    job = models.ForeignKey("history.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    stop_asked_at = models.DateTimeField(null=True, blank=True)

    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    breaks = models.PositiveIntegerField(pgettext_lazy("forum", "breaks"), null=True, blank=True)
    bound = models.PositiveIntegerField(pgettext_lazy("forum", "bound"), default=0)
    left_out = models.PositiveIntegerField(_("wishes without a place"), default=0)
    max_difference = models.PositiveIntegerField(null=True, blank=True)
    took = models.FloatField(_("seconds taken"), default=0)
    stage = models.CharField(max_length=20, blank=True)
    unplaced = models.JSONField(default=list)
    conflict = models.JSONField(null=True, blank=True)
    changes = models.JSONField(default=list)
    proven = models.BooleanField(default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "plan")
        verbose_name_plural = pgettext_lazy("forum", "plans")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["forum", "number"], name="a_plan_has_its_version")]

    def __str__(self) -> str:
        return f"{self.forum} · {self.number}"

    def get_absolute_url(self) -> str:
        """Give the address of the plan's page."""
        return address("fairs:plan", self.forum_id, self.number)

    @property
    def is_running(self) -> bool:
        """Whether it is being made."""
        return not self.result and self.job is not None and self.job.is_open

    @property
    def gap(self) -> float | None:
        """How far from the best the breaks may be, in per cent; nothing while there is no plan."""
        if self.breaks is None:
            return None
        return 0.0 if self.breaks <= self.bound else 100 * (self.breaks - self.bound) / self.breaks

    def seating(self) -> dict[int, Seat]:
        """Give where each meeting stands in it."""
        return {one.meeting_id: one.seat for one in self.placings.all()}


class Placing(models.Model):
    """Where one meeting stands in one plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="placings")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="placings")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+")
    table = models.ForeignKey(Table, models.PROTECT, null=True, blank=True, related_name="+")
    interpreter = models.ForeignKey(Interpreter, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlacingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("forum", "placing")
        verbose_name_plural = pgettext_lazy("forum", "placings")
        ordering = ["slot__day", "slot__starts", "table__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="a_meeting_stands_once_in_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "slot", "table"], name="a_table_holds_one_meeting_at_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "slot", "interpreter"], name="an_interpreter_sits_in_one_meeting_at_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.slot}"

    @property
    def seat(self) -> Seat:
        """Where it stands, as the rules see it."""
        return Seat(self.slot_id, self.table_id, self.interpreter_id)


def next_number(forum: Any) -> int:
    """Give the number of a forum's next version."""
    return (forum.plans.aggregate(last=models.Max("number"))["last"] or 0) + 1
