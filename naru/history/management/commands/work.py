"""The worker in the terminal."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from naru.history.book.jobs import ROUTINES, title_of
from naru.history.book.worker import Shift
from naru.history.models import Job
from naru.history.rules.jobs import State

TONES = {State.DONE: "green", State.FAILED: "red", State.CANCELLED: "yellow", State.WAITING: "yellow"}


class Command(BaseCommand):
    help = "Do the long work that was asked for, and what runs by itself, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, then stop.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks at the queue.")
        parser.add_argument("--limit", type=int, help="Stop after this many pieces of work.")
        parser.add_argument("--json", action="store_true", help="One JSON line for each thing that happens.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.console = Console(file=self.stdout, highlight=False)
        self.json = options["json"]
        shift = Shift(interval=options["interval"], limit=options["limit"], say=self.say)
        waiting = Job.objects.open().aggregate(number=Count("pk"))["number"]
        if not self.json:
            self.console.print(
                _("Worker ready: %(waiting)d waiting, %(routines)d routines. Ctrl+C stops it.")
                % {"waiting": waiting, "routines": len(ROUTINES)}
            )
        if options["once"]:
            shift.make_round(at=timezone.now())
            shift.work_off()
        else:
            shift.configure_signals()
            shift.run()

    def say(self, what: str, job: Job | None) -> None:
        """Print one thing that happened."""
        if self.json:
            line = {"what": what, "at": timezone.now().isoformat(timespec="seconds")}
            if job:
                line |= {"job": job.pk, "kind": job.kind, "state": job.state, "tries": job.attempts}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            self.stdout.flush()
            return
        clock = f"[dim]{timezone.localtime():%H:%M:%S}[/dim]"
        if job is None:
            told = {
                "stopping": _("Stopping after the running job. Press Ctrl+C again to stop at once."),
                "recovered": _("A worker had gone silent: its job goes to another."),
            }
            if what in told:
                self.console.print(clock, told[what])
        elif what == "ended":
            seconds = (
                ((job.finished_at or timezone.now()) - job.started_at).total_seconds()
                if job.started_at
                else 0
            )
            tone = TONES.get(State(job.state), "white")
            self.console.print(
                clock,
                f"[{tone}]{job.get_state_display()}[/{tone}]",
                title_of(job.kind),
                f"[dim]#{job.pk} {seconds:.1f} s[/dim]",
            )
            if job.error:
                self.console.print("   ", job.error.splitlines()[-1], markup=False, style="dim")
