"""The activities' part of the demo world: the documents' events, the years between, a running programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from naru.activities.actions import copies, documents, programme
from naru.activities.demo import past, plans
from naru.activities.demo.telling import tell
from naru.activities.models import Activity, ProgrammeYear
from naru.activities.rules.words import DocumentKind

PROGRAMME = """KITF 2024, joint stand of Gyeonggi: programme
Wednesday 24 April: opening of the stand; business forum, first day
Thursday 25 April: business forum, second day; meeting with alumni
Friday 26 April: last day of the stand; the delegation goes on to Bishkek
Times are Almaty time.
"""
BUDGETS = {2022: 1_450_000_000, 2024: 2_100_000_000}


@transaction.atomic
def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Tell the programme from 2011 until next year; where the fair of 2024 stands already, change nothing."""
    if Activity.objects.filter(title_en=past.FAIR).exists():
        say("The activities are there already.")
        return
    today = timezone.localdate(at)
    made = [tell(one, by=by, at=at) for one in past.told()]
    made += [tell(one, by=by, at=at) for one in plans.told(today)]
    for year, budget in (BUDGETS | {today.year: 2_350_000_000}).items():
        row = ProgrammeYear.objects.filter(pk=year).first()
        if row:
            programme.change_year(row, note_text="", budget_krw=budget, by=by, at=at)
    next_year = _next_year(today.year, by=by, at=at)
    _papers(by=by, at=at)
    say(f"{len(made)} activities told since 2011, {next_year} taken over into {today.year + 1}.")


def _next_year(year: int, *, by: Any, at: datetime) -> int:
    ahead = ProgrammeYear.objects.filter(pk=year + 1).first() or programme.open_year(year + 1, by=by, at=at)
    chosen = Activity.objects.filter(
        title_en__in=(
            "Central Asian medical tourism fair",
            "Medical mission to Cambodia",
            "Spring workshop for medical tour coordinators",
        ),
        project__year=year,
    )
    return len(copies.copy(chosen, year=ahead, open_days=False, by=by, at=at)) if chosen else 0


def _papers(*, by: Any, at: datetime) -> None:
    fair = Activity.objects.get(title_en=past.FAIR)
    paper = ContentFile(PROGRAMME.encode(), name="kitf-2024-programme.txt")
    documents.keep(
        fair,
        file=paper,
        title="KITF 2024 프로그램",
        kind=DocumentKind.PROGRAMME,
        public=True,
        by=by,
        at=at,
    )
    plan = ContentFile(
        "내부 계획서: 부스 배치, 통역 배정, 예산 집행 순서\n".encode(), name="kitf-2024-plan.txt"
    )
    documents.keep(fair, file=plan, title="운영 계획(내부)", kind=DocumentKind.PLAN, by=by, at=at)
