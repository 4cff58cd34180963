"""The tables of history: the chained entries with their head, and the long work."""

from naru.history.models.entries import Entry, Head
from naru.history.models.jobs import Job, Routine

__all__ = ["Entry", "Head", "Job", "Routine"]
