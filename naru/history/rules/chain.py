"""How an entry is sealed: what goes into its digest, what is masked, and the order of the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

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
    sealed = [number, at.astimezone(UTC).isoformat(timespec="microseconds"), by, by_label, verb, *subject]
    sealed += [why, before, after, previous]
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
