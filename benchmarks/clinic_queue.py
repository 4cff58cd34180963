"""
The queue of a site with 5,000 waiting: the board, the waiting tent, beside the barest view that reads the same rows.

All are asked in this process, behind the same middleware and with the same account, by turns. The floor reads the
5,000 rows with the columns that a queue needs, in the order of the key, and answers their number: it knows no station,
no colour, no wait and no resident.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import override

from benchmarks.measure import Line

CLAIM = "The queue's screens with 5,000 waiting: p95 at most 100 ms"
FLOOR = "The queue's screens with 5,000 waiting cost at most 4 times reading the bare rows"
SAME = "The queue's screens ask as often for 5,000 as for 50"
DATABASES = ("sqlite", "postgresql")
WAITING, LIMIT = 5_000, 100.0
STATIONS = ("triage", "medical", "dental", "korean", "eye", "pharmacy")
COLOURS = (("red", 0), ("yellow", 1), ("none", 2), ("green", 3))


def floor(request: HttpRequest) -> HttpResponse:
    """Read the rows of all who wait, and say how many they are."""
    from naru.missions.models import Visit

    assert request.user.is_authenticated
    rows = list(Visit.objects.filter(standing="waiting").values_list("pk", "station", "colour", "queued_at"))
    return HttpResponse(str(len(rows)))


def _urls() -> list[Any]:
    from naru.front.urls import urlpatterns as own

    return [path("bench-floor/", floor), *own]


def __getattr__(name: str) -> Any:
    """Give the address table with the floor in it, made when it is first asked for."""
    if name == "urlpatterns":
        return _urls()
    raise AttributeError(name)


def _world() -> Any:
    from naru.activities.actions import activities, programme
    from naru.missions.models import Mission, Site

    at = timezone.now()
    year = programme.open_year(2024, by=None, at=at)
    project = programme.open_project(
        year, line="missions", title_ko="봉사", title_en="Missions", by=None, at=at
    )
    row = activities.plan(
        project,
        kind="mission",
        title_en="Bench mission",
        title_ko="측정 봉사",
        starts_on=date(2024, 7, 24),
        ends_on=date(2024, 7, 28),
        by=None,
        at=at,
    )
    mission = Mission.objects.create(activity=row, code="BENCH", set_up_at=at)
    return Site.objects.create(
        mission=mission,
        letter="A",
        uid=uuid.uuid4(),
        name="Ulaanbaatar",
        zone="Asia/Ulaanbaatar",
        starts_on=date(2024, 7, 24),
        ends_on=date(2024, 7, 28),
    )


def _fill(site: Any, number: int, *, first: int = 0) -> None:
    from naru.missions.models import Resident, Visit

    now = timezone.now()
    residents = Resident.objects.bulk_create(
        (
            Resident(
                uid=uuid.uuid4(),
                site=site,
                number=f"A2F-{place:04}-K",
                name=f"Resident {place}",
                sex="female",
            )
            for place in range(first, first + number)
        ),
        batch_size=500,
    )
    Visit.objects.bulk_create(
        (
            Visit(
                uid=uuid.uuid4(),
                site=site,
                resident=resident,
                day=now.date(),
                station=STATIONS[place % len(STATIONS)],
                standing="called" if place % 250 == 0 else "waiting",
                colour=COLOURS[place * 7 % 4][0],
                rank=COLOURS[place * 7 % 4][1],
                queued_at=now - timedelta(seconds=place),
                pregnant="no",
                age_days=12_000,
            )
            for place, resident in enumerate(residents)
        ),
        batch_size=500,
    )


def _client() -> Client:
    from naru.directory.actions.accounts import appoint
    from naru.directory.models import Account

    account = Account.objects.create_user("bench@example.org", name="Bench", language="en")
    appoint(account, role="mission_officer", since=date(2020, 1, 1), by=None, at=timezone.now())
    client = Client(headers={"HX-Request": "true"})
    client.force_login(account)
    return client


def _timed(client: Client, address: str) -> tuple[float, float]:
    """Give the milliseconds that a page took by the clock, and those of the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    taken, work = time.perf_counter() - begun, time.process_time() - worked
    assert answer.status_code == 200, answer.status_code
    return taken * 1000, work * 1000


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def measure(*, quick: bool) -> Iterator[Line]:
    """Ask for the board, the tent and the floor by turns."""
    with override("en"), override_settings(ROOT_URLCONF="benchmarks.clinic_queue"):
        site = _world()
        client = _client()
        pages = {
            "board": reverse("missions:queue", args=[site.pk]),
            "waiting tent": reverse("missions:tent", args=[site.pk]),
        }
        _fill(site, 50)
        few = {name: (client.get(address), _asked(client, address))[1] for name, address in pages.items()}
        _fill(site, WAITING - 50, first=50)
        addresses = {"floor": "/bench-floor/", **pages}
        times: dict[str, list[float]] = {name: [] for name in addresses}
        works: dict[str, list[float]] = {name: [] for name in addresses}
        for turn in range(15 if quick else 80):
            for name, address in addresses.items():
                taken, work = _timed(client, address)
                if turn >= 3:
                    times[name].append(taken)
                    works[name].append(work)
        for name, address in pages.items():
            many = _asked(client, address)
            note = (
                f"{WAITING:,} waiting, {many} questions, {median(works[name]):.0f} ms of processor (median)"
            )
            yield Line(CLAIM, f"{name}, p95", _p95(times[name]), LIMIT, "ms", 1, note, size=True)
            yield Line(
                FLOOR, f"{name} beside bare rows, p95", _p95(times[name]), _p95(times["floor"]), "ms", 4, note
            )
            yield Line(
                SAME, f"{name}, questions for 5,000 and for 50", many, few[name], "queries", 1, size=True
            )
