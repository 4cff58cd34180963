"""Entering an agreement, changing what is written, naming its parties, and deciding about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.models import Activity
from naru.activities.views.doing import do
from naru.agreements.actions import agreements, moves
from naru.agreements.forms.agreements import (
    AgreementForm,
    BackForm,
    LanguagesForm,
    PartyForm,
    SignForm,
    TerminateForm,
    first_words,
)
from naru.agreements.models import Agreement, Party
from naru.agreements.rules.words import Move, Side
from naru.agreements.views.doing import ask, found
from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.krds.forms import one_at_a_time
from naru.krds.gate import open_to
from naru.krds.readable import whole


@open_to(Role.OFFICER, Role.HEAD)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a new agreement as a draft; an address may name the activity it comes from and its partner."""
    first: dict[str, Any] = {"officer": request.user.pk, "languages": ["ko", "en"]}
    if given := whole(request.GET.get("activity", "")):
        first["activity"] = Activity.objects.visible_to(request.user).filter(pk=given).first()
    form = AgreementForm(request.POST or None, account=request.user, on=timezone.localdate(), initial=first)
    if request.method == "POST" and form.is_valid():
        made = do(
            request,
            agreements.enter,
            said=_("The draft is entered. Name its parties next."),
            **form.written(),
        )
        if made:
            return redirect("agreements:parties", pk=made.pk)
    return ask(request, None, _("Enter an agreement"), form, _("Enter"), reverse("agreements:agreements"))


@open_to(Role.OFFICER, Role.HEAD)
@one_at_a_time(Agreement)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written about an agreement."""
    row = found(request, pk)
    form = AgreementForm(
        request.POST or None,
        account=request.user,
        on=timezone.localdate(),
        agreement=row,
        initial=first_words(row),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, agreements.change, row, said=_("Saved."), **form.written())
    ):
        return redirect(row)
    return ask(request, row, _("Change the agreement"), form, _("Save"), row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
def languages(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an agreement's title and purpose in the languages beside Korean and English."""
    row = found(request, pk)
    form = LanguagesForm(request.POST or None, agreement=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, agreements.change, row, said=_("Saved."), translations=form.translations())
    ):
        return redirect(row)
    return ask(request, row, _("Other languages"), form, _("Save"), row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
def parties(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a party of an agreement, beneath those that stand already."""
    row = found(request, pk)
    sides = {party.side for party in row.parties.all()}
    first: dict[str, Any] = {"side": Side.THEIRS if Side.OURS in sides else Side.OURS}
    if given := whole(request.GET.get("organisation", "")):
        first["organisation"] = Organisation.objects.visible_to(request.user).filter(pk=given).first()
    form = PartyForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, agreements.add_party, row, said=_("The party is named."), **form.cleaned_data)
    ):
        return redirect("agreements:parties", pk=row.pk)
    return ask(
        request,
        row,
        _("Parties"),
        form,
        _("Add the party"),
        row.get_absolute_url(),
        parties=list(row.parties.all()),
    )


def _party(request: HttpRequest, row: Agreement, party: int) -> Party:
    rows = Party.objects.visible_to(request.user).select_related("organisation__country", "signed_by")
    one: Party = get_object_or_404(rows, agreement=row, pk=party)
    return one


@open_to(Role.OFFICER, Role.HEAD)
def change_party(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Change who signs for a party, and where it is written to."""
    row = found(request, pk)
    one = _party(request, row, party)
    names = ("side", "signer_name", "signer_post", "email", "language")
    form = PartyForm(request.POST or None, initial={name: getattr(one, name) for name in names})
    del form.fields["organisation"]
    if row.signed_on:
        for name in ("side", "signer_name", "signer_post"):
            del form.fields[name]
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, agreements.change_party, one, said=_("Saved."), **form.cleaned_data)
    ):
        return redirect(row)
    return ask(request, row, str(one), form, _("Save"), row.get_absolute_url())


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def remove_party(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Take a party out of an agreement that is not signed yet."""
    row = found(request, pk)
    do(request, agreements.remove_party, _party(request, row, party), said=_("The party is taken out."))
    return redirect("agreements:parties", pk=row.pk)


DEEDS = {
    Move.SUBMIT: moves.submit,
    Move.RETURN: moves.send_back,
    Move.APPROVE: moves.approve,
    Move.SIGN: moves.sign,
    Move.TERMINATE: moves.terminate,
    Move.REINSTATE: moves.reinstate,
    Move.PUBLISH: moves.publish,
    Move.WITHDRAW: moves.withdraw,
    Move.ARCHIVE: moves.archive,
    Move.UNARCHIVE: moves.unarchive,
}
"""What each decision does."""
FORMS: dict[Move, Any] = {Move.RETURN: BackForm, Move.SIGN: SignForm, Move.TERMINATE: TerminateForm}
"""What is asked before a decision."""


def said(move: Move) -> str:
    """Say what was done, for the message after a decision."""
    return {
        Move.SUBMIT: _("It is handed in for review."),
        Move.RETURN: _("It is a draft again."),
        Move.APPROVE: _("It is approved and may be signed."),
        Move.SIGN: _("The signing is recorded."),
        Move.TERMINATE: _("The termination is recorded."),
        Move.REINSTATE: _("The termination is taken back."),
        Move.PUBLISH: _("The public can see it now."),
        Move.WITHDRAW: _("The public no longer sees it."),
        Move.ARCHIVE: _("It is in the archive now."),
        Move.UNARCHIVE: _("It is out of the archive."),
    }[move]


@open_to(Role.OFFICER, Role.HEAD)
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Decide about an agreement; ask for days and reasons first where the decision needs them."""
    row = found(request, pk)
    if move not in Move.values or Move(move) not in DEEDS:
        raise Http404
    wanted = Move(move)
    if wanted is Move.APPROVE and not request.user.holds(Role.HEAD):
        messages.error(request, _("The head of the office approves."))
        return redirect(row)
    asked = FORMS.get(wanted)
    if asked is None:
        if request.method == "POST":
            do(request, DEEDS[wanted], row, said=said(wanted))
        return redirect(row)
    today = timezone.localdate()
    form = asked(
        request.POST or None, initial={"signed_on": today, "terminated_on": today, "place": row.place}
    )
    if request.method == "POST" and form.is_valid():
        values = form.term() if isinstance(form, SignForm) else form.cleaned_data
        if do(request, DEEDS[wanted], row, said=said(wanted), **values):
            return redirect(row)
    look = "danger" if wanted is Move.TERMINATE else "primary"
    return ask(request, row, str(wanted.label), form, str(wanted.label), row.get_absolute_url(), look=look)


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def undo(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take the newest decision about an agreement back."""
    row = found(request, pk)
    written = get_object_or_404(Entry.objects.about(row).visible_to(request.user), number=entry)
    do(request, moves.undo, row, written, said=_("It is taken back."))
    return redirect(row)
