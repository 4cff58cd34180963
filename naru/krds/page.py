"""Rendering: the whole page for a visit, a partial of it for htmx, and what the frame needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext

from naru.krds.readable import whole

CONTRAST = "contrast"
"""The cookie that keeps the visitor's choice of contrast."""
HIGH, LIGHT = "high-contrast", "light"


@dataclass(frozen=True)
class Language:
    """One language of the switcher: the same page in it."""

    code: str
    name: str
    url: str
    absolute: str
    current: bool


def page(
    request: HttpRequest,
    template: str,
    partial: str | None = None,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template; when htmx asks and a partial is named, only `template#partial`."""
    name = template
    htmx = getattr(request, "htmx", None)
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        name = f"{template}#{partial}"
    response = render(request, name, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def asked_page(request: HttpRequest) -> int:
    """Give the number of the page that an address asks for, from 1 to 1,000; 1 for anything else."""
    asked = whole(request.GET.get("page", "")) or 1
    return min(max(asked, 1), 1_000)


def languages(request: HttpRequest) -> list[Language]:
    """
    Give the page's address in every language of the site.

    Every address starts with its language, so the same page is the same path under another prefix. A page
    whose versions lie elsewhere sets `request.other_languages`, a dict of language code to path.
    """
    here = get_language() or settings.LANGUAGE_CODE
    prefix = f"/{here}/"
    rest = request.path[len(prefix) :] if request.path.startswith(prefix) else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    elsewhere = getattr(request, "other_languages", {})
    found = []
    for code, name in settings.LANGUAGES:
        path = elsewhere.get(code) or f"/{code}/{rest}{query}"
        found.append(Language(code, name, path, settings.NARU_ADDRESS + path.split("?")[0], code == here))
    return found


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template what the page frame needs (a context processor)."""
    office = settings.NARU_OFFICE_NAME or gettext("International Medical Programme")
    return {
        "contrast": HIGH if request.COOKIES.get(CONTRAST) == HIGH else LIGHT,
        "demo": settings.NARU_DEMO,
        "gov_strip": settings.NARU_GOV_STRIP,
        "languages": languages(request),
        "office": office,
        "office_name": office,  # the frame's own: a view's context may well hold another "office"
    }
