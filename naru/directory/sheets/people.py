"""The sheet of people: one row for each person of the directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy, to_locale
from django.utils.translation import gettext as _

from naru.directory.actions import duplicates, people
from naru.directory.models import Country, Person, SpokenLanguage
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import SPOKEN, LanguageLevel
from naru.directory.sheets import finding
from naru.sheets.book import Row, Sheet, SheetColumn, register

PLAIN = ("name", "name_latin", "name_ko", "title", "born_on", "email", "phone", "language")


def spoken() -> list[tuple[str, str]]:
    """List every language with every level, as `ru fluent`: Russian (Fluent)."""
    said = Locale.parse(to_locale(get_language() or "ko")).languages
    codes = dict.fromkeys([*SPOKEN, *SpokenLanguage.objects.order_by("code").values_list("code", flat=True)])
    return [
        (f"{code} {level.value}", f"{said.get(code, code)} ({level.label})")
        for code in codes
        for level in LanguageLevel
    ]


@register
class People(Sheet):
    """The people of the directory; a new row that looks like somebody known is refused until it says it is new."""

    key = "people"
    title = pgettext_lazy("directory", "People")
    about = gettext_lazy(
        "One row for each person. A row with a number changes that entry; one without enters a person. Who looks "
        "like somebody known is refused with the reason, unless the last column says that it is another."
    )
    version = "1"
    open_to: ClassVar[tuple[Role, ...]] = finding.KEEPERS
    unique = ("number",)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        finding.NUMBER,
        *finding.NAME_COLUMNS,
        SheetColumn("title", pgettext_lazy("directory", "Title"), longest=60),
        SheetColumn("country", gettext_lazy("Country"), kind="choice", choices=finding.countries),
        SheetColumn("born_on", gettext_lazy("Date of birth"), kind="date", least=date(1900, 1, 1)),
        SheetColumn("email", gettext_lazy("E-mail"), kind="email", longest=254, read=str.lower),
        SheetColumn("phone", gettext_lazy("Telephone"), longest=40),
        SheetColumn(
            "language", gettext_lazy("Language of letters"), kind="choice", choices=settings.LANGUAGES
        ),
        SheetColumn(
            "languages",
            pgettext_lazy("directory", "Languages"),
            kind="several",
            choices=spoken,
            help=gettext_lazy("Each language with its level, parted by semicolons."),
            example=("ru fluent", "kk native"),
        ),
        finding.ANYWAY,
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row cannot be taken."""
        codes = [one.split()[0] for one in row.get("languages", ())]
        if len(codes) != len(set(codes)):
            return "languages", _("A language stands here twice.")
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the entries by their numbers, and those that new rows may be."""
        table = Person.objects.visible_to(by).prefetch_related("aliases", "languages")
        finding.known(rows, table)
        finding.refuse_alike(rows, Person.objects.visible_to(by), person=True)
        return {row.number: _held(row) for row in rows if row.found is not None}

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter or change the person."""
        said = finding.facts(row, PLAIN)
        if "country" in row.values:
            said["country"] = Country.objects.filter(pk=row["country"]).first() if row["country"] else None
        if "aliases" in row.values:
            said["aliases"] = finding.aliases(row.found, row["aliases"])
        if "languages" in row.values:
            said["languages"] = [tuple(one.split()) for one in row.get("languages", ())]
        if row.found is None:
            row.found = people.enter(by=by, at=at, source=upload.source, **said)
        else:
            people.change(row.found, by=by, at=at, why=upload.source, **said)
        duplicates.suspect([row.found], at=at)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give the people who are neither archived nor merged."""
        rows = Person.objects.visible_to(by).standing().prefetch_related("aliases", "languages")
        return (_values(one) for one in rows.order_by("pk"))


def _values(one: Person) -> dict[str, Any]:
    return {
        "number": one.pk,
        **{key: getattr(one, key) or None for key in PLAIN},
        "aliases": finding.SEPARATOR.join(alias.name for alias in one.aliases.all()) or None,
        "country": one.country_id,
        "languages": tuple(f"{each.code} {each.level}" for each in one.languages.all()),
        "new": None,
    }


def _held(row: Row) -> dict[str, Any]:
    held = _values(row.found) | {"new": row["new"]}
    if set(held["languages"]) == set(row.get("languages", ())):
        held["languages"] = row["languages"]
    return held
