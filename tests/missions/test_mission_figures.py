"""The figures of missions: residents counted once, and added to what was reported before there were logs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from naru.figures.book import count, report
from naru.missions.models import Resident
from tests.makers.clinic import a_site, a_tablet
from tests.makers.figures import a_source
from tests.missions.test_mds_report import a_seen

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 1, 9, 0, tzinfo=UTC)
YEAR = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}


def a_clinic() -> None:
    site = a_site()
    hand = a_tablet(site)
    of, _visit = a_seen(hand, "J06.9")
    a_seen(hand, "J06.9", of=of, day="2024-07-26", returning=True)
    other, _visit = a_seen(hand, "I10")
    hand.writes("residents.joined", {"with": of}, of=other)
    a_seen(hand, "I10")
    a_seen(hand, "I10", outcome="left_early")
    a_seen(hand, "I10", outcome="")
    a_seen(hand, "I10", day="2025-07-26")
    hand.sends()


def test_a_resident_counts_once_however_often_they_came_and_joined_records_are_one():
    a_clinic()
    reading = count("missions.residents", on=date(2025, 1, 1), by=None, at=AT, **YEAR)
    assert (reading.value, reading.records_count) == (3, 3)
    assert Resident.objects.count() == 6


def test_what_is_counted_is_added_to_what_was_reported_up_to_its_day():
    a_clinic()
    report(
        "missions.residents_cumulative", 56_573, qualifier="about", as_of=date(2024, 7, 18),
        source=a_source(), by=None, at=AT,
    )  # fmt: skip
    reading = count("missions.residents_cumulative", on=date(2024, 9, 1), by=None, at=AT)
    assert (reading.value, reading.counted_part, reading.baseline.value) == (56_576, 3, 56_573)
    assert reading.qualifier == "about"
