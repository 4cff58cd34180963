"""The entrance: signing in, the demo's one-click door, and the page behind an invitation's link."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from naru.directory.actions import invitations
from naru.directory.forms.accounts import AcceptForm
from naru.directory.models import Account, Post
from naru.directory.rules.accounts import ABOUT, Role, why_not_through_demo_door
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.readable import whole


class SignIn(LoginView):
    """allauth's sign-in, with the demo's doors beside it in the demo."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's accounts; outside the demo there are none."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.NARU_DEMO:
            context["doors"] = Post.objects.behind_demo_doors(on=timezone.localdate())
        return context


login = open_to(ANYONE)(SignIn.as_view())


@open_to(ANYONE)
@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's accounts by one click; outside the demo this does not exist."""
    if why_not_through_demo_door(demo=settings.NARU_DEMO):
        raise Http404
    known = {account.pk for account, _roles in Post.objects.behind_demo_doors(on=timezone.localdate())}
    wanted = whole(request.POST.get("account", ""))
    if wanted not in known:
        raise Http404
    account = get_object_or_404(Account, pk=wanted)
    return _enter(request, account, "demo", to=get_next_redirect_url(request))


@open_to(ANYONE)
@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation behind a link, and open the account of whoever accepts it."""
    now = timezone.now()
    signed_in_as = str(request.user) if request.user.is_authenticated else ""
    try:
        found = invitations.find(token, at=now, signed_in_as=signed_in_as)
    except Refusal as refusal:
        return _no_invitation(request, refusal.reason, signed_in_as)
    form = AcceptForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            account = invitations.accept(
                token,
                name=given["name"],
                password=given["password"],
                language=get_language() or found.language,
                at=now,
            )
        except Refusal as refusal:  # another window of the same reader was faster
            return _no_invitation(request, refusal.reason, signed_in_as)
        passkey = reverse("mfa_add_webauthn") if given["way"] == AcceptForm.PASSKEY else None
        return _enter(request, account, "invitation", to=passkey)
    context = {"form": form, "invitation": found, "about": ABOUT[Role(found.role)]}
    return page(request, "directory/accounts/invitation_accept.html", None, context)


def _no_invitation(request: HttpRequest, reason: str, signed_in_as: str) -> HttpResponse:
    context = {"reason": reason, "signed_in_as": signed_in_as}
    return page(request, "directory/accounts/no_invitation.html", None, context, status=409)


def _enter(request: HttpRequest, account: Account, means: str, *, to: str | None) -> HttpResponse:
    record_authentication(request, account, method=means)
    return perform_login(request, Login(user=account, redirect_url=to))
