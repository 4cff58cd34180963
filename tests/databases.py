"""Test databases made by copying one migrated template, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]


def digest() -> str:
    """Give a digest of everything that decides what a migrated database holds."""
    seen = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "naru").glob("*/migrations/**/*.py")):
        seen.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time in. The lock is the kernel's: whoever is killed gives it back."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(**environment: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "naru", "migrate", "--verbosity", "0"]
    # The product's own settings: those of the tests would put the database into a folder of their own.
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "naru.front.settings", **environment}
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if outcome.returncode:
        raise RuntimeError(f"The test database could not be migrated:\n{outcome.stdout}{outcome.stderr}")


class OnSqlite:
    """A database file a process, copied from the template and copied again after a committing test."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="naru-db-"))
        self.template = Path(tempfile.gettempdir()) / f"naru-template-{digest()}.sqlite3"

    def start(self) -> None:
        """Make the template where there is none yet, and the first copy."""
        with _locked(self.template.with_suffix(".lock")):
            if not self.template.exists():
                with tempfile.TemporaryDirectory(prefix="naru-template-") as data:
                    _migrate(NARU_DATA=data, DATABASE_URL="")
                    made = Path(data) / "naru.sqlite3"
                    with _sqlite(made) as database:
                        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    shutil.copy(made, self.template.with_suffix(".part"))
                self.template.with_suffix(".part").rename(self.template)
        self.settings["NAME"] = str(self.folder / "test.sqlite3")
        self.renew()

    def renew(self) -> None:
        """Put the template's content back."""
        for old in self.folder.glob("test.sqlite3*"):
            old.unlink()
        shutil.copy(self.template, self.settings["NAME"])

    def stop(self) -> None:
        """Remove the copy; the template stays for the next run."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def _sqlite(path: Path) -> Iterator[Any]:
    import sqlite3

    database = sqlite3.connect(path)
    try:
        yield database
    finally:
        database.close()


class OnPostgres:
    """A database a process, made from a template database of the same server."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.server = os.environ["DATABASE_URL"]
        self.name = f"naru_test_{os.getpid()}"
        self.template = f"naru_template_{digest()}"

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def start(self) -> None:
        """Make the template where there is none yet, and the first copy."""
        with _locked(Path(tempfile.gettempdir()) / f"{self.template}.lock"):
            with psycopg.connect(self.server, autocommit=True) as connection:
                found = connection.execute(
                    "select 1 from pg_database where datname = %s", [self.template]
                ).fetchone()
            if not found:
                made = f"{self.template}_part"
                self._run(f"drop database if exists {made}", f"create database {made}")
                _migrate(DATABASE_URL=self.server.replace("/postgres?", f"/{made}?"))
                self._run(f"alter database {made} rename to {self.template}")
        self.settings["NAME"] = self.name
        self.renew()

    def renew(self) -> None:
        """Put the template's content back."""
        self._run(
            f"drop database if exists {self.name} with (force)",
            f"create database {self.name} template {self.template}",
        )

    def stop(self) -> None:
        """Remove the copy."""
        self._run(f"drop database if exists {self.name} with (force)")


def of_this_run() -> OnSqlite | OnPostgres:
    """Give the kind of database that the settings name."""
    settings = connections["default"].settings_dict
    return OnSqlite(settings) if settings["ENGINE"].endswith("sqlite3") else OnPostgres(settings)
