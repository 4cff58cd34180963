"""Taking up a back-up into an empty place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from naru.directory.actions.sign_in import took_up_back_up
from naru.front import environment as env
from naru.front.backups.folder import FOLDERS, Fault, Manifest, Say, files, fingerprint, to_disk
from naru.front.backups.postgresql import run
from naru.front.backups.proving import read
from naru.history.book.proof import verify
from naru.history.rules.chain import Seal

MARK = "restoring"
"""Stands in the data folder from the first file that is brought back to the last step."""


def restore(folder: Path, *, at: datetime, say: Say) -> Manifest:
    """
    Take up a back-up into an empty data folder and empty tables, and end every session.

    The tables come last and in one piece. Killed on its way, it can be begun again.

    :raises Fault: with the reason; where the target is not empty nothing is touched
    """
    made = read(folder, say=say)
    data = Path(settings.DATA)
    mark = data / MARK
    begun = mark.exists() and mark.read_text().strip() == made.head
    if not (begun and _has_tables()):
        _see_that_it_fits(folder, made, begun=begun)
        mark.write_text(made.head)
        say("Bringing back the files")
        with _room():
            for name in FOLDERS:
                shutil.rmtree(data / name, ignore_errors=True)
                if (folder / name).exists():
                    shutil.copytree(folder / name, data / name)
            if (folder / "secret_key").exists():
                _bring_secret(folder / "secret_key", data / "secret_key")
        say("Bringing back the tables")
        connections.close_all()
        if made.vendor == "sqlite":
            with _room():
                _bring_sqlite(folder / made.database, Path(connection.settings_dict["NAME"]))
        else:
            run(
                "pg_restore",
                *("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
                f"--dbname={connection.get_connection_params()['dbname']}",
                str(folder / made.database),
            )
    say("Proving the history")
    proof = verify(seals=[Seal(made.entries, made.head, made.made_at)])
    if proof.fault:
        raise Fault(f"What was brought back is not what was kept: {proof.fault.sentence}")
    say("Bringing the tables up to the code")
    call_command("migrate", verbosity=0)
    took_up_back_up(made_at=made.made_at, by=None, at=at)
    mark.unlink()
    return made


def _see_that_it_fits(folder: Path, made: Manifest, *, begun: bool) -> None:
    data = Path(settings.DATA)
    if made.vendor != connection.vendor:
        raise Fault(
            f"The back-up is of {made.vendor}, this site of {connection.vendor}: see DATABASE_URL. "
            "A back-up is taken up by the kind of database that it was made of."
        )
    if _has_tables():
        raise Fault("The database is not empty. A back-up is taken up only into an empty one.")
    if not begun:
        for name in FOLDERS:
            if any(files(data / name)):
                raise Fault(
                    f"{data / name} is not empty. Name another folder in NARU_DATA, or move this one away."
                )
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _name in known}
    if strange := [step for step in made.migrations if step[0] in ours and tuple(step) not in known]:
        raise Fault(f"The back-up is of a newer version: its tables know {'.'.join(strange[0])}.")
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    given = bool(env.text("NARU_SECRET_KEY")) or not (folder / "secret_key").exists()
    if given and made.secret not in map(fingerprint, secrets):
        raise Fault(
            "The site had another secret. Give its NARU_SECRET_KEY, or add it to NARU_SECRET_KEYS_OLD: "
            "without it nobody's authenticator app would be known again."
        )
    free = shutil.disk_usage(data).free
    if free < made.size * 1.1:
        raise Fault(f"There is room for {free // 10**6} MB only, and {made.size // 10**6} MB are wanted.")


def _has_tables() -> bool:
    """Say whether there is a database that holds anything; a lone write-ahead log counts, since it would be read in."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return any(file.with_name(file.name + end).exists() for end in ("", "-wal", "-shm", "-journal"))
    return bool(connection.introspection.table_names())


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Fault(
            f"The files could not be written: {error.strerror}. Begin again once they can."
        ) from error


def _bring_secret(kept: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(kept.read_bytes())


def _bring_sqlite(kept: Path, to: Path) -> None:
    part = to.with_name(to.name + ".part")
    shutil.copyfile(kept, part)
    to_disk(part)
    part.rename(to)
