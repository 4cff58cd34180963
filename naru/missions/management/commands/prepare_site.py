"""`naru prepare_site`: write the sealed package with which a laptop becomes a site."""

from __future__ import annotations

import getpass
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from naru.history.book import Refusal
from naru.missions.actions import laptops
from naru.missions.models import Site


class Command(BaseCommand):
    help = "Write the sealed package (people, formulary, stock, key) with which a laptop becomes a mission's site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mission", help="the mission's code, like MN24")
        parser.add_argument("site", help="the site's letter, like A")
        parser.add_argument("--out", type=Path, help="where the package goes (MN24-A-first.naru)")
        parser.add_argument("--place", default="first", choices=laptops.PLACES, help="which laptop it is for")
        parser.add_argument(
            "--head-office", default=settings.NARU_ADDRESS, help="the address that the site sends to"
        )
        parser.add_argument(
            "--passphrase-file", type=Path, help="read the passphrase from a file instead of asking"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(mission__code=options["mission"], letter=options["site"]).first()
        if site is None:
            raise CommandError(f"There is no site {options['site']} of a mission {options['mission']}.")
        try:
            package = laptops.prepare(
                site,
                passphrase=passphrase(options["passphrase_file"], twice=True),
                head_office=options["head_office"],
                by=None,
                at=timezone.now(),
                place=options["place"],
            )
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        out = options["out"] or Path(f"{options['mission']}-{options['site']}-{options['place']}.naru")
        fresh = out.with_suffix(".part")
        fresh.write_bytes(package)
        fresh.replace(out)
        if options["json"]:
            self.stdout.write(json.dumps({"site": str(site.uid), "file": str(out), "bytes": len(package)}))
            return
        Console(soft_wrap=True).print(
            f"{out} holds the site {site} ({len(package):,} bytes). On the laptop type: uv run naru site --open {out.name}"
        )


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """Read the passphrase of a package from a file, or ask for it."""
    if file is not None:
        try:
            return file.read_text().strip()
        except OSError as fault:
            raise CommandError(f"The passphrase cannot be read from {file}: {fault.strerror}.") from fault
    told = getpass.getpass("Passphrase of the package: ")
    if twice and getpass.getpass("Once more: ") != told:
        raise CommandError("The two passphrases differ.")
    return told
