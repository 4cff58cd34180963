"""The board of a fair: how many of what at which booth on which day, beside what was wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, Sum

from naru.fairs.rules.fairs import Counts

Key = tuple[int | None, date, str]
"""Whose (an exhibitor's key; None for the entrance, or the fair as a whole), on which day, what."""


@dataclass
class Board:
    """Numbers and targets by booth, day and what is counted; `fair` holds those of the fair as a whole."""

    numbers: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    fair: dict[tuple[date, str], int] = field(default_factory=lambda: defaultdict(int))
    targets: dict[Key, int] = field(default_factory=dict)


def board(fair: Any, exhibitors: Iterable[int] | None = None) -> Board:
    """
    Count what a fair's board shows, for all booths or some: five questions, however many rows there are.

    Visitors by name are people: whoever was scanned at three booths is one of each booth's, and one of the
    fair's on that day. They are never added to heads.
    """
    told = Board()
    of = {} if exhibitors is None else {"exhibitor__in": list(exhibitors)}
    tables = {name: apps.get_model("fairs", name).objects.filter(fair=fair, **of) for name in _TABLES}
    heads = tables["HeadCount"].filter(undone_at__isnull=True).order_by().values("exhibitor", "day")
    for row in heads.annotate(n=Sum("count")):
        told.numbers[row["exhibitor"], row["day"], Counts.VISITORS_COUNTED] = row["n"]
        told.fair[row["day"], Counts.VISITORS_COUNTED] += row["n"]
    leads = tables["Lead"].order_by().values("exhibitor", "day")
    for row in leads.annotate(n=Count("pk"), named=Count("visitor")):
        told.numbers[row["exhibitor"], row["day"], Counts.LEADS] = row["n"]
        told.numbers[row["exhibitor"], row["day"], Counts.VISITORS_NAMED] = row["named"]
        told.fair[row["day"], Counts.LEADS] += row["n"]
    people = tables["Lead"].filter(visitor__isnull=False).order_by().values("day")
    for row in people.annotate(n=Count("visitor", distinct=True)):
        told.fair[row["day"], Counts.VISITORS_NAMED] = row["n"]
    talks = tables["Consultation"].held().order_by().values("exhibitor", "day")
    for row in talks.annotate(n=Count("pk")):
        told.numbers[row["exhibitor"], row["day"], Counts.CONSULTATIONS] = row["n"]
        told.fair[row["day"], Counts.CONSULTATIONS] += row["n"]
    wanted = apps.get_model("fairs", "DailyTarget").objects.filter(fair=fair)
    if exhibitors is not None:
        wanted = wanted.filter(Q(**of))
    for target in wanted:
        told.targets[target.exhibitor_id, target.day, target.counts] = target.wanted
    return told


_TABLES = ("HeadCount", "Lead", "Consultation")
