"""Accounts and posts at the desk: who holds what, appointing and ending, closing and opening accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.directory.actions import accounts as actions
from naru.directory.actions import sign_in
from naru.directory.forms.accounts import EndForm, PostForm, WhyForm
from naru.directory.models import Account, Organisation, Post
from naru.directory.rules import accounts as rules
from naru.directory.rules.accounts import ABOUT, MAY, Role, Standing
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

KEEPERS = (Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR)
"""Who may look at accounts and posts; only the administrator changes them."""
TONES = {Standing.HELD: "success", Standing.TO_COME: "info", Standing.PAST: "neutral"}
RECENT = 50
"""How many entries of history an account's page shows."""

CRUMB = gettext_lazy("Accounts and posts")


def tabs(current: str) -> list[tuple[Any, str, bool]]:
    """Give the tabs of these pages, with the one that is open."""
    items = (
        ("accounts", _("Accounts")),
        ("posts", _("Posts")),
        ("invitations", _("Invitations")),
        ("roles", _("Roles")),
    )
    return [(label, reverse(f"accounts:{name}"), name == current) for name, label in items]


def last_day(post: Any) -> date | None:
    """Give the last day of a post or an invitation, as people say it."""
    return post.until - timedelta(days=1) if post.until else None


def _organisations(request: HttpRequest) -> list[tuple[int, str]]:
    rows = (
        Organisation.objects.visible_to(request.user)
        .filter(posts__isnull=False)
        .distinct()
        .order_by("name_latin", "name")
    )
    return [(row.pk, str(row)) for row in rows]


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
                choices=lambda: _organisations(request),
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
def posts(request: HttpRequest) -> HttpResponse:
    """Show every post, held now, to come or past."""
    today = timezone.localdate()
    table = Table(
        request,
        rows=Post.objects.visible_to(request.user).for_list(),
        caption=_("Posts"),
        columns=[
            Column(
                "account",
                _("Name"),
                kind="link",
                link=lambda row: row.account.get_absolute_url(),
                sort="account__name",
            ),
            Column("role", _("Role"), value="get_role_display", sort="role"),
            Column("organisation", _("Organisation"), sort="organisation__name_latin"),
            Column("since", _("First day"), kind="date", sort="since"),
            Column("last_day", _("Last day"), value=last_day, kind="date", sort="until"),
            Column(
                "standing",
                _("State"),
                value=lambda row: row.standing(on=today).label,
                kind="tag",
                tone=lambda row: TONES[row.standing(on=today)],
            ),
        ],
        filters=[
            Filter("role", _("Role"), choices=Role.choices),
            Filter("organisation", _("Organisation"), choices=lambda: _organisations(request)),
            Filter(
                "standing",
                _("State"),
                choices=Standing.choices,
                apply=lambda rows, value: rows.standing(value, on=today),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        sort="-since",
        empty=_("No post has been given yet."),
    )
    context = {"table": table, "tabs": tabs("posts"), "may_write": request.user.holds(Role.ADMINISTRATOR)}
    context["crumbs"] = [(CRUMB, reverse("accounts:accounts")), (_("Posts"), "")]
    return export(request, table) or page(request, "directory/accounts/posts.html", "rows", context)


@open_to(STAFF)
def roles(request: HttpRequest) -> HttpResponse:
    """Show what each role may do and who may hold it, with who holds it today."""
    today = timezone.localdate()
    held = Post.objects.visible_to(request.user).held(on=today).filter(account__is_active=True)
    holders: dict[str, list[Any]] = {}
    for post in held.select_related("account"):
        holders.setdefault(post.role, []).append(post.account)
    shown = [
        {
            "role": role,
            "about": ABOUT[role],
            "may": MAY[role],
            "holders": list(dict.fromkeys(holders.get(role, []))) if role is not Role.MEMBER else [],
        }
        for role in Role
    ]
    keeper = request.user.holds(*KEEPERS)
    context = {"roles": shown, "tabs": tabs("roles") if keeper else [], "keeper": keeper}
    context["crumbs"] = [*([(CRUMB, reverse("accounts:accounts"))] if keeper else []), (_("Roles"), "")]
    return page(request, "directory/accounts/roles.html", None, context)


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
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a post."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    form = PostForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.appoint(
                shown,
                role=given["role"],
                organisation=given["organisation"],
                since=given["since"],
                until=form.until,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The post is given."))
            return redirect(shown.get_absolute_url())
    context = {"form": form, "account": shown, "roles": [(role.label, ABOUT[role]) for role in Role]}
    context["crumbs"] = [
        (CRUMB, reverse("accounts:accounts")),
        (str(shown), shown.get_absolute_url()),
        (_("Appoint"), ""),
    ]
    return page(request, "directory/accounts/appoint.html", None, context)


@open_to(Role.ADMINISTRATOR)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post after a last day."""
    post = get_object_or_404(Post.objects.visible_to(request.user).for_list(), pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.end(
                post, last_day=given["last_day"], why=given["why"], by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The post is ended."))
            return redirect(post.account.get_absolute_url())
    crumbs = [
        (CRUMB, reverse("accounts:accounts")),
        (str(post.account), post.account.get_absolute_url()),
        (_("End the post"), ""),
    ]
    return page(request, "directory/accounts/end.html", None, {"form": form, "post": post, "crumbs": crumbs})


@open_to(Role.ADMINISTRATOR)
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a post off that has not begun."""
    post = get_object_or_404(Post.objects.visible_to(request.user).for_list(), pk=pk)
    account_page = post.account
    return _done(
        request,
        account_page,
        lambda: actions.call_off(post, on=timezone.localdate(), by=request.user, at=timezone.now()),
        _("The post is called off."),
    )


@open_to(Role.ADMINISTRATOR)
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    shown = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    why = request.POST.get("why", "")[:500]
    return _done(
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
    return _done(
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
    return _done(
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
    return _done(
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
    return _done(
        request,
        shown,
        lambda: actions.free_from_factors(
            shown, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        ),
        _("The second factors are removed."),
    )


def _done(request: HttpRequest, shown: Account, deed: Callable[[], Any], sentence: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, sentence)
    return redirect(shown.get_absolute_url())
