"""An editor writes a bulletin with a wrong share, in a real browser: marked, kept in, mended, published, corrected later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from naru.figures import book
from naru.figures.models import Reading
from naru.newsroom.models import Bulletin, Claim
from tests.makers.accounts import NOW, an_editor
from tests.makers.figures import a_report

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/desk/newsroom/snippets/newsroom/bulletin/"
SENTENCE = (
    "Since 2011, 636 foreign medical staff have completed training. Of 200 of them, 50 (30%) came by train."
)


def given_an_editor_at_the_desk(tab: Page, live_server: Any) -> None:
    browser = Client()
    browser.force_login(an_editor())
    session = browser.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def when_she_writes(tab: Page, title: str, text: str) -> None:
    tab.goto(f"{LIST}add/?locale=en")
    tab.locator("[name=title]").fill(title)
    tab.locator("[data-streamfield-stream-container] .c-sf-add-button").first.click()
    tab.get_by_role("option", name="Paragraph").click()
    field = tab.locator(".public-DraftEditor-content").last
    field.click()
    field.press_sequentially(text)


def row(tab: Page, text: str) -> Any:
    return (
        tab.locator(".naru-number").filter(has=tab.locator(".naru-number-head strong", has_text=text)).first
    )


def then_the_wrong_share_is_marked(tab: Page) -> None:
    finding = tab.locator(".naru-number.is-finding")
    expect(finding).to_contain_text("30%")
    expect(finding).to_contain_text("25")
    expect(tab.locator(".naru-numbers-summary")).to_contain_text("1 passage cannot be right")
    marks = tab.evaluate("CSS.highlights.get('naru-finding').size")
    assert marks == 1


def when_she_tries_to_publish(tab: Page) -> None:
    tab.wait_for_timeout(800)  # the writing field hands its words to the form a moment later
    tab.locator(".footer [data-w-dropdown-target='toggle']").click()
    tab.locator("[name=action-publish]").click()


def then_it_stays_a_draft_and_the_way_is_shown(tab: Page) -> None:
    expect(tab.locator(".messages")).to_contain_text("it does not go out")
    assert not Bulletin.objects.get().live
    tab.locator(".messages").get_by_role("link", name="Show the first one").click()
    expect(tab.locator(".naru-number.is-opened")).to_contain_text("30%")


def when_she_mends_the_share(tab: Page) -> None:
    field = tab.locator(".public-DraftEditor-content").last
    field.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.press("Delete")
    field.press_sequentially(SENTENCE.replace("30%", "25%"))
    expect(tab.locator(".naru-number.is-finding")).to_have_count(0)


def when_she_binds_the_figure(tab: Page, reading: Reading) -> None:
    expect(row(tab, "636")).to_contain_text(reading.spoken("en"))
    row(tab, "636").locator(".naru-number-head").click()
    row(tab, "636").get_by_role("button", name="Bind", exact=True).click()
    expect(row(tab, "636")).to_have_count(0)


def when_she_waives_the_rest(tab: Page, reason: str) -> None:
    while tab.locator(".naru-number").count():
        many = tab.locator(".naru-number").count()
        first = tab.locator(".naru-number").first
        if first.locator(".naru-number-head").get_attribute("aria-expanded") == "false":
            first.locator(".naru-number-head").click()
        first = tab.locator(".naru-number").first
        first.get_by_role("button", name="Waive…").click()
        tab.locator("[name=naru-reason]").fill(reason)
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(tab.locator(".naru-number")).to_have_count(many - 1)


def then_it_is_published(tab: Page) -> None:
    expect(tab.locator(".messages")).to_contain_text("published")
    assert Bulletin.objects.get().live
    assert {claim.text: claim.how for claim in Claim.objects.all()}["636"] == "bound"


def when_the_reading_is_corrected(reading: Reading) -> None:
    frozen = Reading.objects.get(pk=reading.pk)
    book.report(
        frozen.figure_key,
        630,
        source=frozen.source,
        as_of=frozen.as_of,
        supersedes=frozen,
        reason="Six names stood twice in the list.",
        by=None,
        at=NOW,
    )


def then_the_page_shows_the_correction(tab: Page) -> None:
    tab.goto(f"/en/news/{Bulletin.objects.get().number}/")
    corrections = tab.locator(".bulletin-corrections")
    expect(corrections).to_contain_text("636")
    expect(corrections).to_contain_text("630")


def test_a_wrong_share_does_not_go_out_and_a_correction_is_shown(tab: Page, live_server: Any) -> None:
    reading = a_report(636, as_of=date(2021, 12, 31))
    given_an_editor_at_the_desk(tab, live_server)
    when_she_writes(tab, "Ten years of training", SENTENCE)
    then_the_wrong_share_is_marked(tab)
    when_she_tries_to_publish(tab)
    then_it_stays_a_draft_and_the_way_is_shown(tab)
    when_she_mends_the_share(tab)
    when_she_binds_the_figure(tab, reading)
    when_she_waives_the_rest(tab, "Told by the travellers themselves.")
    when_she_tries_to_publish(tab)
    then_it_is_published(tab)
    when_the_reading_is_corrected(reading)
    then_the_page_shows_the_correction(tab)
