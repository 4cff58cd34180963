"""Load countries, regions and cities from the packages that keep them."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from naru.directory.actions import places


class Command(BaseCommand):
    help = "Load countries, regions and cities with their time zones; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        done = places.load(by=None, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(done))
        else:
            for kind, count in done.items():
                self.stdout.write(f"{kind}: {count:,} added or changed")
