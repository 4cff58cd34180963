"""What a resident's summary tells: values only, from which both the document and the card are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Problem:
    """A diagnosis by its ICD-10 code, with its name, the day it was written, and a remark."""

    code: str
    name: str
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine that was given: the formulary's code, name with strength, ATC where known, dose in words, units, day."""

    code: str
    name: str
    atc: str = ""
    dose: str = ""
    quantity: float = 0
    unit: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A procedure by the code of our own list, with its name and the day."""

    code: str
    name: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to follow: a follow-up or a referral in words, and by when."""

    what: str
    on: date | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Vital signs of one visit by the keys of the log (`temperature_c`, `systolic`, …), and when they were taken."""

    values: dict[str, float]
    at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """
    All that a resident's summary tells.

    `birth_about` says how far the day of birth is known: empty to the day, `month` or `year`. `site` names the clinic
    and `organisation` who ran it; `asked` whether anybody asked about allergies.
    """

    uid: UUID
    number: str
    name: str
    site: str
    organisation: str
    latin: str = ""
    sex: str = "unknown"
    birth_on: date | None = None
    birth_about: str = ""
    village: str = ""
    phone: str = ""
    country: str = ""
    language: str = ""
    allergies: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    done: tuple[Done, ...] = ()
    plans: tuple[Plan, ...] = ()
    measured: tuple[Measured, ...] = ()
    pregnant: str = "unknown"
    pregnant_on: date | None = None
    last_on: date | None = None

    @property
    def born(self) -> str:
        """The birth date as FHIR writes it: as exact as it is known (`1961`, `1961-07`, `1961-07-03`)."""
        if self.birth_on is None:
            return ""
        cut = {"year": 4, "month": 7}.get(self.birth_about, 10)
        return self.birth_on.isoformat()[:cut]
