"""Invitations: sent by letter, accepted once, refused with a sentence each."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation

from naru.directory.actions import invitations
from naru.directory.actions.accounts import appoint
from naru.directory.models import Account, Invitation, OneTimeLink
from naru.directory.rules.accounts import Role
from naru.directory.rules.invitations import Standing, Terms, standing, why_not_accept
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_administrator, an_invitation
from tests.makers.people import an_organisation

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("terms", "at", "expected"),
    [
        (Terms(NOW + DAY), NOW, Standing.OPEN),
        (Terms(NOW), NOW, Standing.EXPIRED),
        (Terms(NOW, accepted_at=NOW - DAY), NOW, Standing.ACCEPTED),
        (Terms(NOW, withdrawn_at=NOW - DAY), NOW, Standing.WITHDRAWN),
    ],
)
def test_standing_of_an_invitation(terms, at, expected):
    assert standing(terms, at=at) is expected


def test_each_reason_not_to_accept_has_its_own_sentence():
    open_terms = Terms(NOW + DAY)
    sentences = [
        why_not_accept(Terms(NOW + DAY, accepted_at=NOW), known=False, signed_in_as="", at=NOW),
        why_not_accept(Terms(NOW + DAY, withdrawn_at=NOW), known=False, signed_in_as="", at=NOW),
        why_not_accept(Terms(NOW), known=False, signed_in_as="", at=NOW),
        why_not_accept(open_terms, known=True, signed_in_as="", at=NOW),
        why_not_accept(open_terms, known=False, signed_in_as="Lee", at=NOW),
    ]
    assert all(sentences)
    assert len(set(sentences)) == 5
    assert why_not_accept(open_terms, known=False, signed_in_as="", at=NOW) is None


LANGUAGES = [
    ("ko", "초대"),
    ("en", "invited"),
    ("ru", "Приглашение"),
    ("mn", "урьж"),
    ("vi", "Lời mời"),
    ("zh-hans", "邀请"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), LANGUAGES)
def test_the_letter_is_in_the_language_of_the_invited(language, word):
    invitation, token = an_invitation("lee@example.org", Role.OFFICER, language=language)
    letter = Letter.objects.get(template="invitation")
    assert letter.to == "lee@example.org"
    assert word in letter.subject
    assert f"/{language}/accounts/invitation/{token}/" in letter.body
    assert OneTimeLink.objects.about(invitation).count() == 1


@pytest.mark.django_db
def test_accepting_opens_the_account_and_begins_the_post():
    invitation, token = an_invitation("Lee@Example.org", Role.OFFICER)
    account = invitations.accept(token, name="Lee", password="a long secret 1", language="ko", at=NOW)
    assert account.email == "lee@example.org"
    assert account.check_password("a long secret 1")
    assert account.holds(Role.OFFICER)
    assert account.emailaddress_set.get().verified
    invitation.refresh_from_db()
    assert invitation.account == account
    assert invitation.standing(at=NOW) is Standing.ACCEPTED
    with pytest.raises(Refusal, match="accepted already"):
        invitations.accept(token, name="Lee", password="a long secret 1", language="ko", at=NOW)
    assert Account.objects.filter(email="lee@example.org").count() == 1


@pytest.mark.django_db
def test_a_withdrawn_invitation_opens_nothing():
    invitation, token = an_invitation("lee@example.org", Role.OFFICER)
    invitations.withdraw(invitation, by=an_administrator(), at=NOW)
    with pytest.raises(Refusal, match="withdrawn"):
        invitations.accept(token, name="Lee", password="a long secret 1", language="ko", at=NOW)
    with pytest.raises(Refusal, match="withdrawn already"):
        invitations.withdraw(invitation, by=None, at=NOW)
    assert not Account.objects.filter(email="lee@example.org").exists()


@pytest.mark.django_db
def test_an_expired_invitation_can_be_sent_again_and_only_the_new_link_works():
    invitation, old = an_invitation("lee@example.org", Role.OFFICER)
    late = NOW + 8 * DAY
    with pytest.raises(Refusal, match="expired"):
        invitations.find(old, at=late)
    invitations.send_again(invitation, by=an_administrator(), at=late)
    body = Letter.objects.filter(template="invitation").latest("pk").body
    new = re.search(r"/invitation/([^/]+)/", body).group(1)
    with pytest.raises(Refusal, match="replaced"):
        invitations.find(old, at=late)
    assert invitations.find(new, at=late) == invitation
    assert invitation.times_sent == 2


@pytest.mark.django_db
def test_an_address_is_invited_once():
    invitation, token = an_invitation("lee@example.org", Role.OFFICER)
    with pytest.raises(Refusal, match="still open"):
        an_invitation("LEE@example.org", Role.EDITOR)
    invitations.accept(token, name="Lee", password=None, language="ko", at=NOW)
    with pytest.raises(Refusal, match="exists already"):
        an_invitation("lee@example.org", Role.EDITOR)
    with pytest.raises(Refusal, match="accepted already"):
        invitations.send_again(invitation, by=None, at=NOW)
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
def test_a_member_is_invited_to_an_organisation_only():
    with pytest.raises(Refusal, match="organisation"):
        an_invitation("lee@example.org", Role.MEMBER)
    with pytest.raises(Refusal, match="before the first"):
        an_invitation("lee@example.org", Role.OFFICER, since=date(2024, 6, 1), until=date(2024, 6, 1))
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_history_keeps_no_token():
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER)
    assert token not in str(list(Entry.objects.values()))


@pytest.mark.django_db
def test_the_page_of_an_invitation_refuses_whoever_is_signed_in(client):
    _invitation, token = an_invitation("lee@example.org", Role.OFFICER, at=timezone.now())
    address = f"/en/accounts/invitation/{token}/"
    assert "lee@example.org" in client.get(address).content.decode()
    client.force_login(an_account("Park"))
    answer = client.get(address)
    assert answer.status_code == 409
    assert "You are signed in as Park" in answer.content.decode()


@pytest.mark.django_db
def test_an_accepted_invitation_gives_the_post_that_was_offered_and_no_more():
    clinic, by = an_organisation("Garam Clinic", kind="clinic"), an_administrator()
    since, until = date(2024, 5, 1), date(2024, 9, 1)
    _invitation, token = an_invitation(
        "lee@example.org", Role.MEMBER, organisation=clinic, since=since, until=until, by=by
    )
    account = invitations.accept(token, name="Lee", password=None, language="en", at=NOW)
    post = account.posts.get()
    assert (post.role, post.organisation, post.since, post.until) == (Role.MEMBER, clinic, since, until)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR, Role.TRANSLATOR, Role.ANALYST, Role.MEMBER])
def test_only_who_looks_after_the_accounts_sees_invitations(role):
    an_invitation("lee@example.org", Role.OFFICER)
    account = an_account("Somebody")
    appoint(
        account,
        role=role,
        since=date(2020, 1, 1),
        organisation=an_organisation("Garam Clinic", kind="clinic"),
        by=None,
        at=NOW,
    )
    assert not Invitation.objects.visible_to(account).exists()
    assert not Invitation.objects.visible_to(AnonymousUser()).exists()
    assert Invitation.objects.visible_to(an_administrator()).count() == 1
