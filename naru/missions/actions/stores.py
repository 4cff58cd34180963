"""Packing lots for the sites of a mission, and its equipment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.history.book import Refusal, lock, note, refuse
from naru.missions.actions.missions import plain, write
from naru.missions.models import Equipment, Lot, Medicine, Mission, Site
from naru.missions.rules import missions as mission_rules
from naru.missions.rules import stores as rules
from naru.missions.rules.consignments import why_not_write


def next_code(stem: str) -> str:
    """Give the next free code of a mission's or consignment's lots: `MN24-001` first."""
    taken = Lot.objects.filter(code__startswith=f"{stem}-").values_list("code", flat=True)
    used = [int(code.rpartition("-")[2]) for code in taken if code.rpartition("-")[2].isdigit()]
    return f"{stem}-{max(used, default=0) + 1:03}"


@transaction.atomic
def pack(
    mission: Mission,
    *,
    site: Site,
    medicine: Medicine,
    number: str,
    expires_on: date,
    packed: int,
    by: Any,
    at: datetime,
    **words: Any,
) -> Lot:
    """
    Pack units of a maker's lot for a site; the lot gets the mission's next code.

    :raises Refusal: with the sentence from rules.stores.why_not_pack
    """
    lock(mission)
    refuse(rules.why_not_pack(quantity=packed, expires_on=expires_on, starts_on=site.starts_on))
    lot = Lot.objects.create(
        code=next_code(mission.code),
        mission=mission,
        site=site,
        medicine=medicine,
        number=number.strip(),
        expires_on=expires_on,
        packed=packed,
        packed_at=at,
        packed_by=by if getattr(by, "pk", None) else None,
        **words,
    )
    after = {"code": lot.code, "medicine": medicine.code, "packed": packed, "site": site.letter}
    note(by=by, verb="packed_lot", subject=lot, at=at, after=after)
    return lot


@transaction.atomic
def pack_many(mission: Mission, *, lots: Sequence[Mapping[str, Any]], by: Any, at: datetime) -> list[Lot]:
    """
    Pack many lots at once, all or none; `lots` hold the fields of each, with its site and medicine.

    :raises Refusal: with the sentence from rules.stores.why_not_pack
    """
    lock(mission)
    stem, _dash, last = next_code(mission.code).rpartition("-")
    rows = []
    for place, told in enumerate(lots):
        quantity, starts_on = told["packed"], told["site"].starts_on
        refuse(rules.why_not_pack(quantity=quantity, expires_on=told["expires_on"], starts_on=starts_on))
        packer = by if getattr(by, "pk", None) else None
        code = f"{stem}-{int(last) + place:03}"
        rows.append(Lot(mission=mission, code=code, packed_at=at, packed_by=packer, **told))
    made = Lot.objects.bulk_create(rows)
    after = {"lots": [f"{one.code} {one.packed}" for one in made]}
    note(by=by, verb="packed_lot", subject=mission, at=at, after=after)
    return made


@transaction.atomic
def change_lot(lot: Lot, *, by: Any, at: datetime, **values: Any) -> bool:
    """
    Change what is written of a lot; say whether anything differed.

    :raises Refusal: with the sentence from rules.stores.why_not_pack
    """
    lock(lot)
    refuse(
        rules.why_not_pack(
            quantity=values.get("packed", lot.packed),
            expires_on=values.get("expires_on", lot.expires_on),
            starts_on=lot.site.starts_on if lot.site else None,
            removed=lot.removed_at is not None,
        )
    )
    return write(lot, values, verb="changed", by=by, at=at)


@transaction.atomic
def remove_lot(lot: Lot, *, by: Any, at: datetime, why: str = "") -> Lot:
    """
    Take a lot off the packing list; its code is never given again.

    :raises Refusal: if it is off the list, or its consignment's packing is closed
    """
    lock(lot)
    if lot.consignment:
        refuse(why_not_write(lot.consignment.facts()))
    refuse(
        rules.why_not_pack(quantity=1, expires_on=None, starts_on=None, removed=lot.removed_at is not None)
    )
    lot.removed_at = at
    lot.save(update_fields=["removed_at"])
    note(by=by, verb="unpacked_lot", subject=lot, at=at, why=why)
    return lot


@transaction.atomic
def add_equipment(
    mission: Mission, *, name: str, wanted: int, by: Any, at: datetime, **words: Any
) -> Equipment:
    """Put a thing on a mission's list of equipment."""
    row = Equipment.objects.create(mission=mission, name=name.strip(), wanted=wanted, added_at=at, **words)
    note(by=by, verb="added_equipment", subject=row, at=at, after={"name": row.name, "wanted": wanted})
    return row


@transaction.atomic
def change_equipment(equipment: Equipment, *, by: Any, at: datetime, **values: Any) -> bool:
    """Change what is written of a piece of equipment; say whether anything differed."""
    lock(equipment)
    return write(equipment, values, verb="changed", by=by, at=at)


@transaction.atomic
def count_equipment(equipment: Equipment, *, stage: str, pieces: int, by: Any, at: datetime) -> bool:
    """
    Count pieces at a stage: `packed`, or `returned` when the group is home.

    :raises Refusal: with the sentence from rules.missions.why_not_count
    """
    lock(equipment)
    if stage not in {"packed", "returned"}:
        raise ValueError(stage)
    refuse(mission_rules.why_not_count(packed=equipment.packed, stage=stage))
    return write(equipment, {stage: pieces}, verb="counted_equipment", by=by, at=at)


@transaction.atomic
def remove_equipment(equipment: Equipment, *, by: Any, at: datetime) -> Equipment:
    """
    Take a thing off the list of equipment.

    :raises Refusal: if it is packed
    """
    lock(equipment)
    if equipment.packed:
        raise Refusal(_("It is packed. Count 0 packed first."))
    equipment.removed_at = at
    equipment.save(update_fields=["removed_at"])
    note(by=by, verb="removed_equipment", subject=equipment, at=at, before={"name": plain(equipment.name)})
    return equipment
