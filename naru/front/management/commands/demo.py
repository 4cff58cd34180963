"""`naru demo`: build what is needed, fill the demo world, serve it, in one command."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from naru.front import serving
from naru.front.demo import STEPS, begin, version
from naru.krds.catalogues import compile_all

LOCK = "demo.lock"
"""Is held, in the demo's folder, by the one demo that runs there."""


@contextmanager
def _built_meanwhile() -> Iterator[None]:
    """
    Build the front end and the static files in a process of its own while the world is made.

    Each takes one core about as long as the other. A build that failed is said at the end.

    :raises CommandError: with the sentence of the build
    """
    with tempfile.TemporaryFile("w+") as said:
        building = subprocess.Popen(
            [sys.executable, "-m", "naru", "build", "--quiet"], stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            yield
            building.wait()
        finally:
            if building.poll() is None:
                building.terminate()
                building.wait()
        if building.returncode:
            said.seek(0)
            raise CommandError(said.read().strip().removeprefix("CommandError: "))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """
    Hold a demo's folder for oneself: a second one that makes the world anew would take the tables from under the first.

    The hold ends with the process, however that ends.

    :raises CommandError: where another demo holds it
    """
    with (folder / LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"Another demo runs in {folder}. Stop it, or give this one a folder in NARU_DEMO_DATA."
            ) from None
        yield


class Command(BaseCommand):
    help = "Build what is needed, fill the demo world and serve it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="make the demo world anew")
        parser.add_argument("--no-serve", action="store_true", help="stop when the world is ready")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NARU_DEMO:
            raise CommandError("The demo has a data folder of its own. Type: uv run naru demo")
        folder = Path(settings.DATA)
        with _alone(folder):
            self._make_and_serve(folder, Console(), **options)

    def _make_and_serve(self, folder: Path, console: Console, **options: Any) -> None:
        ready = folder / "ready"
        fresh = options["fresh"] or not ready.exists() or ready.read_text() != version()
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
        ) as progress:
            task = progress.add_task("Building pages and languages", total=len(STEPS) + 2 if fresh else 1)

            def say(sentence: str) -> None:
                progress.update(task, description=str(sentence)[:100])

            if not fresh:
                call_command("build", quiet=True)
            else:
                compile_all()
                self._empty(folder)
                with _built_meanwhile():
                    say("Making the tables")
                    call_command("migrate", verbosity=0)
                    progress.advance(task)
                    administrator, at = begin()
                    for title, fill in STEPS:
                        say(title)
                        with transaction.atomic():  # one flush to the disk a step, not one an action
                            fill(by=administrator, at=at, say=say)
                        progress.advance(task)
                    ready.write_text(version())
                    say("Building the pages")
            progress.advance(task)
            progress.update(task, description="The demo world is ready")
        connections.close_all()
        if not options["no_serve"]:
            self._serve(console, host=options["host"], port=options["port"])

    def _empty(self, folder: Path) -> None:
        connections.close_all()
        for kept in folder.iterdir():
            if kept.name in {"static", "static.seal", "secret_key", LOCK}:
                continue
            if kept.is_dir():
                shutil.rmtree(kept)
            else:
                kept.unlink()

    def _serve(self, console: Console, *, host: str, port: int) -> None:
        free = serving.free_port(host, port)
        if not free:
            raise CommandError(f"No port from {port} to {port + 19} is free. Choose another with --port.")
        address = f"http://{host}:{free}"
        environment = {**os.environ, "NARU_ADDRESS": os.environ.get("NARU_ADDRESS", address)}
        server = subprocess.Popen(serving.command(host=host, port=free, workers=1), env=environment)
        worker = subprocess.Popen(
            [sys.executable, "-m", "naru", "work"], env=environment, stdout=subprocess.DEVNULL
        )
        threading.Thread(target=self._announce, args=(console, address), daemon=True).start()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.wait()
        except KeyboardInterrupt:
            console.print("Stopping.")
        finally:
            for process in (server, worker):
                process.terminate()
            for process in (server, worker):
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()

    def _announce(self, console: Console, address: str) -> None:
        for _attempt in range(100):
            try:
                urllib.request.urlopen(f"{address}/ko/", timeout=5).close()  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.2)
        console.print(
            Panel(
                f"[bold]{address}/[/]   the public site\n"
                f"{address}/en/news/   the board in English\n"
                f"{address}/ko/accounts/login/   one click signs you in as any role\n\n"
                "Ctrl+C stops it.",
                title="Naru demo",
            )
        )
