"""`naru check_meetings FILE PLAN`: whether a plan holds to every rule of its file, by a check of its own."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console

from naru.fairs.rules.breaches import breaches, counted, why_not_check

BROKEN = 2
"""Exit code when a rule is broken."""


class Command(BaseCommand):
    help = "Check a meeting plan against its file and name every rule that it breaks."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the instance as JSON")
        parser.add_argument(
            "plan", metavar="PLAN", help="the plan as plan_meetings printed it; - for standard input"
        )
        parser.add_argument(
            "--fairness", type=int, help="by how many breaks two may differ; the file's own if left out"
        )
        parser.add_argument("--json", action="store_true", help="print the broken rules as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        instance, plan = self._read(options["file"]), self._read(options["plan"])
        if reason := why_not_check(instance, plan):
            raise CommandError(reason)
        if options["fairness"] is not None:
            instance["fairness"] = options["fairness"]
        try:
            found = breaches(instance, plan)
            breaks, difference = counted(instance, plan)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise CommandError(_("The first file holds no instance that can be read.")) from None
        if options["json"]:
            told = {
                "agrees": not found,
                "breaks": breaks,
                "max_difference": difference,
                "breaches": [
                    {"rule": one.rule, "sentence": one.sentence, "meetings": list(one.meetings)}
                    for one in found
                ],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            console = Console(file=self.stdout)  # type: ignore[arg-type]
            for one in found:
                console.print(f"{one.rule}: {one.sentence}", markup=False, highlight=False)
            if not found:
                console.print(_("The plan holds to every rule."))
        if found:
            sys.exit(BROKEN)

    def _read(self, name: str) -> Any:
        try:
            return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s.") % {"file": name, "error": error.strerror}
            ) from None
        except (ValueError, RecursionError):
            raise CommandError(_("%(file)s is not JSON.") % {"file": name}) from None
