"""What letters do by themselves: going out."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.history.book import Working, work
from naru.letters import book
from naru.letters.models import Letter

TRIES = 6
"""10 s, 40 s, 3 min, 11 min, 43 min: about an hour for a mail server to come back."""


@work("letters.deliver", title=_("Send a letter"), tries=TRIES)
def deliver(job: Working, letter: int) -> None:
    """Send one letter; at the last failed try mark it as failed."""
    row = Letter.objects.get(pk=letter)
    try:
        book.deliver(row, at=timezone.now())
    except Exception:
        if job.row.attempts >= TRIES:
            book.give_up(row)
        raise
