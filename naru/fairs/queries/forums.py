"""Questions about forums, their slots, tables and interpreters."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from naru.activities.queries.activities import search_words
from naru.directory.queries.accounts import organisations_of


class ForumQuerySet(models.QuerySet[Any]):
    """Forums and export conferences."""

    def visible_to(self, account: Any) -> ForumQuerySet:
        """Keep what an account may see: the office all, a member those in which their organisation takes part."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        parts = apps.get_model("fairs", "Participant").objects.filter(
            forum=OuterRef("pk"), organisation__in=organisations_of(account)
        )
        return self.filter(Exists(parts) | Q(open_call=True, activity__published_at__isnull=False))

    def for_list(self) -> ForumQuerySet:
        """Bring along what a list shows of each."""
        return self.select_related("activity__project", "activity__place__country", "activity__country")

    def search(self, text: str) -> ForumQuerySet:
        """Keep what holds every word of a text in the activity's titles or place."""
        rows = self
        for word in search_words(text).split():
            rows = rows.filter(activity__search_key__contains=word)
        return rows


class OfForumQuerySet(models.QuerySet[Any]):
    """What belongs to a forum and only the office sees: sessions, slots, tables, interpreters, plans."""

    def visible_to(self, account: Any) -> OfForumQuerySet:
        """Keep what an account may see: the office all, others nothing."""
        return self if account.is_authenticated and account.is_office else self.none()

    def standing(self) -> OfForumQuerySet:
        """Leave out what was removed."""
        return self.filter(removed_at__isnull=True)
