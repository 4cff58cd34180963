"""Search across scripts: the same plain indexed look-ups on every database (see rules.names)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models.expressions import RawSQL

from naru.directory.rules.names import (
    LONGEST,
    Likeness,
    Reading,
    compare,
    join,
    near_keys,
    one_letter_apart,
    read,
    type_key,
)

_AFTER = "z" * 8
_MOST_CANDIDATES = 200
_MOST_CORRECTIONS = 25


@dataclass(frozen=True, slots=True)
class Found:
    """A row that answers to what was asked, and how well."""

    row: Any
    likeness: Likeness


class Searchable(models.QuerySet[Any]):
    """Rows with names, found under keys of their own."""

    reads_people = False

    def search(self, text: str) -> Self:
        """
        Keep the rows whose names answer to a text, in any script and with one letter wrong.

        Ways are tried from the strictest on, and the first under which this very queryset holds
        a row wins: the name begins so; some of its neighbouring words; one letter apart.
        """
        if not text.strip():
            return self
        for rows, sure in self._answers(text):
            if sure or rows.order_by().values("pk")[:1]:
                return rows
        return self.none()

    def find(self, text: str, limit: int = 10) -> list[Found]:
        """Give the rows that answer to a text, the likeliest first, each with the reason; at most `limit`."""
        found: dict[int, Found] = {}
        for rows, _sure in self._answers(text):
            candidates = rows.prefetch_related("aliases")[:_MOST_CANDIDATES]
            for row in candidates:
                likeness = compare(text, row.all_names(), person=self.reads_people)
                if likeness:
                    found.setdefault(row.pk, Found(row, likeness))
            if found:
                break
        return sorted(found.values(), key=lambda one: (-one.likeness.score, str(one.row), one.row.pk))[:limit]

    def _answers(self, text: str) -> Iterator[tuple[Self, bool]]:
        """
        Yield this queryset under one way of matching after the other, from the strictest on.

        Beside it stands whether it need not be asked if it holds a row: it does, or no other way is left.
        """
        reading = read(text, person=self.reads_people)
        if not reading.bones:
            return
        if reading.general:
            yield self._typed(self, reading), True
            return
        whole = not self.query.where  # every row of the table, so that a key that is held answers
        ways = self._ways(reading)
        if reading.types:
            held = list(ways)
            for keys in held:
                yield self._typed(self._under(keys), reading), False
            ways = iter(held)
        for keys in ways:
            yield self._under(keys), whole
        corrected = self._corrected(reading)
        if corrected:
            if reading.types:
                yield self._typed(self._under(corrected), reading), False
            yield self._under(corrected), True

    def _ways(self, reading: Reading) -> Iterator[list[str] | str]:
        """Yield a beginning (a text) or keys of which one must be met (a list), if anything stands there."""
        if self._rows(*self._standing_under(reading.whole), most=1):
            yield reading.whole
        bones = list(reading.bones)
        if len(bones) > 2:
            pairs = [[one, other] for place, one in enumerate(bones) for other in bones[place + 1 :]]
            keys = sorted({join(pair)[:LONGEST] for pair in pairs})
            if self._rows(*self._standing_under(keys), most=1):
                yield keys

    def _under(self, keys: list[str] | str) -> Self:
        return self.filter(pk__in=RawSQL(*self._standing_under(keys)))  # noqa: S611 - our own text

    def _typed(self, rows: Self, reading: Reading) -> Self:
        """Keep the rows that are of every type that was asked for: a hospital, a university…"""
        for word in reading.types:
            if word in _TELLING:
                rows = rows._under([type_key(word)])
        return rows

    def _corrected(self, reading: Reading) -> list[str]:
        """Give the keys of the name with one of its words replaced by one that the directory knows."""
        asked = {word for word in reading.bones if len(word) >= 4}
        wanted = sorted({key for word in asked for key in near_keys(word)})
        if not wanted:
            return []
        near = apps.get_model("directory", "NearWord")
        known = {word for (word,) in self._rows(*_select(near, "word", wanted), most=2000)}
        keys = set()
        for place, word in enumerate(reading.bones):
            if word not in asked:
                continue
            close = sorted(other for other in known if other != word and one_letter_apart(word, other))
            for other in close[:_MOST_CORRECTIONS]:
                keys.add(join([*reading.bones[:place], other, *reading.bones[place + 1 :]])[:LONGEST])
        return sorted(keys)

    def _standing_under(self, keys: list[str] | str) -> tuple[str, list[str]]:
        """Give the SQL, and what goes into it, for the rows that stand under keys."""
        relation: Any = self.model._meta.get_field("keys")
        return _select(relation.related_model, relation.field.column, keys)

    def _rows(self, sql: str, values: list[str], *, most: int) -> list[tuple[Any, ...]]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"{sql} LIMIT {most:d}", values)
            return list(cursor.fetchall())


def _select(table: Any, column: str, keys: list[str] | str) -> tuple[str, list[str]]:
    """
    Give the SQL for one column of a table of keys, and what goes into it.

    Written out, because it is asked two to four times in every search: to build and compile a queryset
    takes Django several times as long as either database takes to answer it.
    """
    if isinstance(keys, str):
        where, values = '"key" >= %s AND "key" <= %s', [keys, keys + _AFTER]
    else:
        where, values = f'"key" IN ({", ".join(["%s"] * len(keys))})', keys
    return f'SELECT "{column}" FROM "{table._meta.db_table}" WHERE {where}', values  # noqa: S608


_TELLING = frozenset({"hospital", "clinic", "university", "ministry", "association"})
