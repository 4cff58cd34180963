"""Questions about activities."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from naru.activities.rules.words import Known, Standing


def published(prefix: str = "") -> Q:
    """Say what everybody may see; `prefix` leads to the activity from another table."""
    return Q(**{f"{prefix}published_at__isnull": False})


class ActivityQuerySet(models.QuerySet[Any]):
    """Activities."""

    def visible_to(self, account: Any) -> ActivityQuerySet:
        """
        Keep what an account may see.

        The office sees all; everybody sees what is published; a member also what the organisation where
        they hold a post today takes part in.
        """
        if not account.is_authenticated:
            return self.filter(published())
        if account.is_office:
            return self
        theirs = list(
            account.posts.held(on=timezone.localdate())
            .filter(organisation__isnull=False)
            .values_list("organisation", flat=True)
        )
        if not theirs:
            return self.filter(published())
        parts = apps.get_model("activities", "Participation").objects.filter(
            Q(organisation__in=theirs) | Q(then_organisation__in=theirs),
            activity=OuterRef("pk"),
            withdrawn_at__isnull=True,
        )
        return self.filter(published() | Exists(parts))

    def current(self) -> ActivityQuerySet:
        """Leave out what is archived."""
        return self.filter(archived_at__isnull=True)

    def on_days(self, since: date, until: date) -> ActivityQuerySet:
        """Keep what takes place (really, else as planned) on a day from `since` until `until` (exclusive)."""
        really = Q(began_on__lt=until) & (Q(ended_on__gt=since) | Q(ended_on__isnull=True, ends_on__gt=since))
        planned = Q(began_on__isnull=True, starts_on__lt=until, ends_on__gt=since)
        return self.filter(really | planned)

    def dated(self) -> ActivityQuerySet:
        """Keep what is known to the day."""
        return self.filter(known=Known.DAY)

    def in_year(self, year: int) -> ActivityQuerySet:
        """Keep the activities of one programme year."""
        return self.filter(project__year_id=year)

    def standing(self, standing: str, *, on: date) -> ActivityQuerySet:
        """Keep the activities that stand so on a day; says in SQL what rules.standing says of one."""
        live = Q(cancelled_at__isnull=True)
        ended = Q(ended_on__isnull=False, ended_on__lte=on)
        begun = Q(began_on__isnull=False, began_on__lte=on)
        come = Q(starts_on__isnull=False, starts_on__lte=on)
        over = Q(ends_on__isnull=False, ends_on__lte=on)
        sure = Q(confirmed_at__isnull=False)
        moved = Q(postponed_at__isnull=False)
        waiting = live & ~ended & ~begun
        words = {
            Standing.CANCELLED: ~live,
            Standing.DONE: live & (ended | (~begun & come & over & sure)),
            Standing.UNDER_WAY: live & ~ended & (begun | (come & ~over & sure)),
            Standing.OVERDUE: waiting & come & ~sure,
            Standing.CONFIRMED: waiting & ~come & sure,
            Standing.POSTPONED: waiting & ~come & ~sure & moved,
            Standing.PLANNED: waiting & ~come & ~sure & ~moved,
        }
        return self.filter(words[Standing(standing)])

    def search(self, text: str) -> ActivityQuerySet:
        """Keep what holds every word of a text in a title, venue, place or country, in any language."""
        rows = self
        for word in search_words(text).split():
            rows = rows.filter(search_key__contains=word)
        return rows

    def for_list(self) -> ActivityQuerySet:
        """Bring along what a list shows of each."""
        return self.select_related("project", "place", "place__country", "country").prefetch_related(
            "officers"
        )

    def with_partners(self) -> ActivityQuerySet:
        """Bring along the organisations that carry each activity."""
        participations = apps.get_model("activities", "Participation").objects.partners()
        return self.prefetch_related(Prefetch("participations", participations, to_attr="partnerships"))


def search_words(text: str) -> str:
    """Fold a text for searching: compatibility forms joined, case folded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
