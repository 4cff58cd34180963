"""What booths count: heads, visitors known by name, consultations; the first and the second are never added."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.activities.figures.programme import EVENT, FAIRS, KITF
from naru.fairs.models import Consultation, HeadCount, Visitor
from naru.figures.book import Counted, Kind, figure


@figure(
    "fairs.visitors_counted",
    _("Visitors at the province's stand at a fair, counted by head"),
    unit="visitor",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "Visits to the province's stand during the fair: heads counted at the booths by a tally, without names, "
        "less what was taken back; heads at the entrance of the hall are not in it. What the province reported "
        "for earlier fairs does not say how it was counted."
    ),
    caution=_(
        "A head count, not a list: a person may be counted on each day and at each booth. Never add it to "
        "the visitors known by name."
    ),
    phrases={
        "ko": ("부스 방문객", "홍보관 방문", "참관객 집계"),
        "en": ("visitors at the booth", "visited the stand", "visitors counted"),
    },
)
def visitors_counted(since: date, until: date, on: date, event: str = "") -> Counted:
    """Add up the heads counted at booths on days of the period, as they stand today."""
    rows: Any = HeadCount.objects.standing().filter(
        day__gte=since, day__lt=until, day__lte=on, exhibitor__isnull=False
    )
    if event:
        rows = rows.filter(fair__series=event)
    return Counted(
        rows,
        on,
        _("Heads counted at the booths' devices and on paper."),
        fields=("count", "day", "undone_at"),
        amount="count",
    )


@figure(
    "fairs.visitors_named",
    _("Visitors of a fair known by name"),
    unit="visitor",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "People who registered by name for a fair that began in the period, and whose badge was scanned at a booth or "
        "an entrance at least once; each once a fair, however many booths scanned it."
    ),
    caution=_("Those who registered and never came are not in it; nor are heads counted without names."),
    phrases={
        "ko": ("등록 참관객", "명찰 스캔"),
        "en": ("visitors known by name", "visitors scanned", "registered visitors"),
    },
)
def visitors_named(since: date, until: date, on: date, event: str = "") -> Counted:
    """Count registered visitors whose badge was read, at fairs that began in the period and by the day."""
    rows: Any = Visitor.objects.scanned().filter(
        fair__activity__starts_on__gte=since,
        fair__activity__starts_on__lt=until,
        fair__activity__starts_on__lte=on,
    )
    if event:
        rows = rows.filter(fair__series=event)
    return Counted(rows, on, _("Badges read by the booths' devices."), fields=("fair_id", "number"))


@figure(
    "fairs.consultations",
    _("Consultations at a fair"),
    unit="consultation",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "Talks between an exhibitor and somebody that the consultation log holds as held in the period: from a scan, "
        "a form, an invitation that took place, or a 1:1 meeting put into the log. A talk repeated on another "
        "day is another one; drafts and cancelled ones are not in it. What the province reported for earlier "
        "fairs does not say whether the forum's meetings are among them."
    ),
    caution=_(
        "Other organisers count otherwise. It must not be compared with consultations elsewhere, nor read as "
        "patients who were advised."
    ),
    phrases={"ko": ("상담 건수", "에이전시 상담"), "en": ("consultations with agencies",)},
)
def consultations(since: date, until: date, on: date, event: str = "") -> Counted:
    """Count the consultations held on days of the period."""
    rows: Any = Consultation.objects.held().filter(day__gte=since, day__lt=until, day__lte=on)
    if event:
        rows = rows.filter(fair__series=event)
    return Counted(
        rows,
        on,
        _("The consultation log."),
        fields=("exhibitor_id", "day", "held_at", "cancelled_at"),
    )
