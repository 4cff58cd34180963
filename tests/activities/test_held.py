"""The figure of activities held, counted from their own records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from naru.activities.actions import moves
from naru.activities.rules.words import Kind
from naru.figures.book import count
from tests.makers.accounts import an_analyst
from tests.makers.activities import a_published_fair, almaty, an_activity, bishkek

pytestmark = pytest.mark.django_db
LATER = datetime(2025, 3, 1, tzinfo=UTC)
YEAR = {"since": date(2024, 1, 1), "until": date(2025, 1, 1), "on": date(2025, 3, 1)}


def test_what_ended_in_the_year_is_counted_once_by_its_last_day() -> None:
    by = an_analyst()
    fair = a_published_fair()
    mission = an_activity("Mission", kind=Kind.MISSION, place=bishkek(), confirmed=True)
    over = an_activity(
        "Over the year",
        starts_on=date(2024, 12, 30),
        ends_on=date(2025, 1, 3),
        place=almaty(),
        confirmed=True,
    )
    new_year = an_activity(
        "Last day", starts_on=date(2024, 12, 31), ends_on=date(2025, 1, 1), place=almaty(), confirmed=True
    )
    unreported = an_activity("Not recorded", confirmed=True)
    cancelled = an_activity("Cancelled", starts_on=date(2024, 6, 1), ends_on=date(2024, 6, 2))
    moves.cancel(cancelled, because="Storm", by=by, at=LATER)
    for row in (fair, mission, over, new_year):
        moves.finish(row, by=by, at=LATER)
    assert unreported.ended_on is None
    assert count("activities.held", by=by, at=LATER, **YEAR).value == 3
    assert count("activities.held", by=by, at=LATER, kind="mission", **YEAR).value == 1
    assert count("activities.held", by=by, at=LATER, country="KZ", **YEAR).value == 2
