"""One-time links: how a token is kept, and when it no longer opens anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _


class Standing(StrEnum):
    """What has become of a link, computed from its dates."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Terms:
    """The dated facts of one link."""

    expires_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None


def digest(token: str) -> str:
    """
    Give the SHA-256 (hex, 64 characters) under which a token is kept; the token itself is never stored.

    A token holds 256 random bits, so a plain hash cannot be guessed backwards and needs no salt.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def standing(terms: Terms, *, at: datetime) -> Standing:
    """Say what a link is worth at a moment: used and withdrawn come before expired."""
    if terms.used_at:
        return Standing.USED
    if terms.withdrawn_at:
        return Standing.WITHDRAWN
    return Standing.OPEN if at < terms.expires_at else Standing.EXPIRED


def why_not_redeem(terms: Terms | None, *, at: datetime) -> str | None:
    """Say why a link cannot be used, or nothing if it can. No terms means that no such link was ever sent."""
    if terms is None:
        return _("This link is not known here. Please copy it from the letter again, whole.")
    match standing(terms, at=at):
        case Standing.USED:
            return _("This link has been used already. Each link works once.")
        case Standing.WITHDRAWN:
            return _("This link has been withdrawn or replaced by a newer one. Please use the latest letter.")
        case Standing.EXPIRED:
            return _("This link has expired. Please ask for a new one.")
    return None
