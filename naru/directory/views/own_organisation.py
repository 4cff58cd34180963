"""What a member of an organisation keeps up to date of it: how it is reached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.directory.actions import organisations
from naru.directory.forms.organisations import ContactForm
from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.krds.forms import one_at_a_time
from naru.krds.gate import open_to
from naru.krds.page import page


@open_to(Role.MEMBER)
@one_at_a_time(Organisation)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how one's own organisation is reached; its names and kind stay with the office."""
    rows = Organisation.objects.visible_to(request.user).with_member(request.user, on=timezone.localdate())
    row = get_object_or_404(rows, pk=pk)
    form = ContactForm(request.POST or None, organisation=row)
    if request.method == "POST" and form.is_valid():
        try:
            organisations.change(row, by=request.user, at=timezone.now(), **form.facts())
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {
        "form": form,
        "heading": _("Change %(name)s") % {"name": row},
        "send": _("Save"),
        "back": row.get_absolute_url(),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Organisations"), reverse("directory:organisations")),
            (str(row), row.get_absolute_url()),
            (_("Change"), ""),
        ],
    }
    return page(request, "directory/form.html", None, context)
