"""Freezing a reading, counting a frozen one again, and correcting what was published."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.figures.book.counting import count, tally
from naru.figures.book.readings import plan, report
from naru.figures.models import Correction, Reading, Source
from naru.figures.rules import standing
from naru.figures.rules.declared import named
from naru.figures.rules.sealing import Recount, Seal, compare, whole_digest
from naru.figures.rules.words import Origin, Verdict
from naru.history.book import Refusal, note


@transaction.atomic
def freeze(reading: Reading, *, by: Any, at: datetime) -> Reading:
    """
    Seal a reading with its list of records: from now on it stays as it is, and is public.

    :raises Refusal: with the sentence from rules.why_not_freeze
    """
    reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if sentence := reading.why_not_freeze():
        raise Refusal(sentence)
    seals = reading.seals()
    reading.digest = whole_digest(reading.facts(), seals)
    reading.records_count = len(seals) if reading.origin == Origin.COUNTED else None
    reading.frozen_at = at
    reading.frozen_by = by
    reading.save(update_fields=["digest", "records_count", "frozen_at", "frozen_by"])
    note(
        by=by,
        verb="froze",
        subject=reading,
        at=at,
        after={"digest": reading.digest, "records": reading.records_count},
    )
    return reading


def recount(reading: Reading) -> Recount:
    """
    Ask a frozen reading's question again and compare the records of then with those of now.

    :raises Refusal: with the sentence from rules.why_not_recount
    """
    if sentence := reading.why_not_recount():
        raise Refusal(sentence)
    figure = named(reading.figure_key)
    baseline = reading.baseline
    since = reading.since
    base = base_now = Decimal(0)
    if baseline is not None:
        newest = baseline.newest()
        base = baseline.value or Decimal(0)
        base_now = newest.value or Decimal(0)
        since = standing.day_after(baseline.reaches)
    answer = figure.ask(on=reading.as_of, since=since, until=reading.until, dimensions=reading.dimensions)
    return compare(reading.seals(), tally(answer), base=base, base_now=base_now)


def _told(seals: tuple[Seal, ...]) -> list[list[str]]:
    return [[each.model, each.key] for each in seals]


@transaction.atomic
def check(reading: Reading, *, by: Any, at: datetime) -> Correction | None:
    """
    Recount a frozen reading and write down a difference as a waiting correction, once.

    Gives nothing where the records still say the same. A later finding takes the place of one that nobody
    decided yet; one that was decided is not raised again until the records change once more.

    :raises Refusal: with the sentence from rules.why_not_recount
    """
    found = recount(reading)
    waiting = Correction.objects.filter(reading=reading).waiting()
    if found.agrees:
        for correction in waiting:
            correction.verdict = Verdict.LET_STAND
            correction.why = _("The records say the same again.")
            correction.decided_at = at
            correction.decided_by = by
            correction.save(update_fields=["verdict", "why", "decided_at", "decided_by"])
            note(by=by, verb="settled", subject=reading, at=at, why=correction.why)
        return None
    finding = found.digest()
    known: Correction | None = Correction.objects.filter(reading=reading).first()
    if known is not None and known.finding == finding:
        return known
    said: dict[str, Any] = {
        "found_at": at,
        "value_then": found.then,
        "value_now": found.now,
        "added": _told(found.added),
        "removed": _told(found.removed),
        "changed": _told(found.changed),
        "finding": finding,
    }
    correction = waiting.first() or Correction(reading=reading)
    for name, value in said.items():
        setattr(correction, name, value)
    correction.save()
    note(
        by=by,
        verb="found_changed",
        subject=reading,
        at=at,
        before={"value": str(found.then)},
        after={
            "value": str(found.now),
            "added": len(found.added),
            "removed": len(found.removed),
            "changed": len(found.changed),
        },
    )
    return correction


@transaction.atomic
def correct(
    reading: Reading,
    *,
    reason: str,
    by: Any,
    at: datetime,
    value: Decimal | int | str | None = None,
    share: Decimal | int | str | None = None,
    qualifier: str | None = None,
    quality: str | None = None,
    source: Source | None = None,
    place: str | None = None,
    note_text: str | None = None,
) -> Reading:
    """
    Put a newer reading in the place of one that was wrong; both stay, linked, with the reason.

    A counted reading is counted again from the records; a reported one takes the new value, from the same
    source unless another is named; a target is set anew. What replaces a frozen reading is frozen too.

    :raises Refusal: with the sentence from rules.why_not_correct
    """
    reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if sentence := standing.why_not_correct(superseded=reading.is_superseded, reason=reason):
        raise Refusal(sentence)
    if reading.origin == Origin.PLANNED:
        return plan(
            reading.figure_key,
            reading.value if value is None else value,  # type: ignore[arg-type]
            by=by,
            at=at,
            since=reading.since,
            until=reading.until,
            dimensions=reading.dimensions,
            note_text=reason,
        )
    found: Recount | None = None
    if reading.origin == Origin.COUNTED:
        found = recount(reading) if reading.is_frozen else None
        newer = count(
            reading.figure_key,
            by=by,
            at=at,
            on=reading.as_of,
            since=reading.since,
            until=reading.until,
            supersedes=reading,
            reason=reason,
            **reading.dimensions,
        )
    else:
        newer = report(
            reading.figure_key,
            reading.value if value is None and share is None else value,
            share=reading.share if value is None and share is None else share,
            source=source or reading.source,  # type: ignore[arg-type]
            by=by,
            at=at,
            as_of=reading.as_of if source is None else source.published_on or reading.as_of,
            since=reading.since,
            until=reading.until,
            dimensions=reading.dimensions,
            qualifier=qualifier or reading.qualifier,
            quality=quality or reading.quality,
            method=reading.method,
            place=reading.place if place is None else place,
            note_text=reading.note if note_text is None else note_text,
            supersedes=reading,
            reason=reason,
        )
    if reading.is_frozen:
        newer = freeze(newer, by=by, at=at)
    correction = Correction.objects.filter(reading=reading).waiting().first() or Correction(
        reading=reading, found_at=at
    )
    correction.value_then = reading.value
    correction.value_now = newer.value
    if found is not None:
        correction.added, correction.removed = _told(found.added), _told(found.removed)
        correction.changed, correction.finding = _told(found.changed), found.digest()
    correction.verdict = Verdict.CORRECTED
    correction.why = reason
    correction.decided_at = at
    correction.decided_by = by
    correction.replacement = newer
    correction.save()
    note(
        by=by,
        verb="corrected",
        subject=reading,
        at=at,
        why=reason,
        before={"value": str(reading.value)},
        after={"value": str(newer.value), "reading": newer.code},
    )
    return newer


@transaction.atomic
def let_stand(correction: Correction, *, reason: str, by: Any, at: datetime) -> Correction:
    """
    Decide that a published number stays as it is although the records changed, and say why.

    :raises Refusal: with the sentence from rules.why_not_settle
    """
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if sentence := standing.why_not_settle(verdict=correction.verdict, reason=reason):
        raise Refusal(sentence)
    correction.verdict = Verdict.LET_STAND
    correction.why = reason
    correction.decided_at = at
    correction.decided_by = by
    correction.save(update_fields=["verdict", "why", "decided_at", "decided_by"])
    note(by=by, verb="let_stand", subject=correction.reading, at=at, why=reason)
    return correction
