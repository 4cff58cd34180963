"""`naru take_stick`: take a site's log from a file at head office; any number of times, in any order."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from naru.missions.actions import syncing
from naru.missions.rules import frames
from naru.missions.rules.frames import Broken


class Command(BaseCommand):
    help = "Take a site's log from the file of a stick; taking it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        words: Counter[str] = Counter()
        new, faults = 0, []
        for file in options["files"]:
            try:
                some, left = frames.split(file.read_bytes())
            except OSError as fault:
                raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
            if left:
                faults.append(f"{file}: {left} bytes at the end are no whole frame; write the stick again.")
            for place, frame in enumerate(track(some, description=file.name, disable=options["json"]), 1):
                try:
                    _site, arrived = syncing.take_frame(frame, at=timezone.now())
                except Broken as broken:
                    faults.append(f"{file}, frame {place}: {broken}")
                    continue
                words[arrived.word] += 1
                new += arrived.new
        told = {"entries": new, "frames": dict(words), "faults": faults}
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            console = Console(soft_wrap=True)
            console.print(
                f"{new:,} new entries; frames: " + (", ".join(f"{n} {w}" for w, n in words.items()) or "none")
            )
            for fault in faults:
                console.print(fault)
        if faults:
            raise CommandError(
                "Not all of it could be taken. What was taken stays; nothing is lost at the site."
            )
