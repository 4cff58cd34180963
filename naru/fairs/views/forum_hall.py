"""The board that hangs in the hall: now and next, legible from afar, renewed by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from naru.fairs.models import Forum
from naru.fairs.models.forums import forum_of_hall
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page


def now_and_next(request: HttpRequest | None, row: Forum) -> dict[str, Any]:
    """Give the meetings of the slot that runs and of the one that follows; outside the hours, of the first."""
    slots = list(row.slots.standing())
    moment = timezone.now()
    running = next((one for one in slots if one.start(row.zone) <= moment < one.end(row.zone)), None)
    coming = next((one for one in slots if one.start(row.zone) > moment), None)
    if running is None and coming is None and slots:
        # The forum is over: the board shows its last slot as it was.
        running = slots[-1]
    rows = row.meetings.scheduled().for_list().in_order()
    return {
        "now_slot": running,
        "next_slot": coming,
        "now": list(rows.filter(slot=running)) if running else [],
        "next": list(rows.filter(slot=coming)) if coming else [],
    }


@open_to(ANYONE)
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Show now and next to the hall; only the address that the office gives out opens it."""
    row = forum_of_hall(key)
    if row is None:
        raise Http404
    context = now_and_next(request, row) | {"forum": row, "clock": timezone.now()}
    response = page(request, "fairs/forum/hall.html", "board", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
