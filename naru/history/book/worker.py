"""The worker: takes tasks from the queue one after the other, keeps its lease, starts what runs by itself."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from naru.history.book import jobs
from naru.history.models import Job
from naru.history.rules import jobs as rules

ROUND = timedelta(seconds=5)
"""How often an idle worker looks for lost jobs and due routines."""

Say = Callable[[str, Job | None], None]
"""Is told what happens (`started`, `ended`, `recovered`, `routines`, `stopping`) and to which job."""


class Shift(Worker):
    """
    One worker at work, safe beside others on SQLite and PostgreSQL.

    The claim of a task is the queue's own (one exclusive transaction on SQLite, SKIP LOCKED on
    PostgreSQL); the lease, the rounds and the way of stopping are ours.
    """

    def __init__(self, *, interval: float = 1.0, limit: int | None = None, say: Say | None = None) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=limit,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.say = say or (lambda _what, _job: None)
        self.current = ""
        self._round_due = datetime.min.replace(tzinfo=timezone.get_default_timezone())
        self._ended = threading.Event()

    def take(self) -> Any:
        """Claim the next task that is due, or give nothing."""
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not ready.exists():
            return None
        try:
            with exclusive_transaction(ready.db):
                found = ready.get_locked()
                if found is not None:
                    found.claim(self.worker_id)
                return found
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise

    def do(self, found: Any) -> None:
        """Run one claimed task and tell how it went."""
        pk = next(iter(found.args_kwargs.get("args") or []), None)
        about = Job.objects.filter(pk=pk).first if found.task_path == jobs.run.module_path else lambda: None
        self.current = str(found.id)
        self.say("started", about())
        try:
            self.run_task(found)
        finally:
            self.current = ""
        self.say("ended", about())

    def work_off(self) -> int:
        """Do everything that is due, then return; give how many tasks were run."""
        while self.running and (self.max_tasks is None or self._run_tasks < self.max_tasks):
            found = self.take()
            if found is None:
                break
            self.do(found)
        return self._run_tasks

    def make_round(self, *, at: datetime) -> None:
        """Give lost jobs to others and start due routines, at most once in five seconds."""
        if at < self._round_due:
            return
        self._round_due = at + ROUND
        if jobs.recover(at=at):
            self.say("recovered", None)
        if jobs.start_routines(at=at):
            self.say("routines", None)

    def run(self) -> None:
        """Work until told to stop."""
        pulse = threading.Thread(target=self._keep_lease, name="naru-lease", daemon=True)
        pulse.start()
        try:
            while self.running and (self.max_tasks is None or self._run_tasks < self.max_tasks):
                close_old_connections()
                self.make_round(at=timezone.now())
                found = self.take()
                if found is not None:
                    self.do(found)
                elif self.running:
                    time.sleep(self.interval)
        finally:
            self._ended.set()
            pulse.join(timeout=5)

    def _keep_lease(self) -> None:
        """Prolong the lease of the running job from a second thread, so that long silence is no death."""
        try:
            while not self._ended.wait(rules.HEARTBEAT.total_seconds()):
                if self.current:
                    try:
                        jobs.beat(self.current, at=timezone.now())
                    except OperationalError as error:
                        jobs.log.warning("the lease could not be prolonged now: %s", error)
                        connection.close()
        finally:
            connection.close()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the running job and stop; at the second signal give the job back and stop at once."""
        if not self.running:
            self.reset_signals()
            sys.exit(1)
        self.running = False
        self.say("stopping", None)
        if not self.running_task:
            sys.exit(0)

    def configure_signals(self) -> None:
        """Listen to the signals that stop a worker."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self.shutdown)


def work_off(*, limit: int | None = None) -> int:
    """Do everything that waits and is due, here and now, then return; give how many tasks were run."""
    return Shift(limit=limit).work_off()
