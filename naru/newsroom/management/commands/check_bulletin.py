"""`naru check_bulletin FILE`: which numbers a bulletin gives, what each is bound to, and which cannot be right."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from naru.newsroom.queries.known import known
from naru.newsroom.rules.checking.answers import facts
from naru.newsroom.rules.checking.check import Checked, check_page
from naru.newsroom.rules.checking.pages import Page, bare, page
from naru.newsroom.rules.documents import LARGEST, Unreadable, decode


class Command(BaseCommand):
    help = "Find the numbers of a bulletin, bind them to readings, and do its sums."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", metavar="FILE", help="a saved page or a plain text; - for standard input"
        )
        parser.add_argument("--text", action="store_true", help="check a bare sentence from standard input")
        parser.add_argument(
            "--language", default="", help="the text's language, where it is not told by its letters"
        )
        parser.add_argument("--json", action="store_true", help="print numbers and findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["text"] == bool(options["file"]):
            raise CommandError(_("Name one file, or give a sentence on standard input with --text."))
        try:
            text = decode(self._bytes(options))
        except Unreadable as error:
            raise CommandError(f"{options['file'] or '-'}: {error}") from None
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s.") % {"file": options["file"], "error": error.strerror}
            ) from None
        read = (
            bare(text.strip("\n"), options["language"])
            if options["text"]
            else page(text, options["language"])
        )
        result = check_page(read, known(read.language))
        if options["json"]:
            self.stdout.write(json.dumps(facts(read, result), ensure_ascii=False, indent=2))
        else:
            self._print(read, result)

    def _bytes(self, options: dict[str, Any]) -> bytes:
        if options["text"] or options["file"] == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(options["file"]).open("rb") as file:
            return file.read(LARGEST + 1)

    def _print(self, read: Page, result: Checked) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        told = facts(read, result)
        if told["title"]:
            console.print(told["title"], style="bold", markup=False)
        table = Table(_("Number"), _("Kind"), _("Value"), _("Unit"), _("Verdict"), _("Figure"))
        for row in told["numbers"]:
            value = "" if row["value"] is None else str(row["value"])
            table.add_row(row["text"], row["kind"], value, row["unit"], row["verdict"], row["figure"])
        console.print(table)
        for row in told["findings"]:
            console.print(f"{row['code']}: {row['text']}: {row['why']}", markup=False, highlight=False)
        if not told["findings"]:
            console.print(_("Nothing in the sums and dates is at fault."))
