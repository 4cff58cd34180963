"""Every question asked of history and of long work."""

from naru.history.queries.entries import EntryQuerySet
from naru.history.queries.jobs import JobQuerySet, RoutineQuerySet

__all__ = ["EntryQuerySet", "JobQuerySet", "RoutineQuerySet"]
