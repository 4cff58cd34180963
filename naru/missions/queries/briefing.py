"""The briefing: all that a tablet must know when there is no network."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps

from naru.missions.rules import dosing, triage, vitals
from naru.missions.rules.entries import canonical
from naru.missions.rules.favourites import FAVOURITES
from naru.missions.rules.procedures import PROCEDURES


def briefing_of(site: Any) -> dict[str, Any]:
    """Give the briefing of a site as docs/clinic.md describes it, in the language in force; `edition` names its content."""
    told = {
        "site": {
            "uid": str(site.uid),
            "letter": site.letter,
            "name": site.name,
            "zone": site.zone,
            "starts_on": site.starts_on.isoformat(),
            "ends_on": site.ends_on.isoformat(),
        },
        "mission": {"code": site.mission.code, "title": str(site.mission)},
        "volunteers": _volunteers(site),
        "formulary": dosing.as_data(
            row.facts() for row in apps.get_model("missions", "Medicine").objects.standing()
        ),
        "lots": _lots(site),
        "triage": triage.as_data(),
        "vitals": vitals.as_data(),
        "procedures": [
            {"code": one.code, "specialty": one.specialty, "name": str(one.name)} for one in PROCEDURES
        ],
        "favourites": [
            {
                "code": one.code,
                "stations": list(one.stations),
                "words": {key: list(each) for key, each in one.words.items()},
            }
            for one in FAVOURITES
        ],
    }
    return {**told, "edition": hashlib.sha256(canonical(told)).hexdigest()[:16]}


def _volunteers(site: Any) -> list[dict[str, Any]]:
    rows = apps.get_model("missions", "Volunteer").objects.filter(mission=site.mission_id)
    return [
        {
            "code": row.code,
            "name": str(row.person),
            "profession": row.profession,
            "languages": row.languages,
        }
        for row in rows.standing().for_list().order_by("code")
    ]


def _lots(site: Any) -> list[dict[str, Any]]:
    rows = apps.get_model("missions", "Lot").objects.of_site(site)
    return [
        {
            "code": row.code,
            "number": row.number,
            "medicine": row.medicine.code if row.medicine else "",
            "expires_on": row.expires_on.isoformat() if row.expires_on else None,
            "packed": row.packed,
        }
        for row in rows.order_by("code")
    ]
