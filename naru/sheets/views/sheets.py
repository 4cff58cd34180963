"""The sheets themselves: their list, one with its blank form and its current rows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.history.book import Refusal, note
from naru.krds.gate import SIGNED_IN, open_to
from naru.krds.page import page
from naru.sheets.book import uploads, workbooks
from naru.sheets.book.exports import CSV_TYPE, XLSX_TYPE, sent
from naru.sheets.forms import UploadForm
from naru.sheets.models import Upload
from naru.sheets.rules import declared
from naru.sheets.rules.declared import Sheet

STEPS = (gettext_lazy("Upload"), pgettext_lazy("sheet", "Check"), pgettext_lazy("sheet", "Accept"))


def _sheet_or_404(request: HttpRequest, key: str) -> Sheet:
    sheet = declared.sheet(key)
    if sheet is None or not sheet.may_use(request.user):
        raise Http404
    return sheet


@open_to(SIGNED_IN)
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Show the sheets that one may use, and what waits for a decision."""
    waiting = Upload.objects.visible_to(request.user).undecided().for_list()[:5]
    context = {
        "heading": _("Sheets"),
        "crumbs": [(_("Sheets"), "")],
        "sheets": declared.sheets(request.user),
        "waiting": waiting,
    }
    return page(request, "sheets/sheets.html", None, context)


@open_to(SIGNED_IN)
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Show one sheet: its columns, the blank form, the place to bring a file in; take the file."""
    found = _sheet_or_404(request, key)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.take(found, file.read(), file.name, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error("file", refusal.reason)
        else:
            return redirect(upload)
    context = {
        "heading": found.title,
        "crumbs": [(_("Sheets"), reverse("sheets:sheets")), (found.title, "")],
        "sheet": found,
        "columns": [(column, [label for _value, label in column.options()][:30]) for column in found.columns],
        "form": form,
        "steps": STEPS,
        "recent": Upload.objects.visible_to(request.user).filter(sheet=key).for_list()[:5],
    }
    return page(request, "sheets/sheet.html", None, context, status=422 if form.errors else 200)


@open_to(SIGNED_IN)
@require_safe
def blank(request: HttpRequest, key: str) -> HttpResponse:
    """Give the blank form of a sheet."""
    found = _sheet_or_404(request, key)
    return sent(workbooks.blank(found), f"{found.key}-{found.version}.xlsx", XLSX_TYPE)


@open_to(SIGNED_IN)
@require_safe
def current(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Give the rows that stand today in the columns of the sheet; that they were taken is noted."""
    found = _sheet_or_404(request, key)
    rows = found.rows(by=request.user) if found.can_export else None
    if rows is None:
        raise Http404
    now = timezone.now()
    note(
        by=request.user,
        verb="downloaded",
        subject=request.user,  # type: ignore[arg-type]
        at=now,
        after={"list": str(found.title), "form": form, "address": request.get_full_path()},
    )
    name = f"{found.key}-{timezone.localdate(now):%Y-%m-%d}.{form}"
    if form == "xlsx":
        return sent(workbooks.filled(found, rows), name, XLSX_TYPE)
    pieces = workbooks.filled_csv(found, rows, language=get_language() or "ko")
    return sent(pieces, name, CSV_TYPE)
