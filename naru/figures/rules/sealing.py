"""How a reading is sealed: digests of rows and of the whole, and what a recount finds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, order=True)
class Seal:
    """One record as it stood: its model (`app.model`), its primary key, its digest, what it adds."""

    model: str
    key: str
    digest: str
    amount: Decimal = Decimal(1)


def plain(value: Any) -> Any:
    """Write a field's value so that every database gives the same text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return value
    if isinstance(value, Decimal | float):
        return amount_said(Decimal(str(value)))
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(each) for each in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    return str(value)


def amount_said(value: Decimal) -> str:
    """Write a number without needless zeros (`35.00` and `35` are the same text)."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def sealed(value: Any) -> str:
    """Give the SHA-256 (hex, 64 characters) of a plain value: keys sorted, no spaces, UTF-8."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def row_digest(facts: Mapping[str, Any]) -> str:
    """Seal the counted fields of one row."""
    return sealed(facts)


def whole_digest(facts: Mapping[str, Any], records: Iterable[Seal]) -> str:
    """Seal a reading: its own facts and its records, whatever order they come in."""
    rows = sorted([each.model, each.key, each.digest, amount_said(each.amount)] for each in records)
    return sealed({"reading": dict(facts), "records": rows})


@dataclass(frozen=True)
class Recount:
    """What differs between the records as frozen and as they are now."""

    then: Decimal
    now: Decimal
    added: tuple[Seal, ...] = ()
    removed: tuple[Seal, ...] = ()
    changed: tuple[Seal, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing was added, removed or changed."""
        return not (self.added or self.removed or self.changed) and self.then == self.now

    @property
    def difference(self) -> Decimal:
        """By how much the value is other now."""
        return self.now - self.then

    def digest(self) -> str:
        """Seal the finding, so that the same finding is not written down twice."""
        parts = {
            name: sorted([s.model, s.key, s.digest] for s in getattr(self, name))
            for name in ("added", "removed", "changed")
        }
        return sealed({"then": self.then, "now": self.now, **parts})


def compare(
    then: Iterable[Seal],
    now: Iterable[Seal],
    *,
    base: Decimal = Decimal(0),
    base_now: Decimal | None = None,
) -> Recount:
    """
    Compare two lists of records; `base` is the reported part of a cumulative value, `base_now` as of today.

    A record whose digest or amount differs is changed (given as it is now).
    """
    old = {(each.model, each.key): each for each in then}
    new = {(each.model, each.key): each for each in now}
    return Recount(
        then=base + sum((each.amount for each in old.values()), Decimal(0)),
        now=(base if base_now is None else base_now)
        + sum((each.amount for each in new.values()), Decimal(0)),
        added=tuple(sorted(new[key] for key in new.keys() - old.keys())),
        removed=tuple(sorted(old[key] for key in old.keys() - new.keys())),
        changed=tuple(
            sorted(
                new[key]
                for key in new.keys() & old.keys()
                if (new[key].digest, new[key].amount) != (old[key].digest, old[key].amount)
            )
        ),
    )


def code(facts: Mapping[str, Any], turn: int = 0) -> str:
    """Give the ten letters of a reading's permanent address, the same wherever the same facts are loaded."""
    number = int(sealed({"facts": dict(facts), "turn": turn}), 16)
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    text = ""
    for _place in range(10):
        number, rest = divmod(number, len(letters))
        text += letters[rest]
    return text


def dimensions_said(dimensions: Mapping[str, Any]) -> str:
    """Write dimensions as one text that can be compared and indexed (`country=KZ;sex=female`)."""
    return ";".join(f"{key}={dimensions[key]}" for key in sorted(dimensions))
