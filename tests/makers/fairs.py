"""Makers of fairs, exhibitors, devices, visitors and what devices send."""

from __future__ import annotations

import os
import time
import uuid
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from naru.activities.models import Activity
from naru.directory.actions.accounts import appoint
from naru.directory.models import Account, Organisation
from naru.directory.rules.accounts import Role
from naru.fairs.actions import exhibitors, fairs, visitors
from naru.fairs.models import Device, Exhibitor, Fair, Visitor
from naru.fairs.rules.visitors import Purpose
from tests.makers.accounts import NOW, an_account
from tests.makers.activities import almaty, an_activity, an_organisation

FAIR_DAY = datetime.fromisoformat("2024-04-25T08:00:00+00:00")
"""13:00 in Almaty on the second day of the fair: the zone moved to +05 eight weeks before."""
WORDS = {
    "en": "Your data is kept for two years.",
    "ko": "정보는 2년 동안 보관합니다.",
    "ru": "Данные хранятся два года.",
}
_sequence = count(1)


def a_fair(
    activity: Activity | None = None, *, series: str = "kitf", opened: bool = True, at: datetime = NOW
) -> Fair:
    """Set the fair of Almaty up, 24 to 26 April 2024, with words of consent, open for visitors."""
    fair = fairs.set_up(
        activity or an_activity(place=almaty(), zone="Asia/Almaty"), series=series, by=None, at=at
    )
    fairs.publish_consent(fair, texts=WORDS, by=None, at=at)
    if opened:
        fairs.open_registration(fair, by=None, at=at)
    return fair


def a_fair_today(**words: Any) -> Fair:
    """Set a fair up that began yesterday and lasts until tomorrow."""
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=2)}
    return a_fair(an_activity("Fair of today", title_ko="오늘 박람회", **days), at=timezone.now(), **words)


def an_exhibitor(fair: Fair, organisation: Organisation | None = None, *, booth: str = "A1") -> Exhibitor:
    """Give a hospital a booth."""
    whose = organisation or an_organisation(f"Hospital of booth {booth} {next(_sequence)}")
    return exhibitors.exhibit(fair, organisation=whose, booth=booth, by=None, at=NOW)


def a_member_of(organisation: Organisation, name: str = "Member Mun") -> Account:
    """Make an account that is the member of an organisation."""
    account = an_account(name)
    appoint(account, role=Role.MEMBER, organisation=organisation, since=date(2020, 1, 1), by=None, at=NOW)
    return Account.objects.get(pk=account.pk)


def a_device(
    fair: Fair, exhibitor: Exhibitor | None = None, *, at: datetime | None = None, label: str = "Phone"
) -> tuple[Device, str]:
    """Add a device and enrol it; give it with its token."""
    when = at or FAIR_DAY - timedelta(days=2)
    _device, link = exhibitors.add_device(fair, label=label, exhibitor=exhibitor, by=None, at=when)
    return exhibitors.enrol(link, by=None, at=when)


def a_visitor(
    fair: Fair, name: str = "Айгүл Бекова", *, agreed: tuple[str, ...] = (Purpose.CONTACT,), **words: Any
) -> Visitor:
    """Register a visitor who agrees to be contacted, unless told otherwise."""
    given = {"email": "aigul@example.kz", "language": "ru"} | words
    text = fair.consent_texts.in_force().first()
    return visitors.register(
        fair, name=name, agreed=agreed, text=text, by=None, at=given.pop("at", NOW), **given
    )


def a_uuid7() -> str:
    """Make an id as devices do: RFC 9562, version 7."""
    stamp = int(time.time() * 1000) & (2**48 - 1)
    noise = int.from_bytes(os.urandom(10), "big")
    number = stamp << 80 | 7 << 76 | (noise >> 68 & 0xFFF) << 64 | 2 << 62 | noise & (2**62 - 1)
    return str(uuid.UUID(int=number))


def a_slip(
    kind: str = "lead", *, at: datetime = FAIR_DAY, about: str | None = None, **body: Any
) -> dict[str, Any]:
    """Make what a device sends."""
    slip = {
        "id": a_uuid7(),
        "kind": kind,
        "sequence": body.pop("sequence", next(_sequence)),
        "device_time": at.isoformat(),
        "offset": 300,
        "body": body,
    }
    return slip if about is None else slip | {"about": about}


def badge_of(visitor: Visitor) -> str:
    """Give what the visitor's badge says."""
    return visitors.badge_of(visitor)
