"""An editor writes a bulletin that quotes a figure, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from naru.figures.models import Reading
from naru.newsroom.models import Bulletin
from tests.makers.accounts import an_editor
from tests.makers.figures import a_report

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/desk/newsroom/snippets/newsroom/bulletin/"


def given_an_editor_at_the_desk(tab: Page, live_server: Any) -> None:
    browser = Client()
    browser.force_login(an_editor())
    session = browser.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def when_she_begins_a_bulletin(tab: Page, title: str) -> None:
    tab.goto(f"{LIST}add/")
    tab.locator("[name=title]").fill(title)
    tab.locator("[data-streamfield-stream-container] .c-sf-add-button").first.click()
    tab.get_by_role("option", name="Paragraph").click()


def when_she_quotes(tab: Page, reading: Reading, words: str) -> None:
    text = tab.locator(".public-DraftEditor-content").last
    text.click()
    text.press_sequentially(words)
    text.press_sequentially("/figure")
    tab.get_by_role("option", name="Figure", exact=True).click()
    dialog = tab.locator("dialog.naru-picker")
    dialog.get_by_role("searchbox").fill("636")
    dialog.locator(f"button[data-code='{reading.code}']").click()
    expect(tab.locator(".naru-chip")).to_have_text(reading.spoken("en"))


def when_she_publishes(tab: Page) -> None:
    tab.locator(".footer [data-w-dropdown-target='toggle']").click()
    tab.locator("[name=action-publish]").click()
    expect(tab.locator(".messages")).to_contain_text("published")


def when_she_adds_a_word_and_publishes_at_once(tab: Page, word: str) -> None:
    text = tab.locator(".public-DraftEditor-content").last
    text.press("End")
    text.press_sequentially(word)
    tab.locator("[name=action-publish]").evaluate("button => button.click()")  # quicker than any hand
    expect(tab.locator(".messages")).to_contain_text("published")


def then_the_public_reads(tab: Page, reading: Reading) -> None:
    bulletin = Bulletin.objects.get()
    assert bulletin.live
    tab.goto(f"/en/news/{bulletin.number}/")
    chip = tab.locator("a.figure-chip")
    expect(chip).to_have_text(reading.spoken(bulletin.language))
    chip.click()
    tab.wait_for_url(f"**/figures/**{reading.code}**")


def test_an_editor_writes_a_bulletin_with_a_figure(tab: Page, live_server: Any) -> None:
    reading = a_report(636)
    given_an_editor_at_the_desk(tab, live_server)
    when_she_begins_a_bulletin(tab, "Ten years of training")
    when_she_quotes(tab, reading, "In all we count ")
    when_she_publishes(tab)
    then_the_public_reads(tab, reading)


def test_no_word_is_lost_where_an_editor_publishes_at_once(tab: Page, live_server: Any) -> None:
    given_an_editor_at_the_desk(tab, live_server)
    when_she_begins_a_bulletin(tab, "Ten years of training")
    when_she_adds_a_word_and_publishes_at_once(tab, "Unforgotten")
    tab.goto(f"/en/news/{Bulletin.objects.get().number}/")
    expect(tab.locator("main")).to_contain_text("Unforgotten")
