"""The worker as a process: it is killed, told to stop, and kept alive by its second thread."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from naru.history.book import ask, work
from naru.history.models import Job
from tests.makers.accounts import NOW

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 40.0


@work("test.slow", title="Slow work")
def slow(job, seconds):
    """Stand in for the function of the other process, so that it can be asked for here."""


@work("test.silent", title="Silent work")
def silent(job, seconds):
    """Stand in for the function of the other process, so that it can be asked for here."""


@pytest.fixture
def a_worker(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start workers on this test's own database; end those that are left."""
    settings = connection.settings_dict
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "NARU_DATA": str(tmp_path)}
    if connection.vendor == "sqlite":
        (tmp_path / "naru.sqlite3").symlink_to(settings["NAME"])
    else:
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"].replace(
            "/postgres?", f"/{settings['NAME']}?"
        )
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, lease: float = 60) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "tests.history.worker_process",
                "--interval",
                "0.1",
                *arguments,
            ],
            cwd=ROOT,
            env={**environment, "TEST_LEASE": str(lease)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


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
    first = a_worker(lease=2)
    until(job, state="running", attempts=1)
    Job.objects.filter(pk=job.pk).update(arguments={"seconds": 0.2})
    first.kill()
    first.wait()
    assert Job.objects.get(pk=job.pk).state == "running"
    a_worker(lease=2)
    until(job, attempts=1, state="waiting")
    assert "stopped in the middle" in job.error or "중" in job.error
    Job.objects.filter(pk=job.pk).update(not_before=None)
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    until(job, state="done", attempts=2)
    assert job.result == {"attempt": 2}


@pytest.mark.django_db(transaction=True)
def test_long_silence_is_no_death_while_the_second_thread_beats(a_worker):
    job = ask("test.silent", by=None, at=NOW, seconds=5)
    a_worker(lease=2)
    a_worker(lease=2)
    until(job, state="done")
    assert job.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_signal_finishes_the_running_job_and_stops(a_worker):
    job = ask("test.slow", by=None, at=NOW, seconds=2)
    later = ask("test.slow", by=None, at=NOW, seconds=2)
    process = a_worker("--json")
    until(job, state="running")
    process.send_signal(signal.SIGTERM)
    told, _nothing = process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    job.refresh_from_db()
    later.refresh_from_db()
    assert (job.state, later.state) == ("done", "waiting")
    assert [json.loads(line)["what"] for line in told.splitlines()] == ["started", "stopping", "ended"]


@pytest.mark.django_db(transaction=True)
def test_the_second_signal_gives_the_job_back_and_stops_at_once(a_worker):
    job = ask("test.slow", by=None, at=NOW, seconds=60)
    process = a_worker()
    until(job, state="running")
    process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=LIMIT)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)


@pytest.mark.django_db
def test_once_does_what_is_due_and_tells_it(capsys, monkeypatch):
    from naru.history.book import jobs

    monkeypatch.setattr(jobs, "ROUTINES", {})
    monkeypatch.setattr("naru.history.management.commands.work.ROUTINES", {})
    job = ask("test.slow", by=None, at=NOW, seconds=0)
    call_command("work", once=True, json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["what"], line["job"]) for line in lines] == [("started", job.pk), ("ended", job.pk)]
    assert lines[-1]["state"] == "done"
    call_command("work", once=True)
    assert capsys.readouterr().out
