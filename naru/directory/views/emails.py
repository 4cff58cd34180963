"""One's own e-mail address: asking for another, confirming it, and taking the change back."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from naru.directory.actions import emails as actions
from naru.directory.forms.accounts import EmailForm
from naru.directory.models import EmailChange
from naru.directory.rules import emails as rules
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, SIGNED_IN, open_to
from naru.krds.page import page


@open_to(SIGNED_IN)
@reauthentication_required
def change(request: HttpRequest) -> HttpResponse:
    """Ask for another address, or withdraw what was asked; the new address has to confirm it."""
    now = timezone.now()
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask(request.user, email=form.cleaned_data["email"], at=now)
        except Refusal as refusal:
            form.add_error("email", refusal.reason)
        else:
            messages.success(request, _("A letter is on its way to %(email)s.") % {"email": asked.new})
            return redirect("account_mine")
    context = {
        "form": form,
        "waiting": EmailChange.objects.visible_to(request.user).open(at=now).first(),
        "undo_days": rules.UNDO_HOURS // 24,
    }
    return page(request, "directory/accounts/email.html", None, context)


@open_to(SIGNED_IN)
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw the change that waits; the link in the letter stops working."""
    now = timezone.now()
    waiting = EmailChange.objects.visible_to(request.user).open(at=now).first()
    if waiting:
        actions.withdraw(waiting, at=now)
        messages.success(request, _("The change is withdrawn; your e-mail address stays."))
    return redirect("account_mine")


@open_to(ANYONE)
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link in the letter to the new address would do, and do it by a button."""
    return _by_link(request, token, rules.CONFIRM, actions.confirm)


@open_to(ANYONE)
@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link in the letter to the old address would do, and do it by a button."""
    return _by_link(request, token, rules.UNDO, actions.undo)


def _by_link(
    request: HttpRequest, token: str, purpose: str, deed: Callable[..., EmailChange]
) -> HttpResponse:
    now = timezone.now()
    context = {"confirming": purpose == rules.CONFIRM, "heading": _("E-mail address")}
    status = 200
    try:
        context["change"] = deed(token, at=now) if request.method == "POST" else None
        context["change"] = context["change"] or actions.find(token, purpose, at=now)
    except Refusal as refusal:
        context["reason"], status = refusal.reason, 410
    context["done"] = request.method == "POST"
    context["undo_days"] = rules.UNDO_HOURS // 24
    context["onwards"] = reverse("account_mine" if request.user.is_authenticated else "account_login")
    response = page(request, "directory/accounts/email_link.html", None, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
