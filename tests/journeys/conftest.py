"""A real browser for journeys: Chromium of the machine, else Playwright's own, else the line to type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

expect.set_options(timeout=20_000)  # a shared machine may be slow; what never comes still fails

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "No browser was found and none could be installed. Type one of:\n"
    "  apt-get install -y chromium\n"
    "  uv run playwright install chromium\n"
    "or name one in NARU_CHROMIUM."
)


def find_chromium() -> str | None:
    """Name the machine's own Chromium or Chrome, or nothing."""
    if named := os.environ.get("NARU_CHROMIUM"):
        return named
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def frontend() -> None:
    """Build the front-end packages, as a page in a browser needs them."""
    from naru.krds.build import build

    build(lambda sentence: None)


@pytest.fixture(scope="session")
def browser(frontend: None) -> Iterator[Browser]:
    """Start one browser for the session."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        found = find_chromium()
        try:
            started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except PlaywrightError:
            if found:
                raise
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
            try:
                started = playwright.chromium.launch(args=FLAGS)
            except PlaywrightError:
                pytest.fail(MISSING)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Open a fresh window at desk width on the running site; a script error or CSP violation fails the test."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1440, "height": 900}, locale="ko-KR"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def demo_site(frontend: None) -> Iterator[str]:
    """Run the very command that a newcomer types, in a data folder of its own, and give its address."""
    import json
    import socket
    import tempfile
    import time
    import urllib.request

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="naru-demo-") as folder:
        environment = {**os.environ, "NARU_DEMO_DATA": folder}
        for name in ("NARU_DATA", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "NARU_ADDRESS"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "naru", "demo", "--port", str(port)]
        address = f"http://127.0.0.1:{port}"
        with open(
            os.path.join(tempfile.gettempdir(), f"naru-demo-{port}.log"), "w+", encoding="utf-8"
        ) as said:
            process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
            try:
                for _second in range(900):
                    if process.poll() is not None:
                        said.seek(0)
                        pytest.fail(f"naru demo stopped:\n{said.read()}")
                    try:
                        with urllib.request.urlopen(f"{address}/health/", timeout=5) as answer:
                            assert json.load(answer) == {"ok": True}
                        break
                    except OSError:
                        time.sleep(1)
                yield address
            finally:
                process.terminate()
                try:
                    process.wait(timeout=60)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


@pytest.fixture
def visitor(browser: Browser, demo_site: str) -> Iterator[Page]:
    """Open a fresh window on the demo world; a script error or CSP violation fails the test."""
    context = browser.new_context(base_url=demo_site, viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    context.close()
    assert not faults, faults
