"""Programme years with their projects and totals, and copying last year's plan."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.actions import copies, programme
from naru.activities.forms.programme import ProjectForm, YearForm
from naru.activities.models import Activity, BudgetLine, Participation, ProgrammeYear, Project, Target
from naru.activities.rules.words import Kind, Measure, Unit
from naru.activities.views import when
from naru.activities.views.doing import do, may_run
from naru.activities.views.lists import ways
from naru.directory.rules.accounts import Role
from naru.history.book import kept
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.readable import whole


@open_to(ANYONE)
@kept()
def years(request: HttpRequest) -> HttpResponse:
    """List the programme years with how much took place in each."""
    rows = ProgrammeYear.objects.visible_to(request.user)
    counts = {
        line["project__year"]: line
        for line in Activity.objects.visible_to(request.user)
        .order_by()
        .values("project__year")
        .annotate(n=Count("pk"), countries=Count("country", distinct=True))
    }
    lines = [(row, counts.get(row.pk, {"n": 0, "countries": 0})) for row in rows]
    context = {
        "lines": lines,
        "ways": ways(request, "years"),
        "may_run": may_run(request),
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (_("By year"), None)],
    }
    return page(request, "activities/years.html", None, context)


def _year(request: HttpRequest, year: int) -> ProgrammeYear:
    return get_object_or_404(ProgrammeYear.objects.visible_to(request.user), pk=year)


@open_to(ANYONE)
@kept()
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a programme year: its projects, their activities, and the totals."""
    row = _year(request, year)
    today = timezone.localdate()
    office = request.user.is_authenticated and request.user.is_office
    activities = list(
        Activity.objects.visible_to(request.user).in_year(row.pk).for_list().order_by("starts_on", "pk")
    )
    by_project = defaultdict(list)
    for one in activities:
        standing = one.standing(on=today)
        by_project[one.project_id].append(
            {
                "row": one,
                "days": when.days(one),
                "where": when.where(one),
                "standing": standing,
                "tone": when.TONES[standing],
            }
        )
    projects = Project.objects.visible_to(request.user).filter(year=row).select_related("officer")
    kinds = defaultdict(int)
    for one in activities:
        kinds[one.kind] += 1
    keys = [one.pk for one in activities]
    context = {
        "year": row,
        "projects": [(project, by_project[project.pk]) for project in projects],
        "total": len(activities),
        "kinds": [(Kind(kind).label, n) for kind, n in sorted(kinds.items(), key=lambda it: -it[1])],
        "countries": len({one.country_id for one in activities if one.country_id}),
        "sums": _sums(request, keys),
        "heads": Participation.objects.visible_to(request.user).standing().filter(activity__in=keys).heads(),
        "may_run": may_run(request),
        "office": office,
        "ways": ways(request, "years"),
        "before": row.pk - 1,
        "crumbs": [
            (_("Activities"), reverse("activities:calendar")),
            (_("By year"), reverse("activities:years")),
            (str(row), None),
        ],
    }
    if office:
        money = BudgetLine.objects.visible_to(request.user).filter(activity__in=keys)
        context["money"] = money.aggregate(planned=Sum("planned_krw"), spent=Sum("spent_krw"))
    return page(request, "activities/year.html", None, context)


def _sums(request: HttpRequest, keys: list[int]) -> list[dict[str, Any]]:
    rows = (
        Target.objects.visible_to(request.user)
        .filter(activity__in=keys)
        .exclude(measure=Measure.OTHER)
        .order_by()
        .values("measure", "unit")
        .annotate(wanted=Sum("wanted"), reached=Sum("reached"))
    )
    order = list(Measure.values)
    lines = []
    for line in sorted(rows, key=lambda it: order.index(it["measure"])):
        wanted, reached = line["wanted"], line["reached"]
        share = Decimal(reached) / Decimal(wanted) * 100 if wanted and reached is not None else None
        label, unit = Measure(line["measure"]).label, Unit(line["unit"]).label
        lines.append({"label": label, "unit": unit, "wanted": wanted, "reached": reached, "share": share})
    return lines


def _show(request: HttpRequest, heading: str, form: Any, back: str) -> HttpResponse:
    crumbs = [
        (_("Activities"), reverse("activities:calendar")),
        (_("By year"), reverse("activities:years")),
        (heading, None),
    ]
    context = {"heading": heading, "form": form, "send": _("Save"), "back": back, "crumbs": crumbs}
    return page(request, "activities/form.html", None, context, status=422 if form.errors else 200)


@open_to(Role.OFFICER, Role.HEAD)
def open_year(request: HttpRequest) -> HttpResponse:
    """Open a programme year."""
    form = YearForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        made = do(request, programme.open_year, said=_("The programme year is open."), **form.cleaned_data)
        if made:
            return redirect(made)
    return _show(request, _("Open a programme year"), form, reverse("activities:years"))


@open_to(Role.OFFICER, Role.HEAD)
def change_year(request: HttpRequest, year: int) -> HttpResponse:
    """Change a programme year's note and budget."""
    row = _year(request, year)
    form = YearForm(
        request.POST or None, row=row, initial={"note_text": row.note, "budget_krw": row.budget_krw}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, programme.change_year, row, said=_("Saved."), **form.cleaned_data)
    ):
        return redirect(row)
    return _show(request, str(row), form, row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    """Put a programme year away, or take it out again."""
    row = _year(request, year)
    if row.archived_at:
        do(request, programme.unarchive_year, row, said=_("It is out of the archive."))
    else:
        do(request, programme.archive_year, row, said=_("It is in the archive now."))
    return redirect(row)


@open_to(Role.OFFICER, Role.HEAD)
def open_project(request: HttpRequest, year: int) -> HttpResponse:
    """Open a project in a year."""
    row = _year(request, year)
    form = ProjectForm(request.POST or None, on=timezone.localdate(), year=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, programme.open_project, row, said=_("The project is open."), **form.cleaned_data)
    ):
        return redirect(row)
    return _show(request, _("Open a project"), form, row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
def change_project(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written about a project."""
    rows = Project.objects.visible_to(request.user).select_related("year", "officer")
    row = get_object_or_404(rows, pk=pk)
    names = ("title_ko", "title_en", "summary_ko", "summary_en", "officer")
    first = {name: getattr(row, name) for name in names}
    form = ProjectForm(
        request.POST or None, on=timezone.localdate(), year=row.year, project=row, initial=first
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, programme.change_project, row, said=_("Saved."), **form.cleaned_data)
    ):
        return redirect(row.year)
    return _show(request, row.title, form, row.year.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
def copy(request: HttpRequest, year: int) -> HttpResponse:
    """Choose which activities of another year are taken over into this one."""
    row = _year(request, year)
    others = ProgrammeYear.objects.visible_to(request.user).exclude(pk=row.pk)
    choices = list(others.values_list("year", flat=True))
    asked = whole(request.GET.get("from", ""))
    source = asked if asked in choices else None
    if source is None:
        source = next((one for one in choices if one < row.pk), choices[0] if choices else None)
    rows = Activity.objects.visible_to(request.user).filter(project__year=source).for_list()
    rows = rows.order_by("starts_on", "pk")
    if request.method == "POST":
        chosen = [key for key in map(whole, request.POST.getlist("activity")) if key]
        made = do(
            request,
            copies.copy,
            list(rows.filter(pk__in=chosen)),
            year=row,
            open_days=request.POST.get("days") == "open",
            said=_("The chosen activities are taken over. Look through them and confirm each."),
        )
        if made is not None:
            return redirect(row)
    taken = set(
        Activity.objects.visible_to(request.user).in_year(row.pk).values_list("copied_from", flat=True)
    )
    lines = [
        {"row": one, "days": when.days(one), "where": when.where(one), "taken": one.pk in taken}
        for one in rows
    ]
    context = {
        "year": row,
        "source": source,
        "choices": choices,
        "lines": lines,
        "crumbs": [
            (_("Activities"), reverse("activities:calendar")),
            (str(row), row.get_absolute_url()),
            (_("Copy from another year"), None),
        ],
    }
    return page(request, "activities/copy.html", None, context)
