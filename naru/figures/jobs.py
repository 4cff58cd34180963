"""What runs by itself: every night each frozen reading is counted again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from naru.figures.book import check
from naru.figures.models import Reading
from naru.figures.rules.words import Origin
from naru.history.book import every, work


@every(minutes=24 * 60)
@work("figures.recount", title=gettext_lazy("Recount of frozen readings"))
def recount_frozen(job: Any) -> dict[str, Any]:
    """Count every frozen reading again, write differences down as waiting corrections, check every seal."""
    rows = list(Reading.objects.frozen().current().filter(origin=Origin.COUNTED))
    changed = broken = 0
    for place, reading in enumerate(rows, start=1):
        if not reading.is_whole():
            broken += 1
        if reading.why_not_recount() is None and check(reading, by=job.by, at=timezone.now()) is not None:
            changed += 1
        job.progress(place, len(rows), reading.title)
    return {"counted": len(rows), "changed": changed, "broken": broken}
