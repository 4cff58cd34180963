"""Vital signs: what cannot be, what is asked about, the slip that explains it, and birth dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from naru.missions.rules import vitals

ADULT, NEWBORN, CHILD = 40 * 365, 5, 6 * 365
TODAY = date(2024, 7, 25)


def found(
    body: dict[str, Any], age: int | None = ADULT, **more: Any
) -> list[tuple[str, str, str, dict[str, float]]]:
    """Give field, standing, code and suggestion of each finding."""
    return [
        (each.field, each.standing, each.code, each.suggest)
        for each in vitals.look_at(body, age_days=age, **more)
    ]


SLIPS: list[tuple[dict[str, Any], int | None, str, str, dict[str, float]]] = [
    ({"temperature_c": 366}, ADULT, "impossible", "point", {"temperature_c": 36.6}),
    ({"temperature_c": 3660}, ADULT, "impossible", "point", {"temperature_c": 36.6}),
    ({"temperature_c": 3.7}, ADULT, "impossible", "point", {"temperature_c": 37}),
    ({"temperature_c": 98.6}, ADULT, "impossible", "fahrenheit", {"temperature_c": 37.0}),
    ({"temperature_c": 101.3}, ADULT, "impossible", "fahrenheit", {"temperature_c": 38.5}),
    ({"weight_kg": 3450}, NEWBORN, "impossible", "grams", {"weight_kg": 3.45}),
    ({"weight_kg": 65_000}, ADULT, "impossible", "grams", {"weight_kg": 65.0}),
    ({"weight_kg": 652}, ADULT, "impossible", "point", {"weight_kg": 65.2}),
    ({"weight_kg": 34.5}, NEWBORN, "impossible", "point", {"weight_kg": 3.45}),
    ({"height_cm": 1.72}, ADULT, "impossible", "metres", {"height_cm": 172.0}),
    ({"height_cm": 1720}, ADULT, "impossible", "millimetres", {"height_cm": 172.0}),
    ({"glucose_mmol": 95}, ADULT, "impossible", "mg_per_dl", {"glucose_mmol": 5.3}),
    ({"glucose_mmol": 54}, ADULT, "odd", "mg_per_dl", {"glucose_mmol": 3.0}),
    ({"spo2": 0.97}, ADULT, "impossible", "share", {"spo2": 97.0}),
    ({"systolic": 12, "diastolic": 8}, ADULT, "impossible", "centimetres", {"systolic": 120.0}),
    ({"pulse": 720}, ADULT, "impossible", "point", {"pulse": 72.0}),
    ({"systolic": 80, "diastolic": 120}, ADULT, "odd", "order", {"systolic": 120, "diastolic": 80}),
    ({"systolic": 300, "diastolic": 90, "pulse": 70}, ADULT, "odd", "odd", {}),
    ({"pulse": 18, "respirations": 72}, ADULT, "odd", "swap", {"pulse": 72, "respirations": 18}),
    ({"weight_kg": 110, "height_cm": 20}, CHILD, "impossible", "swap", {"weight_kg": 20, "height_cm": 110}),
    ({"temperature_c": 20}, ADULT, "odd", "odd", {}),
    ({"temperature_c": 19}, ADULT, "impossible", "impossible", {}),
    ({"pulse": 351}, ADULT, "impossible", "point", {"pulse": 35.0}),
    ({"spo2": 101}, ADULT, "impossible", "impossible", {}),
    ({"pulse": "fast"}, ADULT, "impossible", "no_number", {}),
    ({"pulse": True}, ADULT, "impossible", "no_number", {}),
    ({"pulse": float("nan")}, ADULT, "impossible", "no_number", {}),
]


@pytest.mark.parametrize(("body", "age", "standing", "code", "suggest"), SLIPS)
def test_a_slip_is_named_with_what_was_probably_meant(
    body: dict[str, Any], age: int, standing: str, code: str, suggest: dict[str, float]
) -> None:
    first = found(body, age)[0]
    assert first[1:3] == (standing, code)
    assert first[3] == pytest.approx(suggest)


@pytest.mark.parametrize("one", vitals.FIELDS, ids=lambda one: one.name)
def test_each_limit_is_inside_and_what_is_beyond_is_not(one: vitals.Field) -> None:
    step = 10.0**-one.decimals if one.decimals else 1.0
    first = 0
    for band in one.bands:
        for value, standing in (
            (band.low, None),
            (band.high, None),
            (band.least - step, "impossible"),
            (band.most + step, "impossible"),
            (band.low - step, "odd"),
            (band.high + step, "odd"),
        ):
            if standing == "odd" and not band.least <= value <= band.most:
                continue
            seen = found({one.name: value}, first)
            assert [each[1] for each in seen] == ([standing] if standing else []), (band, value)
        assert band.least <= band.low < band.high <= band.most
        first = band.until or 0


def test_what_is_dangerous_and_real_is_never_questioned() -> None:
    for body in (
        {"pulse": 160},
        {"pulse": 45},
        {"temperature_c": 41},
        {"spo2": 75},
        {"systolic": 210, "diastolic": 130},
    ):
        assert found(body) == []


def test_a_suggestion_is_itself_usual() -> None:
    for body, age, _standing, _code, suggest in SLIPS:
        if suggest:
            assert found({**body, **suggest}, age) in ([], found({"diastolic": body.get("diastolic")}, age))


def test_the_sentence_says_value_unit_and_question() -> None:
    said = vitals.look_at({"temperature_c": 366}, age_days=ADULT)[0].say
    assert said == "Temperature: 366 °C cannot be. Is it 36.6 °C?"
    said = vitals.look_at({"systolic": 80, "diastolic": 120}, age_days=ADULT)[0].say
    assert said.endswith("Are they Upper blood pressure 120, Lower blood pressure 80?")
    said = vitals.look_at({"spo2": 101}, age_days=ADULT)[0].say
    assert said == "Oxygen in the blood: 101 % cannot be. It lies between 30 and 100."


def test_what_was_asked_about_stands_but_the_impossible_never() -> None:
    assert found({"pulse": 28}) != []
    assert found({"pulse": 28}, confirmed=["pulse"]) == []
    assert found({"pulse": 720}, confirmed=["pulse"]) != []
    assert vitals.why_not_take({"pulse": 28}, age_days=ADULT) is None
    assert vitals.why_not_take({"pulse": 720}, age_days=ADULT) == "Pulse: 720 /min cannot be. Is it 72 /min?"


def test_ranges_go_by_age_and_are_widest_where_it_is_not_known() -> None:
    assert found({"weight_kg": 3.4}, NEWBORN) == []
    assert found({"weight_kg": 3.4}, ADULT)[0][1] == "impossible"
    assert found({"weight_kg": 3.4}, None) == []
    assert found({"weight_kg": 500}, None)[0][1] == "impossible"


def test_pregnancy_is_asked_about_where_it_hardly_can_be() -> None:
    assert found({"pregnant": "yes"}, sex="male")[0][2] == "sex"
    assert found({"pregnant": "yes"}, CHILD, sex="female")[0][2] == "age"
    assert found({"pregnant": "yes"}, sex="female") == []
    assert found({"pregnant": "no"}, sex="male") == []


def test_a_birth_date_lies_in_the_past_and_not_too_far() -> None:
    assert vitals.why_not_born(date(2024, 7, 26), on=TODAY) == "The birth date lies in the future."
    assert vitals.why_not_born(TODAY, on=TODAY) is None
    assert vitals.why_not_born(date(1904, 7, 25), on=TODAY) is None
    assert vitals.why_not_born(date(1902, 7, 1), on=TODAY) == "Nobody is older than 120 years. Check the age."
    old = vitals.look_at_age(vitals.age_on(TODAY, age_years=106))
    assert old is not None
    assert old.standing == "odd"
    assert vitals.age_on(TODAY, birth_on=date(2024, 7, 18)) == 7
    assert vitals.age_on(TODAY, age_months=2) == 60
    assert vitals.age_on(TODAY) is None
