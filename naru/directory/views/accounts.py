"""Accounts at the desk: who can sign in, what they hold, and closing, opening and freeing an account."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.directory.actions import accounts as actions
from naru.directory.actions import sign_in
from naru.directory.forms.accounts import WhyForm
from naru.directory.models import Account, Post
from naru.directory.rules import accounts as rules
from naru.directory.rules.accounts import Role, Standing
from naru.directory.views.posts import CRUMB, KEEPERS, TONES, done, last_day, posts_at, tabs
from naru.history.models import Entry
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

RECENT = 50
"""How many entries of history an account's page shows."""


def _held(account: Account, *, on: date) -> str:
    labels = []
    for post in account.posts.all():
        if post.standing(on=on) is Standing.HELD:
            where = f" ({post.organisation})" if post.organisation else ""
            labels.append(f"{post.get_role_display()}{where}")
    return ", ".join(labels)


@open_to(*KEEPERS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Show who can sign in, and what posts they hold today."""
    today = timezone.localdate()

    def state(account: Account) -> str:
        return _("Active") if account.is_active else _("Deactivated")

    table = Table(
        request,
        rows=Account.objects.visible_to(request.user).for_list(),
        caption=_("Accounts"),
        columns=[
            Column("name", _("Name"), kind="link", link=lambda row: row.get_absolute_url(), sort="name"),
            Column("email", _("E-mail"), sort="email"),
            Column("posts", _("Posts today"), value=lambda row: _held(row, on=today)),
            Column("last_login", _("Last signed in"), kind="moment", sort="last_login"),
            Column("since", _("Since"), value="date_joined", kind="date", sort="date_joined"),
            Column(
                "state",
                _("State"),
                value=state,
                kind="tag",
                tone=lambda row: "success" if row.is_active else "neutral",
                sort="is_active",
            ),
        ],
        filters=[
            Filter(
                "role",
                _("Role today"),
                choices=Role.choices,
                apply=lambda rows, value: rows.filter(
                    pk__in=Post.objects.visible_to(request.user)
                    .held(on=today)
                    .filter(role=value)
                    .values("account")
                ),
            ),
            Filter(
                "organisation",
                _("Organisation"),
                choices=lambda: posts_at(request),
                apply=lambda rows, value: rows.filter(
                    pk__in=Post.objects.visible_to(request.user).filter(organisation=value).values("account")
                ),
            ),
            Filter(
                "state",
                _("State"),
                choices=[("active", _("Active")), ("deactivated", _("Deactivated"))],
                apply=lambda rows, value: rows.filter(is_active=value == "active"),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        sort="name",
        empty=_("There is no account yet."),
    )
    context = {"table": table, "tabs": tabs("accounts"), "may_write": request.user.holds(Role.ADMINISTRATOR)}
    context["crumbs"] = [(CRUMB, "")]
    return export(request, table) or page(request, "directory/accounts/accounts.html", "rows", context)


@open_to(*KEEPERS)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account: its posts, ways to sign in, sessions and history, and what may be done."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    now, today = timezone.now(), timezone.localdate()
    others = Post.objects.visible_to(request.user).administrators_besides(shown, on=today)
    oneself = shown == request.user
    factors = Authenticator.objects.filter(user=shown).count()
    held = list(shown.posts.select_related("organisation"))
    locked = actions.locked_until(shown, at=now)
    rows = [
        {
            "post": post,
            "label": post.standing(on=today).label,
            "tone": TONES[post.standing(on=today)],
            "last_day": last_day(post),
            "why_not_end": rules.why_not_end(post.term(), last_day=today, others=others),
            "why_not_call_off": rules.why_not_call_off(post.term(), on=today),
        }
        for post in held
    ]
    entries = Entry.objects.visible_to(request.user).about(shown)
    for post in held:
        entries = entries | Entry.objects.visible_to(request.user).about(post)
    administrator = any(
        post.role == Role.ADMINISTRATOR and post.standing(on=today) is Standing.HELD for post in held
    )
    context = {
        "account": shown,
        "rows": rows,
        "locked": locked,
        "factors": factors,
        "sessions": UserSession.objects.filter(user=shown).count(),
        "language": dict(settings.LANGUAGES).get(shown.language, shown.language),
        "entries": entries.order_by("-number")[:RECENT],
        "may_write": request.user.holds(Role.ADMINISTRATOR),
        "why_not_appoint": rules.why_not_appoint(
            rules.Term(Role.OFFICER, None, date.max, None), held=[], oneself=oneself, active=shown.is_active
        ),
        "why_not_deactivate": rules.why_not_deactivate(
            active=shown.is_active, oneself=oneself, administrator=administrator, others=others
        ),
        "why_not_reactivate": rules.why_not_reactivate(active=shown.is_active),
        "why_not_free": rules.why_not_free_from_factors(oneself=oneself, factors=factors),
        "why_form": WhyForm(),
        "crumbs": [(CRUMB, reverse("accounts:accounts")), (str(shown), "")],
    }
    return page(request, "directory/accounts/account.html", None, context)


@open_to(Role.ADMINISTRATOR)
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    why = request.POST.get("why", "")[:500]
    return done(
        request,
        shown,
        lambda: actions.deactivate(
            shown, on=timezone.localdate(), by=request.user, at=timezone.now(), why=why
        ),
        _("The account is deactivated and signed out everywhere."),
    )


@open_to(Role.ADMINISTRATOR)
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    return done(
        request,
        shown,
        lambda: actions.reactivate(shown, by=request.user, at=timezone.now()),
        _("The account is active again."),
    )


@open_to(Role.ADMINISTRATOR)
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the door for an account that locked itself out."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    return done(
        request,
        shown,
        lambda: actions.unlock(shown, by=request.user, at=timezone.now()),
        _("The account may try again."),
    )


@open_to(Role.ADMINISTRATOR)
@require_POST
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """End every session of an account; of one's own, all but this one."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    but = (request.session.session_key or "") if shown == request.user else ""
    return done(
        request,
        shown,
        lambda: sign_in.end_sessions(shown, by=request.user, at=timezone.now(), but=but),
        _("The account is signed out everywhere."),
    )


@open_to(Role.ADMINISTRATOR)
@require_POST
def free_from_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second factors of somebody who lost their device."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say why."))
        return redirect(shown.get_absolute_url())
    return done(
        request,
        shown,
        lambda: actions.free_from_factors(
            shown, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        ),
        _("The second factors are removed."),
    )
