"""The formulary that this project brings: our own list of generic names, read from its file."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from naru.missions.rules.dosing import MedicineFacts, tidy

FILE = Path(__file__).resolve().parents[1] / "data" / "formulary.csv"


@cache
def listed() -> tuple[MedicineFacts, ...]:
    """Give the medicines of the project's own list, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_medicine(row) for row in csv.DictReader(file))


def _medicine(row: dict[str, str]) -> MedicineFacts:
    def number(key: str) -> float | None:
        return tidy(float(row[key])) if row[key] else None

    return MedicineFacts(
        code=row["code"],
        name=row["name"],
        name_ko=row["name_ko"],
        form=row["form"],
        strength=row["strength"],
        unit=row["unit"],
        measure=row["measure"],
        pack=number("pack") or 1,
        mg=number("mg"),
        adult_mg=number("adult_mg"),
        per_day=int(row["per_day"]),
        mg_per_kg=number("mg_per_kg"),
        child_per_day=int(row["child_per_day"]) if row["child_per_day"] else None,
        most_mg=number("most_mg"),
        most_day_mg=number("most_day_mg"),
        from_months=int(row["from_months"]),
        days=int(row["days"]),
        allergy=tuple(row["allergy"].split()),
        pregnancy=row["pregnancy"],
        group=row["group"],
        atc=row["atc"],
        pictograms=tuple(row["pictograms"].split()),
    )
