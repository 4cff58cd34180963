"""`naru import_news FILE…`: take saved pages of the old board and of the press in as drafts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from naru.newsroom.actions.importing import Page, Taken, read, take_in
from naru.newsroom.rules.documents import LARGEST


class Command(BaseCommand):
    help = "Take saved pages of the old board or of the press in as unpublished bulletins: all or none."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the entries as JSON")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        pages, unread = [], []
        for name in options["files"]:
            path = Path(name)
            try:
                with path.open("rb") as file:
                    pages.append(Page(path.name, file.read(LARGEST + 1)))
            except OSError as error:
                reason = _("It cannot be read: %(error)s.") % {"error": error.strerror}
                unread.append(Taken(path.name, "", "refused", reason))
        if options["dry_run"] or unread:
            results = [*read(pages), *unread]
        else:
            results = take_in(pages, by=None, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps([row.facts() for row in results], ensure_ascii=False, indent=2))
        else:
            self._print(results)
        refused = [row for row in results if row.status == "refused"]
        if refused:
            sentences = "\n".join(f"{row.file}: {row.reason}" for row in refused)
            raise CommandError(sentences + "\n" + _("Nothing was taken in."))

    def _print(self, results: list[Taken]) -> None:
        table = Table("", _("date"), _("views"), _("language"), _("title"), _("file"))
        for row in results:
            said = row.facts()
            views = said.get("views")
            table.add_row(
                row.status,
                said.get("date", ""),
                "–" if views is None else str(views),
                said.get("language", ""),
                said.get("title", row.reason),
                row.file,
            )
        Console(file=self.stdout).print(table)
