"""`naru commands`: the project's own commands, each with its sentence."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table


class Command(BaseCommand):
    help = "List the project's own commands."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        own = sorted(name for name, app in get_commands().items() if str(app).startswith("naru."))
        rows = [(name, str(load_command_class(get_commands()[name], name).help)) for name in own]
        if options["as_json"]:
            self.stdout.write(json.dumps([{"name": n, "help": h} for n, h in rows], ensure_ascii=False))
            return
        table = Table("command", "what it does", title="uv run naru …")
        for row in rows:
            table.add_row(*row)
        Console().print(table)
