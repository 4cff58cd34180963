"""What has arrived of a site's log at head office, and how old it is; what history calls the deeds between the two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

OLD = timedelta(hours=14)
"""After how long without a word somebody should ask: a working day and the evening after it."""


class Arrival(TextChoices):
    """How well head office knows what a site wrote."""

    NOTHING = "nothing", pgettext_lazy("arrival", "Nothing arrived yet")
    TORN = "torn", pgettext_lazy("arrival", "Numbers are missing")
    OLD = "old", pgettext_lazy("arrival", "Not heard of for long")
    WHOLE = "whole", pgettext_lazy("arrival", "All of it is here")


def arrival(*, entries: int, missing: int, heard_at: datetime | None, now: datetime, over: bool) -> Arrival:
    """
    Say how well a site's log is known here. `missing` counts gaps of epochs and tablets; `over` says that its days are over.

    What is over and whole is not old: nobody writes there any more.
    """
    if not entries or heard_at is None:
        return Arrival.NOTHING
    if missing:
        return Arrival.TORN
    return Arrival.OLD if now - heard_at > OLD and not over else Arrival.WHOLE


def gaps(held: Iterable[tuple[int, int]], upto: int) -> list[tuple[int, int]]:
    """
    Name the numbers that are missing before frames that wait: first and last of each gap.

    `held` are the first and last numbers of the frames that came too early, `upto` what is held without a gap.
    """
    found = []
    for first, last in sorted(held):
        if first > upto + 1:
            found.append((upto + 1, first - 1))
        upto = max(upto, last)
    return found


DEEDS: dict[str, Promise] = {
    "prepared_site": pgettext_lazy("log", "wrote the package of the site"),
    "opened_package": pgettext_lazy("log", "opened the package of the site"),
    "began_epoch": pgettext_lazy("log", "began a new epoch of the log"),
    "kept_fork": pgettext_lazy("log", "kept a fork as an epoch of its own"),
    "joined_residents": pgettext_lazy("log", "joined two entries as one resident"),
    "parted_residents": pgettext_lazy("log", "parted joined residents"),
    "told_apart": pgettext_lazy("log", "noted that two residents are not the same"),
}
"""The words of the log for each verb."""
