"""Another e-mail address for an account: confirmed at the new one, told to the old one, and taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone, translation

from naru.directory.actions import accounts, emails
from naru.directory.models import EmailChange
from naru.directory.rules import emails as rules
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_officer

pytestmark = pytest.mark.django_db
PAGE = "/en/accounts/email/"
SECRET = "a long secret 1"


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


def a_member_signed_in(email="old@example.org"):
    account = an_account("Moon", email=email)
    accounts.set_password(account, SECRET)
    browser = Client()
    browser.post("/en/accounts/login/", {"login": email, "password": SECRET})
    return account, browser


def link_in_the_letter(template, to):
    body = Letter.objects.filter(template=template, to=to).latest("pk").body
    found = re.search(r"(/en/accounts/email/\S+)", body)
    assert found
    return found.group(1)


def changed(account, browser, new="new@example.org"):
    browser.post(PAGE, {"email": new})
    Client().post(link_in_the_letter("email_confirm", new))
    account.refresh_from_db()
    return account


def test_the_new_address_is_confirmed_by_a_button_and_not_by_opening_the_link():
    account, browser = a_member_signed_in()
    answer = browser.post(PAGE, {"email": "New@Example.org"})
    assert answer.url == "/en/accounts/"
    assert "new@example.org waits for confirmation" in browser.get("/en/accounts/").content.decode()
    address = link_in_the_letter("email_confirm", "new@example.org")
    stranger = Client()
    shown = stranger.get(address)
    assert "old@example.org" in shown.content.decode()
    assert shown["Referrer-Policy"] == "same-origin"
    account.refresh_from_db()
    assert account.email == "old@example.org"
    assert "is confirmed" in stranger.post(address).content.decode()
    account.refresh_from_db()
    assert account.email == "new@example.org"
    known = EmailAddress.objects.get(user=account)
    assert (known.email, known.verified, known.primary) == ("new@example.org", True, True)
    entry = Entry.objects.about(account).filter(verb="changed_email").get()
    assert (entry.before, entry.after) == ({"email": "old@example.org"}, {"email": "new@example.org"})
    assert stranger.post(address).status_code == 410


def test_one_signs_in_with_the_new_address_only():
    account, browser = a_member_signed_in()
    changed(account, browser)
    for email, enters in (("old@example.org", False), ("new@example.org", True)):
        fresh = Client()
        fresh.post("/en/accounts/login/", {"login": email, "password": SECRET})
        assert ("_auth_user_id" in fresh.session) is enters


def test_a_new_password_can_be_asked_for_at_the_new_address_only():
    account, browser = a_member_signed_in()
    changed(account, browser)
    for email in ("old@example.org", "new@example.org"):
        Client().post("/en/accounts/password/reset/", {"email": email})
    assert [letter.to for letter in Letter.objects.filter(template="password_reset")] == ["new@example.org"]


def test_the_old_address_takes_the_change_back_and_closes_the_account_to_the_intruder():
    account, browser = a_member_signed_in()
    earlier = TOTP.activate(account, generate_totp_secret()).instance
    Authenticator.objects.filter(pk=earlier.pk).update(created_at=timezone.now() - timedelta(days=9))
    changed(account, browser)
    later = Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
    address = link_in_the_letter("email_changed", "old@example.org")
    assert "Take the change back" in Client().get(address).content.decode()
    account.refresh_from_db()
    assert account.email == "new@example.org"
    assert "taken back" in Client().post(address).content.decode()
    account.refresh_from_db()
    assert account.email == "old@example.org"
    assert not account.has_usable_password()
    assert list(Authenticator.objects.filter(user=account)) == [earlier]
    assert not Authenticator.objects.filter(pk=later.pk).exists()
    assert browser.get("/en/accounts/").status_code == 302
    entry = Entry.objects.about(account).filter(verb="undid_email_change").get()
    assert entry.after == {"email": "old@example.org", "second_factors_removed": 1}
    assert Client().post(address).status_code == 410


def test_an_intruder_who_moves_on_is_undone_as_well():
    account, browser = a_member_signed_in()
    changed(account, browser)
    emails.ask(account, email="third@example.org", at=timezone.now())
    Client().post(link_in_the_letter("email_confirm", "third@example.org"))
    emails.ask(account, email="fourth@example.org", at=timezone.now())
    Client().post(link_in_the_letter("email_changed", "old@example.org"))
    account.refresh_from_db()
    assert account.email == "old@example.org"
    assert Client().post(link_in_the_letter("email_confirm", "fourth@example.org")).status_code == 410
    account.refresh_from_db()
    assert account.email == "old@example.org"


def test_a_newer_change_and_a_withdrawal_close_the_older_link():
    account, browser = a_member_signed_in()
    browser.post(PAGE, {"email": "first@example.org"})
    browser.post(PAGE, {"email": "second@example.org"})
    assert Client().post(link_in_the_letter("email_confirm", "first@example.org")).status_code == 410
    browser.post(f"{PAGE}withdraw/")
    answer = Client().post(link_in_the_letter("email_confirm", "second@example.org"))
    assert answer.status_code == 410
    assert "withdrawn" in answer.content.decode()
    account.refresh_from_db()
    assert account.email == "old@example.org"


def test_an_address_taken_meanwhile_is_refused_at_the_confirming():
    account, browser = a_member_signed_in()
    browser.post(PAGE, {"email": "new@example.org"})
    an_account("Park", email="new@example.org")
    answer = Client().post(link_in_the_letter("email_confirm", "new@example.org"))
    assert (answer.status_code, "has this e-mail address" in answer.content.decode()) == (410, True)
    account.refresh_from_db()
    assert account.email == "old@example.org"


def test_the_links_end_with_their_terms():
    account = an_account("Moon", email="old@example.org")
    emails.ask(account, email="new@example.org", at=NOW)
    token = link_in_the_letter("email_confirm", "new@example.org").rstrip("/").rpartition("/")[2]
    with pytest.raises(Refusal, match="expired"):
        emails.confirm(token, at=NOW + timedelta(hours=rules.CONFIRM_HOURS))
    emails.confirm(token, at=NOW + timedelta(hours=rules.CONFIRM_HOURS - 1))
    undoing = link_in_the_letter("email_changed", "old@example.org").rstrip("/").rpartition("/")[2]
    with pytest.raises(Refusal, match="expired"):
        emails.undo(undoing, at=NOW + timedelta(hours=rules.CONFIRM_HOURS + rules.UNDO_HOURS))
    with pytest.raises(Refusal, match="not known"):
        emails.undo(token, at=NOW)


def test_whoever_signed_in_long_ago_proves_it_again_first():
    account, browser = a_member_signed_in()
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert "/reauthenticate/" in browser.post(PAGE, {"email": "new@example.org"}).url
    assert not EmailChange.objects.filter(account=account).exists()


def test_a_closed_account_confirms_nothing():
    account, browser = a_member_signed_in()
    browser.post(PAGE, {"email": "new@example.org"})
    accounts.deactivate(account, on=NOW.date(), by=an_officer(), at=NOW)
    assert Client().post(link_in_the_letter("email_confirm", "new@example.org")).status_code == 410


def test_nobody_sees_or_withdraws_another_s_change():
    account, browser = a_member_signed_in()
    browser.post(PAGE, {"email": "new@example.org"})
    _other, elsewhere = a_member_signed_in("park@example.org")
    assert "new@example.org" not in elsewhere.get(PAGE).content.decode()
    elsewhere.post(f"{PAGE}withdraw/")
    assert EmailChange.objects.open(at=timezone.now()).get().account == account


@pytest.mark.parametrize(
    ("new", "now", "known", "today", "demo", "sentence"),
    [
        ("b@example.org", "a@example.org", False, 0, False, None),
        ("A@Example.org", "a@example.org", False, 0, False, "already"),
        ("b@example.org", "a@example.org", True, 0, False, "Another account"),
        ("b@example.org", "a@example.org", False, 4, False, None),
        ("b@example.org", "a@example.org", False, 5, False, "too often"),
        ("b@example.org", "a@demo.naru.example", False, 0, True, "ends with"),
        ("b@demo.naru.example", "a@demo.naru.example", False, 0, True, None),
    ],
)
def test_when_another_address_can_be_asked_for(new, now, known, today, demo, sentence):
    said = rules.why_not_ask(new, now=now, known=known, today=today, demo=demo)
    assert (sentence in said) if sentence else said is None
