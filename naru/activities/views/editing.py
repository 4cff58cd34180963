"""Planning an activity, changing what is written, and deciding about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.actions import activities, moves
from naru.activities.forms.activities import (
    ActivityForm,
    BeginForm,
    CancelForm,
    FinishForm,
    LanguagesForm,
    PostponeForm,
    ReplanForm,
    first_words,
)
from naru.activities.forms.fields import DAY, ActivityField
from naru.activities.models import Activity, Project
from naru.activities.rules.words import Move
from naru.activities.views.activity import around
from naru.activities.views.doing import do, found
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.krds.finding import finds
from naru.krds.forms import one_at_a_time
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole


def _show(
    request: HttpRequest, heading: str, form: Any, send: str, back: str, **context: Any
) -> HttpResponse:
    crumbs = [(_("Activities"), reverse("activities:calendar")), (heading, None)]
    context = {"heading": heading, "form": form, "send": send, "back": back, "crumbs": crumbs} | context
    return page(request, "activities/form.html", None, context, status=422 if form.errors else 200)


@open_to(STAFF)
def find(request: HttpRequest) -> HttpResponse:
    """Give the activities that a typed text may mean."""
    field = ActivityField()
    field.choose_among(field.rows().visible_to(request.user))
    return finds(request, field.offers)


@open_to(Role.OFFICER, Role.HEAD)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a new activity."""
    today = timezone.localdate()
    first: dict[str, Any] = {"officers": [request.user.pk]}
    if given := whole(request.GET.get("project", "")):
        first["project"] = Project.objects.visible_to(request.user).filter(pk=given).first()
    form = ActivityForm(request.POST or None, account=request.user, on=today, initial=first)
    if request.method == "POST" and form.is_valid():
        values = form.written() | form.days()
        made = do(
            request,
            activities.plan,
            values.pop("project"),
            said=_("The activity is planned."),
            officers=form.cleaned_data["officers"],
            linked=form.others(),
            **values,
        )
        if made:
            return redirect(made)
    nothing = not form.fields["project"].queryset.exists()  # type: ignore[attr-defined]
    back = reverse("activities:calendar")
    return _show(request, _("Plan an activity"), form, _("Plan an activity"), back, no_project=nothing)


@open_to(Role.OFFICER, Role.HEAD)
@one_at_a_time(Activity)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written about an activity."""
    row = found(request, pk)
    form = ActivityForm(
        request.POST or None,
        account=request.user,
        on=timezone.localdate(),
        activity=row,
        initial=first_words(row),
    )
    if request.method == "POST" and form.is_valid():
        done = do(request, activities.change, row, **form.written())
        done = done and do(request, activities.entrust, row, officers=form.cleaned_data["officers"])
        done = done and do(request, activities.link, row, others=form.others())
        if done:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _show(
        request, _("Change the activity"), form, _("Save"), row.get_absolute_url(), **_crumbs(request, row)
    )


@open_to(Role.OFFICER, Role.HEAD)
def languages(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an activity's texts in the languages beside Korean and English."""
    row = found(request, pk)
    form = LanguagesForm(request.POST or None, activity=row)
    if request.method == "POST" and form.is_valid():
        words = form.translations()
        if do(request, activities.change, row, said=_("Saved."), translations=words):
            return redirect(row)
    heading = _("Other languages")
    return _show(request, heading, form, _("Save"), row.get_absolute_url(), **_crumbs(request, row))


@open_to(Role.OFFICER, Role.HEAD)
def replan(request: HttpRequest, pk: int) -> HttpResponse:
    """Set other planned days while nobody has been told of them."""
    row = found(request, pk)
    first = {
        "first_day": row.starts_on,
        "last_day": row.ends_on - DAY if row.ends_on else None,
        "starts_time": row.starts_time,
        "ends_time": row.ends_time,
        "known": row.known,
    }
    form = ReplanForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, activities.replan, row, said=_("The days are set."), **form.days())
    ):
        return redirect(row)
    heading = _("Set the days")
    return _show(request, heading, form, _("Save"), row.get_absolute_url(), **_crumbs(request, row))


def _crumbs(request: HttpRequest, row: Activity) -> dict[str, Any]:
    crumbs = around(request, row, "activity")["crumbs"][:-1]
    return {"crumbs": [*crumbs, (row.title, row.get_absolute_url())]}


DEEDS = {
    Move.CONFIRM: moves.confirm,
    Move.BEGIN: moves.begin,
    Move.FINISH: moves.finish,
    Move.POSTPONE: moves.postpone,
    Move.CANCEL: moves.cancel,
    Move.REINSTATE: moves.reinstate,
    Move.PUBLISH: moves.publish,
    Move.WITHDRAW: moves.withdraw,
    Move.ARCHIVE: moves.archive,
    Move.UNARCHIVE: moves.unarchive,
}
"""What each decision does."""
FORMS: dict[Move, Any] = {
    Move.BEGIN: BeginForm,
    Move.FINISH: FinishForm,
    Move.POSTPONE: PostponeForm,
    Move.CANCEL: CancelForm,
}
"""What is asked before a decision."""


def said(move: Move) -> str:
    """Say what was done, for the message after a decision."""
    return {
        Move.CONFIRM: _("It is confirmed."),
        Move.BEGIN: _("Its beginning is recorded."),
        Move.FINISH: _("Its end is recorded."),
        Move.POSTPONE: _("It is postponed and waits to be confirmed."),
        Move.CANCEL: _("It is cancelled."),
        Move.REINSTATE: _("It is taken up again."),
        Move.PUBLISH: _("The public can see it now."),
        Move.WITHDRAW: _("The public no longer sees it."),
        Move.ARCHIVE: _("It is in the archive now."),
        Move.UNARCHIVE: _("It is out of the archive."),
    }[move]


@open_to(Role.OFFICER, Role.HEAD)
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Decide about an activity; ask for days and reasons first where the decision needs them."""
    row = found(request, pk)
    if move not in Move.values or Move(move) not in DEEDS:
        raise Http404
    wanted = Move(move)
    asked = FORMS.get(wanted)
    if asked is None:
        if request.method == "POST":
            do(request, DEEDS[wanted], row, said=said(wanted))
        return redirect(row)
    form = asked(request.POST or None, initial=_days(row))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if isinstance(form, PostponeForm):
            values = form.days() | {"because": form.cleaned_data["because"]}
        if do(request, DEEDS[wanted], row, said=said(wanted), **values):
            return redirect(row)
    danger = wanted is Move.CANCEL
    return _show(
        request,
        str(wanted.label),
        form,
        str(wanted.label),
        row.get_absolute_url(),
        look="danger" if danger else "primary",
        subject=row,
        **_crumbs(request, row),
    )


def _days(row: Activity) -> dict[str, Any]:
    today = timezone.localdate()
    first = row.began_on or min(row.starts_on or today, today)
    last = min(row.ends_on - DAY if row.ends_on else today, today)
    return {"day": first, "began_on": first, "last_day": max(first, last)}


@open_to(Role.OFFICER, Role.HEAD)
@require_POST
def undo(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take the newest decision about an activity back."""
    row = found(request, pk)
    written = get_object_or_404(Entry.objects.about(row).visible_to(request.user), number=entry)
    do(request, moves.undo, row, written, said=_("It is taken back."))
    return redirect(row)
