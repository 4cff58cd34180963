"""How soon the verdicts on a long text stand beside it in the editor, in a real browser on the product's own server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from benchmarks import world
from benchmarks.measure import Line
from naru.newsroom.actions.bulletins import write

CLAIM = "In the editor the verdicts on 2,000 words stand within 150 ms of the end of a pause"
BESIDE = "A check of 2,000 words costs a few empty questions to the same server"
LIMIT = 150.0
WORDS = 2_000
PARAGRAPH = (
    "In {year} the province counted {a:,} foreign patients, {b:,} of them from Kazakhstan and {c:,} from Mongolia. "
    "About {d} hospitals and agencies held {e} consultations and signed {f} agreements at the fair in Almaty, which "
    "took place from 24 to 26 April. The share of women was {g}.{h}%, and since 2009 a total of {i:,} patients came. "
    "Interpreters who had completed their course in the winter stood beside the doctors and wrote down what could not "
    "be answered at once, so that somebody at home would look at it before the week was over. "
)
EMPTY = """async (url) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const times = [];
    for (let turn = 0; turn < 12; turn += 1) {
        const begun = performance.now();
        const body = JSON.stringify({ bulletin: null, language: "en", parts: [] });
        const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
        await (await fetch(url, { method: "POST", headers, body })).json();
        times.push(performance.now() - begun);
    }
    return times.slice(2);
}"""


def _text() -> list[dict[str, Any]]:
    """Write two thousand words with numbers in every sentence, as a report at the year's end has them."""
    blocks: list[dict[str, Any]] = []
    many = 0
    while many < WORDS:
        n = len(blocks) + 1
        said = PARAGRAPH.format(
            year=2009 + n % 15,
            a=20_000 + 731 * n,
            b=3_000 + 97 * n,
            c=2_000 + 61 * n,
            d=20 + n,
            e=300 + 11 * n,
            f=10 + n,
            g=50 + n % 9,
            h=n % 10,
            i=400_000 + 1_313 * n,
        )
        many += len(said.split())
        blocks.append({"type": "paragraph", "value": f"<p>{said}</p>"})
    return blocks


ASKED = "() => performance.getEntriesByName('naru-numbers-asked').slice(2).map((one) => one.duration)"


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "naru", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _turn in range(120):
            try:
                urllib.request.urlopen(f"{address}/health/", timeout=5).close()  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _pauses(tab: Page, rounds: int) -> list[float]:
    """Type a letter and pause, so many times; give what each check took from the pause's end to the drawn rows."""
    seen = "() => performance.getEntriesByName('naru-numbers').map((one) => one.duration)"
    field = tab.locator(".public-DraftEditor-content").last
    field.click()
    tab.keyboard.press("Control+End")
    for turn in range(rounds + 2):
        before = len(tab.evaluate(seen))
        tab.keyboard.type("Well. "[turn % 5])
        for _wait in range(200):
            tab.wait_for_timeout(50)
            if len(tab.evaluate(seen)) > before:
                break
        tab.wait_for_timeout(900)  # the editor saves the draft by itself meanwhile
    return list(tab.evaluate(seen))[-rounds:]


def measure(*, quick: bool) -> Iterator[Line]:
    """Serve the product, open a long draft in Chromium, type and pause."""
    from naru.krds.build import build
    from tests.journeys.conftest import FLAGS, find_chromium

    build(lambda _sentence: None)
    call_command("collectstatic", interactive=False, verbosity=0)
    account = world.fill(of_bulletins=0, of_people=0, of_activities=0, years=2 if quick else 15)
    TOTP.activate(account, generate_totp_secret())
    bulletin = write(title="The year in numbers", language="en", body=_text(), by=account, at=world.AT)
    client = Client()
    client.force_login(account)
    session = client.cookies["sessionid"].value
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        tab = context.new_page()
        tab.goto(f"/desk/newsroom/snippets/newsroom/bulletin/edit/{bulletin.pk}/")
        tab.locator(".naru-number").first.wait_for(timeout=60_000)
        rows = tab.locator(".naru-number").count()
        ours = median(_pauses(tab, 3 if quick else 15))
        asked = median(tab.evaluate(ASKED))
        floor = median(tab.evaluate(EMPTY, "/desk/newsroom/numbers/"))
        browser.close()
    note = f"{rows} open rows; {asked:.0f} ms until the answer, the rest to draw it; a pause of 300 ms comes before"
    yield Line(CLAIM, "typing in a long draft", ours, LIMIT, "ms", 1, note, size=True)
    yield Line(BESIDE, "beside an empty question", ours, floor, "ms", 25)
