"""The first use of a data folder: its tables are made and the published series loaded, without being asked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from rich.console import Console

WANTS_TABLES = frozenset(
    {
        "appoint_administrator",
        "blank_sheet",
        "check_bulletin",
        "figures",
        "import_news",
        "import_sheet",
        "index_names",
        "load_figures",
        "load_places",
        "news",
        "read_invitation",
        "recount_figures",
        "seal_history",
        "serve",
        "sheets",
        "verify_history",
        "work",
    }
)
"""Commands that are of no use without tables."""


def is_untouched() -> bool:
    """Say whether the embedded database was never made, or its making was cut off. Never so for a server's."""
    if connection.vendor != "sqlite" or settings.NARU_DEMO:
        return False
    return not Path(settings.DATABASES["default"]["NAME"]).exists() or _mark().exists()


def prepare(console: Console) -> None:
    """Make the tables and load the official series and the documents' figures; harmless a second time."""
    _mark().touch()
    with console.status(f"First use of {settings.DATA}: making the tables"):
        call_command("migrate", verbosity=0)
    with console.status("Loading the published figures"):
        call_command("load_figures", stdout=console.file)
    _mark().unlink()


def _mark() -> Path:
    return Path(settings.DATA) / "preparing"
