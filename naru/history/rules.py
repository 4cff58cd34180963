"""How an entry is sealed: what goes into its digest, and the order of the chain."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
"""The digest before the first entry."""


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
    return hashlib.sha256(text.encode()).hexdigest()
