"""How a yearly report becomes a PDF: Typst sets it, in the very fonts of the pages."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from naru.krds import printing
from naru.krds.formats import words
from naru.newsroom.models.yearbook import Contents, Told

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "report.typ"


def typeset(told: Contents, *, on: date, draft: bool) -> bytes:
    """
    Set a report as a PDF on a day; the same contents on the same day give the same bytes.

    :raises typst.TypstError: where the document cannot be set
    """
    with tempfile.TemporaryDirectory(prefix="naru-report-") as name, override(told.language):
        folder = Path(name)
        data = _data(told, folder, on=words.day(on), draft=draft)
        return printing.pdf(TEMPLATE, data, folder=folder, on=on)


def _data(told: Contents, folder: Path, *, on: str, draft: bool) -> dict[str, Any]:
    report = told.report
    office = settings.NARU_OFFICE_NAME or gettext("International Medical Programme")
    place = 0
    sections = []
    for title, _language, rows in told.sections:
        readings = []
        for row in rows:
            place += 1
            readings.append(_reading(row, folder / f"drawing-{place}.svg"))
        sections.append({"title": title, "readings": readings})
    if report.published_at:
        state = gettext("Published on %(day)s. Printed on %(on)s.") % {
            "day": words.day(report.published_at),
            "on": on,
        }
    else:
        state = gettext("A draft, printed on %(on)s.") % {"on": on}
    return {
        "title": told.title,
        "office": office,
        "description": gettext("Report of the year %(year)s") % {"year": report.year},
        "lang": told.language.split("-")[0],
        "region": printing.REGIONS.get(told.language),
        "state": state,
        "draft": draft,
        "note": foreign_note(told),
        "introduction": [line for line in told.introduction.splitlines() if line.strip()],
        "introduction_lang": told.introduction_language.split("-")[0],
        "sections": sections,
        "activities": [
            [kind, words.number(many), ", ".join(f"{where} {words.number(n)}" for where, n in places)]
            for kind, many, places in told.activities
        ],
        "bulletins": [
            {
                "title": row.title,
                "lang": row.language.split("-")[0],
                "url": settings.NARU_ADDRESS + row.get_absolute_url(),
                "day": words.day(row.published_on) if row.published_on else "",
            }
            for row in told.bulletins
        ],
        "corrections": [correction(row) for row in told.corrections],
        "seal": f"{gettext('Digest of the contents')} (SHA-256): {report.digest}" if report.digest else "",
        "words": {
            "contents": gettext("Contents"),
            "corrected": gettext("Corrected since:"),
            "year": gettext("Year"),
            "value": gettext("Value"),
            "activities": gettext("Activities of the year"),
            "kind": gettext("Kind"),
            "number": gettext("Activities"),
            "countries": gettext("Countries"),
            "bulletins": gettext("Bulletins of the year"),
            "corrections": gettext("Corrections"),
            "draft": gettext("draft"),
        },
    }


def foreign_note(told: Contents) -> str:
    """Say that the report's texts are not in the reader's language, "" where they are."""
    if not told.is_foreign:
        return ""
    name = dict(settings.LANGUAGES).get(told.introduction_language, told.introduction_language)
    return gettext("This report has not been translated yet. Its texts are in %(language)s.") % {
        "language": name
    }


def correction(row: Told) -> str:
    """Say in a sentence what of a reading was corrected since, and why."""
    sentence = gettext("%(title)s: corrected from %(then)s to %(now)s.") % {
        "title": row.title + (f" ({row.split})" if row.split else ""),
        "then": row.said,
        "now": row.said_now,
    }
    reason = row.newest.told_reason if row.newest else ""
    return f"{sentence} {reason}".strip()


def _reading(row: Told, drawing: Path) -> dict[str, Any]:
    facts = [f"{gettext('As of')}: {row.as_of}"]
    if row.how:
        facts.append(f"{gettext('Method')}: {row.how}")
    if row.source:
        facts.append(f"{gettext('Source')}: {row.source}, {row.source.by}")
    facts.append(settings.NARU_ADDRESS + row.reading.get_absolute_url())
    if row.chart:
        drawing.write_text(str(row.chart.svg), encoding="utf-8")
    return {
        "title": row.title + (f": {row.split}" if row.split else ""),
        "said": row.said,
        "now": row.said_now,
        "definition": f"{row.definition} {row.caution}".strip(),
        "facts": " · ".join(facts),
        "drawing": drawing.name if row.chart else "",
        "alt": row.chart.title if row.chart else "",
        "years": [[str(year), said] for year, said, _reading in row.years],
    }
