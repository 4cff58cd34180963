"""The order of a list: by a column's fields in the database, or by its values for rows in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from naru.krds.tables.columns import Column


@dataclass(frozen=True)
class Heading:
    """A column's head: how it is ordered now and the address that orders it."""

    column: Column
    order: Literal["", "ascending", "descending"]
    url: str


def ordered(rows: Any, column: Column, *, down: bool) -> Any:
    """Put rows in the order of a column; rows without a value stand last either way."""
    if not isinstance(rows, QuerySet):
        return _sorted(rows, column, down=down)
    fields = [column.sort] if isinstance(column.sort, str) else list(column.sort or ())
    order = [_towards(field, down=down) for field in fields]
    return rows.order_by(*order, "-pk" if down else "pk")


def _towards(field: str, *, down: bool) -> OrderBy:
    # A field that runs down by itself ("-since" beside "name") turns with the rest; empty values stay last.
    down ^= field.startswith("-")
    name = F(field.removeprefix("-"))
    return name.desc(nulls_last=True) if down else name.asc(nulls_last=True)


def _sorted(rows: Iterable[Any], column: Column, *, down: bool) -> list[Any]:
    rows = list(rows)
    known = [row for row in rows if column.raw(row) is not None]
    return sorted(known, key=column.raw, reverse=down) + [row for row in rows if column.raw(row) is None]
