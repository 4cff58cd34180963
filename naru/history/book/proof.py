"""Proving the chain: walk over every entry, and seal its end to be kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Subquery
from django.db.models.functions import Coalesce

from naru.history.models import Entry, Head
from naru.history.rules.chain import Fault, Link, Seal, first_fault

BATCH = 2_000
"""Entries held in memory at once while the chain is walked."""


@dataclass(frozen=True)
class Proof:
    """What a walk over the chain found: how many entries there are, the end, and the first fault if any."""

    count: int
    head: Seal
    fault: Fault | None


def links(count: int, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Link]:
    """Give every entry up to a number in order, a batch at a time, then those that stand behind the head."""
    entries = Entry.objects.using(using)
    for entry in entries.filter(number__lte=count).order_by("number").iterator(chunk_size=BATCH):
        yield _link(entry)
    known = Coalesce(Subquery(Head.objects.filter(pk=1).values("count")), 0)
    for entry in entries.filter(number__gt=known).order_by("number")[:1]:
        yield _link(entry)


def _link(entry: Entry) -> Link:
    return Link(
        number=entry.number,
        at=entry.at,
        by=entry.by_id,
        by_label=entry.by_label,
        verb=entry.verb,
        subject=(entry.subject_kind, entry.subject_key, entry.subject_label),
        why=entry.why,
        before=entry.before,
        after=entry.after,
        previous=entry.previous,
        digest=entry.digest,
    )


def head(*, using: str = DEFAULT_DB_ALIAS) -> Seal:
    """Give the end of the chain as its head has it; an empty chain has the digest of the start."""
    found = Head.objects.using(using).filter(pk=1).first() or Head()
    return Seal(found.count, found.digest)


def verify(
    *,
    seals: list[Seal],
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    using: str = DEFAULT_DB_ALIAS,
) -> Proof:
    """
    Walk over the whole chain and name the first entry that was tampered with, if any.

    `seals` are ends of the chain kept elsewhere. `tell` hears how many entries are checked, and of how
    many. Entries written meanwhile do not disturb: the walk goes to the end as it was at the start. `using`
    names the tables: the site's own, or those of a back-up.
    """
    end = head(using=using)
    count = 0

    def told() -> Iterator[Link]:
        nonlocal count
        for link in links(end.count, using=using):
            count += 1
            if count % BATCH == 0:
                tell(count, end.count)
            yield link

    fault = first_fault(told(), head=end, seals=seals)
    tell(count, end.count)
    return Proof(count, end, fault)


def seal(*, at: datetime) -> Seal:
    """Give the end of the chain with the moment, to be printed, mailed or stored outside of this machine."""
    end = head()
    return Seal(end.count, end.digest, at.isoformat(timespec="seconds"))


def read_seals(path: Path) -> list[Seal]:
    """
    Read seals from a file with one JSON object a line, as `seal_history` writes them.

    :raises ValueError: with the line that cannot be read
    """
    found = []
    for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            found.append(Seal(int(values["count"]), str(values["digest"]), str(values.get("on", ""))))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError(f"{path}:{place}") from None
    return found
