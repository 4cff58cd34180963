"""What no column can keep never comes in: one guard before every screen, and one way to read a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"
_HALF = re.compile(
    r"(?P<whole>\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
"""In JSON: a backslash or a sign written in two halves, which is well, or half a sign, which is none."""
_HIDDEN_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


class Readable:
    """
    Refuse with 400 whatever bears NUL in its path, its question or its form.

    PostgreSQL keeps no NUL and fails when asked for one, SQLite cuts texts at it; no keyboard types it. A
    cookie that bears one is forged and counts as not sent, so that even the refusal can be shown. Half a sign
    in the JSON of a field, as an editor sends it after cutting an emoji, becomes U+FFFD: browsers do the same
    with every other field, and no page could be sent with it.
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
            mended = {}
            for name, values in request.POST.lists():
                if NUL in name or any(NUL in value for value in values):
                    raise BadRequest("The form bears NUL.")
                if any(value.startswith(("{", "[")) and "\\u" in value for value in values):
                    mended[name] = [_without_halves(value) for value in values]
            if mended:
                form = request.POST.copy()
                for name, values in mended.items():
                    form.setlist(name, values)
                request.POST = form


def _without_halves(value: str) -> str:
    if not value.startswith(("{", "[")):
        return value
    if _HIDDEN_NUL.search(value):
        raise BadRequest("The form bears NUL.")
    return _HALF.sub(lambda found: found["whole"] or "\\ufffd", value)


def whole(text: str) -> int | None:
    """
    Read a whole number that a column can hold from what an address or a form says; nothing otherwise.

    `str.isdigit` is true of `²`, and `int` fails at it, as it does at five thousand digits.
    """
    return int(text) if _NUMBER.fullmatch(text) else None
