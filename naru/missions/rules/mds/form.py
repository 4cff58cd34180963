"""The daily CSV: two rows of 178 cells, the header and the values; and the line lists that go with it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from naru.missions.rules.mds.counting import Report, item_of
from naru.missions.rules.mds.items import BY_NO, COLUMNS, HEAD

COUNTED_HEAD = ("o", "p", "q")
TYPES = ("c1", "c2", "c3", "c4", "c5")
_FIGURES = re.compile(r"[+-][\d., +-]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of the form says of the team, the day and the place; what nobody told stays empty."""

    organisation: str = ""
    team: str = ""
    kind: str = "c2"
    contact: str = ""
    phone: str = ""
    email: str = ""
    departs_on: date | None = None
    day: date | None = None
    reported_at: time | None = None
    state: str = ""
    city: str = ""
    village: str = ""
    facility: str = ""
    position: tuple[float, float] | None = None
    beds: int | None = None
    empty_beds: int | None = None
    empty_intensive: int | None = None

    def told(self) -> dict[str, str]:
        """Give the fields by their letters, as the form writes days (dd/mm/yyyy) and times (hh:mm)."""
        where = f"{self.position[0]:.5f}, {self.position[1]:.5f}" if self.position else ""
        kinds = {letter: "1" if letter == self.kind else "0" for letter in TYPES}
        return kinds | {
            "a": self.organisation,
            "b": self.team,
            "d": self.contact,
            "e": self.phone,
            "f": self.email,
            "g": f"{self.departs_on:%d/%m/%Y}" if self.departs_on else "",
            "h": f"{self.day:%d/%m/%Y}" if self.day else "",
            "i": f"{self.reported_at:%H:%M}" if self.reported_at else "",
            "j": self.state,
            "k": self.city,
            "l": self.village,
            "m": self.facility,
            "n": where,
            "r": _told(self.beds),
            "s": _told(self.empty_beds),
            "t": _told(self.empty_intensive),
        }


def _told(number: int | None) -> str:
    return "" if number is None else str(number)


def values(report: Report, heading: Heading, *, confidential: bool) -> dict[str, str]:
    """
    Give every column's cell as text.

    Without `confidential` the items of protection stay empty: they are not nought, they are not told here.
    """
    told: Mapping[str, str] = heading.told()
    row: dict[str, str] = {}
    for column in COLUMNS:
        no = item_of(column)
        if column in COUNTED_HEAD:
            row[column] = str(report.value(column))
        elif column in HEAD:
            row[column] = told.get(column, "")
        elif no is None or (BY_NO[no].confidential and not confidential):
            row[column] = ""
        else:
            row[column] = str(report.value(column))
    row["1"] = "2"
    return row


def rows(report: Report, heading: Heading, *, confidential: bool = False) -> list[list[str]]:
    """Give the two rows of the daily CSV; the first cell of each is its marker, 1 for the header and 2 for the values."""
    told = values(report, heading, confidential=confidential)
    return [list(COLUMNS), [_guarded(told[column]) for column in COLUMNS]]


def _guarded(text: str) -> str:
    # A cell that a spreadsheet would run as a formula is written as words; numbers with a sign are no formula.
    runs = text[:1] in ("=", "@", "\t", "\r") or (text[:1] in ("+", "-") and not _FIGURES.fullmatch(text))
    return f"'{text}" if runs else text


def csv_text(report: Report, heading: Heading, *, confidential: bool = False) -> str:
    """Write the daily CSV: comma, CRLF, no byte order mark (the standard's tool reads its first cell as a number)."""
    out = io.StringIO()
    csv.writer(out).writerows(rows(report, heading, confidential=confidential))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a line list: what the authority is told, without a name."""

    visit: UUID
    number: str
    sex: str
    years: int | None
    pregnant: bool
    codes: tuple[str, ...]
    outcome: str
    rules: tuple[str, ...]


def line_list(report: Report, no: int) -> list[Listed]:
    """
    Give the line list of an item that asks for one, a row for each visit.

    :raises LookupError: for an item that asks for none
    """
    if not BY_NO[no].line_list:
        raise LookupError(no)
    facts = {each.visit: each for each in report.visits}
    found = []
    for visit in report.of(BY_NO[no].total):
        one = facts[visit]
        reasons = tuple(each.rule for each in report.why(BY_NO[no].total) if each.visit == visit)
        codes = tuple(each.code for each in one.diagnoses)
        found.append(
            Listed(
                visit,
                one.number,
                one.sex,
                one.years,
                one.pregnant == "yes",
                codes,
                one.outcome,
                tuple(dict.fromkeys(reasons)),
            )
        )
    return found
