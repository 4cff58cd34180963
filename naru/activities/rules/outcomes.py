"""Outcomes: what came of an activity, declared by an officer, and counted once the partner has confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

PURPOSE = "confirm_outcome"
"""What the link in the letter is for."""
HOURS = 7 * 24
"""The link works for a week."""
LETTERS = 5
"""The first letter and up to four more, each with a link of its own."""


class OutcomeKind(TextChoices):
    """What came of it."""

    TRAINEE = "trainee", pgettext_lazy("outcome", "Trainee")
    PATIENT = "patient", pgettext_lazy("outcome", "Patient")
    REFERRAL = "referral", pgettext_lazy("outcome", "Referral")
    EXPORT = "export", pgettext_lazy("outcome", "Export contract")


class OutcomeState(TextChoices):
    """Where an outcome stands at a moment; computed from its dated facts, never stored."""

    DECLARED = "declared", pgettext_lazy("outcome", "Declared")
    WAITING = "waiting", pgettext_lazy("outcome", "Waiting for the partner")
    DUE = "due", pgettext_lazy("outcome", "To be asked again")
    CONFIRMED = "confirmed", pgettext_lazy("outcome", "Confirmed")
    REFUSED = "refused", pgettext_lazy("outcome", "Refused")
    SILENT = "silent", pgettext_lazy("outcome", "No answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "Withdrawn")


class Anyway(TextChoices):
    """Whether, in the partner's words, it would have come about without the programme."""

    NO = "no", pgettext_lazy("outcome", "No, it came about through the programme")
    PARTLY = "partly", pgettext_lazy("outcome", "Later, or less of it")
    YES = "yes", pgettext_lazy("outcome", "Yes, it would have come about anyway")
    UNKNOWN = "unknown", pgettext_lazy("outcome", "We cannot say")


@dataclass(frozen=True)
class Terms:
    """The dated facts of one outcome."""

    letters: int = 0
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None
    refused_at: datetime | None = None
    withdrawn_at: datetime | None = None


def standing(terms: Terms, *, at: datetime) -> OutcomeState:
    """Say where an outcome stands at a moment: a withdrawal ends it, then an answer, then the last letter."""
    if terms.withdrawn_at:
        return OutcomeState.WITHDRAWN
    if terms.confirmed_at:
        return OutcomeState.CONFIRMED
    if terms.refused_at:
        return OutcomeState.REFUSED
    if terms.asked_at is None:
        return OutcomeState.DECLARED
    if at < terms.asked_at + timedelta(hours=HOURS):
        return OutcomeState.WAITING
    return OutcomeState.DUE if terms.letters < LETTERS else OutcomeState.SILENT


def why_not_declare(*, number: int, happened_on: date, on: date) -> str | None:
    """Say why an outcome cannot be declared, or nothing if it can."""
    if number < 1:
        return _("An outcome is at least one.")
    if happened_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return None


def why_not_ask(terms: Terms, *, email: str, at: datetime) -> str | None:
    """Say why the partner cannot be written to now, or nothing if they can."""
    match standing(terms, at=at):
        case OutcomeState.WITHDRAWN:
            return _("It was withdrawn.")
        case OutcomeState.CONFIRMED | OutcomeState.REFUSED:
            return _("The partner has answered already.")
        case OutcomeState.SILENT:
            return _("The partner was written to %(count)s times and did not answer.") % {"count": LETTERS}
        case OutcomeState.WAITING:
            return _("The link of the last letter still works. The next letter goes out when it has ended.")
    if not email:
        return _("There is no e-mail address to write to.")
    return None


def why_not_change(terms: Terms, *, at: datetime) -> str | None:
    """Say why what was declared cannot be changed, or nothing if it can: what was asked stays as it was asked."""
    if standing(terms, at=at) is not OutcomeState.DECLARED:
        return _("The partner was asked about it as it stands. Withdraw it and declare it anew.")
    return None


def why_not_withdraw(terms: Terms, *, because: str, at: datetime) -> str | None:
    """Say why an outcome cannot be withdrawn, or nothing if it can."""
    if standing(terms, at=at) is OutcomeState.WITHDRAWN:
        return _("It was withdrawn.")
    if not because.strip():
        return _("Say why it is withdrawn.")
    return None


def why_not_answer(
    terms: Terms, *, confirmed: bool, declared: int, number: int | None, reason: str, at: datetime
) -> str | None:
    """Say why an answer cannot be taken, or nothing if it can; a partner may confirm fewer, never more."""
    match standing(terms, at=at):
        case OutcomeState.WITHDRAWN:
            return _("The office has withdrawn this question. Nothing is left to answer.")
        case OutcomeState.CONFIRMED | OutcomeState.REFUSED:
            return _("This question was answered already.")
    if confirmed and (number is None or not 1 <= number <= declared):
        return _("Give a number from 1 to %(most)s, or say that it is not so.") % {"most": declared}
    if not confirmed and not reason.strip():
        return _("Say in a sentence why it is not so.")
    return None


SAYS_ANYWAY = gettext_lazy("Would it have come about without the programme?")
"""The question that every confirmation answers."""
DEEDS = {
    "declared_outcome": pgettext_lazy("log", "declared an outcome of"),
    "changed_outcome": pgettext_lazy("log", "changed an outcome of"),
    "asked_outcome": pgettext_lazy("log", "asked the partner to confirm an outcome of"),
    "confirmed_outcome": pgettext_lazy("log", "confirmed an outcome of"),
    "refused_outcome": pgettext_lazy("log", "refused an outcome of"),
    "withdrew_outcome": pgettext_lazy("log", "withdrew an outcome of"),
}
"""What history calls the deeds about outcomes."""
