"""Setting a mission up: what it asks of its volunteers, its sites, and how many residents are wanted there."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.activities.models import Activity
from naru.history.book import lock, note, refuse
from naru.missions.models import Mission, Site, SiteTarget
from naru.missions.rules import missions as rules


def plain(value: Any) -> Any:
    """Give a field's value as history keeps it: rows by their key, days and moments by ISO 8601."""
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value


def write(row: Any, values: dict[str, Any], *, verb: str, by: Any, at: datetime, why: str = "") -> bool:
    """Write the values of a row that differ, and note before and after; say whether anything did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return False
    before = {name: plain(getattr(row, name)) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    after = {name: plain(value) for name, value in changed.items()}
    note(by=by, verb=verb, subject=row, at=at, why=why, before=before, after=after)
    return True


@transaction.atomic
def set_up(activity: Activity, *, code: str, by: Any, at: datetime, **asked: Any) -> Mission:
    """
    Hang a mission on an activity: its code, and what it asks of its volunteers (`vaccines`, `passport_months`, …).

    :raises Refusal: with the sentence from rules.missions.why_not_set_up
    """
    lock(activity)
    code = code.strip().upper()
    refuse(
        rules.why_not_set_up(
            kind=activity.kind,
            dated=activity.known == "day" and activity.held() is not None,
            already=Mission.objects.filter(activity=activity).exists(),
            code=code,
            taken=Mission.objects.filter(code=code).exists(),
        )
    )
    mission = Mission.objects.create(activity=activity, code=code, set_up_at=at, **asked)
    told = {"code": code, "activity": activity.pk} | {name: plain(value) for name, value in asked.items()}
    note(by=by, verb="set_up_mission", subject=mission, at=at, after=told)
    return mission


@transaction.atomic
def change(mission: Mission, *, by: Any, at: datetime, **asked: Any) -> bool:
    """Change what a mission asks of its volunteers, or where the group meets; say whether anything differed."""
    lock(mission)
    return write(mission, asked, verb="changed", by=by, at=at)


@transaction.atomic
def open_site(
    mission: Mission,
    *,
    name: str,
    zone: str,
    starts_on: date,
    ends_on: date,
    by: Any,
    at: datetime,
    letter: str = "",
) -> Site:
    """
    Enter a site of a mission, its days with the end exclusive; without a letter it gets the next free one.

    :raises Refusal: with the sentence from rules.missions.why_not_site
    """
    lock(mission)
    taken = set(mission.sites.values_list("letter", flat=True))
    letter = letter.strip().upper() or rules.next_letter(taken)
    refuse(
        rules.why_not_site(
            letter=letter,
            taken=letter in taken,
            zone=zone,
            starts_on=starts_on,
            ends_on=ends_on,
            held=mission.days,
        )
    )
    site = Site.objects.create(
        mission=mission,
        uid=uuid.uuid4(),
        letter=letter,
        name=name.strip(),
        zone=zone,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    after = {"letter": letter, "name": site.name, "zone": zone}
    note(by=by, verb="opened_site", subject=site, at=at, after=after)
    return site


@transaction.atomic
def change_site(
    site: Site, *, name: str, zone: str, starts_on: date, ends_on: date, by: Any, at: datetime
) -> bool:
    """
    Change a site's name, zone and days; its letter stays, since numbers begin with it.

    :raises Refusal: with the sentence from rules.missions.why_not_site
    """
    lock(site)
    refuse(
        rules.why_not_site(
            letter=site.letter,
            taken=False,
            zone=zone,
            starts_on=starts_on,
            ends_on=ends_on,
            held=site.mission.days,
        )
    )
    values = {"name": name.strip(), "zone": zone, "starts_on": starts_on, "ends_on": ends_on}
    return write(site, values, verb="changed", by=by, at=at)


@transaction.atomic
def want(site: Site, *, day: date, wanted: int, by: Any, at: datetime) -> SiteTarget:
    """
    Say how many residents are wanted at a site on a day.

    :raises Refusal: with the sentence from rules.missions.why_not_target
    """
    lock(site)
    refuse(rules.why_not_target(day=day, starts_on=site.starts_on, ends_on=site.ends_on))
    row, made = SiteTarget.objects.get_or_create(site=site, day=day, defaults={"wanted": wanted})
    before = None if made else row.wanted
    if before == wanted:
        return row
    if not made:
        row.wanted = wanted
        row.save(update_fields=["wanted"])
    told = {"day": day.isoformat(), "wanted": wanted}
    note(
        by=by,
        verb="set_target",
        subject=site,
        at=at,
        before=None if made else {"day": day.isoformat(), "wanted": before},
        after=told,
    )
    return row
