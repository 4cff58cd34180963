"""Who takes part as what: the affiliation of the day, and why somebody cannot be added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Stand:
    """Where a person stands from a day until a day (exclusive; either may be unknown)."""

    organisation: int
    name: str
    name_ko: str
    title: str
    since: date | None = None
    until: date | None = None

    def holds(self, *, on: date) -> bool:
        """Say whether it holds on a day, an unknown end being open."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


def affiliation_then(stands: Iterable[Stand], *, on: date) -> Stand | None:
    """Choose the affiliation that held on a day; of several, the one that began last."""
    holding = [stand for stand in stands if stand.holds(on=on)]
    return max(holding, key=lambda stand: (stand.since or date.min, -stand.organisation), default=None)


def why_not_add(
    *,
    person: bool,
    organisation: bool,
    head_count: int | None,
    label: str,
    already: bool,
    archived: bool,
) -> str | None:
    """Say why a participation cannot be added: it is of one sort, named once, and counted with a label."""
    if archived:
        return _("It is in the archive. Take it out first.")
    if sum((person, organisation, head_count is not None)) != 1:
        return _("Name one person, one organisation, or a number of people; not two of these.")
    if head_count is not None and head_count < 1:
        return _("A group has at least one person.")
    if head_count is not None and not label.strip():
        return _("Say who the counted people are.")
    if already:
        return _("They take part in this role already.")
    return None
