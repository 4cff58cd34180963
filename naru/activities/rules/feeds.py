"""Activities as iCalendar (RFC 5545, 7986): values in, the bytes of a calendar out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from naru.activities.rules.times import Span
from naru.activities.rules.words import Standing

YEAR = timedelta(days=366)
SURE = {Standing.CONFIRMED, Standing.UNDER_WAY, Standing.DONE}


@dataclass(frozen=True)
class Notice:
    """What a calendar is told of one activity; texts in one language."""

    uid: str
    sequence: int
    changed_at: datetime
    created_at: datetime
    span: Span
    standing: Standing
    title: str
    summary: str = ""
    location: str = ""
    kind: str = ""
    url: str = ""
    position: tuple[float, float] | None = None


def status(standing: Standing) -> str:
    """Give the iCalendar STATUS of a standing."""
    if standing is Standing.CANCELLED:
        return "CANCELLED"
    return "CONFIRMED" if standing in SURE else "TENTATIVE"


def event(notice: Notice, *, language: str) -> Event:
    """Make the VEVENT: whole days as dates with an exclusive end, times as wall time with a TZID."""
    made = Event()
    made.add("uid", notice.uid)
    made.add("sequence", notice.sequence)
    made.add("dtstamp", notice.changed_at.astimezone(UTC))
    made.add("last-modified", notice.changed_at.astimezone(UTC))
    made.add("created", notice.created_at.astimezone(UTC))
    if notice.span.all_day:
        made.add("dtstart", notice.span.starts_on)
        made.add("dtend", notice.span.ends_on)
        made.add("transp", "TRANSPARENT")
    else:
        made.add("dtstart", notice.span.start())
        made.add("dtend", notice.span.end())
    made.add("status", status(notice.standing))
    for name, text in (
        ("summary", notice.title),
        ("description", notice.summary),
        ("location", notice.location),
    ):
        if text:
            value = vText(text)
            value.params["LANGUAGE"] = language
            made.add(name, value)
    if notice.kind:
        made.add("categories", [notice.kind])
    if notice.url:
        made.add("url", notice.url)
    if notice.position:
        made.add("geo", notice.position)
    return made


def calendar(notices: Iterable[Notice], *, name: str, language: str) -> bytes:
    """Make a whole calendar with a VTIMEZONE for each zone that occurs in it."""
    made = Calendar()
    made.add("prodid", "-//Naru//Activities//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    told = list(notices)
    for notice in told:
        made.add_component(event(notice, language=language))
    if told:
        made.add_missing_timezones(
            first_date=min(notice.span.starts_on for notice in told) - YEAR,
            last_date=max(notice.span.ends_on for notice in told) + YEAR,
        )
    body: bytes = made.to_ical()
    return body
