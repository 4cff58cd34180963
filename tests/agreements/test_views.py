"""The screens of the agreements, through HTTP with the real database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from naru.agreements.actions import duties
from naru.directory.actions.accounts import appoint
from naru.directory.rules.accounts import Role
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import soon
from tests.makers.agreements import (
    BY,
    a_draft,
    a_paper,
    a_reviewed,
    a_signed,
    an_obligation,
    answers,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"agreements:{name}", args=args)


def signed_in(account: Any) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk() -> Client:
    return signed_in(an_officer())


@pytest.fixture
def head() -> Client:
    return signed_in(an_account("Head Seo", Role.HEAD))


def a_member(organisation: Any) -> Client:
    account = an_account("Member Mun")
    appoint(account, role=Role.MEMBER, organisation=organisation, since=date(2020, 1, 1), by=None, at=NOW)
    return signed_in(account)


EVERY_TAB = ("agreement", "obligations", "inspections", "papers", "renewal", "history")


@pytest.mark.parametrize("name", EVERY_TAB)
def test_every_tab_of_every_standing_opens(desk: Client, name: str) -> None:
    rows = [a_draft("Draft"), a_reviewed("Review"), a_signed("Signed", ends_on=soon(90))]
    an_obligation(rows[2])
    a_paper(rows[2])
    duties.inspect(rows[2], year=2024, inspected_on=date(2024, 5, 1), answers=answers(), advice="keep", **BY)
    for row in rows:
        answer = desk.get(at(name, row.pk))
        assert answer.status_code == 200
        assert row.title_en in answer.content.decode()


@pytest.mark.parametrize("name", ["agreements", "map", "timeline", "duties", "council", "deadlines", "enter"])
def test_every_screen_of_the_register_opens(desk: Client, name: str) -> None:
    an_obligation(a_signed("Signed one"))
    answer = desk.get(at(name))
    assert answer.status_code == 200
