"""Long sheets: read and accepted by jobs with progress."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.history.book import Working, work
from naru.sheets.book import uploads
from naru.sheets.models import Upload


@work(uploads.READ_JOB, title=gettext_lazy("Reading a sheet"))
def read_sheet(job: Working, upload: int) -> dict[str, Any]:
    """Read a long upload and prepare its preview."""
    row = Upload.objects.get(pk=upload)
    row = uploads.read_again(
        row, by=job.by, progress=lambda done, total: job.progress(done, total, _("Reading the rows"))
    )
    return {"url": row.get_absolute_url(), "label": row.name, "state": row.state}


@work(uploads.ACCEPT_JOB, title=gettext_lazy("Accepting a sheet"))
def accept_sheet(job: Working, upload: int, decided_at: str) -> dict[str, Any]:
    """Take the rows of a long upload, all or none."""
    row = Upload.objects.get(pk=upload)
    row = uploads.write_rows(
        row,
        by=job.by,
        at=datetime.fromisoformat(decided_at),
        progress=lambda done, total: job.progress(done, total, _("Taking the rows")),
    )
    return {"url": row.get_absolute_url(), "label": row.name, "state": row.state}
