"""The settings and their document; the deployment check and its sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents import get_document_model

from naru.front.deployment import findings
from naru.front.management.commands.settings import DOCUMENT, document


def test_the_document_lists_every_setting() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "Type: uv run naru settings --write"


@pytest.mark.django_db
def test_a_site_for_real_users_needs_https_and_an_administrator(settings) -> None:
    settings.NARU_ADDRESS = "http://office.example"
    said = " ".join(finding.what for finding in findings(real=True))
    assert "not protected by HTTPS" in said
    assert "does not answer to its own name office.example" in said
    assert "Nobody is administrator" in said


@pytest.mark.django_db
def test_the_demo_door_is_an_error_on_a_real_site(settings) -> None:
    settings.NARU_DEMO = True
    assert any("one-click" in finding.what for finding in findings(real=True))
    settings.NARU_DEMO = False
    assert not any("one-click" in finding.what for finding in findings(real=True))


@pytest.mark.django_db
def test_a_zone_that_does_not_exist_is_named(settings) -> None:
    settings.TIME_ZONE = "Asia/Nowhere"
    assert any("Asia/Nowhere" in finding.what for finding in findings(real=False))


@pytest.mark.django_db
def test_files_without_rows_and_rows_without_files_are_named(settings) -> None:
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"plan", name="plan.pdf"))
    kept = Path(document.file.path)
    strange = kept.with_name("half.pdf")
    strange.write_bytes(b"half")
    said = " ".join(finding.what for finding in findings(real=False))
    assert "half.pdf" not in said  # it may be an upload on its way
    for path in (kept, strange):
        os.utime(path, (0, 0))
    said = " ".join(finding.what for finding in findings(real=False))
    assert f"1 files (0.0 MB) belong to no row, {strange}" in said
    assert "are not there" not in said
    kept.unlink()
    strange.unlink()
    said = " ".join(finding.what for finding in findings(real=False))
    assert f"1 files that the tables name are not there, {kept}" in said


@pytest.mark.django_db
def test_a_proxy_that_is_not_counted_is_told_of(settings, monkeypatch) -> None:
    monkeypatch.setenv("NARU_HTTPS", "1")
    assert any("locks out all" in finding.what for finding in findings(real=True))
    settings.NARU_PROXIES = 1
    assert not any("locks out all" in finding.what for finding in findings(real=True))


def test_secrets_are_not_printed(capsys, monkeypatch) -> None:
    monkeypatch.setenv("NARU_SECRET_KEY", "do-not-show-me")
    call_command("settings", as_json=True)
    out = capsys.readouterr().out
    assert "do-not-show-me" not in out
    assert any(row["name"] == "NARU_SECRET_KEY" for row in json.loads(out))


def test_the_command_without_a_name_lists_the_project_s_own() -> None:
    out = subprocess.run(
        [sys.executable, "-m", "naru", "commands", "--json"], capture_output=True, text=True, check=True
    ).stdout
    names = {row["name"] for row in json.loads(out.strip().splitlines()[-1])}
    assert {"demo", "serve", "check", "messages", "settings"} <= names
