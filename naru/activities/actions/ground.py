"""What every action on an activity stands on: hold the row, write what changed, note it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from naru.activities.models import Activity
from naru.activities.queries.activities import search_words
from naru.history.book import note, plain


def day_of(at: datetime) -> date:
    """Give the office's day at a moment."""
    return timezone.localdate(at)


def search_key(activity: Activity) -> str:
    """Make the folded text in which an activity is searched: titles and venues, place and country."""
    words = [*activity.texts("title").values(), activity.venue_ko, activity.venue_en]
    if activity.place:
        words += [activity.place.name, activity.place.name_ko]
    if activity.country:
        words += [activity.country.name_in("ko"), activity.country.name_in("en"), activity.country_id]
    return search_words(" ".join(filter(None, words)))


def write(activity: Activity, *, verb: str, by: Any, at: datetime, why: str = "", **values: Any) -> Activity:
    """Write the values that differ, count the change for calendars, and note before and after."""
    changed = {name: value for name, value in values.items() if getattr(activity, name) != value}
    if not changed:
        return activity
    before = {name: plain(getattr(activity, name)) for name in changed}
    for name, value in changed.items():
        setattr(activity, name, value)
    activity.sequence += 1
    activity.changed_at = at
    activity.search_key = search_key(activity)
    activity.save(update_fields=[*changed, "sequence", "changed_at", "search_key"])
    after = {name: plain(value) for name, value in changed.items()}
    note(by=by, verb=verb, subject=activity, at=at, why=why, before=before, after=after)
    return activity


def touch(activity: Activity, *, at: datetime) -> None:
    """Count a change beside the row itself (who takes part, the officers) for calendars."""
    activity.sequence += 1
    activity.changed_at = at
    activity.save(update_fields=["sequence", "changed_at"])
