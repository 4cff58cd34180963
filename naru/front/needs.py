"""What needs a member of the office today: one count and one address for each kind of thing that waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Need:
    """Something that waits: how many, in which words, where to go, how pressing (info, warning, danger)."""

    count: int
    label: str | Promise
    url: str
    tone: str = "info"


def of(account: Any, *, on: date) -> list[Need]:
    """Give what waits for an account on a day, the most pressing first; nothing that is nought."""
    order = {"danger": 0, "warning": 1, "info": 2}
    return sorted((need for need in _all(account, on) if need.count), key=lambda need: order[need.tone])


def _all(account: Any, on: date) -> Iterator[Need]:
    yield from ()
