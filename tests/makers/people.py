"""Makers of people, organisations and places."""

from __future__ import annotations

from datetime import date
from typing import Any

from naru.directory.actions import organisations, people
from naru.directory.models import Affiliation, Country, Organisation, Person, Place
from naru.directory.rules.people import AffiliationRole, OrganisationKind
from naru.directory.rules.places import PlaceKind
from tests.makers.accounts import NOW


def a_country(code: str = "UZ") -> Country:
    """Make a country, or give the one that is there."""
    return Country.objects.get_or_create(code=code)[0]


def a_city(
    name: str = "Almaty", *, country: str = "KZ", zone: str = "Asia/Almaty", name_ko: str = ""
) -> Place:
    """Make a city with its zone, as loading does."""
    return Place.objects.create(
        name=name, name_ko=name_ko, kind=PlaceKind.CITY, country=a_country(country), zone=zone
    )


def a_person(name: str = "Каримова Дилором", *, country: str = "UZ", **facts: Any) -> Person:
    """Enter a person of a country."""
    return people.enter(name=name, country=a_country(country), by=None, at=NOW, **facts)


def an_organisation(
    name: str = "나루병원", *, kind: str = OrganisationKind.HOSPITAL, country: str = "KR", **facts: Any
) -> Organisation:
    """Enter a public hospital in Korea, unless told otherwise."""
    return organisations.enter(name=name, kind=kind, country=a_country(country), by=None, at=NOW, **facts)


def an_affiliation(
    person: Person, organisation: Organisation, *, since: date | None = None, until: date | None = None
) -> Affiliation:
    """Tie a person to an organisation as a doctor."""
    return people.affiliate(
        person, organisation, role=AffiliationRole.DOCTOR, since=since, until=until, by=None, at=NOW
    )
