"""Writing down what was promised, recording that it was met, and the yearly inspection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.agreements.actions import papers
from naru.agreements.models import Agreement, Inspection, Obligation, Party, Question
from naru.agreements.rules import duties as rules
from naru.agreements.rules.standing import years_of
from naru.agreements.rules.words import PaperKind
from naru.history.book import Refusal, lock, note, plain, refuse


@transaction.atomic
def oblige(
    agreement: Agreement,
    *,
    due_on: date,
    by: Any,
    at: datetime,
    title_ko: str = "",
    title_en: str = "",
    translations: Mapping[str, Any] | None = None,
    party: Party | None = None,
    officer: Any = None,
    yearly: bool = False,
) -> list[Obligation]:
    """
    Write down what a party promised (all of them where none is named) until a day.

    A yearly one becomes one obligation for each year until the end of the term, ten at most.

    :raises Refusal: with the sentence from rules.why_not_oblige
    """
    lock(agreement)
    refuse(
        rules.why_not_oblige(
            signed=agreement.signed_on is not None,
            archived=agreement.archived_at is not None,
            text=title_ko or title_en,
            due_on=due_on,
            starts_on=agreement.begins_on,
        )
    )
    if party is not None and party.agreement_id != agreement.pk:
        raise Refusal(_("This organisation is no party of the agreement."))
    days = years_of(due_on, until=agreement.ends_on) if yearly else [due_on]
    made = []
    for day in days:
        row = Obligation.objects.create(
            agreement=agreement,
            party=party,
            officer=officer,
            title_ko=title_ko,
            title_en=title_en,
            translations=dict(translations or {}),
            due_on=day,
            created_at=at,
        )
        after = {"obligation": row.title, "due_on": plain(day), "party": str(party) if party else None}
        note(by=by, verb="obliged", subject=agreement, at=at, after=after)
        made.append(row)
    return made


def _held(obligation: Obligation) -> Agreement:
    agreement = lock(obligation.agreement)
    lock(obligation)
    if agreement.archived_at:
        raise Refusal(_("It is in the archive. Take it out first."))
    return agreement


def _states(obligation: Obligation) -> dict[str, bool]:
    return {"met": obligation.met_on is not None, "waived": obligation.waived_at is not None}


@transaction.atomic
def change_obligation(obligation: Obligation, *, by: Any, at: datetime, **values: Any) -> Obligation:
    """
    Change the words, the owner, the officer or the due day of an open obligation.

    :raises Refusal: if it is met or waived, nothing would be said, or the agreement is in the archive
    """
    agreement = _held(obligation)
    if any(_states(obligation).values()):
        raise Refusal(_("It is closed. Open it again first."))
    texts = [values.get(name, getattr(obligation, name)) for name in ("title_ko", "title_en")]
    refuse(
        rules.why_not_oblige(
            signed=agreement.signed_on is not None,
            archived=False,
            text="".join(texts),
            due_on=values.get("due_on", obligation.due_on),
            starts_on=agreement.begins_on,
        )
    )
    return _write(obligation, agreement, verb="changed_obligation", by=by, at=at, **values)


def _write(
    obligation: Obligation,
    agreement: Agreement,
    *,
    verb: str,
    by: Any,
    at: datetime,
    why: str = "",
    **values: Any,
) -> Obligation:
    changed = {name: value for name, value in values.items() if getattr(obligation, name) != value}
    if not changed:
        return obligation
    before = {"obligation": obligation.title} | {name: plain(getattr(obligation, name)) for name in changed}
    for name, value in changed.items():
        setattr(obligation, name, value)
    obligation.save(update_fields=list(changed))
    after = {name: plain(value) for name, value in changed.items()}
    note(by=by, verb=verb, subject=agreement, at=at, why=why, before=before, after=after)
    return obligation


@transaction.atomic
def meet(
    obligation: Obligation,
    *,
    met_on: date,
    by: Any,
    at: datetime,
    proof_text: str = "",
    file: File[Any] | None = None,
) -> Obligation:
    """
    Record that an obligation was met on a day, with its proof: a file, or the words of where it lies.

    :raises Refusal: with the sentence from rules.why_not_meet
    """
    agreement = _held(obligation)
    has_proof = bool(proof_text.strip() or file)
    refuse(rules.why_not_meet(**_states(obligation), met_on=met_on, proof=has_proof, on=day_of(at)))
    proof = None
    if file:
        proof = papers.keep(
            agreement, file=file, title=obligation.title[:200], kind=PaperKind.PROOF, by=by, at=at
        )
    return _write(
        obligation,
        agreement,
        verb="met",
        by=by,
        at=at,
        met_on=met_on,
        proof_text=proof_text.strip(),
        proof=proof,
    )


@transaction.atomic
def waive(obligation: Obligation, *, because: str, by: Any, at: datetime) -> Obligation:
    """
    Record that an obligation is no longer asked for, and why.

    :raises Refusal: with the sentence from rules.why_not_waive
    """
    agreement = _held(obligation)
    refuse(rules.why_not_waive(**_states(obligation), because=because))
    return _write(
        obligation, agreement, verb="waived", by=by, at=at, why=because, waived_at=at, waived_because=because
    )


@transaction.atomic
def reopen(obligation: Obligation, *, by: Any, at: datetime) -> Obligation:
    """
    Open an obligation again that was recorded as met or waived; its proof stays among the papers.

    :raises Refusal: with the sentence from rules.why_not_reopen
    """
    agreement = _held(obligation)
    refuse(rules.why_not_reopen(**_states(obligation)))
    return _write(
        obligation,
        agreement,
        verb="reopened",
        by=by,
        at=at,
        met_on=None,
        proof_text="",
        proof=None,
        waived_at=None,
        waived_because="",
    )


@transaction.atomic
def drop(obligation: Obligation, *, by: Any, at: datetime) -> None:
    """
    Take an obligation out that was written down by mistake.

    :raises Refusal: if it is met or waived, or the agreement is in the archive
    """
    agreement = _held(obligation)
    if any(_states(obligation).values()):
        raise Refusal(_("It is closed. Open it again first."))
    before = {"obligation": obligation.title, "due_on": plain(obligation.due_on)}
    note(by=by, verb="dropped", subject=agreement, at=at, before=before)
    obligation.delete()


@transaction.atomic
def inspect(
    agreement: Agreement,
    *,
    year: int,
    inspected_on: date,
    answers: Mapping[str, Mapping[str, str]],
    advice: str,
    by: Any,
    at: datetime,
    findings: str = "",
    inspector: Any = None,
) -> Inspection:
    """
    Record the inspection of a year: `answers` by question `{"used": {"answer": "yes", "note": ""}}`.

    The questions are those of the form that holds on the day of the inspection.

    :raises Refusal: with the sentence from rules.why_not_inspect or rules.why_not_answers
    """
    lock(agreement)
    first = agreement.begins_on
    refuse(
        rules.why_not_inspect(
            year=year,
            concluded=agreement.signed_on is not None,
            first_year=first.year if first else None,
            taken=agreement.inspections.filter(year=year).exists(),
            inspected_on=inspected_on,
            on=day_of(at),
        )
    )
    keys = list(Question.objects.held(on=inspected_on).values_list("key", flat=True))
    refuse(rules.why_not_answers(answers, keys))
    row = Inspection.objects.create(
        agreement=agreement,
        year=year,
        inspected_on=inspected_on,
        inspector=inspector or by,
        answers={key: dict(answers[key]) for key in keys},
        findings=findings,
        advice=advice,
        created_at=at,
    )
    after = {"year": year, "advice": advice, "inspected_on": plain(inspected_on)}
    note(by=by, verb="inspected", subject=agreement, at=at, after=after)
    return row


@transaction.atomic
def withdraw_inspection(inspection: Inspection, *, why: str, by: Any, at: datetime) -> None:
    """
    Take an inspection back that was recorded wrongly, and say why; it can then be recorded anew.

    :raises Refusal: if no reason is given
    """
    if not why.strip():
        raise Refusal(_("Say why it is taken back."))
    agreement = lock(inspection.agreement)
    before = {"year": inspection.year, "advice": inspection.advice, "answers": inspection.answers}
    note(by=by, verb="withdrew_inspection", subject=agreement, at=at, why=why, before=before)
    inspection.delete()
