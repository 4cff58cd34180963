"""One activity's page: the public one, and the office's tabs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.activities.actions.moves import UNDOABLE, why_not_undo
from naru.activities.book import beyond
from naru.activities.models import Activity, BudgetLine, Document, Participation, Target
from naru.activities.queries.clashes import clashing
from naru.activities.rules import moves
from naru.activities.rules.words import Move, ParticipantRole, Standing
from naru.activities.views import when
from naru.activities.views.doing import found, may_run
from naru.directory.models import Organisation
from naru.history.book import kept
from naru.history.models import Entry
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.linked import linked
from naru.krds.page import page

DAY = timedelta(days=1)


def tabs(request: HttpRequest, activity: Activity, current: str) -> list[tuple[str, str, bool]]:
    """List the office's tabs of an activity; others have only the one page."""
    if not (request.user.is_authenticated and request.user.is_office):
        return []
    names = [
        ("activity", _("Overview")),
        ("people", pgettext("activity", "People")),
        ("results", _("Targets and budget")),
        ("outcomes", _("Outcomes")),
        ("documents", _("Documents")),
        ("history", _("History")),
    ]
    own = [
        (label, reverse(f"activities:{name}", args=[activity.pk]), name == current) for name, label in names
    ]
    further = [(label, url, url == request.path) for label, url in beyond(activity, request.user)]
    return own + further


def around(request: HttpRequest, activity: Activity, current: str) -> dict[str, Any]:
    """Give what every tab of an activity shows."""
    today = timezone.localdate()
    standing = activity.standing(on=today)
    return {
        "activity": activity,
        "standing": standing,
        "tone": when.TONES[standing],
        "tabs": tabs(request, activity, current),
        "may_run": may_run(request) and activity.archived_at is None,
        "runs": may_run(request),
        "crumbs": [
            (_("Activities"), reverse("activities:calendar")),
            (str(activity.project.year_id), reverse("activities:year", args=[activity.project.year_id])),
            (activity.title, None),
        ],
    }


DOORS = (
    (Move.CONFIRM, moves.why_not_confirm, "primary", False),
    (Move.BEGIN, moves.why_not_begin, "secondary", True),
    (Move.FINISH, moves.why_not_finish, "secondary", True),
    (Move.PUBLISH, moves.why_not_publish, "secondary", False),
    (Move.WITHDRAW, moves.why_not_withdraw, "tertiary", False),
    (Move.ARCHIVE, moves.why_not_archive, "tertiary", False),
    (Move.UNARCHIVE, moves.why_not_unarchive, "secondary", False),
    (Move.REINSTATE, moves.why_not_reinstate, "secondary", False),
)
"""The decisions with their rule, look, and whether a form asks for more first."""


def doors(activity: Activity) -> list[dict[str, Any]]:
    """List the decisions about an activity: where each leads, or why it is closed today."""
    today, facts = timezone.localdate(), activity.facts()
    listed = [
        (move, rule(facts, on=today), look, asks)
        for move, rule, look, asks in DOORS  # type: ignore[operator]
    ]
    postpone = moves.why_not_move(Move.POSTPONE, facts, on=today)
    listed.insert(3, (Move.POSTPONE, postpone, "secondary", True))
    listed.insert(4, (Move.CANCEL, moves.why_not_cancel(facts, because=None, on=today), "danger", True))
    silent = {Move.WITHDRAW, Move.UNARCHIVE, Move.REINSTATE}
    return [
        {
            "move": move,
            "label": move.label,
            "why_not": reason,
            "look": look,
            "asks": asks,
            "url": reverse("activities:move", args=[activity.pk, move.value]),
        }
        for move, reason, look, asks in listed
        if not (reason and move in silent)
    ]


def last_decision(request: HttpRequest, activity: Activity) -> dict[str, Any] | None:
    """Give the newest decision about an activity and why it cannot be taken back, if it cannot."""
    entries = Entry.objects.about(activity).visible_to(request.user)
    entry = entries.filter(verb__in=UNDOABLE).order_by("-number").first()
    if entry is None:
        return None
    return {"entry": entry, "why_not": why_not_undo(activity, entry)}


def structured(request: HttpRequest, row: Activity) -> SafeString:
    """Give a published activity as an Event of schema.org; nothing is dated that is not known to the day."""
    span = row.span()
    where = row.place.country_id if row.place else row.country_id
    site = {
        "@type": "Place",
        "name": row.venue or str(row.place or row.country or ""),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": str(row.place or ""),
            "addressCountry": where,
        },
    }
    status, mode = "EventScheduled", "OfflineEventAttendanceMode"
    if row.cancelled_at:
        status = "EventCancelled"
    elif row.postponed_at and span is None:
        status = "EventPostponed"
    elif row.postponed_at:
        status = "EventRescheduled"
    if row.online:
        mode = "OnlineEventAttendanceMode"
        site = {"@type": "VirtualLocation", "url": request.build_absolute_uri(row.get_absolute_url())}
    return linked(
        {
            "@type": "Event",
            "name": row.title,
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "startDate": span.starts_on.isoformat() if span else "",
            "endDate": (span.ends_on - DAY).isoformat() if span else "",
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}",
            "location": site if row.online or where else None,
        }
    )


@open_to(ANYONE)
@kept()
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one activity: when, where, with whom and what came of it; the office sees its doors too."""
    row = found(request, pk)
    office = request.user.is_authenticated and request.user.is_office
    seen = Activity.objects.visible_to(request.user).for_list()
    parts = list(seen.filter(part_of=row).order_by("starts_on"))
    linked = list(seen.filter(linked=row).order_by("starts_on"))
    whole = seen.filter(pk=row.part_of_id).first() if row.part_of_id else None
    people = Participation.objects.visible_to(request.user).standing().filter(activity=row)
    organisations = list(
        people.filter(organisation__isnull=False).select_related("organisation").order_by("role", "pk")
    )
    groups = list(people.counted().select_related("country"))
    context = around(request, row, "activity") | {
        "structured": structured(request, row) if row.published_at else "",
        "when": when.local(row),
        "korean_time": when.korean(row),
        "where": when.where(row),
        "parts": parts,
        "linked": linked,
        "whole": whole,
        "facts": _facts(row, organisations, office=office),
        "roles": _by_role(organisations),
        "groups": groups,
        "results": Target.objects.visible_to(request.user).filter(activity=row, reached__isnull=False),
        "documents": Document.objects.visible_to(request.user).filter(activity=row),
        "postponements": row.postponements.all(),
        "today": timezone.localdate(),
        "overdue": row.standing(on=timezone.localdate()) is Standing.OVERDUE,
    }
    if office:
        context |= {
            "clashes": [] if row.standing(on=timezone.localdate()) is Standing.DONE else clashing(row),
            "doors": doors(row) if context["runs"] else [],
            "last": last_decision(request, row) if context["runs"] else None,
        }
    return page(request, "activities/activity.html", None, context)


def _facts(row: Activity, organisations: list[Participation], *, office: bool) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("When"), when.local(row)),
        (_("Korean time"), when.korean(row)),
        (_("Where"), when.where(row)),
        (_("Kind"), row.get_kind_display()),
        (
            _("Project"),
            format_html(
                '<a href="{}">{} {}</a>',
                row.project.get_absolute_url(),
                row.project.year_id,
                row.project.title,
            ),
        ),
    ]
    if office:
        facts.append((_("Responsible officers"), ", ".join(str(one) for one in row.officers.all())))
        public = _("Yes") if row.published_at else _("No, only the office and those taking part")
        facts.append((_("Shown to the public"), public))
    return facts


def _by_role(rows: list[Participation]) -> list[tuple[str, Any]]:
    roles: dict[str, list[Organisation]] = {}
    for row in rows:
        roles.setdefault(row.role, []).append(row.organisation)
    order = list(ParticipantRole.values)
    return [
        (
            ParticipantRole(role).label,
            format_html_join(", ", '<a href="{}">{}</a>', ((one.get_absolute_url(), one) for one in some)),
        )
        for role, some in sorted(roles.items(), key=lambda item: order.index(item[0]))
    ]


@open_to(STAFF)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show targets and budget of an activity against what came of them."""
    row = found(request, pk)
    lines = list(BudgetLine.objects.visible_to(request.user).filter(activity=row))
    planned = sum(line.planned_krw for line in lines)
    spent = [line.spent_krw for line in lines if line.spent_krw is not None]
    context = around(request, row, "results") | {
        "targets": Target.objects.visible_to(request.user).filter(activity=row),
        "lines": lines,
        "planned": planned,
        "spent": sum(spent) if spent else None,
        "share": 100 * sum(spent) / planned if spent and planned else None,
    }
    return page(request, "activities/results.html", None, context)


@open_to(STAFF)
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the documents of an activity."""
    row = found(request, pk)
    rows = Document.objects.visible_to(request.user).filter(activity=row).select_related("added_by")
    return page(
        request, "activities/documents.html", None, around(request, row, "documents") | {"rows": rows}
    )


@open_to(STAFF)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was done to an activity, by whom and when."""
    row = found(request, pk)
    entries = Entry.objects.about(row).visible_to(request.user)[:200]
    context = around(request, row, "history") | {
        "entries": entries,
        "last": last_decision(request, row) if may_run(request) else None,
    }
    return page(request, "activities/history.html", None, context)
