"""The list of missions, setting one up, its board, its sites and targets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.models import Activity
from naru.activities.rules.words import Kind, Known
from naru.activities.views.when import days as told_days
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.missions.actions import missions as actions
from naru.missions.forms.departure import MissionForm, SiteForm, TargetForm, days_of
from naru.missions.models import Consignment, Equipment, Lot, Mission, Site, SiteTarget, Visit, Volunteer
from naru.missions.rules.stores import Shelf
from naru.missions.views.around import OWN, RUNNERS, around, ask, fails, found, is_runner
from naru.sheets.book import export


@open_to(STAFF)
def missions(request: HttpRequest) -> HttpResponse:
    """List the missions; who runs them also sees the activities that could be set up."""
    rows = Mission.objects.visible_to(request.user).for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "mission",
                gettext_lazy("Mission"),
                value=lambda row: row.activity.title,
                kind="link",
                link=lambda row: row.get_absolute_url(),
                lang=lambda row: row.activity.title_language,
                width="wide",
            ),
            Column("code", gettext_lazy("Code"), sort="code"),
            Column(
                "days",
                gettext_lazy("Days"),
                value=lambda row: told_days(row.activity),
                sort="activity__starts_on",
            ),
            Column("place", gettext_lazy("Place"), value="activity.place"),
            Column("sites", gettext_lazy("Sites"), value="sites_open", kind="number", sort="sites_open"),
            Column("people", gettext_lazy("Volunteers"), kind="number", sort="people"),
        ],
        caption=_("Missions"),
        search=lambda found_rows, text: found_rows.filter(activity__search_key__contains=text.casefold()),
        empty=_("No mission is set up yet."),
    )
    waiting: list[Activity] = []
    if is_runner(request):
        able = Activity.objects.visible_to(request.user).current().filter(kind=Kind.MISSION, known=Known.DAY)
        waiting = list(able.filter(mission__isnull=True, starts_on__isnull=False).order_by("-starts_on")[:10])
    context = {"table": table, "waiting": waiting, "crumbs": [(_("Missions"), None)]}
    return export(request, table) or page(request, "missions/missions.html", "rows", context)


@open_to(*RUNNERS)
def set_up(request: HttpRequest, activity: int) -> HttpResponse:
    """Hang a mission on an activity."""
    row = get_object_or_404(Activity.objects.visible_to(request.user), pk=activity)
    form = MissionForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            made := fails(
                request, form, actions.set_up, row, said=_("The mission is set up."), **form.cleaned_data
            )
        )
    ):
        return redirect(made.get_absolute_url())
    heading = _("Set up a mission")
    back = reverse("missions:missions")
    context = {"note": row.title, "crumbs": [(_("Missions"), back), (heading, None)]}
    return ask(request, context, heading, form, back)


def _readiness(request: HttpRequest, mission: Mission) -> dict[str, Any]:
    """Count who is ready, and what is missing most often."""
    rows = Volunteer.objects.visible_to(request.user).standing().filter(mission=mission)
    people = list(rows.select_related("mission__activity", "person").prefetch_related("person__languages"))
    missing: dict[str, int] = {}
    ready = 0
    for one in people:
        one.mission = mission
        reasons = one.why_not_ready()
        ready += not reasons
        for reason in reasons:
            missing[reason] = missing.get(reason, 0) + 1
    often = sorted(missing.items(), key=lambda one: (-one[1], one[0]))[:5]
    return {"people": len(people), "ready": ready, "not_ready": len(people) - ready, "often": often}


def _days(
    request: HttpRequest, mission: Mission, sites: list[Site]
) -> list[tuple[date, list[dict[str, Any]]]]:
    """Give the days by sites: residents wanted, and residents who came as far as head office knows."""
    wanted = {
        (one.site_id, one.day): one.wanted
        for one in SiteTarget.objects.visible_to(request.user).filter(site__mission=mission)
    }
    came = {
        (one["site"], one["day"]): one["n"]
        for one in Visit.objects.visible_to(request.user)
        .filter(site__mission=mission)
        .order_by()
        .values("site", "day")
        .annotate(n=Count("resident", distinct=True))
    }
    days = sorted({day for site in sites for day in days_of(site)} | {day for _site, day in wanted})
    return [
        (
            day,
            [
                {
                    "wanted": wanted.get((site.pk, day)),
                    "came": came.get((site.pk, day), 0),
                    "share": min(round(100 * came.get((site.pk, day), 0) / wanted[site.pk, day]), 100)
                    if wanted.get((site.pk, day))
                    else None,
                }
                for site in sites
            ],
        )
        for day in days
    ]


@open_to(STAFF)
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a mission is: sites, days, targets, who is ready, what is packed, what is on its way."""
    mission = found(request, pk)
    today = timezone.localdate()
    sites = list(Site.objects.visible_to(request.user).filter(mission=mission))
    readiness = _readiness(request, mission)
    lots = list(Lot.objects.visible_to(request.user).standing().filter(mission=mission).for_list())
    shelves = [lot.shelf(on=mission.days[0] if mission.days else today) for lot in lots]
    things = list(Equipment.objects.visible_to(request.user).standing().filter(mission=mission))
    goods = Consignment.objects.visible_to(request.user).filter(mission=mission).for_list()
    packed = sum(1 for one in things if one.packed is not None and one.packed >= one.wanted)
    days = mission.days
    left = (days[0] - today).days if days else None
    context = around(request, mission, "board") | {
        "sites": sites,
        "days": _days(request, mission, sites),
        "readiness": readiness,
        "stats": [
            (
                readiness["ready"],
                _("Volunteers ready"),
                reverse("missions:volunteers", args=[pk]) + "?ready=yes",
            ),
            (
                readiness["not_ready"],
                _("Volunteers not ready yet"),
                reverse("missions:volunteers", args=[pk]) + "?ready=no",
            ),
            (len(lots), _("Lots packed"), reverse("missions:lots", args=[pk])),
            (
                sum(1 for one in shelves if one == Shelf.EXPIRING),
                _("Lots that expire within 90 days of the first day"),
                reverse("missions:lots", args=[pk]),
            ),
            (f"{packed} / {len(things)}", _("Equipment packed"), reverse("missions:equipment", args=[pk])),
        ],
        "consignments": goods,
        "left": left if left is not None and left >= 0 else None,
    }
    return page(request, "missions/board.html", None, context)


@open_to(*RUNNERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a mission asks of its volunteers, and where the group meets."""
    mission = found(request, pk)
    initial = {
        name: getattr(mission, name)
        for name in ("vaccines", "passport_months", "rest_hours", "meeting_point", "meets_at")
    }
    form = MissionForm(request.POST or None, initial=initial)
    del form.fields["code"]
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.change, mission, **form.cleaned_data) is not None
    ):
        return redirect("missions:board", pk=pk)
    heading = _("What the mission asks for")
    return ask(
        request, around(request, mission, "board", (heading, None)), heading, form, mission.get_absolute_url()
    )


@open_to(*RUNNERS)
def open_site(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a site."""
    mission = found(request, pk)
    days = mission.days
    initial = {"zone": str(mission.activity.zone)}
    if days:
        initial |= {"starts_on": days[0], "ends_on": date.fromordinal(days[1].toordinal() - 1)}  # type: ignore[dict-item]
    form = SiteForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(
            request, form, actions.open_site, mission, said=_("The site is entered."), **form.cleaned_data
        )
    ):
        return redirect("missions:board", pk=pk)
    heading = _("Enter a site")
    return ask(
        request, around(request, mission, "board", (heading, None)), heading, form, mission.get_absolute_url()
    )


@open_to(*RUNNERS)
def change_site(request: HttpRequest, pk: int, site: int) -> HttpResponse:
    """Change a site."""
    mission = found(request, pk)
    row = get_object_or_404(Site.objects.visible_to(request.user).filter(mission=mission), pk=site)
    last = date.fromordinal(row.ends_on.toordinal() - 1)
    initial = {"name": row.name, "zone": row.zone, "starts_on": row.starts_on, "ends_on": last}
    form = SiteForm(request.POST or None, initial=initial)
    del form.fields["letter"]
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.change_site, row, **form.cleaned_data) is not None
    ):
        return redirect("missions:board", pk=pk)
    heading = str(row)
    return ask(
        request, around(request, mission, "board", (heading, None)), heading, form, mission.get_absolute_url()
    )


@open_to(*RUNNERS)
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Set how many residents are wanted at a site on a day."""
    mission = found(request, pk)
    sites = Site.objects.visible_to(request.user).filter(mission=mission)
    form = TargetForm(request.POST or None, sites=sites)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        if fails(request, form, actions.want, told.pop("site"), said=_("The target is set."), **told):
            return redirect("missions:board", pk=pk)
    heading = _("Set a target")
    return ask(
        request, around(request, mission, "board", (heading, None)), heading, form, mission.get_absolute_url()
    )


@open_to(*OWN)
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own missions: code, shifts, and what is still missing from one's papers."""
    rows = (
        Volunteer.objects.visible_to(request.user).filter(person__account=request.user).standing().for_list()
    )
    shown = [
        {
            "row": row,
            "missing": row.why_not_ready(),
            "shifts": list(row.shifts.select_related("site").order_by("day", "starts")),
        }
        for row in rows.order_by("-mission__activity__starts_on")
    ]
    return page(request, "missions/mine.html", None, {"shown": shown, "crumbs": [(_("My missions"), None)]})
