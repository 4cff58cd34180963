"""The door of history: note what was done or refuse with the reason; long work; public pages kept until it moves."""

from naru.history.book.entries import Refusal, lock, note, refuse
from naru.history.book.files import stored_for
from naru.history.book.jobs import Cancelled, Working, ask, every, work
from naru.history.book.shelf import SHELF, kept, known, stamp
from naru.history.book.telling import verbs
from naru.history.book.undoing import as_it_was, moved_on, plain
from naru.history.book.worker import work_off

__all__ = [
    "SHELF",
    "Cancelled",
    "Refusal",
    "Working",
    "as_it_was",
    "ask",
    "every",
    "kept",
    "known",
    "lock",
    "moved_on",
    "note",
    "plain",
    "refuse",
    "stamp",
    "stored_for",
    "verbs",
    "work",
    "work_off",
]
