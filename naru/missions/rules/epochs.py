"""Epochs: why one begins, and how a laptop sees that it is not the one it was. See decision 0043."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Why(TextChoices):
    """Why an epoch of a site's log was begun."""

    OPENED = "opened", pgettext_lazy("epoch", "The package was opened")
    RESTORED = "restored", pgettext_lazy("epoch", "A backup was restored")
    MOVED = "moved", pgettext_lazy("epoch", "The disk runs in another machine, or was copied")
    TAKEN_OVER = "taken_over", pgettext_lazy("epoch", "The standby laptop took over")
    FORK = "fork", pgettext_lazy("epoch", "Entries that a second laptop wrote with the same numbers")
    HEAD_OFFICE = "head_office", pgettext_lazy("epoch", "Written at head office itself")


@dataclass(frozen=True)
class Mark:
    """What a laptop noted outside of its database: which machine, which epoch, up to which number."""

    laptop: str
    epoch: str
    upto: int


def why_anew(*, laptop: str, epoch: str, upto: int, stood: str, mark: Mark | None) -> Why | None:
    """
    Say why a new epoch must begin before anything is written, or nothing if this one goes on.

    `laptop` is the machine's fingerprint now, `stood` the one that wrote the epoch; `epoch` and `upto` are what the
    database holds; `mark` is what was noted beside it, nothing where no note is found.
    """
    if laptop != stood:
        return Why.MOVED
    # Another epoch was written here since, or this one went further: this database is an older copy.
    if mark and mark.laptop == laptop and (mark.epoch != epoch or mark.upto > upto):
        return Why.RESTORED
    return None
