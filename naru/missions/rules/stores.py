"""
The stock of the pharmacy by lot: what is on hand, which lots are taken first, and what is never handed out.

Per lot, always: received + moved in + found − dispensed − discarded − moved out − missing = on hand. The tablet does `pick`
from the `lots` of its briefing (`{"code", "medicine", "number", "expires_on", "on_hand"}`): the lot that expires first is
given first, lots of one day in the order of their codes, none past its last good day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

SOON = timedelta(days=90)
"""From how long before its expiry a lot is called expiring."""


class Moved(TextChoices):
    """What happened to pieces of a lot; the sign says whether they came or went."""

    RECEIVED = "received", pgettext_lazy("stock", "Received")
    MOVED_IN = "moved_in", pgettext_lazy("stock", "Came from another site")
    FOUND = "found", pgettext_lazy("stock", "Found in a count")
    DISPENSED = "dispensed", pgettext_lazy("stock", "Dispensed")
    DISCARDED = "discarded", pgettext_lazy("stock", "Discarded")
    MOVED_OUT = "moved_out", pgettext_lazy("stock", "Went to another site")
    MISSING = "missing", pgettext_lazy("stock", "Missing in a count")


CAME = frozenset({Moved.RECEIVED, Moved.MOVED_IN, Moved.FOUND})
"""The moves that add to what is on hand; all others take away."""


class Shelf(TextChoices):
    """What a lot is worth on a day, computed from its expiry."""

    GOOD = "good", pgettext_lazy("lot", "Good")
    EXPIRING = "expiring", pgettext_lazy("lot", "Expires soon")
    EXPIRED = "expired", pgettext_lazy("lot", "Expired")


@dataclass(frozen=True)
class Move:
    """Pieces of a lot that came or went: the lot's code, what happened, how many units (never below 0)."""

    lot: str
    what: str
    quantity: int


@dataclass(frozen=True)
class OnShelf:
    """A lot as it stands: its code, its medicine's, its last good day, units on hand."""

    code: str
    medicine: str
    expires_on: date
    on_hand: int


@dataclass(frozen=True)
class Picked:
    """Which lots give how many units, and how many are lacking."""

    lots: tuple[tuple[str, int], ...]
    short: int


def balances(moves: Iterable[Move]) -> dict[str, int]:
    """Give the units on hand of each lot that ever moved; a balance below 0 is a fault to be shown, not hidden."""
    held: dict[str, int] = defaultdict(int)
    for move in moves:
        held[move.lot] += move.quantity if move.what in CAME else -move.quantity
    return dict(held)


def counted(lot: str, *, on_hand: int, found: int) -> Move | None:
    """Turn a count into the move that makes the balance what was found, or nothing where it agrees."""
    if found == on_hand:
        return None
    return Move(lot, Moved.FOUND if found > on_hand else Moved.MISSING, abs(found - on_hand))


def shelf(expires_on: date, *, on: date) -> Shelf:
    """Say what a lot is worth on a day; on its last good day it may still be given."""
    if expires_on < on:
        return Shelf.EXPIRED
    return Shelf.EXPIRING if expires_on < on + SOON else Shelf.GOOD


def pick(lots: Sequence[OnShelf], quantity: int, *, on: date) -> Picked:
    """Choose lots of one medicine for a quantity: first expired first out, none past its expiry, part if need be."""
    left, taken = quantity, []
    for lot in sorted(lots, key=lambda one: (one.expires_on, one.code)):
        if left <= 0:
            break
        if lot.expires_on < on or lot.on_hand <= 0:
            continue
        part = min(left, lot.on_hand)
        taken.append((lot.code, part))
        left -= part
    return Picked(tuple(taken), max(left, 0))


def why_not_take(lot: OnShelf, quantity: int, *, on: date) -> str | None:
    """Say why units of a lot cannot be dispensed on a day, or nothing if they can."""
    if quantity <= 0:
        return _("Give at least one.")
    if lot.expires_on < on:
        return _("The lot %(lot)s expired on %(day)s. It is never handed out.") % {
            "lot": lot.code,
            "day": lot.expires_on.isoformat(),
        }
    if quantity > lot.on_hand:
        return _("Only %(number)s of the lot %(lot)s are on hand.") % {"number": lot.on_hand, "lot": lot.code}
    return None


def why_not_pack(
    *, quantity: int, expires_on: date | None, starts_on: date | None, removed: bool = False
) -> str | None:
    """Say why a lot cannot be packed for a journey that starts on a day, or nothing if it can."""
    if removed:
        return _("This lot is taken off the list already.")
    if quantity <= 0:
        return _("Pack at least one.")
    if expires_on and starts_on and expires_on < starts_on:
        return _("It expires before it could be used. It is not packed.")
    return None


def lot_data(lot: OnShelf, *, number: str) -> dict[str, Any]:
    """Give a lot as a tablet's briefing has it."""
    return {
        "code": lot.code,
        "medicine": lot.medicine,
        "number": number,
        "expires_on": lot.expires_on.isoformat(),
        "on_hand": lot.on_hand,
    }
