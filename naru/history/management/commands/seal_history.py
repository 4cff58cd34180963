"""Print the end of the chain, to be kept where nobody of this machine can reach it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from naru.history.book.proof import seal


class Command(BaseCommand):
    help = "Print a seal of history (number of entries, digest, moment) to keep elsewhere; one JSON line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="Add the line to the end of this file as well.")
        parser.add_argument("--json", action="store_true", help="The output is JSON in any case.")

    def handle(self, *args: Any, **options: Any) -> None:
        line = json.dumps(asdict(seal(at=timezone.now())))
        if options["file"]:
            with options["file"].open("a", encoding="utf-8") as kept:
                kept.write(line + "\n")
        self.stdout.write(line)
