"""What every answer carries, and what broken or forged questions get: a page, never a fault, never a way out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from naru.activities.models import Participation
from naru.directory.actions.accounts import appoint, end
from naru.directory.actions.links import issue
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from tests.makers import activities as fairs
from tests.makers import people
from tests.makers.accounts import NOW, an_account, an_administrator, an_editor, an_invitation, an_officer
from tests.makers.figures import a_report
from tests.makers.newsroom import a_bulletin, a_draft, a_paragraph

pytestmark = pytest.mark.django_db

LISTS = (
    "/en/news/",
    "/en/activities/",
    "/en/figures/",
    "/en/figures/sources/",
    "/en/directory/organisations/",
    "/en/directory/people/",
    "/en/directory/duplicates/",
    "/en/desk/history/",
    "/en/desk/history/jobs/",
    "/en/desk/letters/",
    "/en/desk/accounts/",
    "/en/desk/accounts/posts/",
    "/en/desk/sheets/uploads/",
    "/en/desk/news/translations/",
    "/en/desk/news/links/",
    "/en/search/",
)
BROKEN = (
    "page=-1&per=1000000000",
    "page=NaN&sort=-pk%3B+drop+table",
    "page=1" + "0" * 30,
    "page=" + "9" * 5000,
    "sort=owner__password&sort=__class__",
    "q=%C2%B2",
    "q=%ed%a0%80%ff",
    "q=" + "%25_" * 300,
    "q=" + "a" * 3000,
    "q=%E2%80%AE%27%22%3E%3Cscript%3E",
    "since=0001-01-01&until=9999-12-31&year=0",
    "since=9999-12-31&until=0001-01-01&year=%C2%B2",
    "kind=%01&state=%7F&category=x&tag=%01&country=%01&by=%C2%B2&language=xx&year=%D9%A3",
    "export=csv&since=9999-12-31",
    "export=exe",
)


@pytest.fixture
def asker() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_stands_whatever_its_address_asks(asker: Client, address: str) -> None:
    asker.force_login(an_administrator())
    wrong = []
    for asked in BROKEN:
        answer = asker.get(f"{address}?{asked}")
        if answer.status_code != 200:
            wrong.append(f"{asked[:60]}: {answer.status_code}")
        elif not answer.streaming and b"<script>" in answer.content:
            wrong.append(f"{asked[:60]}: a script came through")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/no-such-page/",
        "/no-such-page",
        "/en/desk/",
        "/en/accounts/login/",
        "/en/figures/all.json",
        "/en/figures/all.csv",
        "/en/activities/feeds/public.ics",
        "/en/activities/month/0/13/",
        "/en/activities/month/9999/12/",
        "/en/activities/month/1/1/",
        "/robots.txt",
        "/health/",
        "/desk/newsroom/",
        "/media/images/..%2F..%2Fsecret_key",
        "/media/images/a%00.png",
        "/en/accounts/invitation/%00/",
        "/en/directory/mine/%00/",
        "/en/figures/%00/",
        "/en/directory/countries/zz/",
        "/en/activities/feeds/%00.ics",
        "/en/desk/history/about/%00/%00/",
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_carries_the_policy_and_none_fails(asker: Client, address: str, signed_in: bool) -> None:
    if signed_in:
        asker.force_login(an_account("Everything", Role.EDITOR, Role.ADMINISTRATOR))
    answer = asker.get(address)
    assert answer.status_code < 500
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in re.search(r"script-src [^;]*", policy)[0]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_a_wrong_host_gets_a_plain_answer(asker: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["naru.example"]):
        answer = asker.get("/en/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_page_made_for_an_account_is_kept_by_no_cache_and_no_search_engine(asker: Client) -> None:
    a_bulletin()
    for address in ("/en/", "/en/news/", "/en/news/1/"):
        assert "no-store" not in asker.get(address).get("Cache-Control", "")
    away = asker.get("/en/desk/")
    assert away["X-Robots-Tag"].startswith("noindex")
    asker.force_login(an_officer())
    for address in ("/en/", "/en/news/1/", "/en/desk/", "/en/directory/people/", "/en/nowhere/"):
        answer = asker.get(address)
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", ")), address
        assert "Cookie" in answer["Vary"], address
    assert asker.get("/en/desk/")["X-Robots-Tag"].startswith("noindex")
    assert "X-Robots-Tag" not in asker.get("/en/news/1/")
    assert "public" in asker.get("/en/figures/all.json")["Cache-Control"]


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away_from_the_site(asker: Client, to: str) -> None:
    account = an_account()
    account.set_password("a long enough word")
    account.save()
    answer = asker.get("/i18n/contrast/", {"to": "high-contrast", "next": to})
    assert answer["Location"] == "/"
    said = {"login": account.email, "password": "a long enough word", "next": to}
    answer = asker.post("/en/accounts/login/", said)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_the_demo_door_is_shut_outside_the_demo_even_for_the_demos_own_accounts(asker: Client) -> None:
    account = an_account("Demo", Role.EDITOR, email="editor@demo.naru.example")
    for address in ("/en/accounts/demo/", "/en/letters/demo/"):
        assert asker.post(address, {"account": account.pk}).status_code == 404
        assert asker.get(address).status_code in {404, 405}
    assert "_auth_user_id" not in asker.session


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_made_up_address_does_not_open_the_lock(asker: Client, proxies: int) -> None:
    account = an_account()
    account.set_password("a long enough word")
    account.save()
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies, NARU_PROXIES=proxies):
        for turn in range(6):
            made_up = {"x-forwarded-for": f"10.9.8.{turn}, 192.0.2.7"}
            said = {"login": account.email, "password": f"wrong {turn}"}
            asker.post("/en/accounts/login/", said, headers=made_up)
        said = {"login": account.email, "password": "a long enough word"}
        answer = asker.post("/en/accounts/login/", said, headers={"x-forwarded-for": "10.1.1.1, 192.0.2.7"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in asker.session


def test_an_invitation_opens_one_account_and_a_link_of_another_purpose_none(asker: Client) -> None:
    _invitation, token = an_invitation("new@example.org", Role.OFFICER, at=timezone.now())
    said = {
        "name": "New",
        "way": "password",
        "password1": "a long enough word",
        "password2": "a long enough word",
    }
    assert asker.post(f"/en/accounts/invitation/{token}/", said).status_code == 302
    assert Account.objects.filter(email="new@example.org").count() == 1
    again = Client(raise_request_exception=False)
    assert again.post(f"/en/accounts/invitation/{token}/", said).status_code == 409
    other = issue("another", subject=people.a_person(), hours=1, by=None, at=timezone.now())
    assert again.get(f"/en/accounts/invitation/{other}/").status_code == 409
    assert again.get(f"/en/directory/mine/{other}/").status_code == 410
    late = issue("confirm_entry", subject=people.a_person("Late"), hours=1, by=None, at=NOW)
    answer = again.get(f"/en/directory/mine/{late}/")
    assert answer.status_code == 410
    assert "Late" not in answer.content.decode()


def test_a_post_that_has_ended_shows_no_people_any_more() -> None:
    clinic = people.an_organisation("The clinic")
    person = people.a_person()
    people.an_affiliation(person, clinic)
    fair = fairs.a_published_fair()
    part = fairs.a_participation(fair, person=person, role="exhibitor")
    assert part.then_organisation == clinic
    member = an_account("A member")
    post = appoint(member, role=Role.MEMBER, organisation=clinic, since=fairs.soon(-30), by=None, at=NOW)
    assert part in Participation.objects.visible_to(member)
    end(post, last_day=fairs.soon(-1), by=None, at=timezone.now())
    assert part not in Participation.objects.visible_to(Account.objects.get(pk=member.pk))


def test_a_title_cannot_break_out_of_the_page(asker: Client) -> None:
    forged = '</script><script>alert("x")</script>'
    chip = '<embed code="forged&quot;&gt;&lt;script&gt;alert(1)" embedtype="figure"/>'
    bulletin = a_bulletin(forged, body=[a_paragraph(f"Quoted: {chip}")])
    page = asker.get(f"/en/news/{bulletin.number}/").content.decode()
    assert "<script>alert" not in page
    assert "</script><script>" not in page
    for address in ("/en/news/", "/en/news/feed/", "/en/", "/en/search/?q=script"):
        assert "<script>alert" not in asker.get(address).content.decode()


def test_a_file_of_a_bulletin_that_is_not_out_is_not_handed_out(
    asker: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    kept = get_document_model().objects.create(
        title="Plan", file=ContentFile(b"<script>x</script>", name="plan.csv")
    )
    body = [{"type": "attachment", "value": {"document": kept.pk, "title": "Plan"}}]
    draft = a_draft("Not out", body=body)
    out = a_bulletin("Out", body=body)
    held = asker.get(f"/en/news/{out.number}/files/{kept.pk}/{kept.filename}")
    assert held.status_code == 200
    assert held["Content-Disposition"].startswith("attachment")
    assert held["X-Content-Type-Options"] == "nosniff"
    assert b"<script>" in b"".join(held.streaming_content)
    assert draft.number is None
    from naru.newsroom.actions.bulletins import withdraw

    withdraw(out, by=None, at=NOW)
    assert asker.get(f"/en/news/{out.number}/files/{kept.pk}/{kept.filename}").status_code == 404
    asker.force_login(an_account("A member"))
    assert asker.get(f"/desk/newsroom/files/{kept.pk}/{kept.filename}").status_code == 404
    asker.force_login(an_editor())
    inside = asker.get(f"/desk/newsroom/files/{kept.pk}/{kept.filename}")
    assert inside.status_code == 200
    assert inside["X-Content-Type-Options"] == "nosniff"
    assert b"".join(inside.streaming_content)


def test_public_files_hold_no_reckoning_cell_and_no_person(asker: Client) -> None:
    a_report(636, place='=HYPERLINK("http://evil.example")', note_text="@SUM(A1)")
    people.a_person("Visible Nowhere", email="nowhere@example.org")
    text = asker.get("/en/figures/all.csv").content.decode()
    assert "636" in text
    assert not re.search(r'(^|,|")[=@]', text)
    for address in (
        "/en/figures/all.csv",
        "/en/figures/all.json",
        "/en/activities/feeds/public.ics",
        "/en/news/feed/",
    ):
        held = asker.get(address).content.decode()
        assert "Visible Nowhere" not in held
        assert "@example.org" not in held


@pytest.mark.parametrize(
    "name", ['../../evil".xlsx', "a\r\nSet-Cookie: x=1.csv", "\u202etxt.exe.csv", "x" * 400 + ".csv"]
)
@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"", b"\x00\x01", b"PK\x03\x04broken", b"name\r\n=1+1\r\n", b"\xff\xfe"]
)
def test_a_broken_upload_is_answered_with_a_sentence(asker: Client, name: str, data: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from naru.sheets.models import Upload
    from naru.sheets.rules import declared

    account = an_officer()
    asker.force_login(account)
    sheet = declared.sheets(account)[0]
    answer = asker.post(f"/en/desk/sheets/{sheet.key}/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code in {302, 422}
    for upload in Upload.objects.all():
        assert not set(upload.name) & set("/\r\n")
        assert asker.get(upload.get_absolute_url()).status_code == 200
        given = asker.get(f"/en/desk/sheets/uploads/{upload.pk}/original/")
        assert given["Content-Disposition"].startswith("attachment")
        assert "Set-Cookie" not in given.headers
