"""What no column can keep never comes in: one guard before every screen, and one way to read a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


class Readable:
    """
    Refuse with 400 whatever bears NUL in its path, its question or its form.

    PostgreSQL keeps no NUL and fails when asked for one, SQLite cuts texts at it; no keyboard types it. A
    cookie that bears one is forged and counts as not sent, so that even the refusal can be shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave forged cookies behind."""
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in value}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, screen: Any, args: Any, kwargs: Any) -> None:
        """Read the whole request once its screen is known, so that the refusal passes the other guards too."""
        asked = request.META.get("QUERY_STRING", "")
        if NUL in request.path_info or "%00" in asked or NUL in asked:
            raise BadRequest("The address bears NUL.")
        if request.method == "POST":
            for name, values in request.POST.lists():
                if NUL in name or any(NUL in value for value in values):
                    raise BadRequest("The form bears NUL.")


def whole(text: str) -> int | None:
    """
    Read a whole number that a column can hold from what an address or a form says; nothing otherwise.

    `str.isdigit` is true of `²`, and `int` fails at it, as it does at five thousand digits.
    """
    return int(text) if _NUMBER.fullmatch(text) else None
