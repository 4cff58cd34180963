"""`naru settings`: every setting of the environment, with what holds now; --write brings the document up to date."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

from naru.front import environment as env

DOCUMENT = env.ROOT / "docs" / "settings.md"
SECRET = {"NARU_SECRET_KEY", "NARU_SECRET_KEYS_OLD", "NARU_MAIL_URL", "DATABASE_URL"}


def document() -> str:
    """Write the table of settings as Markdown."""
    rows = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else 'empty'} | {s.meaning} |" for s in env.SETTINGS
    ]
    head = [
        "# Settings",
        "",
        "All come from the environment. `uv run naru settings` shows what holds now.",
        "",
    ]
    return "\n".join([*head, "| name | default | meaning |", "|---|---|---|", *rows, ""])


class Command(BaseCommand):
    help = "List every setting of the environment and what holds now."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--write", action="store_true", help="write docs/settings.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            DOCUMENT.write_text(document(), encoding="utf-8")
        rows = [
            (
                s.name,
                "(kept to itself)" if s.name in SECRET and env.text(s.name) else env.text(s.name),
                s.meaning,
            )
            for s in env.SETTINGS
        ]
        if options["as_json"]:
            keys = ("name", "value", "meaning")
            self.stdout.write(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2))
            return
        table = Table("name", "value now", "meaning")
        for row in rows:
            table.add_row(*row)
        Console().print(table)
