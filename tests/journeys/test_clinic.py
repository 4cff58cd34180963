"""A clinic day on a tablet: written without a network, at the site once when it returns, and quick under one thumb."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from naru.missions.actions import tablets
from naru.missions.models import Entry, Resident, Site, Tablet, Visit
from tests.makers.clinic import a_site
from tests.makers.missions import a_lot, a_medicine, a_mission, a_volunteer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


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
    given_an_enrolled_page(tab, link, station=station, language=language)
    return tablet


def given_an_enrolled_page(
    tab: Page, link: str, *, station: str = "registration", language: str = "en"
) -> None:
    tab.goto(f"/{language}/missions/site/#enrol={link}", timeout=120_000)
    expect(tab.locator("#clinic")).to_have_attribute("data-ready", "yes")
    expect(tab.locator("#clinic")).to_have_attribute("data-worker", "yes")
    tab.evaluate("navigator.serviceWorker.ready.then(() => caches.keys())")
    assert "#" not in tab.url
    tab.locator(f"[data-choice=station] [data-value={station}]").click()
    tab.locator("[data-part=people] button").first.click()
    tab.locator("[data-deed=start]").click()


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
    paper.evaluate("paper => paper.scrollIntoView({ block: 'center' })")
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


class Laptop:
    """The product as a site's laptop runs it: a process of its own on a SQLite file, which can lose its power."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {**os.environ, "NARU_DATA": str(self.folder), "NARU_DEBUG": "1"}
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
            environment.pop(name, None)
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "naru",
            "runserver",
            "--noreload",
            f"127.0.0.1:{self.port}",
        ]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _turn in range(600):
            assert self.process.poll() is None
            try:
                with urllib.request.urlopen(f"{self.address}/health/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        pytest.fail("the laptop did not start")

    def lose_power(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def asked(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "naru.sqlite3")) as database:
            return database.execute(question).fetchall()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Make a laptop that has no power yet; its process ends with the test."""
    made = Laptop(tmp_path)
    yield made
    if made.process and made.process.poll() is None:
        made.lose_power()


def given_its_database(laptop: Laptop) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a site's laptop runs on SQLite")
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as held,
        closing(sqlite3.connect(laptop.folder / "naru.sqlite3")) as copy,
    ):
        held.backup(copy)


def test_a_laptop_killed_in_mid_morning_loses_nothing_and_doubles_nothing(
    browser: Browser, laptop: Laptop
) -> None:
    site = given_a_site_of_today()
    _tablet, link = tablets.add_tablet(site, label="Tablet 1", by=None, at=timezone.now())
    given_its_database(laptop)
    laptop.start()
    context = browser.new_context(base_url=laptop.address, viewport=PHONE, locale="en-GB")
    tab = context.new_page()
    given_an_enrolled_page(tab, link)
    numbers = [when_somebody_is_registered(tab, "Батбаяр Оюун")]
    then_all_is_at_the_site(tab)

    taken: list[str] = []

    def pull_the_plug(route: Route) -> None:
        if not taken:
            route.fetch()  # committed; before the answer is out, the power goes
            taken.append(route.request.url)
            laptop.lose_power()
        route.abort()

    tab.route("**/site/entries/", pull_the_plug)
    numbers += [when_somebody_is_registered(tab, name) for name in ("김민준", "Ганбаатар Дорж")]
    expect(tab.locator(".field-safety i")).to_have_text("No network: go on")
    assert taken
    assert tab.locator("#clinic").get_attribute("data-site") != "0"
    tab.unroute("**/site/entries/")

    laptop.start()
    when_the_network_is_back(tab)
    then_all_is_at_the_site(tab)
    context.close()
    entries = laptop.asked("select seq, count(*) from missions_entry group by seq order by seq")
    assert entries == [(seq, 1) for seq in range(1, 10)]
    assert sorted(laptop.asked("select number from missions_resident")) == sorted((each,) for each in numbers)


# The keystroke-level model of Card, Moran and Newell (The Psychology of Human-Computer Interaction, 1983): a sign typed by
# an average person 0.28 s, a decision before a command 1.35 s, drawing 0.9 s a stroke and 0.16 s a centimetre. Where they
# point with a mouse (1.1 s), a thumb taps: 0.4 s, as later variants for touch screens have it. Signs typed and values chosen
# are arguments and take no decision (their rule 0); what the machine takes is measured.
KEY, TAP, DECIDE, STROKE, CENTIMETRE = 0.28, 0.40, 1.35, 0.9, 0.16
COUNTER = """() => {
  window.counted = { keys: 0, taps: 0, commands: 0, strokes: 0 };
  addEventListener("keydown", () => { window.counted.keys++; }, true);
  addEventListener("pointerdown", (event) => {
    const on = event.target.closest("button, input, select, svg, label");
    if (!on) return;
    if (on.matches("[data-key]")) window.counted.keys++;
    else if (on.matches(".field-paper")) window.counted.strokes++;
    else {
      window.counted.taps++;
      if (on.matches("[data-deed], [data-tab]")) window.counted.commands++;
    }
  }, true);
}"""


HAND_OVER = """() => {
  const told = window.counted;
  window.counted = { keys: 0, taps: 0, commands: 0, strokes: 0 };
  const saves = performance.getEntriesByName("save").map((each) => each.duration);
  performance.clearMeasures("save");
  return [told, saves.reduce((sum, one) => sum + one, 0)];
}"""
YESTERDAY = """async (day) => {
  const done = (asked) => new Promise((go) => { asked.onsuccess = () => go(asked.result); });
  const db = await done(indexedDB.open("naru-clinic"));
  const change = db.transaction("residents", "readwrite");
  for (const row of await done(change.objectStore("residents").getAll())) {
    for (const visit of row.visits) Object.assign(visit, { day, standing: "done" });
    change.objectStore("residents").put(row);
  }
  await new Promise((go) => { change.oncomplete = go; });
  db.close();
}"""


def seconds(tab: Page, *, strokes_cm: float = 0) -> float:
    """Reckon the seconds of what was counted since the last time, with what the machine took to save."""
    told, took = tab.evaluate(HAND_OVER)
    begun = DECIDE  # what to do next at all
    return (
        begun
        + told["keys"] * KEY
        + told["taps"] * TAP
        + told["commands"] * DECIDE
        + told["strokes"] * STROKE
        + strokes_cm * CENTIMETRE
        + took / 1000
    )


def test_a_new_resident_takes_20_seconds_vital_signs_13_and_a_returning_one_5(tab: Page) -> None:
    site = given_a_site_of_today()
    given_a_tablet(tab, site)
    when_somebody_is_registered(tab, "Ганбаатар Дорж")
    tab.evaluate(COUNTER)
    seconds(tab)

    tab.locator("[name=find]").press_sequentially("Батбаяр Оюун")
    tab.locator("[data-deed=new]").click()
    tab.locator("[data-choice=sex] [data-value=female]").click()
    for digit in "34":
        tab.locator(f"[data-key='{digit}']").click()
    tab.locator("[data-choice=village] button").first.click()
    tab.locator("[name=phone]").click()
    tab.locator("[name=phone]").press_sequentially("99112233")
    sign(tab)
    tab.locator("[data-deed=register]").click()
    expect(tab.locator("[data-part=number]")).to_be_visible()
    new = seconds(tab, strokes_cm=6)
    tab.locator("[data-deed=next]").click()

    at_station(tab, "triage")
    seconds(tab)
    tab.locator("[data-deed=next]").click()
    when_vital_signs_are_taken(tab)
    tab.locator("[data-choice=avpu] [data-value=a]").click()
    tab.locator("[data-deed=triage]").click()
    expect(tab.locator(".field-screen[data-screen=queue]")).to_be_visible()
    vitals = seconds(tab)

    at_station(tab, "registration")
    then_all_is_at_the_site(tab)
    yesterday_was_the_last_time(tab)
    seconds(tab)
    tab.locator("[name=find]").press_sequentially("батб")
    tab.locator("[data-deed=arrived]").click()
    returning = seconds(tab)
    assert Resident.objects.filter(visits__isnull=False).exists()
    print(f"new {new:.1f} s, vital signs {vitals:.1f} s, returning {returning:.1f} s")
    assert 8 < new <= 20
    assert 4 < vitals <= 13
    assert 2 < returning <= 5


def yesterday_was_the_last_time(tab: Page) -> None:
    """Let the visits that the tablet knows be yesterday's, as on the morning of the next day."""
    tab.evaluate(YESTERDAY, (timezone.localdate() - timedelta(days=1)).isoformat())
    tab.reload()
    expect(tab.locator("#clinic")).to_have_attribute("data-ready", "yes")
    tab.evaluate(COUNTER)
