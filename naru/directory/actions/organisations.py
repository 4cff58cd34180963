"""Entering, changing and archiving organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from naru.directory.actions import entries
from naru.directory.actions.entries import AliasFacts
from naru.directory.models import Country, Organisation, Place
from naru.directory.rules import people as rules
from naru.history.book import Refusal


@transaction.atomic
def enter(
    *,
    name: str,
    kind: str,
    by: Any,
    at: datetime,
    name_latin: str = "",
    name_ko: str = "",
    country: Country | None = None,
    place: Place | None = None,
    part_of: Organisation | None = None,
    address: str = "",
    website: str = "",
    email: str = "",
    phone: str = "",
    public: bool = True,
    aliases: Iterable[AliasFacts] = (),
    source: str = "",
) -> Organisation:
    """
    Enter an organisation; its country is taken from its place where none is named.

    `source` says where the facts come from (a document, a sheet's name); history keeps it.
    """
    organisation = Organisation(
        name=name,
        kind=kind,
        name_latin=name_latin,
        name_ko=name_ko,
        country=country or (place.country if place else None),
        place=place,
        part_of=part_of,
        address=address,
        website=website,
        email=email,
        phone=phone,
        public=public,
    )
    entries.enter(organisation, aliases=aliases, by=by, at=at, source=source)
    return organisation


@transaction.atomic
def change(
    organisation: Organisation,
    *,
    by: Any,
    at: datetime,
    why: str = "",
    aliases: Iterable[AliasFacts] | None = None,
    **fields: Any,
) -> bool:
    """
    Change an organisation's facts; what is not named stays. Say whether anything differed.

    :raises Refusal: with the sentence from rules.people.why_not_change_entry or why_not_belong
    """
    above = fields.get("part_of")
    if above and (reason := rules.why_not_belong(itself=organisation.pk, line=_line(above))):
        raise Refusal(reason)
    return entries.change(organisation, fields, aliases=aliases, by=by, at=at, why=why)


@transaction.atomic
def archive(organisation: Organisation, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Put an organisation away: no list shows it any more, nothing is deleted.

    :raises Refusal: with the sentence from rules.people.why_not_archive
    """
    if reason := rules.why_not_archive(
        archived=organisation.archived_at is not None, merged=organisation.merged_into_id is not None
    ):
        raise Refusal(reason)
    entries.put_away(organisation, by=by, at=at, why=why, verb="archived", archived_at=at)


@transaction.atomic
def restore(organisation: Organisation, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Bring an archived organisation back.

    :raises Refusal: with the sentence from rules.people.why_not_restore
    """
    if reason := rules.why_not_restore(archived=organisation.archived_at is not None):
        raise Refusal(reason)
    entries.put_away(organisation, by=by, at=at, why=why, verb="restored", archived_at=None)


def _line(organisation: Organisation) -> list[int]:
    """Give the keys of an organisation and of all that it is part of, upwards."""
    line: list[int] = []
    step: Organisation | None = organisation
    while step is not None and step.pk not in line:
        line.append(step.pk)
        step = step.part_of
    return line
