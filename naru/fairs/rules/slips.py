"""Slips: what a booth's device sends; how one is read, dated, and why one is laid aside."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

MOST_SLIPS = 500
"""The most slips that one sending holds."""
MOST_BYTES = 1_500_000
"""The largest sending, in bytes."""
LONGEST = 4_000
"""The longest text of one field, in characters."""
MOST_TAGS = 20


class SlipKind(TextChoices):
    """What was entered on a device."""

    LEAD = "lead", pgettext_lazy("slip", "Scan or lead")
    CHANGE = "change", pgettext_lazy("slip", "Addition to a lead")
    CONSULTATION = "consultation", pgettext_lazy("slip", "Consultation")
    TALLY = "tally", pgettext_lazy("slip", "Head counted")
    UNDO = "undo", pgettext_lazy("slip", "Count taken back")


class Aside(TextChoices):
    """Why a slip is laid aside for the office instead of being counted."""

    FORGED = "forged", gettext_lazy("The badge was not issued by this fair.")
    OTHER_FAIR = "other_fair", gettext_lazy("The badge belongs to another fair.")
    OVER = "over", gettext_lazy("The fair was over when this was entered.")
    REVOKED = "revoked", gettext_lazy("The device had been revoked.")
    OTHERS = "others", gettext_lazy("The entry that it is about belongs to another booth.")


SAID_TO_DEVICE: dict[str, Promise] = {
    Aside.FORGED: gettext_lazy("This badge was not issued by this fair. The office will look at the entry."),
    Aside.OTHER_FAIR: gettext_lazy("This badge belongs to another fair. The office will look at the entry."),
    Aside.OVER: gettext_lazy("The fair is over. The entry is kept aside for the office."),
    Aside.REVOKED: gettext_lazy("This device was revoked. The entry is kept aside for the office."),
    Aside.OTHERS: gettext_lazy("This entry is about another booth’s. It is kept aside for the office."),
}
"""What the device tells of each, in the language of its page."""


class State(TextChoices):
    """What became of a slip that was sent."""

    STORED = "stored", pgettext_lazy("slip", "Stored")
    KNOWN = "known", pgettext_lazy("slip", "Stored before")
    ASIDE = "aside", pgettext_lazy("slip", "Kept aside")
    REFUSED = "refused", pgettext_lazy("slip", "Not readable")


@dataclass(frozen=True)
class Sent:
    """One slip as it was sent and read: its own id, the device's number and clock, what it is about, its words."""

    uid: UUID
    kind: str
    sequence: int
    device_time: datetime
    offset: int
    about: UUID | None
    body: dict[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 over all that was entered, by which the same slip is known when it comes again."""
        told = [
            str(self.uid),
            self.kind,
            self.sequence,
            self.device_time.isoformat(),
            str(self.about or ""),
            self.body,
        ]
        plain = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()


class Unreadable(ValueError):  # noqa: N818 - says what is the matter
    """A slip cannot be read; the text is the sentence for the device."""


TEXTS = ("badge", "name", "contact", "country", "language", "note", "wish", "next_step", "topic", "outcome")
TEXTS_MORE = ("our_side", "their_side", "interpreter", "place")
WORDS: dict[str, tuple[str, ...]] = {
    SlipKind.LEAD: (*TEXTS, "tags", "rating", "next_on", "owner", "agreed"),
    SlipKind.CHANGE: ("note", "wish", "next_step", "tags", "rating", "next_on", "owner", "name", "contact"),
    SlipKind.CONSULTATION: ("language", "topic", "outcome", *TEXTS_MORE, "note"),
    SlipKind.TALLY: ("place",),
    SlipKind.UNDO: (),
}
"""What each kind of slip may hold; anything else in it is left out."""


def read(sent: Any) -> Sent:
    """
    Read one slip from JSON.

    :raises Unreadable: with a sentence that names what is wrong
    """
    if not isinstance(sent, Mapping):
        raise Unreadable(_("An entry must be an object with its fields."))
    kind = sent.get("kind")
    if kind not in SlipKind.values:
        raise Unreadable(_("This kind of entry is not known here. Please load the page again."))
    sequence = sent.get("sequence")
    if not isinstance(sequence, int) or isinstance(sequence, bool) or not 0 < sequence < 2**53:
        raise Unreadable(_("The entry has no number of its device."))
    offset = sent.get("offset", 0)
    if not isinstance(offset, int) or isinstance(offset, bool) or abs(offset) > 24 * 60:
        offset = 0
    about = sent.get("about")
    if kind in {SlipKind.CHANGE, SlipKind.UNDO} and about is None:
        raise Unreadable(_("The entry does not say what it is about."))
    return Sent(
        uid=_uid(sent.get("id")),
        kind=str(kind),
        sequence=sequence,
        device_time=_moment(sent.get("device_time")),
        offset=offset,
        about=None if about is None else _uid(about),
        body=_body(sent.get("body") or {}, WORDS[str(kind)]),
    )


def _uid(text: Any) -> UUID:
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        raise Unreadable(_("The entry has no valid id.")) from None


def _moment(text: Any) -> datetime:
    # A clock may stand at any year: it is kept as it was told, and decides nothing.
    try:
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def _body(told: Any, allowed: Sequence[str]) -> dict[str, Any]:
    if not isinstance(told, Mapping):
        raise Unreadable(_("An entry must be an object with its fields."))
    body: dict[str, Any] = {}
    for key in allowed:
        value = told.get(key)
        if value in (None, "", []):
            continue
        if (read := _value(key, value)) not in ("", []):
            body[key] = read
    return body


def _value(key: str, value: Any) -> Any:
    if key == "rating":
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 5:
            raise Unreadable(_("A rating is a whole number from 1 to 5."))
        return value
    if key == "owner":
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**53:
            raise Unreadable(_("The owner of the lead is not known."))
        return value
    if key == "agreed":
        return bool(value)
    if key == "tags":
        if not isinstance(value, list) or len(value) > MOST_TAGS:
            raise Unreadable(_("Tags are a list of at most 20 words."))
        return [clean(tag, 40) for tag in value if clean(tag, 40)]
    if key == "next_on":
        try:
            return date.fromisoformat(value).isoformat()
        except (ValueError, TypeError):
            raise Unreadable(_("The day of the next step is no day.")) from None
    if not isinstance(value, str):
        raise Unreadable(_("A field of the entry is no text."))
    return clean(value, LONGEST)


_HALVES = re.compile("[\ud800-\udfff]")


def clean(text: Any, longest: int) -> str:
    """Give a text as a column can keep it: without NUL and half signs, cut at its longest."""
    return _HALVES.sub("\ufffd", str(text)).replace("\x00", "").strip()[:longest]


def happened(device_time: datetime, *, sent_at: datetime, at: datetime, since: datetime) -> datetime:
    """
    Reckon when a slip was entered, without trusting the device's clock.

    `sent_at` is what the device's clock said when it sent, `at` the server's own moment of receiving: their
    difference is by how much the clock is wrong. The result never lies before the device was enrolled
    (`since`) nor after the receiving.
    """
    ago = sent_at - device_time
    if ago < timedelta(0) or ago > at - since:
        return at if ago < timedelta(0) else since
    return at - ago
