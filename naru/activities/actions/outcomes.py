"""Declaring what came of an activity, asking the partner, and taking the partner's answer."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.activities.models import Activity, Outcome
from naru.activities.rules import moves
from naru.activities.rules import outcomes as rules
from naru.directory.actions import links
from naru.directory.models import Organisation
from naru.history.book import Refusal, lock, note, plain, refuse
from naru.letters.book import send

TOLD = (
    "kind",
    "partner",
    "institution",
    "number",
    "amount",
    "currency",
    "happened_on",
    "words",
    "source",
    "contact",
    "email",
    "language",
)
"""What an officer declares."""
SOURCE = "the partner"
"""What history says about where an answer came from."""


def _after(outcome: Outcome, **more: Any) -> dict[str, Any]:
    return {"outcome": outcome.pk, "kind": outcome.kind, "number": outcome.number} | more


@transaction.atomic
def declare(
    activity: Activity,
    *,
    kind: str,
    partner: Organisation,
    number: int,
    happened_on: date,
    words: str,
    source: str,
    contact: str,
    email: str,
    by: Any,
    at: datetime,
    language: str = "en",
    institution: Organisation | None = None,
    amount: Decimal | None = None,
    currency: str = "",
) -> Outcome:
    """
    Declare what came of an activity; nothing is counted before the partner confirms it.

    :raises Refusal: if the activity is in the archive, the number is below one or the day has not come
    """
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    refuse(rules.why_not_declare(number=number, happened_on=happened_on, on=day_of(at)))
    row = Outcome.objects.create(
        activity=activity,
        kind=kind,
        partner=partner,
        institution=institution,
        number=number,
        amount=amount,
        currency=currency if amount is not None else "",
        happened_on=happened_on,
        words=words,
        source=source,
        contact=contact,
        email=email,
        language=language,
        declared_by=by,
        declared_at=at,
    )
    after = _after(row, partner=partner.pk, happened_on=plain(happened_on), words=words, source=source)
    note(by=by, verb="declared_outcome", subject=activity, at=at, after=after)
    return row


@transaction.atomic
def change(outcome: Outcome, *, by: Any, at: datetime, **values: Any) -> Outcome:
    """
    Change what was declared (any of `TOLD`), as long as nobody was asked about it.

    :raises Refusal: with the sentence from rules.outcomes.why_not_change or why_not_declare
    """
    lock(outcome)
    refuse(rules.why_not_change(outcome.terms(), at=at))
    changed = {name: value for name, value in values.items() if getattr(outcome, name) != value}
    if unknown := set(changed) - set(TOLD):
        raise TypeError(f"not told of an outcome: {sorted(unknown)}")
    before = {name: plain(getattr(outcome, name)) for name in changed}
    for name, value in changed.items():
        setattr(outcome, name, value)
    refuse(rules.why_not_declare(number=outcome.number, happened_on=outcome.happened_on, on=day_of(at)))
    if changed:
        outcome.save(update_fields=list(changed))
        after = {name: plain(value) for name, value in changed.items()}
        before, after = _without_address(before), _without_address(after)
        note(
            by=by,
            verb="changed_outcome",
            subject=outcome.activity,
            at=at,
            before=before | {"outcome": outcome.pk},
            after=after | {"outcome": outcome.pk},
        )
    return outcome


def _without_address(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if name == "amount" else value for name, value in told.items() if name != "email"
    }


@transaction.atomic
def ask(outcome: Outcome, *, by: Any, at: datetime) -> Outcome:
    """
    Write to the partner with a link that works once and for a week; after it, the same may be done again.

    :raises Refusal: with the sentence from rules.outcomes.why_not_ask
    """
    lock(outcome)
    refuse(rules.why_not_ask(outcome.terms(), email=outcome.email, at=at))
    token = links.issue(rules.PURPOSE, subject=outcome, hours=rules.HOURS, by=by, at=at)
    with translation.override(outcome.language):
        url = settings.NARU_ADDRESS + reverse("activities:answer_outcome", args=[token])
        context = {
            "name": outcome.contact,
            "url": url,
            "days": rules.HOURS // 24,
            "office": settings.NARU_OFFICE_NAME,
            "activity": outcome.activity.title,
            "words": outcome.words,
            "again": outcome.letters > 0,
        }
    send(
        "confirm_outcome",
        to=outcome.email,
        language=outcome.language,
        context=context,
        by=by,
        at=at,
        subject_row=outcome.activity,
    )
    outcome.letters += 1
    outcome.asked_at = at
    outcome.save(update_fields=["letters", "asked_at"])
    after = _after(outcome, letters=outcome.letters)
    note(by=by, verb="asked_outcome", subject=outcome.activity, at=at, after=after)
    return outcome


def asked_by(token: str, *, at: datetime) -> Outcome:
    """
    Give the outcome that a link opens, without using the link up.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    return _outcome(links.peek(token, rules.PURPOSE, at=at).subject)


@transaction.atomic
def answer(
    token: str,
    *,
    confirmed: bool,
    answered_by: str,
    at: datetime,
    number: int | None = None,
    anyway: str = "",
    reason: str = "",
    may_tell: bool = False,
    story: str = "",
) -> Outcome:
    """
    Take the partner's answer; this uses the link up.

    :raises Refusal: with the sentence from rules.links.why_not_redeem or rules.outcomes.why_not_answer
    """
    outcome = lock(_outcome(links.redeem(token, rules.PURPOSE, at=at).subject))
    refuse(
        rules.why_not_answer(
            outcome.terms(), confirmed=confirmed, declared=outcome.number, number=number, reason=reason, at=at
        )
    )
    values: dict[str, Any] = {"answered_by": answered_by, "reason": reason}
    if confirmed:
        values |= {"confirmed_at": at, "confirmed_number": number, "anyway": anyway or rules.Anyway.UNKNOWN}
        values |= {"may_tell": may_tell, "story": story if may_tell else ""}
    else:
        values["refused_at"] = at
    for name, value in values.items():
        setattr(outcome, name, value)
    outcome.save(update_fields=list(values))
    note(
        by=None,
        verb="confirmed_outcome" if confirmed else "refused_outcome",
        subject=outcome.activity,
        at=at,
        why=SOURCE,
        after=_after(outcome, confirmed_number=outcome.confirmed_number, anyway=outcome.anyway),
    )
    return outcome


@transaction.atomic
def withdraw(outcome: Outcome, *, because: str, by: Any, at: datetime) -> Outcome:
    """
    Withdraw an outcome: it counts no longer, and an open link stops working.

    :raises Refusal: with the sentence from rules.outcomes.why_not_withdraw
    """
    lock(outcome)
    refuse(rules.why_not_withdraw(outcome.terms(), because=because, at=at))
    links.withdraw(rules.PURPOSE, subject=outcome, by=by, at=at)
    outcome.withdrawn_at, outcome.withdrawn_because = at, because
    outcome.save(update_fields=["withdrawn_at", "withdrawn_because"])
    note(by=by, verb="withdrew_outcome", subject=outcome.activity, at=at, why=because, after=_after(outcome))
    return outcome


def _outcome(row: Any) -> Outcome:
    if not isinstance(row, Outcome):
        raise Refusal(_("What this link was about is no longer here."))
    return row
