"""`naru check`: Django's own checks, then what is wrong with this installation in plain sentences."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.commands.check import Command as DjangoCheck
from rich.console import Console

from naru.front.deployment import findings


class Command(DjangoCheck):
    help = "Check the code, and with --deploy this installation, and say what to do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *labels: str, **options: Any) -> None:
        real = options.pop("deploy")
        as_json = options.pop("as_json")
        super().handle(*labels, **{**options, "deploy": False})
        found = list(findings(real=real))
        if as_json:
            self.stdout.write(
                json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2)
            )
        else:
            console = Console()
            for finding in found:
                colour = "red" if finding.grade == "error" else "yellow"
                console.print(f"[{colour}]{finding.grade}[/]  {finding.what}\n       → {finding.remedy}")
            if not found:
                console.print("[green]Nothing is wrong.[/]")
        if any(finding.grade == "error" for finding in found):
            raise SystemExit(1)
