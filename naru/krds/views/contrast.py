"""The visitor's choice of contrast, kept in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from naru.krds.gate import ANYONE, open_to
from naru.krds.page import CONTRAST, HIGH

YEAR = 365 * 24 * 60 * 60


@open_to(ANYONE)
def contrast(request: HttpRequest) -> HttpResponse:
    """Keep high contrast for a year, or go back to the normal one, and return to the page one came from."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.GET.get("to") == HIGH:
        response.set_cookie(
            CONTRAST, HIGH, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(CONTRAST)
    return response
