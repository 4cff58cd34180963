"""Write the search keys of all names anew, after the rules of reading names have changed."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from naru.directory.actions import names


class Command(BaseCommand):
    help = "Write the search keys of all people, organisations and places anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        done = names.index_all()
        if options["json"]:
            self.stdout.write(json.dumps(done))
        else:
            for kind, count in done.items():
                self.stdout.write(f"{kind}: {count:,} indexed")
