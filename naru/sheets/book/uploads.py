"""The only writing in sheets: take a file in, read it, accept all of its rows or none, or leave it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naru.history.book import Refusal, ask, note, stored_for
from naru.sheets.book.files import Unusable
from naru.sheets.book.reading import Layout, Reading, digest, read
from naru.sheets.models import Upload
from naru.sheets.rules.declared import Row, Sheet, Standing
from naru.sheets.rules.uploads import AT_ONCE, FAULTS_KEPT, PREVIEWED, State, why_not_take

READ_JOB = "sheets.read"
ACCEPT_JOB = "sheets.accept"
Progress = Callable[[int, int], None]


class _Back(Exception):  # noqa: N818
    """Takes back what was written for the rows, because some were refused."""


def take(sheet: Sheet, data: bytes, name: str, *, by: Any, at: datetime) -> Upload:
    """
    Take a file in for a sheet and read it: at once where it is short, else by a job.

    A file that cannot be used is kept too, with the reason, so that its sender can be helped. It is read
    before the transaction begins, so that nobody else waits for it.

    :raises Refusal: where the file is empty or too large, or the account may not use the sheet
    """
    if not sheet.may_use(by):
        raise Refusal(_("You may not use this sheet."))
    if reason := why_not_take(len(data)):
        raise Refusal(reason)
    reading: Reading | None = None
    reason = ""
    try:
        reading = read(sheet, data, name)
    except Unusable as unusable:
        reason = unusable.reason
    upload = _made(sheet, data, name, by=by, at=at)
    with stored_for(upload), transaction.atomic():
        _store(upload, data)
        if reading is None:
            return _hand_back(upload, reason)
        if len(reading.rows) > AT_ONCE:
            upload.rows = len(reading.rows)
            upload.job = ask(READ_JOB, by=by, at=at, upload=upload.pk)
            upload.save(update_fields=["rows", "job"])
            return upload
        sheet.plan(reading.rows, by=by)
        return _keep(upload, sheet, reading)


def _made(sheet: Sheet, data: bytes, name: str, *, by: Any, at: datetime) -> Upload:
    name = name.replace("\\", "/").rpartition("/")[2][-255:] or "sheet"
    return Upload(
        sheet=sheet.key, version=sheet.version, name=name, size=len(data), sha256=digest(data), by=by, at=at
    )


def _store(upload: Upload, data: bytes) -> None:
    ending = upload.name.rpartition(".")[2].lower()
    stored = f"{upload.sha256[:16]}.{ending if ending in {'csv', 'xlsx'} else 'bin'}"
    upload.file.save(stored, ContentFile(data), save=False)
    upload.save()
    after = {"sheet": upload.sheet, "name": upload.name, "sha256": upload.sha256, "size": upload.size}
    note(by=upload.by, verb="uploaded", subject=upload, at=upload.at, after=after)


def read_again(upload: Upload, *, by: Any, progress: Progress | None = None) -> Upload:
    """Read a waiting upload (the work of its job); one that was decided meanwhile is left alone."""
    sheet = upload.declared
    if sheet is None:
        return _hand_back(upload, _("This sheet is no longer in use."))
    reading: Reading | None = None
    reason = ""
    try:
        reading = read(sheet, upload.data(), upload.name)
    except Unusable as unusable:
        reason = unusable.reason
    if reading and progress:
        progress(len(reading.rows) // 2, len(reading.rows))
    if reading:
        sheet.plan(reading.rows, by=by)
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if upload.state != State.WAITING:
            return upload
        return _keep(upload, sheet, reading) if reading else _hand_back(upload, reason)


def accept(upload: Upload, *, by: Any, at: datetime) -> Upload:
    """
    Accept an upload: every new and changed row, or none. A long one is worked off by a job.

    :raises Refusal: with the sentence from rules.why_not_accept
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if reason := upload.why_not_accept() or _why_not_by(upload, by):
            raise Refusal(reason)
        if upload.rows > AT_ONCE:
            upload.state = State.ACCEPTING
            upload.job = ask(ACCEPT_JOB, by=by, at=at, upload=upload.pk, decided_at=at.isoformat())
            upload.save(update_fields=["state", "job"])
            return upload
    return write_rows(upload, by=by, at=at)


def write_rows(upload: Upload, *, by: Any, at: datetime, progress: Progress | None = None) -> Upload:
    """
    Read the kept file once more, compare it with what stands now, and take all rows or none.

    Where a row is refused on the way (by a rule of the app, or because the tables changed since the
    preview), nothing is written and the upload is handed back with the reasons. Progress is told before
    the rows are written: what is written in one piece can be seen by nobody until it is done.
    """
    sheet = upload.declared
    if sheet is None:
        return _hand_back(upload, _("This sheet is no longer in use."))
    data = upload.data()
    if digest(data) != upload.sha256:
        return _hand_back(upload, _("The kept file has changed since it was uploaded. Upload it again."))
    reading = read(sheet, data, upload.name)
    if progress:
        progress(len(reading.rows) // 2, len(reading.rows))
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if upload.state not in {State.READ, State.ACCEPTING}:
            return upload
        sheet.plan(reading.rows, by=by)
        return _all_or_nothing(upload, sheet, reading, by=by, at=at)


def _all_or_nothing(upload: Upload, sheet: Sheet, reading: Reading, *, by: Any, at: datetime) -> Upload:
    wanted = [row for row in reading.rows if row.standing in {Standing.NEW, Standing.CHANGED}]
    said = ""
    try:
        with transaction.atomic():
            if not reading.faults:
                said = _write(sheet, wanted, upload, by=by, at=at)
            if reading.faults:
                raise _Back
    except _Back:
        return _keep(upload, sheet, reading)
    except Refusal as refusal:
        _keep(upload, sheet, reading)
        return _hand_back(upload, refusal.reason)
    counts = reading.counts()
    _count(upload, counts)
    upload.state, upload.decided_by, upload.decided_at = State.ACCEPTED, by, at
    upload.result = said or _done(counts)
    upload.save()
    note(
        by=by,
        verb="accepted",
        subject=upload,
        at=at,
        after={"sheet": sheet.key, "sha256": upload.sha256, **counts},
    )
    return upload


@transaction.atomic
def discard(upload: Upload, *, by: Any, at: datetime) -> Upload:
    """
    Leave an upload: nothing of it is taken; the file stays as evidence of what was offered.

    :raises Refusal: with the sentence from rules.why_not_discard
    """
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if reason := upload.why_not_discard() or _why_not_by(upload, by):
        raise Refusal(reason)
    before = upload.state
    upload.state, upload.decided_by, upload.decided_at = State.DISCARDED, by, at
    upload.save(update_fields=["state", "decided_by", "decided_at"])
    note(by=by, verb="discarded", subject=upload, at=at, before={"state": before})
    return upload


@transaction.atomic
def downloaded(upload: Upload, *, what: str, by: Any, at: datetime) -> None:
    """Note that somebody took the file (or its marked copy) away: it may hold personal rows."""
    note(by=by, verb="downloaded", subject=upload, at=at, after={"what": what, "sha256": upload.sha256})


def _why_not_by(upload: Upload, by: Any) -> str | None:
    sheet = upload.declared
    if sheet is None:
        return _("This sheet is no longer in use.")
    return None if sheet.may_use(by) else _("You may not use this sheet.")


def _write(sheet: Sheet, rows: list[Row], upload: Upload, *, by: Any, at: datetime) -> str:
    if sheet.accepts_at_once:
        return sheet.accept(rows, by=by, at=at, upload=upload)
    for row in rows:
        try:
            with transaction.atomic():
                sheet.accept_row(row, by=by, at=at, upload=upload)
        except Refusal as refusal:
            row.refuse(refusal.reason)
    return ""


def _done(counts: dict[str, int]) -> str:
    return " ".join(
        [
            ngettext("%(count)s row added.", "%(count)s rows added.", counts["new"])
            % {"count": f"{counts['new']:,}"},
            ngettext("%(count)s row changed.", "%(count)s rows changed.", counts["changed"])
            % {"count": f"{counts['changed']:,}"},
        ]
    )


def _count(upload: Upload, counts: dict[str, int]) -> None:
    upload.rows = sum(counts.values())
    upload.new, upload.changed = counts["new"], counts["changed"]
    upload.same, upload.refused = counts["same"], counts["refused"]


def _keep(upload: Upload, sheet: Sheet, reading: Reading) -> Upload:
    faults = reading.faults
    _count(upload, reading.counts())
    upload.state = State.REFUSED if faults else State.READ
    upload.findings = [[fault.row, fault.column, fault.reason] for fault in faults[:FAULTS_KEPT]]
    upload.notices = reading.notices
    upload.layout = _plain(reading.layout)
    upload.preview = _previewed(sheet, reading)
    upload.reason = ""
    upload.save()
    return upload


def _plain(layout: Layout) -> dict[str, Any]:
    return {"sheet": layout.sheet, "header": layout.header, "columns": layout.columns}


def _previewed(sheet: Sheet, reading: Reading) -> list[dict[str, Any]]:
    left = dict.fromkeys(Standing, PREVIEWED)
    columns = [
        (column.key, column.shower()) for column in sheet.columns if column.key in reading.layout.columns
    ]
    shown = []
    for row in reading.rows:
        standing = row.standing
        if not left[standing]:
            continue
        left[standing] -= 1
        before = row.before or {}
        shown.append(
            {
                "number": row.number,
                "standing": standing.value,
                "cells": {key: shown(row.values.get(key)) for key, shown in columns},
                "before": {key: shown(before.get(key)) for key, shown in columns if key in row.changes},
            }
        )
    return shown


def _hand_back(upload: Upload, reason: str) -> Upload:
    upload.state, upload.reason = State.REFUSED, reason
    upload.save(update_fields=["state", "reason"])
    return upload
