"""Bring a file in for a sheet from the command line: read it, say what it would do, accept it if asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any, cast

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from naru.history.book import Refusal
from naru.sheets.book import uploads, workbooks
from naru.sheets.models import Upload
from naru.sheets.rules import declared
from naru.sheets.rules.uploads import State

SHOWN = 20


class Command(BaseCommand):
    help = "Read a file for a sheet and say what each row would do; with --accept take all rows or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the sheet's key, as `naru sheets` lists it")
        parser.add_argument("file", type=Path, help="XLSX or CSV")
        parser.add_argument("--by", default="", help="e-mail address of the account that answers for it")
        parser.add_argument("--accept", action="store_true", help="take the rows if none is refused")
        parser.add_argument(
            "--marked", type=Path, help="where to write the marked workbook if rows are refused"
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        sheet = declared.sheet(options["key"])
        if sheet is None:
            known = ", ".join(one.key for one in declared.sheets()) or "none"
            raise CommandError(f"There is no sheet {options['key']}. There are: {known}.")
        by = self._account(sheet, options["by"])
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        with override(by.language), Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(str(sheet.title), total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            try:
                upload = uploads.take(sheet, data, options["file"].name, by=by, at=timezone.now())
                if upload.state == State.WAITING:
                    upload = uploads.read_again(upload, by=by, progress=progress)
                if options["accept"] and upload.state == State.READ and upload.wanted:
                    upload = uploads.write_rows(upload, by=by, at=timezone.now(), progress=progress)
            except Refusal as refusal:
                raise CommandError(refusal.reason) from None
        if options["marked"] and upload.findings:
            options["marked"].write_bytes(workbooks.marked(upload, sheet))
        if options["json"]:
            self.stdout.write(json.dumps(_told(upload), ensure_ascii=False, indent=2))
        else:
            self._print(upload)
        if upload.state == State.REFUSED:
            raise SystemExit(1)

    def _account(self, sheet: declared.Sheet, email: str) -> Any:
        accounts = get_user_model().objects.filter(is_active=True)
        if email:
            found = accounts.filter(email__iexact=email).first()
            if found is None:
                raise CommandError(f"There is no account {email}.")
            return found
        for account in accounts.order_by("pk"):
            if sheet.may_use(account):
                return account
        raise CommandError("No account may use this sheet. Name one with --by.")

    def _print(self, upload: Upload) -> None:
        console = Console(file=cast(IO[str], self.stdout))
        table = Table(title=f"{upload.name} → {upload.sheet_title}")
        for name in ("state", "rows", *upload.counts, "sha256"):
            table.add_column(name)
        counts = [f"{count:,}" for count in upload.counts.values()]
        table.add_row(str(upload.get_state_display()), f"{upload.rows:,}", *counts, upload.sha256[:16])
        console.print(table)
        for line in filter(None, [upload.reason, *upload.notices, upload.result]):
            console.print(line, markup=False)
        for number, key, reason in upload.findings[:SHOWN]:
            console.print(f"  {number} {key}: {reason}", markup=False)
        if len(upload.findings) > SHOWN:
            console.print(f"  … {len(upload.findings) - SHOWN:,} more")


def _told(upload: Upload) -> dict[str, Any]:
    return {
        "upload": upload.pk,
        "sheet": upload.sheet,
        "name": upload.name,
        "sha256": upload.sha256,
        "state": upload.state,
        "rows": upload.rows,
        **upload.counts,
        "reason": upload.reason,
        "notices": upload.notices,
        "result": upload.result,
        "findings": [
            {"row": number, "column": key, "reason": reason} for number, key, reason in upload.findings
        ],
    }
