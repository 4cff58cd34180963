"""The mission's own report with charts, who is to be followed up, and the anonymised extract."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.krds import charts
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.missions.actions import reports as actions
from naru.missions.models import Visit
from naru.missions.queries import overview as questions
from naru.missions.queries import reports
from naru.missions.rules import extract as folding
from naru.missions.rules import favourites
from naru.missions.rules.entries import Colour, Exit, Sex, Station
from naru.missions.rules.mds.mapping import protected
from naru.missions.rules.reports import READERS
from naru.missions.views.around import around, found
from naru.missions.views.reports import SEERS, reads
from naru.sheets.book import file_of

MOST_DIAGNOSES = 15


@open_to(*SEERS)
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a mission came to: charts and tables, each with its numbers."""
    mission = found(request, pk)
    told = questions.overview_of(mission)
    follows = {
        "referrals": (_("Referrals to follow up"), told.referrals),
        "follow_ups": (_("Follow-ups"), told.follow_ups),
        "candidates": (_("Candidates for sponsored treatment"), told.candidates),
    }
    context = around(request, mission, "reports", (_("Reports"), reverse("missions:reports", args=[pk])),
                     (_("Mission report"), None)) | {
        "heading": _("Mission report"),
        "told": told,
        "people": len(told.people),
        "charts": _charts(told),
        "waits": [row | {"station": Station(row["station"]).label} for row in told.wait_table],
        "outcomes": [(Exit(key).label, count) for key, count in told.outcomes.most_common()],
        "follows": [
            {
                "title": title,
                "count": len(rows),
                "url": reverse("missions:follow", args=[pk, which]) if reads(request) else "",
            }
            for which, (title, rows) in follows.items()
        ],
        "extract": reverse("missions:extract", args=[pk]),
        "runs": request.user.is_office,
    }  # fmt: skip
    return page(request, "missions/overview.html", None, context)


def _charts(told: questions.Overview) -> list[charts.Chart]:
    language = get_language() or "en"
    resident = _("residents")
    drawn = []
    if told.days:
        rows = [
            {"day": words.day(day), "site": site, "count": len(some)}
            for (day, site), some in sorted(told.days.items())
        ]
        labels = {"day": _("Day"), "site": _("Site"), "count": _("Residents")}
        drawn.append(
            charts.bars(rows, "day", "count", "site", _("Residents by day and site"), resident, labels=labels)
        )
    if told.ages:
        bands = [name for _below, name in questions.AGES] + [questions.UNKNOWN]
        rows = [
            {"age": band, "sex": str(sex.label), "count": told.ages[band, sex.value]}
            for band in bands
            for sex in Sex
            if told.ages[band, sex.value]
        ]
        labels = {"age": _("Age"), "sex": _("Sex"), "count": _("Residents")}
        drawn.append(
            charts.bars(rows, "age", "count", "sex", _("Residents by age and sex"), resident, labels=labels)
        )
    if told.stations:
        rows = [
            {"station": str(Station(key).label), "count": count} for key, count in told.stations.most_common()
        ]
        labels = {"station": _("Station"), "count": _("Visits")}
        title = _("Visits by station")
        drawn.append(
            charts.bars(rows, "station", "count", None, title, _("visits"), labels=labels, lying=True)
        )
    if told.diagnoses:
        rows = [
            {"diagnosis": f"{favourites.name_of(code, language)} ({code})", "count": count}
            for code, count in [one for one in told.diagnoses.most_common() if not protected(one[0])][
                :MOST_DIAGNOSES
            ]
        ]
        labels = {"diagnosis": _("Diagnosis"), "count": _("Visits")}
        title = _("The most frequent diagnoses")
        drawn.append(
            charts.bars(rows, "diagnosis", "count", None, title, _("visits"), labels=labels, lying=True)
        )
    if told.colours:
        rows = [
            {"colour": str(each.label), "count": told.colours[each.value]}
            for each in Colour
            if told.colours[each.value]
        ]
        labels = {"colour": _("Colour"), "count": _("Visits")}
        drawn.append(
            charts.bars(rows, "colour", "count", None, _("Visits by colour"), _("visits"), labels=labels)
        )
    return drawn


@open_to(*READERS)
def follow(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """List who is to be followed up; that it was read is noted."""
    mission = found(request, pk)
    titles = {
        "referrals": _("Referrals to follow up"),
        "follow_ups": _("Follow-ups"),
        "candidates": _("Candidates for sponsored treatment"),
    }
    if which not in titles:
        raise Http404
    listed: list[questions.Follow] = getattr(questions.overview_of(mission), which)
    visits = Visit.objects.visible_to(request.user).filter(uid__in=[one.visit for one in listed])
    uids = dict(visits.values_list("uid", "resident__uid"))
    language = get_language() or "en"
    rows = [
        {
            "one": one,
            "names": ", ".join(
                f"{favourites.name_of(code, language)} ({code})" for code in one.codes if not protected(code)
            ),
            "url": reverse("missions:summary", args=[uids[one.visit]]),
        }
        for one in listed
        if one.visit in uids
    ]
    at = timezone.now()
    for site in mission.sites.all():
        numbers = [row["one"].number for row in rows if row["one"].site == site.letter]
        actions.note_readings(site, where=f"mission report: {which}", numbers=numbers, by=request.user, at=at)
    trail: list[tuple[str, Any]] = [
        (_("Mission report"), reverse("missions:overview", args=[pk])),
        (titles[which], None),
    ]
    context = around(request, mission, "reports", *trail) | {
        "heading": titles[which],
        "rows": rows,
        "which": which,
    }
    return page(request, "missions/follow.html", None, context)


@open_to(STAFF)
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the anonymised extract as CSV or XLSX; that is noted."""
    mission = found(request, pk)
    form = "xlsx" if request.GET.get("form") == "xlsx" else "csv"
    visits = [(reports.facts(visit), visit.site.letter) for visit in reports.visits_of_mission(mission)]
    made = folding.extract(visits)
    what = f"anonymised extract ({form}), {made.left_out} left out, {made.folded} folded"
    actions.note_handing_out(mission, what=what, rows=len(made.lines), by=request.user, at=timezone.now())
    return file_of(
        form,
        stem=f"extract-{mission.code}",
        title=f"{mission.code} k={folding.FEWEST}",
        labels=list(folding.COLUMNS),
        lines=made.lines,
    )
