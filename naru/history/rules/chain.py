"""How an entry is sealed: what goes into its digest, what is masked, and the order of the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

START = "0" * 64
"""The digest before the first entry."""

MASK = "•••"
"""What stands in an entry where a secret would have stood."""

SECRET_WORDS = frozenset(
    {
        "password",
        "passphrase",
        "passport",
        "token",
        "tokens",
        "secret",
        "otp",
        "totp",
        "sessionid",
        "cookie",
        "credential",
        "credentials",
    }
)
"""A field is a secret where one of these words, set off by underscores, stands in its name."""

SECRET_NAMES = frozenset(
    {
        "alien_registration_number",
        "api_key",
        "private_key",
        "session_key",
        "one_time_code",
        "recovery_code",
        "recovery_codes",
    }
)
"""Whole names of fields that are secrets."""


def is_secret(field: str) -> bool:
    """Say whether a field's value must never stand in history, going by the field's name."""
    name = field.lower().replace("-", "_")
    return name in SECRET_NAMES or not SECRET_WORDS.isdisjoint(name.split("_"))


def plain(value: Any) -> Any:
    """
    Turn a value into JSON that every database gives back unchanged, with secrets masked.

    Kept: text, whole numbers, yes and no, nothing, lists and objects. Fractions become text, since
    databases store them each in their own way; everything else becomes its own text.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {
            _text(key): MASK if is_secret(str(key)) and item else plain(item) for key, item in value.items()
        }
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _text(value)


def _text(value: Any) -> str:
    """Give text without what PostgreSQL or UTF-8 cannot hold: NUL and halves of surrogate pairs."""
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()


def digest(
    *,
    number: int,
    at: datetime,
    by: int | None,
    by_label: str,
    verb: str,
    subject: tuple[str, str, str],
    why: str,
    before: dict[str, Any],
    after: dict[str, Any],
    previous: str,
) -> str:
    """
    Give the SHA-256 (hex, 64 characters) that seals an entry to the one before it.

    The moment is taken in UTC to the microsecond; keys are sorted, so any database gives the same bytes.
    """
    sealed: list[Any] = [
        number,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        by,
        by_label,
        verb,
        *subject,
    ]
    sealed += [why, before, after, previous]
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Link:
    """One entry as the chain sees it."""

    number: int
    at: datetime
    by: int | None
    by_label: str
    verb: str
    subject: tuple[str, str, str]
    why: str
    before: dict[str, Any]
    after: dict[str, Any]
    previous: str
    digest: str

    def own_digest(self) -> str:
        """Give the digest that the entry's content has now."""
        facts = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "digest"}
        return digest(**facts)


@dataclass(frozen=True)
class Seal:
    """What was once true of the chain: so many entries, the last of them with this digest."""

    count: int
    digest: str
    on: str = ""


@dataclass(frozen=True)
class Fault:
    """Where the chain is broken: the number of the first wrong entry, what kind of wrong, and a sentence."""

    number: int
    kind: str
    sentence: str


def first_fault(links: Iterable[Link], *, head: Seal, seals: Iterable[Seal] = ()) -> Fault | None:
    """
    Find the first entry that was altered, removed, inserted or moved, or nothing where the chain holds.

    `links` come in the order of their numbers; `head` is the chain's own end, `seals` are ends kept
    elsewhere. Without a seal, somebody who rewrites every entry from one on and the head too is not
    found; with one, whatever stood at the sealing is proven.
    """
    kept: dict[int, Seal] = {}
    for seal in seals:
        if kept.setdefault(seal.count, seal).digest != seal.digest:
            return Fault(
                seal.count, "seals", _("Two seals contradict each other about entry %d.") % seal.count
            )
    number, last, proven = 0, START, 0
    for link in links:
        expected = number + 1
        if link.number != expected:
            if link.number < expected:
                sentence = _("Entry %d was inserted: the chain begins with 1.") % link.number
                return Fault(link.number, "inserted", sentence)
            sentence = _("Entry %(number)d was removed: entry %(next)d comes after %(last)d.")
            sentence %= {"number": expected, "next": link.number, "last": number}
            return Fault(expected, "removed", sentence)
        if link.own_digest() != link.digest:
            sentence = _("Entry %d was altered: what it says no longer gives the digest it was sealed with.")
            return Fault(expected, "altered", sentence % expected)
        if link.previous != last:
            sentence = _(
                "Entry %(number)d does not continue entry %(last)d: one of the two was rewritten or inserted."
            )
            return Fault(expected, "broken", sentence % {"number": expected, "last": number})
        if expected > head.count:
            sentence = _("Entry %(number)d was inserted: the head of the chain knows only %(count)d entries.")
            return Fault(expected, "inserted", sentence % {"number": expected, "count": head.count})
        number, last = expected, link.digest
        if number in kept:
            if kept[number].digest != last:
                sentence = _("Entries %(first)d to %(number)d were rewritten after the seal, in part or all.")
                return Fault(proven + 1, "rewritten", sentence % {"first": proven + 1, "number": number})
            proven = number
    return _wrong_end(number, last, head, kept)


def _wrong_end(number: int, last: str, head: Seal, seals: Mapping[int, Seal]) -> Fault | None:
    known = max([head.count, *seals])
    if known > number:
        sentence = _("Entry %(number)d was removed: there were %(known)d entries, now there are %(count)d.")
        return Fault(
            number + 1, "removed", sentence % {"number": number + 1, "known": known, "count": number}
        )
    if head.digest != last:
        sentence = _("The head of the chain does not fit entry %d: one of the two was altered.")
        return Fault(number, "head", sentence % number)
    return None
