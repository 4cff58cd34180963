"""What no column can keep is refused before any screen reads it, on every database."""

from __future__ import annotations

import pytest
from django.test import Client

from naru.directory.rules.accounts import Role
from naru.krds.readable import whole
from naru.newsroom.models import Bulletin
from tests.makers.accounts import an_account, an_officer
from tests.makers.activities import a_published_fair
from tests.newsroom.test_desk import content

SAYS = "The request could not be read"


@pytest.mark.parametrize(
    "address",
    [
        "/en/search/?q=%00",
        "/en/news/?tag=a%00",
        "/en/figures/?q=%00&topic=%00",
        "/en/directory/people/?%00=1",
        "/en/desk/history/about/%00/%00/",
        "/en/accounts/invitation/%00/",
        "/api/figures?q=%00",
        "/desk/newsroom/readings/?q=%00",
    ],
)
@pytest.mark.django_db
def test_an_address_with_nul_is_refused_in_the_frame(address: str) -> None:
    client = Client(raise_request_exception=False)
    for role in ("", Role.EDITOR):
        if role:
            client.force_login(an_account("Somebody", role))
        answer = client.get(address, headers={"accept-language": "en"})
        assert answer.status_code == 400
        assert SAYS in answer.content.decode()
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_an_address_with_nul_that_leads_nowhere_is_not_found() -> None:
    for address in ("/nowhere%00/", "/en/directory/countries/%00/"):
        assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_a_form_with_nul_is_refused_and_nothing_is_written() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(an_officer())
    fair = a_published_fair()
    for said in ({"why": "a\x00b", "deed": "cancel"}, {"de\x00ed": "cancel"}, {"deed": ["approve", "\x00"]}):
        answer = client.post(f"/en/activities/{fair.pk}/decide/cancel/", said)
        assert answer.status_code == 400
        assert SAYS in answer.content.decode()
    assert client.post("/en/accounts/login/", {"login": "a\x00@b.org", "password": "x"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sessionid", "django_language", "csrftoken", "messages", "contrast"])
def test_a_forged_cookie_counts_as_not_sent(name: str) -> None:
    client = Client(raise_request_exception=False)
    for address in ("/en/", "/en/desk/", "/", "/en/accounts/login/"):
        answer = client.get(address, headers={"cookie": f'{name}="\\000aaaaaaaaaaaaaaaa"'})
        assert answer.status_code in {200, 302}, address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("0012", 12),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        (" 1", None),
        ("1\n", None),
        ("²", None),
        ("٣", None),
        ("1e3", None),
    ],
)
def test_a_whole_number_is_one_that_a_column_holds(text: str, number: int | None) -> None:
    assert whole(text) == number


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["²", "٣", "9" * 30, "9" * 5000, "-1"])
def test_what_only_looks_like_a_number_breaks_no_screen(number: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(an_account("Everything", Role.OFFICER, Role.HEAD, Role.EDITOR))
    fair = a_published_fair()
    for address in (
        f"/en/search/?q={number}",
        f"/en/figures/board/?year={number}",
        f"/en/directory/people/alike/?name=Kim&besides={number}",
        f"/en/directory/organisations/alike/?name=Kim&besides={number}",
        f"/en/activities/plan/?project={number}",
        f"/en/activities/years/2024/copy/?from={number}",
        f"/en/activities/?q={number}&year={number}",
        f"/en/desk/history/?q={number}",
        f"/desk/newsroom/readings/?q={number}",
    ):
        assert client.get(address).status_code < 500, address[:60]
    for name in ("person", "organisation"):
        answer = client.post(f"/en/activities/{fair.pk}/people/", {name: number, "role": "guest"})
        assert answer.status_code < 500
    for name in ("officers", "linked"):
        answer = client.post(f"/en/activities/{fair.pk}/change/", {"title_en": "Fair", name: number})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (r"half \ud83d alone", "half \ufffd alone"),
        (r"\uDE00\uD83D the wrong way round", "\ufffd\ufffd the wrong way round"),
        (r"\ud83d\uDE00 and \\u0000 and \\ud83d", "\U0001f600 and \\u0000 and \\ud83d"),
        (r"a\u0000b", ""),
        (r"\\\u0000", ""),
    ],
)
@pytest.mark.django_db
def test_what_hides_in_the_editor_s_own_writing_is_mended_or_refused(said: str, kept: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(an_account("Somebody", Role.EDITOR))
    form = content() | {"body-0-value": _written(said)}
    answer = client.post("/desk/newsroom/snippets/newsroom/bulletin/add/", form)
    assert answer.status_code == (302 if kept else 400)
    assert [row.body[0].value.source for row in Bulletin.objects.all()] == (
        [f'<p data-block-key="a">{kept}</p>'] if kept else []
    )


def _written(text: str) -> str:
    block = '{"key":"a","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"text":"%s"}'
    return '{"blocks":[' + block % text + '],"entityMap":{}}'
