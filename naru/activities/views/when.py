"""When and where an activity takes place, in words of the page's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.activities.models import Activity
from naru.activities.rules.times import KOREA, Span
from naru.activities.rules.words import Known, Standing
from naru.krds.formats import words

TONES: dict[str, str] = {
    Standing.PLANNED: "neutral",
    Standing.CONFIRMED: "info",
    Standing.UNDER_WAY: "success",
    Standing.DONE: "success",
    Standing.OVERDUE: "danger",
    Standing.POSTPONED: "warning",
    Standing.CANCELLED: "danger",
}
"""The colour of each standing; the word always stands beside it."""


def days(activity: Activity) -> str:
    """Write the days it took, else is planned to take."""
    held = activity.held()
    if held is None:
        return _("Days still open")
    if activity.known == Known.DAY:
        return words.period(*held)
    first, last = held[0], held[1] - timedelta(days=1)
    ends = [_vague(day, activity.known) for day in (first, last)]
    return " – ".join(dict.fromkeys(ends))


def _vague(day: date, known: str) -> str:
    skeleton = "y" if known == Known.YEAR else "yMMMM"
    return str(format_skeleton(skeleton, day, locale=words.locale(get_language())))


def clock(span: Span) -> str:
    """Write the local times of day, if there are any."""
    if span.all_day:
        return ""
    return f"{span.starts_time:%H:%M}–{span.ends_time:%H:%M}"


def local(activity: Activity) -> str:
    """Write days and times as a clock on the spot shows them, naming the city where it is not Korea."""
    span = activity.span()
    if span is None or span.all_day or activity.began_on not in (None, span.starts_on):
        return days(activity)
    text = f"{words.period(span.starts_on, span.ends_on)}, {clock(span)}"
    if span.zone == KOREA:
        return text
    return _("%(time)s (%(city)s time)") % {"time": text, "city": words.city(span.zone)}


def korean(activity: Activity) -> str:
    """Write the same in Korean time, if it has times and a clock in Korea shows others."""
    span = activity.span()
    if span is None or span.all_day or activity.began_on not in (None, span.starts_on):
        return ""
    (start, end), own = span.in_zone(KOREA), (span.start(), span.end())
    if start.utcoffset() == own[0].utcoffset() and end.utcoffset() == own[1].utcoffset():
        return ""
    if (start.date(), end.date()) == (own[0].date(), own[1].date()):
        return f"{words.period(span.starts_on, span.ends_on)}, {_hour(start)}–{_hour(end)}"
    return f"{_moment(start)} – {_moment(end)}"


def _hour(at: datetime) -> str:
    return f"{at:%H:%M}"


def _moment(at: datetime) -> str:
    return f"{words.day(at.date())} {at:%H:%M}"


def where(activity: Activity) -> str:
    """Write venue, place and country, as far as they are known."""
    country = activity.country
    parts: list[Any] = [activity.venue, activity.place, country]
    if activity.place and country and str(activity.place) == str(country):
        parts.pop()
    if get_language() == "ko":
        parts.reverse()
    text = (" " if get_language() == "ko" else ", ").join(str(part) for part in parts if part)
    return text or (_("Online") if activity.online else "")
