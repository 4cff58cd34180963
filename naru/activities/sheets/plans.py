"""The sheet of a plan: one row for each activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.actions import activities
from naru.activities.models import Activity, Project
from naru.activities.rules.times import is_zone
from naru.activities.rules.words import Kind
from naru.activities.sheets.participations import countries
from naru.directory.models import Country, Place
from naru.directory.rules.accounts import Role
from naru.sheets.book import Row, Sheet, SheetColumn, Unreadable, register

DAY = timedelta(days=1)


def clock(text: str) -> str:
    """
    Read a time of day such as 9:30 and give it as 09:30.

    :raises Unreadable: with a sentence
    """
    try:
        hours, minutes = (int(part) for part in text.split(":")[:2])
        return f"{time(hours, minutes):%H:%M}"
    except ValueError as error:
        raise Unreadable(_("Write a time of day such as 09:30.")) from error


@register
class Activities(Sheet):
    """A plan: activities with their project, days and place."""

    key = "activities"
    title = gettext_lazy("Activities")
    about = gettext_lazy(
        "A year’s plan, one row for each activity. A row whose year and titles are known already is left as it is."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    unique = ("year", "title_ko", "title_en")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        SheetColumn(
            "year", gettext_lazy("Year"), kind="whole", required=True, least=2000, most=2100, example=2027
        ),
        SheetColumn(
            "line",
            gettext_lazy("Line of work"),
            required=True,
            longest=40,
            help=gettext_lazy("As the project of that year has it, such as “fairs”."),
            example="fairs",
        ),
        SheetColumn("kind", gettext_lazy("Kind"), kind="choice", required=True, choices=Kind.choices),
        SheetColumn("title_ko", gettext_lazy("Title in Korean"), longest=200),
        SheetColumn("title_en", gettext_lazy("Title in English"), longest=200),
        SheetColumn("first_day", gettext_lazy("First day"), kind="date"),
        SheetColumn("last_day", gettext_lazy("Last day"), kind="date"),
        SheetColumn("starts_time", gettext_lazy("From (local time)"), longest=8, read=clock, example="10:00"),
        SheetColumn("ends_time", gettext_lazy("Until (local time)"), longest=8, read=clock, example="18:00"),
        SheetColumn("online", gettext_lazy("Held online"), kind="bool"),
        SheetColumn("place", gettext_lazy("Place"), longest=120, example="Almaty"),
        SheetColumn("country", gettext_lazy("Country"), kind="choice", choices=countries),
        SheetColumn("venue_ko", gettext_lazy("Venue in Korean"), longest=200),
        SheetColumn("venue_en", gettext_lazy("Venue in English"), longest=200),
        SheetColumn("zone", gettext_lazy("Time zone"), longest=60, example="Asia/Almaty"),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row cannot be planned."""
        if not (row["title_ko"] or row["title_en"]):
            return "title_ko", _("Give a title in Korean or in English.")
        first, last = row["first_day"], row["last_day"]
        if last and not first:
            return "first_day", _("Give the first day too.")
        if first and last and last < first:
            return "last_day", _("The last day is before the first.")
        if bool(row["starts_time"]) != bool(row["ends_time"]):
            return "ends_time", _("Give both times, or neither.")
        if row["starts_time"] and not first:
            return "first_day", _("Times need a day.")
        if row["zone"] and not is_zone(row["zone"]):
            return "zone", _("No time zone has this name.")
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the projects and places, and the activities that stand already."""
        years = {row["year"] for row in rows}
        projects = {
            (one.year_id, one.line): one for one in Project.objects.visible_to(by).filter(year__in=years)
        }
        standing = Activity.objects.visible_to(by).filter(project__year__in=years).select_related("project")
        known = {(one.project.year_id, one.title_ko, one.title_en): one for one in standing}
        places = _places(rows)
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            project = projects.get((row["year"], row["line"]))
            if project is None:
                row.refuse(_("No project of that year has this line of work."), "line")
            place = None
            if row["place"]:
                found = places.get((row["place"], row["country"]), []) or places.get((row["place"], None), [])
                if row["country"]:
                    found = [one for one in found if one.country_id == row["country"]]
                if len(found) == 1:
                    place = found[0]
                elif found:
                    row.refuse(_("Several places have this name. Choose the country too."), "place")
                else:
                    row.refuse(_("No place of the directory has this name."), "place")
            row.found = {"project": project, "place": place}
            if one := known.get((row["year"], row["title_ko"] or "", row["title_en"] or "")):
                last = one.ends_on - DAY if one.ends_on else None
                if (row["first_day"], row["last_day"] or row["first_day"]) != (one.starts_on, last):
                    row.refuse(
                        _("It stands already, with other days. Change it on its own page."), "first_day"
                    )
                before[row.number] = dict(row.values)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Plan the activity."""
        first: date | None = row["first_day"]
        last = row["last_day"] or first
        place = row.found["place"]
        country = None if place else Country.objects.filter(pk=row.get("country", "")).first()
        activities.plan(
            row.found["project"],
            kind=row["kind"],
            title_ko=row.get("title_ko", ""),
            title_en=row.get("title_en", ""),
            starts_on=first,
            ends_on=last + DAY if last else None,
            starts_time=_time(row["starts_time"]),
            ends_time=_time(row["ends_time"]),
            online=bool(row["online"]),
            place=place,
            country=country,
            venue_ko=row.get("venue_ko", ""),
            venue_en=row.get("venue_en", ""),
            zone=row.get("zone", ""),
            by=by,
            at=at,
        )

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all activities that are not archived."""
        standing = Activity.objects.visible_to(by).current().select_related("project", "place")
        for one in standing.order_by("project__year", "starts_on", "pk"):
            yield {
                "year": one.project.year_id,
                "line": one.project.line,
                "kind": one.kind,
                "title_ko": one.title_ko or None,
                "title_en": one.title_en or None,
                "first_day": one.starts_on,
                "last_day": one.ends_on - DAY if one.ends_on else None,
                "starts_time": f"{one.starts_time:%H:%M}" if one.starts_time else None,
                "ends_time": f"{one.ends_time:%H:%M}" if one.ends_time else None,
                "online": one.online,
                "place": one.place.name if one.place else None,
                "country": one.country_id,
                "venue_ko": one.venue_ko or None,
                "venue_en": one.venue_en or None,
                "zone": one.zone,
            }


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _places(rows: Sequence[Row]) -> dict[tuple[str, str | None], list[Place]]:
    wanted = {row["place"] for row in rows if row["place"]}
    found: dict[tuple[str, str | None], list[Place]] = {}
    for field in ("name", "name_ko"):
        for place in Place.objects.filter(**{f"{field}__in": wanted}).select_related("country"):
            name = getattr(place, field)
            for key in ((name, None), (name, place.country_id)):
                if place not in found.setdefault(key, []):
                    found[key].append(place)
    return found
