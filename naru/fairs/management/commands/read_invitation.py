"""`naru read_invitation FILE --booth NUMBER`: put a calendar invitation, or a saved message with one, into the log."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.fairs.actions.consultations import take_invitation
from naru.fairs.models import Exhibitor
from naru.history.book import Refusal


class Command(BaseCommand):
    help = "Read a calendar invitation (.ics, or a saved message) into drafts of the consultation log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="an .ics file or a saved message; - for standard input"
        )
        parser.add_argument(
            "--booth",
            type=int,
            required=True,
            help="the exhibitor's number: the last one in the address of its board",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s.") % {"file": name, "error": error.strerror}
            ) from None
        rows = Exhibitor.objects.standing().select_related("fair__activity", "organisation")
        booth = rows.filter(pk=options["booth"]).first()
        if booth is None:
            raise CommandError(_("No booth has this number."))
        try:
            drafts = take_invitation(booth, data=data, by=None, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.reason) from None
        for row in drafts:
            self.stdout.write(f"{row.pk}\t{row.standing}\t{row.starts_at:%Y-%m-%d %H:%M} UTC\t{row.title}")
