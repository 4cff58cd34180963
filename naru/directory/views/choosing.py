"""What the forms' text boxes ask while somebody types: which organisation, which place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from naru.directory.forms.choosing import OrganisationField, PlaceField
from naru.krds.finding import finds
from naru.krds.gate import STAFF, open_to


@open_to(STAFF)
def organisations(request: HttpRequest) -> HttpResponse:
    """Give the organisations that a typed text may mean."""
    return finds(request, OrganisationField().offers)


@open_to(STAFF)
def places(request: HttpRequest) -> HttpResponse:
    """Give the places that a typed text may mean."""
    return finds(request, PlaceField().offers)
