"""Questions about how often bulletins were read."""

from __future__ import annotations

from typing import Any

from django.db import models


class TallyQuerySet(models.QuerySet[Any]):
    """Views of bulletins: one row for each language version."""

    def views_of(self, bulletin: int) -> int:
        """Give how often a bulletin was read, elsewhere and here; 0 where nobody has counted yet."""
        found = self.filter(pk=bulletin).values_list("before", "counted").first()
        return (found[0] or 0) + found[1] if found else 0

    def every_visit(self) -> int:
        """Give how many visits were counted here of all bulletins together: it moves with each of them."""
        return self.aggregate(every=models.Sum("counted"))["every"] or 0
