"""Rendering: the whole page for a visit, the named partial of the same file for htmx."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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
    if partial and getattr(request, "htmx", False) and not request.htmx.boosted:  # type: ignore[attr-defined]
        name = f"{template}#{partial}"
    response = render(request, name, context or {}, status=status)
    response["Vary"] = ", ".join(filter(None, [response.get("Vary"), "HX-Request"]))
    return response


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template what the page frame needs (a context processor)."""
    return {
        "demo": settings.NARU_DEMO,
        "gov_strip": settings.NARU_GOV_STRIP,
        "office": settings.NARU_OFFICE_NAME,
    }
