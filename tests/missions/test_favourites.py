"""The short list of diagnoses: its codes are real, and it is found in four languages."""

from __future__ import annotations

import pytest

from naru.missions.rules import favourites, icd
from naru.missions.rules.mds.mapping import CURRENT


def test_every_favourite_is_a_code_of_the_classification_with_words_in_four_languages():
    assert len(favourites.BY_CODE) == len(favourites.FAVOURITES) > 60
    for each in favourites.FAVOURITES:
        assert each.code in icd.codes(), each.code
        assert each.stations
        assert all(word == word.strip() and word for told in each.words.values() for word in told)


def test_each_station_has_its_own_short_list():
    assert [each.code for each in favourites.of_station("dental")][:2] == ["K02.9", "K04.0"]
    assert "H25.9" in [each.code for each in favourites.of_station("eye")]
    assert {each.code for each in favourites.of_station("korean")} & {"M54.5", "G51.0"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("충치", "K02.9"), ("caries", "K02.9"), ("КАРИЕС", "K02.9"), ("цоорол", "K02.9"), ("k029", "K02.9"),
        ("허리 통증", "M54.5"), ("low back", "M54.5"), ("пояснице", "M54.5"), ("нуруу", "M54.5"), ("даралт", "I10"),
        ("ячмень", "H00.0"), ("백내장", "H25.9"), ("heartburn", "K21.9"), ("J06.9", "J06.9"),
    ],
)  # fmt: skip
def test_words_of_any_language_find_a_favourite_first(typed, code):
    found = favourites.search(typed, language="ko")
    assert code in [each.code for each in found[:3]]
    assert next(each for each in found if each.code == code).favourite


def test_the_stations_own_come_first_and_the_whole_classification_after():
    found = favourites.search("abscess", station="dental")
    assert (found[0].code, found[0].favourite) == ("K04.7", True)
    assert any(not each.favourite for each in found)
    assert favourites.search("brucellosis")[0].code.startswith("A23")


def test_nothing_typed_shows_the_station_and_nonsense_finds_nothing():
    assert [each.code for each in favourites.search(" ", station="eye")] == [
        each.code for each in favourites.of_station("eye")
    ]
    assert favourites.search("zzzqqq") == []


def test_a_name_is_told_in_the_readers_language_else_in_english_else_by_its_code():
    assert favourites.name_of("I10", "ko") == "고혈압"
    assert favourites.name_of("I10", "vi") == "hypertension"
    assert favourites.name_of("a23.9", "ko") == "Brucellosis, unspecified"
    assert favourites.name_of("Q99.Z", "ko") == "Q99.Z"


def test_most_favourites_are_counted_by_a_rule_and_the_rest_as_other():
    placed = [each.code for each in favourites.FAVOURITES if CURRENT.event(each.code, 30)]
    assert len(placed) > 20
