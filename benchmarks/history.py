"""What it costs to note: `note()` beside a bare insert of the same row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from benchmarks.measure import Line, by_turns
from naru.directory.models import Account
from naru.history.book import note
from naru.history.models import Entry

CLAIM = "An entry of history costs at most 8 bare inserts"
DATABASES = ("sqlite", "postgresql")
AT = datetime(2024, 5, 13, 9, tzinfo=UTC)


def measure(*, quick: bool) -> Iterator[Line]:
    """Note and insert by turns, 20 at a time in one transaction, as an action with some work does."""
    account = Account.objects.create_user("bench@example.org", name="Bench")
    bare = [0]
    each = 20

    def ours() -> None:
        with transaction.atomic():
            for place in range(each):
                note(
                    by=account,
                    verb="changed",
                    subject=account,
                    at=AT,
                    before={"n": place},
                    after={"n": place + 1},
                )

    def floor() -> None:
        with transaction.atomic():
            for place in range(each):
                bare[0] += 1
                Entry.objects.create(
                    number=10**9 + bare[0],
                    at=AT,
                    by=account,
                    by_label="Bench",
                    verb="changed",
                    subject_kind="directory.account",
                    subject_key="1",
                    subject_label="Bench",
                    before={"n": place},
                    after={"n": place + 1},
                    previous="0" * 64,
                    digest=f"{bare[0]:064d}",
                )

    taken, least = by_turns(ours, floor, rounds=5 if quick else 41)
    yield Line(CLAIM, "note() beside insert", taken / each * 1000, least / each * 1000, "ms", 8)
