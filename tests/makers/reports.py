"""Makers of yearly reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from naru.figures.models import Reading
from naru.newsroom.actions import reports
from naru.newsroom.models import Report
from tests.makers.accounts import NOW
from tests.makers.figures import a_report, a_source

BY: dict[str, Any] = {"by": None, "at": NOW}


def readings_of_years(*years: int, key: str = "training.completed_cumulative") -> list[Reading]:
    """Report a value of each year from one document a year."""
    return [
        a_report(
            100 * (at + 1) + year % 100,
            key,
            as_of=date(year, 12, 31),
            source=a_source(published_on=date(year + 1, 1, 31)),
        )
        for at, year in enumerate(years)
    ]


def a_yearly_report(year: int = 2023, *, readings: list[Reading] | None = None) -> Report:
    """Begin a report with one section, texts in Korean and English, and the readings of its year."""
    report = reports.open_report(year, **BY)
    reports.tell_report(
        report,
        titles={"ko": f"{year}년 성과 보고서", "en": f"Report of the year {year}"},
        introductions={"ko": "한 해를 돌아본다.", "en": "A look back at the year."},
        **BY,
    )
    section = reports.add_section(report, titles={"ko": "연수", "en": "Training"}, **BY)
    for reading in readings if readings is not None else readings_of_years(year):
        reports.put_reading(section, reading, **BY)
    return Report.objects.get(pk=report.pk)


def a_published_report(year: int = 2023, **words: Any) -> Report:
    """Make a yearly report and publish it."""
    return reports.publish_report(a_yearly_report(year, **words), **BY)
