"""Another e-mail address for an account: what has become of a change, and why one cannot be made or undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from naru.directory.rules.accounts import DEMO_DOMAIN

CONFIRM = "confirm_email"
"""The purpose of the link that goes to the new address."""
UNDO = "undo_email"
"""The purpose of the link that goes to the old address."""
CONFIRM_HOURS = 3 * 24
"""How long the new address may be confirmed, in hours."""
UNDO_HOURS = 14 * 24
"""How long the old address may take the change back, in hours."""
A_DAY = 5
"""How often a day an account may ask: enough for slips of the pen, too few to bother or to find out others."""


class Standing(StrEnum):
    """What has become of a change, computed from its dates."""

    OPEN = "open"
    DONE = "done"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Terms:
    """The dated facts of one change."""

    expires_at: datetime
    confirmed_at: datetime | None = None
    undone_at: datetime | None = None
    withdrawn_at: datetime | None = None


def standing(terms: Terms, *, at: datetime) -> Standing:
    """Say what has become of a change at a moment: what somebody did comes before the end of the term."""
    if terms.undone_at:
        return Standing.UNDONE
    if terms.confirmed_at:
        return Standing.DONE
    if terms.withdrawn_at:
        return Standing.WITHDRAWN
    return Standing.OPEN if at < terms.expires_at else Standing.EXPIRED


def why_not_ask(new: str, *, now: str, known: bool, today: int, demo: bool) -> str | None:
    """
    Say why an account cannot ask for another address, or nothing if it can.

    `now`: its address so far; `known`: another account has the new one; `today`: how often it has asked
    in the last 24 hours; `demo`: the demo's accounts keep the domain by which its doors know them.
    """
    if today >= A_DAY:
        return _("You have asked too often today. Please try again tomorrow.")
    if new.lower() == now.lower():
        return _("This is your e-mail address already.")
    if demo and now.endswith(f"@{DEMO_DOMAIN}") and not new.lower().endswith(f"@{DEMO_DOMAIN}"):
        return _("In the demo an address ends with @%(domain)s.") % {"domain": DEMO_DOMAIN}
    return why_not_take(known=known)


def why_not_take(*, known: bool) -> str | None:
    """Say why an address cannot become an account's own, or nothing if it can."""
    return _("Another account has this e-mail address already.") if known else None


def why_not_confirm(terms: Terms, *, known: bool, active: bool, at: datetime) -> str | None:
    """Say why a new address cannot be confirmed, or nothing if it can. `active`: the account may sign in."""
    match standing(terms, at=at):
        case Standing.DONE:
            return _("This e-mail address is confirmed already.")
        case Standing.UNDONE:
            return _("This change was taken back from the old e-mail address.")
        case Standing.WITHDRAWN:
            return _("This change was withdrawn, or replaced by a newer one.")
        case Standing.EXPIRED:
            return _("This link has expired. Please ask for a new one.")
    if not active:
        return _("This account is deactivated. Please ask the administrator.")
    return why_not_take(known=known)


def why_not_undo(terms: Terms, *, known: bool, at: datetime) -> str | None:
    """
    Say why a change cannot be taken back, or nothing if it can.

    `known`: another account has the old address by now. A change made since does not stand in the way:
    whoever took an account over may have moved it on.
    """
    if standing(terms, at=at) is Standing.UNDONE:
        return _("This change was taken back already.")
    if standing(terms, at=at) is not Standing.DONE:
        return _("This change has not been made, so there is nothing to take back.")
    return why_not_take(known=known)


def why_not_withdraw(terms: Terms, *, at: datetime) -> str | None:
    """Say why a change cannot be withdrawn, or nothing if it can: only one that waits."""
    return None if standing(terms, at=at) is Standing.OPEN else _("There is no change that waits.")
