"""The sheets of booths: exhibitors of a fair, and leads that were taken on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.fairs.actions import exhibitors, leads
from naru.fairs.models import Exhibitor, Fair, Lead
from naru.fairs.rules.leads import Came
from naru.sheets.book import Row, Sheet, SheetColumn, register

FAIR = SheetColumn(
    "fair",
    gettext_lazy("Fair number"),
    kind="whole",
    required=True,
    least=1,
    help=gettext_lazy("The number in the address of the fair’s board."),
    example=1,
)


def _fairs(rows: Sequence[Row], by: Any) -> dict[int, Fair]:
    """Find the fairs that rows name and the account may open; refuse the rows of others."""
    found = Fair.objects.visible_to(by).run_by(by).select_related("activity")
    known: dict[int, Fair] = found.in_bulk({row["fair"] for row in rows})
    for row in rows:
        if row["fair"] not in known:
            row.refuse(_("No fair has this number."), "fair")
    return known


@register
class FairExhibitors(Sheet):
    """Which organisations have which booth at a fair."""

    key = "fair_exhibitors"
    title = gettext_lazy("Exhibitors of a fair")
    about = gettext_lazy(
        "Which organisation has which booth. Organisations must stand in the directory under this name."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    unique = ("fair", "organisation")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        FAIR,
        SheetColumn("organisation", gettext_lazy("Organisation"), required=True, longest=200),
        SheetColumn("booth", gettext_lazy("Booth"), required=True, longest=20, example="G07"),
        SheetColumn("note", gettext_lazy("Note"), longest=300),
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find fairs, organisations, and the booths that stand."""
        fairs = _fairs(rows, by)
        named: dict[str, set[Organisation]] = {}
        wanted = {row["organisation"] for row in rows}
        for name in ("name", "name_latin", "name_ko"):
            some = Organisation.objects.visible_to(by).standing().filter(**{f"{name}__in": wanted})
            for one in some:
                named.setdefault(getattr(one, name), set()).add(one)
        there = {
            (one.fair_id, one.organisation_id): one
            for one in Exhibitor.objects.visible_to(by).standing().filter(fair__in=fairs)
        }
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            found = named.get(row["organisation"], set())
            if len(found) != 1:
                several = _("Several entries of the directory have this name. Add this one on the screen.")
                row.refuse(several if found else _("Nobody in the directory has this name."), "organisation")
                continue
            (organisation,) = found
            one = there.get((row["fair"], organisation.pk))
            row.found = (fairs.get(row["fair"]), organisation, one)
            if one is not None:
                told = {"booth": one.booth, "note": one.note or None}
                before[row.number] = {key: told.get(key, row.values[key]) for key in row.values}
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Give the booth, or move it."""
        fair, organisation, one = row.found
        words = {"booth": row["booth"], "note_text": row.get("note", "")}
        if one is not None:
            exhibitors.move(one, by=by, at=at, **words)
        else:
            exhibitors.exhibit(fair, organisation=organisation, by=by, at=at, **words)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all exhibitors."""
        rows = Exhibitor.objects.visible_to(by).standing().select_related("organisation")
        for one in rows.order_by("fair", "booth", "pk"):
            yield {
                "fair": one.fair_id,
                "organisation": one.organisation.name,
                "booth": one.booth,
                "note": one.note or None,
            }


@register
class FairLeads(Sheet):
    """Leads that were taken on paper."""

    key = "fair_leads"
    title = gettext_lazy("Leads of a fair, taken on paper")
    about = gettext_lazy(
        "One row for each person met at a booth. Only who agreed to be contacted may stand here with a name or "
        "a contact. A row that is there already, by booth, name and contact, is not entered twice."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD, Role.MEMBER)
    unique = ("fair", "booth", "name", "contact")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        FAIR,
        SheetColumn("booth", gettext_lazy("Booth"), required=True, longest=20, example="G07"),
        SheetColumn("name", gettext_lazy("Name"), longest=120),
        SheetColumn("contact", gettext_lazy("Telephone or e-mail"), longest=200),
        SheetColumn(
            "agreed", gettext_lazy("Agreed to be contacted"), kind="bool", required=True, example=True
        ),
        SheetColumn("met_on", gettext_lazy("Day"), kind="date"),
        SheetColumn("language", gettext_lazy("Language"), kind="choice", choices=settings.LANGUAGES),
        SheetColumn("rating", gettext_lazy("Rating"), kind="whole", least=1, most=5),
        SheetColumn("note", gettext_lazy("Note"), longest=4_000),
        SheetColumn("wish", gettext_lazy("Wish"), longest=2_000),
        SheetColumn("next_step", gettext_lazy("Next step"), longest=300),
        SheetColumn("next_on", gettext_lazy("By when"), kind="date"),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row is no lead."""
        if not row["name"] and not row["contact"]:
            return "name", _("Write a name, or where to reach them.")
        if not row["agreed"]:
            return "agreed", _("Enter a contact only if they agreed to be contacted.")
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find fairs and booths, and the leads that are there already."""
        fairs = _fairs(rows, by)
        booths: dict[tuple[int, str], list[Exhibitor]] = {}
        standing = Exhibitor.objects.visible_to(by).standing().filter(fair__in=fairs)
        for one in standing.select_related("organisation", "fair__activity"):
            booths.setdefault((one.fair_id, one.booth.casefold()), []).append(one)
        there = {
            (lead.exhibitor_id, lead.name, lead.contact)
            for lead in Lead.objects.visible_to(by).filter(fair__in=fairs, came=Came.SHEET)
        }
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            found = booths.get((row["fair"], str(row["booth"]).casefold()), [])
            if len(found) != 1:
                shared = _("Several exhibitors share this booth. Enter this one on the screen.")
                row.refuse(shared if found else _("No booth of yours at this fair is called so."), "booth")
                continue
            row.found = found[0]
            days = found[0].fair.days
            if row["met_on"] and days and not days[0] <= row["met_on"] < days[1]:
                row.refuse(_("This is no day of the fair."), "met_on")
            if (found[0].pk, row["name"] or "", row["contact"] or "") in there:
                before[row.number] = dict(row.values)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter the lead; without a day it was met on the fair's last one, or today if that is earlier."""
        exhibitor = row.found
        zone = ZoneInfo(exhibitor.fair.zone)
        days = exhibitor.fair.days
        day = row["met_on"] or (
            min(days[1] - timedelta(days=1), at.astimezone(zone).date()) if days else None
        )
        met = datetime.combine(day, time(12), zone).astimezone(UTC) if day else at
        values = {
            key: row[key] for key in ("name", "contact", "language", "rating", "note", "wish", "next_step")
        }
        values["next_on"] = row["next_on"].isoformat() if row["next_on"] else ""
        told = {key: value for key, value in values.items() if value not in (None, "")}
        leads.enter(
            exhibitor, values=told, agreed=bool(row["agreed"]), met_at=met, came=Came.SHEET, by=by, at=at
        )
