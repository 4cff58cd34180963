"""When failed sign-ins close the door, and for how long."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WINDOW = timedelta(hours=24)
"""How long a failure counts."""


CODE_KEPT = timedelta(minutes=5)
"""How long a used code is remembered: RFC 6238 (section 5.2) wants each once, and ours is good for 90 s."""

RESETS = (5, timedelta(hours=1))
"""How many letters with a link for a new password one account gets, and in which time."""


class Door(TextChoices):
    """What the failures of a door are counted by."""

    ACCOUNT = "account", gettext_lazy("by e-mail address")
    ADDRESS = "address", gettext_lazy("by network address")
    CODE = "code", gettext_lazy("by second factor")


STEPS: dict[Door, tuple[tuple[int, timedelta], ...]] = {
    Door.ACCOUNT: (
        (5, timedelta(minutes=15)),
        (10, timedelta(hours=1)),
        (20, timedelta(hours=12)),
    ),
    Door.ADDRESS: (
        (50, timedelta(minutes=15)),
        (200, timedelta(hours=1)),
    ),
    Door.CODE: (
        (5, timedelta(minutes=15)),
        (10, timedelta(hours=1)),
        (20, timedelta(hours=12)),
    ),
}
"""
From how many failures within WINDOW on a door stays closed, and for how long after the last of them.

A network address may be a whole office behind one router, so its steps are wider. NIST SP 800-63B-4
(section 3.2.2) asks for at most 100 failures in a row per account; these steps stay below 60 a day.
"""


def key(door: Door, who: str, *, secret: str) -> str:
    """
    Give the keyed hash (64 hexadecimal digits) under which failures are counted.

    What was typed may be a password in the wrong field, so it is never kept in the clear.
    """
    return hmac.new(secret.encode(), f"{door}:{who.strip().lower()}".encode(), hashlib.sha256).hexdigest()


def used_key(account: object, code: str, *, secret: str) -> str:
    """Give the keyed hash (64 hexadecimal digits) under which an account's used code is remembered."""
    digits = "".join(code.split())
    return hmac.new(secret.encode(), f"used:{account}:{digits}".encode(), hashlib.sha256).hexdigest()


def why_not_use_code(*, used: bool) -> str | None:
    """Say why a code of the app does not count, or nothing if it does. RFC 6238, section 5.2."""
    if used:
        return _("This code was used already. Wait until the app shows the next one.")
    return None


def closed_until(door: Door, failures: Sequence[datetime], *, at: datetime) -> datetime | None:
    """Say until when a door is closed after the failures counted on it, or nothing if it is open."""
    counted = [moment for moment in failures if at - moment < WINDOW]
    pause = timedelta(0)
    for number, length in STEPS[door]:
        if len(counted) >= number:
            pause = length
    if not pause:
        return None
    until = max(counted) + pause
    return until if at < until else None


def why_not_try(until: datetime | None, *, at: datetime) -> str | None:
    """Say why nobody may try to sign in now and how long to wait, or nothing if they may."""
    if until is None or until <= at:
        return None
    minutes = max(1, -int(-(until - at).total_seconds() // 60))
    if minutes > 90:
        hours = -(-minutes // 60)
        wait = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    else:
        wait = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _(
        "Too many failed attempts. Sign-in with a password or code is closed for %(wait)s. "
        "A passkey still works, and the administrator can help."
    ) % {"wait": wait}
