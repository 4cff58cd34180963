"""The JSON doors of the house: one API that mounts those of each app, and says its refusals in sentences."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from naru.activities.api import router as activities
from naru.agreements.api import router as agreements
from naru.directory.api import router as directory
from naru.figures.api import router as figures
from naru.newsroom.api import router as newsroom

api = NinjaAPI(
    title="Naru",
    version="1",
    description=(
        "What the public site shows, as JSON. Whoever is signed in sees what their posts let them see. Titles and "
        "labels come in the language of Accept-Language. Days are ISO 8601; ends are exclusive."
    ),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
for router in (directory, activities, agreements, newsroom, figures):
    api.add_router("", router)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Say that there is nothing, in the same words whether it is hidden or does not exist."""
    return api.create_response(
        request, {"detail": _("There is nothing here, or it is not open to you.")}, status=404
    )


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Say which part of the question could not be understood, and why."""
    faults: list[dict[str, Any]] = [
        {"where": str(error["loc"][-1]), "reason": str(error["msg"])} for error in fault.errors
    ]
    return api.create_response(
        request,
        {
            "detail": _("This could not be understood: %(names)s.")
            % {"names": ", ".join(dict.fromkeys(one["where"] for one in faults))},
            "faults": faults,
        },
        status=422,
    )
