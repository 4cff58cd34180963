"""The volunteers of a mission: the list, one of them, their badges and briefing letters, and the roster of shifts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.krds.finding import finds
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.missions.actions import volunteers as actions
from naru.missions.forms.departure import SPOKEN_LANGUAGES, PersonField, ShiftForm, VolunteerForm, days_of
from naru.missions.models import Mission, Shift, Site, Volunteer
from naru.missions.rules.entries import Station
from naru.missions.rules.volunteers import Profession, Vaccine, masked
from naru.missions.views.around import RUNNERS, around, ask, code_of, do, fails, found, is_runner, printed
from naru.sheets.book import export

READY = [("yes", gettext_lazy("Ready")), ("no", gettext_lazy("Not ready yet"))]


def _rows(request: HttpRequest, mission: Mission) -> Any:
    return Volunteer.objects.visible_to(request.user).filter(mission=mission).for_list()


def _one(request: HttpRequest, mission: Mission, volunteer: int) -> Volunteer:
    row: Volunteer = get_object_or_404(_rows(request, mission), pk=volunteer)
    return row


@open_to(STAFF)
def find_people(request: HttpRequest) -> HttpResponse:
    """Give the people that a typed text may mean."""
    return finds(request, PersonField().offers)


def _by_readiness(rows: Any, value: Any) -> Any:
    """Readiness is reckoned from dates by the rules, so each is asked."""
    keys = [row.pk for row in rows if bool(row.why_not_ready()) == (value == "no")]
    return rows.filter(pk__in=keys)


def _spoken(row: Volunteer) -> str:
    return ", ".join(one.name_in(get_language() or "ko") for one in row.person.languages.all())


def _table(request: HttpRequest, mission: Mission) -> Table:
    labels = dict(Profession.choices)
    associations = {
        row.association_id: str(row.association) for row in _rows(request, mission) if row.association_id
    }
    rows = _rows(request, mission)
    if request.GET.get("gone") != "1":
        rows = rows.standing()
    return Table(
        request,
        rows=rows,
        columns=[
            Column("code", gettext_lazy("Code"), sort="code", width="narrow"),
            Column(
                "person",
                gettext_lazy("Name"),
                value=lambda row: str(row.person),
                kind="link",
                link=lambda row: row.get_absolute_url(),
                sort=["person__name_ko", "person__name", "pk"],
            ),
            Column(
                "profession", gettext_lazy("Profession"), value="get_profession_display", sort="profession"
            ),
            Column("association", gettext_lazy("Association"), sort="association__name"),
            Column("languages", gettext_lazy("Languages"), value=_spoken),
            Column("roles", gettext_lazy("Answers for"), value=lambda row: ", ".join(row.role_labels())),
            Column(
                "licence_expires_on",
                gettext_lazy("Licence expires on"),
                kind="date",
                sort="licence_expires_on",
            ),
            Column(
                "passport_expires_on",
                gettext_lazy("Passport expires on"),
                kind="date",
                sort="passport_expires_on",
            ),
            Column(
                "ready",
                gettext_lazy("Readiness"),
                value=lambda row: _("Not ready yet") if row.why_not_ready() else _("Ready"),
                kind="tag",
                tone=lambda row: "warning" if row.why_not_ready() else "success",
            ),
            Column(
                "missing",
                gettext_lazy("What is missing"),
                value=lambda row: " ".join(row.why_not_ready()),
                show=False,
            ),
            Column("briefed_at", gettext_lazy("Briefed"), kind="date", sort="briefed_at"),
        ],
        caption=_("Volunteers"),
        filters=[
            Filter("ready", gettext_lazy("Readiness"), READY, _by_readiness),
            Filter("profession", gettext_lazy("Profession"), list(labels.items()), several=True),
            Filter(
                "association",
                gettext_lazy("Association"),
                sorted(associations.items(), key=lambda one: one[1]),
            ),
            Filter(
                "language",
                gettext_lazy("Speaks"),
                SPOKEN_LANGUAGES,
                lambda rows, code: rows.speaking(code),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        sort="code",
        empty=_("Nobody has joined yet."),
        empty_action=(_("Add a volunteer"), reverse("missions:join", args=[mission.pk]))
        if is_runner(request)
        else None,
        file_name=f"volunteers-{mission.code}",
    )


@open_to(STAFF)
def volunteers(request: HttpRequest, pk: int) -> HttpResponse:
    """List the volunteers with what each is ready for."""
    mission = found(request, pk)
    table = _table(request, mission)
    context = around(request, mission, "volunteers") | {"table": table}
    return export(request, table, subject=mission) or page(
        request, "missions/volunteers.html", "rows", context
    )


@open_to(*RUNNERS)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody of the directory into the group."""
    mission = found(request, pk)
    form = VolunteerForm(request.POST or None, vaccines=mission.vaccines)
    if (
        request.method == "POST"
        and form.is_valid()
        and (row := fails(request, form, actions.join, mission, said=_("Taken in."), **form.facts()))
    ):
        return redirect(row.get_absolute_url())
    heading = _("Add a volunteer")
    context = around(request, mission, "volunteers", (heading, None))
    return ask(request, context, heading, form, reverse("missions:volunteers", args=[pk]))


@open_to(STAFF)
def volunteer(request: HttpRequest, pk: int, volunteer: int) -> HttpResponse:
    """Show one volunteer: what is missing, the papers, the shifts; the licence number only when asked for."""
    mission = found(request, pk)
    row = _one(request, mission, volunteer)
    licence = masked(row.licence_number) if row.licence else ""
    if request.method == "POST" and is_runner(request):
        licence = do(request, actions.read_licence, row) or licence
    vaccines = dict(Vaccine.choices)
    facts: list[tuple[Any, Any]] = [
        (_("Profession"), row.get_profession_display()),
        (_("Association"), row.association or "–"),
        (_("Languages"), _spoken(row) or "–"),
        (_("Answers for"), ", ".join(row.role_labels()) or "–"),
        (_("Licence expires on"), words.day(row.licence_expires_on) or "–"),
        (_("Passport expires on"), words.day(row.passport_expires_on) or "–"),
        *(
            (vaccines.get(name, name), words.day(date.fromisoformat(day)))
            for name, day in sorted(row.vaccinations.items())
        ),
        (_("Note"), row.note or "–"),
        (_("E-mail"), row.person.email or "–"),
        (_("Telephone"), row.person.phone or "–"),
    ]
    crumb = (_("Volunteers"), reverse("missions:volunteers", args=[pk]))
    context = around(request, mission, "volunteers", crumb, (str(row.person), None)) | {
        "row": row,
        "heading": str(row.person),
        "facts": facts,
        "missing": row.why_not_ready(),
        "shifts": Shift.objects.visible_to(request.user).filter(volunteer=row).for_list(),
        "licence": licence,
        "badge": code_of(badge_text(row)),
    }
    response = page(request, "missions/volunteer.html", None, context)
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(*RUNNERS)
def change_volunteer(request: HttpRequest, pk: int, volunteer: int) -> HttpResponse:
    """Change a volunteer's papers."""
    mission = found(request, pk)
    row = _one(request, mission, volunteer)
    initial = {
        name: getattr(row, name)
        for name in (
            "association",
            "profession",
            "roles",
            "licence_expires_on",
            "passport_expires_on",
            "note",
        )
    }
    form = VolunteerForm(request.POST or None, vaccines=mission.vaccines, row=row, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.change, row, **form.facts()) is not None
    ):
        return redirect(row.get_absolute_url())
    context = around(
        request, mission, "volunteers", (str(row.person), row.get_absolute_url()), (_("Change"), None)
    )
    return ask(request, context, str(row.person), form, row.get_absolute_url())


@open_to(*RUNNERS)
@require_POST
def decide_volunteer(request: HttpRequest, pk: int, volunteer: int) -> HttpResponse:
    """Take a volunteer off the group, bring them back, or write them the briefing letter."""
    mission = found(request, pk)
    row = _one(request, mission, volunteer)
    if "withdraw" in request.POST:
        do(request, actions.withdraw, row, said=_("Taken off the volunteers and out of all shifts."))
    elif "back" in request.POST:
        do(request, actions.bring_back, row, said=_("Back among the volunteers."))
    elif "brief" in request.POST:
        do(request, actions.brief, row, said=_("The briefing letter is written."))
    return redirect(row.get_absolute_url())


@open_to(*RUNNERS)
@require_POST
def brief_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the briefing letter to all who can be reached."""
    mission = found(request, pk)
    rows = _rows(request, mission).standing().prefetch_related("shifts")
    if done := do(request, actions.brief_all, rows):
        written, left = done
        said = ngettext("%(n)s briefing letter is written.", "%(n)s briefing letters are written.", written)
        messages.success(request, said % {"n": written})
        if left:
            missed = ngettext(
                "%(n)s volunteer has no e-mail address.", "%(n)s volunteers have no e-mail address.", left
            )
            messages.warning(request, missed % {"n": left})
    return redirect("missions:volunteers", pk=pk)


def badge_text(row: Volunteer) -> str:
    """Give what the code on a badge says: the mission's code and the volunteer's, no name."""
    return f"NARU:{row.mission.code}:{row.code}"


@open_to(STAFF)
def badges(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the badges of those who take part, or of one, as a PDF: eight on a sheet."""
    mission = found(request, pk)
    rows = _rows(request, mission).standing().order_by("code")
    if (one := request.GET.get("of", "")).isdigit():
        rows = rows.filter(pk=int(one))
    drawings, told = {}, []
    for row in rows:
        file = f"{row.code}.svg"
        drawings[file] = code_of(badge_text(row))
        told.append(
            {
                "code": row.code,
                "name": row.person.name,
                "latin": row.person.name_latin if row.person.name_latin != row.person.name else "",
                "profession": str(row.get_profession_display()),
                "association": str(row.association or ""),
                "languages": " · ".join(one.code.upper() for one in row.person.languages.all()),
                "file": file,
            }
        )
    data = {"title": f"{mission} · {_('Badges')}", "mission": str(mission), "badges": told}
    return printed("badges.typ", data, name=f"badges-{mission.code}.pdf", drawings=drawings)


# Shifts


def _sites(request: HttpRequest, mission: Mission) -> Any:
    return Site.objects.visible_to(request.user).filter(mission=mission)


@open_to(STAFF)
def shifts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the roster of a day: stations by sites, who stands there when; and the list of all for files."""
    mission = found(request, pk)
    sites = list(_sites(request, mission))
    rows = Shift.objects.visible_to(request.user).filter(site__mission=mission).for_list()
    days = sorted({day for site in sites for day in days_of(site)})
    asked = request.GET.get("day", "")
    chosen = next((day for day in days if day.isoformat() == asked), days[0] if days else None)
    of_day = [row for row in rows if row.day == chosen]
    grid = [
        (
            station.label,
            [
                sorted(
                    (row for row in of_day if row.site_id == site.pk and row.station == station),
                    key=lambda row: (row.starts, row.volunteer.code),
                )
                for site in sites
            ],
        )
        for station in Station
    ]
    table = Table(
        request,
        rows=rows,
        columns=[
            Column("day", gettext_lazy("Day"), kind="date"),
            Column("site", gettext_lazy("Site"), value=lambda row: row.site.letter),
            Column("station", gettext_lazy("Station"), value="get_station_display"),
            Column("from", gettext_lazy("From"), value=lambda row: f"{row.starts:%H:%M}"),
            Column("until", gettext_lazy("Until"), value=lambda row: f"{row.ends:%H:%M}"),
            Column("code", gettext_lazy("Code"), value="volunteer.code"),
            Column("name", gettext_lazy("Name"), value=lambda row: str(row.volunteer.person)),
            Column("interprets", gettext_lazy("As interpreter"), kind="bool"),
        ],
        caption=_("Shifts"),
        file_name=f"shifts-{mission.code}",
    )
    idle = Volunteer.objects.visible_to(request.user).filter(mission=mission).standing()
    context = around(request, mission, "shifts") | {
        "sites": sites,
        "days": [(day, day == chosen) for day in days],
        "chosen": chosen,
        "grid": grid,
        "idle": idle.exclude(shifts__day=chosen).select_related("person") if chosen else [],
        "table": table,
    }
    return export(request, table, subject=mission) or page(request, "missions/shifts.html", None, context)


@open_to(*RUNNERS)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a shift."""
    mission = found(request, pk)
    people = _rows(request, mission).standing().order_by("code")
    initial = {
        name: request.GET.get(name, "")
        for name in ("site", "day", "station", "volunteer")
        if request.GET.get(name)
    }
    form = ShiftForm(request.POST or None, sites=_sites(request, mission), volunteers=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        if fails(request, form, actions.place, told.pop("site"), said=_("Placed."), **told):
            day = form.cleaned_data["day"].isoformat()
            return redirect(f"{reverse('missions:shifts', args=[pk])}?day={day}")
    heading = _("Give a shift")
    context = around(request, mission, "shifts", (heading, None))
    return ask(request, context, heading, form, reverse("missions:shifts", args=[pk]))


@open_to(*RUNNERS)
@require_POST
def take_off(request: HttpRequest, pk: int, shift: int) -> HttpResponse:
    """Take somebody off a shift."""
    mission = found(request, pk)
    rows = Shift.objects.visible_to(request.user).filter(site__mission=mission).for_list()
    row = get_object_or_404(rows, pk=shift)
    day = row.day.isoformat()
    do(request, actions.take_off, row, said=_("Taken off the shift."))
    return redirect(f"{reverse('missions:shifts', args=[pk])}?day={day}")
