"""Posts at the desk: who holds what, what each role may do, appointing, ending and calling off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.directory.actions import accounts as actions
from naru.directory.forms.accounts import EndForm, PostForm
from naru.directory.models import Account, Organisation, Post
from naru.directory.rules.accounts import ABOUT, MAY, OFFICE, Role, Standing
from naru.history.book import Refusal
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

KEEPERS = (Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR)
"""Who may look at accounts and posts; only the administrator changes them."""


TONES = {Standing.HELD: "success", Standing.TO_COME: "info", Standing.PAST: "neutral"}


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


def posts_at(request: HttpRequest) -> list[tuple[int, str]]:
    """Give the organisations at which posts are held, for a filter."""
    rows = (
        Organisation.objects.visible_to(request.user)
        .filter(posts__isnull=False)
        .distinct()
        .order_by("name_latin", "name")
    )
    return [(row.pk, str(row)) for row in rows]


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
            Filter("organisation", _("Organisation"), choices=lambda: posts_at(request)),
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
            "holders": list(dict.fromkeys(holders.get(role, []))) if role in OFFICE else [],
        }
        for role in Role
    ]
    keeper = request.user.holds(*KEEPERS)
    context = {"roles": shown, "tabs": tabs("roles") if keeper else [], "keeper": keeper}
    context["crumbs"] = [*([(CRUMB, reverse("accounts:accounts"))] if keeper else []), (_("Roles"), "")]
    return page(request, "directory/accounts/roles.html", None, context)


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
    return done(
        request,
        account_page,
        lambda: actions.call_off(post, on=timezone.localdate(), by=request.user, at=timezone.now()),
        _("The post is called off."),
    )


def done(request: HttpRequest, shown: Account, deed: Callable[[], Any], sentence: str) -> HttpResponse:
    """Do something to an account, say so or why not, and lead back to its page."""
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, sentence)
    return redirect(shown.get_absolute_url())
