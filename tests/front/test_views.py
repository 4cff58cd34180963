"""The home pages, the desk and the search: what is shown to whom, and at which cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from naru.front.navigation import DESK, PUBLIC
from naru.front.queries import found
from naru.history.book import SHELF
from tests.makers.accounts import an_account, an_editor, an_officer
from tests.makers.activities import a_published_fair
from tests.makers.figures import a_report
from tests.makers.newsroom import a_bulletin, a_draft
from tests.makers.people import a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client):
    account = an_officer()
    client.force_login(account)
    return account


def soon() -> dict[str, object]:
    today = timezone.localdate()
    return {"starts_on": today + timedelta(days=3), "ends_on": today + timedelta(days=5)}


@pytest.fixture(autouse=True)
def _second_factor_is_there(monkeypatch):
    from naru.directory.models import Account

    monkeypatch.setattr(Account, "has_second_factor", True, raising=False)


def test_the_home_page_shows_news_figures_and_what_comes(client):
    a_bulletin("A quiet day at the harbour")
    a_draft("Not out yet")
    a_report(636)
    a_published_fair(title_en="Spring fair", **soon())
    page = client.get("/en/").content.decode()
    for shown in ("A quiet day at the harbour", "636 medical staff", "Spring fair"):
        assert shown in page
    assert "Not out yet" not in page


def test_an_empty_house_says_so(client):
    page = client.get("/en/").content.decode()
    assert "No bulletin has been published yet." in page
    assert "No figure has been published yet." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_asks_the_same_number_of_questions_whatever_the_rows(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        a_bulletin(f"Bulletin {number}")
        a_published_fair(title_en=f"Fair {number}", **soon())
    client.get("/en/")
    SHELF.clear()
    with django_assert_num_queries(5):
        client.get("/en/")


def test_the_root_leads_to_the_language_of_the_browser(client):
    answer = client.get("/", headers={"accept-language": "vi,en;q=0.5"})
    assert (answer.status_code, answer["Location"]) == (302, "/vi/")


def test_the_desk_is_for_the_office(client, officer):
    assert client.get("/en/desk/").status_code == 200
    client.force_login(an_account("Somebody"))
    assert client.get("/en/desk/").status_code == 404
    client.logout()
    assert client.get("/en/desk/")["Location"].startswith("/en/accounts/login/")


def test_the_desk_shows_my_own_activities_only(client, officer):
    mine = a_published_fair(title_en="My fair", **soon())
    mine.officers.add(officer)
    other = a_published_fair(title_en="Somebody's fair", **soon())
    other.officers.add(an_editor())
    rows = client.get("/en/desk/").context["mine"]
    assert [str(row) for row in rows] == ["My fair"]


def test_every_entry_of_the_menus_leads_somewhere(client, officer):
    from django.urls import reverse

    for place in (*PUBLIC, *DESK):
        assert reverse(place.name)


def test_the_menu_knows_where_one_is(client, officer):
    items = client.get("/en/figures/board/").context["navigation"]
    desk = items[-1]
    assert desk.current
    assert [str(child.label) for child in desk.children if child.current] == ["Figures board"]
    items = client.get("/en/figures/").context["navigation"]
    assert [str(item.label) for item in items if item.current] == ["Figures"]


@pytest.mark.parametrize(
    ("path", "here"),
    [("/en/directory/archive/", "Organisations"), ("/en/directory/archive/people/", "People")],
)
def test_the_archive_stands_on_the_desk(client, path, here):
    client.force_login(an_officer())
    desk = client.get(path).context["navigation"][-1]
    assert desk.current
    assert [item.label for item in desk.children if item.current] == [here]


def test_the_desk_keeps_in_sight_where_one_is_and_puts_the_rest_behind_more(client):
    client.force_login(an_officer())
    today = client.get("/en/desk/").content.decode()
    section = today[today.index('<nav class="frame-section"') :]
    section = section[: section.index("</nav>")]
    in_line, behind = section.split("<details", 1)
    assert "Activities" in in_line
    assert "Letters" not in in_line
    assert "Letters" in behind
    letters = client.get("/en/desk/letters/").content.decode()
    in_line = letters[letters.index('<nav class="frame-section"') :].split("<details", 1)[0]
    assert 'aria-current="page">Letters<' in in_line


@pytest.mark.parametrize("text", ["Дилором", "Dilorom", "dilorom karimova"])
def test_people_are_found_by_the_office_in_any_script_and_by_nobody_else(client, officer, text):
    a_person("Каримова Дилором")
    an_organisation("딜로롬 병원", name_latin="Dilorom Hospital")
    groups = client.get("/en/search/", {"q": text}).context["groups"]
    assert "People" in {str(group.label) for group in groups}
    client.logout()
    groups = client.get("/en/search/", {"q": text}).context["groups"]
    assert "People" not in {str(group.label) for group in groups}


def test_a_number_somebody_read_leads_to_its_reading(client):
    reading = a_report(636)
    for typed in ("636", " 636 "):
        hits = [
            hit for group in client.get("/en/search/", {"q": typed}).context["groups"] for hit in group.hits
        ]
        assert reading.get_absolute_url() in {hit.url for hit in hits}


@pytest.mark.parametrize("text", ["", "   ", "%", "'; drop table", "가" * 500, "<script>alert(1)</script>"])
def test_odd_searches_answer(client, text):
    answer = client.get("/en/search/", {"q": text})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_htmx_gets_the_hits_only(client):
    a_bulletin("A quiet day at the harbour")
    answer = client.get("/en/search/", {"q": "quiet"}, headers={"hx-request": "true"})
    assert b"<html" not in answer.content
    assert b"A quiet day at the harbour" in answer.content


def test_the_search_shows_what_one_may_see_and_no_more():
    a_draft("Quiet draft")
    assert found(an_account(), "quiet", language="en", most=5) == []


def test_crawlers_and_monitors_are_answered(client):
    assert "Sitemap: " in client.get("/robots.txt").content.decode()
    assert client.get("/health/").json() == {"ok": True}
