"""The briefing: all that a tablet must know when there is no network."""

from __future__ import annotations

import hashlib
from typing import Any

from naru.missions.rules import triage, vitals
from naru.missions.rules.entries import canonical


def briefing_of(site: Any) -> dict[str, Any]:
    """Give the briefing of a site as docs/clinic.md describes it; `edition` names its content."""
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
        "formulary": [],
        "lots": [],
        "triage": triage.as_data(),
        "vitals": vitals.as_data(),
    }
    return {**told, "edition": hashlib.sha256(canonical(told)).hexdigest()[:16]}


def _volunteers(site: Any) -> list[dict[str, Any]]:
    return []
