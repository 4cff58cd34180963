"""`naru check_bulletin`: what it prints of a page, what it binds, and how it meets bad input."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from naru.newsroom.queries.known import known
from naru.newsroom.rules.checking.check import check, check_page
from naru.newsroom.rules.checking.pages import page

FIXTURES = Path(__file__).parent / "fixtures"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture
def figures(db):
    call_command("load_figures", stdout=io.StringIO())


def run(*arguments: str, **options: bool) -> dict:
    out = io.StringIO()
    call_command("check_bulletin", *arguments, "--json", stdout=out, **options)
    return json.loads(out.getvalue())


def claimed(told: dict) -> list[tuple]:
    return [
        (row["text"], row["value"], row["unit"])
        for row in told["numbers"]
        if row["kind"] in {"quantity", "share"}
    ]


@pytest.mark.django_db
def test_a_press_page_keeps_its_weather_out_of_the_numbers():
    told = run(str(FIXTURES / "press.txt"))
    assert told["date"] == "2022-06-02"
    assert told["language"] == "ko"
    assert claimed(told) == [
        ("40건", 40, "consultation"),
        ("3건", 3, "agreement"),
        ("네 곳", 4, "institution"),
        ("40건", 40, "consultation"),
    ]
    assert sum(row["kind"] == "boilerplate" for row in told["numbers"]) >= 4
    text = (FIXTURES / "press.txt").read_text(encoding="utf-8")
    for row in told["numbers"]:
        assert text[row["start"] : row["end"]] == row["text"]


@pytest.mark.django_db
def test_a_board_page_gives_its_head_and_no_views_as_quantity():
    told = run(str(FIXTURES / "board_bullets.txt"))
    assert (told["date"], told["views"]) == ("2020-05-04", 1045)
    assert 1045 not in [value for _text, value, _unit in claimed(told)]


@pytest.mark.django_db
def test_a_sentence_comes_from_standard_input(monkeypatch):
    class Given:
        buffer = io.BytesIO("환자가 218명에서 543명으로 145% 늘었다.".encode("cp949"))

    monkeypatch.setattr(sys, "stdin", Given)
    out = io.StringIO()
    call_command("check_bulletin", "--text", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert [row["code"] for row in told["findings"]] == ["growth_wrong"]
    assert told["findings"][0]["expected"] == "149.1%"


BAD = [
    (b"", "empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not text"),
    (b"1" * 10_000_000, "too large"),
    ("본문".encode("utf-16-le")[:-1] + b"\xd8", "not text"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "words"), BAD)
def test_what_is_no_bulletin_gets_a_sentence(tmp_path, data, words):
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=words):
        run(str(path))


@pytest.mark.django_db
def test_a_file_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path / "none.txt"))


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_the_same_text_in_any_encoding_gives_the_same_numbers(tmp_path, encoding):
    path = tmp_path / "page.txt"
    path.write_bytes("경기도 의료기관 １１개소가 참가해 1천\n800명을 상담했다.".encode(encoding))
    told = run(str(path))
    assert [(value, unit) for _text, value, unit in claimed(told)] == [(11, "institution"), (1800, "person")]


FLOODS = [
    "1" * 1_900_000,
    "1 " * 200_000,
    "1, " * 200_000,
    "(1) " * 200_000,
    "12% of 30 people, " * 20_000,
    "누적 12명, " * 40_000,
    "1+" * 100_000 + "1=2",
    "from 2 to 3 " * 30_000,
    "2024년 4월 24일부터 " * 20_000,
]


@pytest.mark.parametrize("flood", FLOODS, ids=range(len(FLOODS)))
def test_a_flood_of_numbers_takes_no_more_than_its_length(flood):
    """Four times the text may take about four times as long; with a square it would be sixteen."""
    quarter = flood[: len(flood) // 4]
    check(quarter[:2_000], "ko")
    start = time.process_time()
    check(quarter, "ko")
    once = time.process_time() - start
    start = time.process_time()
    check(flood, "ko")
    assert time.process_time() - start < max(once, 0.05) * 10


@given(st.text(max_size=400), st.sampled_from(["ko", "en", "ru", "mn", "vi", "zh-hans"]))
def test_no_text_breaks_the_checker(text, language):
    result = check(text, language, title_end=min(10, len(text)), published_on=date(2024, 5, 13))
    for one in result.numbers:
        assert text[one.number.start : one.number.end] == one.number.text


def bound(text: str, language: str = "en", published_on: date = date(2024, 5, 13)) -> list[tuple[str, str]]:
    result = check(text, language, published_on=published_on, known=known(language))
    return [
        (one.bound.known.figure if one.bound.known else "", str(one.bound.verdict))
        for one in result.numbers
        if one.number.is_claimed
    ]


INSTITUTIONS = "외국인환자 유치 의료기관으로 등록한 도내 의료기관은 약 150곳이다."
TRAINED = "Since 2011, 636 foreign medical staff have completed the training."


@pytest.mark.parametrize(
    ("language", "text", "figure", "verdict"),
    [
        ("ko", INSTITUTIONS, "register.gyeonggi_institutions", "agrees"),
        ("ko", "도내 의료기관은 모두 1만5천111개소다.", "province.medical_institutions", "agrees"),
        ("en", TRAINED, "training.completed_cumulative", "agrees"),
        ("en", "In 2021 about 25,000 foreign patients came to Gyeonggi.", "patients.by_region", "agrees"),
        ("en", "In 2019 a total of 497,464 foreign patients came to Korea.", "patients.korea", "agrees"),
        ("en", "In 2019 a total of 397,464 foreign patients came to Korea.", "patients.korea", "contradicts"),
        ("en", "In 2019, 17,918 patients came from Mongolia to Korea.", "patients.by_nationality", "agrees"),
        ("en", "A farmer brought 497,464 apples.", "", "unsourced"),
    ],
)
def test_a_number_is_bound_by_what_is_said_of_it(figures, language, text, figure, verdict):
    assert bound(text, language, date(2023, 1, 31)) == [(figure, verdict)]


def test_the_year_that_is_told_chooses_among_readings_of_one_value(figures):
    """497,464 stands for 2019 only: told of another year it contradicts that year's reading."""
    told = check(
        "In 2018 a total of 497,464 foreign patients came to Korea.", "en", known=known("en")
    ).numbers
    [judged] = [one for one in told if one.number.is_claimed]
    assert str(judged.bound.verdict) == "contradicts"
    assert judged.bound.known.value == Decimal(378967)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals lie beside the checkout only where it is made")
class TestOriginals:
    def told(self, start: str) -> dict:
        [path] = SEEDS.glob(f"{start}*.txt")
        return run(str(path))

    def test_the_press_page(self, figures):
        told = self.told("004")
        values = {value for _text, value, _unit in claimed(told)}
        assert {1800, 1350, 50, 35, 11, 20} <= values
        assert not [row for row in told["numbers"] if "℃" in row["text"] and row["kind"] == "quantity"]
        kinds = {row["text"]: (row["kind"], row["unit"]) for row in told["numbers"]}
        assert kinds["2012년"][0] == "date"
        assert kinds["4월 24일"][0] == "date"
        assert kinds["10회"][1] == "time"

    def test_the_coordinators(self, figures):
        told = self.told("002")
        rows = {row["value"]: row for row in told["numbers"] if row["kind"] == "quantity"}
        for value in (13_940_000, 15_111, 419_029, 25_000, 150, 46, 17):
            assert rows[value]["verdict"] == "agrees", value
        assert "cumulative_people" in [row["code"] for row in told["findings"]]

    def test_the_mission(self, figures):
        told = self.told("003")
        rows = {row["value"]: row for row in told["numbers"] if row["kind"] == "quantity"}
        assert {rows[value]["verdict"] for value in (5_000, 100, 56_573)} == {"agrees"}
        assert [row["code"] for row in told["findings"]] == ["told_before"]

    def test_the_conference(self, figures):
        told = self.told("000")
        assert {636, 5} <= {value for _text, value, _unit in claimed(told)}
        assert [row["code"] for row in told["findings"]] == ["title_month"]


def test_a_page_is_checked_with_the_places_of_its_own_text():
    text = (FIXTURES / "press.txt").read_text(encoding="utf-8")
    result = check_page(page(text))
    assert all(text[one.number.start : one.number.end] == one.number.text for one in result.numbers)
