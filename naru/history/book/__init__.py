"""The door of history: note what was done or refuse with the reason; ask for long work and declare it."""

from naru.history.book.entries import Refusal, note
from naru.history.book.jobs import Cancelled, Working, ask, every, work
from naru.history.book.telling import verbs
from naru.history.book.worker import work_off

__all__ = ["Cancelled", "Refusal", "Working", "ask", "every", "note", "verbs", "work", "work_off"]
