"""Keeping the search keys of names in step with the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from naru.directory.models import NearWord, Organisation, Person, Place
from naru.directory.rules import names
from naru.directory.rules.places import AT_HOME_IN

_BATCH = 2000
_MOST_ASKED = 500


@transaction.atomic
def index(rows: Iterable[Any], *, rules_changed: bool = False) -> int:
    """
    Write the search keys of people, organisations or places (all of one kind) anew; say how many keys.

    Their words join those that a misspelling is led back to, of places only the programme's countries'.
    A word that is known already is left as it stands, unless the rules of reading names have changed.
    """
    rows = list(rows)
    if not rows:
        return 0
    relation: Any = rows[0]._meta.get_field("keys")
    table = relation.related_model
    person, is_place = type(rows[0]) is Person, type(rows[0]) is Place
    known: set[str] = set()
    keys: list[tuple[str, int]] = []
    for row in rows:
        found: set[str] = set()
        for name in row.all_names():
            reading = names.read(name, person=person)
            found |= names.keys(reading)
            if is_place and row.country_id not in AT_HOME_IN:
                continue
            known |= names.vocabulary(reading)
        found |= {names.type_key(word) for word in row.general_words()}
        keys += [(key, row.pk) for key in sorted(found)]
    table.objects.filter(**{f"{relation.field.name}_id__in": [row.pk for row in rows]}).delete()
    _write(table, ("key", relation.field.column), keys)
    new = known if rules_changed else known - _led_back_to(known)
    near = [(key, word) for word in sorted(new) for key in sorted(names.near_keys(word))]
    _write(NearWord, ("key", "word"), near)
    return len(keys)


def _led_back_to(words: set[str]) -> set[str]:
    """Give those of the words that a misspelling is led back to already."""
    asked, held = sorted(words), set()
    for start in range(0, len(asked), _MOST_ASKED):
        some = asked[start : start + _MOST_ASKED]
        held |= set(NearWord.objects.filter(key__in=some, key=F("word")).values_list("word", flat=True))
    return held


def _write(table: Any, columns: tuple[str, str], rows: list[tuple[Any, Any]]) -> None:
    """Insert rows of two columns as the database's own bulk does: millions of them need no model each."""
    if not rows:
        return
    with connection.cursor() as cursor:
        quoted = ", ".join(map(connection.ops.quote_name, columns))
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table._meta.db_table)} ({quoted})"  # noqa: S608
            " VALUES (%s, %s) ON CONFLICT DO NOTHING",
            rows,
        )


def index_all(*, say: Callable[[str, int, int], None] | None = None) -> dict[str, int]:
    """Write the search keys of the whole directory anew; say how many rows of each kind were read."""
    done = {}
    for model in (Person, Organisation, Place):
        rows = model.objects.filter(**_searched(model)).order_by("pk").prefetch_related("aliases")
        total = rows.count()
        done[model._meta.model_name or ""] = total
        last = 0
        while chunk := list(rows.filter(pk__gt=last)[:_BATCH]):
            index(chunk, rules_changed=True)
            last = chunk[-1].pk
            if say:
                say(model._meta.model_name or "", last, total)
    return done


def _searched(model: Any) -> dict[str, Any]:
    return {} if model is Place else {"merged_into__isnull": True}
