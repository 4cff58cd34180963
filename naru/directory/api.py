"""The directory's JSON doors: organisations and countries for everybody, people for the office."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from naru.directory.models import Affiliation, Country, Organisation, Person
from naru.directory.rules.people import OrganisationKind
from naru.krds.doors import PageNumber, PerPage, Search, door, paged
from naru.krds.gate import ANYONE, STAFF

router = Router(tags=["directory"])
CountryCode = Annotated[str, Query(pattern="^([A-Za-z]{2})?$", description="ISO 3166-1 code such as KZ.")]


class CountryTold(Schema):
    """A country."""

    code: str
    name: str
    address: str


class OrganisationTold(Schema):
    """An organisation as a list has it; `name` is its own script, `shown` the reader's."""

    number: int
    shown: str
    name: str
    name_latin: str
    name_ko: str
    kind: str
    kind_label: str
    country: str | None
    place: str | None
    address: str


class OrganisationWhole(OrganisationTold):
    """An organisation with all that its page says."""

    further_names: list[str]
    street: str
    website: str
    part_of: OrganisationTold | None
    parts: list[OrganisationTold]


class OrganisationPage(Schema):
    """One page of organisations."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[OrganisationTold]


class AffiliationTold(Schema):
    """Where a person stands or stood; `until` is exclusive."""

    organisation: int
    organisation_name: str
    role: str
    title: str
    department: str
    since: date | None
    until: date | None
    standing: str


class PersonTold(Schema):
    """A person as the office's list has them."""

    number: int
    shown: str
    name: str
    name_latin: str
    name_ko: str
    country: str | None
    email: str
    address: str


class PersonWhole(PersonTold):
    """A person with their further names, languages and affiliations."""

    title: str
    phone: str
    born_on: date | None
    further_names: list[str]
    languages: dict[str, str]
    affiliations: list[AffiliationTold]


class PersonPage(Schema):
    """One page of people."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[PersonTold]


def _country(row: Country) -> dict[str, Any]:
    return {"code": row.pk, "name": str(row), "address": row.get_absolute_url()}


def _organisation(row: Organisation) -> dict[str, Any]:
    return {
        "number": row.pk,
        "shown": str(row),
        "name": row.name,
        "name_latin": row.name_latin,
        "name_ko": row.name_ko,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "country": row.country_id,
        "place": str(row.place) if row.place else None,
        "address": row.get_absolute_url(),
    }


def _person(row: Person) -> dict[str, Any]:
    return {
        "number": row.pk,
        "shown": str(row),
        "name": row.name,
        "name_latin": row.name_latin,
        "name_ko": row.name_ko,
        "country": row.country_id,
        "email": row.email,
        "address": row.get_absolute_url(),
    }


@router.get("/countries", response=list[CountryTold], summary="Countries")
@door(ANYONE)
def countries(request: HttpRequest) -> Any:
    """Give the countries of the directory by their codes, named in the reader's language."""
    return [_country(row) for row in Country.objects.visible_to(request.user)]


@router.get("/organisations", response=OrganisationPage, summary="Organisations")
@door(ANYONE)
def organisations(
    request: HttpRequest,
    q: Search = "",
    kind: Annotated[list[OrganisationKind] | None, Query()] = None,
    country: CountryCode = "",
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List the organisations that the reader may see, by name; the search crosses scripts."""
    rows = Organisation.objects.visible_to(request.user).standing().select_related("place__country")
    if kind:
        rows = rows.filter(kind__in=kind)
    if country:
        rows = rows.filter(country=country.upper())
    return paged(rows.search(q).order_by("name_latin", "name", "pk"), page, per_page, _organisation)


@router.get("/organisations/{number}", response=OrganisationWhole, summary="One organisation")
@door(ANYONE)
def organisation(request: HttpRequest, number: int) -> Any:
    """Give one organisation with its further names, what it is part of and its parts."""
    seen = Organisation.objects.visible_to(request.user).standing().select_related("place")
    row = get_object_or_404(seen.prefetch_related("aliases"), pk=number)
    above = seen.filter(pk=row.part_of_id).first() if row.part_of_id else None
    return _organisation(row) | {
        "further_names": [alias.name for alias in row.aliases.all()],
        "street": row.address,
        "website": row.website,
        "part_of": _organisation(above) if above else None,
        "parts": [_organisation(part) for part in seen.filter(part_of=row)],
    }


@router.get("/people", response=PersonPage, summary="People (office only)")
@door(STAFF)
def people(
    request: HttpRequest,
    q: Search = "",
    country: CountryCode = "",
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List people, by name; the search crosses scripts. For the office only."""
    rows = Person.objects.visible_to(request.user).standing()
    if country:
        rows = rows.filter(country=country.upper())
    return paged(rows.search(q).order_by("name_latin", "name", "pk"), page, per_page, _person)


@router.get("/people/{number}", response=PersonWhole, summary="One person (office only)")
@door(STAFF)
def person(request: HttpRequest, number: int) -> Any:
    """Give one person with languages and affiliations. For the office only."""
    seen = Person.objects.visible_to(request.user).standing().prefetch_related("aliases", "languages")
    row = get_object_or_404(seen, pk=number)
    ties = Affiliation.objects.visible_to(request.user).filter(person=row).select_related("organisation")
    today = timezone.localdate()
    return _person(row) | {
        "title": row.title,
        "phone": row.phone,
        "born_on": row.born_on,
        "further_names": [alias.name for alias in row.aliases.all()],
        "languages": {spoken.code: spoken.level for spoken in row.languages.all()},
        "affiliations": [
            {
                "organisation": tie.organisation_id,
                "organisation_name": str(tie.organisation),
                "role": tie.role,
                "title": tie.title,
                "department": tie.department,
                "since": tie.since,
                "until": tie.until,
                "standing": tie.standing(on=today),
            }
            for tie in ties
        ],
    }
