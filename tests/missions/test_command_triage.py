"""`naru triage`: one case as JSON in, colour and criteria out, and a sentence about what cannot be read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

WELL = {"pulse": 75, "respirations": 16, "temperature_c": 36.6, "spo2": 98, "avpu": "a"}


def told(tmp_path: Path, case: Any, *options: str) -> Any:
    file = tmp_path / "case.json"
    file.write_text(case if isinstance(case, str) else json.dumps(case))
    out = io.StringIO()
    call_command("triage", str(file), *options, stdout=out)
    return json.loads(out.getvalue()) if "--json" in options else out.getvalue()


def test_a_case_gets_its_colour_and_the_criteria_that_gave_it(tmp_path: Path) -> None:
    case = {"age_years": 44, "sex": "male", "answers": {"snake_bite": "yes"}, "vitals": {"pulse": 151}}
    found = told(tmp_path, case, "--json")
    assert found["colour"] == "red"
    assert found["criteria"] == [
        {"code": "adult.red.pulse", "text": "Pulse under 50 or over 150"},
        {"code": "adult.red.snake_bite", "text": "Bitten by a snake"},
    ]
    assert {"code": "stridor", "text": "Harsh, high sound when breathing in"} in found["not_assessed"]


def test_what_is_left_out_is_never_green_and_others_no_says_it_was_assessed(tmp_path: Path) -> None:
    case = {"age_years": 44, "sex": "male", "vitals": WELL}
    assert told(tmp_path, case, "--json")["colour"] == "none"
    assert told(tmp_path, {**case, "others": "no"}, "--json")["colour"] == "green"
    unsure = {**case, "others": "no", "answers": {"stridor": "not_assessed"}}
    found = told(tmp_path, unsure, "--json")
    assert (found["colour"], [each["code"] for each in found["not_assessed"]]) == ("none", ["stridor"])


@pytest.mark.parametrize(
    ("age", "colour"),
    [
        ({"age_days": 7}, "red"),
        ({"age_days": 8}, "yellow"),
        ({"age_months": 6}, "yellow"),
        ({"birth_on": "2024-07-18", "on": "2024-07-25"}, "red"),
        ({"birth_on": "2024-07-17", "on": "2024-07-25"}, "yellow"),
    ],
)
def test_an_age_is_told_in_several_ways(tmp_path: Path, age: dict[str, Any], colour: str) -> None:
    vitals = {**WELL, "pulse": 120, "respirations": 35}
    assert told(tmp_path, {**age, "others": "no", "vitals": vitals}, "--json")["colour"] == colour


def test_without_json_a_person_reads_it(tmp_path: Path) -> None:
    text = told(tmp_path, {"age_years": 30, "answers": {"violent": True}, "vitals": {"hr": 75}})
    assert text.startswith("Red\n  Violent or threatening (adult.red.violent)\n")
    assert "Not assessed, and needed before green:" in text


def test_what_is_odd_is_said_beside_the_judgement(tmp_path: Path) -> None:
    found = told(tmp_path, {"age_years": 107, "vitals": {"pulse": 28}}, "--json")
    assert found["odd"] == [
        "Older than 105 years: is it right?",
        "Pulse: 28 /min is unusual at this age. Measure once more.",
    ]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("{", "is not JSON"),
        ([], "A case is a JSON object with age, answers and vitals."),
        ({"age_years": 5, "age_days": 9}, "Say the age once: age_days, age_years were given."),
        ({"agee": 5}, "“agee” is not known here. Is it “age”?"),
        ({"age_years": "five"}, "“age_years”: write a number."),
        ({"age_days": -1}, "The birth date lies in the future."),
        ({"birth_on": "2999-01-01"}, "The birth date lies in the future."),
        ({"birth_on": "17.5.1990"}, "“birth_on” is a day like 1990-05-17."),
        ({"age_years": 130}, "Nobody is older than 120 years. Check the age."),
        ({"answers": {"strider": "yes"}}, "“strider” is not known here. Is it “stridor”?"),
        ({"answers": {"stridor": "perhaps"}}, "“stridor”: answer yes, no or not_assessed."),
        ({"answers": ["stridor"]}, "The answers are an object"),
        ({"others": "yes"}, "“others” can only be no"),
        ({"vitals": {"pulse": "fast"}}, "“pulse”: write a number."),
        ({"vitals": {"pulse": True}}, "“pulse”: write a number."),
        ({"vitals": {"pulse": 70, "hr": 80}}, "“pulse” stands there twice with different values."),
        ({"vitals": {"temperature_c": 366}}, "Temperature: 366 °C cannot be. Is it 36.6 °C?"),
        ({"vitals": {"avpu": "x"}}, "“avpu” is one of a, v, p, u."),
        ({"vitals": {"burn_percent": 101}}, "“burn_percent” lies between 0 and 100."),
        ({"sex": "f"}, "“sex” is one of male, female, unknown."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, case: Any, sentence: str) -> None:
    with pytest.raises(CommandError) as refusal:
        told(tmp_path, case, "--json")
    assert sentence in str(refusal.value)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("triage", str(tmp_path / "none.json"))


def test_the_tables_can_be_printed() -> None:
    out = io.StringIO()
    call_command("triage", "--tables", stdout=out)
    found = json.loads(out.getvalue())
    assert {each["code"] for each in found["criteria"]} >= {"adult.red.stridor", "child.yellow.headache"}
