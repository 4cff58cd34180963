"""Who would have to be at two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from naru.activities.rules.times import Span


@dataclass(frozen=True)
class Duty:
    """One officer's part in one activity: when, where (None: online, needs nobody there), and its key."""

    officer: int
    activity: int
    span: Span
    place: int | str | None


def clashes(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Give each pair of duties that puts one officer at two places at one moment."""
    by_officer: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.place is not None:
            by_officer.setdefault(duty.officer, []).append(duty)
    for theirs in by_officer.values():
        ordered = sorted(theirs, key=lambda duty: (duty.span.start(), duty.activity))
        for one, other in combinations(ordered, 2):
            if one.activity != other.activity and one.place != other.place and one.span.overlaps(other.span):
                yield one, other
