"""The yearly report of the demo world: 2024, from the official series and the figures of the year's bulletins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from naru.newsroom.actions import reports
from naru.newsroom.models import Report
from naru.newsroom.queries.reports import candidates

YEAR = 2024
TITLES = {"ko": "2024년 국제의료사업 연차 보고서", "en": "The international medical programme in 2024"}
INTRODUCTIONS = {
    "ko": (
        "2024년은 감염병으로 멈추었던 발걸음이 제자리를 찾은 해다. 한국을 찾은 외국인환자는 처음으로 100만 명을 넘었고, "
        "경기도는 알마티 박람회에 다시 공동관을 꾸렸으며, 의료봉사단은 몽골로 향했다.\n\n"
        "이 보고서의 모든 수치는 확정된 값이며 저마다의 출처로 이어진다. 나중에 고쳐진 수치가 있으면 그 자리와 끝에 함께 "
        "적는다. 누적은 해마다 센 값을 더한 것이므로 사람 수로 읽어서는 안 된다."
    ),
    "en": (
        "In 2024 the work that the pandemic had halted found its pace again. For the first time more than a million foreign "
        "patients came to Korea; Gyeonggi had its joint stand at the fair in Almaty once more, and its medical volunteers "
        "left for Mongolia.\n\n"
        "Every figure in this report is frozen and leads to its source. Whatever is corrected later is told where it "
        "stands and at the end. A cumulative figure is a sum of yearly counts, and must not be read as a "
        "number of people."
    ),
}
SECTIONS: tuple[tuple[dict[str, str], tuple[tuple[str, dict[str, str]], ...]], ...] = (
    (
        {"ko": "외국인환자", "en": "Foreign patients"},
        (
            ("patients.korea", {}),
            ("patients.by_region", {"region": "gyeonggi"}),
            ("patients.korea_cumulative", {}),
        ),
    ),
    (
        {"ko": "박람회와 포럼", "en": "Fairs and forums"},
        tuple(
            (f"fairs.{key}", {"event": "kitf"})
            for key in ("institutions", "visitors", "consultations", "agreements", "patients")
        ),
    ),
    (
        {"ko": "의료봉사", "en": "Medical missions"},
        (("missions.members", {}), ("missions.residents", {}), ("missions.residents_cumulative", {})),
    ),
)


def report_the_year(*, by: Any, at: datetime) -> bool:
    """Put the report together, publish it and ask for its prints; False where it is there already."""
    if Report.objects.filter(year=YEAR).exists():
        return False
    report = reports.open_report(YEAR, by=by, at=at)
    reports.tell_report(report, titles=TITLES, introductions=INTRODUCTIONS, by=by, at=at)
    found = list(candidates(YEAR))
    for titles, wanted in SECTIONS:
        chosen = [
            next((row for row in found if row.figure_key == key and row.dimensions == dimensions), None)
            for key, dimensions in wanted
        ]
        if any(chosen):
            section = reports.add_section(report, titles=titles, by=by, at=at)
            for reading in filter(None, chosen):
                reports.put_reading(section, reading, by=by, at=at)
    reports.publish_report(report, by=by, at=at)
    for language in ("ko", "en"):
        reports.ask_for_print(report, language=language, by=by, at=at)
    return True
