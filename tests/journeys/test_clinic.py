"""A clinic day on a tablet: written without a network, at the site once when it returns, and quick under one thumb."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from naru.missions.actions import tablets
from naru.missions.models import Entry, Resident, Site, Tablet, Visit
from tests.makers.clinic import a_site
from tests.makers.missions import a_lot, a_medicine, a_mission, a_volunteer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
NURSE = "V001"


def given_a_site_of_today(**words: Any) -> Site:
    today = timezone.localdate()
    site = a_site(
        "A",
        mission=a_mission(),
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=3),
        **words,
    )
    a_volunteer(site.mission, "doctor", languages=("ko", "mn"))
    return site


def given_a_tablet(tab: Page, site: Site, *, station: str = "registration", language: str = "en") -> Tablet:
    tablet, link = tablets.add_tablet(site, label="Tablet 1", by=None, at=timezone.now())
    tab.set_viewport_size(PHONE)
    tab.goto(f"/{language}/missions/site/#enrol={link}")
    expect(tab.locator("#clinic")).to_have_attribute("data-ready", "yes")
    expect(tab.locator("#clinic")).to_have_attribute("data-worker", "yes")
    tab.evaluate("navigator.serviceWorker.ready.then(() => caches.keys())")
    assert "#" not in tab.url
    tab.locator(f"[data-choice=station] [data-value={station}]").click()
    tab.locator("[data-part=people] button").first.click()
    tab.locator("[data-deed=start]").click()
    return tablet


def when_somebody_is_registered(tab: Page, name: str, *, age: str = "34") -> str:
    tab.locator("[name=find]").fill(name)
    tab.locator("[data-deed=new]").click()
    tab.locator("[data-choice=sex] [data-value=female]").click()
    tab.locator("[name=age]").focus()
    for digit in age:
        tab.locator(f"[data-key='{digit}']").click()
    tab.locator("[name=village]").fill("Налайх")
    sign(tab)
    tab.locator("[data-deed=register]").click()
    number = tab.locator("[data-part=number]").inner_text()
    tab.locator("[data-deed=next]").click()
    return number


def sign(tab: Page) -> None:
    paper = tab.locator(".field-paper").first
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box
    tab.mouse.move(box["x"] + 40, box["y"] + 60)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 160, box["y"] + 30, steps=4)
    tab.mouse.up()


def at_station(tab: Page, station: str) -> None:
    tab.locator("select[name=at]").select_option(station)


def when_the_network_fails(tab: Page) -> None:
    tab.context.set_offline(True)


def when_the_network_is_back(tab: Page) -> None:
    tab.context.set_offline(False)
    tab.locator("[data-tab=more]").click()
    tab.locator("[data-deed=send]").click()


def when_vital_signs_are_taken(tab: Page, keys: str = "36.6 72 16 120 80 98 62") -> None:
    """Type on the pad: a value that is whole goes on by itself, one that is not wants the key for the next."""
    for value in keys.split():
        for sign in value:
            tab.locator(f".field-pad [data-key='{sign}']").click()
        if value == keys.split()[-1]:
            tab.locator(".field-pad [data-key=next]").click()


def when_nothing_else_is_the_matter(tab: Page) -> None:
    tab.locator("[data-choice=avpu] [data-value=a]").click()
    tab.locator("[data-choice=pregnant] [data-value=no]").click()
    for group in tab.locator(".field-none-of").all():
        group.click()


def when_the_first_is_called(tab: Page, station: str) -> None:
    at_station(tab, station)
    tab.locator("[data-deed=next]").click()


def when_the_stock_is_received(tab: Page) -> None:
    at_station(tab, "pharmacy")
    tab.locator("[data-tab=shelf]").click()
    tab.locator("[data-deed=received]").first.click()
    expect(tab.locator("[data-part=on-hand]").first).to_have_text("100 on hand")


def then_waiting(tab: Page, *, site: int) -> None:
    expect(tab.locator("#clinic")).to_have_attribute("data-site", str(site))


def then_all_is_at_the_site(tab: Page) -> None:
    expect(tab.locator("#clinic")).to_have_attribute("data-site", "0", timeout=30_000)


def test_a_clinic_day_without_a_network_is_at_the_site_once(tab: Page) -> None:
    site = given_a_site_of_today()
    lot = a_lot(site, a_medicine("PCM500"), packed=100, expires_on=timezone.localdate() + timedelta(days=300))
    given_a_tablet(tab, site)
    then_all_is_at_the_site(tab)

    when_the_network_fails(tab)
    tab.reload()
    expect(tab.locator("#clinic")).to_have_attribute("data-ready", "yes")
    number = when_somebody_is_registered(tab, "Батбаяр Оюун")
    other = when_somebody_is_registered(tab, "김민준", age="71")
    assert len({number, other}) == 2

    when_the_stock_is_received(tab)
    when_the_first_is_called(tab, "triage")
    expect(tab.locator("[data-part=colour]")).to_have_text("Not judged")
    when_vital_signs_are_taken(tab, "366 72 16 120 80 98 62")
    question = tab.locator(".field-question[data-code=point]")
    expect(question).to_contain_text("366 °C cannot be. Is it 36.6 °C?")
    question.locator("[data-deed=suggest]").click()
    expect(tab.locator("input[name=temperature_c]")).to_have_value("36.6")
    when_nothing_else_is_the_matter(tab)
    expect(tab.locator("[data-part=colour]")).to_have_text("Green")
    tab.locator("[data-deed=triage]").click()

    when_the_first_is_called(tab, "medical")
    tab.locator("[name=complaint]").fill("Headache since yesterday")
    tab.locator("[name=diagnosis]").fill("толгой")
    tab.locator("[data-part=offered] button").first.click()
    tab.locator("[data-part=procedures] [data-value='test.glucose']").click()
    tab.locator("[name=medicine]").fill("parac")
    tab.locator("[data-part=medicines] [data-value=PCM500]").click()
    expect(tab.locator("[data-part=quantity]")).to_have_text("= 12 Tablet")
    tab.locator("[data-deed=consultation]").click()

    when_the_first_is_called(tab, "pharmacy")
    expect(tab.locator("[data-part=lots]")).to_contain_text(lot.number)
    tab.locator("[data-deed=give]").click()
    expect(tab.locator("[data-part=given]")).to_contain_text("12 / 12")
    expect(tab.locator("[data-part=label]")).to_contain_text("Paracetamol")
    tab.locator("[data-deed=finish]").click()

    when_the_first_is_called(tab, "exit")
    expect(tab.locator("[data-part=summary]")).to_contain_text("Батбаяр Оюун")
    expect(tab.locator("[data-part=summary] .field-code")).to_have_count(2)
    tab.locator("[data-deed=exit]").click()
    written = 3 + 3 + 1 + 1 + 3 + 1 + 3 + 1 + 2 + 1 + 1
    then_waiting(tab, site=written)
    assert not Entry.objects.exists()

    cut: list[str] = []

    def cut_the_first_answer(route: Route) -> None:
        if cut:
            route.continue_()
            return
        cut.append(route.request.url)
        route.fetch()  # the site has taken it; the answer never comes back
        route.abort()

    tab.route("**/site/entries/", cut_the_first_answer)
    when_the_network_is_back(tab)
    then_all_is_at_the_site(tab)
    assert cut
    assert Entry.objects.count() == written
    assert sorted(Entry.objects.values_list("seq", flat=True)) == list(range(1, written + 1))
    assert set(Resident.objects.values_list("number", flat=True)) == {number, other}
    done = Visit.objects.get(resident__number=number)
    assert done.told["colour"] == "green"
    assert done.told["lines"][0]["given"] == 12
    assert done.told["outcome"] == "home"
