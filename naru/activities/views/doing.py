"""What every screen that changes something shares: do it, tell the visitor, or print the refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from naru.activities.forms.activities import RUNNERS
from naru.activities.models import Activity
from naru.history.book import Refusal


def may_run(request: HttpRequest) -> bool:
    """Say whether the visitor runs activities."""
    return bool(request.user.is_authenticated and request.user.holds(*RUNNERS))


def found(request: HttpRequest, pk: int) -> Activity:
    """Find an activity the visitor may see, or answer 404."""
    rows = Activity.objects.visible_to(request.user).select_related(
        "project", "place__country", "country", "part_of"
    )
    return get_object_or_404(rows, pk=pk)


def do(request: HttpRequest, deed: Callable[..., Any], *subject: Any, said: str = "", **values: Any) -> Any:
    """
    Do something now; say so, or print why it was refused (then give None).

    It is done in the visitor's name, unless `by` says in whose: a personal link may speak for nobody's account.
    """
    try:
        done = deed(*subject, **{"by": request.user, "at": timezone.now()} | values)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return None
    if said:
        messages.success(request, said)
    return True if done is None else done
