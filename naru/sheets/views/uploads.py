"""The files that were brought in: all of them, one with its faults and preview, and what is decided of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import SIGNED_IN, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export, uploads, workbooks
from naru.sheets.book.exports import XLSX_TYPE, sent
from naru.sheets.book.reading import Layout
from naru.sheets.forms import UploadForm
from naru.sheets.models import Upload
from naru.sheets.rules import declared
from naru.sheets.rules.declared import Sheet, Standing
from naru.sheets.rules.uploads import TONES, State
from naru.sheets.views.sheets import STEPS

STANDING_TONES = {"new": "success", "changed": "warning", "same": "neutral", "refused": "danger"}


def _upload_or_404(request: HttpRequest, pk: int) -> Upload:
    rows = Upload.objects.visible_to(request.user).select_related("by", "decided_by", "job")
    found: Upload = get_object_or_404(rows, pk=pk)
    return found


def _since(rows: Any, day: date) -> Any:
    return rows.filter(at__date__gte=day)


@open_to(SIGNED_IN)
@require_safe
def all_uploads(request: HttpRequest) -> HttpResponse:
    """Show every upload of the sheets that one may use: what came, when, from whom, what became of it."""
    mine = declared.sheets(request.user)
    table = Table(
        request,
        rows=Upload.objects.visible_to(request.user).for_list(),
        columns=[
            Column("name", _("File"), link=lambda row: row.get_absolute_url()),
            Column("sheet", _("Sheet"), value="sheet_title", sort="sheet"),
            Column(
                "state",
                _("State"),
                value="get_state_display",
                kind="tag",
                tone=lambda row: row.tone,
                sort="state",
            ),
            Column("rows", _("Rows"), kind="number", sort="rows"),
            Column("new", pgettext("sheet", "New"), kind="number", sort="new"),
            Column("changed", pgettext("sheet", "Changed"), kind="number", sort="changed"),
            Column("refused", pgettext("sheet", "Refused"), kind="number", sort="refused"),
            Column("by", _("Uploaded by"), sort="by__name"),
            Column("at", _("Uploaded at"), kind="moment", sort="at"),
            Column("sha256", "SHA-256", show=False),
        ],
        caption=_("Uploads"),
        filters=[
            Filter("sheet", _("Sheet"), choices=[(one.key, one.title) for one in mine]),
            Filter("state", _("State"), choices=State.choices, several=True),
            Filter("since", _("Uploaded since"), kind="day", apply=_since),
            Filter("mine", _("Only mine"), kind="flag", apply=lambda rows, _on: rows.filter(by=request.user)),
        ],
        search=lambda rows, text: (
            rows.filter(name__icontains=text) | rows.filter(sha256__startswith=text.lower())
        ),
        sort="-at",
        empty=_("Nobody has brought a file in yet."),
        empty_action=(_("To the sheets"), reverse("sheets:sheets")),
    )
    context = {
        "heading": _("Uploads"),
        "crumbs": [(_("Sheets"), reverse("sheets:sheets")), (_("Uploads"), "")],
        "table": table,
    }
    return export(request, table) or page(request, "sheets/uploads.html", "rows", context)


@open_to(SIGNED_IN)
@require_safe
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one upload: what was found in it, row by row, and what can be done about it."""
    found = _upload_or_404(request, pk)
    known = found.declared
    if known is None:
        raise Http404
    standing = found.standing
    table = _faults(request, found, known) if found.findings else _preview(request, found, known)
    context = {
        "heading": found.name,
        "crumbs": [
            (_("Sheets"), reverse("sheets:sheets")),
            (known.title, reverse("sheets:sheet", args=[known.key])),
            (found.name, ""),
        ],
        "upload": found,
        "sheet": known,
        "state": standing.value,
        "state_label": standing.label,
        "tone": TONES[standing],
        "steps": STEPS,
        "step": {State.ACCEPTED: 4, State.ACCEPTING: 3, State.READ: 3, State.DISCARDED: 4}.get(standing, 2),
        "twins": Upload.objects.visible_to(request.user).twins(found).for_list()[:3],
        "why_not_accept": found.why_not_accept(),
        "why_not_discard": found.why_not_discard(),
        "faulty_rows": found.refused,
        "table": table,
        "entries": Entry.objects.about(found).visible_to(request.user),
        "form": UploadForm(),
    }
    answer = (export(request, table) if table else None) or page(
        request, "sheets/upload.html", "progress" if "progress" in request.GET else "rows", context
    )
    if "progress" in request.GET and not (found.job and found.job.is_open):
        answer["HX-Refresh"] = "true"
    return answer


def _faults(request: HttpRequest, found: Upload, sheet: Sheet) -> Table:
    layout = Layout(**found.layout)
    labels = {column.key: str(column.label) for column in sheet.columns}
    rows = [
        {
            "row": number,
            "place": f"{layout.letter(key)}{number}" if key in layout.columns else "",
            "key": key,
            "column": labels.get(key, ""),
            "reason": reason,
        }
        for number, key, reason in found.findings
    ]
    used = [key for key in labels if any(row["key"] == key for row in rows)]
    return Table(
        request,
        rows=rows,
        columns=[
            Column("row", _("Row"), kind="number", sort="row", width="narrow"),
            Column("place", _("Cell")),
            Column("column", _("Column"), sort="column"),
            Column("reason", _("What is wrong"), width="wide"),
        ],
        caption=_("What is to be mended"),
        filters=[
            Filter(
                "column",
                _("Column"),
                choices=[(key, labels[key]) for key in used],
                apply=lambda rows, key: [row for row in rows if row["key"] == key],
            )
        ],
        search=lambda rows, text: [row for row in rows if text.lower() in str(row["reason"]).lower()],
        file_name=f"faults-{found.pk}",
    )


def _preview(request: HttpRequest, found: Upload, sheet: Sheet) -> Table | None:
    if not found.preview:
        return None

    def cell(key: str) -> Any:
        def said(row: dict[str, Any]) -> str:
            now = str(row["cells"].get(key, ""))
            return f"{row['before'][key] or '–'} → {now or '–'}" if key in row["before"] else now

        return said

    present = found.preview[0]["cells"]
    words = dict(Standing.choices)
    return Table(
        request,
        rows=found.preview,
        columns=[
            Column("number", _("Row"), kind="number", width="narrow"),
            Column(
                "standing",
                _("What it would do"),
                value=lambda row: words[row["standing"]],
                kind="tag",
                tone=lambda row: STANDING_TONES[row["standing"]],
                width="narrow",
            ),
            *(
                Column(column.key, column.label, value=cell(column.key))
                for column in sheet.columns
                if column.key in present
            ),
        ],
        caption=_("The first rows of the file"),
        filters=[
            Filter(
                "standing",
                _("What it would do"),
                choices=[(value, label) for value, label in Standing.choices if found.counts[value]],
                apply=lambda rows, value: [row for row in rows if row["standing"] == value],
            )
        ],
        file_name=f"preview-{found.pk}",
        small="scroll",
    )


@open_to(SIGNED_IN)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept an upload: all of its rows, or none."""
    found = _upload_or_404(request, pk)
    try:
        done = uploads.accept(found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        if done.state == State.ACCEPTED:
            messages.success(request, done.result)
        elif done.state == State.REFUSED:
            messages.error(request, _("Nothing was taken: some rows are refused now. See below."))
    return redirect(found)


@open_to(SIGNED_IN)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an upload; nothing of it is taken."""
    found = _upload_or_404(request, pk)
    try:
        uploads.discard(found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Discarded. Nothing of the file was taken."))
    return redirect(found)


@open_to(SIGNED_IN)
@require_safe
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the upload back with its faults marked; that it was taken is noted."""
    found = _upload_or_404(request, pk)
    known = found.declared
    if known is None or not found.findings:
        raise Http404
    uploads.downloaded(found, what="marked", by=request.user, at=timezone.now())
    stem = found.name.rpartition(".")[0] or found.name
    return sent(workbooks.marked(found, known), f"{stem}-{_('to-mend')}.xlsx", XLSX_TYPE)


@open_to(SIGNED_IN)
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file as it was uploaded; that it was taken is noted."""
    found = _upload_or_404(request, pk)
    uploads.downloaded(found, what="original", by=request.user, at=timezone.now())
    return sent(found.data(), found.name, "application/octet-stream")
