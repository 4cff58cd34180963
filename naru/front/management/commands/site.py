"""`naru site`: be a mission's site on this laptop; the same product, for its tablets, without head office."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import segno
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from naru.front import serving
from naru.history.book import Refusal
from naru.krds.addresses import address
from naru.missions.actions import laptops, tablets
from naru.missions.management.commands.prepare_site import passphrase
from naru.missions.models import Here
from naru.missions.rules.epochs import Why
from naru.missions.rules.frames import Broken


class Command(BaseCommand):
    help = "Be a mission's site on this laptop: open its package once, then serve its tablets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--open", type=Path, metavar="PACKAGE", help="open a package of `naru prepare_site` first"
        )
        parser.add_argument(
            "--passphrase-file", type=Path, help="read the passphrase from a file instead of asking"
        )
        parser.add_argument(
            "--add-tablet", action="append", default=[], metavar="NAME", help="give a tablet its code"
        )
        parser.add_argument(
            "--take-over", action="store_true", help="this standby laptop takes over from the first"
        )
        parser.add_argument("--host", default="0.0.0.0", help="where tablets reach it")  # noqa: S104 - its own Wi-Fi
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--address", default="", help="the address by which tablets reach this laptop")
        parser.add_argument("--no-serve", action="store_true", help="only open, add tablets and look")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(soft_wrap=True)
        at = timezone.now()
        if options["open"]:
            try:
                package = options["open"].read_bytes()
                laptops.open_package(
                    package, passphrase=passphrase(options["passphrase_file"]), by=None, at=at
                )
            except OSError as fault:
                raise CommandError(f"{options['open']} cannot be read: {fault.strerror}.") from fault
            except (Broken, Refusal) as fault:
                raise CommandError(str(getattr(fault, "reason", fault))) from fault
        before = Here.objects.values_list("epoch__ordinal", flat=True).first()
        here = laptops.go_on(by=None, at=at)
        if here is None:
            raise CommandError("This laptop is no site yet. Type: uv run naru site --open PACKAGE")
        if options["take_over"]:
            laptops.begin_anew(here, why="taken_over", by=None, at=at)
        console.print(
            f"Site {here.site} of {here.site.mission.code}, laptop “{here.place}”, epoch {here.epoch.ordinal}."
        )
        if before != here.epoch.ordinal and not options["open"]:
            console.print(
                f"A new epoch was begun: {Why(here.epoch.why).label}. Nothing is lost; head office will show both."
            )
        for label in options["add_tablet"]:
            try:
                tablet, link = tablets.add_tablet(here.site, label=label, by=None, at=at)
            except Refusal as refusal:
                raise CommandError(refusal.reason) from refusal
            base = options["address"] or f"http://{options['host']}:{options['port']}"
            where = f"{base.rstrip('/')}{address('missions:tablet', language='en')}#{link}"
            console.print(f"{tablet}: {where}")
            segno.make(where).terminal(out=sys.stdout, compact=True)
        if options["no_serve"]:
            return
        call_command("migrate", verbosity=0)
        line = serving.command(host=options["host"], port=options["port"], workers=1)
        line[line.index("--blocking-threads") + 1] = "16"
        worker = subprocess.Popen([sys.executable, "-m", "naru", "work"])
        console.print(f"It serves http://{options['host']}:{options['port']}/ . Ctrl+C stops it.")
        try:
            subprocess.run(line, check=False, env=os.environ | {"NARU_SITE": "1"})
        except KeyboardInterrupt:
            pass
        finally:
            worker.terminate()
            laptops.write_mark(Here.objects.get(pk=here.pk))
