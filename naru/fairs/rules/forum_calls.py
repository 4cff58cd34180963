"""The call: who may apply, be approved, refused or withdrawn, and until when; the deadlines of a forum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from naru.fairs.rules.forum_words import Standing


@dataclass(frozen=True)
class Facts:
    """The dated facts of one participant."""

    applied: bool = False
    approved: bool = False
    refused: bool = False
    withdrawn: bool = False


def standing(facts: Facts) -> Standing:
    """Say where a participant stands."""
    if facts.withdrawn:
        return Standing.WITHDRAWN
    if facts.refused:
        return Standing.REFUSED
    if facts.approved:
        return Standing.APPROVED
    return Standing.APPLIED if facts.applied else Standing.INVITED


def is_over(until: date | None, *, on: date) -> bool:
    """Say whether a deadline (its day included) lies behind a day; without one it never does."""
    return until is not None and on > until


def why_not_deadlines(
    apply_until: date | None, wishes_until: date | None, answers_until: date | None, first_day: date | None
) -> str | None:
    """Say why the deadlines make no sense: each comes after the one before, and none after the forum begins."""
    given = [day for day in (apply_until, wishes_until, answers_until) if day]
    if given != sorted(given):
        return _("The deadlines must follow each other: applying, wishing, answering.")
    if first_day and given and given[-1] > first_day:
        return _("The deadlines must lie before the forum begins.")
    return None


def why_not_invite(*, email: str, already: bool, over: bool) -> str | None:
    """Say why an organisation cannot be invited, or nothing if it can."""
    if already:
        return _("This organisation takes part already.")
    if not email:
        return _("A letter needs an e-mail address.")
    return _("The forum is over.") if over else None


def why_not_apply(now: Standing, *, until: date | None, on: date, by_office: bool = False) -> str | None:
    """Say why a participant cannot apply or change what it applied with, or nothing if it can."""
    if now is Standing.WITHDRAWN:
        return _("This participant has withdrawn.")
    if now is Standing.REFUSED:
        return _("The application was refused. Please ask the office.")
    if now is Standing.INVITED and not by_office and is_over(until, on=on):
        return _("The time for applying is over. Please ask the office.")
    return None


def why_not_approve(now: Standing) -> str | None:
    """Say why an application cannot be approved, or nothing if it can."""
    if now is Standing.INVITED:
        return _("It has not applied yet.")
    if now is Standing.APPROVED:
        return _("It is approved already.")
    return _("This participant has withdrawn.") if now is Standing.WITHDRAWN else None


def why_not_refuse(now: Standing, *, because: str | None, planned: int) -> str | None:
    """
    Say why an application cannot be refused, or nothing if it can.

    `because` None leaves the reason open (it is asked for next); `planned`: its meetings in the published plan.
    """
    if now is Standing.INVITED:
        return _("It has not applied yet.")
    if now in {Standing.REFUSED, Standing.WITHDRAWN}:
        return _("It does not take part anyhow.")
    if planned:
        return _("It has meetings in the published plan. Let it leave on the page of the day.")
    return _("Say why it is refused.") if because is not None and not because.strip() else None


def why_not_withdraw(now: Standing, *, planned: int) -> str | None:
    """Say why a participant cannot withdraw, or nothing if it can."""
    if now in {Standing.REFUSED, Standing.WITHDRAWN}:
        return _("It does not take part anyhow.")
    if planned:
        return _("It has meetings in the published plan. Let it leave on the page of the day.")
    return None


def why_not_check_in(
    now: Standing, *, arrived: datetime | None, first_day: date | None, on: date
) -> str | None:
    """Say why a participant cannot be checked in, or nothing if it can; `on` is the day at the forum."""
    if now is not Standing.APPROVED:
        return _("Only an approved participant can be checked in.")
    if arrived:
        return _("This participant is checked in already.")
    if first_day and on < first_day:
        return _("The forum has not begun yet.")
    return None
