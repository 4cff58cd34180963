"""Opening programme years and projects, and putting years away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.models import ProgrammeYear, Project
from naru.history.book import Refusal, note


@transaction.atomic
def open_year(
    year: int, *, by: Any, at: datetime, note_text: str = "", budget_krw: int | None = None
) -> ProgrammeYear:
    """
    Open a programme year with its approved budget in won.

    :raises Refusal: if the year is open already
    """
    if ProgrammeYear.objects.filter(pk=year).exists():
        raise Refusal(_("This programme year exists already."))
    row = ProgrammeYear.objects.create(year=year, note=note_text, budget_krw=budget_krw)
    note(by=by, verb="opened", subject=row, at=at, after={"year": year, "budget_krw": budget_krw})
    return row


@transaction.atomic
def change_year(
    row: ProgrammeYear, *, by: Any, at: datetime, note_text: str, budget_krw: int | None
) -> ProgrammeYear:
    """Change a programme year's note and approved budget in won."""
    before = {"note": row.note, "budget_krw": row.budget_krw}
    row.note, row.budget_krw = note_text, budget_krw
    row.save(update_fields=["note", "budget_krw"])
    after = {"note": note_text, "budget_krw": budget_krw}
    if before != after:
        note(by=by, verb="changed", subject=row, at=at, before=before, after=after)
    return row


@transaction.atomic
def open_project(
    year: ProgrammeYear,
    *,
    line: str,
    by: Any,
    at: datetime,
    title_ko: str = "",
    title_en: str = "",
    summary_ko: str = "",
    summary_en: str = "",
    officer: Any = None,
    copied_from: Project | None = None,
) -> Project:
    """
    Open a project in a programme year.

    :raises Refusal: if the line of work has a project in that year, or no title is given
    """
    if Project.objects.filter(year=year, line=line).exists():
        raise Refusal(_("This line of work has a project in that year already."))
    if not (title_ko or title_en):
        raise Refusal(_("Give a title in Korean or in English."))
    project = Project.objects.create(
        year=year,
        line=line,
        title_ko=title_ko,
        title_en=title_en,
        summary_ko=summary_ko,
        summary_en=summary_en,
        officer=officer,
        copied_from=copied_from,
    )
    note(by=by, verb="opened", subject=project, at=at, after={"year": year.pk, "line": line})
    return project


@transaction.atomic
def change_project(project: Project, *, by: Any, at: datetime, **values: Any) -> Project:
    """
    Change what is written about a project (titles, summaries, officer).

    :raises Refusal: if no title is left
    """
    changed = {name: value for name, value in values.items() if getattr(project, name) != value}
    before = {name: _plain(getattr(project, name)) for name in changed}
    for name, value in changed.items():
        setattr(project, name, value)
    if not (project.title_ko or project.title_en):
        raise Refusal(_("Give a title in Korean or in English."))
    if changed:
        project.save(update_fields=list(changed))
        after = {name: _plain(value) for name, value in changed.items()}
        note(by=by, verb="changed", subject=project, at=at, before=before, after=after)
    return project


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


@transaction.atomic
def archive_year(row: ProgrammeYear, *, by: Any, at: datetime) -> ProgrammeYear:
    """
    Put a programme year away; its page stays reachable.

    :raises Refusal: if it is put away already
    """
    if row.archived_at:
        raise Refusal(_("It is in the archive already."))
    row.archived_at = at
    row.save(update_fields=["archived_at"])
    note(by=by, verb="archived", subject=row, at=at)
    return row


@transaction.atomic
def unarchive_year(row: ProgrammeYear, *, by: Any, at: datetime) -> ProgrammeYear:
    """
    Take a programme year out of the archive.

    :raises Refusal: if it is not there
    """
    if not row.archived_at:
        raise Refusal(_("It is not in the archive."))
    row.archived_at = None
    row.save(update_fields=["archived_at"])
    note(by=by, verb="unarchived", subject=row, at=at)
    return row
