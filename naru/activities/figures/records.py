"""Figures counted from the records of activities: who stood in them by name."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from naru.activities.models import Participation
from naru.activities.rules.words import ParticipantRole
from naru.directory.models import Organisation, Person
from naru.figures.book import Counted, Dimension, Kind, figure, territory

RECORDS = _("Counted from our records")
COUNTRY = Dimension("country", _("Country"), named=territory)

NOTES = (
    gettext_noop("One organisation was entered after the number had been published."),
    gettext_noop("The heading prints 1,800; the text says 1,800 or more."),
)
"""The reasons of the demo world's corrections, so that they are translated."""


def _parts(since: date, until: date) -> object:
    """Give the parts taken in activities that began in a period, without those withdrawn."""
    return Participation.objects.standing().filter(
        activity__starts_on__gte=since, activity__starts_on__lt=until
    )


@figure(
    "records.organisations",
    _("Organisations that took part in activities"),
    unit="organisation",
    kind=Kind.IN_PERIOD,
    topic=RECORDS,
    yearly=True,
    dimensions=(COUNTRY,),
    definition=_(
        "Different organisations that are entered by name in at least one activity that began in the period, "
        "whatever their part; each is counted once."
    ),
    phrases={"ko": ("참여 기관",), "en": ("organisations taking part",)},
)
def organisations(since: date, until: date, on: date, country: str = "") -> Counted:
    """Count the organisations with a part in an activity of the period."""
    rows = Organisation.objects.filter(pk__in=_parts(since, until).values("organisation"))  # type: ignore[attr-defined]
    if country:
        rows = rows.filter(country_id=country)
    return Counted(
        rows, on, _("Organisations with a part in an activity of the period."), fields=("kind", "country_id")
    )


@figure(
    "records.trainees",
    _("Trainees and alumni known by name in activities"),
    unit="person",
    kind=Kind.IN_PERIOD,
    topic=RECORDS,
    yearly=True,
    dimensions=(COUNTRY,),
    definition=_(
        "Different people who are entered by name as trainee or alumnus in at least one activity that began "
        "in the period; each is counted once. Groups entered only as a number are not in it."
    ),
    phrases={"ko": ("연수생", "동문"), "en": ("trainees and alumni by name",)},
)
def trainees(since: date, until: date, on: date, country: str = "") -> Counted:
    """Count the people who took part as trainee or alumnus in an activity of the period."""
    parts = _parts(since, until).filter(role__in=[ParticipantRole.TRAINEE, ParticipantRole.ALUMNUS])  # type: ignore[attr-defined]
    rows = Person.objects.filter(pk__in=parts.values("person"))
    if country:
        rows = rows.filter(country_id=country)
    return Counted(
        rows, on, _("People with a part as trainee or alumnus in an activity."), fields=("country_id",)
    )
