"""Taking readings in: reported from a document, or planned as a target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from naru.figures.models import Reading, Source
from naru.figures.rules import standing
from naru.figures.rules.declared import Figure, named
from naru.figures.rules.sealing import amount_said, code, dimensions_said
from naru.figures.rules.words import RANK, Kind, Origin, Qualifier, Quality
from naru.history.book import Refusal, note

AS_PRINTED = gettext_noop("Taken over as printed in the source.")


AS_SET = gettext_noop("Set beforehand as a target.")


@transaction.atomic
def source(
    key: str,
    *,
    title: str,
    publisher: str,
    by: Any,
    at: datetime,
    title_ko: str = "",
    publisher_ko: str = "",
    language: str = "",
    published_on: date | None = None,
    url: str = "",
    note_text: str = "",
) -> Source:
    """Keep a document as a source under its key; the same key again updates what is said of it."""
    said = {
        "title": title,
        "title_ko": title_ko,
        "publisher": publisher,
        "publisher_ko": publisher_ko,
        "language": language,
        "published_on": published_on,
        "url": url,
        "note": note_text,
    }
    kept: Source | None = Source.objects.filter(key=key).first()
    if kept is None:
        kept = Source.objects.create(key=key, **said)
        note(by=by, verb="took_in", subject=kept, at=at, after={"title": title})
        return kept
    before = {name: getattr(kept, name) for name, value in said.items() if getattr(kept, name) != value}
    if before:
        for name in before:
            setattr(kept, name, said[name])
        kept.save(update_fields=list(before))
        note(
            by=by,
            verb="changed",
            subject=kept,
            at=at,
            before={name: str(value) for name, value in before.items()},
            after={name: str(said[name]) for name in before},
        )
    return kept


def keep(reading: Reading) -> Reading:
    """Save a new reading under the permanent address that its facts give."""
    facts = reading.facts() | {
        "supersedes": reading.supersedes.code if reading.supersedes else None,
        "at": None if reading.origin == Origin.REPORTED else reading.at,
    }
    turn = 0
    while Reading.objects.filter(code=code(facts, turn)).exists():
        turn += 1
    reading.code = code(facts, turn)
    reading.dimensions_key = dimensions_said(reading.dimensions)
    reading.reaches = standing.reaches(reading.until, reading.as_of)
    if reading.origin == Origin.REPORTED:
        reading.rank = 1 + RANK[reading.quality]
    reading.save()
    return reading


def for_history(reading: Reading) -> dict[str, Any]:
    """Give what history keeps of a reading."""
    return {
        name: value if value is None or isinstance(value, dict) else str(value)
        for name, value in reading.facts().items()
        if value not in (None, "", {})
    }


def as_kept(dimensions: Mapping[str, Any] | None) -> dict[str, str]:
    """Give dimensions as they are kept: texts, without those that say nothing."""
    return {key: str(value) for key, value in (dimensions or {}).items() if value not in (None, "")}


def span(figure: Figure, since: date | None) -> date | None:
    """Give the start of the period: a cumulative figure knows its own."""
    return since or (figure.since if figure.kind == Kind.CUMULATIVE else None)


@transaction.atomic
def report(
    key: str,
    value: Decimal | int | str | None,
    *,
    source: Source,
    by: Any,
    at: datetime,
    as_of: date | None = None,
    since: date | None = None,
    until: date | None = None,
    dimensions: Mapping[str, Any] | None = None,
    share: Decimal | int | str | None = None,
    qualifier: str = Qualifier.EXACT,
    quality: str = Quality.EXACT,
    method: str = AS_PRINTED,
    place: str = "",
    note_text: str = "",
    supersedes: Reading | None = None,
    reason: str = "",
) -> Reading:
    """
    Take a value over from a document; the same facts again give the reading that is there.

    `until` is exclusive. `as_of` is the day the document speaks of (its own date where none is given).

    :raises LookupError: where no such figure is declared
    :raises Refusal: with the sentence from rules.standing
    """
    figure = named(key)
    number = None if value is None or value == "" else Decimal(str(value))
    part = None if share is None or share == "" else Decimal(str(share))
    since = span(figure, since)
    day = as_of or source.published_on or (until - timedelta(days=1) if until else timezone.localdate(at))
    reasons = (
        standing.why_not_value(number, part, quality),
        standing.why_not_read(
            kind=figure.kind,
            origin=Origin.REPORTED,
            since=since,
            until=until,
            has_value=number is not None or part is not None,
            has_source=True,
        ),
    )
    for sentence in reasons:
        if sentence:
            raise Refusal(sentence)
    reading = Reading(
        figure_key=key,
        origin=Origin.REPORTED,
        as_of=day,
        since=since,
        until=until,
        dimensions=as_kept(dimensions),
        value=number,
        share=part,
        qualifier=qualifier,
        method=method,
        source=source,
        place=place,
        quality=quality,
        note=note_text,
        at=at,
        by=by,
        supersedes=supersedes,
        reason=reason,
    )
    if supersedes is None:
        there: Reading | None = Reading.objects.filter(
            code=code(reading.facts() | {"supersedes": None, "at": None})
        ).first()
        if there is not None:
            return there
    keep(reading)
    note(by=by, verb="reported", subject=reading, at=at, why=reason, after=for_history(reading))
    return reading


@transaction.atomic
def plan(
    key: str,
    value: Decimal | int | str,
    *,
    by: Any,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    dimensions: Mapping[str, Any] | None = None,
    note_text: str = "",
) -> Reading:
    """
    Set a target; a target for the same period and dimensions takes the place of the one before.

    :raises Refusal: where the value or the period cannot be
    """
    figure = named(key)
    number = Decimal(str(value))
    since = span(figure, since)
    day = as_of or timezone.localdate(at)
    if sentence := standing.why_not_value(number, None, "") or standing.why_not_read(
        kind=figure.kind,
        origin=Origin.PLANNED,
        since=since,
        until=until,
        has_value=True,
        has_source=False,
    ):
        raise Refusal(sentence)
    plain = as_kept(dimensions)
    before: Reading | None = (
        Reading.objects.of(key).plans().current().at(plain).filter(since=since, until=until).first()
        if until
        else Reading.objects.of(key).plans().current().at(plain).filter(reaches__year=day.year).first()
    )
    if before is not None and before.value == number:
        return before
    reading = keep(
        Reading(
            figure_key=key,
            origin=Origin.PLANNED,
            as_of=day,
            since=since,
            until=until,
            dimensions=plain,
            value=number,
            method=AS_SET,
            note=note_text,
            at=at,
            by=by,
            supersedes=before,
        )
    )
    note(
        by=by,
        verb="planned",
        subject=reading,
        at=at,
        before={"value": amount_said(before.value)} if before and before.value is not None else None,
        after=for_history(reading),
    )
    return reading
