"""Finding a reading to quote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import check_for_language, get_language, override
from django.utils.translation import gettext as _

from naru.figures.models import Reading
from naru.krds.formats import words
from naru.krds.gate import open_to
from naru.newsroom.queries.readings import quotable
from naru.newsroom.rules.desk import DESK

MOST = 30
"""How many readings the dialog shows."""


@open_to(*DESK)
def readings(request: HttpRequest) -> HttpResponse:
    """Answer the readings that fit a search by title, value, year or source, newest first, as JSON."""
    language = request.GET.get("language", "")
    if not check_for_language(language):
        language = get_language() or "ko"
    with override(language):
        found = [_told(row, language) for row in quotable(request.GET.get("q", ""))[:MOST]]
    return JsonResponse({"readings": found})


def _told(row: Reading, language: str) -> dict[str, Any]:
    period = words.period(row.since, row.until) if row.since and row.until else words.day(row.as_of)
    return {
        "code": row.code,
        "title": row.title,
        "said": row.spoken(language),
        "split": " · ".join(f"{label}: {value}" for label, value in row.split),
        "period": str(period),
        "source": str(row.source) if row.source else "",
        "state": str(_("frozen") if row.is_frozen else _("will be frozen when it is published")),
    }
