"""Counting a reader once a day, and throwing the day's marks away."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from naru.newsroom.models import Tally, Visit
from naru.newsroom.rules.visits import mark


def salt_of(day: date) -> str:
    """Give the day's salt; the day's first reader makes it, and the marks of earlier days are deleted."""
    found = Visit.objects.filter(day=day, bulletin=None).values_list("digest", flat=True).first()
    if found:
        return found
    forget_before(day)
    row, _made = Visit.objects.get_or_create(
        day=day, bulletin=None, defaults={"digest": secrets.token_hex(32)}
    )
    return row.digest


def forget_before(day: date) -> int:
    """Delete the marks and salts of all days before one; give how many rows that were."""
    return Visit.objects.filter(day__lt=day).delete()[0]


def count_visit(bulletin: int, *, visitor: str, agent: str, on: date) -> bool:
    """
    Count a visit of a bulletin (its key), once a visitor and day; say whether it was counted.

    No history is noted: who read what is exactly what must not be kept.
    """
    digest = mark(salt_of(on), visitor=visitor, agent=agent, bulletin=bulletin)
    try:
        with transaction.atomic():
            Visit.objects.create(day=on, bulletin_id=bulletin, digest=digest)
            if not Tally.objects.filter(pk=bulletin).update(counted=F("counted") + 1):
                # Of the first readers at the same moment one makes the row, and all are counted on it.
                Tally.objects.get_or_create(bulletin_id=bulletin)
                Tally.objects.filter(pk=bulletin).update(counted=F("counted") + 1)
    except IntegrityError:
        return False
    return True
