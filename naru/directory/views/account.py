"""One's own account: name and language, ways to sign in, sessions, posts and what they allow."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST

from naru.directory.actions import accounts as actions
from naru.directory.actions import sign_in
from naru.directory.forms.accounts import EntryForm, LettersForm
from naru.directory.models import Account, EmailChange, Organisation
from naru.directory.rules import accounts as rules
from naru.directory.rules.accounts import ABOUT, MAY, Role, Standing
from naru.history.models import Entry
from naru.krds.gate import SIGNED_IN, open_to
from naru.krds.page import page
from naru.letters import book as letters

RECENT = 15
"""How many entries of one's own history the page shows."""


def _factors(request: HttpRequest) -> dict[str, object]:
    found = Authenticator.objects.filter(user=request.user).order_by("created_at")
    keys = [factor.wrap() for factor in found if factor.type == Authenticator.Type.WEBAUTHN]
    codes = next((factor for factor in found if factor.type == Authenticator.Type.RECOVERY_CODES), None)
    app = next((factor for factor in found if factor.type == Authenticator.Type.TOTP), None)
    must = request.user.is_guarded and not settings.NARU_DEMO
    return {
        "passkeys": keys,
        "app": app,
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "why_not_remove": rules.why_not_remove_factor(office=must, others=len(keys) + (1 if app else 0) - 1),
    }


@open_to(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    today = timezone.localdate()
    visible = Organisation.objects.visible_to(request.user)
    kept = set(visible.with_member(request.user, on=today).values_list("pk", flat=True))
    posts = [
        {
            "post": post,
            "standing": post.standing(on=today),
            "label": Standing(post.standing(on=today)).label,
            "about": ABOUT[Role(post.role)],
            "may": MAY[Role(post.role)],
            "keeps": post.role == Role.MEMBER and post.organisation_id in kept,
        }
        for post in request.user.posts.select_related("organisation")
    ]
    context = {
        "posts": posts,
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "entries": Entry.objects.about(request.user).visible_to(request.user)[:RECENT],
        "language": dict(settings.LANGUAGES).get(request.user.language, request.user.language),
        "letters_offered": letters.offers_to(request.user),
        "email_waiting": EmailChange.objects.visible_to(request.user).open(at=timezone.now()).first(),
        **_factors(request),
    }
    return page(request, "directory/accounts/mine.html", None, context)


@open_to(SIGNED_IN)
def edit(request: HttpRequest) -> HttpResponse:
    """Change one's own name and language; the next page comes in the language chosen."""
    form = EntryForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        account = Account.objects.visible_to(request.user).get(pk=request.user.pk)
        given = form.cleaned_data
        actions.rename(account, name=given["name"], language=given["language"], by=account, at=timezone.now())
        with override(given["language"]):
            messages.success(request, _("Saved."))
            return redirect(reverse("account_mine"))
    return page(request, "directory/accounts/edit.html", None, {"form": form})


@open_to(SIGNED_IN)
def own_letters(request: HttpRequest) -> HttpResponse:
    """Choose which of the letters that come with one's roles one wants."""
    offers = letters.offers_to(request.user)
    wanted = [each.template for each in offers if letters.wants(request.user, each.template)]
    form = LettersForm(request.POST or None, offers=offers, initial={"wanted": wanted})
    if request.method == "POST" and form.is_valid():
        letters.choose(request.user, wanted=form.cleaned_data["wanted"], by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("account_mine")
    return page(request, "directory/accounts/own_letters.html", None, {"form": form, "offers": offers})


@open_to(SIGNED_IN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask the holder of an office post to set up a second factor, and show the two ways."""
    if request.user.has_second_factor:
        return redirect("account_mine")
    return page(request, "directory/accounts/second_factor.html", None, _factors(request))


@open_to(SIGNED_IN)
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one of one's own passkeys; the last second factor of an office post stays."""
    get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN)
    if reason := _factors(request)["why_not_remove"]:
        messages.error(request, str(reason))
        return redirect("account_mine")
    return webauthn.remove_webauthn(request, pk=pk)


@open_to(SIGNED_IN)
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in."""
    current = request.session.session_key
    rows = [
        {"session": row, "current": row.session_key == current, "browser": browser(row.user_agent)}
        for row in UserSession.objects.purge_and_list(request.user)
    ]
    rows.sort(key=lambda row: (not row["current"], -row["session"].created_at.timestamp()))
    return page(request, "directory/accounts/sessions.html", None, {"rows": rows})


@open_to(SIGNED_IN)
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out of one other browser."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    sign_in.end_session(session, by=request.user, at=timezone.now())
    messages.success(request, _("That browser is signed out."))
    return redirect("usersessions_list")


@open_to(SIGNED_IN)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    but = request.session.session_key or ""
    count = sign_in.end_sessions(request.user, by=request.user, at=timezone.now(), but=but)
    done = ngettext(
        "%(count)s other browser is signed out.", "%(count)s other browsers are signed out.", count
    )
    messages.success(request, done % {"count": count})
    return redirect("usersessions_list")


BROWSERS = (("Edg/", "Edge"), ("Whale/", "Whale"), ("SamsungBrowser/", "Samsung Internet"), ("OPR/", "Opera"))
BROWSERS += (("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
SYSTEMS += (("Mac OS X", "macOS"), ("Linux", "Linux"))


def browser(agent: str) -> str:
    """Name the browser and the system of a User-Agent header, as far as one recognises them."""
    names = [next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in names if name) or agent[:60] or _("Unknown browser")
