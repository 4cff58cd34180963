"""The day of a forum: who is missing, what goes wrong, walk-ins, check-in by code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naru.activities.views.doing import do
from naru.fairs.actions import changing, plans, profiles
from naru.fairs.actions import meetings as meeting_actions
from naru.fairs.forms.forum import TroubleForm, WalkInForm
from naru.fairs.models import Forum, Meeting, Participant
from naru.fairs.queries.profiles import BADGE
from naru.fairs.rules import forum_plans as rules
from naru.fairs.views.forum_around import RUNNERS, around, found, may_run, participants_of
from naru.fairs.views.forum_hall import now_and_next
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole


@open_to(STAFF)
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Show now and next with their doors; take in troubles and walk-ins."""
    row = found(request, pk)
    people = participants_of(request, row).approved().order_by("side", "organisation__name_latin")
    kind = request.POST.get("form", "")
    first = {
        name: request.GET[name] for name in ("kind", "participant", "slots", "since") if name in request.GET
    }
    trouble = TroubleForm(
        request.POST if kind == "trouble" else None, forum=row, people=people, initial=first
    )
    walk = WalkInForm(request.POST if kind == "walk_in" else None, people=people)
    if request.method == "POST":
        if not may_run(request):
            raise Http404
        if kind == "trouble" and trouble.is_valid() and (tried := _try(request, row, trouble.cleaned_data)):
            return redirect(tried)
        if kind == "walk_in" and walk.is_valid() and (made := _walk_in(request, walk.cleaned_data)):
            return redirect("fairs:meeting", pk=row.pk, meeting=made.pk)
    status = 422 if trouble.errors or walk.errors else 200
    return page(
        request, "fairs/forum/day.html", None, _shown(request, row, trouble, walk, people), status=status
    )


def _try(request: HttpRequest, row: Forum, told: dict[str, Any]) -> Any:
    return do(
        request,
        changing.try_change,
        row,
        kind=told["kind"],
        whose=told["whose"],
        since=told["since"],
        slots=told["slots"],
    )


def _walk_in(request: HttpRequest, told: dict[str, Any]) -> Meeting | None:
    made: Meeting | None = do(request, meeting_actions.walk_in, told["host"], told["guest"])
    if made:
        said = _("%(meeting)s: %(day)s %(hours)s") % {
            "meeting": made,
            "day": made.slot.day,
            "hours": made.slot.hours,
        }
        messages.success(request, said)
    return made


def _shown(request: HttpRequest, row: Forum, trouble: Any, walk: Any, people: Any) -> dict[str, Any]:
    shown = now_and_next(request, row)
    arrived = people.filter(arrived_at__isnull=False).count()
    return around(request, row, "forum_day") | {
        "trouble": trouble,
        "walk": walk,
        "over": shown["over"],
        "now_label": "" if shown["over"] else _("Now"),
        "next_label": "" if shown["over"] else _("Next"),
        "now": shown["now"],
        "next": shown["next"],
        "now_slot": shown["now_slot"],
        "next_slot": shown["next_slot"],
        "why_not": rules.why_not_replan(published=plans.published(row) is not None),
        "absent": people.filter(arrived_at=None),
        "arrived": arrived,
        "expected": people.count(),
        "hall": reverse("fairs:hall_board", args=[row.hall_key]),
    }


@open_to(STAFF)
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has arrived and who has not, and check in by a press; the code on a badge leads to the same."""
    row = found(request, pk)
    people = participants_of(request, row).approved().order_by("organisation__name_latin")
    if request.method == "POST":
        if not may_run(request):
            raise Http404
        key = whole(request.POST.get("participant", ""))
        one = people.filter(pk=key).first() if key is not None else None
        if one is None:
            raise Http404
        deed = profiles.undo_check_in if "undo" in request.POST else profiles.check_in
        do(request, deed, one, said=_("Done."))
        return redirect("fairs:check_in", pk=row.pk)
    text = request.GET.get("q", "").strip()[:100]
    context = around(
        request,
        row,
        "forum_day",
        (_("The day"), reverse("fairs:forum_day", args=[row.pk])),
        (_("Check-in"), None),
    ) | {
        "people": people.search(text) if text else people,
        "q": text,
        "arrived": people.filter(arrived_at__isnull=False).count(),
        "expected": people.count(),
    }
    return page(request, "fairs/forum/check_in.html", "rows", context)


@open_to(*RUNNERS)
def check_in_by_code(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Check in whom a badge names, read by the phone's camera; a forged or old code opens nothing."""
    row = found(request, pk)
    rows: Any = Participant.objects.visible_to(request.user).known_by(key, BADGE)
    one = rows.filter(forum=row).for_list().first()
    context = around(request, row, "forum_day", (_("Check-in"), None)) | {"one": one}
    if one is None:
        return page(request, "fairs/forum/code.html", None, context, status=404)
    if request.method == "POST":
        do(request, profiles.check_in, one, said=_("%(name)s is checked in.") % {"name": one})
        return redirect("fairs:check_in", pk=row.pk)
    begins = Meeting.objects.visible_to(request.user).scheduled().of(one).for_list().in_order().first()
    now = timezone.now()
    days = row.days
    context |= {
        "first": begins,
        "why_not": profiles.rules.why_not_check_in(
            one.standing,
            arrived=one.arrived_at,
            first_day=days[0] if days else None,
            on=profiles.day_at(row, now),
        ),
        "count": ngettext("%(n)d meeting", "%(n)d meetings", profiles.planned(one))
        % {"n": profiles.planned(one)},
    }
    return page(request, "fairs/forum/code.html", None, context)
