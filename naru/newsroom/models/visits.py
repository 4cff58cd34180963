"""How often a bulletin was read, without keeping who read it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from naru.newsroom.queries import TallyQuerySet


class Tally(models.Model):
    """The views of one bulletin: what an older board had counted (unknown when empty), and ours since."""

    bulletin = models.OneToOneField(
        "newsroom.Bulletin", models.CASCADE, related_name="tally", primary_key=True
    )
    before = models.PositiveIntegerField(_("counted elsewhere"), null=True, blank=True)
    counted = models.PositiveIntegerField(_("counted here"), default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("views")

    def __str__(self) -> str:
        return str((self.before or 0) + self.counted)


class Visit(models.Model):
    """
    A mark that somebody has read a bulletin today: the digest of a salt that is thrown away with the day.

    A row without a bulletin holds the salt of its day. Both are deleted when the day is over, and without
    the salt the digest leads back to nobody.
    """

    day = models.DateField(_("day"), db_index=True)
    bulletin = models.ForeignKey(
        "newsroom.Bulletin", models.CASCADE, null=True, blank=True, related_name="visits"
    )
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("visit of the day")
        constraints = [
            models.UniqueConstraint(fields=["day", "bulletin", "digest"], name="visit_once_a_day"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(bulletin__isnull=True), name="visit_one_salt_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)
