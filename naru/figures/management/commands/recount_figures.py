"""Count every frozen reading again: verify its seal, and write differences down as waiting corrections."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from rich.console import Console
from rich.table import Table

from naru.figures.book import check
from naru.figures.models import Reading


class Command(BaseCommand):
    help = "Verify the seal of every frozen reading and count again those that were counted here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        with translation.override("en"):
            for reading in Reading.objects.frozen().select_related("source", "baseline", "superseded_by"):
                whole = reading.is_whole()
                correction = None
                if whole and not reading.is_superseded and reading.why_not_recount() is None:
                    correction = check(reading, by=None, at=timezone.now())
                found.append(
                    {
                        "code": reading.code,
                        "figure": reading.figure_key,
                        "value": reading.spoken(),
                        "seal": "whole" if whole else "broken",
                        "records": "changed" if correction else "as frozen",
                    }
                )
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            table = Table("code", "figure", "value", "seal", "records")
            for each in found:
                table.add_row(*each.values())
            Console(file=self.stdout, highlight=False).print(table)  # type: ignore[arg-type]
        if broken := [each["code"] for each in found if each["seal"] == "broken"]:
            raise CommandError(f"Readings were altered after they were frozen: {', '.join(broken)}.")
