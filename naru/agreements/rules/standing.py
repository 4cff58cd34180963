"""Where an agreement and its obligations stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from naru.agreements.rules.words import Duty, Standing

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """
    The dated facts of an agreement; `ends_on` is exclusive, nothing where no end was agreed.

    `window` is how many days before its end it counts as expiring. `terminated_on` is the first day on
    which it no longer binds.
    """

    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    terminated_on: date | None = None
    submitted: bool = False
    approved: bool = False
    renewed: bool = False
    renewing: bool = False
    published: bool = False
    archived: bool = False
    window: int = 0


def standing(facts: Facts, *, on: date) -> Standing:
    """
    Say where an agreement stands on a day.

    Until the signing it is what was decided; from then on the dates decide. A termination stands above the
    agreed end where it comes before it. Whoever renewed it has a renewed agreement until it is expiring anew.
    """
    if facts.signed_on is None:
        return Standing.REVIEW if facts.submitted else Standing.DRAFT
    if facts.terminated_on and facts.terminated_on <= on:
        return Standing.TERMINATED
    if facts.ends_on and facts.ends_on <= on:
        return Standing.ENDED
    if (facts.starts_on or facts.signed_on) > on:
        return Standing.SIGNED
    if facts.ends_on and (facts.ends_on - on).days <= facts.window:
        return Standing.EXPIRING
    return Standing.RENEWED if facts.renewed else Standing.IN_FORCE


def last_day(facts: Facts) -> date | None:
    """Give the last day on which an agreement binds, or nothing where no end is known."""
    ends = [day for day in (facts.ends_on, facts.terminated_on) if day]
    return min(ends) - DAY if ends else None


def binds(facts: Facts, *, on: date) -> bool:
    """Say whether an agreement binds its parties on a day."""
    starts = facts.starts_on or facts.signed_on
    last = last_day(facts)
    return starts is not None and starts <= on and (last is None or on <= last)


def duty(due_on: date, met_on: date | None, waived: bool, *, on: date, window: int) -> Duty:
    """Say where an obligation stands on a day; `window` is how many days ahead it counts as due soon."""
    if waived:
        return Duty.WAIVED
    if met_on and met_on <= on:
        return Duty.MET if met_on <= due_on else Duty.LATE
    if due_on < on:
        return Duty.OVERDUE
    return Duty.DUE if (due_on - on).days <= window else Duty.OPEN


def years_of(due_on: date, *, until: date | None, most: int = 10) -> list[date]:
    """
    Give the days on which a yearly obligation is due, from its first until the end of the term (exclusive).

    The 29th of February becomes the 28th where a year has none; at most `most` are given.
    """
    days = []
    for step in range(most):
        year = due_on.year + step
        try:
            day = due_on.replace(year=year)
        except ValueError:
            day = due_on.replace(year=year, day=28)
        if until is not None and day >= until:
            break
        days.append(day)
    return days or [due_on]
