"""What the agreements do by themselves: remind of what comes near, print reports to the council."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.agreements.actions.council import WORK, make_report
from naru.agreements.actions.reminders import remind
from naru.agreements.models import Agreement
from naru.history.book import Refusal, Working, every, work


@every(minutes=24 * 60)
@work("agreements.remind", title=_("Remind of ends, obligations and reports of agreements"))
def remind_of_what_comes(job: Working) -> dict[str, int]:
    """Write to whoever answers for what comes near or has passed."""
    return remind(at=timezone.now())


@work(WORK, title=_("Print a report to the council"))
def print_council_report(
    job: Working, *, agreement: int | None, year: int | None, language: str
) -> dict[str, str]:
    """Set a report to the council as a PDF and keep the file."""
    row = Agreement.objects.filter(pk=agreement).first() if agreement else None
    if agreement and row is None:
        raise Refusal(str(_("This agreement is not there any more.")))
    job.progress(0, 2, _("Reading the register"))
    made = make_report(
        agreement=row, year=None if row else year, language=language, by=job.by, at=timezone.now()
    )
    job.progress(2, 2, _("Printed"))
    return {"url": made.get_absolute_url(), "label": made.name}
