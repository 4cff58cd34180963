"""What a member of an organisation may change of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from naru.directory.actions.accounts import appoint, rename
from naru.directory.models import Account, Organisation
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _a_member(organisation: Organisation, *, until: date | None = None) -> tuple[Account, Client]:
    account = an_account("Member Moon")
    appoint(
        account,
        role=Role.MEMBER,
        organisation=organisation,
        since=date(2020, 1, 1),
        until=until,
        by=None,
        at=NOW,
    )
    client = Client()
    client.force_login(account, backend=BACKEND)
    return account, client


def test_the_page_of_one_s_own_organisation_leads_to_its_contact_details_and_no_other_does() -> None:
    own, other = an_organisation("나루병원", phone="031-1"), an_organisation("남의병원", phone="031-2")
    _account, client = _a_member(own)
    for row, leads in ((own, True), (other, False)):
        assert (row.phone in client.get(row.get_absolute_url()).content.decode()) is leads
        address = f"/en/directory/organisations/{row.pk}/contact/"
        assert (address in client.get(row.get_absolute_url()).content.decode()) is leads
        assert address not in Client().get(row.get_absolute_url()).content.decode()


def test_a_member_goes_from_the_own_page_to_the_contact_details_and_changes_them() -> None:
    hospital = an_organisation("나루병원", phone="031-000-0000")
    account, client = _a_member(hospital)
    address = f"/en/directory/organisations/{hospital.pk}/contact/"
    own = client.get("/en/accounts/").content.decode()
    assert f'href="{address}"' in own
    assert f'href="{hospital.get_absolute_url()}"' in own

    sent = {
        "address": "1 Ferry Road",
        "website": "https://naru.example",
        "email": "a@naru.example",
        "phone": "",
    }
    assert client.post(address, sent).status_code == 302

    hospital.refresh_from_db()
    assert (hospital.address, hospital.phone, hospital.name) == ("1 Ferry Road", "", "나루병원")
    entry = Entry.objects.about(hospital).first()
    assert entry is not None
    assert entry.by == account
    assert entry.before["phone"] == "031-000-0000"


def test_names_and_publicity_stay_with_the_office() -> None:
    hospital = an_organisation("나루병원")
    _account, client = _a_member(hospital)
    sent = {"name": "다른병원", "kind": "clinic", "email": "a@naru.example"}
    client.post(f"/en/directory/organisations/{hospital.pk}/contact/", sent)
    hospital.refresh_from_db()
    assert (hospital.name, hospital.kind, hospital.public) == ("나루병원", "hospital", True)
    assert hospital.email == "a@naru.example"


def test_another_organisation_and_a_post_that_ended_give_nothing_to_change() -> None:
    own, other = an_organisation("나루병원"), an_organisation("다른병원")
    _account, client = _a_member(own)
    assert client.get(f"/en/directory/organisations/{own.pk}/contact/").status_code == 200
    assert client.get(f"/en/directory/organisations/{other.pk}/contact/").status_code == 404
    _former, late = _a_member(other, until=timezone.localdate() - timedelta(days=1))
    assert late.get(f"/en/directory/organisations/{other.pk}/contact/").status_code == 404
    assert "/contact/" not in late.get("/en/accounts/").content.decode()


def test_the_log_leads_its_reader_to_the_own_account_page(settings: Any) -> None:
    settings.NARU_DEMO = True
    officer = an_officer()
    rename(officer, name="Officer Han Jiwoo", language="en", by=officer, at=NOW)
    client = Client()
    client.force_login(officer, backend=BACKEND)
    entry = Entry.objects.about(officer).first()
    assert entry is not None
    shown = client.get(f"/en/desk/history/{entry.number}/").content.decode()
    assert f'href="/en/desk/accounts/{officer.pk}/"' not in shown
    assert 'href="/en/accounts/"' in shown.split("<main", 1)[1]
