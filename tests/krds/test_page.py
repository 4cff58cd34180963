"""The frame: languages, contrast, partials, error pages, and what a page weighs."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from naru.krds import build
from naru.krds.page import frame, languages
from naru.krds.views import errors

pytestmark = pytest.mark.django_db
GALLERY = "/en/krds/"


def test_the_switcher_keeps_the_page_and_its_question(client: Client) -> None:
    page = client.get(GALLERY + "?q=fair&page=2").content.decode()
    for code in ("ko", "ru", "mn", "vi", "zh-hans"):
        assert f'href="/{code}/krds/?q=fair&amp;page=2" lang="{code}" hreflang="{code}"' in page


def test_a_page_whose_versions_lie_elsewhere_says_where() -> None:
    request = RequestFactory().get("/en/news/one/")
    request.other_languages = {"ko": "/ko/news/eins/"}  # type: ignore[attr-defined]
    with override("en"):
        found = {language.code: language.url for language in languages(request)}
    assert found["ko"] == "/ko/news/eins/"
    assert found["ru"] == "/ru/news/one/"


def test_contrast_is_kept_in_a_cookie_and_given_back(client: Client) -> None:
    assert 'data-krds-mode="light"' in client.get(GALLERY).content.decode()
    response = client.get("/i18n/contrast/", {"to": "high-contrast", "next": GALLERY})
    assert response["Location"] == GALLERY
    assert 'data-krds-mode="high-contrast"' in client.get(GALLERY).content.decode()
    client.get("/i18n/contrast/", {"to": "light", "next": GALLERY})
    assert 'data-krds-mode="light"' in client.get(GALLERY).content.decode()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_contrast_never_leads_off_the_site(client: Client, back: str) -> None:
    assert client.get("/i18n/contrast/", {"to": "light", "next": back})["Location"] == "/"


def test_an_invented_contrast_is_not_taken(client: Client) -> None:
    client.cookies["contrast"] = '"><script>'
    page = client.get(GALLERY).content.decode()
    assert 'data-krds-mode="light"' in page


def test_htmx_gets_the_part_and_a_visitor_the_whole(client: Client) -> None:
    part = client.get(GALLERY, {"q": "fair"}, headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="rows"')
    assert "HX-Request" in part["Vary"]
    again = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    for headers in ({}, again, {"HX-Request": "true", "HX-Boosted": "true"}):
        assert "<!doctype html>" in client.get(GALLERY, headers=headers).content.decode()


def test_no_page_carries_inline_script_or_style(client: Client) -> None:
    page = client.get(GALLERY).content.decode()
    assert not re.findall(r"<[^>]+\s(?:style|on\w+)=", page)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page)
    assert "<style" not in page
    assert "unsafe" not in client.get(GALLERY)["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("ko", "찾으시는 화면이 없습니다"), ("en", "This page is not here")]
)
def test_what_is_not_there_is_said_in_the_visitors_language(
    client: Client, language: str, sentence: str
) -> None:
    response = client.get(f"/{language}/no/such/page/")
    assert response.status_code == 404
    assert sentence in response.content.decode()
    assert 'id="main"' in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/krds/form/", {"name": "Kim"})
    assert response.status_code == 403
    assert "The form is too old" in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "status", "sentence"),
    [
        (lambda request: errors.bad_request(request, ValueError()), 400, "The request could not be read"),
        (lambda request: errors.forbidden(request, PermissionError()), 403, "This is not open to you"),
        (lambda request: errors.not_found(request, Http404()), 404, "This page is not here"),
        (lambda request: errors.fault(request), 500, "Something went wrong here"),
    ],
)
def test_every_fault_has_its_sentence(answer: Any, status: int, sentence: str) -> None:
    request = RequestFactory().get("/en/anything/")
    response: HttpResponse = answer(request)
    assert response.status_code == status
    assert sentence in response.content.decode()


def test_a_fault_of_the_frame_itself_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: HttpRequest, *args: Any) -> HttpResponse:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(errors, "_answer", broken)
    response = errors.fault(RequestFactory().get("/en/"))
    assert response.status_code == 500
    assert "잠시 후" in response.content.decode()


def test_the_strip_of_an_official_site_is_a_setting(client: Client, settings: Any) -> None:
    sentence = "official website of the Republic of Korea"
    assert sentence not in client.get(GALLERY).content.decode()
    settings.NARU_GOV_STRIP = True
    assert sentence in client.get(GALLERY).content.decode()


def test_the_office_names_itself_or_is_named(settings: Any) -> None:
    request = RequestFactory().get("/en/")
    with override("en"):
        assert frame(request)["office"] == "International Medical Programme"
        settings.NARU_OFFICE_NAME = "Office of Tests"
        assert frame(request)["office"] == "Office of Tests"


def test_a_page_weighs_less_than_its_budget(client: Client) -> None:
    folder = build.build(lambda sentence: None)
    page = client.get(GALLERY).content
    files = [(folder / name).read_bytes() for name in ("naru.css", "fonts.css", "naru.js")]
    weight = sum(len(gzip.compress(content, 6)) for content in (page, *files))
    assert weight < 80_000, "what every page brings must leave room for its own text: 120 kB in all"
