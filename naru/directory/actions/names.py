"""Keeping the search keys of names in step with the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from naru.directory.models import NearWord, Organisation, Person, Place
from naru.directory.rules import names

_BATCH = 2000


@transaction.atomic
def index(rows: Iterable[Any], *, misspelt: bool = True) -> int:
    """
    Write the search keys of people, organisations or places (all of one kind) anew; say how many keys.

    With `misspelt` their words join those that a misspelling is led back to.
    """
    rows = list(rows)
    if not rows:
        return 0
    relation: Any = rows[0]._meta.get_field("keys")
    subject = relation.field.name
    table = relation.related_model
    person = type(rows[0]) is Person
    known: set[str] = set()
    keys = []
    for row in rows:
        found: set[str] = set()
        for name in row.all_names():
            reading = names.read(name, person=person)
            found |= names.keys(reading)
            known |= names.vocabulary(reading)
        found |= {names.type_key(word) for word in row.general_words()}
        keys += [table(**{f"{subject}_id": row.pk, "key": key}) for key in sorted(found)]
    table.objects.filter(**{f"{subject}_id__in": [row.pk for row in rows]}).delete()
    table.objects.bulk_create(keys, batch_size=_BATCH)
    if not misspelt:
        return len(keys)
    near = [NearWord(key=key, word=word) for word in sorted(known) for key in sorted(names.near_keys(word))]
    NearWord.objects.bulk_create(near, batch_size=_BATCH, ignore_conflicts=True)
    return len(keys)


def index_all(*, say: Callable[[str, int, int], None] | None = None) -> dict[str, int]:
    """Write the search keys of the whole directory anew; say how many rows of each kind were read."""
    done = {}
    for model in (Person, Organisation, Place):
        rows = model.objects.filter(**_searched(model)).order_by("pk").prefetch_related("aliases")
        total = rows.count()
        done[model._meta.model_name or ""] = total
        last = 0
        while chunk := list(rows.filter(pk__gt=last)[:_BATCH]):
            index(chunk)
            last = chunk[-1].pk
            if say:
                say(model._meta.model_name or "", last, total)
    return done


def _searched(model: Any) -> dict[str, Any]:
    return {} if model is Place else {"merged_into__isnull": True}
