"""`naru restore`: take up a back-up into an empty place, or only prove it whole."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from naru.front import backups


class Command(BaseCommand):
    help = "Take up a back-up into an empty data folder and database; --check only proves it whole."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that naru back_up made")
        parser.add_argument("--check", action="store_true", help="only read it through and prove it whole")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        try:
            with console.status("Reading the back-up") as status:
                if options["check"]:
                    made = backups.read(options["folder"], say=status.update)
                else:
                    made = backups.restore(options["folder"], at=timezone.now(), say=status.update)
        except backups.Fault as fault:
            raise CommandError(str(fault)) from fault
        said = backups.summary(options["folder"], made)
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        elif options["check"]:
            self.stdout.write(
                f"{options['folder']} is whole: {said['files']} files, made {made.made_at}, history up to entry "
                f"{made.entries} with digest {made.head}."
            )
        else:
            self.stdout.write(
                f"The site stands as it was on {made.made_at}, with {made.entries} entries of history. "
                "Everybody signs in anew. Type: uv run naru build, then start serve and work."
            )
