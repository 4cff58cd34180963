"""The sheet of affiliations: one row for each time that a person stood at an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.directory.actions import duplicates, people
from naru.directory.models import Affiliation, Organisation, Person
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import ONE_DAY, AffiliationRole, why_not_affiliate
from naru.directory.sheets import finding
from naru.sheets.book import Row, Sheet, SheetColumn, register

SIDES: tuple[tuple[str, Any], ...] = (("person", Person), ("organisation", Organisation))


@register
class Affiliations(Sheet):
    """Who stands or stood at which organisation, from when until when."""

    key = "affiliations"
    title = gettext_lazy("Affiliations")
    about = gettext_lazy(
        "Who stands or stood where. Both must be in the directory; the number decides where a name is borne by "
        "several. A row with the number of an affiliation changes it."
    )
    version = "1"
    open_to: ClassVar[tuple[Role, ...]] = finding.KEEPERS
    unique = ("number",)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        SheetColumn(
            "number",
            gettext_lazy("Number"),
            kind="whole",
            least=1,
            help=gettext_lazy("The number of the affiliation, as the export gives it. Empty for a new one."),
        ),
        SheetColumn("person_number", gettext_lazy("Number of the person"), kind="whole", least=1),
        SheetColumn("person", gettext_lazy("Person"), longest=200),
        SheetColumn("organisation_number", gettext_lazy("Number of the organisation"), kind="whole", least=1),
        SheetColumn("organisation", gettext_lazy("Organisation"), longest=200),
        SheetColumn(
            "role",
            gettext_lazy("Capacity"),
            kind="choice",
            required=True,
            choices=AffiliationRole.choices,
        ),
        SheetColumn("title", pgettext_lazy("directory", "Title"), longest=120),
        SheetColumn("department", gettext_lazy("Department"), longest=120),
        SheetColumn("since", gettext_lazy("First day"), kind="date"),
        SheetColumn("last", gettext_lazy("Last day"), kind="date"),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row cannot be taken."""
        for side, _table in SIDES:
            if not (row[side] or row[f"{side}_number"]):
                return side, _("Give the name or the number.")
        if reason := why_not_affiliate(row["since"], row["last"] and row["last"] + ONE_DAY):
            return "last", reason
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find both sides of each row, and the affiliations that stand."""
        sides: list[dict[str, Any]] = [{} for _row in rows]
        for side, table in SIDES:
            numbered = table.objects.visible_to(by).in_bulk({row[f"{side}_number"] for row in rows})
            named = finding.by_name((row[side] for row in rows), table.objects.visible_to(by))
            for row, found in zip(rows, sides, strict=True):
                found[side] = _side(row, side, numbered, named)
        ties = Affiliation.objects.visible_to(by).select_related("person", "organisation")
        by_number = ties.in_bulk({row["number"] for row in rows if row["number"]})
        people_keys = {found["person"].pk for found in sides if found["person"]}
        known = {_key(one): one for one in ties.filter(person__in=people_keys)}
        before: dict[int, Mapping[str, Any]] = {}
        for row, found in zip(rows, sides, strict=True):
            person, organisation = found["person"], found["organisation"]
            held = by_number.get(row["number"])
            if row["number"] and held is None:
                row.refuse(_("No affiliation has this number."), "number")
            elif held and person and held.person_id != person.pk:
                row.refuse(_("This is an affiliation of %(person)s.") % {"person": held.person}, "person")
            if not row["number"] and person and organisation:
                held = known.get((person.pk, organisation.pk, row["role"], row["since"]))
            row.found = found | {"held": held}
            if held is not None:
                before[row.number] = _held(row, held)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Tie the person to the organisation, or amend the affiliation."""
        person, organisation, held = row.found["person"], row.found["organisation"], row.found["held"]
        said: dict[str, Any] = {
            key: row.get(key, "") for key in ("role", "title", "department") if key in row.values
        }
        if "since" in row.values:
            said["since"] = row["since"]
        if "last" in row.values:
            said["until"] = row["last"] and row["last"] + ONE_DAY
        if held is None:
            people.affiliate(person, organisation, by=by, at=at, **said)
        else:
            people.amend_affiliation(held, by=by, at=at, organisation=organisation, **said)
        duplicates.suspect([person], at=at)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give the affiliations of the people and organisations that stand."""
        rows = Affiliation.objects.visible_to(by).select_related("person", "organisation")
        rows = rows.filter(person__in=Person.objects.visible_to(by).standing())
        rows = rows.filter(organisation__in=Organisation.objects.visible_to(by).standing())
        return (_values(one) for one in rows.order_by("person", "pk"))


def _side(row: Row, side: str, numbered: Mapping[int, Any], named: Mapping[str, list[Any]]) -> Any:
    """Give the person or organisation that a row means; a number must bear the name beside it."""
    number, name = row[f"{side}_number"], row[side]
    if not number:
        return finding.one_of(row, side, named.get(name, [])) if name else None
    found = numbered.get(number)
    if found is None or found.merged_into_id or found.archived_at:
        row.refuse(_("No entry of the directory has this number."), f"{side}_number")
        return None
    if name and found not in named.get(name, []):
        row.refuse(_("Number %(number)s is %(name)s.") % {"number": number, "name": found}, f"{side}_number")
    return found


def _key(one: Affiliation) -> tuple[Any, ...]:
    return one.person_id, one.organisation_id, one.role, one.since


def _values(one: Affiliation) -> dict[str, Any]:
    return {
        "number": one.pk,
        "person_number": one.person_id,
        "person": one.person.name,
        "organisation_number": one.organisation_id,
        "organisation": one.organisation.name,
        "role": one.role,
        "title": one.title or None,
        "department": one.department or None,
        "since": one.since,
        "last": one.last_day,
    }


def _held(row: Row, held: Affiliation) -> dict[str, Any]:
    """Give what stands, with both sides written as the row writes them where it means the same."""
    said = _values(held) | {"number": row["number"]}
    for side, _table in SIDES:
        found = row.found[side]
        if found is not None and found.pk == getattr(held, f"{side}_id"):
            said |= {side: row[side], f"{side}_number": row[f"{side}_number"]}
    return said
