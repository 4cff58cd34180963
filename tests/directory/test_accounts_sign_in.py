"""Signing in: the door, its lock, the second factor, the demo's door."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse
from django.utils import timezone, translation

from naru.directory.actions import accounts as actions
from naru.directory.actions import sign_in
from naru.directory.demo.accounts import PEOPLE, fill
from naru.directory.models import Account, FailedSignIn, Organisation, UsedCode
from naru.directory.rules.accounts import Role
from naru.directory.rules.sign_in import CODE_KEPT, RESETS, Door
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_administrator, an_officer

pytestmark = pytest.mark.django_db
LOGIN = "/en/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def fresh_cache():
    """Forget which codes were used, since another test's account may have had the same number."""
    cache.clear()


def with_password(account, password="a long secret 1"):
    actions.set_password(account, password)
    return account


def with_app(account):
    Authenticator.objects.filter(user=account).delete()
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    return account


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def try_password(client, email, password="a long secret 1", **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_member_signs_in_by_password_and_out_again(client):
    account = with_password(an_account("Moon"))
    answer = try_password(client, account.email)
    assert answer.url == "/en/accounts/"
    entry = Entry.objects.about(account).first()
    assert (entry.verb, entry.after) == ("signed_in", {"means": ["password"]})
    client.post("/en/accounts/logout/")
    assert not signed_in(client)
    assert Entry.objects.about(account).first().verb == "signed_out"


def test_the_same_sentence_for_a_wrong_password_and_an_unknown_address(client):
    account = with_password(an_account("Moon"))
    wrong = try_password(client, account.email, "not this one").content.decode()
    unknown = try_password(client, "nobody@example.org", "not this one").content.decode()
    sentence = "The e-mail address or the password is not right."
    assert sentence in wrong
    assert sentence in unknown


@pytest.mark.parametrize("known", [True, False])
def test_five_failures_close_the_door_with_the_time_to_wait(client, known):
    account = with_password(an_account("Moon"))
    email = account.email if known else "nobody@example.org"
    for _ in range(5):
        assert "is not right" in try_password(client, email, "wrong").content.decode()
    answer = try_password(client, email)
    assert "closed for 15 minutes" in answer.content.decode()
    assert not signed_in(client)
    locks = Entry.objects.about(account).filter(verb="locked_out")
    assert locks.count() == (1 if known else 0)


def test_another_address_is_not_locked_by_it(client):
    one, other = with_password(an_account("Moon")), with_password(an_account("Park"))
    for _ in range(5):
        try_password(client, one.email, "wrong")
    try_password(client, other.email)
    assert signed_in(client)


def test_a_network_address_that_tries_many_names_is_closed(client):
    account = with_password(an_account("Moon"))
    for number in range(50):
        sign_in.fail({Door.ADDRESS: "127.0.0.1"}, account=None, at=timezone.now() - timedelta(seconds=number))
    assert "closed for" in try_password(client, account.email).content.decode()
    try_password(client, account.email, REMOTE_ADDR="192.0.2.7")
    assert signed_in(client)


def test_a_forged_forwarding_header_does_not_help(client):
    account = with_password(an_account("Moon"))
    for number in range(50):
        sign_in.fail({Door.ADDRESS: "127.0.0.1"}, account=None, at=timezone.now() - timedelta(seconds=number))
    answer = try_password(client, account.email, HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert "closed for" in answer.content.decode()


def test_the_right_password_forgets_the_failures(client):
    account = with_password(an_account("Moon"))
    for _ in range(4):
        try_password(client, account.email, "wrong")
    assert FailedSignIn.objects.at_door(Door.ACCOUNT, account.email).count() == 4
    try_password(client, account.email)
    assert signed_in(client)
    assert not FailedSignIn.objects.at_door(Door.ACCOUNT, account.email).exists()
    assert FailedSignIn.objects.at_door(Door.ADDRESS, "127.0.0.1").count() == 4


def test_failures_are_swept_when_they_no_longer_count():
    sign_in.fail({Door.ACCOUNT: "old@example.org"}, account=None, at=NOW - timedelta(days=2))
    sign_in.fail({Door.ACCOUNT: "new@example.org"}, account=None, at=NOW)
    assert FailedSignIn.objects.count() == 1


def test_the_administrator_unlocks(client):
    account = with_password(an_account("Moon"))
    for _ in range(5):
        try_password(client, account.email, "wrong")
    desk = Client()
    desk.force_login(an_administrator())
    assert "Locked after" in desk.get(f"/en/desk/accounts/{account.pk}/").content.decode()
    desk.post(f"/en/desk/accounts/{account.pk}/unlock/")
    assert "Locked after" not in desk.get(f"/en/desk/accounts/{account.pk}/").content.decode()
    try_password(client, account.email)
    assert signed_in(client)


def test_a_deactivated_account_does_not_come_in(client):
    account = with_password(an_account("Moon"))
    actions.deactivate(account, on=NOW.date(), by=an_administrator(), at=NOW)
    answer = try_password(client, account.email)
    assert answer.url == "/en/accounts/inactive/"
    assert not signed_in(client)


def test_the_app_s_code_is_the_second_step(client):
    officer = with_app(with_password(an_officer()))
    assert try_password(client, officer.email).url == "/en/accounts/factors/authenticate/"
    assert not signed_in(client)
    wrong = client.post("/en/accounts/factors/authenticate/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    right = client.post("/en/accounts/factors/authenticate/", {"code": code_now()})
    assert right.url == "/en/desk/"
    entry = Entry.objects.about(officer).first()
    assert entry.after == {"means": ["password", "code"]}


def test_wrong_codes_close_the_door_even_for_the_right_one(client):
    officer = with_app(with_password(an_officer()))
    try_password(client, officer.email)
    for _ in range(5):
        client.post("/en/accounts/factors/authenticate/", {"code": "000000"})
    answer = client.post("/en/accounts/factors/authenticate/", {"code": code_now()})
    assert "closed for 15 minutes" in answer.content.decode()
    assert not signed_in(client)


def test_a_code_signs_in_once_whatever_the_workers_remember(client):
    officer = with_app(with_password(an_officer()))
    code = code_now()
    try_password(client, officer.email)
    client.post("/en/accounts/factors/authenticate/", {"code": code})
    assert signed_in(client)
    cache.clear()  # another worker, or the same after a restart
    other = Client()
    try_password(other, officer.email)
    for typed in (code, f"{code[:3]} {code[3:]}"):
        answer = other.post("/en/accounts/factors/authenticate/", {"code": typed})
        assert "This code was used already" in answer.content.decode()
    assert not signed_in(other)
    assert not FailedSignIn.objects.exists()
    assert UsedCode.objects.get().key not in {code, ""}
    sign_in.use_code(officer, "123456", at=timezone.now() + CODE_KEPT)
    assert UsedCode.objects.count() == 1


def test_guessing_at_the_change_of_a_password_closes_the_same_door(client):
    account = with_password(an_account("Moon"))
    try_password(client, account.email)
    new = {"password1": "another long secret 2", "password2": "another long secret 2"}
    for _ in range(5):
        cache.clear()  # each guess at another worker
        client.post("/en/accounts/password/change/", {"oldpassword": "a guess", **new})
    cache.clear()
    answer = client.post("/en/accounts/password/change/", {"oldpassword": "a long secret 1", **new})
    assert "closed for 15 minutes" in answer.content.decode()
    account.refresh_from_db()
    assert account.check_password("a long secret 1")


def test_nobody_s_box_is_filled_with_links_for_a_new_password(client):
    account = with_password(an_account("Moon"))
    for _ in range(RESETS[0] + 2):
        cache.clear()
        answer = client.post("/en/accounts/password/reset/", {"email": account.email})
        assert answer.url == "/en/accounts/password/reset/sent/"
    assert Letter.objects.filter(template="password_reset").count() == RESETS[0]


def test_a_recovery_code_works_once(client):
    officer = with_app(with_password(an_officer()))
    code = Authenticator.objects.get(user=officer, type="recovery_codes").wrap().get_unused_codes()[0]
    try_password(client, officer.email)
    client.post("/en/accounts/factors/authenticate/", {"code": code})
    assert signed_in(client)
    other = Client()
    try_password(other, officer.email)
    other.post("/en/accounts/factors/authenticate/", {"code": code})
    assert not signed_in(other)


def test_secrets_are_sealed_in_the_table_and_can_be_sealed_again(settings):
    officer = with_app(an_officer())
    app = Authenticator.objects.get(user=officer, type="totp")
    assert SECRET not in str(app.data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of this site, long enough to be one"
    assert get_adapter().decrypt(app.data["secret"]) == SECRET
    call_command("reseal_second_factors", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="None of"):
        get_adapter().decrypt(app.data["secret"])
    app.refresh_from_db()
    assert app.wrap().validate_code(code_now())
    codes = Authenticator.objects.get(user=officer, type="recovery_codes")
    assert len(codes.wrap().get_unused_codes()) == 10


def test_an_office_post_without_a_second_factor_opens_nothing(client):
    officer = an_officer()
    client.force_login(officer)
    assert client.get("/en/desk/").status_code == 200
    Authenticator.objects.filter(user=officer).delete()
    for address in ("/en/desk/", "/en/", "/en/desk/accounts/roles/"):
        assert client.get(address).url == "/en/accounts/second-factor/"
    assert client.get("/en/desk/", headers={"HX-Request": "true"})["HX-Redirect"]
    for address in ("/en/accounts/second-factor/", "/en/accounts/", "/en/accounts/factors/app/"):
        assert client.get(address).status_code in {200, 302}
    assert "Add a passkey" in client.get("/en/accounts/second-factor/").content.decode()


def test_a_member_needs_no_second_factor(client):
    client.force_login(an_account("Moon"))
    assert client.get("/en/desk/accounts/roles/").status_code == 404


def test_in_the_demo_no_second_factor_is_asked(client, settings):
    officer = an_officer()
    Authenticator.objects.filter(user=officer).delete()
    client.force_login(officer)
    settings.NARU_DEMO = True
    assert client.get("/en/desk/").status_code == 200


def test_adding_an_app_is_noted_told_by_letter_and_opens_the_desk(client):
    officer = an_officer()
    Authenticator.objects.filter(user=officer).delete()
    with_password(officer)
    try_password(client, officer.email)
    page = client.get("/en/accounts/factors/app/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = client.post("/en/accounts/factors/app/", {"code": code})
    assert answer.url == "/en/accounts/factors/codes/"
    assert client.get("/en/desk/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_every_change_of_the_ways_in_is_noted_and_told(client):
    account = with_password(an_account("Moon"))
    try_password(client, account.email)
    new = "another long secret 2"
    client.post(
        "/en/accounts/password/change/",
        {"oldpassword": "a long secret 1", "password1": new, "password2": new},
    )
    assert Entry.objects.about(account).first().verb in {"changed_password"}
    letter = Letter.objects.get(template="ways_changed")
    assert "The password was changed." in letter.body
    assert letter.to == account.email
    assert signed_in(client)


def test_the_last_second_factor_of_an_office_post_stays(client):
    officer = with_app(with_password(an_officer()))
    try_password(client, officer.email)
    client.post("/en/accounts/factors/authenticate/", {"code": code_now()})
    answer = client.post("/en/accounts/factors/app/remove/")
    assert "needs a second factor" in answer.content.decode()
    assert officer.has_second_factor


def test_a_member_may_remove_the_app(client):
    account = with_app(with_password(an_account("Moon")))
    try_password(client, account.email)
    client.post("/en/accounts/factors/authenticate/", {"code": code_now()})
    client.post("/en/accounts/factors/app/remove/")
    assert not Authenticator.objects.filter(user=account).exists()


def test_nobody_signs_up(client):
    before = Account.objects.count()
    form = {"email": "new@example.org", "password1": "a long secret 1"}
    assert "given by invitation" in client.post("/en/accounts/signup/", form).content.decode()
    assert Account.objects.count() == before


def test_a_forgotten_password_is_set_anew_by_letter(client):
    account = with_password(an_account("Moon"))
    client.post("/en/accounts/password/reset/", {"email": account.email})
    unknown = client.post("/en/accounts/password/reset/", {"email": "nobody@example.org"})
    assert unknown.url == "/en/accounts/password/reset/sent/"
    letter = Letter.objects.get(template="password_reset")
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    path = "/" + link.split("/", 3)[3]
    form = client.get(path, follow=True)
    new = "another long secret 2"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    account.refresh_from_db()
    assert account.check_password(new)
    again = Client().get(path, follow=True)
    assert "not valid any more" in again.content.decode()


@pytest.fixture
def demo(settings):
    """Open the demo's door, as NARU_DEMO=1 does at the start."""
    from naru.directory import urls_accounts
    from naru.front import urls

    def reload():
        importlib.reload(urls_accounts)
        importlib.reload(urls)
        clear_url_caches()

    settings.NARU_DEMO = True
    reload()
    yield
    settings.NARU_DEMO = False
    reload()


def fill_demo():
    Organisation.objects.create(name="가람병원", name_latin="Garam Hospital", kind="hospital")
    fill(by=None, at=NOW, say=lambda sentence: None)


def test_the_demo_has_one_account_for_each_role_and_a_second_filling_changes_nothing(demo, client):
    fill_demo()
    assert {post.role for account in Account.objects.all() for post in account.posts.all()} == set(Role)
    entries = Entry.objects.count()
    fill(by=None, at=NOW, say=lambda sentence: None)
    assert Entry.objects.count() == entries
    shown = client.get(LOGIN).content.decode()
    assert all(name in shown for _role, name, _since in PEOPLE)


def test_one_click_signs_in_as_a_role_in_the_demo(demo, client):
    fill_demo()
    officer = Account.objects.get(email__startswith="officer@")
    assert client.get("/en/accounts/demo/").status_code == 405
    answer = client.post("/en/accounts/demo/", {"account": officer.pk})
    assert answer.url == "/en/desk/"
    assert client.get("/en/desk/").status_code == 200
    assert Entry.objects.about(officer).first().after == {"means": ["demo"]}


def test_the_demo_s_door_asks_for_the_form_s_own_token(demo):
    fill_demo()
    officer = Account.objects.get(email__startswith="officer@")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/en/accounts/demo/", {"account": officer.pk}).status_code == 403
    assert not signed_in(strict)


def test_the_demo_s_door_opens_for_the_demo_s_accounts_only(demo, client):
    fill_demo()
    real = an_officer()
    for wanted in (str(real.pk), "x", "", "999999"):
        assert client.post("/en/accounts/demo/", {"account": wanted}).status_code == 404
    assert not signed_in(client)


def test_outside_the_demo_there_is_no_such_door(client, rf):
    from django.http import Http404

    from naru.directory.views.entrance import demo as door

    fill_demo()
    officer = Account.objects.get(email__startswith="officer@")
    with pytest.raises(NoReverseMatch):
        reverse("account_demo")
    assert client.post("/en/accounts/demo/", {"account": officer.pk}).status_code == 404
    with pytest.raises(Http404):
        door(rf.post("/en/accounts/demo/", {"account": officer.pk}))
    assert not signed_in(client)
    assert officer.name not in client.get(LOGIN).content.decode()
