"""Invitations: what has become of one, and why one cannot be sent, sent again, withdrawn or accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PURPOSE = "invitation"
"""The purpose of the one-time link that an invitation carries."""
HOURS = 7 * 24
"""How long an invitation's link works, in hours."""


class Standing(TextChoices):
    """What has become of an invitation, computed from its dates."""

    OPEN = "open", gettext_lazy("Waiting for an answer")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    EXPIRED = "expired", gettext_lazy("Expired")


TONES = {
    Standing.OPEN: "info",
    Standing.ACCEPTED: "success",
    Standing.WITHDRAWN: "neutral",
    Standing.EXPIRED: "warning",
}
"""The tone in which each standing is shown."""


@dataclass(frozen=True)
class Terms:
    """The dated facts of one invitation."""

    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


def standing(terms: Terms, *, at: datetime) -> Standing:
    """Say what has become of an invitation at a moment: an answer comes before the end of the term."""
    if terms.accepted_at:
        return Standing.ACCEPTED
    if terms.withdrawn_at:
        return Standing.WITHDRAWN
    return Standing.OPEN if at < terms.expires_at else Standing.EXPIRED


def why_not_invite(*, known: bool, waiting: bool) -> str | None:
    """
    Say why an e-mail address cannot be invited, or nothing if it can.

    `known`: an account has this address already; `waiting`: an invitation to it is open.
    """
    if known:
        return _("An account with this e-mail address exists already. Give it the post on its own page.")
    if waiting:
        return _("An invitation to this e-mail address is still open. Send that one again, or withdraw it.")
    return None


def why_not_send_again(terms: Terms, *, known: bool, waiting: bool, at: datetime) -> str | None:
    """Say why the letter cannot be sent again, or nothing if it can: an expired one may."""
    match standing(terms, at=at):
        case Standing.ACCEPTED:
            return _("The invitation has been accepted already.")
        case Standing.WITHDRAWN:
            return _("The invitation has been withdrawn. Write a new one.")
    return why_not_invite(known=known, waiting=waiting)


def why_not_withdraw(terms: Terms, *, at: datetime) -> str | None:
    """Say why an invitation cannot be withdrawn, or nothing if it can."""
    match standing(terms, at=at):
        case Standing.ACCEPTED:
            return _(
                "The invitation has been accepted already. End the post or deactivate the account instead."
            )
        case Standing.WITHDRAWN:
            return _("The invitation has been withdrawn already.")
        case Standing.EXPIRED:
            return _("The invitation has expired; there is nothing to withdraw.")
    return None


def why_not_accept(terms: Terms, *, known: bool, signed_in_as: str, at: datetime) -> str | None:
    """
    Say why an invitation cannot be accepted, or nothing if it can.

    `known`: an account has this address already; `signed_in_as`: the name of whoever is signed in at this
    browser, or nothing.
    """
    match standing(terms, at=at):
        case Standing.ACCEPTED:
            return _("This invitation has been accepted already. Please sign in.")
        case Standing.WITHDRAWN:
            return _("This invitation has been withdrawn. Please ask the office that invited you.")
        case Standing.EXPIRED:
            return _("This invitation has expired. Please ask the office to send it again.")
    if known:
        return _("An account with this e-mail address exists already. Please sign in.")
    if signed_in_as:
        return _(
            "You are signed in as %(name)s, and this invitation is for somebody else. Sign out first, "
            "then open the link again."
        ) % {"name": signed_in_as}
    return None
