"""`naru refold`: fold a site's log anew, and say whether the tables are what it says."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from naru.missions.actions.refolding import differences, refold
from naru.missions.models import Site


class Command(BaseCommand):
    help = "Fold the log of sites anew and name every row that differs; with --check nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mission", nargs="?", help="the mission's code; all missions without it")
        parser.add_argument("--site", help="the site's letter")
        parser.add_argument("--check", action="store_true", help="only look")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        sites = Site.objects.select_related("mission").order_by("mission__code", "letter")
        if options["mission"]:
            sites = sites.filter(mission__code=options["mission"])
        if options["site"]:
            sites = sites.filter(letter=options["site"])
        found = [
            (site, one) for site in sites for one in (differences(site) if options["check"] else refold(site))
        ]
        told = [
            {"mission": site.mission.code, "site": site.letter, "table": one.table, "row": one.row}
            for site, one in found
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"sites": len(sites), "differences": told}))
        else:
            console = Console(soft_wrap=True)
            if told:
                table = Table("mission", "site", "table", "row")
                for row in told:
                    table.add_row(*row.values())
                console.print(table)
            console.print(f"{len(sites)} sites, {len(told)} rows that were not what the log says.")
        if told and options["check"]:
            raise CommandError("The tables differ from the log. Type: uv run naru refold")
