"""Makers of bulletins."""

from __future__ import annotations

from datetime import date
from typing import Any

from naru.figures.models import Reading
from naru.newsroom.actions.backing import waive_all
from naru.newsroom.actions.bulletins import publish, write
from naru.newsroom.models import Bulletin
from naru.newsroom.queries.drafts import report_on
from tests.makers.accounts import NOW


def a_paragraph(text: str, name: str = "") -> dict[str, Any]:
    """Make one raw paragraph; a name lets translations follow it."""
    block: dict[str, Any] = {"type": "paragraph", "value": f"<p>{text}</p>"}
    return block | {"id": name} if name else block


def a_chip(reading: Reading) -> str:
    """Write the stored chip of a reading."""
    return f'<embed code="{reading.code}" embedtype="figure"/>'


def a_draft(title: str = "A quiet day at the harbour", *, language: str = "en", **words: Any) -> Bulletin:
    """Write a bulletin that is not out."""
    said: dict[str, Any] = {
        "body": [a_paragraph("The boats lay still.", "first")],
        "name": "관리자",
        "published_on": date(2024, 5, 13),
        "by": None,
        "at": NOW,
    } | words
    return write(title=title, language=language, **said)


def a_bulletin(title: str = "A quiet day at the harbour", *, language: str = "en", **words: Any) -> Bulletin:
    """Write a bulletin and publish it; what numbers it has are waived."""
    return published(a_draft(title, language=language, **words))


def published(draft: Bulletin, *, by: Any = None) -> Bulletin:
    """Publish a draft; what numbers it has are waived."""
    report = report_on(draft.get_latest_revision_as_object(), on=NOW.date())
    if report.open_numbers or report.open_findings:
        waive_all(draft, report, reason="Made up for a test.", by=by, at=NOW)
    return publish(draft, by=by, at=NOW)
