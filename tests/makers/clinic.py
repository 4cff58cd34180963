"""Makers of what a clinic writes: sites, tablets, and entries as a tablet sends them."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from naru.missions.actions import tablets
from naru.missions.actions.entries import Answers, Sending, take
from naru.missions.models import Mission, Site, Tablet
from naru.missions.rules.numbers import number
from tests.makers.accounts import NOW
from tests.makers.activities import an_activity

CLINIC_DAY = datetime(2024, 7, 25, 2, 0, tzinfo=UTC)
"""Ten in the morning in Ulaanbaatar on the second day."""
_codes = count(1)


def a_uuid7() -> str:
    """Make an id as a tablet does."""
    chance = int.from_bytes(os.urandom(10), "big")
    value = (int(time.time() * 1000) & (2**48 - 1)) << 80 | chance
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62))


def a_site(letter: str = "A", *, mission: Mission | None = None, **words: Any) -> Site:
    """Set a site up for four days of July 2024 in Mongolia."""
    if mission is None:
        activity = an_activity("Medical mission", kind="mission", zone="Asia/Ulaanbaatar")
        mission = Mission.objects.create(activity=activity, code=f"T{next(_codes)}", set_up_at=NOW)
    told = {
        "name": f"Site {letter}",
        "zone": "Asia/Ulaanbaatar",
        "starts_on": date(2024, 7, 24),
        "ends_on": date(2024, 7, 28),
    }
    return Site.objects.create(mission=mission, letter=letter, uid=uuid.UUID(a_uuid7()), **(told | words))


@dataclass
class Hand:
    """A tablet in somebody's hand: makes entries with numbers of its own and sends them."""

    tablet: Tablet
    token: str
    seq: int = 0
    residents: int = 0
    made: list[dict[str, Any]] = field(default_factory=list)
    clock: datetime = CLINIC_DAY

    def writes(self, kind: str, body: dict[str, Any] | None = None, **words: Any) -> dict[str, Any]:
        """Make an entry; it is not sent yet."""
        self.seq += 1
        self.clock += timedelta(seconds=7)
        entry = {
            "id": a_uuid7(),
            "kind": kind,
            "seq": self.seq,
            "at": self.clock.isoformat(timespec="milliseconds"),
            "by": "V001",
            "of": None,
            "visit": None,
            "corrects": None,
            "body": body or {},
            **words,
        }
        self.made.append(entry)
        return entry

    def registers(self, name: str = "Батбаяр", **words: Any) -> str:
        """Register somebody, and give their id."""
        self.residents += 1
        of = a_uuid7()
        told = {
            "number": number(self.tablet.site.letter, self.tablet.tag, self.residents),
            "name": name,
            "sex": "male",
            "language": "mn",
            "consent": "given",
            "birth_on": "1980-05-05",
        }
        self.writes("resident.registered", told | words, of=of)
        return of

    def arrives(self, of: str, day: str = "2024-07-25", **words: Any) -> str:
        """Let a resident come, and give the visit's id."""
        visit = a_uuid7()
        self.writes("visit.arrived", {"day": day, "returning": False} | words, of=of, visit=visit)
        return visit

    def sends(self, some: Sequence[Any] | None = None, *, at: datetime | None = None) -> Answers:
        """Send entries (all that were made), and give what the site says."""
        moment = at or self.clock + timedelta(seconds=1)
        answers = take([Sending(self.token, self.made if some is None else some, moment)], at=moment)[0]
        assert answers is not None
        self.tablet.refresh_from_db()
        return answers


def a_tablet(site: Site, label: str = "Tablet 1") -> Hand:
    """Add a tablet to a site and enrol it."""
    at = CLINIC_DAY - timedelta(days=1)
    _tablet, link = tablets.add_tablet(site, label=label, by=None, at=at)
    tablet, token = tablets.enrol(link, by=None, at=at)
    return Hand(tablet, token)
