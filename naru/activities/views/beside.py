"""Setting targets, money and results of an activity, and its documents."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.actions import documents as shelf
from naru.activities.actions import results
from naru.activities.forms.beside import BudgetForm, DocumentForm, ReachedForm, ResultsForm, TargetForm
from naru.activities.models import Activity, BudgetLine, Document, Target
from naru.activities.views.activity import around
from naru.activities.views.doing import do, found
from naru.directory.rules.accounts import Role
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page


def _show(
    request: HttpRequest, row: Activity, heading: str, form: Any, back: str, **more: Any
) -> HttpResponse:
    home = around(request, row, "results")
    crumbs = [*home["crumbs"][:-1], (row.title, row.get_absolute_url()), (heading, None)]
    context = {"heading": heading, "form": form, "send": _("Save"), "back": back, "crumbs": crumbs} | more
    return page(request, "activities/form.html", None, context, status=422 if form.errors else 200)


def _results(row: Activity) -> str:
    return reverse("activities:results", args=[row.pk])


@open_to(Role.OFFICER, Role.HEAD)
def set_target(request: HttpRequest, pk: int, target: int | None = None) -> HttpResponse:
    """Set a target, or set one anew."""
    row = found(request, pk)
    one = (
        get_object_or_404(Target.objects.visible_to(request.user), activity=row, pk=target)
        if target
        else None
    )
    first = (
        {name: getattr(one, name) for name in ("measure", "label_ko", "label_en", "unit", "wanted")}
        if one
        else {}
    )
    form = TargetForm(request.POST or None, initial=first)
    if one:
        for name in ("measure", "label_ko", "label_en"):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        values = first | form.cleaned_data
        if do(request, results.set_target, row, said=_("The target is set."), **values):
            return redirect(_results(row))
    return _show(request, row, one.label if one else _("Set a target"), form, _results(row))


@open_to(Role.OFFICER, Role.HEAD)
def record_reached(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Record how many were reached of a target, and whose number that is."""
    row = found(request, pk)
    one = get_object_or_404(Target.objects.visible_to(request.user), activity=row, pk=target)
    first = {name: getattr(one, name) for name in ("reached", "exactness", "source", "as_of")}
    form = ReachedForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, results.record_reached, one, said=_("The result is recorded."), **form.cleaned_data)
    ):
        return redirect(_results(row))
    return _show(request, row, one.label, form, _results(row))


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def drop_target(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Drop a target."""
    row = found(request, pk)
    one = get_object_or_404(Target.objects.visible_to(request.user), activity=row, pk=target)
    do(request, results.drop_target, one, said=_("The target is dropped."))
    return redirect(_results(row))


@open_to(Role.OFFICER, Role.HEAD)
def budget(request: HttpRequest, pk: int, line: int | None = None) -> HttpResponse:
    """Set money aside for an activity, or change a line and what was spent of it."""
    row = found(request, pk)
    one = (
        get_object_or_404(BudgetLine.objects.visible_to(request.user), activity=row, pk=line)
        if line
        else None
    )
    names = ("label", "fund", "planned_krw", "spent_krw", "source")
    form = BudgetForm(
        request.POST or None, initial={name: getattr(one, name) for name in names} if one else {}
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if one is None:
            spent = {name: values.pop(name) for name in ("spent_krw", "source")}
            made = do(request, results.budget, row, said=_("The budget line is kept."), **values)
            if made and spent["spent_krw"] is not None:
                do(request, results.change_budget, made, **values, **spent)
        else:
            made = do(request, results.change_budget, one, said=_("The budget line is kept."), **values)
        if made:
            return redirect(_results(row))
    return _show(request, row, one.label if one else _("Add a budget line"), form, _results(row))


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def drop_budget(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Drop a budget line."""
    row = found(request, pk)
    one = get_object_or_404(BudgetLine.objects.visible_to(request.user), activity=row, pk=line)
    do(request, results.drop_budget, one, said=_("The budget line is dropped."))
    return redirect(_results(row))


@open_to(Role.OFFICER, Role.HEAD)
def tell_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in words what came of an activity."""
    row = found(request, pk)
    first = {"results_ko": row.results_ko, "results_en": row.results_en}
    form = ResultsForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, results.tell_results, row, said=_("Saved."), **form.cleaned_data)
    ):
        return redirect(row)
    return _show(request, row, _("What came of it"), form, row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with an activity."""
    row = found(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    shelves = reverse("activities:documents", args=[row.pk])
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, shelf.keep, row, said=_("The document is kept."), **form.cleaned_data)
    ):
        return redirect(shelves)
    return _show(request, row, _("Add a document"), form, shelves, files=True)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def show_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Let the public have a document, or no longer."""
    row = found(request, pk)
    one = get_object_or_404(Document.objects.visible_to(request.user), activity=row, pk=document)
    do(request, shelf.show_document, one, public=not one.public, said=_("Saved."))
    return redirect("activities:documents", pk=row.pk)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def remove_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Take a document off the shelf."""
    row = found(request, pk)
    one = get_object_or_404(Document.objects.visible_to(request.user), activity=row, pk=document)
    do(request, shelf.remove, one, said=_("The document is removed."))
    return redirect("activities:documents", pk=row.pk)


@open_to(ANYONE)
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse | FileResponse:
    """Hand a document out, as a download, to those who may have it."""
    one = get_object_or_404(Document.objects.visible_to(request.user), activity=pk, pk=document)
    try:
        opened = one.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=True, filename=one.name)
    response["Content-Type"] = "application/octet-stream"
    response["Content-Security-Policy"] = "sandbox"
    return response
