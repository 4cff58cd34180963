"""What came of fairs and forums, as the partners confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.activities.figures.programme import EVENT, FAIRS
from naru.activities.models import Outcome
from naru.activities.rules.outcomes import OutcomeKind
from naru.activities.rules.words import Kind as ActivityKind
from naru.figures.book import Counted, Kind, figure

FAIRS_AND_FORUMS = (ActivityKind.FAIR, ActivityKind.FORUM, ActivityKind.EXPORT_CONFERENCE)


@figure(
    "fairs.patients_confirmed",
    _("Patients won at fairs and forums, confirmed by the partner"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    definition=_(
        "Patients who came to an institution in the period through a fair, a forum or an export conference, "
        "as an officer declared them and the partner who sent them confirmed through a link of their own. Only "
        "the number that the partner confirmed is counted; refused, unanswered and withdrawn ones are not."
    ),
    caution=_(
        "It grows as partners answer. It must not be added to the patients that were reported for a fair: "
        "those were printed before anybody confirmed them."
    ),
    phrases={
        "ko": ("확인된 유치 환자", "협력기관이 확인한 환자"),
        "en": ("patients confirmed by the partner", "confirmed patients"),
    },
)
def patients_confirmed(since: date, until: date, on: date, event: str = "") -> Counted:
    """Add up what partners confirmed by the day, of patients who came in the period."""
    rows: Any = Outcome.objects.confirmed()  # type: ignore[attr-defined]
    rows = rows.filter(
        kind=OutcomeKind.PATIENT,
        activity__kind__in=FAIRS_AND_FORUMS,
        happened_on__gte=since,
        happened_on__lt=until,
        confirmed_at__date__lte=on,
    )
    if event:
        rows = rows.filter(activity__fair__series=event)
    return Counted(
        rows,
        on,
        _("Outcomes that partners confirmed through the link in the letter, by the day they came about."),
        fields=("confirmed_number", "happened_on", "confirmed_at", "withdrawn_at"),
        amount="confirmed_number",
    )
