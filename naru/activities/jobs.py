"""What activities do by themselves: writing again to partners who did not answer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.activities.actions import outcomes
from naru.activities.models import Outcome
from naru.activities.rules.outcomes import OutcomeState
from naru.history.book import Refusal, Working, every, work


@every(minutes=60)
@work("activities.ask_again", title=_("Write again to partners who did not confirm an outcome"))
def ask_again(job: Working) -> dict[str, Any]:
    """Write to each partner whose link has ended without an answer, up to four times after the first letter."""
    due = list(Outcome.objects.standing(OutcomeState.DUE, at=timezone.now()))
    sent = 0
    for done, row in enumerate(due, 1):
        try:
            outcomes.ask(row, by=None, at=timezone.now())
            sent += 1
        except Refusal:
            # Answered, withdrawn or asked by somebody since the list was read.
            pass
        job.progress(done, len(due), "")
    return {"sent": sent}
