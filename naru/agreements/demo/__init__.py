"""The agreements' part of the demo world: two of the documents, the others invented and marked as such."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from naru.activities.demo.telling import city
from naru.activities.models import Activity
from naru.activities.rules.words import Known
from naru.agreements.actions import agreements, council, duties, moves, papers, renewals
from naru.agreements.demo import answers, told
from naru.agreements.demo.terms import DAY, Told
from naru.agreements.models import Agreement, Confirmation, Renewal
from naru.agreements.rules.words import PaperKind
from naru.directory.demo.accounts import address
from naru.directory.demo.organisations import known
from naru.directory.models import Account
from naru.directory.rules.accounts import Role


@transaction.atomic
def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Keep the demo's agreements in every standing; where the register is begun already, change nothing."""
    if Agreement.objects.exists():
        say("The agreements are there already.")
        return
    today = timezone.localdate(at)
    officer = Account.objects.get(email=address(Role.OFFICER))
    head = Account.objects.get(email=address(Role.HEAD))
    made = [_made(one, officer=officer, head=head, at=at) for one in told.told(today)]
    fresh = next(row for row, one in zip(made, told.told(today), strict=True) if one.report)
    for language in ("ko", "en"):
        council.ask_for_report(agreement=fresh, language=language, by=officer, at=at)
    council.ask_for_report(year=today.year, language="ko", by=officer, at=at)
    say(f"{len(made)} agreements kept, in every standing.")


def _made(one: Told, *, officer: Account, head: Account, at: datetime) -> Agreement:
    when: dict[str, Any] = {"by": officer, "at": at}
    origin = Activity.objects.filter(title_en=one.activity).order_by("pk").first() if one.activity else None
    row = agreements.enter(
        kind=one.kind,
        title_ko=one.ko,
        title_en=one.en,
        summary_ko=one.wants[0],
        summary_en=one.wants[1],
        translations={
            code: {"title": title, "summary": summary} for code, (title, summary) in one.other.items()
        },
        languages=list(one.languages),
        activity=origin,
        officer=officer,
        source=one.source,
        remark=one.remark,
        parties=[
            {
                "organisation": known(party.latin),
                "side": party.side,
                "signer_name": party.signer,
                "signer_post": party.post,
                "email": party.email,
            }
            for party in one.parties
        ],
        **when,
    )
    if one.state == "draft":
        return row
    if one.signed_on and one.known != Known.DAY:
        agreements.record_signed(row, signed_on=one.signed_on, known=one.known, ends_on=one.ends_on, **when)
    else:
        moves.submit(row, **when)
        if one.state == "review":
            return row
        moves.approve(row, by=head, at=at)
        if one.signed_on is None:
            return row
        moves.sign(
            row,
            signed_on=one.signed_on,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            place=city(*one.at) if one.at else None,
            **when,
        )
    _beside(row, one, officer=officer, at=at)
    if one.public:
        moves.publish(row, by=head, at=at)
    if one.terminated_on:
        moves.terminate(row, terminated_on=one.terminated_on, because=one.because, by=head, at=at)
    if one.archived:
        moves.archive(row, by=head, at=at)
    return row


def _beside(row: Agreement, one: Told, *, officer: Account, at: datetime) -> None:
    when: dict[str, Any] = {"by": officer, "at": at}
    if one.paper:
        file = ContentFile(one.paper.encode(), name=f"mou-{row.pk}-text.txt")
        papers.keep(row, file=file, title=one.paper_title, kind=PaperKind.TEXT, language="ko", **when)
    parties = {party.organisation.name_latin: party for party in row.parties.select_related("organisation")}
    for duty in one.duties:
        [made] = duties.oblige(
            row,
            due_on=duty.due_on,
            title_ko=duty.ko,
            title_en=duty.en,
            translations={code: {"title": title} for code, title in duty.other.items()},
            party=parties.get(duty.owner),
            **when,
        )
        if duty.met_on:
            duties.meet(made, met_on=duty.met_on, proof_text=duty.proof, **when)
        elif duty.waived:
            duties.waive(made, because=duty.waived, **when)
    for looked in one.inspections:
        duties.inspect(
            row,
            year=looked.on.year,
            inspected_on=looked.on,
            answers=answers.given(looked.weak),
            advice=looked.advice,
            findings=looked.findings,
            **when,
        )
    if one.renew_until:
        _renew(row, one, officer=officer, at=at)


def _renew(row: Agreement, one: Told, *, officer: Account, at: datetime) -> None:
    """Ask for the renewal; where the demo tells of one that was agreed, all parties say yes, else only ours."""
    assert one.renew_until
    renewal: Renewal = renewals.ask_to_renew(row, until=one.renew_until + DAY, by=officer, at=at)
    asked = list(Confirmation.objects.filter(renewal=renewal).select_related("party__organisation"))
    for confirmation in asked:
        ours = confirmation.party.side == "ours"
        if one.renewed or ours:
            answers.say_yes(confirmation, name=confirmation.party.signer or "경기도 국제의료 담당", at=at)
