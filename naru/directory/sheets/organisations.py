"""The sheet of organisations: one row for each organisation of the directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.directory.actions import duplicates, organisations
from naru.directory.models import Country, Organisation, Place
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import OrganisationKind
from naru.directory.sheets import finding
from naru.krds.readable import whole
from naru.sheets.book import Row, Sheet, SheetColumn, register

PLAIN = ("name", "name_latin", "name_ko", "kind", "address", "website", "email", "phone")


@register
class Organisations(Sheet):
    """The organisations of the directory; a new row that looks like a known one is refused until it says it is new."""

    key = "organisations"
    title = gettext_lazy("Organisations")
    about = gettext_lazy(
        "One row for each organisation. A row with a number changes that entry; one without enters an "
        "organisation. What looks like a known one is refused with the reason, unless the last column says that "
        "it is another."
    )
    version = "1"
    open_to: ClassVar[tuple[Role, ...]] = finding.KEEPERS
    unique = ("number",)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        finding.NUMBER,
        *finding.NAME_COLUMNS,
        SheetColumn(
            "kind",
            pgettext_lazy("directory", "Kind"),
            kind="choice",
            required=True,
            choices=OrganisationKind.choices,
        ),
        SheetColumn("country", gettext_lazy("Country"), kind="choice", choices=finding.countries),
        SheetColumn(
            "place",
            pgettext_lazy("directory", "Place"),
            longest=120,
            help=gettext_lazy("A region or city of the directory, in English or Korean."),
            example="Almaty",
        ),
        SheetColumn(
            "part_of",
            pgettext_lazy("directory", "Part of"),
            longest=200,
            help=gettext_lazy("The organisation that it belongs to, by name or number."),
        ),
        SheetColumn("address", gettext_lazy("Address"), longest=200),
        SheetColumn("website", gettext_lazy("Web site"), kind="url", longest=200),
        SheetColumn("email", gettext_lazy("E-mail"), kind="email", longest=254, read=str.lower),
        SheetColumn("phone", gettext_lazy("Telephone"), longest=40),
        SheetColumn("public", gettext_lazy("Public"), kind="bool"),
        finding.ANYWAY,
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the entries by their numbers, their places and what they belong to, and what new rows may be."""
        table = Organisation.objects.visible_to(by).select_related("place", "part_of")
        finding.known(rows, table.prefetch_related("aliases"))
        finding.refuse_alike(rows, Organisation.objects.visible_to(by), person=False)
        places = _places(rows)
        wanted = [row["part_of"] for row in rows if row["part_of"]]
        above = finding.by_name(wanted, Organisation.objects.visible_to(by))
        numbered = Organisation.objects.visible_to(by).in_bulk(
            pk for one in wanted if (pk := whole(one)) is not None
        )
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            held, row.found = row.found, {"row": row.found, "place": None, "part_of": None}
            if text := row["place"]:
                found = places.get(text, [])
                if country := row["country"]:
                    found = [one for one in found if one.country_id == country]
                row.found["place"] = _place(row, found, held.place if held else None)
            if text := row["part_of"]:
                named = [numbered[pk]] if (pk := whole(text)) in numbered else above[text]
                row.found["part_of"] = finding.one_of(
                    row, "part_of", named, held=held.part_of if held else None
                )
            if held is not None:
                before[row.number] = _values(held) | {"new": row["new"]} | _as_written(row, held)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter or change the organisation."""
        said = finding.facts(row, PLAIN)
        held = row.found["row"]
        for key in ("place", "part_of"):
            if key in row.values:
                said[key] = row.found[key]
        if row["country"]:
            said["country"] = Country.objects.get(pk=row["country"])
        elif "country" in row.values:
            said["country"] = said["place"].country if said.get("place") else None
        if row["public"] is not None:
            said["public"] = row["public"]
        if "aliases" in row.values:
            said["aliases"] = finding.aliases(held, row["aliases"])
        if held is None:
            held = organisations.enter(by=by, at=at, source=upload.source, **said)
        else:
            organisations.change(held, by=by, at=at, why=upload.source, **said)
        duplicates.suspect([held], at=at)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give the organisations that are neither archived nor merged."""
        rows = Organisation.objects.visible_to(by).standing().select_related("place", "part_of")
        return (_values(one) for one in rows.prefetch_related("aliases").order_by("pk"))


def _values(one: Organisation) -> dict[str, Any]:
    return {
        "number": one.pk,
        **{key: getattr(one, key) or None for key in PLAIN},
        "aliases": finding.SEPARATOR.join(alias.name for alias in one.aliases.all()) or None,
        "country": one.country_id,
        "place": one.place.name if one.place else None,
        "part_of": one.part_of.name if one.part_of else None,
        "public": one.public,
        "new": None,
    }


def _as_written(row: Row, held: Organisation) -> dict[str, Any]:
    """Give place and parent as the row writes them where it means those that stand; no answer leaves public be."""
    said = {
        key: row[key] for key in ("place", "part_of") if row[key] and row.found[key] == getattr(held, key)
    }
    if row["public"] is None:
        said["public"] = None
    if row["country"] is None and held.place and row.found["place"] == held.place:
        said["country"] = None
    return said


def _places(rows: Sequence[Row]) -> dict[str, list[Place]]:
    wanted = {row["place"] for row in rows if row["place"]}
    found: dict[str, list[Place]] = {name: [] for name in wanted}
    asked = Q(name__in=wanted) | Q(name_ko__in=wanted)
    for place in Place.objects.filter(asked).select_related("country", "part_of"):
        for name in {place.name, place.name_ko} & wanted:
            found[name].append(place)
    return found


def _place(row: Row, found: Sequence[Place], held: Place | None) -> Place | None:
    if held is not None and held in found:
        return held
    if len(found) == 1:
        return found[0]
    if found:
        row.refuse(_("Several places have this name. Choose the country too."), "place")
    else:
        row.refuse(_("No place of the directory has this name."), "place")
    return None
