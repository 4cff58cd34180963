"""Taking readings in that are counted from the records themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from naru.figures.book.readings import as_kept, for_history, keep, span
from naru.figures.models import Reading, Record
from naru.figures.rules import standing
from naru.figures.rules.declared import Counted, named
from naru.figures.rules.sealing import Seal, row_digest
from naru.figures.rules.words import Kind, Origin, Qualifier
from naru.history.book import Refusal, note


def tally(counted: Counted) -> list[Seal]:
    """Seal every row that a query answered, as it stands now; a row that comes twice counts once."""
    rows = counted.rows
    asked = dict.fromkeys([*counted.fields, *([counted.amount] if counted.amount else [])])
    model = rows.model._meta.label_lower
    seals: dict[str, Seal] = {}
    for row in rows.order_by().values("pk", *asked):
        amount = Decimal(str(row[counted.amount] or 0)) if counted.amount else Decimal(1)
        facts = {name: row[name] for name in counted.fields}
        seals[str(row["pk"])] = Seal(model, str(row["pk"]), row_digest(facts), amount)
    return sorted(seals.values())


@transaction.atomic
def count(
    key: str,
    *,
    by: Any,
    at: datetime,
    on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    supersedes: Reading | None = None,
    reason: str = "",
    **dimensions: Any,
) -> Reading:
    """
    Count a figure from the records as they stand, and keep value and list of records as a reading.

    A count at a date is asked `on` (the day of `at` without one); the others from `since` until `until`
    (exclusive). A cumulative figure adds what was counted after its latest reported value to that value.

    :raises LookupError: where the figure is not declared or has no query
    :raises Refusal: where the period is missing or wrong
    """
    figure = named(key)
    plain = as_kept(dimensions)
    day = on or (min(until - timedelta(days=1), timezone.localdate(at)) if until else timezone.localdate(at))
    baseline = None
    asked_since = since = span(figure, since)
    if figure.kind == Kind.CUMULATIVE:
        until = until or day + timedelta(days=1)
        baseline = (
            Reading.objects.of(key)
            .filter(origin=Origin.REPORTED, value__isnull=False)
            .current()
            .at(plain)
            .known(on=until - timedelta(days=1))
            .newest_first()
            .first()
        )
        asked_since = baseline.reaches + timedelta(days=1) if baseline else since
    if sentence := standing.why_not_read(
        kind=figure.kind,
        origin=Origin.COUNTED,
        since=since,
        until=until,
        has_value=True,
        has_source=False,
    ):
        raise Refusal(sentence)
    answer = figure.ask(on=day, since=asked_since, until=until, dimensions=plain)
    seals = tally(answer)
    part = sum((each.amount for each in seals), Decimal(0))
    with override("en"):
        method = str(answer.method)
    reading = keep(
        Reading(
            figure_key=key,
            origin=Origin.COUNTED,
            as_of=day,
            since=since,
            until=until,
            dimensions=plain,
            value=part + (baseline.value if baseline and baseline.value is not None else 0),
            qualifier=baseline.qualifier if baseline else Qualifier.EXACT,
            method=method,
            baseline=baseline,
            counted_part=part if baseline else None,
            records_count=len(seals),
            at=at,
            by=by,
            supersedes=supersedes,
            reason=reason,
        )
    )
    Record.objects.bulk_create(
        [
            Record(reading=reading, model=each.model, key=each.key, digest=each.digest, amount=each.amount)
            for each in seals
        ],
        batch_size=1000,
    )
    note(by=by, verb="counted", subject=reading, at=at, why=reason, after=for_history(reading))
    return reading
