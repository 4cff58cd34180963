"""Back-ups made of a running site and taken up into an empty one, on the database of this run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from wagtail.documents import get_document_model

from naru.front.backups import thin_out
from naru.history.book.proof import head
from naru.history.models import Entry
from tests.databases import ROOT
from tests.makers.accounts import an_editor

pytestmark = pytest.mark.django_db(transaction=True)


class Place:
    """An empty place to take a back-up up in: a data folder and, on PostgreSQL, a database."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.server = os.environ.get("DATABASE_URL", "") if connection.vendor == "postgresql" else ""
        self.name = f"naru_restored_{os.getpid()}"
        if self.server:
            self.empty()

    def empty(self) -> None:
        """Make its database anew."""
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f"drop database if exists {self.name} with (force)")
            server.execute(f"create database {self.name}")

    def naru(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command there."""
        address = self.server.replace("/postgres?", f"/{self.name}?")
        return a_command(*words, NARU_DATA=str(self.data), DATABASE_URL=address, **more)


def a_command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of naru's commands as an operator would, with the product's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NARU_")}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "naru", *words],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "naru.front.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Give an empty place."""
    found = Place(tmp_path)
    yield found
    if found.server:
        with psycopg.connect(found.server, autocommit=True) as server:
            server.execute(f"drop database if exists {found.name} with (force)")


def the_site() -> None:
    """Give the site an account that is signed in, some history and a file."""
    editor = an_editor()
    session = SessionStore()
    session["whose"] = str(editor.pk)
    session.create()
    get_document_model().objects.create(title="Plan", file=ContentFile(b"the plan", name="plan.pdf"))


def kept(into: Path) -> dict[str, Any]:
    """Make a back-up of the tests' own site, as its operator would, and give what it says of itself."""
    outcome = a_command(
        *("back_up", str(into), "--json"),
        NARU_LANGUAGE="en",
        NARU_DATA=str(settings.DATA),
        DATABASE_URL=address_of_this_run(),
    )
    assert outcome.returncode == 0, outcome.stderr
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def address_of_this_run() -> str:
    """Give the address of the database of this run as the environment would."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")


def test_a_back_up_comes_back_whole_once_and_only_into_an_empty_place(tmp_path: Path, place: Place) -> None:
    the_site()
    made = kept(tmp_path / "kept")
    folder = made["folder"]
    assert made["entries"] == Entry.objects.count() > 0
    assert made["head"] == head().digest
    assert Path(folder).stat().st_mode & 0o077 == 0

    other = place.naru("restore", folder, NARU_SECRET_KEY="another" * 9)
    assert (other.returncode, "another secret" in other.stderr) == (1, True)
    assert not (place.data / "media").exists()
    (place.data / "media").mkdir(parents=True)
    (place.data / "media" / "half").write_bytes(b"half a file")
    full = place.naru("restore", folder)
    assert (full.returncode, "not empty" in full.stderr) == (1, True)
    assert (place.data / "media" / "half").read_bytes() == b"half a file"

    (place.data / "restoring").write_text(made["head"])  # as if it had been killed after half a file
    outcome = place.naru("restore", folder, "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert not (place.data / "media" / "half").exists()
    assert not (place.data / "restoring").exists()
    proof = place.naru("verify_history", "--json")
    assert json.loads(proof.stdout)["entries"] == made["entries"] + 1  # that it was taken up
    (file,) = get_document_model().objects.values_list("file", flat=True)
    assert (place.data / "media" / file).read_bytes() == b"the plan"
    assert (place.data / "secret_key").read_text() == (Path(settings.DATA) / "secret_key").read_text()
    asked = "from django.contrib.sessions.models import Session as S; print(S.objects.count(), 'sessions')"
    assert "0 sessions" in place.naru("shell", "-c", asked).stdout

    again = place.naru("restore", folder)
    assert (again.returncode, "not empty" in again.stderr) == (1, True)


def test_a_back_up_that_is_not_as_it_was_written_is_refused(tmp_path: Path) -> None:
    the_site()
    folder = Path(kept(tmp_path / "kept")["folder"])
    file = next(path for path in (folder / "media").rglob("*") if path.is_file())
    strange = folder / "media" / "strange"

    def refused(words: str) -> None:
        with pytest.raises(CommandError, match=words):
            call_command("restore", str(folder), "--check", stdout=StringIO())

    file.write_bytes(b"the plot")
    refused("not as it was written")
    file.unlink()
    refused("is missing")
    file.write_bytes(b"the plan")
    strange.write_bytes(b"?")
    refused("does not belong")
    strange.unlink()
    table = next(folder.glob("database.*"))
    table.write_bytes(table.read_bytes()[:-4096])
    refused("not as it was written")
    (folder / "manifest.json").write_text("{}")
    refused("cannot be read")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the guard is lifted in SQLite's words")
def test_a_history_that_was_rewritten_is_not_kept_as_if_it_were_whole(tmp_path: Path) -> None:
    the_site()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER history_entry_update")
        cursor.execute("UPDATE history_entry SET why = 'another' WHERE number = 1")
    with pytest.raises(AssertionError, match="Entry 1 was altered"):
        kept(tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []


def test_only_the_newest_are_kept_and_nothing_half_made(tmp_path: Path) -> None:
    for year in (2020, 2021, 2022):
        (tmp_path / f"naru-{year}0101T000000Z").mkdir()
        (tmp_path / f"naru-{year}0101T000000Z" / "manifest.json").write_text("{}")
    (tmp_path / ".naru-20200102T000000Z.part").mkdir()
    (tmp_path / "naru-notesZ").write_text("mine")
    thin_out(tmp_path, keep=2)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["naru-20210101T000000Z", "naru-20220101T000000Z", "naru-notesZ"]
