"""Write the blank form of a sheet to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from naru.sheets.book import workbooks
from naru.sheets.rules import declared


class Command(BaseCommand):
    help = "Write the blank form of a sheet as XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the sheet's key, as `naru sheets` lists it")
        parser.add_argument("file", type=Path, help="where to write it; - for standard output")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="language of labels and help")

    def handle(self, *args: Any, **options: Any) -> None:
        sheet = declared.sheet(options["key"])
        if sheet is None:
            known = ", ".join(one.key for one in declared.sheets()) or "none"
            raise CommandError(f"There is no sheet {options['key']}. There are: {known}.")
        with override(options["language"]):
            data = workbooks.blank(sheet)
        if str(options["file"]) == "-":
            self.stdout.buffer.write(data)  # type: ignore[attr-defined]
        else:
            options["file"].write_bytes(data)
            self.stderr.write(f"{options['file']}: {len(data):,} bytes")
