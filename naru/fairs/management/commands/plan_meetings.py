"""`naru plan_meetings FILE`: plan the meetings of a file, with a proof where there is one."""

from __future__ import annotations

import json
import sys
import threading
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from naru.fairs.plan import Plan, Progress, Status, make_plan
from naru.fairs.plan.files import Unusable, read_problem, written

NOT_FOUND = 3
"""Exit code when time ran out before a plan or a proof."""


def read_json(name: str) -> Any:
    """
    Read a JSON file; - is standard input.

    :raises CommandError: with a sentence, if it cannot be read or is not JSON
    """
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(error)s.") % {"file": name, "error": error.strerror}
        ) from None
    except UnicodeDecodeError:
        raise CommandError(_("%(file)s is not a text in UTF-8.") % {"file": name}) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise CommandError(_("%(file)s is not JSON: line %(line)s.") % {"file": name, "line": line}) from None


class Command(BaseCommand):
    help = "Plan the meetings of a file: every one placed, the fewest breaks, proven where it can be."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="an instance as JSON; - for standard input")
        parser.add_argument("--seconds", type=float, default=60.0, help="when to stop with the best so far")
        parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same plan")
        parser.add_argument(
            "--fairness", type=int, help="by how many breaks two may differ; the file's own if left out"
        )
        parser.add_argument("--json", action="store_true", help="print the plan as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["seconds"] <= 0:
            raise CommandError(_("“--seconds” should be more than 0."))
        if options["fairness"] is not None and options["fairness"] < 0:
            raise CommandError(_("“--fairness” should be 0 or more."))
        try:
            problem = read_problem(read_json(options["file"]))
        except Unusable as error:
            raise CommandError(f"{options['file']}: {error}") from None
        if options["fairness"] is not None:
            problem = replace(problem, fairness=options["fairness"])
        halt = threading.Event()
        errors = Console(stderr=True)
        live = errors.is_terminal and not options["json"]

        def told(progress: Progress) -> None:
            if live:
                best = "–" if progress.best is None else progress.best
                errors.print(f"{progress.seconds:6.1f} s  {best} ≥ {progress.bound}", highlight=False)

        plan = make_plan(
            problem, seconds=options["seconds"], seed=options["seed"], told=told, stop=halt.is_set
        )
        if options["json"]:
            self.stdout.write(json.dumps(written(plan), ensure_ascii=False))
        else:
            self._print(plan)
        if plan.status == Status.UNKNOWN:
            sys.exit(NOT_FOUND)

    def _print(self, plan: Plan) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        told = written(plan)
        names = {
            Status.OPTIMAL: _("Proven best: %(breaks)s breaks, %(seconds)s s."),
            Status.FEASIBLE: _(
                "A plan with %(breaks)s breaks; no plan has fewer than %(bound)s. %(seconds)s s."
            ),
            Status.INFEASIBLE: _("Proven: no plan is possible. %(seconds)s s."),
            Status.UNKNOWN: _("Time ran out before a plan was found. %(seconds)s s."),
        }
        console.print(names[plan.status] % told, markup=False, highlight=False)
        if plan.schedule:
            table = Table(_("Slot"), _("Table"), _("Meeting"))
            for row in sorted(plan.schedule, key=lambda one: (one.slot, one.location or 0)):
                table.add_row(
                    str(row.slot), "–" if row.location is None else str(row.location), str(row.meeting)
                )
            console.print(table)
        if plan.conflict and not plan.conflict.smallest:
            console.print(_("Not proved to be the smallest group:"), markup=False)
        for one in told["unplaced"]:
            console.print(f"{one['meeting']}: {one['why']}", markup=False, highlight=False)
