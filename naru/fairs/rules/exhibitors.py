"""The words and rules of exhibitors: what their people do at the booth, and when a device may speak."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

ENROL = "fairs.enrol_device"
"""The purpose of the one-time link by which a device is enrolled."""
ENROL_HOURS = 48
"""How long such a link works."""


class BoothRole(TextChoices):
    """What somebody does at a booth."""

    LEAD = "lead", gettext_lazy("Head of the booth")
    DOCTOR = "doctor", gettext_lazy("Doctor")
    COORDINATOR = "coordinator", gettext_lazy("Coordinator")
    INTERPRETER = "interpreter", gettext_lazy("Interpreter")
    HELPER = "helper", gettext_lazy("Helper")


class DeviceStanding(TextChoices):
    """What a device is worth, computed from its dates."""

    INVITED = "invited", pgettext_lazy("device", "Waiting for its first use")
    ENROLLED = "enrolled", pgettext_lazy("device", "In use")
    REVOKED = "revoked", pgettext_lazy("device", "Revoked")


@dataclass(frozen=True)
class DeviceTerms:
    """The dated facts of one device."""

    enrolled_at: datetime | None
    revoked_at: datetime | None


def device_standing(terms: DeviceTerms) -> DeviceStanding:
    """Say what a device is worth."""
    if terms.revoked_at:
        return DeviceStanding.REVOKED
    return DeviceStanding.ENROLLED if terms.enrolled_at else DeviceStanding.INVITED


def digest(token: str) -> str:
    """Give the SHA-256 (hex, 64 characters) under which a device's token of 256 random bits is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def why_not_exhibit(*, already: bool, archived: bool) -> str | None:
    """Say why an organisation cannot be entered as exhibitor, or nothing if it can."""
    if archived:
        return _("The activity is in the archive. Take it out first.")
    return _("This organisation exhibits at this fair already.") if already else None


def why_not_withdraw(*, withdrawn: bool, leads: int) -> str | None:
    """Say why an exhibitor cannot be taken off the fair, or nothing if it can."""
    if withdrawn:
        return _("This exhibitor is withdrawn already.")
    return _("It has leads of this fair. They would lose their booth.") if leads else None


def why_not_enrol(terms: DeviceTerms) -> str | None:
    """Say why a device cannot be enrolled, or nothing if it can."""
    match device_standing(terms):
        case DeviceStanding.REVOKED:
            return _("This device was revoked. Ask the office for a new code.")
        case DeviceStanding.ENROLLED:
            return _("This device is in use already. Add another one.")
    return None


def why_not_revoke(terms: DeviceTerms) -> str | None:
    """Say why a device cannot be revoked, or nothing if it can."""
    return _("This device is revoked already.") if terms.revoked_at else None
