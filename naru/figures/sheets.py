"""The sheet of reported readings: one row for each value that a document gives for a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.figures import book
from naru.figures.models import Reading, Source
from naru.figures.rules import standing
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.sealing import dimensions_said
from naru.figures.rules.words import Kind, Origin, Qualifier, Quality
from naru.krds.gate import STAFF
from naru.sheets.book import Row, Sheet, SheetColumn, Unreadable, register

DAY = timedelta(days=1)


def figures() -> list[tuple[str, str]]:
    """List the declared figures for the drop-down."""
    return [(key, f"{figure.title} ({key})") for key, figure in sorted(FIGURES.items())]


def sources() -> list[tuple[str, str]]:
    """List the documents that are kept as sources for the drop-down."""
    return [(row.key, f"{row} ({row.key})") for row in Source.objects.order_by("key")]


def dimensions(text: str) -> dict[str, str]:
    """
    Read dimensions such as `nationality=KZ; sex=f`.

    :raises Unreadable: with a sentence
    """
    found: dict[str, str] = {}
    for part in text.replace("；", ";").split(";"):
        if not part.strip():
            continue
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not (key and equals and value):
            raise Unreadable(
                _("Write each dimension as key=value, parted by semicolons: nationality=KZ; sex=f.")
            )
        if key in found:
            raise Unreadable(_("The dimension %(key)s stands twice.") % {"key": key})
        found[key] = value
    return found


def said(found: Mapping[str, str]) -> str:
    """Write dimensions as the sheet reads them."""
    return "; ".join(f"{key}={value}" for key, value in sorted(found.items()))


@register
class Readings(Sheet):
    """Values that documents report; a value that stands already with another number is corrected on its page."""

    key = "readings"
    title = gettext_lazy("Reported readings")
    about = gettext_lazy(
        "One row for each value that a document gives. The document must stand among the sources. A value that "
        "is known already with another number is refused: correct it on its own page, where the reason is "
        "published."
    )
    version = "1"
    open_to = (STAFF,)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        SheetColumn(
            "figure", gettext_lazy("Figure"), kind="choice", required=True, choices=figures, width=40
        ),
        SheetColumn(
            "year",
            gettext_lazy("Year"),
            kind="whole",
            least=1900,
            most=2100,
            help=gettext_lazy("For a calendar year. Other periods go into the next two columns."),
        ),
        SheetColumn("since", gettext_lazy("First day"), kind="date"),
        SheetColumn("last", gettext_lazy("Last day"), kind="date"),
        SheetColumn(
            "as_of",
            gettext_lazy("As of"),
            kind="date",
            help=gettext_lazy("The day of which the document speaks; empty: the day of the document."),
        ),
        SheetColumn(
            "dimensions",
            gettext_lazy("Dimensions"),
            read=dimensions,
            write=said,
            longest=300,
            help=gettext_lazy("As key=value, parted by semicolons; empty: all together."),
            example={"nationality": "KZ"},
        ),
        SheetColumn("value", gettext_lazy("Value"), kind="number", least=0, places=4),
        SheetColumn("share", gettext_lazy("Share in per cent"), kind="number", least=0, most=100, places=2),
        SheetColumn("qualifier", gettext_lazy("How exactly"), kind="choice", choices=Qualifier.choices),
        SheetColumn("quality", gettext_lazy("Quality"), kind="choice", choices=Quality.choices),
        SheetColumn(
            "source", gettext_lazy("Source"), kind="choice", required=True, choices=sources, width=40
        ),
        SheetColumn("place", gettext_lazy("Place in the source"), longest=200),
        SheetColumn("note", gettext_lazy("Note"), longest=1_000),
    )

    def may_use(self, account: Any) -> bool:
        """Say whether an account keeps the figures today."""
        return super().may_use(account) and not standing.why_not_keep(account.roles)

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row is no whole reading."""
        figure = FIGURES[row["figure"]]
        if row["year"] and (row["since"] or row["last"]):
            return "year", _("Give the year or the days, not both.")
        for key, value in row.get("dimensions", {}).items():
            dimension = figure.dimension(key)
            if dimension is None:
                known = ", ".join(one.key for one in figure.dimensions) or "–"
                return "dimensions", _("This figure has no dimension %(key)s. It has: %(known)s.") % {
                    "key": key,
                    "known": known,
                }
            if dimension.values and value not in dimension.values:
                return "dimensions", _("%(value)s is no %(dimension)s. Choose from: %(known)s.") % {
                    "value": value,
                    "dimension": dimension.label,
                    "known": ", ".join(dimension.values),
                }
        since, until = _period(row, figure)
        if reason := standing.why_not_value(row["value"], row["share"], row.get("quality", "")):
            return "value", reason
        return standing.why_not_read(
            kind=figure.kind,
            origin=Origin.REPORTED,
            since=since,
            until=until,
            has_value=row["value"] is not None or row["share"] is not None,
            has_source=True,
        )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the sources, and the readings that stand already for the same document, period and dimensions."""
        documents = {one.key: one for one in Source.objects.visible_to(by)}
        held: dict[tuple[Any, ...], list[Reading]] = defaultdict(list)
        wanted = Reading.objects.visible_to(by).current().filter(origin=Origin.REPORTED)
        for one in wanted.filter(figure_key__in={row["figure"] for row in rows}).select_related("source"):
            held[_key(one)].append(one)
        before: dict[int, Mapping[str, Any]] = {}
        first: dict[tuple[Any, ...], int] = {}
        for row in rows:
            figure = FIGURES[row["figure"]]
            since, until = _period(row, figure)
            split = row.get("dimensions", {})
            key = (row["figure"], row["source"], since, until, dimensions_said(split))
            earlier = first.setdefault((*key, row["as_of"]), row.number)
            if earlier != row.number:
                row.refuse(
                    _("This is the same as row %(row)s. Keep one of the two.") % {"row": earlier}, "figure"
                )
                continue
            row.found = {"source": documents[row["source"]], "since": since, "until": until}
            same = [one for one in held.get(key, ()) if row["as_of"] in (None, one.as_of)]
            if same:
                _compare(row, same[0])
                before[row.number] = dict(row.values)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Take the reading in."""
        book.report(
            row["figure"],
            row["value"],
            source=row.found["source"],
            since=row.found["since"],
            until=row.found["until"],
            as_of=row["as_of"],
            dimensions=row.get("dimensions", {}),
            share=row["share"],
            qualifier=row.get("qualifier", Qualifier.EXACT),
            quality=row.get("quality", Quality.EXACT),
            place=row.get("place", ""),
            note_text=row.get("note", ""),
            by=by,
            at=at,
        )

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give the reported readings of declared figures that stand."""
        rows = Reading.objects.visible_to(by).current().filter(origin=Origin.REPORTED, figure_key__in=FIGURES)
        return (_values(one) for one in rows.select_related("source").order_by("figure_key", "reaches", "pk"))


def _period(row: Row, figure: Figure) -> tuple[date | None, date | None]:
    """Give the first day and the day after the last; a cumulative figure knows its own first day."""
    since: date | None
    until: date | None
    if year := row["year"]:
        since, until = date(year, 1, 1), date(year + 1, 1, 1)
    else:
        since, until = row["since"], row["last"] and row["last"] + DAY
    if figure.kind == Kind.CUMULATIVE and not since:
        since = figure.since
    return since, until


def _key(one: Reading) -> tuple[Any, ...]:
    source = one.source.key if one.source else ""
    return one.figure_key, source, one.since, one.until, one.dimensions_key


def _compare(row: Row, held: Reading) -> None:
    """Refuse a row that says otherwise than the reading that stands."""
    now = (row["value"], row["share"], row.get("qualifier", held.qualifier), row.get("quality", held.quality))
    if now != (held.value, held.share, held.qualifier, held.quality):
        row.refuse(
            _("It stands already as %(value)s (%(code)s). Correct it on its own page, with the reason.")
            % {"value": held.spoken(), "code": held.code},
            "value",
        )


def _values(one: Reading) -> dict[str, Any]:
    year = None
    if one.since and one.until and (one.since.month, one.since.day) == (1, 1):
        year = one.since.year if one.until == date(one.since.year + 1, 1, 1) else None
    return {
        "figure": one.figure_key,
        "year": year,
        "since": None if year else one.since,
        "last": None if year else one.last_day,
        "as_of": one.as_of,
        "dimensions": one.dimensions or None,
        "value": one.value and Decimal(one.value),
        "share": one.share,
        "qualifier": one.qualifier,
        "quality": one.quality or None,
        "source": one.source.key if one.source else None,
        "place": one.place or None,
        "note": one.note or None,
    }
