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
    """Give the meetings of the slot that runs and of the one that follows; once all is over, the last two held."""
    slots = list(row.slots.standing())
    moment = timezone.now()
    running = next((one for one in slots if one.start(row.zone) <= moment < one.end(row.zone)), None)
    coming = next((one for one in slots if one.start(row.zone) > moment), None)
    rows = row.meetings.scheduled().for_list().in_order()
    over = bool(slots) and running is None and coming is None
    if over:
        used = set(rows.values_list("slot", flat=True))
        last = [one for one in slots if one.pk in used][-2:]
        running, coming = (last[0] if last else None), (last[1] if len(last) > 1 else None)
    return {
        "over": over,
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
