"""Links between bulletins and what they tell of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.newsroom.queries import LinkQuerySet
from naru.newsroom.rules.words import LinkStanding

TARGETS = ("person", "organisation", "place", "country", "activity")
"""What a link may lead to: exactly one of these columns is filled."""


def _exactly_one() -> Q:
    choice = Q()
    for chosen in TARGETS:
        choice |= Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return choice


class Link(models.Model):
    """
    A bulletin tells of a person, an organisation, a place, a country or an activity.

    It holds for all language versions. It is suggested from a passage with a reason, and counts only when
    a member of staff has confirmed it; a rejected one is remembered and not suggested again.
    """

    translation_key = models.UUIDField(_("bulletin in any language"), db_index=True)
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="news_links"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="news_links"
    )
    place = models.ForeignKey(
        "directory.Place", models.CASCADE, null=True, blank=True, related_name="news_links"
    )
    country = models.ForeignKey(
        "directory.Country", models.CASCADE, null=True, blank=True, related_name="news_links"
    )
    activity = models.ForeignKey(
        "activities.Activity", models.CASCADE, null=True, blank=True, related_name="news_links"
    )
    standing = models.CharField(
        _("standing"), max_length=12, choices=LinkStanding, default=LinkStanding.SUGGESTED
    )
    passage = models.CharField(_("passage"), max_length=300, blank=True)
    found = models.CharField(_("found as"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    suggested_at = models.DateTimeField(_("suggested at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one(), name="link_leads_to_exactly_one"),
            *[
                models.UniqueConstraint(
                    fields=["translation_key", name],
                    name=f"link_once_a_{name}",
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name in TARGETS
            ],
        ]

    def __str__(self) -> str:
        return str(self.target)

    @property
    def kind(self) -> str:
        """Which of the five kinds the link leads to."""
        return next(name for name in TARGETS if getattr(self, f"{name}_id") is not None)

    @property
    def target(self) -> Any:
        """The row that the link leads to."""
        return getattr(self, self.kind)
