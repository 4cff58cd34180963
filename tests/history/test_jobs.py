"""Long work through its door: progress, tries, refusals, cancelling, lost workers, what runs by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import get_language

from naru.history.book import Refusal, ask, every, work, work_off
from naru.history.book import jobs as book
from naru.history.book.jobs import cancel, recover, start_routines, try_again
from naru.history.models import Entry, Job, Routine
from naru.history.rules import jobs as rules
from tests.makers.accounts import NOW, an_account, an_officer

pytestmark = pytest.mark.django_db

SEEN: list = []


@work("test.add", title="Add")
def add(job, first, second):
    job.progress(1, 2, "half")
    return {"sum": first + second, "language": get_language(), "by": str(job.by)}


@work("test.fails", title="Fail", tries=3)
def fails(job):
    SEEN.append(job.row.attempts)
    raise OSError("the line is dead")


@work("test.refuses", title="Refuse")
def refuses(job):
    raise Refusal("There is nothing to count.")


@work("test.stops", title="Stop in the middle")
def stops(job):
    cancel(job.row, by=job.by, at=NOW)
    job.progress(1, 3)
    SEEN.append("not reached")


@work("test.is_told_to_stop", title="Told to stop")
def is_told_to_stop(job):
    raise SystemExit(1)


@every(minutes=10)
@work("test.tick", title="Tick")
def tick(job):
    SEEN.append("tick")


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch):
    SEEN.clear()
    monkeypatch.setattr(book, "ROUTINES", {"test.tick": 10})


def again_now(job: Job) -> None:
    """Let the pause before the next try pass."""
    from django_tasks_db.models import DBTaskResult

    Job.objects.filter(pk=job.pk).update(not_before=None)
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_off()
    job.refresh_from_db()


def test_asked_work_is_done_with_its_result_and_progress_in_the_askers_language():
    job = ask("test.add", by=an_account("Kim", language="ru"), at=NOW, first=2, second=3)
    assert job.state == "waiting"
    assert work_off() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    assert job.result == {"sum": 5, "language": "ru", "by": "Kim"}
    assert (job.done, job.total, job.message) == (1, 2, "half")
    assert job.percent == 100
    assert work_off() == 0


def test_a_kind_that_nobody_declared_is_refused():
    with pytest.raises(KeyError):
        ask("test.nothing", by=None, at=NOW)
    assert not Job.objects.exists()


def test_work_asked_for_later_waits():
    job = ask("test.add", by=None, at=NOW, not_before=timezone.now() + timedelta(hours=1), first=1, second=1)
    assert work_off() == 0
    again_now(job)
    assert job.state == "done"


def test_a_failed_try_is_repeated_after_growing_pauses_until_the_tries_are_used_up():
    job = ask("test.fails", by=an_officer(), at=NOW)
    work_off()
    job.refresh_from_db()
    first = job.not_before
    assert (job.state, job.attempts) == ("waiting", 1)
    assert "the line is dead" in job.error
    assert work_off() == 0
    again_now(job)
    assert job.not_before - first > timedelta(seconds=25)
    again_now(job)
    assert (job.state, job.attempts) == ("failed", 3)
    assert SEEN == [1, 2, 3]
    assert job.finished_at


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 10), (2, 40), (3, 160), (9, 3600), (99, 3600)])
def test_pauses_grow_fourfold_to_an_hour(attempt, seconds):
    assert rules.pause_after(attempt) == timedelta(seconds=seconds)


def test_a_refusal_ends_the_work_at_once_with_its_sentence():
    job = ask("test.refuses", by=an_officer(), at=NOW)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 1, "There is nothing to count.")


def test_waiting_work_is_cancelled_at_once_and_never_run():
    officer = an_officer()
    job = ask("test.fails", by=officer, at=NOW)
    cancel(job, by=officer, at=NOW)
    work_off()
    job.refresh_from_db()
    assert (job.state, SEEN) == ("cancelled", [])
    assert Entry.objects.about(job).get().verb == "cancelled"
    with pytest.raises(Refusal):
        cancel(job, by=officer, at=NOW)


def test_running_work_stops_at_its_next_word_of_progress():
    job = ask("test.stops", by=an_officer(), at=NOW)
    work_off()
    job.refresh_from_db()
    assert (job.state, SEEN) == ("cancelled", [])


def test_failed_work_can_be_started_again_with_a_fresh_set_of_tries():
    officer = an_officer()
    job = ask("test.refuses", by=officer, at=NOW)
    with pytest.raises(Refusal):
        try_again(job, by=officer, at=NOW)
    work_off()
    try_again(job, by=officer, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("waiting", 0, "")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 1)


def test_a_worker_told_to_stop_at_once_gives_the_job_back_without_counting_the_try():
    job = ask("test.is_told_to_stop", by=None, at=NOW)
    shift_limit = 1
    work_off(limit=shift_limit)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == ("waiting", 0, "")


def test_the_job_of_a_silent_worker_goes_to_another():
    job = ask("test.add", by=None, at=NOW, first=1, second=2)
    taken = book._take(job.pk, "worker-that-dies")
    assert taken.state == "running"
    now = timezone.now()
    assert recover(at=now) == 0
    assert recover(at=now + rules.LEASE + timedelta(seconds=1)) == 1
    job.refresh_from_db()
    assert job.state == "waiting"
    again_now(job)
    assert (job.state, job.attempts, job.result["sum"]) == ("done", 2, 3)


def test_a_heartbeat_keeps_the_job():
    job = ask("test.add", by=None, at=NOW, first=1, second=2)
    book._take(job.pk, "alive")
    later = timezone.now() + timedelta(seconds=50)
    assert book.beat("alive", at=later) == 1
    assert recover(at=later + timedelta(seconds=30)) == 0


def test_a_worker_that_lost_its_job_can_neither_report_nor_end_it():
    job = ask("test.add", by=None, at=NOW, first=1, second=2)
    old = book.Working(book._take(job.pk, "old"), "old")
    recover(at=timezone.now() + rules.LEASE * 2)
    Job.objects.filter(pk=job.pk).update(not_before=None)
    assert book._take(job.pk, "new")
    with pytest.raises(book.Taken):
        old.progress(1, 2)
    book._end(old.row, "old", rules.State.DONE)
    job.refresh_from_db()
    assert (job.state, job.worker) == ("running", "new")


def test_work_whose_tries_are_used_up_by_dying_workers_fails():
    job = ask("test.fails", by=None, at=NOW)
    for _ in range(3):
        Job.objects.filter(pk=job.pk).update(not_before=None)
        assert book._take(job.pk, "dies")
        recover(at=timezone.now() + rules.LEASE * 2)
    job.refresh_from_db()
    assert job.state == "failed"


def test_what_runs_by_itself_is_started_when_due_and_recorded():
    assert start_routines(at=NOW) == 1
    assert start_routines(at=NOW + timedelta(minutes=9)) == 0
    work_off()
    assert SEEN == ["tick"]
    assert start_routines(at=NOW + timedelta(minutes=10)) == 1
    routine = Routine.objects.get()
    assert (routine.runs, routine.last_at) == (2, NOW + timedelta(minutes=10))
    assert routine.last_job.kind == "test.tick"


def test_finished_work_is_put_away_in_time_and_open_work_never():
    officer, now = an_officer(), timezone.now()
    old, older = now - timedelta(days=3), now - timedelta(days=91)
    rows = [
        ("done", None, now),
        ("failed", None, old),
        ("done", officer, old),
        ("running", None, None),
        ("done", None, old),
        ("failed", officer, older),
    ]
    for state, by, ended in rows:
        job = ask("test.add", by=by, at=NOW, first=1, second=1)
        Job.objects.filter(pk=job.pk).update(state=state, finished_at=ended, message=f"{state} {by} {ended}")
    assert book.tidy(at=now) == 2
    left = set(Job.objects.values_list("message", flat=True))
    assert left == {f"{state} {by} {ended}" for state, by, ended in rows[:4]}


def test_a_routine_that_is_still_running_is_not_started_twice():
    start_routines(at=NOW)
    start_routines(at=NOW + timedelta(minutes=30))
    assert Job.objects.count() == 1
