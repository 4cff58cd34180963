"""Charts: what is drawn, what stands in the table, and what a strict policy would block."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from naru.krds.charts import Chart, bars, lines

ROWS = [
    {"year": 2018, "people": 12000, "path": "agency"},
    {"year": 2019, "people": 17918, "path": "agency"},
    {"year": 2018, "people": 9000, "path": "own"},
    {"year": 2019, "people": None, "path": "own"},
]
SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: Chart) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]


@pytest.fixture
def english() -> object:
    with override("en"):
        yield


@pytest.mark.parametrize("draw", [bars, lines])
def test_a_chart_is_named_and_free_of_inline_style(draw: object, english: None) -> None:
    chart = draw(ROWS, "year", "people", "path", "Patients", "people")  # type: ignore[operator]
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Patients"
    assert root.get("aria-labelledby") == title.get("id")
    assert " style=" not in chart.svg
    assert "<style" not in chart.svg
    assert "<script" not in chart.svg


def test_the_table_holds_every_row_and_the_picture_those_with_a_number(english: None) -> None:
    chart = lines(ROWS, "year", "people", "path", "Patients", labels={"year": "Year", "path": "Path"})
    assert chart.columns == ["Year", "Path", "people"]
    assert list(chart.rows) == [
        [2018, "agency", 12000],
        [2019, "agency", 17918],
        [2018, "own", 9000],
        [2019, "own", None],
    ]
    assert {"2018", "2019", "agency", "own"} <= set(texts(chart))
    assert texts(chart).count("agency") == 1


@pytest.mark.parametrize(("language", "expected"), [("en", "10,000"), ("ru", "10\xa0000"), ("vi", "10.000")])
def test_the_axis_groups_numbers_as_the_page_does(language: str, expected: str) -> None:
    with override(language):
        assert expected in texts(bars(ROWS[:2], "year", "people", title="Patients"))


def test_words_from_outside_are_drawn_as_text(english: None) -> None:
    evil = '</title><script>alert("1")</script>'
    chart = bars([{"x": evil, "y": 1}], "x", "y", title=evil)
    assert "<script" not in chart.svg
    assert evil in "".join(ElementTree.fromstring(chart.svg).itertext())


def test_the_same_numbers_are_drawn_once_and_other_numbers_anew(english: None) -> None:
    one = bars(ROWS[:2], "year", "people", title="Patients")
    assert bars(ROWS[:2], "year", "people", title="Patients").svg is not None
    assert str(bars(ROWS[:2], "year", "people", title="Patients").svg) == str(one.svg)
    changed = [{**ROWS[0], "people": 11999}, ROWS[1]]
    assert str(bars(changed, "year", "people", title="Patients").svg) != str(one.svg)


def test_no_rows_are_no_fault(english: None) -> None:
    chart = bars([], "year", "people", title="Patients")
    page = Template("{% load krds %}{% chart chart %}").render(Context({"chart": chart}))
    assert "<table" in page


def test_the_page_shows_the_numbers_beside_the_picture(english: None) -> None:
    chart = bars(ROWS, "year", "people", "path", "Patients", "people")
    page = Template("{% load krds %}{% chart chart %}").render(Context({"chart": chart}))
    assert "17,918" in page
    assert page.count('<th scope="row">') == 4
