"""Finding activities that ask one officer to be at two places."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from naru.activities.rules.clashes import Duty, clashes


def duties(activity: Any, officers: list[int]) -> list[Duty]:
    """Give the duties of an activity's officers; none while the days are open or it is cancelled."""
    span = activity.span()
    if span is None or activity.cancelled_at:
        return []
    place = None if activity.online else activity.place_id or activity.country_id
    return [Duty(officer, activity.pk, span, place) for officer in officers]


def clashing(activity: Any) -> list[tuple[Any, Any]]:
    """
    Give (officer, other activity) for each officer of an activity who would have to be elsewhere too.

    The whole an activity is part of, its parts and its fellow parts count only if they lie at another place.
    """
    span = activity.span()
    if span is None or activity.cancelled_at:
        return []
    officers = {officer.pk: officer for officer in activity.officers.all()}
    if not officers:
        return []
    near = (
        type(activity)
        .objects.filter(officers__in=officers, cancelled_at=None)
        .filter(Q(starts_on__lte=span.ends_on), Q(ends_on__gte=span.starts_on))
        .exclude(pk=activity.pk)
        .distinct()
        .select_related("place__country", "country")
        .prefetch_related("officers")
    )
    others = {other.pk: other for other in near}
    listed = duties(activity, list(officers))
    for other in others.values():
        listed += duties(other, [officer.pk for officer in other.officers.all() if officer.pk in officers])
    found = []
    for one, two in clashes(listed):
        if activity.pk in {one.activity, two.activity}:
            other = two.activity if one.activity == activity.pk else one.activity
            found.append((officers[one.officer], others[other]))
    return found
