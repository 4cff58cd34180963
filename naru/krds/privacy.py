"""What leaves for somebody signed in stays with them: no cache keeps it, no search engine lists the desk."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from naru.krds.gate import ANYONE


class Private:
    """
    Mark every answer to a signed-in account as theirs alone, and keep crawlers off what is not for anyone.

    A screen that says itself how long its answer may be kept (a public file of figures, a picture) is
    left alone: it gives everybody the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the marks put on."""
        response = self.get_response(request)
        match = request.resolver_match
        who = getattr(match.func, "open_to", (ANYONE,)) if match else (ANYONE,)
        closed = ANYONE not in who
        if closed:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if not response.has_header("Cache-Control") and (closed or _is_somebody(request)):
            patch_cache_control(response, private=True, no_store=True)
        return response


def private(response: HttpResponse) -> HttpResponse:
    """
    Keep a page that a personal link opened with whoever opened it, and give it back.

    No cache keeps it, no search engine lists it, and no other site learns the link from which somebody came.
    """
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def _is_somebody(request: HttpRequest) -> bool:
    """Say whether the answer was made for an account; a request that never asked who it is costs nothing."""
    session, account = getattr(request, "session", None), getattr(request, "user", None)
    return bool(session is not None and session.accessed and account is not None and account.is_authenticated)


def unreadable(key: Any, prefix: str, version: Any) -> str:
    """Name a row of the cache so that nobody reads an e-mail or network address from it, in a back-up either."""
    said = f"{prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
