"""Search across scripts: the same plain indexed look-ups on every database (see rules.names)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

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
        for rows in self._answers(text):
            if rows.order_by().values("pk")[:1]:
                return rows
        return self.none()

    def find(self, text: str, limit: int = 10) -> list[Found]:
        """Give the rows that answer to a text, the likeliest first, each with the reason; at most `limit`."""
        found: dict[int, Found] = {}
        for rows in self._answers(text):
            candidates = rows.prefetch_related("aliases")[:_MOST_CANDIDATES]
            for row in candidates:
                likeness = compare(text, row.all_names(), person=self.reads_people)
                if likeness:
                    found.setdefault(row.pk, Found(row, likeness))
            if found:
                break
        return sorted(found.values(), key=lambda one: (-one.likeness.score, str(one.row), one.row.pk))[:limit]

    def _answers(self, text: str) -> Iterator[Self]:
        """Yield this queryset under one way of matching after the other, from the strictest on."""
        reading = read(text, person=self.reads_people)
        if not reading.bones:
            return
        if reading.general:
            yield self._typed(self, reading)
            return
        ways = list(self._ways(reading))
        for keys in ways:
            if reading.types:
                yield self._typed(self._under(keys), reading)
        for keys in ways:
            yield self._under(keys)
        corrected = self._corrected(reading)
        if corrected:
            if reading.types:
                yield self._typed(self._under(corrected), reading)
            yield self._under(corrected)

    def _ways(self, reading: Reading) -> Iterator[list[str] | str]:
        """Yield a beginning (a text) or keys of which one must be met (a list)."""
        yield reading.whole
        bones = list(reading.bones)
        if len(bones) > 2:
            pairs = [[one, other] for place, one in enumerate(bones) for other in bones[place + 1 :]]
            yield sorted({join(pair)[:LONGEST] for pair in pairs})

    def _under(self, keys: list[str] | str) -> Self:
        rows = self._keys()
        if isinstance(keys, str):
            rows = rows.filter(key__gte=keys, key__lte=keys + _AFTER)
        else:
            rows = rows.filter(key__in=keys)
        return self.filter(pk__in=rows.values(self._subject))

    def _typed(self, rows: Self, reading: Reading) -> Self:
        """Keep the rows that are of every type that was asked for: a hospital, a university…"""
        for word in reading.types:
            if word in _TELLING:
                rows = rows.filter(pk__in=self._keys().filter(key=type_key(word)).values(self._subject))
        return rows

    def _corrected(self, reading: Reading) -> list[str]:
        """Give the keys of the name with one of its words replaced by one that the directory knows."""
        asked = {word for word in reading.bones if len(word) >= 4}
        wanted = {key for word in asked for key in near_keys(word)}
        if not wanted:
            return []
        near = apps.get_model("directory", "NearWord")
        known = set(near._default_manager.filter(key__in=wanted).values_list("word", flat=True)[:2000])
        keys = set()
        for place, word in enumerate(reading.bones):
            if word not in asked:
                continue
            close = sorted(other for other in known if other != word and one_letter_apart(word, other))
            for other in close[:_MOST_CORRECTIONS]:
                keys.add(join([*reading.bones[:place], other, *reading.bones[place + 1 :]])[:LONGEST])
        return sorted(keys)

    def _keys(self) -> QuerySet[Any]:
        relation: Any = self.model._meta.get_field("keys")
        return relation.related_model._default_manager.all()

    @property
    def _subject(self) -> str:
        relation: Any = self.model._meta.get_field("keys")
        return f"{relation.field.name}_id"


_TELLING = frozenset({"hospital", "clinic", "university", "ministry", "association"})
