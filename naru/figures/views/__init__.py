"""The screens of figures."""

from django.http import HttpRequest, HttpResponse

from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page


@open_to(ANYONE)
def figures(request: HttpRequest) -> HttpResponse:
    """List the figures."""
    return page(request, "figures/figures.html")


@open_to(ANYONE)
def reading(request: HttpRequest, code: str) -> HttpResponse:
    """Show one reading."""
    return page(request, "figures/figures.html")


@open_to(ANYONE)
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source."""
    return page(request, "figures/figures.html")


@open_to(ANYONE)
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show one figure."""
    return page(request, "figures/figures.html")
