"""What suggestions ask of the past: in which activities organisations took part."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps


def took_part(organisations: Iterable[int], *, besides: int) -> dict[int, dict[int, str]]:
    """
    Give the published activities in which each organisation took part: organisation → activity → title.

    One activity is left out (`besides`: the one at hand), and with it what is a part of a larger whole.
    """
    table = apps.get_model("activities", "Participation")
    rows = (
        table.objects.filter(
            organisation__in=set(organisations),
            withdrawn_at=None,
            activity__published_at__isnull=False,
            activity__part_of=None,
        )
        .exclude(activity=besides)
        .exclude(activity__parts=besides)
        .select_related("activity")
    )
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, {})[row.activity_id] = row.activity.title
    return found
