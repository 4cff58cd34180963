"""Writing about reports: what a person adds to a day's, who read of whom, what was handed out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.history.book import lock, note, refuse
from naru.missions.models import DayReport, Mission, Resident, Site
from naru.missions.rules import reports as rules
from naru.missions.rules.mds.facts import Relation


@transaction.atomic
def tell_day(
    site: Site,
    day: date,
    *,
    answers: Mapping[int, bool],
    heading: Mapping[str, Any],
    additional: Mapping[int, str],
    relation: str = Relation.NONE,
    remarks: str = "",
    by: Any,
    at: datetime,
) -> DayReport:
    """
    Write what a person adds to the report of a site's day: the head of the form, needs and risks, additional items.

    :raises Refusal: with the sentence from rules.reports.why_not_tell
    """
    lock(site)
    refuse(
        rules.why_not_tell(
            day=day, starts_on=site.starts_on, ends_on=site.ends_on, answers=answers, additional=additional
        )
    )
    told = {
        "answers": {str(no): bool(yes) for no, yes in sorted(answers.items())},
        "heading": {name: value for name, value in sorted(heading.items()) if value not in (None, "")},
        "additional": {
            str(no): codes.strip().upper() for no, codes in sorted(additional.items()) if codes.strip()
        },
        "relation": relation,
        "remarks": remarks.strip(),
    }
    row = DayReport.objects.filter(site=site, day=day).first()
    before = {name: getattr(row, name) for name in told} if row else {}
    row = row or DayReport(site=site, day=day)
    changed = {name: value for name, value in told.items() if before.get(name) != value}
    if before and not changed:
        return row
    for name, value in told.items():
        setattr(row, name, value)
    row.told_at, row.told_by = at, by
    row.save()
    was = {name: before[name] for name in changed if name in before}
    note(by=by, verb="told_day", subject=row, at=at, before=was, after=changed)
    return row


def note_reading(resident: Resident, *, where: str, by: Any, at: datetime) -> None:
    """Note that somebody read of a resident's health, and on which screen."""
    note(by=by, verb="read_resident", subject=resident, at=at, after={"where": where})


def note_readings(site: Site | Mission, *, where: str, numbers: list[str], by: Any, at: datetime) -> None:
    """Note that somebody read of several residents at once: the screen, and the residents' numbers."""
    if numbers:
        note(by=by, verb="read_residents", subject=site, at=at, after={"where": where, "numbers": numbers})


def note_handing_out(subject: Site | Mission, *, what: str, rows: int, by: Any, at: datetime) -> None:
    """Note that somebody took a file: which one, and how many rows it has."""
    note(by=by, verb="downloaded", subject=subject, at=at, after={"what": what, "rows": rows})
