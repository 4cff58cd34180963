"""
Twenty booths scanning two a second each, beside the barest view that inserts one row; and the flood after an outage.

Both are asked of the product's own server in a process of its own, by the same twenty telephones (threads with a
line kept open), by turns. The floor reads the same JSON and writes one row by one statement: it knows no device, no
badge, no visitor and no lead. What the flood sends comes twice, as it does where the first answers were lost.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from benchmarks.measure import Line

CLAIM = "Twenty booths scanning two a second: p95 at most 3 times the barest insert, and 150 ms"
FLOOD = "10,000 leads after an outage arrive once each, though every sending comes twice"
DATABASES = ("postgresql",)
BOOTHS, EACH_SECOND = 20, 2
LIMIT = 150.0
START = 300.0
"""Seconds within which the server has to answer."""
FLOOD_LEADS, FLOOD_LIMIT = 10_000, 120.0


@csrf_exempt
def floor(request: HttpRequest) -> HttpResponse:
    """Insert one row, and say so: what any view pays that takes something in."""
    told = json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (told) VALUES (%s)", [json.dumps(told)])
    return JsonResponse({"stored": 1})


def _urls() -> list[Any]:
    from naru.front.urls import urlpatterns as own

    return [path("bench-floor/", floor), *own]


if os.environ.get("NARU_BENCH_URLS") == "benchmarks.booths":
    urlpatterns = _urls()


def _world(booths: int, visitors: int) -> tuple[Any, list[str], list[str]]:
    """Set a fair up that runs today; give it, a token for each booth, and badges."""
    from naru.activities.actions import activities, programme
    from naru.directory.models import Organisation
    from naru.fairs.actions import exhibitors, fairs
    from naru.fairs.actions import visitors as people
    from naru.fairs.models import Visitor

    at = timezone.now()
    today = timezone.localdate(at)
    year = programme.open_year(today.year, by=None, at=at)
    project = programme.open_project(year, line="fairs", title_ko="박람회", title_en="Fairs", by=None, at=at)
    row = activities.plan(
        project,
        kind="fair",
        title_en="Bench fair",
        title_ko="측정 박람회",
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=2),
        by=None,
        at=at,
    )
    fair = fairs.set_up(row, by=None, at=at)
    fairs.publish_consent(fair, texts={"ko": "동의", "en": "Consent"}, by=None, at=at)
    tokens = []
    for number in range(booths):
        name = f"Hospital {number}"
        whose = Organisation.objects.create(name=name, name_latin=name, kind="hospital")
        booth = exhibitors.exhibit(fair, organisation=whose, booth=f"B{number}", by=None, at=at)
        _device, link = exhibitors.add_device(fair, label=name, exhibitor=booth, by=None, at=at)
        tokens.append(exhibitors.enrol(link, by=None, at=at)[1])
    made = Visitor.objects.bulk_create(
        Visitor(
            fair=fair,
            number=f"{number:06}",
            token=uuid.uuid4().hex[:22],
            name=f"Visitor {number}",
            language="ru",
            registered_at=at,
        )
        for number in range(visitors)
    )
    return fair, tokens, [people.badge_of(one) for one in made]


@contextmanager
def _served() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "naru", "serve", "--port", str(port), "--workers", "2"]
    environment = os.environ | {"NARU_BENCH_URLS": "benchmarks.booths"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the server of the benchmark did not come up") from None
                time.sleep(0.5)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Phone:
    """One telephone: a line kept open to the server, its token, its running number."""

    def __init__(self, port: int, token: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.token, self.number = token, 0

    def slip(self, **body: Any) -> dict[str, Any]:
        """Make one entry."""
        self.number += 1
        return {
            "id": str(uuid.uuid4()),
            "kind": "lead",
            "sequence": self.number,
            "device_time": datetime.now(UTC).isoformat(),
            "offset": 0,
            "body": body,
        }

    def post(self, address: str, slips: list[dict[str, Any]]) -> tuple[float, Any]:
        """Send entries; give the seconds it took and the answer."""
        body = json.dumps({"sent_at": datetime.now(UTC).isoformat(), "entries": slips})
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        begun = time.perf_counter()
        self.line.request("POST", address, body, head)
        answer = self.line.getresponse()
        told = answer.read()
        taken = time.perf_counter() - begun
        assert answer.status == 200, (answer.status, told[:200])
        return taken, json.loads(told)


def _together(phones: list[Phone], work: Callable[[int, Phone], list[float]]) -> list[float]:
    """Let every phone work in a thread of its own; give all the times."""
    times: list[list[float]] = [[] for _phone in phones]
    faults: list[BaseException] = []

    def run(place: int) -> None:
        try:
            times[place] = work(place, phones[place])
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return [one for some in times for one in some]


def _scans(phones: list[Phone], address: str, badges: Iterator[str], seconds: float) -> list[float]:
    lock = threading.Lock()

    def work(place: int, phone: Phone) -> list[float]:
        times = []
        pause = 1 / EACH_SECOND
        due = time.perf_counter() + pause * place / len(phones)
        for _turn in range(int(seconds * EACH_SECOND)):
            time.sleep(max(0.0, due - time.perf_counter()))
            due += pause
            with lock:
                badge = next(badges)
            times.append(phone.post(address, [phone.slip(badge=badge)])[0])
        return times

    return _together(phones, work)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def measure(*, quick: bool) -> Iterator[Line]:
    """Scan and insert by turns, then let the flood come."""
    from naru.fairs.models import Lead, Slip

    rounds, seconds = (2, 3.0) if quick else (5, 8.0)
    leads = 1_000 if quick else FLOOD_LEADS
    wanted = int(BOOTHS * EACH_SECOND * seconds * (rounds + 1)) + 1
    _fair, tokens, printed = _world(BOOTHS, wanted)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (id bigserial PRIMARY KEY, told jsonb NOT NULL)")
    connections.close_all()
    ours: list[float] = []
    least: list[float] = []
    with _served() as port:
        phones = [Phone(port, token) for token in tokens]
        badges = iter(printed)
        for address in ("/bench-floor/", "/en/fairs/booth/send/"):
            _scans(phones, address, badges if "send" in address else iter(printed * 2), 2.0)
        for _round in range(rounds):
            least += _scans(phones, "/bench-floor/", iter(printed * 2), seconds)
            ours += _scans(phones, "/en/fairs/booth/send/", badges, seconds)
        scanned = Slip.objects.count()
        note = f"{len(ours):,} scans, {scanned:,} slips"
        yield Line(CLAIM, "scan beside one insert, p95", _p95(ours), _p95(least), "ms", 3, note)
        yield Line(CLAIM, "scan, p95", _p95(ours), LIMIT, "ms", 1, note, size=True)

        before = Lead.objects.count()
        each = leads // BOOTHS

        def flood(_place: int, phone: Phone) -> list[float]:
            kept = [phone.slip(name=f"{uuid.uuid4()}", note="from the outage") for _lead in range(each)]
            times = []
            for first in range(0, each, 100):
                for _twice in range(2):
                    times.append(phone.post("/en/fairs/booth/send/", kept[first : first + 100])[0])
            return times

        begun = time.perf_counter()
        _together(phones, flood)
        took = time.perf_counter() - begun
    arrived = Lead.objects.count() - before
    names = Lead.objects.filter(note="from the outage").values("name").distinct().count()
    assert arrived == names == leads, (arrived, names, leads)
    note = f"{arrived:,} leads of {leads:,}, each once; {took:.0f} s for all"
    yield Line(FLOOD, "10,000 leads, each sent twice", took, FLOOD_LIMIT, "s", 1, note, size=True)
