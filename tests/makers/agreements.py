"""Makers of agreements in every standing, with parties, obligations and addresses to write to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from naru.agreements.actions import agreements, duties, moves, papers
from naru.agreements.models import Agreement, Obligation, Paper, Question
from naru.agreements.rules.words import Answer, Kind, Side
from naru.directory.models import Organisation
from naru.directory.rules.people import OrganisationKind
from tests.makers.accounts import NOW
from tests.makers.activities import a_country

BY: dict[str, Any] = {"by": None, "at": NOW}


def the_province() -> Organisation:
    """Give the province, which stands on our side."""
    found = Organisation.objects.filter(name="Gyeonggi Province").first()
    return found or Organisation.objects.create(
        name="Gyeonggi Province",
        name_latin="Gyeonggi Province",
        kind=OrganisationKind.GOVERNMENT,
        country=a_country("KR"),
    )


def a_partner(name: str = "Ministry of Health of the Kyrgyz Republic", country: str = "KG") -> Organisation:
    """Give a partner abroad."""
    found = Organisation.objects.filter(name=name).first()
    return found or Organisation.objects.create(
        name=name, name_latin=name, kind=OrganisationKind.GOVERNMENT, country=a_country(country)
    )


def a_draft(
    title_en: str = "Health cooperation",
    *,
    partner: Organisation | None = None,
    emails: bool = True,
    at: datetime = NOW,
    **words: Any,
) -> Agreement:
    """Enter a draft between the province and a partner."""
    addresses = ("council@gg.example.org", "ministry@kg.example.org") if emails else ("", "")
    words = {"kind": Kind.GOVERNMENT, "title_ko": "보건의료 협력 업무협약"} | words
    return agreements.enter(
        title_en=title_en,
        parties=[
            {
                "organisation": the_province(),
                "side": Side.OURS,
                "signer_post": "Governor",
                "email": addresses[0],
                "language": "en",
            },
            {
                "organisation": partner or a_partner(),
                "side": Side.THEIRS,
                "signer_name": "A. Minister",
                "signer_post": "Minister",
                "email": addresses[1],
                "language": "en",
            },
        ],
        by=None,
        at=at,
        **words,
    )


def a_reviewed(title_en: str = "Health cooperation", *, at: datetime = NOW, **words: Any) -> Agreement:
    """Enter a draft, hand it in and approve it."""
    row = a_draft(title_en, at=at, **words)
    moves.submit(row, by=None, at=at)
    return moves.approve(row, by=None, at=at)


def a_signed(
    title_en: str = "Health cooperation",
    *,
    signed_on: date = date(2022, 3, 2),
    ends_on: date | None = date(2027, 3, 2),
    starts_on: date | None = None,
    published: bool = False,
    at: datetime = NOW,
    **words: Any,
) -> Agreement:
    """Sign an agreement; publish it where asked."""
    row = a_reviewed(title_en, at=at, **words)
    moves.sign(row, signed_on=signed_on, starts_on=starts_on, ends_on=ends_on, by=None, at=at)
    if published:
        moves.publish(row, by=None, at=at)
    return row


def an_obligation(agreement: Agreement, due_on: date = date(2024, 6, 1), **words: Any) -> Obligation:
    """Write down one obligation."""
    words = {"title_en": "Invite three doctors"} | words
    [made] = duties.oblige(agreement, due_on=due_on, **BY, **words)
    return made


def a_paper(agreement: Agreement, text: bytes = b"%PDF-1.7 signed text", **words: Any) -> Paper:
    """Keep a scan with an agreement."""
    return papers.keep(agreement, file=ContentFile(text, name="mou-ko.pdf"), **BY, **words)


def answers(answer: str = Answer.YES) -> dict[str, dict[str, str]]:
    """Answer every question of the form in the same way."""
    keys = Question.objects.values_list("key", flat=True)
    note = "" if answer in {Answer.YES, Answer.NOT_APPLICABLE} else "Nobody answered the letters."
    return {key: {"answer": answer, "note": note} for key in keys}
