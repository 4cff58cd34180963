"""What the fairs do behind the screens: make a meeting plan, with progress and a stop that keeps the best so far."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naru.fairs.actions import plans, problems
from naru.fairs.models import Plan
from naru.fairs.plan.problem import Progress
from naru.history.book import Cancelled, Refusal, Working, work

PAUSE = 0.5
"""Seconds between two looks at the planner."""
NOTHING = Progress(None, 0, None, 0.0)
"""How planning stands before the planner has said a word."""


@work(plans.WORK, title=gettext_lazy("Make a meeting plan"))
def make(job: Working, *, plan: int) -> dict[str, str]:
    """
    Make a plan in a thread of its own, tell how it stands, and keep what comes out.

    The planner calls back from threads that must not touch the database; so it leaves its word here.
    """
    row = Plan.objects.select_related("forum__activity").filter(pk=plan).first()
    if row is None:
        raise Refusal(_("The plan is not there any more."))
    if row.result:
        return _link(row)
    given = problems.from_wishes(row.forum, strict=row.strict)
    planner = Planner(given, seconds=row.seconds, seed=row.seed)
    planner.start()
    began = time.monotonic()
    try:
        while planner.is_alive():
            planner.join(PAUSE)
            # A solver may say nothing for long; the time goes on all the same, and a stop is heard.
            heard = replace(planner.heard or NOTHING, seconds=time.monotonic() - began)
            if plans.tell(row, heard):
                planner.halt.set()
            job.progress(min(row.seconds, int(heard.seconds)), row.seconds + 1, _said(heard))
    except Cancelled:
        planner.halt.set()
        planner.join()
        raise
    finally:
        planner.halt.set()
    if planner.failed:
        raise planner.failed
    row = plans.keep(row, given, planner.made, by=job.by, at=timezone.now())
    return _link(row)


class Planner(threading.Thread):
    """The planner at work: what it last said, what it made, and the flag that halts it."""

    def __init__(self, given: problems.Given, *, seconds: int, seed: int) -> None:
        super().__init__(name="planner", daemon=True)
        self.given, self.seconds, self.seed = given, seconds, seed
        self.halt = threading.Event()
        self.heard: Progress | None = None
        self.made: Any = None
        self.failed: BaseException | None = None

    def run(self) -> None:
        """Make the plan; an error is kept for the one who waits."""
        from naru.fairs.plan import make_plan

        try:
            self.made = make_plan(
                self.given.problem,
                seconds=self.seconds,
                seed=self.seed,
                told=self._hear,
                stop=self.halt.is_set,
            )
        except BaseException as error:
            self.failed = error

    def _hear(self, progress: Progress) -> None:
        self.heard = progress


def _said(heard: Progress) -> str:
    if heard.best is None:
        return _("Looking for a first plan")
    return ngettext("%(n)d break, at least %(bound)d", "%(n)d breaks, at least %(bound)d", heard.best) % {
        "n": heard.best,
        "bound": heard.bound,
    }


def _link(row: Plan) -> dict[str, str]:
    return {"url": row.get_absolute_url(), "label": _("See the plan")}
