"""Making a back-up of the running site."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from naru.front import environment as env
from naru.front.backups.folder import (
    FOLDERS,
    MANIFEST,
    Fault,
    Manifest,
    Say,
    digested,
    files,
    fingerprint,
    to_disk,
)
from naru.front.backups.postgresql import run
from naru.front.backups.proving import proof_of_sqlite
from naru.history.book.proof import verify


def back_up(into: Path, *, at: datetime, say: Say) -> tuple[Path, Manifest]:
    """
    Make a back-up of the running site in a new folder under `into`; it has its name only once it is whole.

    The files are copied before the tables and, where new ones came meanwhile, after them: whatever a row
    names is there. Writers are not held up.

    :raises Fault: with the reason; nothing of the attempt is left then
    """
    name = f"naru-{at:%Y%m%dT%H%M%SZ}"
    whole, part = into / name, into / f".{name}.part"
    try:
        if whole.exists():
            raise Fault(f"{whole} is there already.")
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.mkdir(mode=0o700)
    except OSError as error:
        raise Fault(f"{into} cannot be written: {error.strerror}.") from error
    try:
        say("Copying the files")
        _copy_files(part)
        say("Copying the tables")
        made = (_dump_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(part, at)
        _copy_files(part)
        key = Path(settings.DATA) / "secret_key"
        if not env.text("NARU_SECRET_KEY") and key.exists():
            shutil.copyfile(key, part / "secret_key")
            (part / "secret_key").chmod(0o600)
        say("Reading it all again")
        made.files = {str(path.relative_to(part)): digested(path) for path in files(part)}
        (part / MANIFEST).write_text(json.dumps(asdict(made), indent=1, ensure_ascii=False), encoding="utf-8")
        to_disk(part)
        part.rename(whole)
    except OSError as error:
        raise Fault(f"The back-up could not be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return whole, made


def thin_out(into: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest `keep` whole back-ups of a folder, and what killed attempts left; say which."""
    found = sorted(path for path in into.glob("naru-*Z") if (path / MANIFEST).exists())
    gone = found[: max(0, len(found) - keep)] + sorted(into.glob(".naru-*Z.part"))
    for path in gone:
        shutil.rmtree(path)
    return gone


def _copy_files(part: Path) -> None:
    """Copy what is not there yet. A file that goes while we read it belongs to no row of the tables to come."""
    for folder in FOLDERS:
        for path in files(Path(settings.DATA) / folder):
            to = part / path.relative_to(settings.DATA)
            try:
                if to.exists() and to.stat().st_size == path.stat().st_size:
                    continue
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)
            except FileNotFoundError:
                to.unlink(missing_ok=True)


def _dump_sqlite(part: Path, at: datetime) -> Manifest:
    file = part / "database.sqlite3"
    live = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
    with closing(live), closing(sqlite3.connect(file)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    entries, head = proof_of_sqlite(file)
    return _manifest(at, entries, head)


def _dump_postgresql(part: Path, at: datetime) -> Manifest:
    """Let pg_dump and the proof of the history see the same moment, by one exported snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        run("pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={part / 'database.dump'}")
        proof = verify(seals=[])
        if proof.fault:
            raise Fault(f"The history is not whole: {proof.fault.sentence}")
        return _manifest(at, proof.count, proof.head.digest)


def _manifest(at: datetime, entries: int, head: str) -> Manifest:
    done = sorted(list(step) for step in MigrationRecorder(connection).applied_migrations())
    return Manifest(
        at.isoformat(timespec="seconds"),
        connection.vendor,
        entries,
        head,
        fingerprint(settings.SECRET_KEY),
        done,
    )
