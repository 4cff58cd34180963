"""Accounts and posts at the desk: who sees them, what is refused and why, what history keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone, translation

from naru.directory.actions import accounts as actions
from naru.directory.models import Account, Post
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import (
    NOW,
    an_account,
    an_administrator,
    an_editor,
    an_invitation,
    an_officer,
)
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db
DESK = "/en/desk/accounts/"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client):
    """Sit down at the desk as an administrator."""
    client.by = an_administrator()
    client.force_login(client.by)
    return client


def a_clinic(name="Garam Clinic"):
    return an_organisation(name, name_latin=name, kind="clinic")


def test_appointing_gives_the_role_and_is_noted():
    account, by = an_account("Moon"), an_administrator()
    assert not account.holds(Role.EDITOR)
    post = actions.appoint(account, role=Role.EDITOR, since=TODAY, by=by, at=NOW)
    assert account.holds(Role.EDITOR)
    entry = Entry.objects.about(post).get()
    assert (entry.verb, entry.by, entry.after["role"]) == ("appointed", by, "editor")


def test_nobody_gives_themselves_a_post():
    by = an_administrator()
    with pytest.raises(Refusal, match="themselves"):
        actions.appoint(by, role=Role.HEAD, since=TODAY, by=by, at=NOW)
    assert not by.holds(Role.HEAD)


def test_the_same_post_twice_is_refused():
    account = an_officer()
    with pytest.raises(Refusal, match="already"):
        actions.appoint(account, role=Role.OFFICER, since=TODAY, by=None, at=NOW)


def test_ending_a_post_takes_the_role_after_the_last_day():
    account, by = an_officer(), an_administrator()
    post = account.posts.get()
    actions.end(post, last_day=TODAY, by=by, at=NOW, why="moved on")
    assert Post.objects.held(on=TODAY).filter(account=account).exists()
    assert not Post.objects.held(on=TODAY + timedelta(days=1)).filter(account=account).exists()
    assert not account.holds(Role.OFFICER)
    entry = Entry.objects.about(post).first()
    assert (entry.verb, entry.why, entry.before["until"]) == ("ended_post", "moved on", None)


def test_the_last_administrator_stays():
    one = an_administrator()
    with pytest.raises(Refusal, match="last administrator"):
        actions.end(one.posts.get(), last_day=TODAY, by=None, at=NOW)
    with pytest.raises(Refusal, match="last administrator"):
        actions.deactivate(one, on=TODAY, by=an_officer(), at=NOW)
    another = an_administrator()
    actions.end(one.posts.get(), last_day=TODAY, by=another, at=NOW)
    with pytest.raises(Refusal, match="last administrator"):
        actions.end(another.posts.get(), last_day=TODAY, by=None, at=NOW)


def test_a_deactivated_administrator_does_not_count_as_another():
    one, another = an_administrator(), an_administrator()
    actions.deactivate(another, on=TODAY, by=one, at=NOW)
    with pytest.raises(Refusal, match="last administrator"):
        actions.end(one.posts.get(), last_day=TODAY, by=None, at=NOW)


def test_a_post_to_come_is_called_off_not_ended():
    account = an_account("Moon")
    post = actions.appoint(account, role=Role.EDITOR, since=date(2030, 1, 1), by=None, at=NOW)
    with pytest.raises(Refusal, match="Call it off"):
        actions.end(post, last_day=TODAY, by=None, at=NOW)
    actions.call_off(post, on=TODAY, by=None, at=NOW)
    assert not account.posts.exists()
    assert Entry.objects.about(account).first().verb == "called_off_post"
    with pytest.raises(Refusal, match="begun already"):
        actions.call_off(an_officer().posts.get(), on=TODAY, by=None, at=NOW)


def test_a_deactivated_account_loses_every_right_and_gets_it_back():
    officer, by = an_officer(), an_administrator()
    actions.deactivate(officer, on=TODAY, by=by, at=NOW, why="on leave")
    assert not officer.is_office
    with pytest.raises(Refusal, match="already"):
        actions.deactivate(officer, on=TODAY, by=by, at=NOW)
    with pytest.raises(Refusal, match="Reactivate it first"):
        actions.appoint(officer, role=Role.EDITOR, since=TODAY, by=by, at=NOW)
    actions.reactivate(officer, by=by, at=NOW)
    assert officer.is_office
    with pytest.raises(Refusal, match="active already"):
        actions.reactivate(officer, by=by, at=NOW)
    verbs = list(Entry.objects.about(officer).values_list("verb", flat=True))
    assert verbs[:2] == ["reactivated", "deactivated"]


def test_nobody_deactivates_themselves():
    by = an_administrator()
    an_administrator()
    with pytest.raises(Refusal, match="own account"):
        actions.deactivate(by, on=TODAY, by=by, at=NOW)


def test_deactivating_ends_the_open_sessions(desk):
    officer, other = an_officer(), Client()
    other.force_login(officer)
    assert other.get("/en/desk/").status_code == 200
    desk.post(f"{DESK}{officer.pk}/deactivate/", {"why": "left"})
    assert other.get("/en/desk/").status_code == 302


SCREENS = ["", "posts/", "roles/", "invitations/", "invitations/new/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_administrator_opens_every_screen(desk, screen):
    assert desk.get(DESK + screen).status_code == 200


@pytest.mark.parametrize("screen", [name for name in SCREENS if name != "roles/"])
def test_the_wrong_role_finds_no_such_screen(client, screen):
    client.force_login(an_editor())
    assert client.get(DESK + screen).status_code == 404


def test_a_member_finds_no_roles_page_and_a_visitor_is_led_to_sign_in(client):
    assert client.get(f"{DESK}roles/").status_code == 302
    client.force_login(an_account("Moon", Role.EDITOR))
    assert client.get(f"{DESK}roles/").status_code == 200
    client.force_login(an_account("Park"))
    assert client.get(f"{DESK}roles/").status_code == 404


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR])
def test_the_head_and_the_auditor_look_and_do_not_touch(client, role):
    officer = an_officer()
    client.force_login(an_account("Seo", role))
    shown = client.get(f"{DESK}{officer.pk}/").content.decode()
    assert officer.email in shown
    assert "Deactivate" not in shown
    assert client.get(f"{DESK}{officer.pk}/appoint/").status_code == 404
    for deed in ("deactivate", "reactivate", "unlock", "sign-out", "free-from-factors"):
        assert client.post(f"{DESK}{officer.pk}/{deed}/").status_code == 404
    officer.refresh_from_db()
    assert officer.is_active


def test_appointing_on_the_screen_with_an_organisation(desk):
    clinic, account = a_clinic(), an_account("Moon")
    form = {"role": "member", "organisation": "", "since": "2024-01-01", "last_day": "2024-12-31"}
    answer = desk.post(f"{DESK}{account.pk}/appoint/", form)
    assert "needs the organisation" in answer.content.decode()
    answer = desk.post(f"{DESK}{account.pk}/appoint/", form | {"organisation": "no such thing at all"})
    assert "was not found" in answer.content.decode()
    answer = desk.post(f"{DESK}{account.pk}/appoint/", form | {"organisation": "Garam Clinic"})
    assert answer.url == f"{DESK}{account.pk}/"
    post = account.posts.get()
    assert (post.organisation, post.until) == (clinic, date(2025, 1, 1))
    assert re.search(r"31\sDec\w*\s2024", desk.get(answer.url).content.decode())


def test_ending_on_the_screen(desk):
    officer = an_officer()
    post = officer.posts.get()
    assert desk.get(f"{DESK}posts/{post.pk}/end/").status_code == 200
    answer = desk.post(f"{DESK}posts/{post.pk}/end/", {"last_day": "2019-01-01", "why": ""})
    assert "begins later" in answer.content.decode()
    desk.post(f"{DESK}posts/{post.pk}/end/", {"last_day": "2024-03-31", "why": "moved on"})
    post.refresh_from_db()
    assert post.until == date(2024, 4, 1)


def test_the_screen_says_why_the_last_administrator_cannot_go(desk):
    shown = desk.get(f"{DESK}{desk.by.pk}/").content.decode()
    assert "This is the last administrator" in shown
    assert "Nobody gives themselves a post" in shown


def test_second_factors_are_removed_with_a_reason_only(desk):
    officer = an_officer()
    desk.post(f"{DESK}{officer.pk}/free-from-factors/", {"why": ""})
    assert Authenticator.objects.filter(user=officer).exists()
    desk.post(f"{DESK}{officer.pk}/free-from-factors/", {"why": "lost the phone"})
    assert not Authenticator.objects.filter(user=officer).exists()
    entry = Entry.objects.about(officer).get(verb="removed_second_factors")
    assert (entry.why, entry.before) == ("lost the phone", {"kinds": ["totp"]})
    with pytest.raises(Refusal, match="Your own"):
        actions.free_from_factors(desk.by, by=desk.by, at=NOW, why="x")


def test_lists_filter_search_and_export(desk):
    moon = an_account("Moon", Role.EDITOR)
    officer = an_officer()
    ended = an_account("Past")
    post = actions.appoint(ended, role=Role.EDITOR, since=date(2020, 1, 1), by=None, at=NOW)
    actions.end(post, last_day=date(2020, 5, 1), by=None, at=NOW)

    def shown(query):
        return desk.get(DESK + query).content.decode()

    assert moon.email in shown("?role=editor")
    assert officer.email not in shown("?role=editor")
    assert ended.email not in shown("?role=editor")
    assert moon.email in shown("?q=moon")
    assert officer.email not in shown("?q=moon")
    assert "Past" in shown("posts/?standing=past")
    assert "Moon" not in shown("posts/?standing=past")
    table = desk.get(f"{DESK}posts/?export=csv")
    assert table["Content-Type"].startswith("text/csv")
    text = b"".join(table).decode("utf-8-sig")
    assert "Moon" in text
    assert "1 May 2020" in text or "2020-05-01" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(desk, django_assert_max_num_queries, rows):
    for number in range(rows):
        an_account(f"Moon {number}", Role.EDITOR)
        an_invitation(f"new{number}@example.org", Role.OFFICER, at=timezone.now())
    for screen, most in (("", 8), ("posts/", 8), ("invitations/", 7)):
        with django_assert_max_num_queries(most):
            desk.get(DESK + screen)


def test_inviting_on_the_screen_and_everything_after_it(desk):
    form = {"email": "new@example.org", "role": "officer", "organisation": "", "since": "2024-01-01"}
    form |= {"last_day": "", "language": "ko"}
    answer = desk.post(f"{DESK}invitations/new/", form)
    page = desk.get(answer.url).content.decode()
    assert "Waiting for an answer" in page
    assert "still open" in desk.post(f"{DESK}invitations/new/", form).content.decode()
    assert "new@example.org" in desk.get(f"{DESK}invitations/?standing=open").content.decode()
    assert "new@example.org" not in desk.get(f"{DESK}invitations/?standing=expired").content.decode()
    desk.post(f"{answer.url}send-again/")
    assert "2 times" in desk.get(answer.url).content.decode()
    desk.post(f"{answer.url}withdraw/", {"why": "wrong address"})
    page = desk.get(answer.url).content.decode()
    assert "Withdrawn" in page
    assert "wrong address" in page


def test_others_see_their_own_account_and_posts_alone():
    officer, editor = an_officer(), an_account("Lee", Role.EDITOR)
    assert set(Account.objects.visible_to(officer)) == {officer}
    assert {post.account for post in Post.objects.visible_to(officer)} == {officer}
    auditor = an_account("Seo", Role.AUDITOR)
    assert {officer, editor, auditor} <= set(Account.objects.visible_to(auditor))
