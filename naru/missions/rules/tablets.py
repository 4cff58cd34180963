"""Tablets: the devices of a site; how one is known by its token, and why one cannot be enrolled or revoked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

ENROL = "missions.enrol"
"""The purpose of the one-time link by which a tablet becomes a site's."""
ENROL_HOURS = 72
"""How long that link works."""
LAPTOP_TAGS = 2_000
"""How many tags a laptop's package brings."""
HEAD_OFFICE_TAGS = (30_000, 33_000)
"""The tags of tablets that speak with head office itself."""


class Standing(TextChoices):
    """What a tablet is worth."""

    WAITING = "waiting", pgettext_lazy("tablet", "Not yet enrolled")
    ENROLLED = "enrolled", pgettext_lazy("tablet", "Enrolled")
    REVOKED = "revoked", pgettext_lazy("tablet", "Revoked")


@dataclass(frozen=True)
class Terms:
    """The dated facts of a tablet."""

    enrolled_at: datetime | None
    revoked_at: datetime | None


def standing(terms: Terms) -> Standing:
    """Say what a tablet is worth."""
    if terms.revoked_at:
        return Standing.REVOKED
    return Standing.ENROLLED if terms.enrolled_at else Standing.WAITING


def digest(token: str) -> str:
    """Give the hash under which a token is kept (SHA-256 in hex); nothing for no token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest() if token else ""


def why_not_enrol(terms: Terms) -> str | None:
    """Say why a tablet cannot be enrolled, or nothing if it can."""
    if terms.revoked_at:
        return _("This tablet was revoked. Add it anew to get a new link.")
    if terms.enrolled_at:
        return _("This tablet is already enrolled. Add another one for another device.")
    return None


def why_not_revoke(terms: Terms) -> str | None:
    """Say why a tablet cannot be revoked, or nothing if it can."""
    if terms.revoked_at:
        return _("This tablet was already revoked.")
    return None
