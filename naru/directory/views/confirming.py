"""Asking people to confirm their entries, and the page on which they do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from naru.directory.actions import confirming
from naru.directory.forms.people import OwnEntryForm
from naru.directory.models import Person
from naru.directory.views.links import closed
from naru.directory.views.people import KEEPERS, people_table
from naru.history.book import Refusal, ask
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.privacy import private


@open_to(*KEEPERS)
@require_POST
def ask_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to one person with a link to their entry."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    try:
        confirming.ask_to_confirm(row, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("A letter is on its way to %(email)s.") % {"email": row.email})
    return redirect(row)


@open_to(*KEEPERS)
def ask_many(request: HttpRequest) -> HttpResponse:
    """Ask everybody in the list as it was filtered to confirm their entries."""
    rows = people_table(request).found
    able = list(rows.exclude(email="").filter(removal_asked_at__isnull=True).values_list("pk", flat=True))
    if request.method == "POST" and able:
        job = ask("directory.ask_to_confirm", by=request.user, at=timezone.now(), people=able)
        return redirect("history:job", job.pk)
    context = {
        "able": len(able),
        "without": rows.count() - len(able),
        "asking": request.GET.urlencode(),
        "back": reverse("directory:people") + "?" + request.GET.urlencode(),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (pgettext("directory", "People"), reverse("directory:people")),
            (_("Ask to confirm"), ""),
        ],
    }
    return page(request, "directory/ask_many.html", None, context)


@open_to(ANYONE)
def own_entry(request: HttpRequest, token: str) -> HttpResponse:
    """Show a person their own entry through the link in the letter, to confirm, correct or leave it."""
    at = timezone.now()
    try:
        person = confirming.whose(token, at=at)
    except Refusal as refusal:
        return closed(request, refusal.reason, heading=_("Your entry"))
    tie = confirming.workplace_of(person, on=timezone.localdate(at))
    form = OwnEntryForm(
        request.POST if "confirm" in request.POST else None,
        person=person,
        workplace=str(tie.organisation) if tie else "",
        department=tie.department if tie else "",
    )
    try:
        if "remove" in request.POST:
            confirming.ask_removal(token, at=at)
            return closed(
                request,
                _("The office will remove your entry and write to you."),
                heading=_("Your entry"),
                done=True,
            )
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            confirming.confirm(
                token,
                at=at,
                facts=form.facts(),
                workplace=data["workplace"],
                department=data["department"],
                started=data["started"],
            )
            return closed(
                request, _("Thank you. Your entry is confirmed."), heading=_("Your entry"), done=True
            )
    except Refusal as refusal:
        return closed(request, refusal.reason, heading=_("Your entry"))
    ties = person.affiliations.select_related("organisation")
    context: dict[str, Any] = {"form": form, "person": person, "ties": ties, "heading": _("Your entry")}
    response = page(request, "directory/own_entry.html", None, context)
    return private(response)
