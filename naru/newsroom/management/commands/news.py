"""`naru news`: list the bulletins."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from naru.newsroom.models import Bulletin


class Command(BaseCommand):
    help = "List the bulletins: what is out, and with --all the drafts too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the list as JSON")
        parser.add_argument("--all", action="store_true", help="drafts and scheduled ones too")
        parser.add_argument("--language", default="", help="only the versions in this language")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Bulletin.objects.all() if options["all"] else Bulletin.objects.out()
        if options["language"]:
            rows = rows.in_language(options["language"])
        told = [
            {
                "number": row.number,
                "language": row.language,
                "title": row.title,
                "name": row.name,
                "date": row.published_on.isoformat() if row.published_on else None,
                "views": row.views,
                "category": row.category,
                "published": row.live,
                "address": row.get_absolute_url() or None,
            }
            for row in rows.for_list().order_by("-published_on", "-number", "locale__language_code")
        ]
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        table = Table(_("Number"), _("Language"), _("Date"), _("Views"), _("Title"))
        for row in told:
            table.add_row(
                str(row["number"] or "–"),
                row["language"],
                row["date"] or "–",
                str(row["views"]),
                row["title"] + ("" if row["published"] else f" ({_('draft')})"),
            )
        Console(file=self.stdout).print(table)  # type: ignore[arg-type]
