"""Invitations at the desk: who was invited, what became of it, sending again and withdrawing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.directory.actions import invitations as actions
from naru.directory.forms.accounts import InvitationForm
from naru.directory.models import Invitation
from naru.directory.rules import invitations as rules
from naru.directory.rules.accounts import ABOUT, Role
from naru.directory.views.posts import CRUMB, KEEPERS, last_day, tabs
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


@open_to(*KEEPERS)
def invitations(request: HttpRequest) -> HttpResponse:
    """Show every invitation and what became of it."""
    now = timezone.now()
    may_write = request.user.holds(Role.ADMINISTRATOR)
    table = Table(
        request,
        rows=Invitation.objects.visible_to(request.user).for_list(),
        caption=_("Invitations"),
        columns=[
            Column("email", _("E-mail"), kind="link", link=lambda row: row.get_absolute_url(), sort="email"),
            Column("role", _("Role"), value="get_role_display", sort="role"),
            Column("organisation", _("Organisation"), sort="organisation__name_latin"),
            Column("invited_by", _("Invited by"), sort="invited_by__name"),
            Column("invited_at", pgettext("invitation", "Invited"), kind="moment", sort="invited_at"),
            Column("expires_at", _("Link works until"), kind="moment", sort="expires_at"),
            Column(
                "standing",
                _("State"),
                value=lambda row: row.standing(at=now).label,
                kind="tag",
                tone=lambda row: rules.TONES[row.standing(at=now)],
            ),
        ],
        filters=[
            Filter(
                "standing",
                _("State"),
                choices=rules.Standing.choices,
                apply=lambda rows, value: rows.standing(value, at=now),
            ),
            Filter("role", _("Role"), choices=Role.choices),
        ],
        search=lambda rows, text: rows.search(text),
        sort="-invited_at",
        empty=_("Nobody has been invited yet."),
        empty_action=(_("Invite somebody"), reverse("accounts:invite")) if may_write else None,
    )
    context = {"table": table, "tabs": tabs("invitations"), "may_write": may_write}
    context["crumbs"] = [(CRUMB, reverse("accounts:accounts")), (_("Invitations"), "")]
    return export(request, table) or page(request, "directory/accounts/invitations.html", "rows", context)


@open_to(Role.ADMINISTRATOR)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite an e-mail address to a post."""
    first = {"since": timezone.localdate(), "language": get_language() or settings.LANGUAGE_CODE}
    form = InvitationForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.invite(
                given["email"],
                role=given["role"],
                organisation=given["organisation"],
                since=given["since"],
                until=form.until,
                language=given["language"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": made.email})
            return redirect(made.get_absolute_url())
    context = {
        "form": form,
        "roles": [(role.label, ABOUT[role]) for role in Role],
        "crumbs": [
            (CRUMB, reverse("accounts:accounts")),
            (_("Invitations"), reverse("accounts:invitations")),
            (_("Invite somebody"), ""),
        ],
    }
    return page(request, "directory/accounts/invite.html", None, context)


@open_to(*KEEPERS)
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one invitation: what was offered, what became of it, and what may be done."""
    shown = get_object_or_404(Invitation.objects.visible_to(request.user).for_list(), pk=pk)
    now = timezone.now()
    standing = shown.standing(at=now)
    context = {
        "invitation": shown,
        "label": standing.label,
        "tone": rules.TONES[standing],
        "last_day": last_day(shown),
        "language": dict(settings.LANGUAGES).get(shown.language, shown.language),
        "why_not_send_again": actions.why_not_send_again(shown, at=now),
        "why_not_withdraw": rules.why_not_withdraw(shown.terms(), at=now),
        "entries": Entry.objects.visible_to(request.user).about(shown),
        "may_write": request.user.holds(Role.ADMINISTRATOR),
        "crumbs": [
            (CRUMB, reverse("accounts:accounts")),
            (_("Invitations"), reverse("accounts:invitations")),
            (shown.email, ""),
        ],
    }
    return page(request, "directory/accounts/invitation.html", None, context)


@open_to(Role.ADMINISTRATOR)
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation's letter again."""
    shown = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    try:
        actions.send_again(shown, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The letter is on its way again; older links stop working."))
    return redirect(shown.get_absolute_url())


@open_to(Role.ADMINISTRATOR)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an open invitation."""
    shown = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    why = request.POST.get("why", "")[:500]
    try:
        actions.withdraw(shown, by=request.user, at=timezone.now(), why=why)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect(shown.get_absolute_url())
