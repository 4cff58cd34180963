"""How long work goes: its states, when a failed try is repeated, when a worker counts as lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class State(TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting", gettext_lazy("Waiting")
    RUNNING = "running", gettext_lazy("Running")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Failed")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


OPEN = frozenset({State.WAITING, State.RUNNING})
"""States in which something can still happen."""

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before its job is given to another."""

HEARTBEAT = timedelta(seconds=10)
"""How often a worker says that it is alive."""

TRIES = 5
"""How many tries a job gets unless its declaration says otherwise."""

KEPT = timedelta(days=90)
"""How long finished work that somebody asked for, or that failed, stays on the list."""

KEPT_BY_ITSELF = timedelta(days=2)
"""How long work that ran by itself and went well stays on the list."""

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(attempt: int) -> timedelta:
    """Give the pause before the next try: 10 s, 40 s, 160 s … four times longer each, at most an hour."""
    longer: int = 4 ** max(0, min(attempt - 1, 10))
    return min(FIRST_PAUSE * longer, LONGEST_PAUSE)


def is_lost(state: str, lease_until: datetime | None, *, at: datetime) -> bool:
    """Say whether a running job's worker has been silent for longer than its lease."""
    return state == State.RUNNING and (lease_until is None or lease_until < at)


def percent(done: int, total: int) -> int:
    """Give the finished part in whole percent, 0 to 100; 0 where the total is not known."""
    return max(0, min(100, done * 100 // total)) if total > 0 else 0


def why_not_cancel(state: str) -> str | None:
    """Say why work cannot be cancelled, or nothing if it can."""
    if state not in OPEN:
        return _("It has already ended.")
    return None


def why_not_try_again(state: str) -> str | None:
    """Say why work cannot be tried again, or nothing if it can."""
    if state in OPEN:
        return _("It has not ended yet.")
    if state == State.DONE:
        return _("It is done. Ask for it anew where you asked first.")
    return None
