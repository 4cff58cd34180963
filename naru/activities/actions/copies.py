"""Taking last year's plan over into a new year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions import activities, programme, results
from naru.activities.models import Activity, ProgrammeYear, Project
from naru.activities.rules.copies import carried
from naru.activities.rules.words import Known
from naru.history.book import Refusal

TEXTS = (
    "title_ko",
    "title_en",
    "summary_ko",
    "summary_en",
    "translations",
    "online",
    "country",
    "place",
    "venue_ko",
    "venue_en",
    "zone",
)


@transaction.atomic
def copy(
    chosen: Iterable[Activity], *, year: ProgrammeYear, open_days: bool, by: Any, at: datetime
) -> list[Activity]:
    """
    Copy activities into another programme year, with their projects, targets and budget lines.

    Days go to the same weekday of the same week, or stay open; wholes and parts are kept among the chosen.
    Those who took part, what was reached, spent and filed, and every decision stay with the old one. What
    was copied into the year before is left out.

    :raises Refusal: if an activity belongs to that year itself, or nothing is chosen
    """
    rows = sorted(chosen, key=lambda row: (row.part_of_id is not None, row.starts_on is None, row.pk))
    if not rows:
        raise Refusal(_("Choose at least one activity."))
    made: dict[int, Activity] = {}
    for row in rows:
        if row.project.year_id == year.pk:
            raise Refusal(_("“%(title)s” belongs to that year itself.") % {"title": row.title})
        if Activity.objects.in_year(year.pk).filter(copied_from=row).exists():
            continue
        made[row.pk] = _copied(row, _project(row.project, year, by, at), made, open_days, by, at)
    return list(made.values())


def _project(source: Project, year: ProgrammeYear, by: Any, at: datetime) -> Project:
    if ready := Project.objects.filter(year=year, line=source.line).first():
        return ready
    return programme.open_project(
        year,
        line=source.line,
        title_ko=source.title_ko,
        title_en=source.title_en,
        summary_ko=source.summary_ko,
        summary_en=source.summary_en,
        officer=source.officer,
        copied_from=source,
        by=by,
        at=at,
    )


def _copied(
    row: Activity, project: Project, made: dict[int, Activity], open_days: bool, by: Any, at: datetime
) -> Activity:
    years = project.year_id - row.project.year_id
    texts: dict[str, Any] = {name: getattr(row, name) for name in TEXTS}
    for name in ("title_ko", "title_en"):
        texts[name] = texts[name].replace(str(row.project.year_id), str(project.year_id))
    if row.starts_on and row.ends_on and row.known == Known.DAY and not open_days:
        texts["starts_on"], texts["ends_on"] = carried(row.starts_on, row.ends_on, years=years)
        texts["starts_time"], texts["ends_time"] = row.starts_time, row.ends_time
    copied = activities.plan(
        project,
        kind=row.kind,
        part_of=made.get(row.part_of_id) if row.part_of_id else None,
        copied_from=row,
        officers=row.officers.filter(is_active=True),
        linked=[made[other.pk] for other in row.linked.all() if other.pk in made],
        by=by,
        at=at,
        **texts,
    )
    for target in row.targets.all():
        results.set_target(
            copied,
            measure=target.measure,
            wanted=target.wanted,
            unit=target.unit,
            label_ko=target.label_ko,
            label_en=target.label_en,
            by=by,
            at=at,
        )
    for line in row.budget_lines.all():
        results.budget(copied, label=line.label, planned_krw=line.planned_krw, fund=line.fund, by=by, at=at)
    return copied
