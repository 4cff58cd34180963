"""The states of an uploaded file, the table of moves between them, and the limits of what is read."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class State(TextChoices):
    """Where an uploaded file stands; a person decides the last two."""

    WAITING = "waiting", gettext_lazy("Being read")
    READ = "read", gettext_lazy("Waiting for a decision")
    REFUSED = "refused", pgettext_lazy("sheet", "Handed back")
    ACCEPTING = "accepting", gettext_lazy("Being accepted")
    ACCEPTED = "accepted", pgettext_lazy("sheet", "Accepted")
    DISCARDED = "discarded", pgettext_lazy("sheet", "Discarded")


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.READ, State.REFUSED, State.DISCARDED}),
    State.READ: frozenset({State.ACCEPTING, State.ACCEPTED, State.REFUSED, State.DISCARDED}),
    State.ACCEPTING: frozenset({State.READ, State.ACCEPTED, State.REFUSED}),
    State.REFUSED: frozenset({State.DISCARDED}),
    State.ACCEPTED: frozenset(),
    State.DISCARDED: frozenset(),
}
TONES = {
    State.WAITING: "info",
    State.READ: "warning",
    State.REFUSED: "danger",
    State.ACCEPTING: "info",
    State.ACCEPTED: "success",
    State.DISCARDED: "neutral",
}
MOST_BYTES = 20 * 1024 * 1024
"""The largest file that is taken."""
MOST_UNPACKED = 300 * 1024 * 1024
"""The most that an XLSX (a zip archive) may unpack to."""
MOST_COLUMNS = 300
"""The widest sheet that is read."""
MOST_CELLS = 30_000_000
"""The most cells from the first to the last, empty ones too: the reader keeps room for each (32 bytes)."""
MOST_LINES = 500_000
"""The most lines of a CSV, empty ones too."""
MOST_LETTERS = 1_000_000
"""The longest cell of a CSV."""
AT_ONCE = 2_000
"""Rows up to which a file is read and accepted while the visitor waits; longer ones become a job."""
FAULTS_KEPT = 5_000
"""Faults kept with an upload; more are counted."""
PREVIEWED = 50
"""Rows kept for the preview, for each standing."""


def why_not_accept(state: str, *, new: int, changed: int, refused: int) -> str | None:
    """Say why an upload cannot be accepted, or nothing if it can."""
    if state == State.ACCEPTED:
        return _("It has been accepted already.")
    if state == State.DISCARDED:
        return _("It was discarded. Upload the file again.")
    if state in {State.WAITING, State.ACCEPTING}:
        return _("The file is still being worked on. Wait a moment.")
    if state == State.REFUSED or refused:
        return _("Some rows are refused. Mend them in the marked workbook and upload it again.")
    if not new and not changed:
        return _("Nothing would change: every row already stands like this.")
    return None


def why_not_discard(state: str) -> str | None:
    """Say why an upload cannot be discarded, or nothing if it can."""
    if State.DISCARDED in MOVES[State(state)]:
        return None
    if state == State.ACCEPTED:
        return _("It has been accepted; its rows are in use.")
    if state == State.DISCARDED:
        return _("It was discarded already.")
    return _("It is being accepted at this moment. Wait until that is done.")


def why_not_take(size: int) -> str | None:
    """Say why a file of this many bytes is not taken, or nothing if it is."""
    if size == 0:
        return _("The file is empty.")
    if size > MOST_BYTES:
        return _("The file has %(size)s MB; at most %(most)s MB are taken. Split it into several files.") % {
            "size": f"{size / 1024 / 1024:.0f}",
            "most": MOST_BYTES // 1024 // 1024,
        }
    return None
