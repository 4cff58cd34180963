"""The calendar of activities: as a list, as a month, and on the map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from math import sqrt
from typing import Any

from babel.dates import format_skeleton
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from naru.activities.models import Activity, ProgrammeYear, Project
from naru.activities.rules import months, world
from naru.activities.rules.words import Kind, Standing
from naru.activities.views import when
from naru.activities.views.doing import may_run
from naru.directory.models import Country
from naru.history.book import kept
from naru.krds.formats import words
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def ways(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    """List the ways of looking at the calendar, for the tabs."""
    found = [
        (_("List"), reverse("activities:calendar"), current == "list"),
        (_("Month"), reverse("activities:this_month"), current == "month"),
        (_("Map"), reverse("activities:map"), current == "map"),
        (_("By year"), reverse("activities:years"), current == "years"),
    ]
    if request.user.is_authenticated and request.user.is_office:
        found.append((pgettext("place", "Archive"), reverse("activities:archive"), current == "archive"))
    return found


def _years(request: HttpRequest) -> list[tuple[int, str]]:
    years = ProgrammeYear.objects.visible_to(request.user).values_list("year", flat=True)
    return [(year, str(year)) for year in years]


def _countries(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Activity.objects.visible_to(request.user).values("country")
    return sorted(((row.code, str(row)) for row in Country.objects.filter(pk__in=seen)), key=lambda it: it[1])


def _lines(request: HttpRequest) -> list[tuple[str, str]]:
    rows = Project.objects.visible_to(request.user).order_by("year_id", "line")
    return sorted({row.line: row.title for row in rows}.items(), key=lambda item: item[1])


def _named_officers(request: HttpRequest) -> list[tuple[int, str]]:
    rows = Activity.objects.visible_to(request.user).filter(officers__isnull=False).order_by()
    return sorted(set(rows.values_list("officers", "officers__name")), key=lambda item: item[1])


def _mine(rows: Any, account: Any) -> Any:
    theirs = account.posts.values("organisation")
    part = Q(participations__withdrawn_at=None) & (
        Q(participations__organisation__in=theirs) | Q(participations__person__account=account)
    )
    return rows.filter(Q(officers=account) | part).distinct()


def columns(request: HttpRequest, *, on: date) -> list[Column]:
    """List the columns of an activities table; the office sees more."""
    title = "title_ko" if get_language() == "ko" else "title_en"
    office = request.user.is_authenticated and request.user.is_office
    shown = [
        Column(
            "title",
            gettext_lazy("Activity"),
            kind="link",
            sort=[title, "pk"],
            link=lambda row: row.get_absolute_url(),
            lang=lambda row: row.title_language,
            width="wide",
        ),
        Column("kind", gettext_lazy("Kind"), value="get_kind_display", sort="kind"),
        Column("days", gettext_lazy("Days"), value=when.days, sort=["starts_on", "pk"], export=False),
        Column("place", gettext_lazy("Place"), value=when.where, sort=["country", "place"]),
        Column(
            "standing",
            gettext_lazy("Status"),
            value=lambda row: row.standing(on=on).label,
            kind="tag",
            tone=lambda row: when.TONES[row.standing(on=on)],
        ),
        Column("first_day", gettext_lazy("First day"), value=_first, kind="date", show=False),
        Column("last_day", gettext_lazy("Last day"), value=_last, kind="date", show=False),
        Column("zone", gettext_lazy("Time zone"), show=False),
        Column("project", gettext_lazy("Project"), value="project.title", show=False),
        Column("year", gettext_lazy("Year"), value="project.year_id", show=False),
    ]
    if office:
        shown.insert(5, Column("officers", gettext_lazy("Officers"), value=_officers))
        shown.insert(6, Column("published", gettext_lazy("Public"), value=_published, kind="bool"))
    return shown


def _first(row: Activity) -> date | None:
    held = row.held()
    return held[0] if held else None


def _last(row: Activity) -> date | None:
    held = row.held()
    return date.fromordinal(held[1].toordinal() - 1) if held else None


def _officers(row: Activity) -> str:
    return ", ".join(str(officer) for officer in row.officers.all())


def _published(row: Activity) -> bool:
    return row.published_at is not None


def filters(request: HttpRequest, *, on: date) -> list[Filter]:
    """List the questions that narrow a table of activities."""
    asked = [
        Filter("year", gettext_lazy("Year"), lambda: _years(request), lambda rows, it: rows.in_year(int(it))),
        Filter("kind", gettext_lazy("Kind"), Kind.choices, several=True),
        Filter("country", gettext_lazy("Country"), lambda: _countries(request)),
        Filter(
            "project",
            gettext_lazy("Project"),
            lambda: _lines(request),
            lambda rows, line: rows.filter(project__line=line),
        ),
        Filter(
            "standing",
            gettext_lazy("Status"),
            Standing.choices,
            lambda rows, standing: rows.standing(standing, on=on),
        ),
    ]
    if request.user.is_authenticated:
        account = request.user
        if account.is_office:
            asked.append(
                Filter(
                    "officer",
                    gettext_lazy("Officer"),
                    lambda: _named_officers(request),
                    lambda rows, pk: rows.filter(officers=pk),
                )
            )
        asked.append(
            Filter("mine", gettext_lazy("Mine only"), apply=lambda rows, _: _mine(rows, account), kind="flag")
        )
    return asked


@open_to(ANYONE)
@kept()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the activities as a list: search, filters, export; what is archived only when asked for."""
    today = timezone.localdate()
    rows = Activity.objects.visible_to(request.user)
    asked = filters(request, on=today)
    archived = "archived" in request.GET
    if archived:
        rows = rows.filter(archived_at__isnull=False)
    else:
        rows = rows.current()
    table = Table(
        request,
        rows=rows.for_list(),
        columns=columns(request, on=today),
        caption=_("Archived activities") if archived else _("Activities"),
        filters=asked,
        search=lambda found, text: found.search(text),
        sort="-days",
        empty=_("No activities yet."),
        empty_action=(_("Plan an activity"), reverse("activities:plan")) if may_run(request) else None,
        file_name="activities",
    )
    context = {
        "table": table,
        "ways": ways(request, "list"),
        "archived": archived,
        "may_run": may_run(request),
        "crumbs": [(_("Activities"), None)],
    }
    return export(request, table) or page(request, "activities/list.html", "rows", context)


@open_to(ANYONE)
def this_month(request: HttpRequest) -> HttpResponse:
    """Show the month of today."""
    today = timezone.localdate()
    return month(request, today.year, today.month)


@open_to(ANYONE)
@kept()
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show one month as a grid whose weeks begin as the reader's language has it, with the list below."""
    if not (1 <= month <= 12 and 1990 <= year <= 2200):
        raise Http404
    today = timezone.localdate()
    language = get_language() or "ko"
    first = date(year, month, 1)
    since, until = months.grid(first, language=language)
    rows = list(
        Activity.objects.visible_to(request.user)
        .current()
        .dated()
        .on_days(since, until)
        .for_list()
        .order_by("starts_on")
    )
    bars = []
    for row in rows:
        held = row.held()
        if held:
            bars.append(months.Bar(held[0], max(held[1], _next(held[0])), _shown(row, today)))
    locale = words.locale(language)
    names, short = locale.days["stand-alone"]["wide"], locale.days["stand-alone"]["abbreviated"]
    after = months.month_after(first)
    inside = [bar for bar in bars if bar.since < after and bar.until > first]
    before = months.month_before(first)
    context = {
        "weeks": months.weeks(first, bars, language=language),
        "weekdays": [(names[day], short[day], day) for day in months.weekdays(language)],
        "first": first,
        "name": month_name(first, language),
        "today": today,
        "agenda": sorted((bar.thing for bar in inside), key=lambda it: (it["since"], it["row"].pk)),
        "before": (
            month_name(before, language),
            reverse("activities:month", args=[before.year, before.month]),
        ),
        "after": (month_name(after, language), reverse("activities:month", args=[after.year, after.month])),
        "ways": ways(request, "month"),
        "may_run": may_run(request),
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (_("Month"), None)],
    }
    return page(request, "activities/month.html", "month", context)


def month_name(day: date, language: str) -> str:
    """Write a month with its year: 2024년 4월, April 2024."""
    return str(format_skeleton("yMMMM", day, locale=words.locale(language)))


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _shown(row: Activity, today: date) -> dict[str, Any]:
    held = row.held()
    standing = row.standing(on=today)
    return {
        "row": row,
        "since": held[0] if held else today,
        "days": when.local(row),
        "where": when.where(row),
        "standing": standing,
        "tone": when.TONES[standing],
    }


@cache
def outlines() -> dict[str, dict[str, Any]]:
    """Read the outlines of the countries (drawn by the command draw_world)."""
    text = resources.files("naru.activities").joinpath("data", "world.json").read_text()
    drawn: dict[str, dict[str, Any]] = json.loads(text)
    return drawn


@cache
def background() -> str:
    """Give all countries as one path."""
    return "".join(shape["path"] for shape in outlines().values())


@open_to(ANYONE)
@kept()
def map(request: HttpRequest) -> HttpResponse:
    """Show on a map of the world in which countries the activities took place, with the table beside it."""
    years = _years(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one, _label in years} else None
    rows = Activity.objects.visible_to(request.user).current().filter(country__isnull=False)
    if year:
        rows = rows.in_year(year)
    counts = rows.order_by().values("country").annotate(n=Count("pk"))
    found = {row["country"]: row["n"] for row in counts}
    places = {row.pk: row for row in Country.objects.filter(pk__in=found)}
    lines = []
    for code, n in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        query = f"?country={code}" + (f"&year={year}" if year else "")
        url = reverse("activities:calendar") + query
        lines.append({"code": code, "name": str(places[code]), "n": n, "url": url} | bubble(code, n))
    context = {
        "lines": lines,
        "bubbles": [line for line in lines if "x" in line],
        "background": background(),
        "view": view(lines),
        "years": years,
        "year": year,
        "ways": ways(request, "map"),
        "total": sum(found.values()),
        "may_run": may_run(request),
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (_("Map"), None)],
    }
    return page(request, "activities/map.html", "map", context)


def bubble(code: str, n: int) -> dict[str, Any]:
    """Give the outline of a country, its centre and the radius of a bubble for a number; nothing where it is not drawn."""
    shape = outlines().get(code)
    if shape is None:
        return {}
    return {"x": shape["x"], "y": shape["y"], "r": round(12 + 5 * sqrt(n)), "path": shape["path"]}


def view(lines: Sequence[dict[str, Any]]) -> str:
    """Cut the sheet to the eastern half where nothing lies in the west, so that bubbles stay apart."""
    west = any(line.get("x", world.WIDTH) < 850 for line in lines)
    left, right = (0, world.WIDTH) if west else (840, world.WIDTH - 60)
    return f"{left:.0f} 60 {right - left:.0f} {world.HEIGHT - 320:.0f}"
