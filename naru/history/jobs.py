"""What history does by itself: putting finished work away."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.history.book import Working, every, work
from naru.history.book.jobs import tidy


@every(minutes=24 * 60)
@work("history.tidy", title=_("Tidy finished work away"))
def tidy_away(job: Working) -> dict[str, int]:
    """Remove the rows of work that ended long ago."""
    return {"removed": tidy(at=timezone.now())}
