"""A participant's agenda as iCalendar (RFC 5545): values in, the bytes of a calendar out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Appointment:
    """What a calendar is told of one meeting: moments aware in the forum's zone, texts in one language."""

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime
    ends: datetime
    title: str
    cancelled: bool = False
    location: str = ""
    description: str = ""
    url: str = ""


def event(one: Appointment, *, language: str) -> Event:
    """Make the VEVENT: wall time with the zone's name, the same UID for ever, cancelled where it was dropped."""
    made = Event()
    made.add("uid", one.uid)
    made.add("sequence", one.sequence)
    made.add("dtstamp", one.changed_at.astimezone(UTC))
    made.add("last-modified", one.changed_at.astimezone(UTC))
    made.add("dtstart", one.starts)
    made.add("dtend", one.ends)
    made.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    for name, text in (("summary", one.title), ("description", one.description), ("location", one.location)):
        if text:
            value = vText(text)
            value.params["LANGUAGE"] = language
            made.add(name, value)
    if one.url:
        made.add("url", one.url)
    return made


def calendar(
    appointments: Iterable[Appointment], *, name: str, language: str, cancels: bool = False
) -> bytes:
    """
    Make a calendar with a VTIMEZONE for each zone in it.

    `cancels` makes it a message that takes its appointments out of a calendar (METHOD CANCEL).
    """
    told = list(appointments)
    made = Calendar()
    made.add("prodid", "-//Naru//Forums//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "CANCEL" if cancels else "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for one in told:
        made.add_component(event(one, language=language))
    if told:
        days: list[date] = [one.starts.date() for one in told]
        made.add_missing_timezones(first_date=min(days) - YEAR, last_date=max(days) + YEAR)
    body: bytes = made.to_ical()
    return body
