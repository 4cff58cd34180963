"""Load the tables of values that the apps bring, each reading with its source; harmless a second time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from naru.figures.book import SHELVES, load
from naru.history.book import Refusal


class Command(BaseCommand):
    help = "Load the tables of values that the apps bring, each reading with its source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="*",
            type=Path,
            help="folders with sources.csv and tables (default: the apps' own)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout, highlight=False)  # type: ignore[arg-type]
        for folder in options["folder"] or SHELVES:
            if not (folder / "sources.csv").is_file():
                raise CommandError(f"{folder} holds no sources.csv, so nothing can be loaded from it.")
            try:
                with Progress(console=Console(stderr=True), transient=True) as progress:
                    task = progress.add_task(folder.name, total=None)
                    done = load(
                        folder,
                        by=None,
                        at=timezone.now(),
                        progress=lambda at, total, progress=progress, task=task: progress.update(
                            task, completed=at, total=total
                        ),
                    )
            except Refusal as refused:
                raise CommandError(refused.reason) from refused
            console.print(
                f"{folder.name}: {done.new} new, {done.same} known, {done.corrected} corrected, "
                f"{done.sources} sources."
            )
