"""What entering and changing a person or an organisation have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from naru.directory.actions.names import index
from naru.directory.models import Alias
from naru.directory.rules.people import AliasKind, why_not_change_entry
from naru.history.book import Refusal, note, plain

AliasFacts = tuple[str, str, str]
"""A further name: the name, its kind (rules.people.AliasKind), its language code or nothing."""


def enter(row: Any, *, aliases: Iterable[AliasFacts], by: Any, at: datetime, source: str) -> None:
    """Save a new row with its further names and search keys, and note it."""
    tidy(row)
    row.save()
    set_aliases(row, aliases)
    index([row])
    after = {name: plain(value) for name, value in values(row).items() if value not in ("", None)}
    note(by=by, verb="entered", subject=row, at=at, why=source, after=after)


def change(
    row: Any,
    fields: Mapping[str, Any],
    *,
    aliases: Iterable[AliasFacts] | None,
    by: Any,
    at: datetime,
    why: str,
    verb: str = "changed",
    further: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
) -> bool:
    """
    Write what differs and note it before and after; say whether anything did.

    `further` is what the caller changed beside the row's own fields (before, after).

    :raises Refusal: with the sentence from rules.people.why_not_change_entry
    """
    fresh = type(row).objects.select_for_update().get(pk=row.pk)
    if reason := why_not_change_entry(merged=fresh.merged_into_id is not None):
        raise Refusal(reason)
    before, after = dict(further[0]), dict(further[1])
    for name, value in fields.items():
        setattr(row, name, value)
    tidy(row)
    for name in fields:
        old, new = getattr(fresh, name), getattr(row, name)
        if old != new:
            before[name], after[name] = plain(old), plain(new)
    if names := [name for name in fields if name in after]:
        row.save(update_fields=names)
    if aliases is not None:
        held = [alias.name for alias in row.aliases.all()]
        if set_aliases(row, aliases):
            before["aliases"], after["aliases"] = held, [alias.name for alias in row.aliases.all()]
    if {"name", "name_latin", "name_ko", "aliases", "kind"} & set(after):
        row._prefetched_objects_cache = {}
        index([row])
    if after:
        note(by=by, verb=verb, subject=row, at=at, why=why, before=before, after=after)
    return bool(after)


def values(row: Any) -> dict[str, Any]:
    """Give the row's own fields by name, foreign keys as keys; without its key and its moments."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in {"created_at", "merged_into", "archived_at"}
    }


def tidy(row: Any) -> None:
    """Take needless blanks out of the text fields; an e-mail address is kept in small letters."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str):
            value = " ".join(value.split())
            setattr(row, field.attname, value.lower() if field.name == "email" else value)


def set_aliases(row: Any, aliases: Iterable[AliasFacts]) -> bool:
    """Make the further names exactly these; say whether any had to be added or taken away."""
    wanted: dict[str, tuple[str, str]] = {}
    for name, kind, language in aliases:
        if name := " ".join(name.split()):
            wanted.setdefault(name, (kind or AliasKind.SPELLING, language))
    held = {alias.name: alias for alias in row.aliases.all()}
    gone = [alias.pk for name, alias in held.items() if name not in wanted]
    differing = [
        alias
        for name, alias in held.items()
        if name in wanted and (alias.kind, alias.language) != wanted[name]
    ]
    for alias in differing:
        alias.kind, alias.language = wanted[alias.name]
        alias.save(update_fields=["kind", "language"])
    Alias.objects.filter(pk__in=gone).delete()
    subject = {row._meta.model_name: row}
    added = [
        Alias(name=name, kind=kind, language=language, **subject)
        for name, (kind, language) in wanted.items()
        if name not in held
    ]
    Alias.objects.bulk_create(added)
    return bool(gone or added or differing)


def put_away(row: Any, *, by: Any, at: datetime, why: str, verb: str, archived_at: datetime | None) -> None:
    """Set or lift the mark that a row is archived, and note it."""
    before = plain(row.archived_at)
    row.archived_at = archived_at
    row.save(update_fields=["archived_at"])
    note(
        by=by,
        verb=verb,
        subject=row,
        at=at,
        why=why,
        before={"archived_at": before},
        after={"archived_at": plain(archived_at)},
    )
