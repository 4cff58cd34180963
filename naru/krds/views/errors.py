"""The pages that say why there is no page: in the frame, in the visitor's language, with a way on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from naru.krds.gate import ANYONE, open_to


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # A fault may come before the language and the account are known.
    language = translation.get_language_from_request(request, check_path=True) or settings.LANGUAGE_CODE
    with translation.override(language):
        return HttpResponse(render_to_string(template, {}, request), status=status)


@open_to(ANYONE)
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return _answer(request, "400.html", 400)


@open_to(ANYONE)
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not open to this visitor."""
    return _answer(request, "403.html", 403)


@open_to(ANYONE)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or none for this visitor."""
    return _answer(request, "404.html", 404)


@open_to(ANYONE)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form's protection against forgery did not hold, and what to do."""
    return _answer(request, "403_csrf.html", 403)


@open_to(ANYONE)
def fault(request: HttpRequest, *args: Any) -> HttpResponse:
    """
    Say that the server failed.

    The frame itself may be what failed (the database behind the account, for one): then one plain sentence
    without it.
    """
    try:
        return _answer(request, "500.html", 500)
    except Exception:
        return HttpResponse(render_to_string("krds/plain_fault.html"), status=500)
