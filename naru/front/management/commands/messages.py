"""`naru messages`: bring the message catalogues up to date, compile them, say what is missing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from naru.krds import catalogues


class Command(BaseCommand):
    help = "Bring the message catalogues up to date, compile them and say what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="apps to look at; all by default")
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if something is missing"
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["apps"] or catalogues.apps()
        if unknown := set(chosen) - set(catalogues.apps()):
            raise CommandError(f"There is no app named {', '.join(sorted(unknown))}.")
        look = catalogues.tally if options["check"] else catalogues.update
        rows = [look(app, language) for app in chosen for language in catalogues.LANGUAGES]
        if not options["check"]:
            catalogues.compile_all()
        if options["as_json"]:
            self.stdout.write(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        else:
            table = Table("app", "language", "messages", "missing", "to review")
            for row in rows:
                table.add_row(row.app, row.language, str(row.messages), str(row.missing), str(row.to_review))
            Console().print(table)
        if options["check"] and any(row.missing for row in rows):
            raise CommandError("Some texts have no translation. Run: uv run naru messages")
