"""What is known of one visit for the daily report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

OLDEST = 130
"""Completed years past which an age is a slip of the pen."""


class Relation(TextChoices):
    """How a visit stands to the event for which the team came."""

    DIRECT = "direct", pgettext_lazy("MDS", "Directly related")
    INDIRECT = "indirect", pgettext_lazy("MDS", "Indirectly related")
    NONE = "none", pgettext_lazy("MDS", "Not related")


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A diagnosis by its ICD-10 code; `new` says whether it was found on this visit, where somebody said so."""

    code: str
    new: bool | None = None


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """
    What a visit on one day brings to the report.

    `sex` is `male`, `female` or `unknown`; `age_days` the age on the day, `born_on` the day of birth where it
    is known; `pregnant` is `yes`, `no` or `unknown`; `outcome` as the exit wrote it, empty while the resident
    is still there; `colour` as triage gave it.
    """

    visit: UUID
    resident: UUID
    day: date
    sex: str = "unknown"
    age_days: int | None = None
    born_on: date | None = None
    pregnant: str = "unknown"
    returning: bool = False
    diagnoses: tuple[Diagnosed, ...] = ()
    procedures: tuple[str, ...] = ()
    outcome: str = ""
    referred: bool = False
    follow_up: bool = False
    colour: str = "none"
    relation: Relation = Relation.NONE
    number: str = ""
    specialties: tuple[str, ...] = field(default=())

    @property
    def years(self) -> int | None:
        """Completed years on the day: by the birthday where it is known, else by days (365.25 a year)."""
        if self.born_on is not None:
            if self.born_on > self.day:
                return None
            before = (self.day.month, self.day.day) < (self.born_on.month, self.born_on.day)
            years = self.day.year - self.born_on.year - before
        elif self.age_days is not None and self.age_days >= 0:
            years = int(self.age_days / 365.25)
        else:
            return None
        return years if years <= OLDEST else None

    @property
    def is_new(self) -> bool:
        """Whether it is a new consultation: a first visit, or a later one with a diagnosis found anew."""
        return not self.returning or any(each.new for each in self.diagnoses)

    @property
    def new_diagnoses(self) -> tuple[Diagnosed, ...]:
        """The diagnoses that count today: on a first visit all but those said to be old, later only those said to be new."""
        if self.returning:
            return tuple(each for each in self.diagnoses if each.new)
        return tuple(each for each in self.diagnoses if each.new is not False)
