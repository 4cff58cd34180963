"""Every door is tried by everybody: whoever it is not for is led to sign in, or finds nothing, whatever they ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import get_resolver

from naru.directory.models import Account
from naru.directory.rules.accounts import OFFICE, Role
from naru.krds.gate import ANYONE, SIGNED_IN, STAFF
from tests.house.test_addresses import _patterns
from tests.makers.accounts import an_account

pytestmark = pytest.mark.django_db


def is_for(who: tuple[str, ...], role: str) -> bool:
    """Say whether a door lets a role in; an account without any post has the role ''."""
    return bool({ANYONE, SIGNED_IN, role} & set(who)) or (STAFF in who and role in OFFICE)


def test_whoever_a_door_is_not_for_gets_no_further() -> None:
    doors = {address: screen for address, screen in _patterns(get_resolver()) if hasattr(screen, "open_to")}
    accounts: dict[str, Account] = {"": an_account("Nobody")}
    for role in Role:
        if role != Role.MEMBER:
            account = an_account(f"Somebody {role}", role)
            accounts[role] = Account.objects.get(pk=account.pk)
    wrong, refused = [], 0
    for address, screen in doors.items():
        some = {"": accounts[""]}
        # Wagtail's addresses, two hundred, stand behind one door: one account without a post tries each.
        for method, asking in (
            ("get", some if address.startswith("desk/newsroom/") else accounts),
            ("post", some),
        ):
            request: Any = getattr(RequestFactory(), method)("/en/asked/")
            if not {ANYONE} & set(screen.open_to):
                request.user = AnonymousUser()
                answer = screen(request, pk=1)
                if answer.status_code != 302 or "/accounts/login/" not in answer["Location"]:
                    wrong.append(f"visitor {method} {address}: {answer.status_code}")
            for role, account in asking.items():
                if is_for(screen.open_to, role):
                    continue
                request.user = account
                try:
                    answer = screen(request, pk=1)
                    wrong.append(f"{role or 'no post'} {method} {address}: {answer.status_code}")
                except Http404:
                    refused += 1
    assert refused > 300
    assert not wrong, "\n".join(wrong)
