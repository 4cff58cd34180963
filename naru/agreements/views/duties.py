"""The obligations of an agreement and its yearly inspections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.agreements.actions import duties
from naru.agreements.forms.duties import InspectionForm, MeetForm, ObligationForm, WhyForm
from naru.agreements.models import Agreement, Inspection, Obligation, Paper, Question
from naru.agreements.rules import duties as rules
from naru.agreements.rules.words import Answer, DeadlineKind
from naru.agreements.views.doing import TONES, around, ask, found, window
from naru.agreements.views.lists import owner
from naru.directory.rules.accounts import Role
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page


@open_to(STAFF)
def obligations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was promised in an agreement, and how it was met."""
    row = found(request, pk)
    today, ahead = timezone.localdate(), window(DeadlineKind.DUTY_WARNING)
    rows = Obligation.objects.visible_to(request.user).filter(agreement=row).for_list()
    kept = set(Paper.objects.visible_to(request.user).filter(agreement=row).values_list("pk", flat=True))
    told = []
    for one in rows:
        standing = one.standing(on=today, window=ahead)
        told.append(
            {
                "row": one,
                "owner": owner(one),
                "standing": standing,
                "tone": TONES[standing],
                "proof": one.proof if one.proof_id in kept else None,
                "open": one.met_on is None and one.waived_at is None,
            }
        )
    context = around(request, row, "obligations") | {"rows": told, "today": today}
    return page(request, "agreements/obligations.html", None, context)


def _one(request: HttpRequest, row: Agreement, obligation: int) -> Obligation:
    rows = Obligation.objects.visible_to(request.user).for_list()
    one: Obligation = get_object_or_404(rows, agreement=row, pk=obligation)
    return one


def _back(row: Agreement) -> str:
    return reverse("agreements:obligations", args=[row.pk])


@open_to(Role.OFFICER, Role.HEAD)
def oblige(request: HttpRequest, pk: int, obligation: int | None = None) -> HttpResponse:
    """Write down what was promised, or change what is written of it."""
    row = found(request, pk)
    one = _one(request, row, obligation) if obligation else None
    names = ("title_ko", "title_en", "party", "due_on", "officer")
    form = ObligationForm(
        request.POST or None,
        agreement=row,
        on=timezone.localdate(),
        anew=one is None,
        initial={name: getattr(one, name) for name in names} if one else {},
    )
    if request.method == "POST" and form.is_valid():
        if one:
            done = do(request, duties.change_obligation, one, said=_("Saved."), **form.cleaned_data)
        else:
            done = do(
                request, duties.oblige, row, said=_("The obligation is written down."), **form.cleaned_data
            )
        if done:
            return redirect(_back(row))
    heading = one.title if one else _("Write down an obligation")
    return ask(request, row, heading, form, _("Save"), _back(row))


@open_to(Role.OFFICER, Role.HEAD)
def meet(request: HttpRequest, pk: int, obligation: int) -> HttpResponse:
    """Record that an obligation was met, with its proof."""
    row = found(request, pk)
    one = _one(request, row, obligation)
    form = MeetForm(request.POST or None, request.FILES or None, initial={"met_on": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, duties.meet, one, said=_("It is recorded as met."), **form.cleaned_data)
    ):
        return redirect(_back(row))
    return ask(request, row, one.title, form, _("Record as met"), _back(row), files=True)


@open_to(Role.OFFICER, Role.HEAD)
def waive(request: HttpRequest, pk: int, obligation: int) -> HttpResponse:
    """Record that an obligation is no longer asked for."""
    row = found(request, pk)
    one = _one(request, row, obligation)
    form = WhyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, duties.waive, one, said=_("It is waived."), **form.cleaned_data)
    ):
        return redirect(_back(row))
    return ask(request, row, one.title, form, _("Waive"), _back(row))


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def reopen(request: HttpRequest, pk: int, obligation: int) -> HttpResponse:
    """Open an obligation again that was recorded as met or waived."""
    row = found(request, pk)
    do(request, duties.reopen, _one(request, row, obligation), said=_("It is open again."))
    return redirect(_back(row))


@open_to(Role.OFFICER, Role.HEAD)
def drop(request: HttpRequest, pk: int, obligation: int) -> HttpResponse:
    """Take an obligation out that was written down by mistake, after asking once more."""
    row = found(request, pk)
    one = _one(request, row, obligation)
    if request.method == "POST":
        do(request, duties.drop, one, said=_("The obligation is taken out."))
        return redirect(_back(row))
    context = around(request, row, "obligations") | {
        "heading": _("Take the obligation out?"),
        "line": one.title,
        "send": _("Take out"),
        "back": _back(row),
    }
    return page(request, "agreements/sure.html", None, context)


@open_to(STAFF)
def inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the yearly inspections of an agreement, and which is still to be done."""
    row = found(request, pk)
    today = timezone.localdate()
    rows = list(Inspection.objects.visible_to(request.user).filter(agreement=row).select_related("inspector"))
    questions = {one.key: one for one in Question.objects.visible_to(request.user).order_by("since")}
    told = [
        {
            "row": one,
            "answers": [
                {
                    "question": questions[key].title if key in questions else key,
                    "answer": Answer(given["answer"]).label,
                    "note": given.get("note", ""),
                }
                for key, given in one.answers.items()
            ],
        }
        for one in rows
    ]
    days = window(DeadlineKind.INSPECTION)
    begins = row.begins_on
    missing = (
        bool(begins and begins.year < today.year and row.binds(on=today))
        and today.year not in {one.year for one in rows}
        and bool(days)
    )
    due = rules.inspection_due(today.year, days=days) if missing else None
    context = around(request, row, "inspections") | {
        "rows": told,
        "due": due,
        "late": bool(due and due < today),
        "year": today.year,
    }
    return page(request, "agreements/inspections.html", None, context)


@open_to(Role.OFFICER, Role.HEAD)
def inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the form of the yearly inspection."""
    row = found(request, pk)
    today = timezone.localdate()
    questions = Question.objects.visible_to(request.user).held(on=today)
    first = {"year": today.year, "inspected_on": today}
    form = InspectionForm(request.POST or None, questions=questions, initial=first)
    back = reverse("agreements:inspections", args=[row.pk])
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, duties.inspect, row, said=_("The inspection is recorded."), **form.recorded())
    ):
        return redirect(back)
    return ask(request, row, _("Yearly inspection"), form, _("Record the inspection"), back)


@open_to(Role.OFFICER, Role.HEAD)
def withdraw_inspection(request: HttpRequest, pk: int, inspection: int) -> HttpResponse:
    """Take an inspection back that was recorded wrongly."""
    row = found(request, pk)
    one: Any = get_object_or_404(Inspection.objects.visible_to(request.user), agreement=row, pk=inspection)
    form = WhyForm(request.POST or None)
    back = reverse("agreements:inspections", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["because"]
        if do(request, duties.withdraw_inspection, one, why=why, said=_("It is taken back.")):
            return redirect(back)
    heading = _("Take the inspection of %(year)s back") % {"year": one.year}
    return ask(request, row, heading, form, _("Take it back"), back)
