"""Where an activity stands on a day, and which moves are open from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naru.activities.rules.words import Standing


@dataclass(frozen=True)
class Facts:
    """The dated facts of an activity; ends are exclusive."""

    starts_on: date | None = None
    ends_on: date | None = None
    began_on: date | None = None
    ended_on: date | None = None
    confirmed: bool = False
    postponed: bool = False
    cancelled: bool = False
    published: bool = False
    archived: bool = False


def standing(facts: Facts, *, on: date) -> Standing:
    """
    Say where an activity stands on a day.

    A cancellation is a decision and stands above all dates. What really happened stands above what was
    planned. Planned days count as happening only when the activity was confirmed; otherwise, once they
    have come, it is overdue: somebody has to confirm, move or cancel it.
    """
    if facts.cancelled:
        return Standing.CANCELLED
    if facts.ended_on and facts.ended_on <= on:
        return Standing.DONE
    if facts.began_on and facts.began_on <= on:
        return Standing.UNDER_WAY
    if facts.starts_on and facts.ends_on and facts.starts_on <= on:
        if not facts.confirmed:
            return Standing.OVERDUE
        return Standing.DONE if facts.ends_on <= on else Standing.UNDER_WAY
    if facts.confirmed:
        return Standing.CONFIRMED
    return Standing.POSTPONED if facts.postponed else Standing.PLANNED
