"""An officer declares what came of a fair; one partner confirms it through the link, another refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from naru.activities.models import Activity, Outcome
from naru.letters.models import Letter
from tests.makers.accounts import an_officer
from tests.makers.activities import a_published_fair
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def given_an_officer_at_the_fair(tab: Page, live_server: Any) -> Activity:
    fair = a_published_fair()
    an_organisation("Altyn Tour")
    an_organisation("Nomad Care")
    browser = Client()
    browser.force_login(an_officer())
    tab.context.add_cookies(
        [{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": live_server.url}]
    )
    tab.goto(f"/en/activities/{fair.pk}/outcomes/")
    return fair


def when_the_officer_declares(tab: Page, partner: str, words: str, number: int) -> None:
    tab.get_by_role("link", name="Declare an outcome").click()
    tab.get_by_label("What came of it").select_option("patient")
    tab.get_by_label("In words").fill(words)
    tab.get_by_label("How many").fill(str(number))
    tab.get_by_label("When it came about").fill("2024-05-10")
    tab.get_by_label("Partner who confirms").press_sequentially(partner)
    tab.get_by_role("radio", name=re.compile(partner)).check()
    tab.get_by_label("Who is asked there").fill("Saule")
    tab.get_by_label("E-mail").fill("saule@example.org")
    tab.get_by_label("Language of the letter").select_option("ru")
    tab.get_by_label("According to").fill("a call in May")
    tab.get_by_role("button", name="Declare").click()
    expect(tab.get_by_text("It counts when the partner has confirmed it.").first).to_be_visible()
    tab.get_by_role("button", name="Ask the partner").click()
    expect(tab.get_by_text("Waiting for the partner").first).to_be_visible()


def the_link(live_server: Any) -> str:
    body = Letter.objects.filter(template="confirm_outcome").latest("pk").body
    found = re.search(r"(/ru/activities/outcomes/answer/[\w-]+/)", body)
    assert found, body
    return str(live_server.url) + found[1]


def then_axe_finds_nothing(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert not violations, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]


def test_one_outcome_is_confirmed_and_one_refused(tab: Page, browser: Browser, live_server: Any) -> None:
    fair = given_an_officer_at_the_fair(tab, live_server)
    when_the_officer_declares(tab, "Altyn Tour", "Three patients came in May.", 3)
    first = the_link(live_server)
    tab.goto(f"/en/activities/{fair.pk}/outcomes/")
    when_the_officer_declares(tab, "Nomad Care", "One patient came in May.", 1)
    second = the_link(live_server)

    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="ru-RU").new_page()
    phone.goto(first)
    expect(phone.get_by_text("Three patients came in May.")).to_be_visible()
    then_axe_finds_nothing(phone)
    phone.get_by_label("Да, это так").check()
    phone.get_by_label("Сколько из них вы можете подтвердить").fill("2")
    phone.get_by_label("Нет, это произошло благодаря программе").check()
    phone.get_by_role("button", name="Отправить ответ").click()
    expect(phone.get_by_text("Спасибо. Ваш ответ сохранён.")).to_be_visible()
    phone.goto(first)
    expect(phone.get_by_text("Спасибо")).to_have_count(0)

    phone.goto(second)
    phone.get_by_label("Нет, это не так").check()
    phone.get_by_role("button", name="Отправить ответ").click()
    expect(phone.get_by_text("Напишите одним предложением, почему это не так.").first).to_be_visible()
    phone.get_by_label("Если это не так: что неверно?").fill("Пациент поехал в другую страну.")
    phone.get_by_role("button", name="Отправить ответ").click()
    expect(phone.get_by_text("Спасибо. Ваш ответ сохранён.")).to_be_visible()
    phone.context.close()

    tab.goto(f"/en/activities/{fair.pk}/outcomes/")
    expect(tab.locator(".stats")).to_contain_text("of 4 declared; 1 refused")
    expect(tab.get_by_role("table")).to_contain_text("Refused")
    then_axe_finds_nothing(tab)
    assert sum(row.confirmed_number for row in Outcome.objects.confirmed()) == 2
    tab.goto(f"/en/thread/activities/{fair.pk}/")
    expect(tab.get_by_role("row", name=re.compile("^Patients, confirmed"))).to_contain_text("2")
    then_axe_finds_nothing(tab)
