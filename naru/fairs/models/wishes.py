"""Wishes to meet, with their priority and their answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.fairs.models.forums import Forum, Slot
from naru.fairs.models.profiles import Participant
from naru.fairs.queries.wishes import WishQuerySet
from naru.fairs.rules.forum_wishes import Facts, answer
from naru.fairs.rules.forum_words import Answer, Priority


class Wish(models.Model):
    """One side's wish to meet the other, and the other's answer; `pinned` fixes the slot."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="wishes")
    wisher = models.ForeignKey(
        Participant, models.CASCADE, related_name="wishes", verbose_name=pgettext_lazy("forum", "who wishes")
    )
    wished = models.ForeignKey(
        Participant, models.CASCADE, related_name="wished_by", verbose_name=pgettext_lazy("forum", "whom")
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.SECOND)
    words = models.CharField(_("what for"), max_length=300, blank=True)
    wished_at = models.DateTimeField(_("wished"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    declined_because = models.CharField(_("reason"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    pinned = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("fixed to the slot")
    )

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["priority", "wished_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wisher", "wished"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_meeting_is_wished_once",
            ),
            models.CheckConstraint(condition=~Q(wisher=F("wished")), name="nobody_wishes_themselves"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="wish_has_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wisher} → {self.wished}"

    @property
    def returned(self) -> bool:
        """Whether the other side wishes the same."""
        known = getattr(self, "is_returned", None)
        if known is not None:
            return bool(known)
        back = Wish.objects.filter(wisher=self.wished_id, wished=self.wisher_id)
        return back.filter(withdrawn_at=None, declined_at=None).exists()

    @property
    def answer(self) -> Answer:
        """What became of it."""
        return answer(
            Facts(
                accepted=self.accepted_at is not None,
                declined=self.declined_at is not None,
                withdrawn=self.withdrawn_at is not None,
                returned=self.returned,
            )
        )
