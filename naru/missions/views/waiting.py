"""The queue of a site: the board for those who work there, and the screen of the waiting tent, with numbers only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.directory.rules.accounts import Role
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.missions.models import Site
from naru.missions.queries import waiting
from naru.missions.rules.entries import Colour, Station
from naru.missions.rules.waiting import COLOURS, minutes
from naru.missions.views.at_site import around_site, site_of

TONES = {Colour.RED: "danger", Colour.YELLOW: "warning", Colour.GREEN: "success", Colour.NONE: "neutral"}
IN_TENT = 6
"""How many of those called the tent's screen shows: more could not be read from afar."""


def _stations(site: Site) -> list[dict[str, Any]]:
    now = timezone.now()
    queues = waiting.queues_of(site, now=now)
    first = waiting.first_of(site)
    return [
        {
            "name": queue.station.label,
            "code": queue.station.value,
            "waiting": queue.waiting,
            "average": queue.average,
            "longest": queue.longest,
            "counts": [
                (colour.label, TONES[colour], queue.counts[colour])
                for colour in COLOURS
                if colour in queue.counts
            ],
            "first": [_line(row, now) for row in first.get(queue.station, [])],
            "more": max(0, queue.waiting - len(first.get(queue.station, []))),
        }
        for queue in queues.values()
    ]


def _line(row: dict[str, Any], now: Any) -> dict[str, Any]:
    colour = Colour(row["colour"])
    return {
        "number": row["resident__number"] or "–",
        "colour": colour.label,
        "tone": TONES[colour],
        "minutes": minutes(row["queued_at"], now),
    }


def _called(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "number": row["resident__number"] or "–",
            "station": Station(row["station"]).label,
            "held": row["standing"] == "held",
        }
        for row in waiting.called_at(site)
    ]


@open_to(STAFF, Role.CLINICIAN)
def queue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who waits where: by colour, then time; the page asks for itself again every few seconds."""
    site = site_of(request, pk)
    context = around_site(request, site, "queue") | {
        "heading": _("Queue"),
        "stations": _stations(site),
        "called": _called(site),
        "now": timezone.now(),
    }
    answer = page(request, "missions/queue.html", "rows", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@open_to(STAFF, Role.CLINICIAN)
def tent(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the waiting tent which numbers are called, and how long it takes: no names, no colours."""
    site = site_of(request, pk)
    stations = [each for each in _stations(site) if each["waiting"]]
    called = [each for each in _called(site) if not each["held"]][:IN_TENT]
    context = {
        "site": site,
        "heading": _("Waiting"),
        "stations": stations,
        "called": called,
        "now": timezone.now(),
    }
    answer = page(request, "missions/tent.html", "rows", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
