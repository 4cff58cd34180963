"""`naru back_up`: all of the running site in one folder, proved whole."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from naru.front import backups
from naru.front.preparing import is_untouched


class Command(BaseCommand):
    help = "Keep tables, files and secret of the running site in a new folder, proved whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("into", type=Path, help="where back-ups are kept, best on another machine's disk")
        parser.add_argument("--keep", type=int, help="remove all but the newest so many whole back-ups there")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_untouched():
            raise CommandError("There is nothing to keep yet: the site was never used.")
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep must leave at least the new one.")
        console = Console(stderr=True)
        try:
            with console.status("Making a back-up") as status:
                folder, made = backups.back_up(options["into"], at=timezone.now(), say=status.update)
                gone = backups.thin_out(options["into"], keep=options["keep"]) if options["keep"] else []
        except backups.Fault as fault:
            raise CommandError(str(fault)) from fault
        said = backups.summary(folder, made) | {"removed": [str(path) for path in gone]}
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        self.stdout.write(
            f"{folder} is whole: {said['files']} files, {said['bytes'] / 10**6:.1f} MB, history up to entry "
            f"{made.entries} with digest {made.head}."
        )
        for path in gone:
            self.stdout.write(f"Removed {path}.")
