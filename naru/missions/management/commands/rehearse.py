"""`naru rehearse`: a whole mission in fast motion, with faults or a planted bug, and a checker's verdict."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from naru.missions.management.rehearsal import schedules
from naru.missions.management.rehearsal.faults import FAULTS, named
from naru.missions.management.rehearsal.plants import PLANTS
from naru.missions.management.rehearsal.world import FULL, SMALL

SIZES = (
    *("sites", "tablets", "days", "residents", "medicines", "lots"),
    *("returning", "both", "minutes", "megabits"),
)


class Command(BaseCommand):
    help = "Rehearse a whole mission in fast motion, with faults, and check that nothing was lost or doubled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed, the same mission and the same faults"
        )
        parser.add_argument(
            "--faults", default="", metavar="LIST", help="names with commas between them, or: all"
        )
        parser.add_argument(
            "--schedules", type=int, default=0, metavar="K", help="so many missions, each with its own faults"
        )
        parser.add_argument(
            "--plant", default="", metavar="NAME", help="plant a bug; the checker must catch it"
        )
        parser.add_argument(
            "--list", action="store_true", help="name the faults and the bugs that can be planted"
        )
        parser.add_argument("--full", action="store_true", help="5,000 residents, 20 tablets a site, 4 days")
        for name, meaning in (
            ("sites", "sites that never see each other"),
            ("tablets", "tablets at each site"),
            ("days", "days of the mission"),
            ("residents", "residents who come"),
            ("medicines", "medicines of the formulary"),
            ("lots", "lots of each medicine at each site"),
        ):
            parser.add_argument(f"--{name}", type=int, metavar="N", help=meaning)
        for name, meaning in (
            ("returning", "share of residents who come again the next day"),
            ("both", "share of residents who come to both sites"),
            ("minutes", "how long the line lasts of an evening"),
            ("megabits", "what it carries in a second"),
        ):
            parser.add_argument(f"--{name}", type=float, metavar="X", help=meaning)
        parser.add_argument(
            "--postgresql",
            default="",
            metavar="ADDRESS",
            help="head office on this empty PostgreSQL database",
        )
        parser.add_argument(
            "--keep", default="", metavar="FOLDER", help="keep databases, histories and logs there"
        )
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        if options["list"]:
            self._list()
            return
        try:
            faults = named(options["faults"])
        except ValueError as unknown:
            raise CommandError(f"There is no fault {unknown}. Known are: {', '.join(FAULTS)}") from None
        if options["plant"] and options["plant"] not in PLANTS:
            raise CommandError(f"There is no bug {options['plant']} to plant. Known are: {', '.join(PLANTS)}")
        if options["postgresql"] and options["schedules"] > 1:
            raise CommandError("A database of PostgreSQL serves one mission. Leave out --schedules.")
        chosen = {name: options[name] for name in SIZES if options[name] is not None}
        needed = PLANTS[options["plant"]].size if options["plant"] else {}
        size = replace(FULL if options["full"] else SMALL, **{**needed, **chosen})
        if (
            not 1 <= size.sites <= 26
            or min(size.tablets, size.days, size.residents, size.medicines, size.lots) < 1
        ):
            raise CommandError("At least one of each is needed, and at most 26 sites.")
        folder = Path(options["keep"] or tempfile.mkdtemp(prefix="naru-rehearsal-"))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            outcome = schedules.rehearse(
                folder,
                size=size,
                seed=options["seed"],
                faults=faults,
                count=options["schedules"],
                plant=options["plant"],
                office_address=options["postgresql"],
                console=console,
            )
        finally:
            if not options["keep"]:
                shutil.rmtree(folder, ignore_errors=True)
        if options["json"]:
            self.stdout.write(json.dumps(outcome.plain(), ensure_ascii=False, indent=1))
        else:
            self._print(outcome)
        if not outcome.well:
            sys.exit(1)

    def _print(self, outcome: schedules.Outcome) -> None:
        console = Console()
        table = Table(show_header=False, box=None)
        for name, value in outcome.plain().items():
            if not isinstance(value, list | dict):
                table.add_row(name.replace("_", " "), str(value))
        console.print(table)
        for finding in outcome.findings[:40]:
            console.print(
                f"[red]{finding['check']}[/] {finding['where']}: {finding['what']}", highlight=False
            )

    def _list(self) -> None:
        console = Console()
        for title, rows in (
            ("Faults", {name: kind.__doc__ or "" for name, kind in FAULTS.items()}),
            ("Bugs to plant", {name: bug.says for name, bug in PLANTS.items()}),
        ):
            table = Table(title=title, title_justify="left", show_header=False, box=None)
            for name, says in rows.items():
                table.add_row(name, says)
            console.print(table)
