"""The numbers of days by which agreements are watched, as dated rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.activities.views.doing import do
from naru.agreements.actions.deadlines import set_days
from naru.agreements.forms.duties import DeadlineForm
from naru.agreements.models import Deadline
from naru.agreements.rules.words import DeadlineKind
from naru.agreements.views.doing import ask
from naru.directory.rules.accounts import Role
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page


@open_to(STAFF)
def deadlines(request: HttpRequest) -> HttpResponse:
    """Show the numbers of days that hold today, those of before and those to come."""
    today = timezone.localdate()
    rows = list(Deadline.objects.visible_to(request.user))
    told = []
    for kind in DeadlineKind:
        spans: dict[tuple[object, object, str], list[int]] = {}
        for row in rows:
            if row.kind == kind:
                spans.setdefault((row.since, row.until, row.source), []).append(row.days)
        told.append(
            {
                "kind": kind,
                "spans": [
                    {
                        "days": days,
                        "since": since,
                        "until": until,
                        "source": pgettext("deadline", str(source)) if source else "",
                        "now": any(
                            row.since <= today and (row.until is None or row.until > today)
                            for row in rows
                            if row.kind == kind and row.since == since
                        ),
                    }
                    for (since, until, source), days in spans.items()
                ],
            }
        )
    context = {
        "kinds": told,
        "may_set": request.user.holds(Role.HEAD),
        "crumbs": [(_("Agreements"), reverse("agreements:agreements")), (_("Deadlines"), None)],
    }
    return page(request, "agreements/deadlines.html", None, context)


@open_to(Role.HEAD)
def set_deadline(request: HttpRequest) -> HttpResponse:
    """Set the numbers of days of a kind that hold from a day on."""
    first = {"kind": request.GET.get("kind", ""), "since": timezone.localdate()}
    form = DeadlineForm(request.POST or None, initial=first)
    back = reverse("agreements:deadlines")
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if do(request, set_days, values.pop("kind"), said=_("The days are set."), **values):
            return redirect(back)
    return ask(request, None, pgettext("deadline", "Set the days"), form, _("Save"), back)
