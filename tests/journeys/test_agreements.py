"""MOU from draft to the council's report, in a real browser: written, approved, signed, owed, renewed, told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from naru.agreements.models import Agreement
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.history.book import work_off
from naru.letters.models import Letter
from tests.makers.accounts import an_account
from tests.makers.agreements import a_partner, the_province

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Health cooperation with the Kyrgyz ministry"


def signed_in(page: Page, account: Account, live_server: Any, client: Any) -> None:
    """Give the window the session of an account."""
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def when_a_party_is_named(page: Page, organisation: Any, side: str, post: str, email: str) -> None:
    page.get_by_label("Organisation", exact=False).first.fill(f"#{organisation.pk}")
    page.get_by_label("Side").select_option(side)
    page.get_by_label("Post of who signs").fill(post)
    page.get_by_label("E-mail for letters").fill(email)
    page.get_by_role("button", name="Add the party").click()
    expect(page.get_by_role("cell", name=email)).to_be_visible()


def link_to(email: str) -> str:
    body = Letter.objects.filter(template="agreement_renewal", to=email).latest("pk").body
    found = re.search(r"https?://[^/\s]+(/\S+/agreements/confirm/\S+)", body)
    assert found
    return found.group(1)


def then_axe_finds_nothing(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert not violations, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]


PAGES = ("", "map/", "timeline/", "obligations/", "council/", "deadlines/", "enter/")
TABS = (
    "",
    "change/",
    "parties/",
    "obligations/",
    "obligations/add/",
    "inspections/",
    "papers/",
    "renewal/",
    "history/",
)


def test_an_mou_from_its_draft_to_the_councils_report(
    browser: Browser, tab: Page, live_server: Any, client: Any
) -> None:
    province, ministry = the_province(), a_partner()
    head = an_account("Head Seo", Role.HEAD, Role.OFFICER)
    signed_in(tab, head, live_server, client)
    today = timezone.localdate()

    tab.goto("/en/agreements/enter/")
    tab.get_by_label("Title in English").fill(TITLE)
    tab.get_by_label("Kind").select_option("government")
    tab.get_by_role("button", name="Enter", exact=True).click()
    when_a_party_is_named(tab, province, "ours", "Governor", "governor@gg.example.org")
    when_a_party_is_named(tab, ministry, "theirs", "Minister", "minister@kg.example.org")

    row = Agreement.objects.get()
    page = f"/en/agreements/{row.pk}/"
    tab.goto(page)
    expect(tab.get_by_text("Draft", exact=True)).to_be_visible()
    tab.get_by_role("button", name="Hand in for review").click()
    expect(tab.get_by_role("button", name="Record the signing")).to_be_disabled()
    tab.get_by_role("button", name="Approve").click()
    tab.get_by_role("link", name="Record the signing").click()
    tab.get_by_label("Signed on").fill(today.isoformat())
    tab.get_by_label("Last day of the term").fill((today + timedelta(days=100)).isoformat())
    tab.get_by_role("button", name="Record the signing").click()
    expect(tab.get_by_text("Expiring", exact=True)).to_be_visible()

    tab.goto(f"{page}obligations/add/")
    tab.get_by_label("What was promised, in English").fill("Invite three doctors")
    tab.get_by_label("Due on").fill((today + timedelta(days=10)).isoformat())
    tab.get_by_role("button", name="Save").click()
    tab.get_by_role("link", name="Record as met").click()
    tab.get_by_label("Proof as a file").set_input_files(
        {"name": "tickets.pdf", "mimeType": "application/pdf", "buffer": b"%PDF three tickets"}
    )
    tab.get_by_role("button", name="Record as met").click()
    expect(tab.get_by_role("link", name="tickets.pdf")).to_be_visible()

    tab.goto(f"{page}renewal/")
    tab.get_by_label("New last day").fill((today + timedelta(days=900)).isoformat())
    tab.get_by_role("button", name="Write to the parties").click()
    for email in ("governor@gg.example.org", "minister@kg.example.org"):
        context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 800})
        phone = context.new_page()
        address = link_to(email)
        phone.goto(address)
        then_axe_finds_nothing(phone)
        phone.locator("input[name=yes][value=yes]").check()
        phone.locator("input[name=name]").fill("A. Minister")
        phone.locator("main form button").click()
        expect(phone.locator(".alert.is-success")).to_be_visible()
        assert phone.goto(address).status == 410
        context.close()
    tab.goto(page)
    expect(tab.get_by_text("Renewed", exact=True)).to_be_visible()

    tab.goto(f"{page}papers/")
    tab.locator("select[name=language]").select_option("en")
    tab.get_by_role("button", name="Make the report as a PDF").click()
    work_off()
    tab.goto(f"{page}papers/")
    with tab.expect_download() as download:
        tab.get_by_role("link", name=re.compile("council-.*pdf")).click()
    with open(download.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    tab.get_by_role("link", name="Record as handed in").click()
    tab.get_by_label("Number of the letter").fill("A-2026-17")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("A-2026-17")).to_be_visible()
    tab.goto("/en/agreements/council/")
    expect(tab.get_by_text("Nothing waits.")).to_be_visible()
    for address in (*(f"/en/agreements/{name}" for name in PAGES), *(f"{page}{name}" for name in TABS)):
        tab.goto(address)
        then_axe_finds_nothing(tab)
