"""Entering, changing and archiving people, and the affiliations that tie them to organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.directory.actions import entries
from naru.directory.actions.entries import AliasFacts
from naru.directory.models import Affiliation, Country, Organisation, Person, SpokenLanguage
from naru.directory.rules import people as rules
from naru.history.book import Refusal, note, plain

LanguageFacts = tuple[str, str]
"""A spoken language: its CLDR code and its level (rules.people.LanguageLevel)."""


@transaction.atomic
def enter(
    *,
    name: str,
    by: Any,
    at: datetime,
    name_latin: str = "",
    name_ko: str = "",
    title: str = "",
    country: Country | None = None,
    born_on: date | None = None,
    email: str = "",
    phone: str = "",
    language: str = "",
    aliases: Iterable[AliasFacts] = (),
    languages: Iterable[LanguageFacts] = (),
    source: str = "",
) -> Person:
    """
    Enter a person: the name in its own script, in Latin letters and in Hangul as far as they are known.

    `source` says where the facts come from (a document, a sheet's name); history keeps it.
    """
    person = Person(
        name=name,
        name_latin=name_latin,
        name_ko=name_ko,
        title=title,
        country=country,
        born_on=born_on,
        email=email,
        phone=phone,
        language=language,
    )
    entries.enter(person, aliases=aliases, by=by, at=at, source=source)
    _set_languages(person, languages)
    return person


@transaction.atomic
def change(
    person: Person,
    *,
    by: Any,
    at: datetime,
    why: str = "",
    aliases: Iterable[AliasFacts] | None = None,
    languages: Iterable[LanguageFacts] | None = None,
    verb: str = "changed",
    **fields: Any,
) -> bool:
    """
    Change a person's facts; what is not named stays. Say whether anything differed.

    :raises Refusal: with the sentence from rules.people.why_not_change_entry
    """
    further: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    if languages is not None:
        held = _spoken(person)
        if _set_languages(person, languages):
            further = ({"languages": held}, {"languages": _spoken(person)})
    return entries.change(person, fields, aliases=aliases, by=by, at=at, why=why, verb=verb, further=further)


@transaction.atomic
def archive(person: Person, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Put a person away: no list shows them any more, nothing is deleted.

    :raises Refusal: with the sentence from rules.people.why_not_archive
    """
    if reason := rules.why_not_archive(
        archived=person.archived_at is not None, merged=person.merged_into_id is not None
    ):
        raise Refusal(reason)
    entries.put_away(person, by=by, at=at, why=why, verb="archived", archived_at=at)


@transaction.atomic
def restore(person: Person, *, by: Any, at: datetime, why: str = "") -> None:
    """
    Bring an archived person back.

    :raises Refusal: with the sentence from rules.people.why_not_restore
    """
    if reason := rules.why_not_restore(archived=person.archived_at is not None):
        raise Refusal(reason)
    entries.put_away(person, by=by, at=at, why=why, verb="restored", archived_at=None)


@transaction.atomic
def affiliate(
    person: Person,
    organisation: Organisation,
    *,
    role: str,
    by: Any,
    at: datetime,
    title: str = "",
    department: str = "",
    since: date | None = None,
    until: date | None = None,
    verb: str = "affiliated",
) -> Affiliation:
    """
    Tie a person to an organisation from a day until a day (exclusive); either may be unknown.

    :raises Refusal: with the sentence from rules.people.why_not_affiliate
    """
    if reason := rules.why_not_affiliate(since, until):
        raise Refusal(reason)
    affiliation = Affiliation.objects.create(
        person=person,
        organisation=organisation,
        role=role,
        title=title,
        department=department,
        since=since,
        until=until,
    )
    note(by=by, verb=verb, subject=person, at=at, after=_tie(affiliation))
    note(by=by, verb=verb, subject=organisation, at=at, after=_tie(affiliation))
    return affiliation


@transaction.atomic
def amend_affiliation(affiliation: Affiliation, *, by: Any, at: datetime, **fields: Any) -> None:
    """
    Change an affiliation's capacity, title, department or dates.

    :raises Refusal: with the sentence from rules.people.why_not_affiliate
    """
    since, until = fields.get("since", affiliation.since), fields.get("until", affiliation.until)
    if reason := rules.why_not_affiliate(since, until):
        raise Refusal(reason)
    before = _tie(Affiliation.objects.select_for_update().get(pk=affiliation.pk))
    for name, value in fields.items():
        setattr(affiliation, name, value)
    affiliation.save(update_fields=list(fields))
    after = _tie(affiliation)
    if before != after:
        changed = [name for name in after if before[name] != after[name]]
        old = {"organisation": before["organisation"], **{name: before[name] for name in changed}}
        new = {"organisation": after["organisation"], **{name: after[name] for name in changed}}
        note(by=by, verb="amended", subject=affiliation.person, at=at, before=old, after=new)


@transaction.atomic
def remove_affiliation(affiliation: Affiliation, *, by: Any, at: datetime, why: str = "") -> None:
    """Take away an affiliation that was entered by mistake; one that came to an end gets its day instead."""
    note(by=by, verb="removed", subject=affiliation.person, at=at, why=why, before=_tie(affiliation))
    affiliation.delete()


def _tie(affiliation: Affiliation) -> dict[str, Any]:
    return {
        "person": affiliation.person.name,
        "organisation": affiliation.organisation.name,
        "role": affiliation.role,
        "title": affiliation.title,
        "department": affiliation.department,
        "since": plain(affiliation.since),
        "until": plain(affiliation.until),
    }


def _spoken(person: Person) -> list[str]:
    return [f"{spoken.code} {spoken.level}" for spoken in person.languages.all()]


def _set_languages(person: Person, languages: Iterable[LanguageFacts]) -> bool:
    """Make the spoken languages exactly these; say whether that changed anything."""
    wanted = dict(languages)
    if wanted == {spoken.code: spoken.level for spoken in person.languages.all()}:
        return False
    person.languages.all().delete()
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, code=code, level=level) for code, level in wanted.items()
    )
    return True
