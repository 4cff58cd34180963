"""Setting numbers of days that hold from a day on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.agreements.models import Deadline
from naru.agreements.rules import duties as rules
from naru.history.book import note, refuse


@transaction.atomic
def set_days(
    kind: str, *, days: Collection[int], since: date, source: str, by: Any, at: datetime
) -> list[Deadline]:
    """
    Set the numbers of days of a kind that hold from a day on; those of before end there and stay readable.

    :raises Refusal: with the sentence from rules.why_not_set_days
    """
    wanted = sorted(set(days), reverse=True)
    older = list(Deadline.objects.select_for_update().filter(kind=kind, until__isnull=True))
    newest = max((row.since for row in older), default=None)
    refuse(rules.why_not_set_days(wanted, since=since, standing_since=newest))
    for row in older:
        row.until = since
        row.save(update_fields=["until"])
    made = [
        Deadline.objects.create(kind=kind, days=each, since=since, source=source, by=by) for each in wanted
    ]
    before = {"kind": kind, "days": sorted((row.days for row in older), reverse=True)}
    after = {"days": wanted, "since": since.isoformat(), "source": source}
    note(by=by, verb="set_days", subject=made[0], at=at, before=before, after=after)
    return made
