"""Residents treated on missions: counted from the clinics' logs, beside what was reported before there were any."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.activities.figures.programme import MISSIONS
from naru.figures.book import Counted, Kind, figure
from naru.missions.models import Resident
from naru.missions.rules.entries import Exit

NOT_TREATED = (Exit.LEFT_EARLY, Exit.DEAD_ON_ARRIVAL)
TREATED = ("", *(each.value for each in Exit if each not in NOT_TREATED))
"""Ends of a visit that was a treatment; without an end, the resident is still there or went past the exit."""


def _treated(since: date, until: date, on: date) -> Any:
    def came(way: str) -> Q:
        days = {f"{way}visits__day__gte": since, f"{way}visits__day__lt": until, f"{way}visits__day__lte": on}
        return Q(**days, **{f"{way}visits__outcome__in": TREATED})

    # Records that were joined are one person: the one that stands is counted, with the visits of the others.
    return Resident.objects.filter(came("") | came("joined__"), joined_to__isnull=True).distinct()


@figure(
    "missions.residents",
    _("Residents treated on a mission"),
    unit="resident",
    kind=Kind.IN_PERIOD,
    topic=MISSIONS,
    yearly=True,
    definition=_(
        "Residents who came to the clinics of missions in the period and were treated free of charge, each once however "
        "often they came and however many departments they saw; records that were joined are one. Whoever left before "
        "the end is not in it. What was reported for earlier missions does not say how it was counted."
    ),
    caution=_("What was reported from press texts is a round number, with no list of residents behind it."),
    phrases={"ko": ("무료 진료", "의료봉사 수혜 주민"), "en": ("residents received free medical treatment",)},
)
def residents(since: date, until: date, on: date) -> Counted:
    """Count the residents with a visit on days of the period, as the sites' logs stand at head office."""
    return Counted(
        _treated(since, until, on),
        on,
        _("Residents in the logs of the clinics, each once."),
        fields=("number", "joined_to_id"),
    )


@figure(
    "missions.residents_cumulative",
    _("Residents treated on missions since 2011, cumulative"),
    unit="resident",
    kind=Kind.CUMULATIVE,
    since=date(2011, 1, 1),
    topic=MISSIONS,
    definition=_(
        "The residents treated on every mission since 2011, added up: what was reported up to a day, and what the "
        "clinics' logs count after it."
    ),
    caution=_(
        "A sum over the missions: whoever was treated on two of them is in it twice. Whether the 56,573 that were reported "
        "in July 2024 hold that month's mission is not said: do not count it again without asking."
    ),
    phrases={
        "ko": ("누적 진료 주민", "지금까지 진료"),
        "en": ("so far provided medical services to residents",),
    },
)
def residents_cumulative(since: date, until: date, on: date) -> Counted:
    """Count the residents whose visits lie after what was reported, to be added to it."""
    return Counted(
        _treated(since, until, on),
        on,
        _("Residents in the logs of the clinics, each once, added to what was reported before."),
        fields=("number", "joined_to_id"),
    )
