"""What was kept aside: how it can be repaired, and why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from naru.missions.rules.entries import Aside

TAKEN, DROPPED = "taken", "dropped"
"""How somebody settled it."""
BEYOND_REPAIR = frozenset({Aside.NOT_THEIRS, Aside.FORK})
"""What cannot become an entry of this site: another device's taking back, and a copy's log."""
DESK_LABEL = "Laptop"
"""The name of the device that writes repairs: the laptop itself."""

DEEDS: dict[str, str | Promise] = {
    "took_again": pgettext_lazy("log", "took again what was kept aside"),
    "dropped_aside": pgettext_lazy("log", "left out what was kept aside"),
    "added_tablet": pgettext_lazy("log", "added the tablet"),
    "enrolled_tablet": pgettext_lazy("log", "enrolled the tablet"),
    "revoked_tablet": pgettext_lazy("log", "revoked the tablet"),
}
"""The words of the log for each verb."""


@dataclass(frozen=True)
class Terms:
    """The facts of something kept aside: why it was, and whether somebody settled it."""

    reason: str
    settled: bool


def why_not_settle(terms: Terms) -> str | None:
    """Say why nothing more can be decided about it, or nothing if it can."""
    return _("Somebody already decided about this.") if terms.settled else None


def why_not_take_again(terms: Terms) -> str | None:
    """Say why it cannot be repaired and taken, or nothing if it can."""
    if reason := why_not_settle(terms):
        return reason
    if terms.reason in BEYOND_REPAIR:
        return _("This cannot become an entry here. Leave it out, and enter what is true at a tablet.")
    return None


def why_not_drop(terms: Terms, *, why: str) -> str | None:
    """Say why it cannot be left out, or nothing if it can."""
    if reason := why_not_settle(terms):
        return reason
    return None if why.strip() else _("Say why it is left out.")
