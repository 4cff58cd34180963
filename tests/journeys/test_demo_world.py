"""A newcomer's walk through the demo world, and every page of it read by axe at both widths."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

BOARD = (
    ("18 July 2024", "0"),
    ("13 May 2024", "0"),
    ("31 January 2023", "711"),
    ("24 January 2022", "1,202"),
    ("15 December 2021", "1,132"),
)
"""Day and views of the five bulletins, as the board has them."""

PUBLIC = (
    "/",
    "/news/",
    "/news/1/",
    "/figures/",
    "/figures/about/",
    "/figures/training.completed_cumulative/",
    "/figures/sources/",
    "/figures/sources/enews_2023_01/",
    "/news/reports/",
    "/news/reports/2024/",
    "/activities/",
    "/activities/years/",
    "/activities/years/2024/",
    "/activities/feeds/",
    "/activities/month/2024/4/",
    "/activities/map/",
    "/directory/organisations/",
    "/directory/countries/",
    "/directory/countries/KZ/",
    "/search/?q=636",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/letters/demo/",
)
STAFF = (
    "/desk/",
    "/directory/people/",
    "/directory/duplicates/",
    "/figures/board/",
    "/desk/news/translations/",
    "/desk/news/links/",
    "/desk/sheets/",
    "/desk/history/",
    "/desk/history/jobs/",
    "/desk/letters/",
    "/desk/accounts/",
    "/desk/accounts/posts/",
    "/desk/accounts/invitations/",
    "/desk/accounts/roles/",
    "/desk/letters/templates/",
    "/desk/letters/templates/invitation/",
    "/desk/news/numbers/",
    "/desk/news/numbers/corrected/",
    "/desk/news/numbers/waivers/",
    "/desk/news/reports/",
    "/desk/sheets/uploads/",
    "/figures/board/corrections/",
    "/directory/archive/",
    "/directory/archive/people/",
    "/directory/duplicates/merges/",
    "/activities/archive/",
    "/accounts/",
    "/accounts/email/",
    "/accounts/letters/",
    "/accounts/sessions/",
    "/accounts/entry/",
)


def given_somebody_signed_in_as(page: Page, role: str) -> None:
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name=re.compile(f"^{role}")).first.click()
    expect(page.get_by_text("My desk").or_(page.locator(".frame-account")).first).to_be_attached()


def then_nobody_is_shut_out(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert not found.response["violations"], f"{page.url}\n{found.generate_report()}"


def then_nothing_sticks_out(page: Page) -> None:
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0, f"{page.url} is {beyond} pixels too wide"


def test_from_the_board_to_a_number_s_source(visitor: Page) -> None:
    visitor.goto("/en/news/")
    rows = visitor.locator("#rows tbody tr")
    expect(rows).to_have_count(5)
    for row, (day, views) in zip(rows.all(), BOARD, strict=True):
        expect(row).to_contain_text(day)
        expect(row.get_by_text(views, exact=True).first).to_be_visible()
    rows.last.get_by_role("link").first.click()
    visitor.locator("article a", has_text="636").first.click()
    expect(visitor).to_have_url(re.compile("/en/figures/readings/"))
    expect(visitor.locator("main")).to_contain_text("636")
    expect(visitor.locator("main")).to_contain_text("15 December 2021")
    visitor.locator("main").get_by_role("link", name=re.compile("Foreign medical staff")).first.click()
    expect(visitor.locator("main")).to_contain_text("2011")


@pytest.mark.parametrize("name", ["Тухтамишев", "Tukhtamishev", "Tuxtamishev"])
def test_a_name_is_found_in_any_script(visitor: Page, name: str) -> None:
    given_somebody_signed_in_as(visitor, "Programme officer")
    visitor.goto(f"/en/search/?q={name}")
    expect(visitor.locator("#hits")).to_contain_text("Muzaffar")


def test_people_are_not_shown_to_the_public(visitor: Page) -> None:
    visitor.goto("/en/search/?q=Tukhtamishev")
    expect(visitor.locator("#hits")).not_to_contain_text("Muzaffar Tukhtamishev")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_open_to_all(visitor: Page, language: str, address: str) -> None:
    assert visitor.goto(f"/{language}{address}").ok  # type: ignore[union-attr]
    then_nobody_is_shut_out(visitor)
    visitor.set_viewport_size({"width": 390, "height": 844})
    then_nothing_sticks_out(visitor)
    if language == "en":
        shown = visitor.locator("main").inner_text()
        assert "None" not in shown.split()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_desk_is_open_to_all_of_the_office(visitor: Page, language: str) -> None:
    given_somebody_signed_in_as(visitor, "Administrator")
    for address in STAFF:
        assert visitor.goto(f"/{language}{address}").ok, address  # type: ignore[union-attr]
        then_nobody_is_shut_out(visitor)
        visitor.set_viewport_size({"width": 390, "height": 844})
        then_nothing_sticks_out(visitor)
        visitor.set_viewport_size({"width": 1440, "height": 900})


def test_pages_can_be_read_without_script(browser: object, demo_site: str) -> None:
    context = browser.new_context(base_url=demo_site, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/en/news/?q=Almaty")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.goto("/en/figures/training.completed_cumulative/")
    expect(page.locator("main")).to_contain_text("636")
    context.close()
