"""The tablet's page: what it brings, what is kept on the device, in every language."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from naru.krds.addresses import address
from naru.krds.build import ROOT
from naru.missions.views.tablet_words import WORDS, words

pytestmark = pytest.mark.django_db
SOURCES = sorted((ROOT / "field" / "src").rglob("*.ts"))


def told(page: str) -> dict[str, object]:
    """Read what the page tells its script."""
    found = re.search(r'<script id="clinic-words" type="application/json">(.*?)</script>', page, re.S)
    assert found
    read: dict[str, object] = json.loads(found.group(1))
    return read


def test_the_page_is_the_same_for_everybody_and_brings_every_language(client: Client) -> None:
    answer = client.get(address("missions:tablet", language="mn"))
    page = told(answer.content.decode())
    assert page["language"] == "mn"
    assert set(page["words"]) == {code for code, _name in settings.LANGUAGES}  # type: ignore[call-overload]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.findall(
        r"<script(?![^>]*(?:src=|application/json))|\sstyle=|\son\w+=", answer.content.decode()
    )


def test_every_word_that_the_screens_ask_for_is_there() -> None:
    asked = {key for path in SOURCES for key in re.findall(r'\bt\("([\w.]+)"', path.read_text())}
    assert len(asked) > 100
    assert asked <= set(words()["en"])
    code = "\n".join(path.read_text() for path in SOURCES)
    unused = [key for key in WORDS if f'"{key}"' not in code and f"{key.partition('.')[0]}.$" not in code]
    assert unused == []


def test_the_worker_keeps_the_page_its_look_its_script_and_the_diagnoses(client: Client) -> None:
    answer = client.get(address("missions:worker", language="ko"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    kept = json.loads(re.findall(r"const KEPT = (\[.*?\]);", answer.content.decode())[0])
    for name in ("missions:tablet", "missions:manifest", "missions:icd"):
        assert address(name, language="ko") in kept
    assert any(each.endswith("missions/field.js") for each in kept)
    assert not any(each.endswith(("/entries/", "/changes/", "/briefing/")) for each in kept)


def test_the_page_can_be_installed_and_looks_diagnoses_up(client: Client) -> None:
    manifest = client.get(address("missions:manifest", language="ru")).json()
    assert manifest["display"] == "standalone"
    assert manifest["scope"] == manifest["start_url"] == address("missions:tablet", language="ru")
    names = client.get(address("missions:icd", language="en")).json()
    assert len(names) > 10_000
    assert "J00" in names
