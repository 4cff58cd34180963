"""What the newsroom does by itself: bring out what is due, withdraw what expired, forget the day."""

from __future__ import annotations

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.history.book import Refusal, Working, every, work
from naru.krds.addresses import address
from naru.newsroom.actions import bulletins
from naru.newsroom.actions.reports import WORK, print_report
from naru.newsroom.actions.telling import tell_translators
from naru.newsroom.actions.visits import forget_before
from naru.newsroom.models import Report


@every(minutes=1)
@work("newsroom.schedule", title=_("Bring out scheduled bulletins"))
def bring_out(job: Working) -> dict[str, int]:
    """Publish what is due, hold back what cannot go out any more, and withdraw what has expired."""
    done = bulletins.bring_out(at=timezone.now())
    call_command("publish_scheduled", verbosity=0)
    return done


@every(minutes=24 * 60)
@work("newsroom.tell_translators", title=_("Tell translators what fell behind"))
def tell_of_translations(job: Working) -> dict[str, int]:
    """Write to each translator whose translations fell behind their originals since the last letter."""
    return {"letters": tell_translators(at=timezone.now())}


@work(WORK, title=_("Print a yearly report"))
def print_yearly_report(job: Working, *, report: int, language: str) -> dict[str, str]:
    """Set a yearly report as a PDF in a language and keep the file."""
    row = Report.objects.filter(pk=report).first()
    if row is None:
        raise Refusal(_("The report is not there any more."))
    job.progress(0, 2, _("Reading the figures"))
    made = print_report(row, language=language, by=job.by, at=timezone.now())
    job.progress(2, 2, _("Printed"))
    return {"url": address("newsroom:report-print", row.year, made.pk), "label": made.name}


@every(minutes=60)
@work("newsroom.forget", title=_("Forget who read what on days gone by"))
def forget(job: Working) -> dict[str, int]:
    """Delete the marks of visits of all days before today."""
    return {"deleted": forget_before(timezone.localdate())}
