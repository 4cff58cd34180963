"""Renewing an agreement: asking the parties, and the page on which each answers through its link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.agreements.actions import renewals
from naru.agreements.actions.ground import facts_of
from naru.agreements.forms.duties import AnswerForm, RenewForm
from naru.agreements.models import Agreement, Confirmation, Renewal
from naru.agreements.rules import moves
from naru.agreements.rules.words import RenewalState
from naru.agreements.views.doing import around, found
from naru.directory.rules.accounts import Role
from naru.directory.views.links import closed
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.page import page
from naru.krds.privacy import private

STATES = {
    RenewalState.OPEN: "warning",
    RenewalState.AGREED: "success",
    RenewalState.REFUSED: "danger",
    RenewalState.WITHDRAWN: "neutral",
}
"""The colour of each state of a renewal."""


@open_to(STAFF)
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the renewals of an agreement with each party's answer, and the form that asks for one."""
    row = found(request, pk)
    today = timezone.localdate()
    rows = Renewal.objects.visible_to(request.user).filter(agreement=row)
    told = [
        {
            "row": one,
            "tone": STATES[RenewalState(one.state)],
            "open": one.state == RenewalState.OPEN,
            "answers": list(one.confirmations.select_related("party__organisation")),
        }
        for one in rows
    ]
    able = all(party.email for party in row.parties.all())
    parties = len(row.parties.all()) if able else 0
    facts = facts_of(row, on=today)
    why_not = moves.why_not_renew(facts, parties=parties, on=today)
    form = RenewForm(request.POST or None)
    context = around(request, row, "renewal")
    if request.method == "POST":
        if not context["runs"]:
            return redirect("agreements:renewal", pk=row.pk)
        if form.is_valid() and do(
            request,
            renewals.ask_to_renew,
            row,
            until=form.until(),
            said=_("The letters to the parties are on their way."),
        ):
            return redirect("agreements:renewal", pk=row.pk)
    context |= {"rows": told, "form": form, "why_not": why_not, "unreachable": [] if able else _silent(row)}
    return page(request, "agreements/renewal.html", None, context, status=422 if form.errors else 200)


def _silent(row: Agreement) -> list[Any]:
    return [party for party in row.parties.all() if not party.email]


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def send_again(request: HttpRequest, pk: int, confirmation: int) -> HttpResponse:
    """Write to a party once more with a new link."""
    row = found(request, pk)
    rows = Confirmation.objects.visible_to(request.user).select_related(
        "renewal__agreement", "party__organisation"
    )
    one = get_object_or_404(rows, renewal__agreement=row, pk=confirmation)
    do(request, renewals.send_again, one, said=_("The letter is on its way."))
    return redirect("agreements:renewal", pk=row.pk)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def withdraw(request: HttpRequest, pk: int, renewal: int) -> HttpResponse:
    """Stop asking the parties."""
    row = found(request, pk)
    one = get_object_or_404(Renewal.objects.visible_to(request.user), agreement=row, pk=renewal)
    do(request, renewals.withdraw_renewal, one, said=_("The renewal is withdrawn; the links work no more."))
    return redirect("agreements:renewal", pk=row.pk)


@open_to(ANYONE)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a party through its link whether it agrees to the renewal; the link works once."""
    at = timezone.now()
    try:
        one = renewals.whose(token, at=at)
        form = AnswerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            renewals.answer(
                token, yes=values["yes"] == "yes", name=values["name"], reason=values["reason"], at=at
            )
            thanks = (
                _("Thank you. Your organisation agrees to the renewal.")
                if values["yes"] == "yes"
                else _("Thank you for your answer. The office will write to you.")
            )
            return closed(request, thanks, heading=_("Renewal of an agreement"), done=True)
    except Refusal as refusal:
        return closed(request, refusal.reason, heading=_("Renewal of an agreement"))
    row = one.renewal.agreement
    context = {
        "form": form,
        "confirmation": one,
        "agreement": row,
        "renewal": one.renewal,
        "parties": row.parties.select_related("organisation__country"),
    }
    return private(
        page(request, "agreements/confirm.html", None, context, status=422 if form.errors else 200)
    )
