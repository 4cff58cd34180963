"""The demo's accounts: one for each role, with invented Korean names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from naru.directory.actions import accounts
from naru.directory.models import Account, Organisation
from naru.directory.rules.accounts import DEMO_DOMAIN, Role
from naru.directory.rules.people import OrganisationKind

PEOPLE: tuple[tuple[Role, str, date], ...] = (
    (Role.ADMINISTRATOR, "남궁도현", date(2019, 3, 1)),
    (Role.HEAD, "서하윤", date(2022, 1, 1)),
    (Role.OFFICER, "한지우", date(2018, 7, 1)),
    (Role.EDITOR, "이서연", date(2020, 2, 1)),
    (Role.TRANSLATOR, "류보람", date(2021, 5, 1)),
    (Role.ANALYST, "최은호", date(2019, 9, 1)),
    (Role.AUDITOR, "강태주", date(2024, 4, 1)),
    (Role.MISSION_OFFICER, "윤바다", date(2023, 3, 1)),
    (Role.CLINICIAN, "정다온", date(2024, 6, 1)),
    (Role.VOLUNTEER, "오새봄", date(2024, 6, 1)),
    (Role.MEMBER, "문가람", date(2021, 1, 1)),
)
"""Each role, the invented name of who holds it in the demo, and since when."""


def address(role: Role) -> str:
    """Give the e-mail address of the demo's account for a role."""
    return f"{role.value}@{DEMO_DOMAIN}"


def administrator(*, at: datetime) -> Account:
    """Give the demo's administrator, in whose name the demo is filled; make the account if there is none."""
    role, name, since = PEOPLE[0]
    account: Account | None = Account.objects.filter(email=address(role)).first()
    if account is None:
        account = accounts.open_account(email=address(role), name=name, language="ko", by=None, at=at)
        accounts.appoint(account, role=role, since=since, by=None, at=at)
    return account


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Make an account for every role that has none yet; a member's stands at the first public hospital."""
    administrator(at=at)
    made = 0
    for role, name, since in PEOPLE[1:]:
        if Account.objects.filter(email=address(role)).exists():
            continue
        organisation = None
        if role is Role.MEMBER:
            hospitals = Organisation.objects.filter(kind=OrganisationKind.HOSPITAL, public=True)
            organisation = hospitals.order_by("pk").first()
            if organisation is None:
                continue
        account = accounts.open_account(email=address(role), name=name, language="ko", by=by, at=at)
        accounts.appoint(account, role=role, organisation=organisation, since=since, by=by, at=at)
        made += 1
    say(f"{made} accounts made, one for each role.")
