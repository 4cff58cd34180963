"""Backing the numbers of a bulletin: bind, cite, waive, let a finding stand, and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.figures.models import Reading
from naru.history.book import Refusal, note
from naru.newsroom.models import Backing, Bulletin, Claim, Imprint
from naru.newsroom.queries.drafts import report_on
from naru.newsroom.queries.known import values_of
from naru.newsroom.rules.backing import (
    How,
    backing_of,
    excuse_of,
    why_not_back,
    why_not_let_stand,
)
from naru.newsroom.rules.standing import Objection, Report, Standing, stands_by

LONGEST = Decimal(10) ** 23
"""The first value that the table cannot hold."""


@transaction.atomic
def bind(
    bulletin: Bulletin, standing: Standing, *, reading: Reading | None, by: Any, at: datetime
) -> Backing:
    """
    Bind a printed number to a reading that says the same value.

    :raises Refusal: where the reading says another value, or somebody backed the number already
    """
    agrees = False
    if reading is not None:
        values = values_of([reading.code], bulletin.language)
        agrees = stands_by(standing.number, values.get(reading.code, ()))
    if reason := why_not_back(how=How.BOUND, has_reading=reading is not None, agrees=agrees):
        raise Refusal(reason)
    return _back(bulletin, standing, how=How.BOUND, reading=reading, by=by, at=at)


@transaction.atomic
def cite(
    bulletin: Bulletin, standing: Standing, *, document: str, url: str = "", by: Any, at: datetime
) -> Backing:
    """
    Name the document that prints a number, with its address where it has one.

    :raises Refusal: with the sentence from rules.backing.why_not_back
    """
    if reason := why_not_back(how=How.CITED, document=document, url=url):
        raise Refusal(reason)
    return _back(bulletin, standing, how=How.CITED, document=document.strip(), url=url.strip(), by=by, at=at)


@transaction.atomic
def waive(bulletin: Bulletin, standing: Standing, *, reason: str, by: Any, at: datetime) -> Backing:
    """
    Let a number go out without a source, for a reason that stays with it.

    :raises Refusal: with the sentence from rules.backing.why_not_back
    """
    if refusal := why_not_back(how=How.WAIVED, reason=reason):
        raise Refusal(refusal)
    return _back(bulletin, standing, how=How.WAIVED, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def let_stand(bulletin: Bulletin, objection: Objection, *, reason: str, by: Any, at: datetime) -> Backing:
    """
    Leave a passage that a finding objects to as it is, for a reason that stays with it.

    :raises Refusal: where no reason is given, or somebody answered the finding already
    """
    if refusal := why_not_let_stand(reason=reason):
        raise Refusal(refusal)
    bulletin = _locked(bulletin)
    finding = objection.finding
    kept = [row.plain() for row in _rows(bulletin)]
    if there := excuse_of(finding, objection.sentence, kept):
        raise _met(there.key)
    backing = Backing.objects.create(
        bulletin=bulletin,
        finding=str(finding.code),
        text=finding.text[:300],
        sentence=objection.sentence,
        how=How.WAIVED,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    note(
        by=by,
        verb="let_passage_stand",
        subject=bulletin,
        at=at,
        why=backing.reason,
        after={"finding": backing.finding, "text": backing.text},
    )
    return backing


@transaction.atomic
def unback(backing: Backing, *, by: Any, at: datetime) -> None:
    """Take back what was said in support of a number or passage; it is open again."""
    bulletin = _locked(backing.bulletin)
    kept = Backing.objects.filter(pk=backing.pk, bulletin=bulletin).select_related("reading").first()
    if kept is None:
        raise Refusal(_("It was taken back already."))
    note(
        by=by,
        verb="unbacked",
        subject=bulletin,
        at=at,
        before=_said(kept) | ({"finding": kept.finding} if kept.finding else {}),
        why=kept.reason,
    )
    kept.delete()


@transaction.atomic
def bind_all(bulletin: Bulletin, report: Report, *, by: Any, at: datetime) -> list[Backing]:
    """
    Bind every open number that agrees with the reading suggested for it.

    :raises Refusal: where there is none
    """
    found = [one for one in report.numbers if one.may_bind]
    readings = {row.code: row for row in Reading.objects.filter(code__in={one.code for one in found})}
    made: list[Backing] = []
    for one in found:
        # The same number twice in one sentence is backed once.
        if backing_of(one.number, one.sentence, [row.plain() for row in made]) is None:
            made.append(bind(bulletin, one, reading=readings.get(one.code), by=by, at=at))
    if not made:
        raise Refusal(_("No open number agrees with a reading."))
    return made


@transaction.atomic
def waive_all(bulletin: Bulletin, report: Report, *, reason: str, by: Any, at: datetime) -> Sequence[Backing]:
    """
    Let every open number and finding of a bulletin stand for one reason: a text that was printed elsewhere so.

    :raises Refusal: where the reason is missing, or nothing is open
    """
    if refusal := why_not_back(how=How.WAIVED, reason=reason):
        raise Refusal(refusal)
    made: list[Backing] = []
    for one in report.open_numbers:
        if backing_of(one.number, one.sentence, [row.plain() for row in made]) is None:
            made.append(waive(bulletin, one, reason=reason, by=by, at=at))
    for objection in report.open_findings:
        if excuse_of(objection.finding, objection.sentence, [row.plain() for row in made]) is None:
            made.append(let_stand(bulletin, objection, reason=reason, by=by, at=at))
    if not made:
        raise Refusal(_("Nothing in this bulletin is open."))
    return made


@transaction.atomic
def write_claims(bulletin: Bulletin, *, at: datetime) -> int:
    """Write down which numbers a live bulletin prints and what stands behind each; give how many they are."""
    rows = {row.pk: row for row in _rows(bulletin)}
    report = report_on(bulletin, on=at.date(), backings=list(rows.values()))
    codes = {one.code for one in report.claimed if one.how and one.code}
    readings = {row.code: row for row in Reading.objects.filter(code__in=codes)}
    Claim.objects.filter(bulletin_id=bulletin.pk).delete()
    made = Claim.objects.bulk_create(
        Claim(
            bulletin_id=bulletin.pk,
            place=place,
            **_number(one),
            sentence=one.sentence,
            how=one.how,
            reading=readings.get(one.code) if one.how else None,
            backing=rows.get(one.backing.key) if one.backing else None,
        )
        for place, one in enumerate(report.claimed, 1)
    )
    Imprint.objects.filter(bulletin_id=bulletin.pk).update(claims=len(made))
    return len(made)


def _locked(bulletin: Bulletin) -> Bulletin:
    """Take a bulletin's row so that two who back the same number at once come one after the other."""
    kept: Bulletin = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
    return kept


def _rows(bulletin: Bulletin) -> list[Backing]:
    return list(Backing.objects.of(bulletin).select_related("reading"))


def _met(key: int) -> Refusal:
    there = Backing.objects.select_related("by").get(pk=key)
    return Refusal(
        _("%(who)s did so already (%(how)s). Take that back first.")
        % {"who": there.by or "naru", "how": there.get_how_display()}
    )


def _number(standing: Standing) -> dict[str, Any]:
    number = standing.number
    return {
        "text": number.text[:300],
        "value": _held(number.value),
        "upper": _held(number.upper),
        "unit": number.unit[:40],
        "kind": str(number.kind),
    }


def _held(value: Decimal | None) -> Decimal | None:
    return value if value is not None and abs(value) < LONGEST else None


def _said(backing: Backing) -> dict[str, Any]:
    facts = {
        "text": backing.text,
        "how": backing.how,
        "reading": backing.reading.code if backing.reading else "",
        "document": backing.document,
        "url": backing.url,
    }
    return {name: value for name, value in facts.items() if value}


def _back(
    bulletin: Bulletin,
    standing: Standing,
    *,
    how: str,
    by: Any,
    at: datetime,
    reading: Reading | None = None,
    document: str = "",
    url: str = "",
    reason: str = "",
) -> Backing:
    bulletin = _locked(bulletin)
    kept = [row.plain() for row in _rows(bulletin)]
    before = None
    if there := backing_of(standing.number, standing.sentence, kept):
        if not standing.is_open or standing.backing is None or standing.backing.key != there.key:
            raise _met(there.key)
        # What it was bound to says another value since: the new backing takes its place.
        old = Backing.objects.select_related("reading").get(pk=there.key)
        before = _said(old)
        old.delete()
    backing = Backing.objects.create(
        bulletin=bulletin,
        **_number(standing),
        sentence=standing.sentence,
        how=how,
        reading=reading,
        document=document[:300],
        url=url[:500],
        reason=reason,
        by=by,
        at=at,
    )
    verbs = {How.BOUND: "bound_number", How.CITED: "cited_number", How.WAIVED: "waived_number"}
    note(
        by=by, verb=verbs[How(how)], subject=bulletin, at=at, why=reason, before=before, after=_said(backing)
    )
    return backing
