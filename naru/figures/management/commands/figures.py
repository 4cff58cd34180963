"""List every declared figure with its latest reading, as-of date, method and source."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from rich.console import Console
from rich.table import Table

from naru.figures.api import declared, everything, told
from naru.figures.models import Reading
from naru.figures.rules.declared import FIGURES

OFFICE = SimpleNamespace(is_authenticated=True, is_office=True)
"""Whoever runs a command on the machine reads as the office does."""


class Command(BaseCommand):
    help = "List every declared figure with its latest reading, as-of date, method and source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--key", help="one figure, with all its readings")
        parser.add_argument("--language", default="en", help="the language of titles and values (en)")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            figures = self._one(options["key"]) if options["key"] else everything(OFFICE)
            if options["json"]:
                self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
            else:
                self._table(figures)

    def _one(self, key: str) -> list[dict[str, Any]]:
        if key not in FIGURES:
            raise CommandError(f"No figure is called {key}. `naru figures` lists them all.")
        rows = Reading.objects.visible_to(OFFICE).of(key).for_list()
        readings = [told(each) for each in rows]
        current = [each for each in readings if not each["corrected_by"] and each["origin"] != "planned"]
        latest = next((each["latest"] for each in everything(OFFICE) if each["key"] == key), None)
        return [
            declared(FIGURES[key]) | {"latest": latest or next(iter(current), None), "readings": readings}
        ]

    def _table(self, figures: list[dict[str, Any]]) -> None:
        table = Table()
        for name, whole in (
            ("figure", True),
            ("title", False),
            ("latest", True),
            ("as of", True),
            ("method", True),
            ("source", False),
        ):
            table.add_column(name, no_wrap=whole, overflow="fold")
        for figure in figures:
            for latest in figure.get("readings") or [figure["latest"]]:
                if latest is None:
                    table.add_row(figure["key"], figure["title"], "–", "", "", "")
                    continue
                split = ", ".join(latest["dimensions"].values())
                source = latest["source"]
                table.add_row(
                    figure["key"],
                    figure["title"],
                    latest["said"] + (f" ({split})" if split else ""),
                    latest["as_of"],
                    latest["origin"],
                    f"{source['title']} · {source['publisher']}" if source else latest["method"],
                )
        wide = None if self.stdout.isatty() else 200
        Console(file=self.stdout, highlight=False, width=wide).print(table)  # type: ignore[arg-type]
