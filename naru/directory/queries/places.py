"""Questions about countries and places."""

from __future__ import annotations

from typing import Any

from django.db import models

from naru.directory.queries.names import Searchable


class CountryQuerySet(models.QuerySet[Any]):
    """Countries; they are public."""

    def visible_to(self, account: Any) -> CountryQuerySet:
        """Keep what an account may see: everybody sees every country."""
        return self


class PlaceQuerySet(Searchable):
    """Places; they are public."""

    def visible_to(self, account: Any) -> PlaceQuerySet:
        """Keep what an account may see: everybody sees every place."""
        return self
