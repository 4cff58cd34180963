"""One's own account: name and language, sessions, what the posts allow; accepting an invitation."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation

from naru.directory.actions import accounts as actions
from naru.directory.models import Account
from naru.directory.rules.accounts import ABOUT, Role
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import an_account, an_administrator, an_invitation, an_officer, signed_in

pytestmark = pytest.mark.django_db
MINE = "/en/accounts/"
SESSIONS = "/en/accounts/sessions/"


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


def a_browser(account, agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"):
    if not account.has_usable_password():
        actions.set_password(account, "a long secret 1")
    browser = Client(headers={"User-Agent": agent})
    browser.post("/en/accounts/login/", {"login": account.email, "password": "a long secret 1"})
    assert "_auth_user_id" in browser.session
    return browser


def test_the_page_says_what_my_posts_allow(client):
    client.force_login(an_officer())
    shown = client.get(MINE).content.decode()
    assert str(ABOUT[Role.OFFICER]) in shown.replace("&#x27;", "'")
    assert str(ABOUT[Role.EDITOR]) not in shown.replace("&#x27;", "'")


def test_a_visitor_is_led_to_sign_in_and_back(client):
    assert client.get(MINE).url == f"/en/accounts/login/?next={MINE}"


def test_name_and_language_are_changed_and_noted(client):
    account = an_account("Moon", language="en")
    client.force_login(account)
    answer = client.post("/en/accounts/entry/", {"name": "문가람", "language": "ko"})
    assert answer.url == "/ko/accounts/"
    account.refresh_from_db()
    assert (account.name, account.language) == ("문가람", "ko")
    entry = Entry.objects.about(account).first()
    assert entry.before == {"name": "Moon", "language": "en"}
    client.post("/en/accounts/entry/", {"name": "문가람", "language": "ko"})
    assert Entry.objects.about(account).first() == entry


def test_sessions_are_listed_and_one_is_signed_out():
    account = an_account("Moon")
    here = a_browser(account)
    there = a_browser(account, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/605")
    shown = here.get(SESSIONS).content.decode()
    assert "Firefox, Linux" in shown
    assert "Safari, iPhone" in shown
    session = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"{SESSIONS}{session.pk}/end/")
    assert there.get(MINE).status_code == 302
    assert here.get(MINE).status_code == 200


def test_signing_out_everywhere_else():
    account = an_account("Moon")
    here, one, two = a_browser(account), a_browser(account), a_browser(account)
    stranger = a_browser(an_account("Park"))
    here.post(f"{SESSIONS}end/")
    assert one.get(MINE).status_code == two.get(MINE).status_code == 302
    assert here.get(MINE).status_code == stranger.get(MINE).status_code == 200
    entry = Entry.objects.about(account).first()
    assert (entry.verb, entry.after) == ("signed_out_everywhere", {"sessions": 2})


def test_a_deactivated_account_is_signed_out_for_good():
    account = an_account("Moon")
    browser = a_browser(account)
    actions.deactivate(account, on=timezone.localdate(), by=an_officer(), at=timezone.now())
    assert not UserSession.objects.filter(user=account).exists()
    actions.reactivate(account, by=an_officer(), at=timezone.now())
    assert browser.get(MINE).status_code == 302, "an old browser does not come back with the account"


NEW = "another long secret 2"


def test_a_new_password_puts_every_other_session_out():
    account = an_account("Moon")
    here, there, stranger = a_browser(account), a_browser(account), a_browser(an_account("Park"))
    form = {"oldpassword": "a long secret 1", "password1": NEW, "password2": NEW}
    assert here.post("/en/accounts/password/change/", form).status_code == 302
    assert there.get(MINE).status_code == 302
    assert here.get(MINE).status_code == stranger.get(MINE).status_code == 200
    assert list(UserSession.objects.filter(user=account)) == [
        UserSession.objects.get(session_key=here.session.session_key)
    ]


def test_a_password_set_anew_by_letter_puts_every_session_out():
    account = an_account("Moon")
    there = a_browser(account)
    Client().post("/en/accounts/password/reset/", {"email": account.email})
    letter = Letter.objects.get(template="password_reset")
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    browser = Client()
    form = browser.get("/" + link.split("/", 3)[3], follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert there.get(MINE).status_code == 302
    assert not UserSession.objects.filter(user=account, session_key=there.session.session_key).exists()


@pytest.mark.parametrize("screen", ["/en/desk/", "/en/desk/history/", "/en/directory/people/"])
def test_a_post_that_ends_opens_nothing_at_the_next_request(screen):
    account = an_officer()
    browser, desk = signed_in(account), signed_in(an_administrator())
    ending = {"last_day": str(timezone.localdate() - timedelta(days=1)), "why": "moved on"}
    assert browser.get(screen).status_code == 200
    desk.post(f"/en/desk/accounts/posts/{account.posts.get().pk}/end/", ending)
    assert account.posts.held(on=timezone.localdate()).count() == 0
    assert browser.get(screen).status_code == 404
    assert browser.get(MINE).status_code == 200, "they are still signed in, as somebody without a post"


def test_nobody_ends_another_s_session():
    mine, other = an_account("Moon"), an_account("Park")
    here, there = a_browser(mine), a_browser(other)
    session = UserSession.objects.get(user=other)
    assert here.post(f"{SESSIONS}{session.pk}/end/").status_code == 404
    assert there.get(MINE).status_code == 200


def accepted(client, token, **changed):
    form = {"name": "Lee", "way": "password", "password1": "a long secret 1", "password2": "a long secret 1"}
    return client.post(f"/en/accounts/invitation/{token}/", form | changed)


def test_accepting_with_a_password_signs_in(client):
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER, at=timezone.now())
    answer = accepted(client, token)
    assert answer.url == "/en/desk/"
    assert client.get("/en/desk/").url == "/en/accounts/second-factor/"
    account = Account.objects.get(email="lee@example.org")
    assert Entry.objects.about(account).filter(verb="signed_in").get().after == {"means": ["invitation"]}
    again = Client().get(f"/en/accounts/invitation/{token}/")
    assert again.status_code == 409
    assert "accepted already" in again.content.decode()


def test_accepting_with_a_passkey_leads_to_add_it_at_once(client):
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER, at=timezone.now())
    answer = accepted(client, token, way="passkey", password1="", password2="")
    assert answer.url == "/en/accounts/passkeys/add/"
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "data-given" in page.content.decode()
    assert not Account.objects.get(email="lee@example.org").has_usable_password()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password2": "another"}, "are not the same"),
        ({"password1": "", "password2": ""}, "Please choose a password"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_and_nothing_is_used_up(client, changed, sentence):
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER, at=timezone.now())
    answer = accepted(client, token, **changed)
    assert sentence in answer.content.decode()
    assert not Account.objects.filter(email="lee@example.org").exists()
    assert accepted(client, token).status_code == 302


def test_an_unknown_link_says_so(client):
    answer = client.get("/en/accounts/invitation/nonsense/")
    assert answer.status_code == 409
    assert "not known here" in answer.content.decode()


def test_the_first_administrator_gets_a_link_by_hand(client):
    said = StringIO()
    call_command("appoint_administrator", "boss@example.org", language="en", stdout=said)
    link = re.search(r"http\S+", said.getvalue()).group()
    assert not Letter.objects.exists()
    path = "/" + link.split("/", 3)[3]
    form = {"name": "Boss", "way": "password", "password1": "a long secret 1", "password2": "a long secret 1"}
    client.post(path, form)
    assert Account.objects.get(email="boss@example.org").holds(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="already"):
        call_command("appoint_administrator", "boss@example.org", stdout=said)
    with pytest.raises(CommandError, match="not an e-mail"):
        call_command("appoint_administrator", "boss", stdout=said)


def test_an_account_that_exists_is_appointed_by_the_command():
    account = an_account("Moon")
    call_command("appoint_administrator", account.email.upper(), stdout=StringIO())
    assert Account.objects.get(pk=account.pk).holds(Role.ADMINISTRATOR)


def test_every_page_of_the_account_comes_without_inline_script_or_style(client):
    client.force_login(an_officer())
    for path in ("", "entry/", "sessions/", "login/", "password/reset/", "inactive/", "signup/", "logout/"):
        shown = client.get(MINE + path, follow=True).content.decode()
        assert not re.search(r"<script(?![^>]* src=)", shown), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", shown), path
