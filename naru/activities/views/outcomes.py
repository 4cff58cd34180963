"""The screens of outcomes: an activity's tab, the list of all, one outcome, and the partner's own page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.actions import outcomes
from naru.activities.forms.outcomes import AnswerForm, OutcomeForm, OutcomeWithdrawalForm
from naru.activities.models import Activity, Outcome
from naru.activities.rules import outcomes as rules
from naru.activities.rules.outcomes import OutcomeKind, OutcomeState
from naru.activities.views.activity import around
from naru.activities.views.doing import do, found
from naru.directory.rules.accounts import Role
from naru.directory.views.links import closed
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, SIGNED_IN, STAFF, open_to
from naru.krds.page import page
from naru.krds.privacy import private
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

TONES = {
    OutcomeState.DECLARED: "neutral",
    OutcomeState.WAITING: "info",
    OutcomeState.DUE: "warning",
    OutcomeState.CONFIRMED: "success",
    OutcomeState.REFUSED: "danger",
    OutcomeState.SILENT: "neutral",
    OutcomeState.WITHDRAWN: "neutral",
}
"""The look of each state."""


def outcomes_table(request: HttpRequest, rows: Any, *, of_one: bool, file_name: str) -> Table:
    """Make the table of outcomes, of one activity or of all."""
    at = timezone.now()
    columns = [
        Column("happened_on", gettext_lazy("Day"), kind="date", sort=["happened_on", "pk"]),
        Column(
            "activity",
            gettext_lazy("Activity"),
            kind="link",
            link=lambda row: row.activity.get_absolute_url(),
            show=not of_one,
        ),
        Column("kind", gettext_lazy("What came of it"), value="get_kind_display", sort=["kind", "-pk"]),
        Column("words", gettext_lazy("In words"), kind="link", link=Outcome.get_absolute_url, width="wide"),
        Column("partner", gettext_lazy("Partner")),
        Column("institution", gettext_lazy("Institution")),
        Column("number", gettext_lazy("Declared"), kind="number", sort=["number", "pk"]),
        Column("confirmed_number", gettext_lazy("Confirmed"), kind="number"),
        Column(
            "standing",
            gettext_lazy("Standing"),
            kind="tag",
            value=lambda row: row.standing(at=at).label,
            tone=lambda row: TONES[row.standing(at=at)],
        ),
        Column("anyway", gettext_lazy("Without the programme"), value="get_anyway_display", show=False),
        Column("amount", gettext_lazy("Value"), show=False),
        Column("currency", gettext_lazy("Currency"), show=False),
        Column("source", gettext_lazy("According to"), show=False),
        Column("letters", gettext_lazy("Letters sent"), kind="number", show=False),
    ]
    return Table(
        request,
        rows=rows.for_list(),
        columns=columns,
        caption=_("Outcomes"),
        search=lambda found, text: found.telling(text),
        sort="-happened_on",
        filters=[
            Filter("kind", gettext_lazy("What came of it"), OutcomeKind.choices),
            Filter(
                "standing",
                gettext_lazy("Standing"),
                OutcomeState.choices,
                lambda found, state: found.standing(state, at=at),
            ),
        ],
        empty=_("No outcome is declared yet."),
        file_name=file_name,
    )


def _counts(rows: Any) -> list[dict[str, Any]]:
    """Add up, for each kind, what was declared and what the partners confirmed of it."""
    told = {row["kind"]: row for row in rows.added_up()}
    return [told[kind] | {"label": kind.label} for kind in OutcomeKind if kind in told]


@open_to(STAFF)
def of_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came of one activity: declared, asked, confirmed or refused."""
    row = found(request, pk)
    rows = Outcome.objects.visible_to(request.user).filter(activity=row)
    table = outcomes_table(request, rows, of_one=True, file_name=f"outcomes-{row.pk}")
    context = around(request, row, "outcomes") | {"table": table, "counts": _counts(rows)}
    return export(request, table) or page(request, "activities/outcomes.html", "rows", context)


@open_to(SIGNED_IN)
def everywhere(request: HttpRequest) -> HttpResponse:
    """Show the outcomes of all activities: the office all, a member those of their organisation."""
    rows = Outcome.objects.visible_to(request.user)
    table = outcomes_table(request, rows, of_one=False, file_name="outcomes")
    context = {
        "table": table,
        "counts": _counts(rows),
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (_("Outcomes"), None)],
    }
    return export(request, table) or page(request, "activities/all_outcomes.html", "rows", context)


def _one(request: HttpRequest, pk: int, outcome: int) -> Outcome:
    rows: Any = Outcome.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, activity=pk, pk=outcome)


@open_to(SIGNED_IN)
def outcome(request: HttpRequest, pk: int, outcome: int) -> HttpResponse:
    """Show one outcome: what was declared, what the partner said, and what can be done."""
    row = _one(request, pk, outcome)
    at = timezone.now()
    standing, runs = row.standing(at=at), request.user.holds(Role.OFFICER, Role.HEAD)
    context = {
        "outcome": row,
        "standing": standing,
        "tone": TONES[standing],
        "runs": runs,
        "why_not_ask": rules.why_not_ask(row.terms(), email=row.email, at=at),
        "why_not_change": rules.why_not_change(row.terms(), at=at),
        "office": request.user.is_office,
        "most_letters": rules.LETTERS,
        "crumbs": _crumbs(row.activity),
    }
    return page(request, "activities/outcome.html", None, context)


def _crumbs(row: Activity) -> list[tuple[str, str | None]]:
    return [
        (_("Activities"), reverse("activities:calendar")),
        (row.title, row.get_absolute_url()),
        (_("Outcomes"), reverse("activities:outcomes", args=[row.pk])),
    ]


def _form(request: HttpRequest, row: Activity, heading: str, form: Any, back: str, send: str) -> HttpResponse:
    crumbs = [*_crumbs(row), (heading, None)]
    context = {"heading": heading, "form": form, "send": send, "back": back, "crumbs": crumbs, "subject": row}
    return page(request, "activities/form.html", None, context, status=422 if form.errors else 200)


@open_to(Role.OFFICER, Role.HEAD)
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare what came of an activity."""
    row = found(request, pk)
    form = OutcomeForm(request.POST or None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        said = _("The outcome is declared. It counts when the partner has confirmed it.")
        made = do(request, outcomes.declare, row, said=said, **form.cleaned_data)
        if made:
            return redirect(made)
    back = reverse("activities:outcomes", args=[row.pk])
    return _form(request, row, _("Declare an outcome"), form, back, _("Declare"))


@open_to(Role.OFFICER, Role.HEAD)
def change(request: HttpRequest, pk: int, outcome: int) -> HttpResponse:
    """Change what was declared, before anybody was asked."""
    row = _one(request, pk, outcome)
    first = {name: getattr(row, name) for name in outcomes.TOLD}
    form = OutcomeForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, outcomes.change, row, said=_("The outcome is changed."), **form.cleaned_data)
    ):
        return redirect(row)
    return _form(request, row.activity, _("Change an outcome"), form, row.get_absolute_url(), _("Save"))


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def ask(request: HttpRequest, pk: int, outcome: int) -> HttpResponse:
    """Write to the partner with a link to confirm or refuse."""
    row = _one(request, pk, outcome)
    do(request, outcomes.ask, row, said=_("A letter is on its way to %(email)s.") % {"email": row.email})
    return redirect(row)


@open_to(Role.OFFICER, Role.HEAD)
def withdraw(request: HttpRequest, pk: int, outcome: int) -> HttpResponse:
    """Withdraw an outcome, with the reason."""
    row = _one(request, pk, outcome)
    form = OutcomeWithdrawalForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, outcomes.withdraw, row, said=_("The outcome is withdrawn."), **form.cleaned_data)
    ):
        return redirect(row)
    return _form(request, row.activity, _("Withdraw an outcome"), form, row.get_absolute_url(), _("Withdraw"))


@open_to(ANYONE)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let the partner confirm or refuse an outcome through the link in the letter."""
    at = timezone.now()
    try:
        row = outcomes.asked_by(token, at=at)
        form = AnswerForm(request.POST or None, outcome=row)
        if request.method == "POST" and form.is_valid():
            given = dict(form.cleaned_data)
            outcomes.answer(token, confirmed=given.pop("answer") == "yes", at=at, **given)
            return closed(
                request, _("Thank you. Your answer is kept."), heading=_("Please confirm"), done=True
            )
    except Refusal as refusal:
        return closed(request, refusal.reason, heading=_("Please confirm"))
    status = 422 if form.errors else 200
    context = {"outcome": row, "form": form}
    return private(page(request, "activities/outcome_answer.html", None, context, status=status))
