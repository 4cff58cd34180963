"""Long work: declare it, ask for it, run it with progress, try it again, give up a lost worker."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_tasks import task

from naru.history.book.entries import Refusal, note
from naru.history.models import Job, Routine
from naru.history.rules import chain
from naru.history.rules import jobs as rules
from naru.history.rules.jobs import State

log = logging.getLogger("naru.work")


class Cancelled(Exception):  # noqa: N818 - the staff's word
    """The one who asked for the work has cancelled it; raised by `progress` inside the work."""


class Taken(Exception):  # noqa: N818 - says what happened
    """The worker was silent too long and its job was given to another; raised inside the work."""


@dataclass(frozen=True)
class Declared:
    """One kind of work as declared by `@work`: its function, its title and how often it is tried."""

    kind: str
    does: Callable[..., Any]
    title: str | Promise
    tries: int


DECLARED: dict[str, Declared] = {}
"""Every kind of work, by its name."""

ROUTINES: dict[str, int] = {}
"""The kinds that run by themselves, with their minutes."""


def work(
    kind: str, *, title: str | Promise = "", tries: int = rules.TRIES
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """
    Declare in an app's jobs.py how a kind of work is done: `f(job, **arguments)`.

    The function may be run more than once for one asking (a worker can die at any line), so it
    must be harmless to repeat. A Refusal ends the work at once; any other error is tried again
    after a pause. What it returns (plain JSON) is kept as the result; a result with a `url` and
    a `label` is offered as a link on the job's page.
    """

    def decorate(does: Callable[..., Any]) -> Callable[..., Any]:
        if kind in DECLARED and DECLARED[kind].does.__module__ != does.__module__:
            raise ValueError(f"The kind of work {kind!r} is declared twice.")
        DECLARED[kind] = Declared(kind, does, title or kind, tries)
        does.kind = kind  # type: ignore[attr-defined]
        return does

    return decorate


def every(*, minutes: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare that a kind of work runs by itself; stands above `@work`, which gives the kind."""

    def decorate(does: Callable[..., Any]) -> Callable[..., Any]:
        ROUTINES[does.kind] = minutes  # type: ignore[attr-defined]
        return does

    return decorate


def title_of(kind: str) -> str:
    """Give what a kind of work is called in the reader's language."""
    return str(DECLARED[kind].title) if kind in DECLARED else kind


@transaction.atomic
def ask(kind: str, *, by: Any, at: datetime, not_before: datetime | None = None, **arguments: Any) -> Job:
    """
    Ask for long work: a row that a worker takes up as soon as this transaction is kept.

    :raises KeyError: where no `@work` declares the kind
    """
    if kind not in DECLARED:
        raise KeyError(f"No work of the kind {kind!r} is declared.")
    job = Job.objects.create(kind=kind, by=by, arguments=arguments, asked_at=at, not_before=not_before)
    _enqueue(job.pk, not_before)
    return job


def _enqueue(pk: int, not_before: datetime | None) -> None:
    (run.using(run_after=not_before) if not_before else run).enqueue(pk)


class Working:
    """What a work function holds in its hand: the job's row, who asked, and where to report progress."""

    def __init__(self, row: Job, worker: str) -> None:
        self.row = row
        self.pk = row.pk
        self.by = row.by
        self.worker = worker
        self._told_at: datetime | None = None

    def progress(self, done: int, total: int = 0, message: str | Promise = "") -> None:
        """
        Tell how far the work is; at most two rows a second reach the database.

        :raises Cancelled: when the one who asked has cancelled
        :raises Taken: when the job was given to another worker
        """
        now = timezone.now()
        last = bool(total) and done >= total
        if self._told_at and not last and now - self._told_at < timedelta(milliseconds=500):
            return
        self._told_at = now
        kept = Job.objects.filter(pk=self.pk, worker=self.worker, state=State.RUNNING)
        if not kept.update(
            done=done, total=total, message=chain.plain(str(message))[:300], lease_until=now + rules.LEASE
        ):
            raise Taken
        if Job.objects.filter(pk=self.pk, cancel_asked_at__isnull=False).exists():
            raise Cancelled


def beat(worker: str, *, at: datetime) -> int:
    """Prolong the lease of what a worker is running; give how many jobs that are."""
    return Job.objects.filter(worker=worker, state=State.RUNNING).update(lease_until=at + rules.LEASE)


@task(takes_context=True)
def run(context: Any, pk: int) -> None:
    """Run one job: take it, do the work in the asker's language, keep the result or plan the next try."""
    worker = context.task_result.id
    job = _take(pk, worker)
    if job is None:
        return
    declared = DECLARED.get(job.kind)
    try:
        if declared is None:
            raise Refusal(_("This programme no longer knows how to do this work."))
        with _language_of(job.by):
            result = declared.does(Working(job, worker), **job.arguments)
    except Cancelled:
        _end(job, worker, State.CANCELLED)
    except Taken:
        log.warning("job %s was given to another worker", pk)
    except Refusal as refusal:
        _end(job, worker, State.FAILED, error=refusal.reason)
    except Exception as error:
        log.warning("job %s (%s) failed at try %s: %r", pk, job.kind, job.attempts, error)
        _fail(job, worker, error, tries=declared.tries if declared else 1)
    except BaseException:
        _let_go(job, worker)
        raise
    else:
        _end(job, worker, State.DONE, result=chain.plain(result))


@contextlib.contextmanager
def _language_of(account: Any) -> Iterator[None]:
    with translation.override(getattr(account, "language", None) or translation.get_language()):
        yield


@transaction.atomic
def _take(pk: int, worker: str) -> Job | None:
    now = timezone.now()
    job = Job.objects.select_for_update(of=("self",)).select_related("by").filter(pk=pk).first()
    if job is None or job.state != State.WAITING:
        return None
    if job.not_before and job.not_before > now:
        return None
    if job.cancel_asked_at:
        job.state, job.finished_at = State.CANCELLED, now
        job.save(update_fields=["state", "finished_at"])
        return None
    job.state, job.worker, job.started_at, job.lease_until = State.RUNNING, worker, now, now + rules.LEASE
    job.attempts += 1
    job.save(update_fields=["state", "worker", "started_at", "lease_until", "attempts"])
    return job


def _end(job: Job, worker: str, state: State, *, result: Any = None, error: str = "") -> None:
    held = Job.objects.filter(pk=job.pk, worker=worker, state=State.RUNNING)
    held.update(state=state, finished_at=timezone.now(), lease_until=None, result=result, error=error)


@transaction.atomic
def _fail(job: Job, worker: str, error: BaseException, *, tries: int) -> None:
    text = chain.plain("".join(traceback.format_exception_only(error)).strip())[:2000]
    if job.attempts >= tries:
        _end(job, worker, State.FAILED, error=text)
        return
    again_at = timezone.now() + rules.pause_after(job.attempts)
    held = Job.objects.filter(pk=job.pk, worker=worker, state=State.RUNNING)
    if held.update(state=State.WAITING, not_before=again_at, lease_until=None, worker="", error=text):
        _enqueue(job.pk, again_at)


@transaction.atomic
def _let_go(job: Job, worker: str) -> None:
    """Give a job back unharmed when its worker is told to stop in the middle; the try does not count."""
    held = Job.objects.filter(pk=job.pk, worker=worker, state=State.RUNNING)
    if held.update(
        state=State.WAITING, lease_until=None, worker="", attempts=models.F("attempts") - 1, not_before=None
    ):
        _enqueue(job.pk, None)


@transaction.atomic
def recover(*, at: datetime) -> int:
    """Give the jobs of silent workers to others, or end those whose tries are used up; give their number."""
    lost = list(Job.objects.select_for_update(skip_locked=True).lost(at=at))
    for job in lost:
        tries = DECLARED[job.kind].tries if job.kind in DECLARED else 1
        _close_task(job.worker, at=at)
        _fail(job, job.worker, RuntimeError(_("The worker stopped in the middle.")), tries=tries)
    return len(lost)


def _close_task(worker: str, *, at: datetime) -> None:
    """Mark the queue's own row of a lost worker as failed; each try has a row of its own."""
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.filter(id=worker) if len(worker) == 36 else DBTaskResult.objects.none()
    rows.filter(status="RUNNING").update(status="FAILED", finished_at=at, traceback="The worker was lost.")


def start_routines(*, at: datetime) -> int:
    """Ask for every routine that is due; several workers asking at once start each only once."""
    started = 0
    for kind, minutes in ROUTINES.items():
        pause = timedelta(minutes=minutes)
        Routine.objects.get_or_create(kind=kind, defaults={"minutes": minutes, "next_at": at})
        with transaction.atomic():
            due = Routine.objects.filter(kind=kind).due(at=at)
            if not due.update(minutes=minutes, last_at=at, next_at=at + pause, runs=models.F("runs") + 1):
                continue
            if not Job.objects.filter(kind=kind, by=None).open().exists():
                Routine.objects.filter(kind=kind).update(last_job=ask(kind, by=None, at=at))
                started += 1
    return started


@transaction.atomic
def tidy(*, at: datetime) -> int:
    """Remove the rows of work that ended long ago, and the queue's own; give how many jobs that are."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(finished_at__lt=at - rules.KEPT_BY_ITSELF).delete()
    removed, _each = Job.objects.ended_long_ago(at=at).delete()
    return removed


@transaction.atomic
def cancel(job: Job, *, by: Any, at: datetime) -> None:
    """
    Cancel a job: one that waits ends at once, one that runs at its next word of progress.

    :raises Refusal: with the sentence from rules.why_not_cancel
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    if reason := rules.why_not_cancel(job.state):
        raise Refusal(reason)
    job.cancel_asked_at = at
    if job.state == State.WAITING:
        job.state, job.finished_at = State.CANCELLED, at
    job.save(update_fields=["cancel_asked_at", "state", "finished_at"])
    note(by=by, verb="cancelled", subject=job, at=at)


@transaction.atomic
def try_again(job: Job, *, by: Any, at: datetime) -> None:
    """
    Give a failed or cancelled job a fresh set of tries.

    :raises Refusal: with the sentence from rules.why_not_try_again
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    if reason := rules.why_not_try_again(job.state):
        raise Refusal(reason)
    before = {"state": job.state, "attempts": job.attempts}
    Job.objects.filter(pk=job.pk).update(
        state=State.WAITING,
        attempts=0,
        error="",
        not_before=None,
        cancel_asked_at=None,
        finished_at=None,
        done=0,
        total=0,
        message="",
        worker="",
    )
    _enqueue(job.pk, None)
    note(by=by, verb="tried_again", subject=job, at=at, before=before, after={"state": State.WAITING})
