"""What has arrived of the sites' logs, and residents who may be one person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.directory.rules.accounts import Role
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.missions.actions import reports
from naru.missions.actions import residents as actions
from naru.missions.models import Mission, Resident
from naru.missions.queries.arrivals import alike_of, arrivals_of
from naru.missions.rules.arrivals import Arrival
from naru.missions.views.around import RUNNERS, around, found

TONES = {Arrival.NOTHING: "neutral", Arrival.TORN: "danger", Arrival.OLD: "warning", Arrival.WHOLE: "success"}
MATCHERS = (*RUNNERS, Role.CLINICIAN)
"""Who may say that two residents are one."""
A_PAGE = 20


@open_to(*RUNNERS, Role.AUDITOR)
def arrivals(request: HttpRequest, pk: int) -> HttpResponse:
    """Show for each site and tablet what has arrived, which numbers are missing, and how old it is."""
    mission = found(request, pk)
    told = arrivals_of(mission, now=timezone.now())
    context = around(request, mission, "arrivals") | {
        "heading": _("What has arrived"),
        "sites": [(one, TONES[one.state]) for one in told],
    }
    return page(request, "missions/arrivals.html", "rows", context)


@open_to(*MATCHERS)
def alike(request: HttpRequest, pk: int) -> HttpResponse:
    """List residents who may be one person, with the reasons; and those who were joined, to part them again."""
    mission = found(request, pk)
    pairs = Paginator(alike_of(mission), A_PAGE).get_page(request.GET.get("page"))
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    rows = (
        Resident.objects.visible_to(request.user)
        .select_related("site")
        .prefetch_related("visits")
        .in_bulk(keys)
    )
    joined = (
        Resident.objects.visible_to(request.user)
        .filter(site__mission=mission, joined_to__isnull=False)
        .select_related("site", "joined_to__site")
        .order_by("-touched")
    )
    if rows:
        numbers = sorted(row.number for row in rows.values())
        reports.note_readings(mission, where="alike", numbers=numbers, by=request.user, at=timezone.now())
    context: dict[str, Any] = around(request, mission, "alike") | {
        "heading": _("Residents who may be one"),
        "page": pairs,
        "pairs": [
            (rows[pair.one], rows[pair.other], (rows[pair.one], rows[pair.other]), pair)
            for pair in pairs
            if pair.one in rows and pair.other in rows
        ],
        "joined": joined[:100],
    }
    return page(request, "missions/alike.html", "rows", context)


def _both(request: HttpRequest, mission: Mission) -> tuple[Resident, Resident]:
    rows = Resident.objects.visible_to(request.user).filter(site__mission=mission)
    told = [request.POST.get(name, "") for name in ("one", "other")]
    one, other = (
        get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 16 else 0) for key in told
    )
    return one, other


@open_to(*MATCHERS)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Join two residents, tell them apart, or part joined ones again."""
    mission = found(request, pk)
    one, other = _both(request, mission)
    why = request.POST.get("why", "")
    match request.POST.get("deed"):
        case "join":
            do(request, actions.join, one, other, why=why, said=_("They are one now."))
        case "part":
            do(request, actions.part, other, why=why, said=_("They are two again."))
        case "apart":
            do(request, actions.tell_apart, one, other, why=why, said=_("They will not be suggested again."))
    return redirect("missions:alike", pk=mission.pk)
