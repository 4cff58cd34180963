"""What forums count: the 1:1 meetings that were held."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from naru.activities.rules.words import Kind as ActivityKind
from naru.fairs.models import Meeting
from naru.figures.book import Counted, Dimension, Kind, figure, territory, unit

unit(
    "meeting",
    _("1:1 meetings"),
    ko="{n}건",
    en={"one": "{n} meeting", "other": "{n} meetings"},
    ru={
        "one": "{n} встреча",
        "few": "{n} встречи",
        "many": "{n} встреч",
        "genitive": "{n} встречи",
        "other": "{n} встречи",
    },
    mn="{n} уулзалт",
    vi="{n} cuộc gặp",
    zh_hans="{n}场洽谈",
)
WHERE = Dimension("country", _("Country"), named=territory)
AT = Dimension(
    "kind",
    _("Kind"),
    values={kind.value: kind.label for kind in (ActivityKind.FORUM, ActivityKind.EXPORT_CONFERENCE)},
)


@figure(
    "fairs.meetings_held",
    _("1:1 meetings held"),
    unit="meeting",
    kind=Kind.IN_PERIOD,
    topic=_("Fairs"),
    yearly=True,
    dimensions=(AT, WHERE),
    definition=_(
        "Meetings of two organisations at a forum or an export conference, planned or walked in, that somebody "
        "recorded as held in the period; one for each pair at each forum. What was planned and missed, or not "
        "recorded, is not in it; nor are talks at booths, which are consultations."
    ),
    caution=_("Not the meetings planned, and not the consultations at the booths."),
    phrases={
        "ko": ("1:1 상담", "1:1 미팅", "일대일 상담"),
        "en": ("1:1 meetings held", "one-to-one meetings"),
        "ru": ("встречи 1:1",),
    },
)
def meetings_held(since: date, until: date, on: date, kind: str = "", country: str = "") -> Counted:
    """Count the meetings recorded as held in the period, by the day until which is counted."""
    zone = ZoneInfo(settings.TIME_ZONE)
    first = datetime.combine(since, time(), zone)
    last = datetime.combine(min(until, on + timedelta(days=1)), time(), zone)
    rows: Any = Meeting.objects.held_between(first, last)  # type: ignore[attr-defined]
    if kind:
        rows = rows.filter(forum__activity__kind=kind)
    if country:
        rows = rows.filter(guest__organisation__country_id=country)
    return Counted(
        rows,
        on,
        _("Meetings recorded as held, by the time at which they were held."),
        fields=("host_id", "guest_id", "held_at"),
    )
