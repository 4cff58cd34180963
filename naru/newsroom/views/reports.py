"""The yearly report: its public page and prints, and the screen on which the office puts it together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.directory.rules.accounts import Role
from naru.figures.models import Reading
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole
from naru.krds.tables import Column, Table
from naru.newsroom.actions import reports as actions
from naru.newsroom.forms import ReportForm, SectionForm, YearForm
from naru.newsroom.models import Report, ReportItem, ReportPrint, ReportSection
from naru.newsroom.models.typesetting import correction, foreign_note
from naru.newsroom.models.yearbook import contents
from naru.newsroom.queries.reports import candidates
from naru.sheets.book import export

WRITERS = (Role.EDITOR, Role.HEAD, Role.ANALYST)
"""Who may put a report together."""
RELEASERS = (Role.EDITOR, Role.HEAD)
"""Who may publish and withdraw it."""
MOST = 60
"""How many readings of the year are offered at once."""


@open_to(ANYONE)
def reports(request: HttpRequest) -> HttpResponse:
    """Show the published reports, the newest year first."""
    rows = Report.objects.visible_to(request.user).out().for_list()
    context = {
        "reports": rows,
        "heading": gettext_lazy("Yearly reports"),
        "crumbs": [(_("Yearly reports"), "")],
    }
    return page(request, "newsroom/reports.html", None, context)


@open_to(ANYONE)
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Show the report of a year with its readings, their earlier years and what was corrected since."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    language = get_language() or "ko"
    told = contents(row, language)
    prints = {
        one.language: one for one in reversed(row.prints.visible_to(request.user).filter(is_draft=False))
    }
    context = {
        "report": row,
        "told": told,
        "note": foreign_note(told),
        "corrections": [(one, correction(one)) for one in told.corrections],
        "prints": [(code, name, prints[code]) for code, name in settings.LANGUAGES if code in prints],
        "heading": told.title,
        "crumbs": [(_("Yearly reports"), reverse("newsroom:reports")), (told.title, "")],
        "may_write": request.user.is_authenticated and request.user.holds(*WRITERS),
    }
    return page(request, "newsroom/report.html", None, context)


@open_to(ANYONE)
def report_print(request: HttpRequest, year: int, pk: int) -> HttpResponse | FileResponse:
    """Hand out a print of a report."""
    made = get_object_or_404(ReportPrint.objects.visible_to(request.user), pk=pk, report__year=year)
    try:
        held = made.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(held, as_attachment=True, filename=made.name, content_type="application/pdf")
    response["Digest"] = f"sha-256={made.sha256}"
    return response


@open_to(STAFF)
def shelf(request: HttpRequest) -> HttpResponse:
    """Show every report, drafts included, and begin one."""
    table = Table(
        request,
        rows=Report.objects.visible_to(request.user).for_list(),
        columns=[
            Column(
                "title",
                gettext_lazy("Title"),
                link=lambda row: reverse("newsroom-desk:compose", args=[row.year]),
                width="wide",
            ),
            Column("year", gettext_lazy("Year"), sort="year"),
            Column("readings", gettext_lazy("Readings"), kind="number", sort="readings"),
            Column(
                "state",
                gettext_lazy("State"),
                value=lambda row: _("published") if row.is_published else _("draft"),
                kind="tag",
                tone=lambda row: "success" if row.is_published else "neutral",
            ),
            Column("published_at", gettext_lazy("Published"), kind="moment", sort="published_at"),
        ],
        caption=gettext_lazy("Yearly reports"),
        empty=gettext_lazy("No report has been begun yet."),
    )
    if answer := export(request, table):
        return answer
    context = {
        "table": table,
        "heading": gettext_lazy("Yearly reports"),
        "crumbs": [(_("Yearly reports"), "")],
        "asked": YearForm(initial={"year": timezone.localdate().year - 1}),
        "may_write": request.user.holds(*WRITERS),
    }
    return page(request, "newsroom/report_shelf.html", "rows", context)


@open_to(STAFF)
def compose(request: HttpRequest, year: int) -> HttpResponse:
    """Show a report as the office puts it together: texts, sections, readings in order, and what may be added."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    return _composed(request, row)


def _composed(request: HttpRequest, row: Report, form: ReportForm | None = None) -> HttpResponse:
    account: Any = request.user
    taken = set(row.sections.values_list("items__reading", flat=True))
    asked = request.GET.get("q", "").strip()
    found = [one for one in candidates(row.year) if one.pk not in taken and _fits(one, asked)]
    texts = {f"title_{code}": text for code, text in row.titles.items()}
    texts |= {f"introduction_{code}": text for code, text in row.introductions.items()}
    may_write = account.holds(*WRITERS) and not row.is_published
    context = {
        "report": row,
        "sections": row.sections.prefetch_related("items__reading__source", "items__reading__superseded_by"),
        "form": form or ReportForm(initial=texts),
        "section_form": SectionForm(auto_id="section_%s"),
        "found": found[:MOST],
        "more": max(0, len(found) - MOST),
        "q": asked,
        "prints": row.prints.visible_to(account).select_related("by"),
        "languages_of_print": settings.LANGUAGES,
        "heading": row.title,
        "crumbs": [(_("Yearly reports"), reverse("newsroom-desk:reports")), (row.title, "")],
        "may_write": may_write,
        "may_print": account.holds(*WRITERS),
        "may_release": account.holds(*RELEASERS),
        "why_not_publish": actions.why_not_publish(row),
        "entries": Entry.objects.about(row).visible_to(account)[:20],
    }
    return page(request, "newsroom/report_compose.html", None, context)


def _fits(reading: Reading, asked: str) -> bool:
    told = f"{reading.title} {reading.code} {reading.spoken()} {' '.join(value for _label, value in reading.split)}"
    return all(word in told.casefold() for word in asked.casefold().split())


def _done(
    request: HttpRequest, year: int, deed: Callable[[], Any], said: Any = "", place: str = ""
) -> HttpResponse:
    """Do a deed and go back to the report; a refusal is told there."""
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        if said:
            messages.success(request, said)
    return redirect(reverse("newsroom-desk:compose", args=[year]) + place)


@open_to(*WRITERS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the report of a year."""
    asked = YearForm(request.POST)
    if not asked.is_valid():
        messages.error(request, _("That is no year of the programme."))
        return redirect("newsroom-desk:reports")
    year = asked.cleaned_data["year"]
    try:
        actions.open_report(year, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("newsroom-desk:reports")
    return redirect("newsroom-desk:compose", year)


@open_to(*WRITERS)
@require_POST
def tell(request: HttpRequest, year: int) -> HttpResponse:
    """Save a report's titles and introductions."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _composed(request, row, form)
    return _done(
        request,
        year,
        lambda: actions.tell_report(
            row,
            titles=form.told("title"),
            introductions=form.told("introduction"),
            by=request.user,
            at=timezone.now(),
        ),
        _("Saved."),
    )


@open_to(*WRITERS)
@require_POST
def add_section(request: HttpRequest, year: int) -> HttpResponse:
    """Add a section to a report."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    form = SectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A section needs a title in Korean and in English."))
        return redirect(reverse("newsroom-desk:compose", args=[year]) + "#sections")
    return _done(
        request,
        year,
        lambda: actions.add_section(row, titles=form.cleaned_data, by=request.user, at=timezone.now()),
        place="#sections",
    )


def _sections(request: HttpRequest, year: int) -> Any:
    """Give the sections of a year's report, where the account may see it."""
    return ReportSection.objects.filter(report__in=Report.objects.visible_to(request.user).filter(year=year))


@open_to(*WRITERS)
@require_POST
def arrange_section(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Move, rename or remove a section."""
    section = get_object_or_404(_sections(request, year), pk=pk)
    words: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    match request.POST.get("deed"):
        case "up" | "down" as way:
            step = -1 if way == "up" else 1
            return _done(request, year, lambda: actions.move(section, step=step, **words), place="#sections")
        case "rename":
            form = SectionForm(request.POST)
            if not form.is_valid():
                messages.error(request, _("A section needs a title in Korean and in English."))
                return redirect(reverse("newsroom-desk:compose", args=[year]) + "#sections")
            titles = form.cleaned_data
            return _done(
                request,
                year,
                lambda: actions.rename_section(section, titles=titles, **words),
                place="#sections",
            )
        case "remove":
            return _done(request, year, lambda: actions.remove_section(section, **words), place="#sections")
    raise Http404


@open_to(*WRITERS)
@require_POST
def put(request: HttpRequest, year: int) -> HttpResponse:
    """Put a reading into a section; one that is not frozen is frozen by it."""
    section = get_object_or_404(_sections(request, year), pk=whole(request.POST.get("section", "")) or 0)
    reading = get_object_or_404(
        Reading.objects.visible_to(request.user), code=request.POST.get("reading", "")[:12]
    )
    return _done(
        request,
        year,
        lambda: actions.put_reading(section, reading, by=request.user, at=timezone.now()),
        _("%(reading)s now stands in “%(section)s”.") % {"reading": reading, "section": section},
        "#sections",
    )


@open_to(*WRITERS)
@require_POST
def arrange_item(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Move a reading within its section, or take it out."""
    item = get_object_or_404(
        ReportItem.objects.filter(
            section__report__in=Report.objects.visible_to(request.user).filter(year=year)
        ),
        pk=pk,
    )
    words: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    match request.POST.get("deed"):
        case "up" | "down" as way:
            step = -1 if way == "up" else 1
            return _done(request, year, lambda: actions.move(item, step=step, **words), place="#sections")
        case "remove":
            return _done(request, year, lambda: actions.take_out(item, **words), place="#sections")
    raise Http404


@open_to(*RELEASERS)
@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Publish a report."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    return _done(
        request,
        year,
        lambda: actions.publish_report(row, by=request.user, at=timezone.now()),
        _("The report is published."),
    )


@open_to(*RELEASERS)
@require_POST
def withdraw(request: HttpRequest, year: int) -> HttpResponse:
    """Take a report back to a draft, with the reason."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    why = request.POST.get("why", "").strip()[:500]
    if not why:
        messages.error(request, _("Say why the report is withdrawn."))
        return redirect("newsroom-desk:compose", year)
    return _done(
        request,
        year,
        lambda: actions.withdraw_report(row, why=why, by=request.user, at=timezone.now()),
        _("The report is a draft again."),
    )


@open_to(*WRITERS)
@require_POST
def ask_for_print(request: HttpRequest, year: int) -> HttpResponse:
    """Ask for a PDF in a language, and lead to the page that shows how far it is."""
    row = get_object_or_404(Report.objects.visible_to(request.user), year=year)
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    job = actions.ask_for_print(row, language=language, by=request.user, at=timezone.now())
    return redirect(job.get_absolute_url())
