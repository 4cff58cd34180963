"""Finding suspected duplicates, telling them apart, merging two entries and undoing that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Q

from naru.directory.actions import entries
from naru.directory.actions.names import index
from naru.directory.models import Alias, Distinct, Duplicate, Merge, Organisation, Person
from naru.directory.rules import duplicates as rules
from naru.directory.rules import names
from naru.directory.rules.duplicates import Kind
from naru.directory.rules.people import AliasKind
from naru.history.book import Refusal, note, plain

_CHUNK = 500
_MOST_ALIKE = 50
_TABLES: dict[str, type[Person] | type[Organisation]] = {
    Kind.PERSON: Person,
    Kind.ORGANISATION: Organisation,
}


def table(kind: str) -> Any:
    """Give the model of a kind: Person or Organisation."""
    return _TABLES[kind]


def find_all(*, at: datetime, say: Callable[[int, int], None] | None = None) -> int:
    """
    Look for duplicates in the whole directory; say how many pairs wait for review.

    Pairs that no longer look alike are forgotten, pairs that were told apart never come back.
    """
    total = sum(model.objects.standing().count() for model in _TABLES.values())
    done = 0
    for model in _TABLES.values():
        last = 0
        while rows := list(model.objects.standing().filter(pk__gt=last).order_by("pk")[:_CHUNK]):
            suspect(rows, at=at)
            last = rows[-1].pk
            done += len(rows)
            if say:
                say(done, total)
    return Duplicate.objects.count()


@transaction.atomic
def suspect(rows: Iterable[Any], *, at: datetime) -> int:
    """Look for duplicates of some rows of one kind and remember them for review; say how many there are."""
    rows = list(rows)
    if not rows:
        return 0
    kind = rows[0]._meta.model_name
    pairs = _candidates(rows, kind)
    wanted = {key for pair in pairs for key in pair} | {row.pk for row in rows}
    known = _facts(kind, wanted)
    apart = set(Distinct.objects.filter(kind=kind, low__in=wanted).values_list("low", "high"))
    found = {}
    for pair in pairs - apart:
        if pair[0] in known and pair[1] in known:
            result = rules.suspect(known[pair[0]], known[pair[1]], person=kind == Kind.PERSON)
            if result:
                found[pair] = result
    keys = [row.pk for row in rows]
    held = Duplicate.objects.filter(Q(low__in=keys) | Q(high__in=keys), kind=kind)
    for pair in held:
        if (pair.low, pair.high) not in found:
            pair.delete()
    Duplicate.objects.bulk_create(
        [
            Duplicate(
                kind=kind,
                low=low,
                high=high,
                score=result.score,
                reasons=[[reason.value, detail] for reason, detail in result.reasons],
                found_at=at,
            )
            for (low, high), result in sorted(found.items())
        ],
        update_conflicts=True,
        unique_fields=["kind", "low", "high"],
        update_fields=["score", "reasons"],
    )
    return len(found)


@transaction.atomic
def tell_apart(kind: str, one: int, other: int, *, by: Any, at: datetime, why: str = "") -> Distinct:
    """Remember that two entries are not the same; the pair is not suggested again."""
    low, high = sorted((one, other))
    distinct, _made = Distinct.objects.get_or_create(
        kind=kind, low=low, high=high, defaults={"by": by, "at": at, "why": why}
    )
    Duplicate.objects.filter(kind=kind, low=low, high=high).delete()
    for row in table(kind).objects.filter(pk__in=(low, high)):
        note(by=by, verb="told_apart", subject=row, at=at, why=why, after={"other": low + high - row.pk})
    return distinct


@transaction.atomic
def reconsider(distinct: Distinct, *, by: Any, at: datetime) -> None:
    """Take back that two entries are not the same."""
    rows = list(table(distinct.kind).objects.filter(pk__in=(distinct.low, distinct.high)))
    for row in rows:
        other = distinct.low + distinct.high - row.pk
        note(by=by, verb="reconsidered", subject=row, at=at, after={"other": other})
    distinct.delete()
    suspect(rows, at=at)


@transaction.atomic
def merge(kept: Any, absorbed: Any, *, by: Any, at: datetime, why: str = "") -> Merge:
    """
    Merge one entry into another of its kind: whatever pointed at the absorbed one points at the kept one.

    Every row of every app is moved and written down, so that `undo` puts each back. Empty fields of
    the kept entry are filled, its further names gain those of the other, which stays as a marker.

    :raises Refusal: with the sentence from rules.duplicates.why_not_merge
    """
    model = type(kept)
    locked = {
        row.pk: row
        for row in model.objects.select_for_update().filter(pk__in=(kept.pk, absorbed.pk)).order_by("pk")
    }
    kept, absorbed = locked[kept.pk], locked[absorbed.pk]
    if reason := rules.why_not_merge(
        same=kept.pk == absorbed.pk,
        merged=bool(kept.merged_into_id or absorbed.merged_into_id),
        archived=bool(kept.archived_at or absorbed.archived_at),
    ):
        raise Refusal(reason)
    known = {" ".join(names.read(name, person=model is Person).plain) for name in kept.all_names()}
    others = absorbed.all_names()
    moved = list(_move(kept, absorbed))
    before = _fill(kept, absorbed)
    held = set(kept.all_names())
    made = [
        Alias.objects.create(name=name, kind=AliasKind.SPELLING, **{kept._meta.model_name: kept}).pk
        for name in others
        if name not in held and name not in known
    ]
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    absorbed.keys.all().delete()
    _reindex(kept)
    kind = kept._meta.model_name
    Duplicate.objects.filter(_either(absorbed.pk), kind=kind).delete()
    done = Merge.objects.create(
        kind=kind,
        kept=kept.pk,
        absorbed=absorbed.pk,
        moved=moved,
        made=made,
        before=before,
        by=by,
        at=at,
        why=why,
    )
    rows = sum(len(one["keys"]) for one in moved)
    facts = {"kept": kept.name, "absorbed": absorbed.name, "rows": rows}
    note(by=by, verb="merged", subject=kept, at=at, why=why, before=before.get("old", {}), after=facts)
    note(by=by, verb="merged", subject=absorbed, at=at, why=why, after=facts)
    suspect([kept], at=at)
    return done


@transaction.atomic
def undo(merged: Merge, *, by: Any, at: datetime, why: str = "") -> int:
    """
    Undo a merge: put back every row that was moved, unless it was moved elsewhere since; say how many.

    What was entered for the kept entry after the merge stays with it.

    :raises Refusal: with the sentence from rules.duplicates.why_not_undo
    """
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    model = table(merged.kind)
    locked = {
        row.pk: row
        for row in model.objects.select_for_update()
        .filter(pk__in=(merged.kept, merged.absorbed))
        .order_by("pk")
    }
    kept, absorbed = locked[merged.kept], locked[merged.absorbed]
    if reason := rules.why_not_undo(
        undone=merged.undone_at is not None, kept_merged=kept.merged_into_id is not None
    ):
        raise Refusal(reason)
    back = 0
    for one in merged.moved:
        rows = apps.get_model(one["model"])._base_manager.filter(
            pk__in=one["keys"], **{one["field"]: kept.pk}
        )
        back += rows.update(**{one["field"]: absorbed.pk})
    Alias.objects.filter(pk__in=merged.made).delete()
    restored = _empty_again(kept, merged.before)
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    for row in (kept, absorbed):
        _reindex(row)
    merged.undone_at, merged.undone_by = at, by
    merged.save(update_fields=["undone_at", "undone_by"])
    facts = {"kept": kept.name, "absorbed": absorbed.name, "rows": back, "emptied": restored}
    for row in (kept, absorbed):
        note(by=by, verb="unmerged", subject=row, at=at, why=why, after=facts)
    suspect([kept, absorbed], at=at)
    return back


def _either(key: int) -> Q:
    return Q(low=key) | Q(high=key)


def _reindex(row: Any) -> None:
    row._prefetched_objects_cache = {}
    index([row])


def _move(kept: Any, absorbed: Any) -> Iterable[dict[str, Any]]:
    """Point whatever points at the absorbed row at the kept one; what a rule of the table forbids stays."""
    for relation in kept._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many or relation.name == "keys":
            continue
        model, name = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{name: absorbed.pk})
        if model is type(kept):
            rows = rows.exclude(pk=kept.pk)
        keys = list(rows.values_list("pk", flat=True))
        if moved := [key for key in keys if _moved(model, name, key, kept.pk)]:
            yield {"model": model._meta.label_lower, "field": name, "keys": moved}


def _moved(model: Any, name: str, key: Any, kept: int) -> bool:
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=key).update(**{name: kept}))
    except IntegrityError:
        return False


def _fill(kept: Any, absorbed: Any) -> dict[str, Any]:
    """Fill the kept row's empty fields from the other's; give what they were and what they became."""
    old, new = {}, {}
    own = entries.values(kept)
    for name, value in entries.values(absorbed).items():
        if own[name] in ("", None) and value not in ("", None):
            field = kept._meta.get_field(name)
            old[name], new[name] = own[name], plain(value)
            setattr(kept, field.attname, value)
    if old:
        kept.save(update_fields=list(old))
    return {"old": old, "new": new} if old else {}


def _empty_again(kept: Any, before: dict[str, Any]) -> list[str]:
    """Empty the fields that the merge had filled, where nobody has changed them since."""
    now = {name: plain(value) for name, value in entries.values(kept).items()}
    back = [name for name, value in before.get("new", {}).items() if now[name] == value]
    for name in back:
        setattr(kept, kept._meta.get_field(name).attname, before["old"][name])
    if back:
        kept.save(update_fields=back)
    return back


def _candidates(rows: list[Any], kind: str) -> set[tuple[int, int]]:
    """Give the pairs worth comparing: whole names that share a key, the same e-mail, the same telephone."""
    model = table(kind)
    wholes: dict[str, set[int]] = defaultdict(set)
    named = model.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related("aliases")
    for row in named:
        for name in row.all_names():
            reading = names.read(name, person=kind == Kind.PERSON)
            if not reading.general and (kind != Kind.PERSON or len(reading.bones) > 1):
                wholes[reading.whole].add(row.pk)
    pairs: set[tuple[int, int]] = set()
    keys = model._meta.get_field("keys")
    alike: dict[str, list[int]] = defaultdict(list)
    found = keys.related_model.objects.filter(key__in=list(wholes)).values_list(
        "key", f"{keys.field.name}_id"
    )
    for key, other in found:
        if len(alike[key]) < _MOST_ALIKE:
            alike[key].append(other)
    for key, mine in wholes.items():
        pairs |= {(min(a, b), max(a, b)) for a in mine for b in alike[key] if a != b}
    emails = {row.email: row.pk for row in rows if row.email}
    for pk, email in model.objects.standing().filter(email__in=list(emails)).values_list("pk", "email"):
        if pk != emails[email]:
            pairs.add((min(pk, emails[email]), max(pk, emails[email])))
    return pairs


def _facts(kind: str, keys: set[int]) -> dict[int, rules.Facts]:
    """Read what is compared of the rows that stand, by their keys."""
    model = table(kind)
    rows = model.objects.standing().filter(pk__in=keys).prefetch_related("aliases")
    if kind == Kind.PERSON:
        rows = rows.prefetch_related("affiliations")
    return {
        row.pk: rules.Facts(
            names=tuple(row.all_names()),
            country=row.country_id,
            email=row.email,
            phone=row.phone,
            born_on=getattr(row, "born_on", None),
            website=getattr(row, "website", ""),
            kind=getattr(row, "kind", ""),
            place=getattr(row, "place_id", None),
            employers=frozenset(tie.organisation_id for tie in row.affiliations.all())
            if kind == Kind.PERSON
            else frozenset(),
        )
        for row in rows
    }
