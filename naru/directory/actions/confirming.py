"""A person confirms or corrects their own entry through a link in a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from naru.directory.actions import duplicates, links, organisations, people
from naru.directory.models import Affiliation, Organisation, Person
from naru.directory.rules import people as rules
from naru.directory.rules.names import compare
from naru.directory.rules.people import AffiliationRole, OrganisationKind
from naru.history.book import Refusal, note, plain
from naru.letters.book import send

PURPOSE = "confirm_entry"
HOURS = 14 * 24
"""The link works for two weeks."""
SOURCE = "the person"
"""What history says about where such a change came from."""


def language_of(person: Person) -> str:
    """Give the language in which a person is written to: their choice, else the country's, else English."""
    return person.language or rules.LETTERS_IN.get(person.country_id or "", "en")


@transaction.atomic
def ask_to_confirm(person: Person, *, by: Any, at: datetime) -> None:
    """
    Write to a person with a link to their entry; an earlier link stops working.

    :raises Refusal: with the sentence from rules.people.why_not_ask_to_confirm
    """
    if reason := rules.why_not_ask_to_confirm(
        email=person.email,
        away=person.archived_at is not None or person.merged_into_id is not None,
        removal=person.removal_asked_at is not None,
    ):
        raise Refusal(reason)
    token = links.issue(PURPOSE, subject=person, hours=HOURS, by=by, at=at)
    language = language_of(person)
    with translation.override(language):
        url = settings.NARU_ADDRESS + reverse("directory:own_entry", args=[token])
    send(
        "confirm_entry",
        to=person.email,
        language=language,
        context={"name": person.name, "url": url, "days": HOURS // 24, "office": settings.NARU_OFFICE_NAME},
        by=by,
        at=at,
        subject_row=person,
    )


def whose(token: str, *, at: datetime) -> Person:
    """
    Give the person whose entry a link opens, without using it up.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    return _person(links.peek(token, PURPOSE, at=at).subject)


@transaction.atomic
def confirm(
    token: str,
    *,
    at: datetime,
    facts: Mapping[str, Any],
    workplace: str,
    department: str,
    started: date | None,
) -> Person:
    """
    Take over what a person corrected and remember that they confirmed it; this uses the link up.

    A new place of work ends the current affiliations and begins another on `started` (the day of `at`
    where none is told); an organisation that is not known yet is entered for the office only.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    person = _person(links.redeem(token, PURPOSE, at=at).subject)
    people.change(person, by=None, at=at, why=SOURCE, **facts)
    _take_up(person, workplace, department, started or at.date(), at=at)
    before = plain(person.confirmed_at)
    person.confirmed_at = at
    person.save(update_fields=["confirmed_at"])
    change = {"confirmed_at": plain(at)}
    note(
        by=None,
        verb="confirmed",
        subject=person,
        at=at,
        why=SOURCE,
        before={"confirmed_at": before},
        after=change,
    )
    duplicates.suspect([person], at=at)
    return person


@transaction.atomic
def ask_removal(token: str, *, at: datetime) -> Person:
    """
    Remember that a person asks to be removed; the office decides. This uses the link up.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    person = _person(links.redeem(token, PURPOSE, at=at).subject)
    person.removal_asked_at = at
    person.save(update_fields=["removal_asked_at"])
    after = {"removal_asked_at": plain(at)}
    note(by=None, verb="asked_removal", subject=person, at=at, why=SOURCE, after=after)
    return person


def workplace_of(person: Person, *, on: date) -> Affiliation | None:
    """Give the latest affiliation that holds on a day."""
    return person.affiliations.current(on=on).select_related("organisation").first()


def _person(row: Any) -> Person:
    if not isinstance(row, Person) or row.merged_into_id or row.archived_at:
        raise Refusal(rules.gone())
    return row


def _take_up(person: Person, workplace: str, department: str, on: date, *, at: datetime) -> None:
    """Follow a told place of work: the same one with another department, or a new one."""
    held = workplace_of(person, on=at.date())
    named = compare(workplace, held.organisation.all_names(), person=False) if held and workplace else None
    if held and (not workplace or (named and named.score >= 86)):
        if department and department != held.department:
            people.amend_affiliation(held, by=None, at=at, department=department)
        return
    if not workplace:
        return
    for tie in person.affiliations.current(on=at.date()):
        if tie.since is None or tie.since < on:
            people.amend_affiliation(tie, by=None, at=at, until=on)
    likely = Organisation.objects.all().standing().find(workplace, 1)
    if likely and likely[0].likeness.score >= 86:
        organisation = likely[0].row
    else:
        organisation = organisations.enter(
            name=workplace, kind=OrganisationKind.OTHER, public=False, source=SOURCE, by=None, at=at
        )
        duplicates.suspect([organisation], at=at)
    role = held.role if held else AffiliationRole.OTHER
    people.affiliate(person, organisation, role=role, department=department, since=on, by=None, at=at)
