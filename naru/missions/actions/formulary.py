"""Taking up the formulary that the project brings, and changing it, with history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from naru.history.book import lock, note, refuse
from naru.missions.actions.missions import plain
from naru.missions.models import Medicine
from naru.missions.queries.formulary import listed
from naru.missions.rules import formulary as rules
from naru.missions.rules.dosing import MedicineFacts, why_not_medicine

NUMBERS = ("pack", "mg", "adult_mg", "mg_per_kg", "most_mg", "most_day_mg")
"""Fields that the table keeps as decimal numbers."""
BROUGHT = _("the list that comes with Naru")


def fields_of(medicine: MedicineFacts) -> dict[str, Any]:
    """Give the facts of a medicine as the table's fields keep them."""
    told = {name: getattr(medicine, name) for name in MedicineFacts.__dataclass_fields__}
    told["allergy"], told["pictograms"] = list(medicine.allergy), list(medicine.pictograms)
    for name in NUMBERS:
        if told[name] is not None:
            told[name] = Decimal(str(told[name]))
    return told


@transaction.atomic
def take_up(medicines: Iterable[MedicineFacts] | None = None, *, by: Any, at: datetime) -> int:
    """Enter the medicines of a list (the project's own where none is given) whose codes are not known; count them."""
    known = set(Medicine.objects.values_list("code", flat=True))
    rows = [
        Medicine(**fields_of(one), entered_at=at)
        for one in (listed() if medicines is None else medicines)
        if one.code not in known
    ]
    made = Medicine.objects.bulk_create(rows)
    if made:
        after = {"medicines": len(made), "codes": [one.code for one in made]}
        note(by=by, verb="took_up_formulary", subject=made[0], at=at, after=after)
    return len(made)


@transaction.atomic
def enter(*, by: Any, at: datetime, **facts: Any) -> Medicine:
    """
    Enter a medicine.

    :raises Refusal: with the sentence from rules.formulary.why_not_enter or rules.dosing.why_not_medicine
    """
    row = Medicine(**facts, entered_at=at)
    refuse(rules.why_not_enter(taken=Medicine.objects.filter(code=row.code).exists()))
    refuse(why_not_medicine(row.facts()))
    row.save()
    note(by=by, verb="entered_medicine", subject=row, at=at, after={"code": row.code, "name": row.name})
    return row


@transaction.atomic
def change(medicine: Medicine, *, by: Any, at: datetime, why: str = "", **facts: Any) -> bool:
    """
    Change a medicine; say whether anything differed. What was prescribed keeps what it was prescribed by.

    :raises Refusal: with the sentence from rules.dosing.why_not_medicine
    """
    lock(medicine)
    changed = {name: value for name, value in facts.items() if getattr(medicine, name) != value}
    if not changed:
        return False
    before = {name: plain_number(getattr(medicine, name)) for name in changed}
    for name, value in changed.items():
        setattr(medicine, name, value)
    refuse(why_not_medicine(medicine.facts()))
    medicine.save(update_fields=list(changed))
    after = {name: plain_number(value) for name, value in changed.items()}
    note(by=by, verb="changed", subject=medicine, at=at, why=why, before=before, after=after)
    return True


@transaction.atomic
def remove(medicine: Medicine, *, by: Any, at: datetime, why: str = "") -> Medicine:
    """
    Take a medicine off the formulary; lots and prescriptions of it stay.

    :raises Refusal: with the sentence from rules.formulary.why_not_remove
    """
    lock(medicine)
    refuse(rules.why_not_remove(removed=medicine.removed_at is not None))
    medicine.removed_at = at
    medicine.save(update_fields=["removed_at"])
    note(by=by, verb="removed_medicine", subject=medicine, at=at, why=why)
    return medicine


def plain_number(value: Any) -> Any:
    """Give a value as history keeps it, decimal numbers as text."""
    return str(value.normalize()) if isinstance(value, Decimal) else plain(value)
