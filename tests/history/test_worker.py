"""The worker as a process: it is killed, told to stop, and kept alive by its second thread."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from naru.history.book import ask, jobs, work
from naru.history.models import Job
from naru.history.rules import jobs as rules
from tests.makers.accounts import NOW

LIMIT = 40.0
"""Seconds after which a test gives up waiting."""


@work("test.slow", title="Slow work")
def slow(job, seconds):
    end, turns = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        turns += 1
        job.progress(turns)
        time.sleep(0.05)
    return {"attempt": job.row.attempts}


@work("test.silent", title="Silent work")
def silent(job, seconds):
    time.sleep(seconds)
    return {"attempt": job.row.attempts}


def _be_a_worker(told: Path, lease: float) -> None:
    rules.LEASE, rules.HEARTBEAT = timedelta(seconds=lease), timedelta(seconds=lease / 5)
    jobs.ROUTINES.clear()
    with told.open("w") as out:
        call_command("work", json=True, interval=0.1, stdout=out)


@pytest.fixture
def a_worker(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Start workers on this test's own database, each a process of its own; end those that are left."""
    started: list[Any] = []

    def start(*, lease: float = 60) -> Any:
        connections.close_all()
        told = tmp_path / f"told-{len(started)}"
        process = multiprocessing.get_context("fork").Process(target=_be_a_worker, args=[told, lease])
        process.start()
        process.told = told  # type: ignore[attr-defined]
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def until(job: Job, **wanted: object) -> Job:
    """Wait until a job's row is as wanted."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        job.refresh_from_db()
        if all(getattr(job, name) == value for name, value in wanted.items()):
            return job
        time.sleep(0.1)
    raise AssertionError(f"{job.state} after {LIMIT} s, not {wanted}: {job.error}")


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_worker_is_picked_up_by_another(a_worker):
    job = ask("test.slow", by=None, at=NOW, seconds=30)
    first = a_worker(lease=1)
    until(job, state="running", attempts=1)
    Job.objects.filter(pk=job.pk).update(arguments={"seconds": 0.2})
    first.kill()
    first.join()
    assert Job.objects.get(pk=job.pk).state == "running"
    a_worker(lease=1)
    until(job, attempts=1, state="waiting")
    assert "RuntimeError" in job.error
    Job.objects.filter(pk=job.pk).update(not_before=None)

    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    until(job, state="done", attempts=2)
    assert job.result == {"attempt": 2}


@pytest.mark.django_db(transaction=True)
def test_long_silence_is_no_death_while_the_second_thread_beats(a_worker):
    job = ask("test.silent", by=None, at=NOW, seconds=3)
    a_worker(lease=1)
    a_worker(lease=1)
    until(job, state="done")
    assert job.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_signal_finishes_the_running_job_and_stops(a_worker):
    job = ask("test.slow", by=None, at=NOW, seconds=2)
    later = ask("test.slow", by=None, at=NOW, seconds=2)
    process = a_worker()
    until(job, state="running")
    os.kill(process.pid, signal.SIGTERM)
    process.join(LIMIT)
    assert process.exitcode == 0
    job.refresh_from_db()
    later.refresh_from_db()
    assert (job.state, later.state) == ("done", "waiting")
    assert [json.loads(line)["what"] for line in process.told.read_text().splitlines()] == [
        "started",
        "stopping",
        "ended",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_second_signal_gives_the_job_back_and_stops_at_once(a_worker):
    job = ask("test.slow", by=None, at=NOW, seconds=60)
    process = a_worker()
    until(job, state="running")
    os.kill(process.pid, signal.SIGTERM)
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGTERM)
    process.join(LIMIT)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)


@pytest.mark.django_db
def test_once_does_what_is_due_and_tells_it(capsys, monkeypatch):
    monkeypatch.setattr(jobs, "ROUTINES", {})
    monkeypatch.setattr("naru.history.management.commands.work.ROUTINES", {})
    job = ask("test.slow", by=None, at=NOW, seconds=0)
    call_command("work", once=True, json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["what"], line["job"]) for line in lines] == [("started", job.pk), ("ended", job.pk)]
    assert lines[-1]["state"] == "done"
    call_command("work", once=True)
    assert capsys.readouterr().out
