"""List the sheets that apps declare."""

from __future__ import annotations

import json
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from naru.sheets.rules import declared


class Command(BaseCommand):
    help = "List the declared sheets with their columns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        found = declared.sheets()
        if options["json"]:
            rows = [
                {
                    "key": sheet.key,
                    "title": str(sheet.title),
                    "version": sheet.version,
                    "open_to": list(sheet.open_to),
                    "exports": sheet.can_export,
                    "columns": [
                        {
                            "key": column.key,
                            "label": str(column.label),
                            "kind": column.kind,
                            "required": column.required,
                        }
                        for column in sheet.columns
                    ],
                }
                for sheet in found
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        table = Table("key", "title", "version", "columns", "export")
        for sheet in found:
            keys = ", ".join(f"{column.key}*" if column.required else column.key for column in sheet.columns)
            table.add_row(sheet.key, str(sheet.title), sheet.version, keys, "yes" if sheet.can_export else "")
        Console(file=cast(IO[str], self.stdout)).print(table)
