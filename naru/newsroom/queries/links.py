"""Questions about links between bulletins and what they tell of."""

from __future__ import annotations

from typing import Any

from django.db import models

from naru.newsroom.rules.words import LinkStanding


class LinkQuerySet(models.QuerySet[Any]):
    """Links of bulletins to people, organisations, places, countries and activities."""

    def visible_to(self, account: Any) -> LinkQuerySet:
        """Keep what an account may see: the office all, everybody else the confirmed ones."""
        if account.is_authenticated and account.is_office:
            return self
        return self.confirmed()

    def confirmed(self) -> LinkQuerySet:
        """Keep the links that a member of staff has confirmed."""
        return self.filter(standing=LinkStanding.CONFIRMED)

    def waiting(self) -> LinkQuerySet:
        """Keep the suggestions that nobody has decided yet."""
        return self.filter(standing=LinkStanding.SUGGESTED)

    def of(self, bulletin: Any) -> LinkQuerySet:
        """Keep the links of a bulletin, whichever version of it is asked."""
        return self.filter(translation_key=bulletin.translation_key)

    def with_targets(self) -> LinkQuerySet:
        """Fetch what the links lead to in the same query."""
        return self.select_related(
            "person", "organisation", "place__country", "country", "activity__project__year"
        )
