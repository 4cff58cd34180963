"""Signing in as people do: an invitation, a passkey on a virtual device, a code computed from the secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Page, expect

from naru.directory.actions.accounts import set_password
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from tests.makers.accounts import an_account, an_invitation

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long secret 1"


@pytest.fixture
def device(tab: Page) -> Iterator[Any]:
    """Plug a virtual device into the browser that keeps passkeys and knows its owner's finger."""
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield lambda: session.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})
    session.detach()


def given_an_officer_with_a_password() -> Account:
    officer = an_account("Han", Role.OFFICER, email="han@example.org")
    Authenticator.objects.filter(user=officer).delete()
    set_password(officer, PASSWORD)
    return officer


def when_she_signs_in_by_password(tab: Page) -> None:
    tab.goto("/en/accounts/login/")
    tab.get_by_label("E-mail").fill("han@example.org")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def when_she_signs_out(tab: Page) -> None:
    tab.goto("/en/accounts/logout/")
    tab.get_by_role("main").get_by_role("button", name="Sign out").click()


def then_the_desk_opens(tab: Page) -> None:
    expect(tab).to_have_url(re.compile(r"/en/desk/$"))


def test_an_officer_adds_a_passkey_and_comes_back_with_it_alone(tab: Page, device: Any) -> None:
    officer = given_an_officer_with_a_password()
    when_she_signs_in_by_password(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Set up a second factor")

    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Name of the key").fill("Office laptop")
    tab.get_by_role("button", name="Add a passkey").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    [kept] = device()["credentials"]
    assert kept["isResidentCredential"]

    when_she_signs_out(tab)
    tab.goto("/en/accounts/login/")
    tab.get_by_role("button", name="Use a passkey").click()
    then_the_desk_opens(tab)
    means = Entry.objects.about(officer).filter(verb="signed_in").first()
    assert means.after == {"means": ["passkey"]}
    assert Entry.objects.about(officer).filter(verb="added_passkey").exists()


def test_a_key_that_may_not_sign_in_alone_is_the_second_step(tab: Page, device: Any) -> None:
    officer = given_an_officer_with_a_password()
    when_she_signs_in_by_password(tab)
    tab.goto("/en/accounts/passkeys/add/")
    tab.get_by_label("Sign in with this key alone").uncheck()
    tab.get_by_role("button", name="Add a passkey").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    when_she_signs_out(tab)
    when_she_signs_in_by_password(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("The second step")
    tab.get_by_role("button", name="Use a passkey").click()
    then_the_desk_opens(tab)
    means = Entry.objects.about(officer).filter(verb="signed_in").first()
    assert means.after == {"means": ["password", "passkey"]}


def test_an_officer_sets_up_an_app_and_types_its_code(tab: Page) -> None:
    given_an_officer_with_a_password()
    when_she_signs_in_by_password(tab)
    tab.get_by_role("link", name="Add an authenticator app").click()
    picture = tab.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = tab.locator(".secret").inner_text()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    tab.get_by_label("Code from the app").fill(code)
    tab.get_by_role("button", name="Add the app").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = tab.locator(".codes code").first.inner_text()

    when_she_signs_out(tab)
    when_she_signs_in_by_password(tab)
    tab.get_by_label("Code").fill(recovery)
    tab.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    then_the_desk_opens(tab)


def test_the_invited_opens_an_account_by_passkey_without_any_password(tab: Page, device: Any) -> None:
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER, language="ko", at=timezone.now())
    tab.goto(f"/ko/accounts/invitation/{token}/")
    tab.get_by_label("이름").fill("이나루")
    tab.get_by_label("패스키로 로그인").check()
    tab.get_by_role("button", name="수락하고 계정 만들기").click()
    tab.get_by_role("button", name="패스키 등록").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("복구 코드")
    account = Account.objects.get(email="lee@example.org")
    assert not account.has_usable_password()
    assert account.has_second_factor
    tab.goto("/ko/desk/")
    expect(tab).to_have_url(re.compile(r"/ko/desk/$"))


def test_a_browser_without_a_passkey_says_so_and_the_form_stays(tab: Page) -> None:
    tab.goto("/en/accounts/login/")
    tab.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    tab.get_by_role("button", name="Use a passkey").click()
    expect(tab.get_by_role("alert")).to_contain_text("it was cancelled")
    expect(tab).to_have_url(re.compile(r"/en/accounts/login/$"))
