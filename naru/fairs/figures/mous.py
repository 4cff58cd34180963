"""What fairs and forums led to on paper: the MOUs signed there that came onto the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.activities.figures.programme import FAIRS
from naru.agreements.models import Agreement
from naru.fairs.figures.outcomes import FAIRS_AND_FORUMS
from naru.figures.book import Counted, Kind, figure


@figure(
    "fairs.mous",
    _("MOUs on the register that came from fairs and forums"),
    unit="agreement",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    definition=_(
        "MOUs on the office's register that name a fair, a forum or an export conference as what they came from, "
        "and whose day of signing lies in the period. A renewal is no new signing."
    ),
    caution=_(
        "Far fewer than the MOUs that a fair reports: those are mostly between hospitals and agencies, and are "
        "counted by whoever reported them."
    ),
    phrases={
        "ko": ("박람회에서 비롯된 등록 협약",),
        "en": ("MOUs that came from fairs", "MOUs from fairs and forums"),
    },
)
def mous(since: date, until: date, on: date) -> Counted:
    """Count the agreements of fairs and forums that were signed in the period."""
    rows: Any = Agreement.objects.signed_in(since, until)  # type: ignore[attr-defined]
    rows = rows.filter(activity__kind__in=FAIRS_AND_FORUMS)
    return Counted(
        rows,
        on,
        _("Agreements of the register by their day of signing and the activity they came from."),
        fields=("kind", "signed_on", "known", "activity_id"),
    )
