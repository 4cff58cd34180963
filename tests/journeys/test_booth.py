"""A booth in a hall without network: people are scanned, noted and counted, and arrive at the office once."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import segno
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from naru.fairs.actions import exhibitors
from naru.fairs.models import Consultation, Device, Exhibitor, Fair, HeadCount, Lead, Slip
from naru.fairs.rules import badges
from naru.krds.addresses import address
from tests.makers.fairs import a_fair, a_fair_today, a_visitor, an_exhibitor, badge_of

pytestmark = pytest.mark.django_db(transaction=True)
SCANS = 30
MOST_MS = 100


def given_a_phone_of_a_booth(tab: Page, fair: Fair, booth: Exhibitor) -> Device:
    device, link = exhibitors.add_device(fair, label="Phone", exhibitor=booth, by=None, at=timezone.now())
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"/en/fairs/booth/#enrol={link}")
    expect(tab.locator("#booth")).to_have_attribute("data-ready", "yes")
    expect(tab.locator("#booth")).to_have_attribute("data-worker", "yes")
    tab.evaluate("navigator.serviceWorker.ready.then(() => caches.keys())")
    assert "#" not in tab.url
    return device


def when_the_network_fails(tab: Page) -> None:
    tab.context.set_offline(True)


def when_the_network_is_back(tab: Page) -> None:
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Send now").click()


def when_a_badge_is_scanned(tab: Page, badge: str) -> None:
    before = tab.locator("#booth").get_attribute("data-saved") or "0"
    tab.locator("[name=badge]").fill(badge)
    tab.locator("[name=badge]").press("Enter")
    expect(tab.locator("#booth")).to_have_attribute("data-saved", str(int(before) + 1))


def then_waiting(tab: Page, many: int) -> None:
    expect(tab.locator("#booth")).to_have_attribute("data-waiting", str(many))


def then_everything_is_with_the_office(tab: Page) -> None:
    expect(tab.locator("[data-part=safety]")).to_have_text("Everything is with the office.", timeout=15_000)


def test_a_booth_without_network_loses_nothing_and_tells_nothing_twice(tab: Page) -> None:
    fair = a_fair_today()
    booth = an_exhibitor(fair, booth="B7")
    people = [a_visitor(fair, f"Visitor {number}") for number in range(SCANS)]
    printed = [badge_of(one) for one in people]
    forged = badges.write(fair.code, "A" * 22, private=badges.new_key())
    given_a_phone_of_a_booth(tab, fair, booth)

    when_the_network_fails(tab)
    tab.reload()
    expect(tab.locator("#booth")).to_have_attribute("data-ready", "yes")
    expect(tab.locator("[data-part=fair]")).to_have_text(str(fair))
    for badge in printed:
        when_a_badge_is_scanned(tab, badge)
    took = tab.evaluate("performance.getEntriesByName('scan').map(entry => entry.duration)")
    assert len(took) == SCANS
    assert sorted(took)[int(SCANS * 0.95) - 1] <= MOST_MS, took

    tab.locator("[data-part=lead] [name=note]").fill("Knee, wants a quotation")
    tab.locator("[data-part=lead] label", has_text="5").click()
    tab.locator("[data-part=lead]").get_by_role("button", name="Save").click()
    tab.locator("[data-part=newest] li").first.wait_for()
    tab.get_by_role("button", name="Add a note").first.click()
    tab.get_by_role("button", name="Consultation held").click()
    when_a_badge_is_scanned(tab, forged)
    expect(tab.locator("[data-part=said]")).to_contain_text("was not issued by this fair")
    tab.get_by_role("button", name="Count", exact=True).click()
    for _press in range(3):
        tab.get_by_role("button", name="+1 visitor").click()
    expect(tab.locator("[data-part=counted]")).to_have_text("3")
    tab.get_by_role("button", name="Take the last one back").click()
    expect(tab.locator("[data-part=counted]")).to_have_text("2")
    waiting = SCANS + 2 + 1 + 4
    then_waiting(tab, waiting)
    assert not Slip.objects.exists()

    cut: list[str] = []

    def cut_the_first_answer(route: Route) -> None:
        if cut:
            route.continue_()
            return
        cut.append(route.request.url)
        route.fetch()  # the server has taken it; the answer never comes back
        route.abort()

    tab.route("**/booth/send/", cut_the_first_answer)
    when_the_network_is_back(tab)
    then_everything_is_with_the_office(tab)
    assert cut
    assert Slip.objects.count() == waiting
    assert Lead.objects.filter(visitor__in=people).count() == Lead.objects.count() == SCANS
    assert Lead.objects.get(rating=5).note == "Knee, wants a quotation"
    assert Consultation.objects.count() == 1
    assert HeadCount.objects.heads() == 2
    assert Slip.objects.get(aside="forged").lead is None
    expect(tab.locator("[data-part=newest] li", has_text="Kept aside")).to_have_count(1)


def test_a_phone_that_was_revoked_says_so_and_hands_over_what_it_has(tab: Page) -> None:
    fair = a_fair_today()
    device = given_a_phone_of_a_booth(tab, fair, an_exhibitor(fair))
    when_the_network_fails(tab)
    when_a_badge_is_scanned(tab, badge_of(a_visitor(fair)))
    exhibitors.revoke(device, by=None, at=timezone.now())
    when_the_network_is_back(tab)
    expect(tab.locator("[data-part=said]")).to_contain_text("This device was revoked", timeout=15_000)
    assert [slip.aside for slip in Slip.objects.all()] == ["revoked"]
    assert not Lead.objects.exists()


def test_a_badge_of_another_fair_is_told_and_a_picture_is_read(tab: Page) -> None:
    fair, other = a_fair_today(), a_fair()
    given_a_phone_of_a_booth(tab, fair, an_exhibitor(fair))
    picture = io.BytesIO()
    segno.make(badge_of(a_visitor(other)), error="m").save(picture, kind="png", scale=6, border=4)
    tab.locator("[data-part=picture]").set_input_files(
        {"name": "badge.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    expect(tab.locator("[data-part=said]")).to_contain_text("belongs to another fair")
    then_everything_is_with_the_office(tab)
    assert Slip.objects.get().aside == "other_fair"


def test_the_page_can_be_installed(tab: Page) -> None:
    answer = tab.request.get(address("fairs:manifest", language="ru"))
    told = json.loads(answer.text())
    assert told["display"] == "standalone"
    assert told["lang"] == "ru"
    for icon in told["icons"]:
        assert tab.request.get(icon["src"]).ok
    policy: Any = tab.goto("/ru/fairs/booth/")
    assert "unsafe" not in policy.headers["content-security-policy"]
