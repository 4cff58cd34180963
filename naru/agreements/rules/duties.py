"""Why an obligation, an inspection, a renewal's answer or a report to the council is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from naru.agreements.rules.words import Answer, RenewalState


def why_not_oblige(
    *, signed: bool, archived: bool, text: str, due_on: date, starts_on: date | None
) -> str | None:
    """Say why an obligation cannot be written down."""
    if archived:
        return _("It is in the archive. Take it out first.")
    if not text.strip():
        return _("Say in Korean or in English what was promised.")
    if signed and starts_on and due_on < starts_on:
        return _("Nothing can be due before the agreement is in force.")
    return None


def why_not_meet(
    *, met: bool, waived: bool, met_on: date | None = None, proof: bool = True, on: date
) -> str | None:
    """Say why an obligation cannot be recorded as met on a day; a proof is a file or the words of where it lies."""
    if met:
        return _("It is recorded as met already.")
    if waived:
        return _("It was waived. Take that back first.")
    if met_on and met_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    if not proof:
        return _("Add the proof: a file, or where it can be found.")
    return None


def why_not_waive(*, met: bool, waived: bool, because: str | None = None) -> str | None:
    """Say why an obligation cannot be waived, for a reason."""
    if met:
        return _("It is recorded as met already.")
    if waived:
        return _("It is waived already.")
    if because is not None and not because.strip():
        return _("Say why it is waived.")
    return None


def why_not_reopen(*, met: bool, waived: bool) -> str | None:
    """Say why an obligation cannot be opened again."""
    return None if met or waived else _("It is open.")


def why_not_inspect(
    *, year: int, concluded: bool, first_year: int | None, taken: bool, inspected_on: date, on: date
) -> str | None:
    """Say why the inspection of a year cannot be recorded."""
    if not concluded:
        return _("It is not signed yet.")
    if taken:
        return _("The inspection of this year is recorded already.")
    if first_year and year < first_year:
        return _("It was not in force in that year.")
    if year > on.year:
        return _("That year has not come.")
    if inspected_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return None


def why_not_answers(answers: Mapping[str, Mapping[str, str]], keys: Iterable[str]) -> str | None:
    """Say why the answers of an inspection's form are not whole: each question answered, each “no” explained."""
    for key in keys:
        answer = answers.get(key, {})
        if answer.get("answer") not in Answer.values:
            return _("Every question needs an answer.")
        if answer["answer"] in {Answer.NO, Answer.PARTLY} and not answer.get("note", "").strip():
            return _("Explain each “no” and each “in part”.")
    return None


def why_not_answer(state: str, *, answered: bool, yes: bool, name: str, reason: str) -> str | None:
    """Say why a party's answer to a renewal cannot be taken."""
    if state != RenewalState.OPEN:
        return _("This renewal is no longer open. The office will write to you.")
    if answered:
        return _("Your organisation has answered already.")
    if not name.strip():
        return _("Write your name and post.")
    if not yes and not reason.strip():
        return _("Say why you refuse.")
    return None


def outcome(answers: Sequence[bool | None]) -> RenewalState:
    """Say what a renewal has come to: refused by one is refused, agreed by all is agreed."""
    if any(answer is False for answer in answers):
        return RenewalState.REFUSED
    return RenewalState.AGREED if answers and all(answers) else RenewalState.OPEN


def council_due(signed_on: date | None, *, exact: bool, days: int | None) -> date | None:
    """
    Give the last day on which the council may be told of a signing, `days` after it.

    Nothing where the day of the signing is not known, or no number of days was set for it.
    """
    if signed_on is None or days is None or not exact:
        return None
    return signed_on + timedelta(days=days)


def yearly_due(year: int, *, days: int) -> date:
    """Give the last day on which the council may be told of a year, `days` after its end."""
    return date(year, 12, 31) + timedelta(days=days)


def inspection_due(year: int, *, days: int) -> date:
    """Give the last day for a year's inspection, `days` after the first of January."""
    return date(year, 1, 1) + timedelta(days=days)


def why_not_hand_in(*, handed: bool, handed_on: date, made_on: date, on: date) -> str | None:
    """Say why a report cannot be recorded as handed to the council on a day."""
    if handed:
        return _("It is recorded as handed in already.")
    if handed_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    if handed_on < made_on:
        return _("It was made after that day.")
    return None


def why_not_set_days(days: Sequence[int], *, since: date, standing_since: date | None) -> str | None:
    """Say why numbers of days cannot hold from a day on; `standing_since` is when those of today began."""
    if not days:
        return _("Write at least one number of days.")
    if any(not 0 < each <= 3650 for each in days):
        return _("Days are counted from 1 to 3,650.")
    if standing_since and since <= standing_since:
        return _("They must begin after those that hold now.")
    return None


def nearest(left: int, warnings: Iterable[int]) -> int | None:
    """
    Give the warning that is in force so many days before a day: the smallest number not below `left`.

    Nothing before the first warning. Whoever begins late is warned once, not for each step passed.
    """
    reached = [days for days in warnings if left <= days]
    return min(reached) if reached else None
