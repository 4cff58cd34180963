"""The sheet of participations: one row for each person, organisation or group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.actions import participations
from naru.activities.models import Activity, Participation
from naru.activities.rules.words import Exactness, ParticipantRole
from naru.directory.models import Country, Organisation, Person
from naru.directory.rules.accounts import Role
from naru.sheets.book import Row, Sheet, SheetColumn, register


def countries() -> list[tuple[str, str]]:
    """List the countries for the drop-down."""
    return sorted(((row.pk, str(row)) for row in Country.objects.all()), key=lambda item: item[1])


@register
class Participations(Sheet):
    """Who took part in which activity; named people and organisations, or a number of people."""

    key = "participations"
    title = gettext_lazy("Participations")
    about = gettext_lazy(
        "Who takes part in an activity. Each row names one person, one organisation, or a number of people; "
        "people and organisations must stand in the directory under this name."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        SheetColumn(
            "activity",
            gettext_lazy("Activity number"),
            kind="whole",
            required=True,
            least=1,
            help=gettext_lazy("The number at the end of the activity’s address."),
            example=30,
        ),
        SheetColumn(
            "role", gettext_lazy("As"), kind="choice", required=True, choices=ParticipantRole.choices
        ),
        SheetColumn("person", gettext_lazy("Person"), longest=200),
        SheetColumn("organisation", gettext_lazy("Organisation"), longest=200),
        SheetColumn("head_count", gettext_lazy("Number of people"), kind="whole", least=1, most=10_000_000),
        SheetColumn("exactness", gettext_lazy("Exactness"), kind="choice", choices=Exactness.choices),
        SheetColumn("label_ko", gettext_lazy("Who they are, in Korean"), longest=200),
        SheetColumn("label_en", gettext_lazy("Who they are, in English"), longest=200),
        SheetColumn("country", gettext_lazy("Country"), kind="choice", choices=countries),
        SheetColumn(
            "affiliation",
            gettext_lazy("Affiliation then"),
            longest=200,
            help=gettext_lazy(
                "The organisation of the directory; left empty, as the directory has it for the day."
            ),
        ),
        SheetColumn("then_title", gettext_lazy("Title then"), longest=200),
        SheetColumn("note", gettext_lazy("Note"), longest=300),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row is not of one sort."""
        given = [key for key in ("person", "organisation", "head_count") if row[key]]
        if len(given) != 1:
            return _("Name one person, one organisation, or a number of people; not two of these.")
        if given == ["head_count"] and not (row["label_ko"] or row["label_en"]):
            return "label_ko", _("Say who the counted people are.")
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the activities, people and organisations, and what stands already."""
        keys = {row["activity"] for row in rows}
        activities = Activity.objects.visible_to(by).in_bulk(keys)
        people = _found(Person, rows, ("person",), by)
        organisations = _found(Organisation, rows, ("organisation", "affiliation"), by)
        standing = Participation.objects.visible_to(by).standing().filter(activity__in=activities)
        known = {_key(one): one for one in standing.select_related("person", "organisation")}
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            found: dict[str, Any] = {"activity": activities.get(row["activity"])}
            if found["activity"] is None:
                row.refuse(_("No activity has this number."), "activity")
            elif found["activity"].archived_at:
                row.refuse(_("It is in the archive. Take it out first."), "activity")
            for column, table in (
                ("person", people),
                ("organisation", organisations),
                ("affiliation", organisations),
            ):
                found[column] = _one(row, column, table)
            row.found = found
            whose = found["person"] or found["organisation"]
            label = (row["label_ko"] or "", row["label_en"] or "")
            key = (row["activity"], row["role"], type(whose).__name__ if whose else label, whose and whose.pk)
            if one := known.get(key):
                if one.head_count is not None and one.head_count != row["head_count"]:
                    row.refuse(
                        _("This group is recorded with %(number)s people. Withdraw it first.")
                        % {"number": one.head_count},
                        "head_count",
                    )
                before[row.number] = {key: row.values[key] for key in row.values}
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Add the participation."""
        found = row.found
        participations.add(
            found["activity"],
            role=row["role"],
            person=found["person"],
            organisation=found["organisation"],
            head_count=row["head_count"],
            exactness=row.get("exactness", Exactness.EXACT),
            label_ko=row.get("label_ko", ""),
            label_en=row.get("label_en", ""),
            country=Country.objects.filter(pk=row["country"]).first() if row["country"] else None,
            affiliated_to=found["affiliation"],
            then_title=row.get("then_title", ""),
            note_text=row.get("note", ""),
            by=by,
            at=at,
        )

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all participations."""
        standing = Participation.objects.visible_to(by).standing().order_by("activity", "pk")
        for one in standing.select_related("person", "organisation", "then_organisation"):
            yield {
                "activity": one.activity_id,
                "role": one.role,
                "person": one.person.name if one.person else None,
                "organisation": one.organisation.name if one.organisation else None,
                "head_count": one.head_count,
                "exactness": one.exactness if one.head_count is not None else None,
                "label_ko": one.label_ko or None,
                "label_en": one.label_en or None,
                "country": one.country_id,
                "affiliation": one.then_organisation.name if one.then_organisation else None,
                "then_title": one.then_title or None,
                "note": one.note or None,
            }


def _key(one: Participation) -> tuple[Any, ...]:
    whose = one.person or one.organisation
    label = (one.label_ko, one.label_en)
    return one.activity_id, one.role, type(whose).__name__ if whose else label, whose and whose.pk


def _found(table: Any, rows: Sequence[Row], columns: Sequence[str], by: Any) -> dict[str, list[Any]]:
    wanted = {row[column] for row in rows for column in columns if row[column]}
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    for field in ("name", "name_latin", "name_ko"):
        for one in table.objects.visible_to(by).filter(merged_into=None, **{f"{field}__in": wanted}):
            if one not in found[getattr(one, field)]:
                found[getattr(one, field)].append(one)
    return found


def _one(row: Row, column: str, table: Mapping[str, list[Any]]) -> Any:
    if not row[column]:
        return None
    found = table.get(row[column], [])
    if len(found) == 1:
        return found[0]
    if found:
        row.refuse(_("Several entries of the directory have this name. Add this one on the screen."), column)
    else:
        row.refuse(_("Nobody in the directory has this name."), column)
    return None
