"""`naru build`: the front end, the message catalogues and the static files, each only where it changed."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from naru.krds.build import BuildFailed, build
from naru.krds.catalogues import compile_all


class Command(BaseCommand):
    help = "Build the front end, compile the message catalogues and collect the static files."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="build again even where nothing changed")
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something fails")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(quiet=options["quiet"])
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
        ) as progress:
            task = progress.add_task("Building the front end", total=3)

            def say(sentence: str) -> None:
                progress.update(task, description=sentence)

            try:
                build(say, force=options["force"])
            except BuildFailed as failed:
                raise CommandError(str(failed)) from None
            progress.advance(task)
            say("Compiling the message catalogues.")
            compile_all()
            progress.advance(task)
            say("Collecting the static files.")
            _collect(force=options["force"])
            progress.update(task, description="Everything is built.", completed=3)


def _collect(*, force: bool) -> None:
    """Collect and compress the static files, unless the same ones were collected before."""
    root = Path(settings.STATIC_ROOT)
    stamp, seal = root.with_name(root.name + ".seal"), _seal()
    if not force and root.exists() and stamp.exists() and stamp.read_text() == seal:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(seal)


def _seal() -> str:
    """Give a digest over the names, sizes and times of every static file there is."""
    told = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            told.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return told.hexdigest()
