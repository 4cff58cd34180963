"""Calendar invitations (RFC 5545, 5546) read into values; what cannot be placed in time is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.parser import BytesParser
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

LARGEST = 1_000_000
"""The largest invitation or message that is read, in bytes."""
MOST_EVENTS = 50


class Unreadable(ValueError):  # noqa: N818 - says what is the matter
    """An invitation cannot be read; the text is the sentence for whoever sent it in."""


@dataclass(frozen=True)
class Invitation:
    """One event: its id and sequence, wall time with the zone's name, texts, and whether it calls off."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    text: str
    place: str
    organiser: str
    guests: tuple[str, ...]
    cancelled: bool


def of_message(data: bytes) -> bytes:
    """
    Give the invitation inside a saved message (RFC 5322, its part text/calendar), or the data where it is none.

    :raises Unreadable: where the message holds no invitation or is too large
    """
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than 1 MB."))
    if b"BEGIN:VCALENDAR" in data[:200].upper():
        return data
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        named = (part.get_filename() or "").lower().endswith(".ics")
        if part.get_content_type() == "text/calendar" or named:
            found = part.get_payload(decode=True)
            if isinstance(found, bytes):
                return found
    raise Unreadable(_("There is no calendar invitation in this file."))


def read(data: bytes, *, zone: str) -> list[Invitation]:
    """
    Read the events of an invitation; times without a zone are wall time in `zone` (the fair's own).

    :raises Unreadable: with a sentence, where the file or one of its times cannot be understood
    """
    try:
        calendar = Calendar.from_ical(of_message(data))
    except Unreadable:
        raise
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise Unreadable(_("This file is no calendar invitation that can be read.")) from None
    off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    told = [_event(one, zone=zone, off=off) for one in _events(calendar)]
    if not told:
        raise Unreadable(_("There is no event in this invitation."))
    return told


def _events(calendar: Calendar) -> Iterator[Event]:
    for place, one in enumerate(calendar.walk("VEVENT")):
        if place >= MOST_EVENTS:
            raise Unreadable(_("An invitation of more than 50 events is not read."))
        if one.get("RRULE") or one.get("RDATE"):
            raise Unreadable(_("The event repeats. Send an invitation for each time."))
        if isinstance(one, Event):
            yield one


def _event(one: Event, *, zone: str, off: bool) -> Invitation:
    start, named = _moment(one, "DTSTART", zone)
    if start is None:
        raise Unreadable(_("The event has no time of day."))
    end, _zone = _moment(one, "DTEND", zone)
    if end is None:
        length = getattr(one.get("DURATION"), "dt", None)
        end = start + (length if isinstance(length, timedelta) else timedelta(minutes=30))
    if end <= start:
        raise Unreadable(_("The event ends before it begins."))
    guests = one.get("ATTENDEE") or []
    return Invitation(
        uid=str(one.get("UID") or "")[:255],
        sequence=_whole(one.get("SEQUENCE")),
        starts_at=start,
        ends_at=end,
        zone=named,
        title=str(one.get("SUMMARY") or "")[:200],
        text=str(one.get("DESCRIPTION") or "")[:4_000],
        place=str(one.get("LOCATION") or "")[:200],
        organiser=_who(one.get("ORGANIZER")),
        guests=tuple(_who(each) for each in (guests if isinstance(guests, list) else [guests]))[:50],
        cancelled=off or str(one.get("STATUS", "")).upper() == "CANCELLED",
    )


def _whole(told: object) -> int:
    try:
        return min(max(int(str(told)), 0), 2**31 - 1)
    except ValueError:
        return 0


def _who(told: object) -> str:
    if told is None:
        return ""
    mail = str(told)
    mail = mail[7:] if mail.lower().startswith("mailto:") else mail
    name = str(getattr(told, "params", {}).get("CN", "")).strip().strip('"')
    return (f"{name} <{mail}>" if name and name != mail else mail)[:200]


def _moment(one: Event, name: str, zone: str) -> tuple[datetime | None, str]:
    told = one.get(name)
    if told is None:
        return None, zone
    value = getattr(told, "dt", None)
    if not isinstance(value, datetime):
        return None, zone
    named = str(told.params.get("TZID", "")).strip().strip('"')
    if named:
        known = _known(named)
        return value.replace(tzinfo=ZoneInfo(known)), known
    if value.tzinfo is not None:
        return value.astimezone(ZoneInfo(zone)), zone
    return value.replace(tzinfo=ZoneInfo(zone)), zone


def _known(named: str) -> str:
    # Outlook names zones as Windows does; what neither list has is not guessed from an offset in the file.
    if named in available_timezones():
        return named
    if named in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[named])
    raise Unreadable(
        _("The time zone “%(zone)s” of the invitation is not known. Ask for one that names its city.")
        % {"zone": named[:60]}
    )
