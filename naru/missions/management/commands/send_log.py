"""`naru send_log`: bring a site's log to head office, over the line or on a stick."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from naru.missions.actions import laptops, syncing
from naru.missions.jobs import NoLine, send_log
from naru.missions.models import Here
from naru.missions.rules.frames import Broken
from naru.missions.rules.steps import reached


class Command(BaseCommand):
    help = "Bring this site's log to head office: over the line, or with --stick as an encrypted file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stick", type=Path, help="write what head office is not known to hold to this file"
        )
        parser.add_argument(
            "--whole", action="store_true", help="with --stick: the whole log, not only what is new"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        here = laptops.go_on(by=None, at=timezone.now())
        if here is None:
            raise CommandError("This laptop is no site yet. Type: uv run naru site --open PACKAGE")
        console = Console(soft_wrap=True, stderr=bool(options["json"]))
        if options["stick"]:
            told = write_stick(here, options["stick"], whole=options["whole"])
            say = f"{options['stick']} holds {told['entries']:,} entries. At head office type: uv run naru take_stick FILE"
        else:
            with Progress(console=console, disable=options["json"]) as progress:
                task = progress.add_task("Entries at head office", total=None)
                try:
                    sent = send_log(
                        here, told=lambda done, most: progress.update(task, completed=done, total=most)
                    )
                except (NoLine, Broken) as fault:
                    raise CommandError(
                        f"Head office was not reached: {fault}. Nothing is lost; try again."
                    ) from fault
            told = {"entries": sent.entries, "frames": sent.frames, "bytes": sent.bytes}
            say = f"Sent {sent.entries:,} entries in {sent.bytes:,} bytes. Head office now holds all of them."
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            console.print(say)


def write_stick(here: Here, file: Path, *, whole: bool = False) -> dict[str, int]:
    """Write frames one after another to a file, whole or not at all; the file is on the disk when this returns."""
    there = {} if whole else {str(epoch.uid): {"upto": epoch.safe} for epoch in here.site.epochs.all()}
    part = file.with_name(file.name + ".part")
    entries = size = count = 0
    with part.open("wb") as stick:
        for frame in syncing.frames_after(here.site, there, at=timezone.now()):
            stick.write(frame)
            count += 1
            size += len(frame)
            header = syncing.frames.header_of(frame)
            entries += header.last - header.first + 1
        stick.flush()
        os.fsync(stick.fileno())
    reached("stick.written")
    part.replace(file)
    return {"entries": entries, "frames": count, "bytes": size}
