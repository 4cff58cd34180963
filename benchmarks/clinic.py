"""
A station's save with forty tablets at once, beside the barest insert; and a whole mission's log into head office.

On SQLite (WAL, `synchronous=FULL`, as on a site's laptop) forty tablets save as stations do, each some entries at a time,
through the product's own server, by turns with a view that reads the same JSON and inserts one row. On PostgreSQL the
frames of 5,000 residents' entries, as the rehearsal makes them, go through head office's own door over an open line.
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
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from benchmarks.measure import Line
from naru.missions.management.rehearsal import world

CLAIM = (
    "A station's save with 40 tablets at synchronous=FULL: p95 at most 3 times the barest insert, and 200 ms"
)
SYNC = "A whole mission (100,000 entries) to head office: at most 10 MB, at least 2,000 entries a second"
DATABASES = ("sqlite", "postgresql")
TABLETS, EACH_SECOND, LIMIT = 40, 0.25, 200.0
"""Forty tablets, each saving every four seconds: seven times what a day of 5,000 residents asks of them."""
RESIDENTS, MOST_BYTES, LEAST_A_SECOND = 5_000, 10_000_000, 2_000


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


def __getattr__(name: str) -> Any:
    """Give the address table with the floor in it, made when it is first asked for."""
    if name == "urlpatterns":
        return _urls()
    raise AttributeError(name)


def _site() -> Any:
    """Set a mission with one site up."""
    from naru.activities.actions import activities, programme
    from naru.missions.actions import missions

    at, day = timezone.now(), world.FIRST_DAY
    year = programme.open_year(day.year, by=None, at=at)
    project = programme.open_project(year, line="missions", title_ko="측정", title_en="Bench", by=None, at=at)
    days = {"starts_on": day, "ends_on": day + timedelta(days=4)}
    row = activities.plan(project, kind="mission", title_ko="측정", title_en="Bench", by=None, at=at, **days)
    mission = missions.set_up(row, code="BENCH", by=None, at=at)
    return missions.open_site(
        mission, name="Bench", zone="Asia/Ulaanbaatar", letter="A", by=None, at=at, **days
    )


@contextmanager
def _served() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    # No page is asked for, so no styles and scripts are built.
    (Path(settings.STATIC_ROOT) / "staticfiles.json").touch()
    command = [sys.executable, "-m", "naru", "serve", "--port", str(port), "--workers", "1"]
    environment = os.environ | {"NARU_BENCH_URLS": "benchmarks.clinic"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _turn in range(480):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Hand:
    """Somebody at a tablet: writes entries as the stations do, and waits for the answer of each save."""

    def __init__(self, port: int, place: int, tag: str, token: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.place, self.tag, self.token = place, tag, token
        self.chance = world.dice("bench", place)
        self.seq = self.running = 0

    def entry(self, kind: str, body: dict[str, Any], of: str, visit: str | None) -> dict[str, Any]:
        """Make one entry."""
        self.seq += 1
        at = datetime.now(UTC)
        return {
            "id": str(world.uuid7(at, self.chance)),
            "kind": kind,
            "seq": self.seq,
            "at": at.isoformat(timespec="milliseconds"),
            "by": "V001",
            "of": of,
            "visit": visit,
            "corrects": None,
            "body": body,
        }

    def saves(self) -> Iterator[list[dict[str, Any]]]:
        """Give what each save of one resident's day brings, station after station."""
        from naru.missions.rules.numbers import number

        while True:
            self.running += 1
            of, visit = (str(world.uuid7(datetime.now(UTC), self.chance)) for _each in "12")
            told = {"name": f"Батбаяр {self.place} {self.running}", "sex": "male", "language": "mn"}
            told |= {
                "consent": "given",
                "birth_on": "1980-05-05",
                "number": number("A", self.tag, self.running),
            }
            day = {"day": world.FIRST_DAY.isoformat(), "returning": False}
            here = (of, visit)
            yield [
                self.entry("resident.registered", told, of, None),
                self.entry("visit.arrived", day, *here),
                self.entry("queue.placed", {"station": "triage"}, *here),
            ]
            vitals = {"temperature_c": 36.7, "pulse": 76, "spo2": 98, "weight_kg": 61}
            judged = {"answers": {}, "colour": "none", "criteria": [], "rules": "1"}
            yield [
                self.entry("vitals.taken", vitals, *here),
                self.entry("triage.judged", judged, *here),
                self.entry("queue.placed", {"station": "medical"}, *here),
            ]
            yield [self.entry("queue.called", {"station": "medical"}, *here)]
            seen = {"specialty": "medical", "diagnoses": [{"code": "J06.9"}], "procedures": []}
            yield [
                self.entry("consultation.recorded", seen, *here),
                self.entry("queue.placed", {"station": "exit"}, *here),
            ]
            yield [self.entry("visit.exited", {"outcome": "home"}, *here)]

    def post(self, address: str, some: list[dict[str, Any]]) -> float:
        """Save; give the seconds until the answer."""
        body = json.dumps({"sent_at": datetime.now(UTC).isoformat(), "entries": some})
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        begun = time.perf_counter()
        self.line.request("POST", address, body, head)
        answer = self.line.getresponse()
        told = answer.read()
        taken = time.perf_counter() - begun
        assert answer.status == 200, (answer.status, told[:200])
        if "site" in address:
            assert {each["state"] for each in json.loads(told)["entries"]} == {"stored"}
        return taken


def _round(hands: list[Hand], streams: list[Any], address: str, seconds: float) -> list[float]:
    times: list[list[float]] = [[] for _hand in hands]
    faults: list[BaseException] = []

    def work(place: int) -> None:
        try:
            pause = 1 / EACH_SECOND
            due = time.perf_counter() + pause * place / len(hands)
            for _turn in range(max(1, int(seconds * EACH_SECOND))):
                time.sleep(max(0.0, due - time.perf_counter()))
                due += pause
                times[place].append(hands[place].post(address, next(streams[place])))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(hands))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return [one for some in times for one in some]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def _saves(*, quick: bool) -> Iterator[Line]:
    from naru.missions.actions import tablets
    from naru.missions.models import Entry

    site, at = _site(), timezone.now()
    rounds, seconds = (2, 8.0) if quick else (5, 24.0)
    tokens = []
    for place in range(TABLETS):
        _tablet, link = tablets.add_tablet(site, label=f"{place}", by=None, at=at)
        tablet, token = tablets.enrol(link, by=None, at=at)
        tokens.append((tablet.tag, token))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (id integer PRIMARY KEY, told text NOT NULL)")
    _full(site, 300 if quick else RESIDENTS)
    connections.close_all()
    door = "/en/missions/site/entries/"
    ours: list[float] = []
    least: list[float] = []
    with _served() as port:
        hands = [Hand(port, place, tag, token) for place, (tag, token) in enumerate(tokens)]
        streams = [hand.saves() for hand in hands]
        bare = [iter(lambda: [{"kind": "x" * 300}], None) for _hand in hands]
        for address, each in (("/bench-floor/", bare), (door, streams)):
            _round(hands, each, address, 4.0)
        for _turn in range(rounds):
            least += _round(hands, bare, "/bench-floor/", seconds)
            ours += _round(hands, streams, door, seconds)
    note = f"{len(ours):,} saves, {Entry.objects.count():,} entries in the log"
    yield Line(CLAIM, "a station's save beside one insert, p95", _p95(ours), _p95(least), "ms", 3, note)
    yield Line(CLAIM, "a station's save, p95", _p95(ours), LIMIT, "ms", 1, note, size=True)


def _full(site: Any, residents: int) -> None:
    """Fill the site with a day of residents, frame by frame, as it would have come from another laptop of it."""
    from naru.missions.actions import syncing

    for _header, frame in _frames(site, residents):
        assert syncing.take_frame(frame, at=timezone.now())[1].word == "new"


def _entries(residents: int) -> Iterator[dict[str, Any]]:
    """Give the entries of a rehearsed mission at one site, as a laptop tells them to head office."""
    from naru.missions.rules.numbers import number

    size = world.Size(sites=1, tablets=20, days=4, residents=residents, medicines=120, rounds=40)
    made = world.make(1, size)
    devices = [str(world.uuid7(made.moment(0, 0), world.dice("device", place))) for place in range(20)]
    seqs = dict.fromkeys(range(20), 0)
    chance = world.dice("ids")
    for running, coming in enumerate(made.comings, 1):
        now = made.moment(coming.day, coming.round)
        of, visit = (str(world.uuid7(now, chance)) for _each in "12")
        known: dict[str, str] = {}
        lines: list[dict[str, Any]] = []
        for step in world.path(
            made, world.Coming(coming.person, "A", coming.day, coming.round, False), chance
        ):
            now += timedelta(seconds=chance.randrange(3, 40))
            place = (world.STATIONS.index(step.station) + 8 * (coming.person % 2)) % 20
            body: dict[str, Any] = dict(step.body)
            if step.kind == "resident.registered":
                body["number"] = number("A", "2A", running)
            elif step.kind == "prescription.written":
                lines = [
                    {
                        "line": str(world.uuid7(now, chance)),
                        "medicine": f"M{chance.randrange(120):03}",
                        "quantity": 10,
                    }
                    for _line in range(body["lines"])
                ]
                body["lines"] = lines
            bodies = [body]
            if step.kind == "medicine.dispensed":
                bodies = [
                    {
                        "line": line["line"],
                        "lots": [{"lot": f"{line['medicine']}-1", "quantity": 10}],
                        "done": True,
                    }
                    for line in lines
                ]
            for each in bodies:
                seqs[place] += 1
                told = {
                    "id": str(world.uuid7(now, chance)),
                    "kind": step.kind,
                    "seq": seqs[place],
                    "at": (now + timedelta(hours=8))
                    .isoformat(timespec="milliseconds")
                    .replace("+00:00", "+08:00"),
                    "by": f"V{place:03}",
                    "of": of,
                    "visit": visit,
                    "corrects": known.get(step.corrects),
                    "body": each,
                    "tablet": devices[place],
                    "happened": int(now.timestamp() * 1000),
                    "received": int(now.timestamp() * 1000) + chance.randrange(50, 4_000),
                }
                known["last"] = told["id"]
                if step.name:
                    known[step.name] = told["id"]
                yield told


def _frames(site: Any, residents: int) -> Iterator[tuple[int, bytes]]:
    """Seal the entries into frames with the product's own seal; gives each frame with how many entries it holds."""
    from naru.missions.actions.syncing import key_of
    from naru.missions.rules import entries as rules
    from naru.missions.rules import frames

    key = key_of(site, at=timezone.now())
    epoch = UUID(int=world.dice(site.uid).getrandbits(128))
    every = list(_entries(residents))
    at = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp() * 1000)
    tablets = [
        {"uid": uid, "label": f"T{place}", "tag": f"Z{place}", "added": at, "enrolled": at, "revoked": None,
         "have": 0, "highest": 0}
        for place, uid in enumerate(dict.fromkeys(one["tablet"] for one in every))
    ]  # fmt: skip
    said = {
        "ordinal": 1,
        "from": None,
        "at_number": 0,
        "why": "opened",
        "laptop": "",
        "begun": at,
        "chain": "",
    }
    chain = ""
    for first in range(0, len(every), frames.ENTRIES):
        some = every[first : first + frames.ENTRIES]
        before = chain
        for one in some:
            digest = rules.digest_of(one["tablet"], {name: one[name] for name in rules.ORDER})
            chain = rules.chained(chain, digest)
        told = {"before": before, "after": chain, "epoch": said, "tablets": tablets, "aside": 0}
        header = frames.Header(site.uid, epoch, first + 1, first + len(some))
        yield len(some), frames.seal_frame(key, header, {**told, "columns": frames.in_columns(some)})


def _sync(*, quick: bool) -> Iterator[Line]:
    from naru.missions.models import Entry

    site = _site()
    made = list(_frames(site, 500 if quick else RESIDENTS))
    entries, size = sum(count for count, _frame in made), sum(len(frame) for _count, frame in made)
    connections.close_all()
    with _served() as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        head = {"Content-Type": "application/octet-stream"}
        begun = time.perf_counter()
        for _count, frame in made:
            line.request("POST", f"/en/missions/sync/{site.uid}/frames/", frame, head)
            answer = line.getresponse()
            size += len(answer.read())
            assert answer.status == 200, answer.status
        took = time.perf_counter() - begun
    assert Entry.objects.count() == entries, (Entry.objects.count(), entries)
    note = f"{entries:,} entries in {len(made)} frames, {took:.0f} s, {size / entries:.0f} bytes each"
    most = MOST_BYTES * entries / 100_000
    yield Line(SYNC, "bytes both ways", size / 1_000_000, most / 1_000_000, "MB", 1, note, size=True)
    wanted = entries / LEAST_A_SECOND
    yield Line(SYNC, "into PostgreSQL, everything folded", took, wanted, "s", 1, note, size=True)


def measure(*, quick: bool) -> Iterator[Line]:
    """Save and insert by turns on SQLite; send a mission's log to head office on PostgreSQL."""
    yield from (_saves if connection.vendor == "sqlite" else _sync)(quick=quick)
