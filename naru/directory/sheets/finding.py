"""What the directory's sheets look up for all their rows at once: countries, entries by name, entries alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.directory.models import Country
from naru.directory.rules import names
from naru.directory.rules.accounts import Role
from naru.directory.rules.duplicates import LIKE_NAME
from naru.directory.rules.people import AliasKind, why_not_change_entry
from naru.sheets.book import Row, SheetColumn

KEEPERS = (Role.OFFICER, Role.HEAD)
"""Who brings entries of the directory in by sheet."""
NAMES = ("name", "name_latin", "name_ko")
SEPARATOR = "; "

NUMBER = SheetColumn(
    "number",
    gettext_lazy("Number"),
    kind="whole",
    least=1,
    help=gettext_lazy("The number at the end of the entry’s address. Leave it empty for a new entry."),
)
ANYWAY = SheetColumn(
    "new",
    gettext_lazy("New although alike"),
    kind="bool",
    help=gettext_lazy("Yes, where it is another than the entry that looks the same."),
)


def parts(text: str) -> str:
    """Read further names, parted by semicolons, and give them evenly spaced."""
    found = (" ".join(part.split()) for part in text.replace("；", ";").replace("\n", ";").split(";"))
    return SEPARATOR.join(dict.fromkeys(part for part in found if part))


ALIASES = SheetColumn(
    "aliases",
    gettext_lazy("Further names"),
    read=parts,
    longest=1_000,
    help=gettext_lazy("Former names, other spellings, short names, parted by semicolons."),
)
NAME_COLUMNS = (
    SheetColumn("name", gettext_lazy("Name in its own script"), required=True, longest=200),
    SheetColumn("name_latin", gettext_lazy("Name in Latin letters"), longest=200),
    SheetColumn("name_ko", pgettext_lazy("directory", "Name in Hangul"), longest=200),
    ALIASES,
)


def countries() -> list[tuple[str, str]]:
    """List the countries for the drop-down."""
    return sorted(((row.pk, str(row)) for row in Country.objects.all()), key=lambda item: item[1])


def aliases(row: Any, text: str | None) -> list[tuple[str, str, str]]:
    """Give further names as the actions take them; one that stood there keeps its kind and language."""
    held = {alias.name: (alias.kind, alias.language) for alias in row.aliases.all()} if row else {}
    return [
        (name, *held.get(name, (AliasKind.SPELLING.value, "")))
        for name in (text or "").split(SEPARATOR)
        if name
    ]


def facts(row: Row, columns: Iterable[str]) -> dict[str, Any]:
    """Give the texts and days of a row that stand in the file; an empty text is "", not nothing."""
    days = {"born_on"}
    return {key: row.values[key] if key in days else row.get(key, "") for key in columns if key in row.values}


def known(rows: Sequence[Row], table: Any) -> None:
    """Leave in each numbered row the entry of that number; refuse it where there is none to change."""
    found = table.in_bulk({row["number"] for row in rows if row["number"]})
    for row in rows:
        if not row["number"]:
            continue
        row.found = found.get(row["number"])
        if row.found is None:
            row.refuse(_("No entry of the directory has this number."), "number")
        elif reason := why_not_change_entry(merged=row.found.merged_into_id is not None):
            row.refuse(reason, "number")


def refuse_alike(rows: Sequence[Row], table: Any, *, person: bool) -> None:
    """
    Refuse new rows that may be an entry of the directory, or another row of the file, and say which.

    Names are compared across scripts, as search and the review of duplicates do; an e-mail address counts too.
    """
    new = [row for row in rows if not row["number"] and not row["new"] and not row.faults]
    wholes: dict[str, list[Row]] = defaultdict(list)
    emails: dict[str, list[Row]] = defaultdict(list)
    for row in new:
        for name in _names(row):
            reading = names.read(name, person=person)
            if not reading.general and (not person or len(reading.bones) > 1):
                wholes[reading.whole].append(row)
        if person and row["email"]:
            emails[row["email"].lower()].append(row)
    keys = table.model._meta.get_field("keys")
    pairs = keys.related_model.objects.filter(key__in=list(wholes))
    held: dict[int, set[str]] = defaultdict(set)
    for key, pk in pairs.values_list("key", f"{keys.field.name}_id"):
        held[pk].add(key)
    entries = table.standing().filter(Q(pk__in=list(held)) | Q(email__in=list(emails)))
    for entry in entries.prefetch_related("aliases").order_by("pk"):
        like = {id(row): row for key in held.get(entry.pk, ()) for row in wholes[key]}
        for row in like.values():
            best = max((_score(name, entry.all_names(), person) for name in _names(row)), default=0)
            if best >= LIKE_NAME:
                _refuse(row, entry)
        for row in emails.get(entry.email, ()):
            _refuse(row, entry, "email")
    for same in wholes.values():
        first, *others = sorted({row.number: row for row in same}.values(), key=lambda row: row.number)
        for row in others:
            if not row.faults:
                row.refuse(
                    _(
                        "This may be the same as row %(row)s. Keep one of the two, or write Yes under “%(new)s”."
                    )
                    % {"row": first.number, "new": ANYWAY.label},
                    "name",
                )


def by_name(texts: Iterable[str], table: Any) -> dict[str, list[Any]]:
    """Give the standing entries that bear each of these names exactly, in whichever script."""
    wanted = {text for text in texts if text}
    asked = Q(aliases__name__in=wanted)
    for field in NAMES:
        asked |= Q(**{f"{field}__in": wanted})
    found: dict[str, list[Any]] = {text: [] for text in wanted}
    for entry in table.standing().filter(asked).distinct().prefetch_related("aliases"):
        for name in entry.all_names():
            if name in found:
                found[name].append(entry)
    return found


def one_of(row: Row, column: str, found: Sequence[Any], *, held: Any = None) -> Any:
    """Give the one entry found, the held one where it is among several; refuse the row otherwise."""
    if held is not None and held in found:
        return held
    if len(found) == 1:
        return found[0]
    if found:
        offered = "; ".join(f"{one} ({one.pk})" for one in found[:5])
        row.refuse(
            _("Several entries have this name: %(offered)s. Write the number.") % {"offered": offered}, column
        )
    else:
        row.refuse(_("No entry of the directory has this name."), column)
    return None


def _names(row: Row) -> list[str]:
    return list(dict.fromkeys(row[field] for field in NAMES if row[field]))


def _score(asked: str, held: Iterable[str], person: bool) -> int:
    likeness = names.compare(asked, held, person=person)
    return likeness.score if likeness and likeness.reason != names.Reason.PART else 0


def _refuse(row: Row, entry: Any, column: str = "name") -> None:
    if not row.faults:
        row.refuse(
            _(
                "This may be the same as %(name)s (number %(number)s). Write that number to change the entry, "
                "or Yes under “%(new)s”."
            )
            % {"name": entry, "number": entry.pk, "new": ANYWAY.label},
            column,
        )
