"""Proving a back-up whole: each file by its digest, the tables, and the chain of the history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import dj_database_url
from django.db import connections

from naru.front.backups.folder import MANIFEST, Fault, Kept, Manifest, Say, digested, files
from naru.history.book.proof import verify


def read(folder: Path, *, say: Say) -> Manifest:
    """
    Read a back-up through: every file with its digest, the tables, and the chain of the history.

    The chain inside a dump of PostgreSQL is proved when it is taken up.

    :raises Fault: with the first thing that is wrong
    """
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        made = Manifest(**{**raw, "files": {name: Kept(**kept) for name, kept in raw["files"].items()}})
    except FileNotFoundError:
        raise Fault(f"{folder} is no back-up: it holds no {MANIFEST}.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Fault(f"{folder / MANIFEST} cannot be read.") from None
    say("Comparing the files with their digests")
    there = {str(path.relative_to(folder)) for path in files(folder)} - {MANIFEST}
    if missing := sorted(made.files.keys() - there):
        raise Fault(f"{missing[0]} is missing ({len(missing)} in all).")
    if strange := sorted(there - made.files.keys()):
        raise Fault(f"{strange[0]} does not belong to it ({len(strange)} in all).")
    for name, kept in made.files.items():
        if digested(folder / name) != kept:
            raise Fault(f"{name} is not as it was written.")
    if made.database not in made.files:
        raise Fault("It holds no tables.")
    if made.vendor == "sqlite":
        say("Proving the history")
        if proof_of_sqlite(folder / made.database) != (made.entries, made.head):
            raise Fault("The history ends elsewhere than the back-up says.")
    return made


def proof_of_sqlite(file: Path) -> tuple[int, str]:
    """Read a database file through and prove the history in it; give the number of its entries and the last digest."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Fault(f"The tables cannot be read: {error}.") from error
    if said != "ok" or loose:
        raise Fault(f"The tables are damaged: {loose or said}.")
    with _opened(file) as alias:
        proof = verify(seals=[], using=alias)
    if proof.fault:
        raise Fault(f"The history is not whole: {proof.fault.sentence}")
    return proof.count, proof.head.digest


@contextmanager
def _opened(file: Path) -> Iterator[str]:
    """Open a database file beside the site's own tables, under a name of its own."""
    alias = "back_up"
    found = {"default": dj_database_url.parse(f"sqlite:///{file.resolve()}")}
    connections.databases[alias] = connections.configure_settings(found)["default"]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]
