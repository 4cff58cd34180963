"""The gallery in a real browser: axe, the policy, narrow screens, no script."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect


def faults(page: Page) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "contrast"), [("ko", "light"), ("en", "high-contrast")])
def test_every_component_passes_axe(tab: Page, language: str, contrast: str) -> None:
    if contrast != "light":
        tab.goto(f"/i18n/contrast/?to={contrast}&next=/{language}/krds/")
    else:
        tab.goto(f"/{language}/krds/")
    tab.locator(".chart-table summary").first.click()
    assert faults(tab) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["ko", "ru", "vi"])
def test_nothing_runs_over_at_390(tab: Page, language: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"/{language}/krds/")
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert faults(tab) == []


@pytest.mark.django_db(transaction=True)
def test_a_list_is_searched_ordered_and_paged_in_place(tab: Page) -> None:
    tab.goto("/en/krds/")
    tab.evaluate("window.kept = true")
    rows = tab.locator("#rows tbody tr")
    expect(rows).to_have_count(10)
    tab.locator("#rows-q").fill("Mission")
    tab.locator("#rows-q").press("Enter")
    expect(tab.locator("#rows .chip").first).to_contain_text("Mission")
    tab.get_by_role("columnheader", name="People").get_by_role("link").click()
    expect(tab.get_by_role("columnheader", name="People")).to_have_attribute("aria-sort", "ascending")
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="2").click()
    expect(rows).to_have_count(5)
    assert "q=Mission" in tab.url
    assert "page=2" in tab.url
    assert tab.evaluate("window.kept") is True
    tab.reload()
    expect(rows).to_have_count(5)
    expect(tab.locator("#announcer")).to_be_attached()


@pytest.mark.django_db(transaction=True)
def test_a_dialog_opens_takes_the_focus_and_gives_it_back(tab: Page) -> None:
    tab.goto("/en/krds/")
    opener = tab.get_by_role("button", name="Confirm the figures")
    opener.focus()
    tab.keyboard.press("Space")
    expect(tab.locator("dialog#confirm")).to_be_visible()
    assert faults(tab) == []
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog#confirm")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_the_first_thing_one_hears_of_a_refused_form_is_the_summary(tab: Page) -> None:
    tab.goto("/en/krds/form/")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator(".form-errors")).to_be_focused()
    tab.locator(".form-errors a").first.click()
    expect(tab.locator("#id_name")).to_be_focused()
    assert faults(tab) == []


@pytest.mark.django_db(transaction=True)
def test_the_page_reads_and_works_without_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/en/krds/")
    page.locator("details.frame-menu > summary").click()
    expect(page.locator(".panel-languages")).to_be_visible()
    page.locator("details.frame-menu > summary").click()
    page.locator("[data-opens=confirm]").click()
    expect(page.locator("dialog#confirm")).to_be_visible()
    page.goto(f"{live_server.url}/en/krds/?q=Mission")
    page.locator("#rows .page-navi.next").click()
    expect(page.locator("#rows tbody tr")).to_have_count(5)
    context.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["ko", "en", "ru", "mn", "vi", "zh-hans"])
def test_the_letters_of_every_language_come_from_our_own_fonts(tab: Page, language: str) -> None:
    tab.goto(f"/{language}/krds/")
    tab.wait_for_load_state("networkidle")
    loaded = tab.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    )
    assert {"Pretendard GOV", "Noto Sans"} <= set(loaded)
    assert ("Noto Sans SC" in loaded) == (language == "zh-hans")
