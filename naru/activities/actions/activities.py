"""Planning activities and changing what is written about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of, search_key, touch, write
from naru.activities.models import Activity, Project
from naru.activities.rules import moves
from naru.activities.rules.times import KOREA, widened
from naru.activities.rules.words import Known
from naru.history.book import Refusal, lock, note, plain, refuse


def _where(values: dict[str, Any]) -> None:
    """Let the place say the country, and the zone where nobody named one."""
    if place := values.get("place"):
        values["country"] = place.country
        values["zone"] = values.get("zone") or place.zone


def _whole(own: Activity | None, part_of: Activity | None) -> None:
    parts = own.parts.values_list("pk", flat=True) if own else []
    refuse(
        moves.why_not_belong(
            own.pk if own else None,
            part_of=part_of.pk if part_of else None,
            parts=parts,
            above=part_of.part_of_id if part_of else None,
        )
    )


@transaction.atomic
def plan(
    project: Project,
    *,
    kind: str,
    by: Any,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    officers: Iterable[Any] = (),
    linked: Iterable[Activity] = (),
    **texts: Any,
) -> Activity:
    """
    Plan an activity in a project; days are local, `ends_on` is the day after the last.

    The place gives the country and, unless one is named, the zone. `texts` are the other fields of an
    activity: titles, summaries, venue, place, times…

    :raises Refusal: if there is no title, or the days, zone or whole do not hold
    """
    _where(texts)
    texts["zone"] = texts.get("zone") or KOREA
    if not (texts.get("title_ko") or texts.get("title_en")):
        raise Refusal(_("Give a title in Korean or in English."))
    starts_on, ends_on, texts["starts_time"], texts["ends_time"] = _known(
        texts.get("known", Known.DAY), starts_on, ends_on, texts.get("starts_time"), texts.get("ends_time")
    )
    refuse(moves.why_not_days(starts_on, ends_on, zone=texts["zone"]))
    _whole(None, texts.get("part_of"))
    activity = Activity(
        project=project,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=at,
        changed_at=at,
        **texts,
    )
    activity.search_key = search_key(activity)
    activity.save(force_insert=True)
    activity.officers.set(officers)
    activity.linked.set(linked)
    after = {"kind": kind, "starts_on": plain(starts_on), "ends_on": plain(ends_on), "zone": activity.zone}
    note(by=by, verb="planned", subject=activity, at=at, after=after)
    return activity


@transaction.atomic
def change(activity: Activity, *, by: Any, at: datetime, **values: Any) -> Activity:
    """
    Change what is written about an activity: texts, kind, project, place, venue, zone, times of day, whole.

    :raises Refusal: if it is in the archive, or the title, zone or whole would not hold
    """
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    _where(values)
    titles = {name: values.get(name, getattr(activity, name)) for name in ("title_ko", "title_en")}
    if not any(titles.values()):
        raise Refusal(_("Give a title in Korean or in English."))
    zone = values.get("zone", activity.zone)
    refuse(moves.why_not_days(activity.starts_on, activity.ends_on, zone=zone))
    if "part_of" in values:
        _whole(activity, values["part_of"])
    return write(activity, verb="changed", by=by, at=at, **values)


@transaction.atomic
def replan(
    activity: Activity,
    *,
    starts_on: date | None,
    ends_on: date | None,
    by: Any,
    at: datetime,
    starts_time: time | None = None,
    ends_time: time | None = None,
    known: str = Known.DAY,
) -> Activity:
    """
    Set other planned days and times while nobody has been told of them (`ends_on` is the day after the last).

    Where only the month or the year is `known`, the days are widened to it and have no times.

    :raises Refusal: with the sentence from rules.why_not_replan
    """
    lock(activity)
    starts_on, ends_on, starts_time, ends_time = _known(known, starts_on, ends_on, starts_time, ends_time)
    refuse(
        moves.why_not_replan(
            activity.facts(), starts_on=starts_on, ends_on=ends_on, zone=activity.zone, on=day_of(at)
        )
    )
    return write(
        activity,
        verb="replanned",
        by=by,
        at=at,
        starts_on=starts_on,
        ends_on=ends_on,
        starts_time=starts_time,
        ends_time=ends_time,
        known=known,
    )


def _known(
    known: str, starts_on: date | None, ends_on: date | None, starts_time: time | None, ends_time: time | None
) -> tuple[date | None, date | None, time | None, time | None]:
    if known == Known.DAY or starts_on is None or ends_on is None:
        return starts_on, ends_on, starts_time, ends_time
    return *widened(starts_on, ends_on, known=known), None, None


@transaction.atomic
def entrust(activity: Activity, *, officers: Iterable[Any], by: Any, at: datetime) -> Activity:
    """
    Name the officers who answer for an activity.

    :raises Refusal: if it is in the archive
    """
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    wanted = sorted({officer.pk for officer in officers})
    before = sorted(activity.officers.values_list("pk", flat=True))
    if wanted != before:
        activity.officers.set(wanted)
        touch(activity, at=at)
        after = {"officers": wanted}
        note(by=by, verb="entrusted", subject=activity, at=at, before={"officers": before}, after=after)
    return activity


@transaction.atomic
def link(activity: Activity, *, others: Iterable[Activity], by: Any, at: datetime) -> Activity:
    """
    Name the other activities that stand beside this one (a visit next to a fair); both sides see it.

    :raises Refusal: if it is in the archive, or linked with itself
    """
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    wanted = sorted({other.pk for other in others})
    if activity.pk in wanted:
        raise Refusal(_("An activity cannot be linked with itself."))
    before = sorted(activity.linked.values_list("pk", flat=True))
    if wanted != before:
        activity.linked.set(wanted)
        after = {"linked": wanted}
        note(by=by, verb="linked", subject=activity, at=at, before={"linked": before}, after=after)
    return activity
