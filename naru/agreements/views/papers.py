"""The papers of an agreement, and the reports to the council."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.rules.words import Known
from naru.activities.views.doing import do
from naru.agreements.actions import council as reports
from naru.agreements.actions import papers as shelf
from naru.agreements.forms.agreements import PaperForm
from naru.agreements.forms.duties import AskReportForm, AskYearForm, HandInForm
from naru.agreements.models import Agreement, CouncilReport, Deadline, Paper
from naru.agreements.rules import duties as rules
from naru.agreements.rules.words import DeadlineKind, ReportKind
from naru.agreements.views.doing import around, ask, found, may_run
from naru.directory.rules.accounts import Role
from naru.krds.formats import words
from naru.krds.gate import SIGNED_IN, STAFF, open_to
from naru.krds.page import page


def spans_of(request: HttpRequest) -> list[Deadline]:
    """Give the numbers of days within which the council is told of a signing, as they held over the years."""
    return list(Deadline.objects.visible_to(request.user).filter(kind=DeadlineKind.COUNCIL_SIGNING))


def due_of(row: Agreement, spans: list[Deadline]) -> date | None:
    """Give until when the council is to be told of a signing; nothing where that is not known or not asked."""
    signed_on = row.signed_on
    if signed_on is None:
        return None
    held = [
        span.days
        for span in spans
        if span.since <= signed_on and (span.until is None or signed_on < span.until)
    ]
    due = rules.council_due(signed_on, exact=row.known == Known.DAY, days=max(held, default=None))
    # What was signed and due before it came onto this register was told, or not, before.
    return due if due and due >= timezone.localdate(row.created_at) else None


@open_to(STAFF)
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the papers of an agreement, and the reports to the council on its signing."""
    row = found(request, pk)
    names = words.locale(get_language()).languages
    rows = Paper.objects.visible_to(request.user).filter(agreement=row).select_related("added_by")
    told = CouncilReport.objects.visible_to(request.user).filter(agreement=row)
    due = due_of(row, spans_of(request))
    handed = [one for one in told if one.handed_on]
    context = around(request, row, "papers") | {
        "rows": [{"paper": one, "language": names.get(one.language, one.language)} for one in rows],
        "reports": told,
        "due": due,
        "handed": handed,
        "late": bool(due and not handed and due < timezone.localdate()),
        "why_not_report": reports.why_not_report(row),
        "form": AskReportForm(initial={"language": get_language()}),
    }
    return page(request, "agreements/papers.html", None, context)


@open_to(Role.OFFICER, Role.HEAD)
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a scan or another file with an agreement."""
    row = found(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    back = reverse("agreements:papers", args=[row.pk])
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, shelf.keep, row, said=_("The paper is kept."), **form.cleaned_data)
    ):
        return redirect(back)
    return ask(request, row, _("Add a paper"), form, _("Keep"), back, files=True)


@open_to(SIGNED_IN)
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse | FileResponse:
    """Hand a paper out, as a download, to those who may have it; that is noted."""
    one = get_object_or_404(
        Paper.objects.visible_to(request.user).select_related("agreement"), agreement=pk, pk=paper
    )
    return _sent(one.file, one.name, lambda: shelf.hand_out(one, by=request.user, at=timezone.now()))


def _sent(file: Any, name: str, noted: Any) -> FileResponse:
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    noted()
    response = FileResponse(opened, as_attachment=True, filename=name)
    response["Content-Type"] = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
    response["Content-Security-Policy"] = "sandbox"
    return response


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def remove(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Take a paper off the shelf."""
    row = found(request, pk)
    one = get_object_or_404(Paper.objects.visible_to(request.user), agreement=row, pk=paper)
    do(request, shelf.remove, one, said=_("The paper is removed."))
    return redirect("agreements:papers", pk=row.pk)


# Reports to the council


@open_to(STAFF)
def council(request: HttpRequest) -> HttpResponse:
    """Show what the council is still to be told, and what it was told."""
    today = timezone.localdate()
    rows = (
        Agreement.objects.visible_to(request.user).current().unreported().filter(known=Known.DAY).for_list()
    )
    days = Deadline.objects.visible_to(request.user)
    waiting, spans = [], spans_of(request)
    for row in rows:
        due = due_of(row, spans)
        if due:
            waiting.append({"row": row, "due": due, "late": due < today})
    yearly = max(days.days(DeadlineKind.COUNCIL_YEARLY, on=today), default=0)
    told = CouncilReport.objects.visible_to(request.user).select_related("agreement", "made_by")
    handed_years = set(told.handed_in().filter(kind=ReportKind.YEARLY).values_list("year", flat=True))
    last_year = today.year - 1
    began = Agreement.objects.visible_to(request.user).began_in()
    owed = bool(yearly and began and began <= last_year and last_year not in handed_years)
    year_due = rules.yearly_due(last_year, days=yearly) if owed else None
    context = {
        "waiting": sorted(waiting, key=lambda one: one["due"]),
        "reports": told,
        "year": last_year,
        "year_due": year_due,
        "year_late": bool(year_due and year_due < today),
        "form": AskYearForm(initial={"year": last_year, "language": get_language()}),
        "may_run": may_run(request),
        "crumbs": [
            (_("Agreements"), reverse("agreements:agreements")),
            (_("Reports to the council"), None),
        ],
    }
    return page(request, "agreements/council.html", None, context)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def report_signing(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the report on a signing as a PDF; the job's page leads to the file."""
    row = found(request, pk)
    form = AskReportForm(request.POST)
    if form.is_valid():
        job = do(request, reports.ask_for_report, agreement=row, language=form.cleaned_data["language"])
        if job:
            return redirect("history:job", job.pk)
    return redirect("agreements:papers", pk=row.pk)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def report_year(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a year as a PDF; the job's page leads to the file."""
    form = AskYearForm(request.POST)
    if form.is_valid():
        job = do(request, reports.ask_for_report, **form.cleaned_data)
        if job:
            return redirect("history:job", job.pk)
    return redirect("agreements:council")


@open_to(STAFF)
def council_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand a report to the council out as a PDF; that is noted."""
    one = get_object_or_404(CouncilReport.objects.visible_to(request.user).select_related("agreement"), pk=pk)
    return _sent(one.file, one.name, lambda: reports.hand_out(one, by=request.user, at=timezone.now()))


@open_to(Role.OFFICER, Role.HEAD)
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a report was handed to the council."""
    one = get_object_or_404(CouncilReport.objects.visible_to(request.user).select_related("agreement"), pk=pk)
    back = (
        reverse("agreements:papers", args=[one.agreement_id])
        if one.agreement_id
        else reverse("agreements:council")
    )
    form = HandInForm(request.POST or None, initial={"handed_on": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, reports.hand_in, one, said=_("It is recorded as handed in."), **form.cleaned_data)
    ):
        return redirect(back)
    return ask(request, one.agreement, _("Handed to the council"), form, _("Save"), back)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a report was handed in."""
    one = get_object_or_404(CouncilReport.objects.visible_to(request.user), pk=pk)
    do(request, reports.take_back, one, said=_("It is taken back."))
    if one.agreement_id:
        return redirect("agreements:papers", pk=one.agreement_id)
    return redirect("agreements:council")
