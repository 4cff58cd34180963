"""Loading readings from a shelf: a folder with sources.csv and any number of tables of values."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.db import transaction

from naru.figures.book.freezing import correct
from naru.figures.book.readings import report, source
from naru.figures.models import Reading, Source
from naru.figures.rules.declared import named
from naru.figures.rules.words import Kind, Origin, Qualifier, Quality
from naru.history.book import Refusal

SHELVES: list[Path] = []
"""The folders that apps put up with `shelf`."""

OWN = frozenset(
    {
        "figure",
        "year",
        "since",
        "until",
        "as_of",
        "value",
        "share",
        "qualifier",
        "quality",
        "source",
        "place",
        "note",
        "method",
    }
)
"""Columns of a table of values; every other column is a dimension of that name."""


@dataclass
class Loaded:
    """What a load did: how many readings are new, the same, corrected; and the sources read."""

    new: int = 0
    same: int = 0
    corrected: int = 0
    sources: int = 0
    files: list[str] = field(default_factory=list)


def shelf(folder: Path) -> None:
    """Put up a folder of tables, to be read by `naru load_figures` and by the demo."""
    if folder not in SHELVES:
        SHELVES.append(folder)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give line number and cells of a table: UTF-8, with or without BOM, one line of headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            yield number, {key: (cell or "").strip() for key, cell in row.items() if key}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(row: dict[str, str]) -> tuple[date | None, date | None]:
    """Give since and until (exclusive): a `year` is the calendar year."""
    if year := row.get("year"):
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    return _day(row.get("since", "")), _day(row.get("until", ""))


@transaction.atomic
def load(
    folder: Path,
    *,
    by: Any,
    at: datetime,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """
    Read a shelf: first sources.csv, then every other table; all or nothing, and harmless a second time.

    `only` names the tables to read, without their ending (`sources` are read in any case).
    A row that is known with another value, share or quality corrects the reading it stands for.

    :raises Refusal: with file, line and reason for the first row that cannot be kept
    """
    done = Loaded()
    sources: dict[str, Source] = {}
    for line, row in _rows(folder / "sources.csv"):
        with _at_line(folder / "sources.csv", line):
            sources[row["key"]] = source(
                row["key"],
                title=row["title"],
                title_ko=row.get("title_ko", ""),
                publisher=row["publisher"],
                publisher_ko=row.get("publisher_ko", ""),
                language=row.get("language", ""),
                published_on=_day(row.get("published_on", "")),
                url=row.get("url", ""),
                note_text=row.get("note", ""),
                by=by,
                at=at,
            )
    done.sources = len(sources)
    tables = sorted(
        path
        for path in folder.glob("*.csv")
        if path.name != "sources.csv" and (only is None or path.stem in only)
    )
    rows = [(path, line, row) for path in tables for line, row in _rows(path)]
    done.files = [path.name for path in tables]
    for place, (path, line, row) in enumerate(rows, start=1):
        with _at_line(path, line):
            _take(row, sources=sources, done=done, by=by, at=at)
        if progress:
            progress(place, len(rows))
    return done


class _at_line:  # noqa: N801 - reads as a sentence where it is used
    """Say file and line where a row cannot be kept."""

    def __init__(self, path: Path, line: int) -> None:
        self.where = f"{path.name}, {line}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, Refusal | LookupError | ValueError | InvalidOperation):
            raise Refusal(f"{self.where}: {error}") from error


def _take(row: dict[str, str], *, sources: dict[str, Source], done: Loaded, by: Any, at: datetime) -> None:
    since, until = _period(row)
    figure = named(row["figure"])
    if figure.kind == Kind.CUMULATIVE:
        since = since or figure.since
    dimensions = {key: cell for key, cell in row.items() if key not in OWN and cell}
    for key in dimensions:
        if figure.dimension(key) is None:
            raise LookupError(f"{figure.key} has no dimension {key}")
    said: dict[str, Any] = {
        "value": Decimal(row["value"]) if row.get("value") else None,
        "share": Decimal(row["share"]) if row.get("share") else None,
        "qualifier": str(Qualifier(row.get("qualifier") or Qualifier.EXACT)),
        "quality": str(Quality(row.get("quality") or Quality.EXACT)),
    }
    origin = sources[row["source"]]
    words: dict[str, Any] = {"place": row.get("place", ""), "note_text": row.get("note", "")}
    known = (
        Reading.objects.of(figure.key)
        .filter(origin=Origin.REPORTED, source=origin, since=since, until=until)
        .at(dimensions)
    )
    if as_of := _day(row.get("as_of", "")):
        known = known.filter(as_of=as_of)
    there = known.current().first()
    if there is None:
        if method := row.get("method"):
            words["method"] = method
        report(
            figure.key,
            source=origin,
            as_of=as_of,
            since=since,
            until=until,
            dimensions=dimensions,
            by=by,
            at=at,
            **said,
            **words,
        )
        done.new += 1
    elif all(getattr(there, name) == value for name, value in said.items()):
        done.same += 1
    else:
        correct(there, reason="The table of values was corrected.", by=by, at=at, **said, **words)
        done.corrected += 1
