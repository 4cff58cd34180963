"""Figures counted from the activities themselves: how many were held, and how many people were counted there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.activities.figures.records import COUNTRY, RECORDS
from naru.activities.models import Activity
from naru.activities.rules.words import Kind as ActivityKind
from naru.activities.rules.words import Standing
from naru.figures.book import Counted, Dimension, Kind, figure, unit

unit(
    "activity",
    _("activities"),
    ko="{n}건",
    en={"one": "{n} activity", "other": "{n} activities"},
    ru={
        "one": "{n} мероприятие",
        "few": "{n} мероприятия",
        "many": "{n} мероприятий",
        "genitive": "{n} мероприятия",
        "other": "{n} мероприятия",
    },
    mn="{n} арга хэмжээ",
    vi="{n} hoạt động",
    zh_hans="{n}项活动",
)
KIND = Dimension("kind", _("Kind"), values=dict(ActivityKind.choices))


@figure(
    "activities.held",
    _("Activities held"),
    unit="activity",
    kind=Kind.IN_PERIOD,
    topic=RECORDS,
    yearly=True,
    dimensions=(KIND, COUNTRY),
    definition=_(
        "Fairs, forums, courses, workshops, conferences, missions, visits, invitations and consignments that ended "
        "in the period and were not cancelled. What is part of another activity is counted as one of its own."
    ),
    phrases={"ko": ("사업 활동",), "en": ("activities held",)},
)
def held(since: date, until: date, on: date, kind: str = "", country: str = "") -> Counted:
    """Count the activities that were done by the day and whose last day lies in the period."""
    rows: Any = Activity.objects.standing(Standing.DONE, on=on)  # type: ignore[attr-defined]
    rows = rows.filter(ended_on__gt=since, ended_on__lte=until)
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country_id=country)
    return Counted(
        rows,
        on,
        _("Activities recorded as ended, by their last day."),
        fields=("kind", "country_id", "ended_on", "cancelled_at"),
    )
