"""The export of the lists here, by the door that the settings name (sheets stand above history)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string


def export(request: HttpRequest, table: Any) -> HttpResponseBase | None:
    """Answer `?export=csv|xlsx` with the whole list, noted about whoever takes it; else give nothing."""
    if "export" not in request.GET:
        return None
    found: HttpResponseBase | None = import_string(settings.NARU_EXPORT)(request, table, request.user)
    return found
