"""Where a consignment stands, what can be decided about it from there, and the one sentence for each refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Standing(TextChoices):
    """Where a consignment stands, computed from its decisions."""

    REQUESTED = "requested", pgettext_lazy("consignment", "Requested")
    PACKED = "packed", pgettext_lazy("consignment", "Packed")
    SHIPPED = "shipped", pgettext_lazy("consignment", "Shipped")
    RECEIVED = "received", pgettext_lazy("consignment", "Received")
    THANKED = "thanked", pgettext_lazy("consignment", "Thanked")
    CANCELLED = "cancelled", pgettext_lazy("consignment", "Cancelled")


class Move(TextChoices):
    """What can be decided."""

    CLOSE = "close", pgettext_lazy("consignment", "Close the packing")
    SHIP = "ship", pgettext_lazy("consignment", "Ship")
    RECEIVE = "receive", pgettext_lazy("consignment", "Record the arrival")
    THANK = "thank", pgettext_lazy("consignment", "Thank the donors")
    CANCEL = "cancel", pgettext_lazy("consignment", "Cancel")


FROM: dict[Move, frozenset[Standing]] = {
    Move.CLOSE: frozenset({Standing.REQUESTED}),
    Move.SHIP: frozenset({Standing.PACKED}),
    Move.RECEIVE: frozenset({Standing.SHIPPED}),
    Move.THANK: frozenset({Standing.RECEIVED}),
    Move.CANCEL: frozenset({Standing.REQUESTED, Standing.PACKED}),
}
"""From which standing each move may be made."""


class ProofKind(TextChoices):
    """What a paper of a consignment proves."""

    DELIVERY = "delivery", gettext_lazy("Proof of delivery")
    CUSTOMS = "customs", gettext_lazy("Customs paper")
    WAYBILL = "waybill", gettext_lazy("Waybill")
    OTHER = "other", pgettext_lazy("paper", "Other paper")


@dataclass(frozen=True)
class Facts:
    """The dated decisions of one consignment, and how many lines are packed and counted on arrival."""

    packed_at: object = None
    shipped_on: date | None = None
    received_on: date | None = None
    thanked_at: object = None
    cancelled_at: object = None
    items: int = 0
    lots: int = 0
    uncounted: int = 0


def standing(facts: Facts) -> Standing:
    """Say where a consignment stands."""
    if facts.cancelled_at:
        return Standing.CANCELLED
    if facts.thanked_at:
        return Standing.THANKED
    if facts.received_on:
        return Standing.RECEIVED
    if facts.shipped_on:
        return Standing.SHIPPED
    return Standing.PACKED if facts.packed_at else Standing.REQUESTED


def why_not_move(move: Move, facts: Facts) -> str | None:
    """Say why a move is closed to a consignment as it stands, whatever comes with it."""
    now = standing(facts)
    if now in FROM[move]:
        return None
    if now is Standing.CANCELLED:
        return _("It is cancelled.")
    order = list(Standing)
    first = min(order.index(one) for one in FROM[move])
    if order.index(now) < first:
        before = {
            Move.SHIP: _("Close the packing first."),
            Move.RECEIVE: _("It has not been shipped yet."),
            Move.THANK: _("It has not arrived yet."),
        }
        return before[move]
    if move is Move.CANCEL:
        return _("It is on its way already.")
    return _("That is done already.")


def why_not_request(*, lines: int) -> str | None:
    """Say why a consignment cannot be asked for, or nothing if it can."""
    return None if lines else _("Say what is asked for.")


def why_not_write(facts: Facts) -> str | None:
    """Say why what is asked for or packed cannot be changed any more, or nothing if it can."""
    return (
        None if standing(facts) is Standing.REQUESTED else _("The packing is closed. Take that back first.")
    )


def why_not_close(facts: Facts) -> str | None:
    """Say why the packing cannot be closed, or nothing if it can."""
    if reason := why_not_move(Move.CLOSE, facts):
        return reason
    return None if facts.lots else _("Nothing is packed yet.")


def why_not_ship(facts: Facts, *, shipped_on: date | None = None, on: date | None = None) -> str | None:
    """Say why a consignment cannot be shipped; without a day it is asked of the consignment alone."""
    if reason := why_not_move(Move.SHIP, facts):
        return reason
    if shipped_on and on and shipped_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return None


def why_not_receive(
    facts: Facts, *, received_on: date | None = None, uncounted: int | None = None, on: date | None = None
) -> str | None:
    """Say why an arrival cannot be recorded: each lot is counted, and it cannot arrive before it left."""
    if reason := why_not_move(Move.RECEIVE, facts):
        return reason
    if received_on and facts.shipped_on and received_on < facts.shipped_on:
        return _("It cannot arrive before it was shipped.")
    if received_on and on and received_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return _("Count every lot, 0 where nothing came.") if uncounted else None


def why_not_thank(facts: Facts) -> str | None:
    """Say why nobody can be thanked yet, or nothing if they can."""
    return why_not_move(Move.THANK, facts)


def why_not_cancel(facts: Facts, *, because: str | None = None) -> str | None:
    """Say why a consignment cannot be cancelled, for a reason; `None` asks about the consignment alone."""
    if reason := why_not_move(Move.CANCEL, facts):
        return reason
    return _("Say why it is cancelled.") if because is not None and not because.strip() else None


def why_not_lot(
    *, quantity: int, medicine_needs_expiry: bool, expires_on: date | None, on: date
) -> str | None:
    """Say why a lot cannot be packed on a day, or nothing if it can."""
    if quantity <= 0:
        return _("Pack at least one.")
    if medicine_needs_expiry and expires_on is None:
        return _("A medicine’s lot has an expiry.")
    if expires_on and expires_on < on:
        return _("This lot has expired.")
    return None


def difference(packed: int, received: int | None) -> int:
    """Give how many more (or, below 0, fewer) arrived than were packed; 0 where nobody counted yet."""
    return 0 if received is None else received - packed
