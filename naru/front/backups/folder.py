"""What a back-up is: one folder, the files in it, and what it says of itself."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDERS = ("media", "uploads")
"""What of the data folder is kept beside the database and the secret; all the rest is made anew."""
MANIFEST = "manifest.json"
Say = Callable[[str], None]


class Fault(Exception):  # noqa: N818 - the operator's word
    """A back-up cannot be made or taken up; the text is the reason, in a sentence."""


@dataclass(frozen=True)
class Kept:
    """One file of a back-up: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """What a back-up says of itself. `entries` and `head` are the end of the history's chain in it."""

    made_at: str
    vendor: str
    entries: int
    head: str
    secret: str
    migrations: list[list[str]]
    files: dict[str, Kept] = field(default_factory=dict)

    @property
    def database(self) -> str:
        """The name of the file that holds the tables."""
        return "database.sqlite3" if self.vendor == "sqlite" else "database.dump"

    @property
    def size(self) -> int:
        """The size of all files together, in bytes."""
        return sum(kept.size for kept in self.files.values())


def fingerprint(secret: str) -> str:
    """Tell one secret from another without giving it away."""
    return hmac.new(secret.encode(), b"a naru back-up's secret", hashlib.sha256).hexdigest()[:16]


def digested(path: Path) -> Kept:
    """Read a file through."""
    with path.open("rb") as stream:
        return Kept(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def files(folder: Path) -> Iterator[Path]:
    """Give the files in a folder and its folders, in order of their names."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def to_disk(place: Path) -> None:
    """Have a file, or a folder with all in it, written through, so that a cut in power cannot halve it."""
    for path in [*place.rglob("*"), place]:
        door = os.open(path, os.O_RDONLY)
        try:
            os.fsync(door)
        finally:
            os.close(door)


def summary(folder: Path, made: Manifest) -> dict[str, Any]:
    """Say of a back-up what an operator writes down, as plain values."""
    return {
        "folder": str(folder),
        "made_at": made.made_at,
        "database": made.vendor,
        "files": len(made.files),
        "bytes": made.size,
        "entries": made.entries,
        "head": made.head,
    }
