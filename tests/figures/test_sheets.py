"""The sheet of reported readings: taken in whole or not at all, known again, never a silent correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from naru.figures.models import Reading
from naru.sheets.book import Sheet, sheet, uploads, workbooks
from naru.sheets.models import Upload
from naru.sheets.rules.uploads import State
from tests.makers.accounts import NOW, an_analyst, an_editor
from tests.makers.figures import YEAR, a_count, a_report, a_source
from tests.makers.sheets import an_upload

pytestmark = pytest.mark.django_db

KEY = "patients.by_nationality"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak English, whatever the site's first language is."""
    with override("en"):
        yield


@pytest.fixture
def readings() -> Sheet:
    one = sheet("readings")
    assert one
    return one


def reasons(upload: Upload) -> str:
    return " ".join(finding[2] for finding in upload.findings)


def test_readings_come_in_by_sheet(readings: Sheet) -> None:
    by, source = an_analyst(), a_source("yearbook")
    upload = an_upload(
        readings,
        ["Figure", "Year", "last", "Dimensions", "Value", "How exactly", "Quality", "Source", "Note"],
        [KEY, 2024, None, "nationality=KZ", "1,350", "About", "rounded", "yearbook", "From the table."],
        ["training.completed_cumulative", None, "2022-12-31", None, 636, None, None, "yearbook", None],
        by=by,
    )
    assert upload.findings == []
    assert upload.counts["new"] == 2
    upload = uploads.accept(upload, by=by, at=NOW)
    assert upload.state == State.ACCEPTED
    first = Reading.objects.get(figure_key=KEY)
    assert (first.since, first.until) == (date(2024, 1, 1), date(2025, 1, 1))
    assert (first.dimensions, first.value, first.source) == ({"nationality": "KZ"}, Decimal(1350), source)
    assert (first.qualifier, first.quality, first.note) == ("about", "rounded", "From the table.")
    second = Reading.objects.get(figure_key="training.completed_cumulative")
    assert (second.value, second.until, second.as_of) == (Decimal(636), date(2023, 1, 1), date(2023, 1, 31))


def test_rows_that_are_no_whole_reading_are_refused_and_nothing_is_taken(readings: Sheet) -> None:
    by = an_analyst()
    a_source("yearbook")
    upload = an_upload(
        readings,
        ["figure", "year", "since", "dimensions", "value", "source"],
        [KEY, 2024, None, "nationality=KZ", 7, "yearbook"],
        [KEY, None, None, "nationality=KZ", 7, "yearbook"],
        [KEY, 2024, "2024-01-01", None, 7, "yearbook"],
        [KEY, 2024, None, "planet=Mars", 7, "yearbook"],
        [KEY, 2024, None, "country", 7, "yearbook"],
        [KEY, 2023, None, None, None, "yearbook"],
        [KEY, 2023, None, None, 7, "no-such-document"],
        ["no.such_figure", 2023, None, None, 7, "yearbook"],
        [KEY, 2024, None, "nationality=KZ", 8, "yearbook"],
        by=by,
    )
    assert (upload.counts["new"], upload.refused) == (1, 8)
    for sentence in (
        "from when until when",
        "not both",
        "no dimension planet",
        "key=value",
        "value is missing",
        "same as row 2",
    ):
        assert sentence in reasons(upload)
    assert not Reading.objects.exists()


def test_a_value_that_stands_otherwise_is_never_overwritten_by_a_sheet(readings: Sheet) -> None:
    by, source = an_analyst(), a_source("yearbook")
    held = a_report(1350, KEY, source=source, dimensions={"nationality": "KZ"}, **YEAR)
    lines = (
        ["figure", "year", "dimensions", "value", "source"],
        [KEY, 2024, "nationality=KZ", 1350, "yearbook"],
    )
    assert an_upload(readings, *lines, by=by).counts["same"] == 1
    lines[1][3] = 1351
    upload = an_upload(readings, *lines, by=by, name="other.xlsx")
    assert upload.state == State.REFUSED
    assert held.code in reasons(upload)
    assert "Correct it on its own page" in reasons(upload)


def test_what_is_exported_is_known_when_it_comes_back(readings: Sheet) -> None:
    by, source = an_analyst(), a_source("yearbook")
    a_report(1350, KEY, source=source, dimensions={"nationality": "KZ"}, qualifier="about", **YEAR)
    a_report("12.5", KEY, source=source, since=date(2024, 1, 1), until=date(2024, 7, 1), share="3.25")
    a_report(636, source=source, place="Third paragraph")
    a_count()
    file = workbooks.filled(readings, readings.rows(by=by) or ())
    upload = uploads.take(readings, file, "export.xlsx", by=by, at=NOW)
    assert upload.findings == []
    assert upload.counts == {"new": 0, "changed": 0, "same": 3, "refused": 0}


def test_only_those_who_keep_the_figures_may_use_the_sheet(readings: Sheet) -> None:
    assert readings.may_use(an_analyst())
    assert not readings.may_use(an_editor())
    client = Client()
    address = reverse("sheets:sheet", args=["readings"])
    client.force_login(an_analyst())
    assert address in client.get(reverse("figures:board")).content.decode()
    client.force_login(an_editor())
    assert address not in client.get(reverse("figures:board")).content.decode()
