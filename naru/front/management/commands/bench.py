"""`naru bench`: every claim of speed and size, measured beside its floor, in one table."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

FOLDER = Path(settings.BASE_DIR) / "benchmarks"
REPORT = Path(settings.BASE_DIR) / "docs" / "benchmarks.md"
KEPT = REPORT.with_suffix(".json")
"""The last run of each benchmark, from which the report is written: a named one renews its own lines only."""


class Command(BaseCommand):
    help = "Measure every claim of speed and size beside its floor and write docs/benchmarks.md."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", help="benchmarks to run; all by default")
        parser.add_argument("--quick", action="store_true", help="small worlds, few rounds; writes no report")
        parser.add_argument(
            "--write",
            action="store_true",
            help="write the lines of a quick or named run into the report too; quick ones are marked as such",
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        known = _benchmarks()
        chosen = options["names"] or list(known)
        if unknown := sorted(set(chosen) - set(known)):
            raise CommandError(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.")
        runs = [(name, database) for name in chosen for database in known[name]]
        errors = Console(stderr=True)
        done: list[dict[str, Any]] = []
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=errors,
        )
        with bar:
            task = bar.add_task("benchmarks", total=len(runs))
            for name, database in runs:
                bar.update(task, description=f"{name} on {database}")
                done.append(
                    {"name": name, "database": database, **_run(name, database, quick=options["quick"])}
                )
                bar.advance(task)
        if options["json"]:
            self.stdout.write(json.dumps(done, ensure_ascii=False, indent=2))
        else:
            _show(Console(file=self.stdout), done)
        whole = not options["quick"] and not options["names"]
        if whole or options["write"]:
            at = f"{timezone.localtime():%Y-%m-%d %H:%M}"
            kept = _keep([{**run, "at": at, "quick": options["quick"]} for run in done], whole=whole)
            REPORT.write_text(_report(kept), encoding="utf-8")
            errors.print(f"Written: {REPORT.relative_to(settings.BASE_DIR)}")
        broken = [run["name"] for run in done if run.get("error")]
        if broken:
            raise CommandError(f"Did not run: {', '.join(broken)}.")


def _benchmarks() -> dict[str, tuple[str, ...]]:
    """Find the benchmarks (files with a CLAIM) and the databases that each runs on."""
    if not FOLDER.is_dir():
        raise CommandError("Benchmarks are run from a checkout: there is no folder benchmarks/ here.")
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        constants = {
            target.id: node.value
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        if "CLAIM" in constants:
            databases = constants.get("DATABASES")
            found[path.stem] = tuple(ast.literal_eval(databases)) if databases else ("sqlite",)
    return found


def _run(name: str, database: str, *, quick: bool) -> dict[str, Any]:
    """Run one benchmark in a process of its own, so that none warms or slows another."""
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        name,
        "--database",
        database,
        *(["--quick"] if quick else []),
    ]
    ran = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    if ran.returncode:
        return {"machine": {}, "lines": [], "error": ran.stderr.strip()[-2_000:]}
    answer: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return answer


def _cells(run: dict[str, Any], line: dict[str, Any]) -> list[str]:
    unit = line["unit"]
    digits = 0 if unit in {"queries", "missing"} else 1 if unit == "kB" else 2
    return [
        line["what"],
        run["database"],
        f"{line['ours']:,.{digits}f} {unit}",
        f"{line['floor']:,.{digits}f} {unit}",
        f"{line['ratio']:.2f}",
        f"≤ {line['target']:g}",
        "holds" if line["holds"] else "**does not hold**",
        line["note"],
    ]


HEADS = ("what", "database", "ours", "floor or limit", "ratio", "target", "verdict", "note")


def _by_claim(done: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    claims: dict[str, list[list[str]]] = {}
    for run in done:
        for line in run["lines"]:
            claims.setdefault(line["claim"], []).append(_cells(run, line))
    return claims


def _show(console: Console, done: list[dict[str, Any]]) -> None:
    for claim, rows in _by_claim(done).items():
        table = Table(*HEADS, title=claim, title_justify="left")
        for row in rows:
            table.add_row(*(cell.replace("**", "") for cell in row), style="" if row[6] == "holds" else "red")
        console.print(table)
    for run in done:
        if run.get("error"):
            console.print(f"{run['name']} on {run['database']} did not run:\n{run['error']}", markup=False)


def _keep(done: list[dict[str, Any]], *, whole: bool) -> list[dict[str, Any]]:
    """Keep the runs beside those of other benchmarks that were kept before, in the order of names."""
    before = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() and not whole else []
    runs = {(run["name"], run["database"]): run for run in (*before, *done)}
    kept = [runs[key] for key in sorted(runs)]
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return kept


def _machine(run: dict[str, Any]) -> str:
    machine = run["machine"]
    return (
        f"{machine.get('cpu', '?')}, {machine.get('cores', '?')} cores, {machine.get('memory', '?')} · "
        f"{machine.get('system', '?')} · Python {machine.get('python', '?')} · Django {machine.get('django', '?')}"
    )


def _report(done: list[dict[str, Any]]) -> str:
    machines = dict.fromkeys(_machine(run) for run in done if run["machine"])
    databases = sorted({run["machine"]["database"] for run in done if run["machine"]})
    quick = sorted({run["name"] for run in done if run["quick"]})
    parts = [
        "# Benchmarks",
        "",
        "Written by `uv run naru bench`; how we measure stands in "
        "[decision 0016](decisions/0016-how-we-measure.md). Each line is a median of rounds in which ours "
        "and the floor took turns in one process, so read the ratio; the times belong to the machine.",
        "",
        *machines,
        f"Databases: {', '.join(databases)}.",
        "",
        "Run on: " + "; ".join(f"{run['name']} on {run['database']} {run['at']}" for run in done) + ".",
    ]
    if quick:
        parts += [
            "",
            f"**Quick runs, with smaller worlds and fewer rounds than the claims name: {', '.join(quick)}. "
            "Run them whole before you quote them.**",
        ]
    for claim, rows in _by_claim(done).items():
        held = sum(row[6] == "holds" for row in rows)
        parts += ["", f"## {claim}", "", f"{held} of {len(rows)} hold.", ""]
        parts += ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
        parts += ["| " + " | ".join(row) + " |" for row in rows]
    for run in done:
        if run.get("error"):
            parts += ["", f"**{run['name']} on {run['database']} did not run.**"]
    return "\n".join(parts) + "\n"
