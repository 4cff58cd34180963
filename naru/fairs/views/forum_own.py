"""A participant's own pages, opened by their personal key: agenda, profile, one meeting, calendar, print."""

from __future__ import annotations

import io
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from naru.activities.views import doing
from naru.fairs.actions import meetings as meeting_actions
from naru.fairs.actions import plans, profiles
from naru.fairs.forms.profile import AwayForm, ProfileForm, RemarkForm
from naru.fairs.models import Meeting, Participant
from naru.fairs.models.profiles import holder_of
from naru.fairs.rules import forum_calls as rules
from naru.fairs.rules.forum_calendar import Appointment
from naru.fairs.rules.forum_calendar import calendar as ics
from naru.fairs.rules.forum_words import TONES, Standing
from naru.fairs.views.forum_meetings import became, frame, printed
from naru.krds.formats import words
from naru.krds.gate import ANYONE, Screen, open_to
from naru.krds.page import page


def by_key(screen: Any) -> Screen:
    """Find the participant whom the key in the address names; a forged or replaced one opens nothing."""

    @wraps(screen)
    def opened(request: HttpRequest, key: str = "", **more: Any) -> HttpResponse:
        one = holder_of(key)
        if one is None:
            raise Http404
        response: HttpResponse = screen(request, one, **more)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


def who(request: HttpRequest, one: Participant) -> Any:
    """Give in whose name something is done here: the account of that organisation's member, else nobody's."""
    account = request.user
    if not account.is_authenticated:
        return None
    held = account.posts.held(on=timezone.localdate()).filter(organisation=one.organisation_id)
    return account if held.exists() or account.is_office else None


def do(
    request: HttpRequest, one: Participant, deed: Any, *subject: Any, said: str = "", **values: Any
) -> Any:
    """Do something in the participant's name now; say so, or print why it was refused (then give None)."""
    return doing.do(request, deed, *subject, said=said, by=who(request, one), **values)


def around(one: Participant, current: str) -> dict[str, Any]:
    """Give what every page of a participant shows."""
    names = [("own", pgettext("forum", "Agenda")), ("own_profile", _("Profile"))]
    if one.standing is Standing.APPROVED:
        names[1:1] = [("own_wishes", _("Wishes")), ("own_find", _("Find partners"))]
    tabs = [(label, reverse(f"fairs:{name}", args=[one.key]), name == current) for name, label in names]
    return {
        "one": one,
        "forum": one.forum,
        "standing": one.standing,
        "tone": TONES[one.standing],
        "tabs": tabs,
    }


def own_meetings(one: Participant) -> Any:
    """Give the participant's meetings in the published schedule, in order."""
    return one.forum.meetings.scheduled().of(one).for_list().in_order()


def told(one: Participant, row: Meeting) -> dict[str, Any]:
    """Tell a meeting from one side."""
    state, tone = became(row)
    here = row.begins
    zone = one.zone if one.zone and one.zone != one.forum.zone else ""
    there = here.astimezone(ZoneInfo(zone)) if here and zone else None
    return {
        "row": row,
        "other": row.other(one),
        "state": state,
        "tone": tone,
        "url": reverse("fairs:own_meeting", args=[one.key, row.pk]),
        "theirs": f"{there:%H:%M} ({zone})" if there else "",
    }


def by_day(one: Participant, rows: list[Meeting]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Group meetings by their day."""
    days: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        days.setdefault(row.slot.day, []).append(told(one, row))
    return list(days.items())


@open_to(ANYONE)
@by_key
def agenda(request: HttpRequest, one: Participant) -> HttpResponse:
    """Show a participant's agenda: what comes next first, then every meeting by day."""
    rows = list(own_meetings(one))
    now = timezone.now()
    coming = next((row for row in rows if row.ends and row.ends > now and not row.held_at), None)
    if one.standing in {Standing.INVITED} and not rows:
        return redirect("fairs:own_profile", key=one.key)
    context = around(one, "own") | {
        "days": by_day(one, rows),
        "coming": told(one, coming) if coming else None,
        "count": len(rows),
        "dropped": one.forum.meetings.published().of(one).filter(dropped_at__isnull=False).for_list(),
        "zone": one.forum.zone,
        "published": plans.published(one.forum),
        "calendar": reverse("fairs:own_calendar", args=[one.key]),
    }
    return page(request, "fairs/forum/own_agenda.html", None, context)


@open_to(ANYONE)
@by_key
def profile(request: HttpRequest, one: Participant) -> HttpResponse:
    """Apply with a profile, or change it; cross out the slots in which one cannot; withdraw."""
    kind = request.POST.get("form", "")
    form = ProfileForm(request.POST if kind == "profile" else None, instance=_again(one))
    slots = one.forum.slots.standing()
    away = AwayForm(
        request.POST if kind == "away" else None, rows=slots, initial={"cannot": one.cannot.all()}
    )
    here = redirect("fairs:own_profile", key=one.key)
    if kind == "profile" and form.is_valid():
        said = _("Saved.") if one.applied_at else _("Thank you. The office will answer by letter.")
        if do(request, one, profiles.apply, one, said=said, **form.profile()):
            return here
    if kind == "away" and away.is_valid():
        do(request, one, profiles.choose_slots, one, said=_("Saved."), **away.cleaned_data)
        return here
    if kind == "withdraw" and do(request, one, profiles.withdraw, one):
        return page(request, "fairs/forum/own_gone.html", None, {"forum": one.forum})
    on = profiles.day_at(one.forum, timezone.now())
    context = around(one, "own_profile") | {
        "form": form,
        "away": away if slots.exists() else None,
        "call": one.forum.call_in(get_language() or "ko"),
        "why_not": rules.why_not_apply(one.standing, until=one.forum.apply_until, on=on),
        "why_not_withdraw": rules.why_not_withdraw(one.standing, planned=profiles.planned(one)),
        "asks": "withdraw" in request.GET,
    }
    return page(request, "fairs/forum/own_profile.html", None, context, status=422 if form.errors else 200)


def _again(one: Participant) -> Participant:
    """Give the row once more for the form, which writes into the one it holds."""
    kept = holder_of(one.key)
    assert kept is not None
    return kept


@open_to(ANYONE)
@by_key
def meeting(request: HttpRequest, one: Participant, meeting: int) -> HttpResponse:
    """Show one meeting: whom, when, where, the video room; and one's own note and rating."""
    row = one.forum.meetings.published().of(one).for_list().filter(pk=meeting).first()
    if row is None:
        raise Http404
    kept = row.remarks.by(one).first()
    first = {"text": kept.text, "rating": kept.rating} if kept else {}
    form = RemarkForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        do(request, one, meeting_actions.remark, row, one, said=_("Your note is kept."), **form.cleaned_data)
        return redirect("fairs:own_meeting", key=one.key, meeting=row.pk)
    other = row.other(one)
    context = (
        around(one, "own")
        | told(one, row)
        | {
            "form": form,
            "facts": [
                (_("Day"), words.day(row.slot.day)),
                (_("Time"), f"{row.slot.hours} ({one.forum.zone})"),
                (_("Your time"), told(one, row)["theirs"]),
                (pgettext("forum", "Table"), "" if one.forum.online else row.table),
                (_("Interpreter"), row.interpreter),
                (_("Country"), other.organisation.country),
                (_("Who comes"), other.people),
                (_("Departments and products"), other.named_fields),
                (_("In their own words"), other.words),
            ],
            "open": row.dropped_at is None,
        }
    )
    return page(request, "fairs/forum/own_meeting.html", None, context, status=422 if form.errors else 200)


def appointments(request: HttpRequest, one: Participant, rows: Any) -> list[Appointment]:
    """Turn meetings into what a calendar is told of them."""
    made = []
    for row in rows:
        where = row.room or _("By video") if one.forum.online else _where(one, row)
        lines = [str(one.forum)]
        if row.interpreter:
            lines.append(_("Interpreter: %(name)s") % {"name": row.interpreter})
        if row.room:
            lines.append(row.room)
        made.append(
            Appointment(
                uid=str(row.uid),
                sequence=row.sequence,
                changed_at=row.changed_at or row.published_at,
                starts=row.begins,
                ends=row.ends,
                title=str(row.other(one)),
                cancelled=row.dropped_at is not None,
                location=where,
                description="\n".join(lines),
                url=request.build_absolute_uri(reverse("fairs:own_meeting", args=[one.key, row.pk])),
            )
        )
    return made


def _where(one: Participant, row: Meeting) -> str:
    table = pgettext("forum", "Table %(number)s") % {"number": row.table} if row.table else ""
    return ", ".join(
        part for part in (table, one.forum.activity.venue, str(one.forum.activity.place or "")) if part
    )


@open_to(ANYONE)
@by_key
def calendar(request: HttpRequest, one: Participant) -> HttpResponse:
    """Give the agenda as a calendar to open or to subscribe to; dropped meetings stand in it as cancelled."""
    rows = one.forum.meetings.published().of(one).for_list().order_by("slot__day", "slot__starts", "pk")
    body = ics(appointments(request, one, rows), name=str(one.forum), language=get_language() or "ko")
    return _as_calendar(body, f"forum-{one.forum_id}-{one.pk}")


@open_to(ANYONE)
@by_key
def cancelled(request: HttpRequest, one: Participant) -> HttpResponse:
    """Give the message that takes dropped meetings out of a calendar into which they were put by hand."""
    rows = one.forum.meetings.published().of(one).filter(dropped_at__isnull=False).for_list()
    if not rows:
        raise Http404
    told = appointments(request, one, rows)
    body = ics(told, name=str(one.forum), language=get_language() or "ko", cancels=True)
    return _as_calendar(body, f"forum-{one.forum_id}-{one.pk}-cancelled", method="CANCEL")


def _as_calendar(body: bytes, name: str, *, method: str = "PUBLISH") -> HttpResponse:
    response = HttpResponse(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def _badge_address(request: HttpRequest, one: Participant) -> str:
    return request.build_absolute_uri(reverse("fairs:check_in_by_code", args=[one.forum_id, one.badge]))


@open_to(ANYONE)
@by_key
def badge(request: HttpRequest, one: Participant) -> HttpResponse:
    """Give the code that the office reads at the entrance."""
    held = io.BytesIO()
    segno.make(_badge_address(request, one), error="m").save(
        held, kind="svg", scale=6, border=2, xmldecl=False
    )
    return HttpResponse(held.getvalue(), content_type="image/svg+xml")


@open_to(ANYONE)
@by_key
def print_agenda(request: HttpRequest, one: Participant) -> HttpResponse:
    """Print the agenda with the code for the entrance."""
    rows = list(own_meetings(one))
    code = segno.make(_badge_address(request, one), error="m").svg_inline(scale=4, border=1)
    data = frame(one.forum, pgettext("forum", "Agenda")) | {
        "organisation": str(one),
        "code": "badge.svg",
        "alt": _("Code for the entrance"),
        "online": one.forum.online,
        "days": [
            [
                words.day(day),
                [
                    [
                        each["row"].slot.hours,
                        str(each["other"]),
                        each["row"].room if one.forum.online else str(each["row"].table or ""),
                        str(each["row"].interpreter or ""),
                    ]
                    for each in meetings
                ],
            ]
            for day, meetings in by_day(one, rows)
        ],
        "printed": _("Printed on %(moment)s. The page always shows the latest version.")
        % {"moment": words.moment(_here(one), one.forum.zone)},
        "none": _("No meeting is planned yet."),
        "words": {
            "time": _("Time"),
            "whom": pgettext("forum", "With whom"),
            "where": _("Video room") if one.forum.online else pgettext("forum", "Table"),
            "interpreter": pgettext("forum", "Interpreter"),
        },
    }
    return printed("agenda.typ", data, name=f"agenda-{one.pk}.pdf", drawings={"badge.svg": code})


def _here(one: Participant) -> datetime:
    return timezone.now().astimezone(ZoneInfo(one.forum.zone))
