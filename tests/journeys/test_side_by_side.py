"""A translator writes beside the original in a real browser: chips by key, numbers compared, two at once."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from naru.directory.rules.accounts import Role
from naru.newsroom.actions.sides import blocks_of, write_paragraph
from naru.newsroom.actions.translations import begin_translation
from naru.newsroom.models import Bulletin
from naru.newsroom.rules.sides import digest
from tests.makers.accounts import NOW, an_account
from tests.makers.figures import a_report
from tests.makers.newsroom import a_chip, a_draft, a_paragraph

pytestmark = pytest.mark.django_db(transaction=True)


def given_a_translator_and_a_version_just_begun(tab: Page, live_server: Any) -> tuple[Bulletin, Any]:
    reading = a_report(636)
    body = [a_paragraph(f"연수생은 {a_chip(reading)}이다.", "a"), a_paragraph("상담 1,350건을 했다.", "b")]
    original = a_draft("열린 문", language="ko", body=body)
    translator = an_account("Translator", Role.TRANSLATOR)
    version = begin_translation(original, language="ru", by=translator, at=NOW)
    browser = Client()
    browser.force_login(translator)
    tab.context.add_cookies(
        [{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": live_server.url}]
    )
    tab.goto(f"/en/desk/news/translations/{version.pk}/text/")
    return version, reading


def paragraph(tab: Page, name: str) -> Any:
    return tab.locator(f"#p-{name} .side-editor")


def stored(version: Bulletin, name: str) -> str:
    fresh = Bulletin.objects.get(pk=version.pk)
    return str(next(block for block in blocks_of(fresh) if block["id"] == name)["value"])


def when_she_writes(tab: Page, name: str, words: str) -> None:
    editor = paragraph(tab, name)
    editor.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.press("Delete")
    tab.keyboard.type(words)


def test_a_translator_writes_with_keys_and_chips(tab: Page, live_server: Any) -> None:
    version, reading = given_a_translator_and_a_version_just_begun(tab, live_server)
    violations = Axe().run(tab).response["violations"]
    assert not violations, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]

    when_she_writes(tab, "a", "Обучение прошли ")
    tab.keyboard.press("Alt+Digit1")
    tab.keyboard.type(".")
    expect(paragraph(tab, "a").locator(".figure-chip")).to_have_text(reading.spoken("ru"))
    expect(tab.locator("#p-a .side-dirty")).to_be_visible()
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#p-a .krds-badge")).to_have_text("Translated")
    assert f'code="{reading.code}"' in stored(version, "a")

    tab.keyboard.press("Alt+ArrowDown")
    expect(paragraph(tab, "b")).to_be_focused()
    when_she_writes(tab, "b", "Проведено 1 530 консультаций.")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#f-b")).to_contain_text("the translation 1 530")
    expect(tab.locator("#side-tally")).to_contain_text("1 number differs")
    when_she_writes(tab, "b", "Проведено 1 350 консультаций.")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#side-tally")).to_contain_text("Every number agrees")


def test_the_later_of_two_keeps_her_words_and_saves_them_over(tab: Page, live_server: Any) -> None:
    version, _reading = given_a_translator_and_a_version_just_begun(tab, live_server)
    other = an_account("Second", Role.TRANSLATOR)
    before = digest(next(block for block in blocks_of(version) if block["id"] == "b"))
    write_paragraph(version, block="b", words={"text": "Первый вариант."}, seen=before, by=other, at=NOW)

    when_she_writes(tab, "b", "Второй вариант.")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#p-b .alert")).to_contain_text("Somebody else has saved this paragraph")
    expect(paragraph(tab, "b")).to_have_text("Второй вариант.")
    assert "Первый" in stored(version, "b")
    tab.locator("#p-b").get_by_role("button", name="Save mine").click()
    expect(tab.locator("#p-b .alert")).to_have_count(0)
    assert "Второй" in stored(version, "b")


def test_it_fits_a_telephone(tab: Page, live_server: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    given_a_translator_and_a_version_just_begun(tab, live_server)
    expect(paragraph(tab, "a")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
