"""The gate before every screen: an office post opens nothing until its holder has a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN_BEFORE = ("account_", "mfa_", "usersessions_", "contrast")
"""Beginnings of the names of the addresses that open before: signing in and out, one's own account."""


class SecondFactorFirst:
    """Lead whoever holds an office post without a second factor to set one up. Not in the demo."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the question is asked once its address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, screen: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer with the way to the second factor, or let the screen open."""
        if settings.NARU_DEMO or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        match = request.resolver_match
        if match is None or (match.url_name or "").startswith(OPEN_BEFORE):
            return None
        account = request.user
        if not account.is_authenticated or not account.is_guarded or account.has_second_factor:
            return None
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": reverse("account_second_factor")})
        return redirect("account_second_factor")
