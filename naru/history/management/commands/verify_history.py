"""Prove that no entry of history was altered, removed, inserted or moved."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from naru.history.book.proof import read_seals, verify


class Command(BaseCommand):
    help = "Prove that no entry of history was altered, removed, inserted or moved; name the first that was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print the outcome as JSON.")
        parser.add_argument(
            "--seal", type=Path, action="append", default=[], help="A file of seals kept elsewhere."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seals = []
        for path in options["seal"]:
            try:
                seals += read_seals(path)
            except FileNotFoundError as error:
                raise CommandError(_("There is no file %s.") % path) from error
            except ValueError as error:
                raise CommandError(_("This line is no seal: %s") % error) from error
        console = Console(file=self.stderr)
        told = (TextColumn(_("Checking entries")), BarColumn(), MofNCompleteColumn())
        bar = Progress(*told, console=console, transient=True)
        with bar:
            row = bar.add_task("", total=None)
            proof = verify(seals=seals, tell=lambda done, total: bar.update(row, completed=done, total=total))
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "whole": proof.fault is None,
                        "entries": proof.count,
                        "head": proof.head.digest,
                        "seals": len(seals),
                        "first": proof.fault and proof.fault.number,
                        "kind": proof.fault and proof.fault.kind,
                        "sentence": proof.fault and proof.fault.sentence,
                    },
                    ensure_ascii=False,
                )
            )
        elif proof.fault:
            self.stdout.write(self.style.ERROR(proof.fault.sentence))
        else:
            whole = _("All %(count)d entries are as they were written. The last digest is %(digest)s.")
            self.stdout.write(self.style.SUCCESS(whole % {"count": proof.count, "digest": proof.head.digest}))
        if proof.fault:
            sys.exit(1)
