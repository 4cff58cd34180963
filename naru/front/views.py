"""The home pages: the public one and the desk."""

from django.http import HttpRequest, HttpResponse

from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.page import page


@open_to(ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    """Show the public home."""
    return page(request, "front/home.html")


@open_to(STAFF)
def desk(request: HttpRequest) -> HttpResponse:
    """Show what needs the member of staff today."""
    return page(request, "front/desk.html")
