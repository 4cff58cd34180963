"""Who may open a screen: `open_to` on every view, read again by the house tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

ANYONE = "anyone"
"""The public, signed in or not."""
SIGNED_IN = "signed_in"
"""Whoever has an account here."""
STAFF = "staff"
"""Whoever holds a post of the office today, whichever it is."""

Screen = Callable[..., HttpResponse]


def open_to(*who: str) -> Callable[[Screen], Screen]:
    """
    Say who may open a screen: ANYONE, SIGNED_IN, STAFF or any of the roles named.

    A visitor who is not signed in is led to the sign-in page and back; a signed-in one without
    the role gets 404, since what one may not see does not exist.
    """

    def decorate(screen: Screen) -> Screen:
        @wraps(screen)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if ANYONE not in who:
                account = request.user
                if not account.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if SIGNED_IN not in who and not may_open(account, who):
                    raise Http404
            return screen(request, *args, **kwargs)

        guarded.open_to = who  # type: ignore[attr-defined]
        return guarded

    return decorate


def may_open(account: Any, who: tuple[str, ...]) -> bool:
    """Say whether an account holds one of the roles today, or any office post where STAFF is among them."""
    if not account.is_authenticated:
        return False
    return (STAFF in who and account.is_office) or account.holds(*who)
