"""Triage: both sides of every boundary, groups, ages, what is not assessed, and that no criterion of the tool is missing."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from naru.missions.rules import triage
from naru.missions.rules.triage.adult import RED as ADULT_RED
from naru.missions.rules.triage.data import LANGUAGES, leaves

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "iitt.json"
NO = {each.code: "no" for each in triage.QUESTIONS}
YEAR = 365
WELL = {
    "infant": {"pulse": 120, "respirations": 35},
    "small": {"pulse": 110, "respirations": 28},
    "child": {"pulse": 90, "respirations": 20},
    "adult": {"pulse": 75, "respirations": 16},
}
AGE_OF = {"infant": 300, "small": 3 * YEAR, "child": 9 * YEAR, "adult": 34 * YEAR}


def judged(
    who: str = "adult", *, yes: tuple[str, ...] = (), unasked: tuple[str, ...] = (), **measures: Any
) -> triage.Judgement:
    """Judge somebody who is well, but for what is said."""
    answers = {code: "yes" if code in yes else "no" for code in NO if code not in unasked}
    known = {
        "age_days": AGE_OF[who],
        "sex": "female",
        "pregnant": "no",
        "temperature_c": 36.6,
        "spo2": 98,
        "avpu": "a",
        "systolic": 120,
        "diastolic": 80,
        **WELL[who],
        **measures,
    }
    return triage.judge(answers, known)


@pytest.mark.parametrize("who", WELL)
def test_who_is_well_and_wholly_assessed_is_green(who: str) -> None:
    assert judged(who).told() == {
        "colour": "green",
        "criteria": [],
        "review": [],
        "not_assessed": [],
        "could_rise": False,
    }


BOUNDARIES: list[tuple[str, str, float, float, str, str]] = [
    # who, measure, the last value inside, the first outside, code, colour outside
    ("adult", "pulse", 50, 49, "adult.red.pulse", "red"),
    ("adult", "pulse", 150, 151, "adult.red.pulse", "red"),
    ("adult", "pulse", 60, 59, "adult.review.pulse", "yellow"),
    ("adult", "pulse", 130, 131, "adult.review.pulse", "yellow"),
    ("adult", "respirations", 10, 9, "adult.review.respirations", "yellow"),
    ("adult", "respirations", 30, 31, "adult.review.respirations", "yellow"),
    ("adult", "temperature_c", 36, 35.9, "adult.review.temperature", "yellow"),
    ("adult", "temperature_c", 39, 39.1, "adult.review.temperature", "yellow"),
    ("adult", "spo2", 92, 91, "adult.review.spo2", "yellow"),
    ("adult", "capillary_refill_s", 3, 3.1, "adult.red.slow_refill", "red"),
    ("adult", "burn_percent", 15, 16, "adult.red.major_injury", "red"),
    ("adult", "glucose_mmol", 3.5, 3.4, "adult.red.low_sugar", "red"),
    ("child", "capillary_refill_s", 3, 3.1, "child.red.slow_refill", "red"),
    ("child", "burn_percent", 15, 16, "child.red.major_injury", "red"),
    ("child", "glucose_mmol", 3.5, 3.4, "child.red.low_sugar", "red"),
    ("child", "temperature_c", 36, 35.9, "child.review.temperature", "yellow"),
    ("child", "temperature_c", 39, 39.1, "child.review.temperature", "yellow"),
    ("child", "spo2", 92, 91, "child.review.spo2", "yellow"),
    ("infant", "respirations", 50, 51, "child.review.respirations", "yellow"),
    ("infant", "respirations", 25, 24, "child.review.respirations", "yellow"),
    ("small", "respirations", 40, 41, "child.review.respirations", "yellow"),
    ("small", "respirations", 20, 19, "child.review.respirations", "yellow"),
    ("child", "respirations", 30, 31, "child.review.respirations", "yellow"),
    ("child", "respirations", 10, 9, "child.review.respirations", "yellow"),
    ("infant", "pulse", 180, 181, "child.review.pulse", "yellow"),
    ("infant", "pulse", 90, 89, "child.review.pulse", "yellow"),
    ("small", "pulse", 160, 161, "child.review.pulse", "yellow"),
    ("small", "pulse", 80, 79, "child.review.pulse", "yellow"),
    ("child", "pulse", 140, 141, "child.review.pulse", "yellow"),
    ("child", "pulse", 70, 69, "child.review.pulse", "yellow"),
]


@pytest.mark.parametrize(("who", "measure", "inside", "outside", "code", "colour"), BOUNDARIES)
def test_each_threshold_is_strict(
    who: str, measure: str, inside: float, outside: float, code: str, colour: str
) -> None:
    beside, beyond = judged(who, **{measure: inside}), judged(who, **{measure: outside})
    assert code not in {*beside.criteria, *beside.review}
    assert code in {*beyond.criteria, *beyond.review}
    assert beyond.colour == colour


def test_the_two_bands_of_an_adults_pulse_stay_apart() -> None:
    assert [judged(pulse=pulse).colour for pulse in (49, 50, 59, 60, 130, 131, 150, 151)] == [
        "red",
        "yellow",
        "yellow",
        "green",
        "green",
        "yellow",
        "yellow",
        "red",
    ]


def test_a_childs_pulse_is_never_red_by_itself() -> None:
    assert {
        judged(who, pulse=pulse).colour for who in ("infant", "small", "child") for pulse in (20, 300)
    } == {"yellow"}


@pytest.mark.parametrize(
    ("systolic", "diastolic", "colour"),
    [(159, 109, "green"), (160, 80, "red"), (120, 110, "red"), (159, 110, "red"), (160, 109, "red")],
)
def test_pressure_in_pregnancy_counts_from_the_number_on(systolic: int, diastolic: int, colour: str) -> None:
    found = judged(pregnant="yes", systolic=systolic, diastolic=diastolic)
    assert found.colour == colour
    assert (found.criteria == ("adult.red.pregnant_pressure",)) == (colour == "red")
    assert judged(systolic=systolic, diastolic=diastolic).colour == "green"


AGES: list[tuple[int, dict[str, Any], str, str | None]] = [
    (0, {}, "red", "child.red.newborn"),
    (7, {}, "red", "child.red.newborn"),
    (8, {}, "yellow", "child.yellow.young_infant"),
    (184, {}, "yellow", "child.yellow.young_infant"),
    (185, {}, "green", None),
    (59, {"temperature_c": 39.1}, "red", "child.red.infant_temperature"),
    (59, {"temperature_c": 35.9}, "red", "child.red.infant_temperature"),
    (59, {"temperature_c": 39.0}, "yellow", "child.yellow.young_infant"),
    (59, {"temperature_c": 36.0}, "yellow", "child.yellow.young_infant"),
    (60, {"temperature_c": 39.1}, "yellow", "child.yellow.young_infant"),
    (60, {"temperature_c": 35.9}, "yellow", "child.yellow.young_infant"),
    # The band of under one year ends on day 365, that of one to four on day 1826.
    (364, {"pulse": 180, "respirations": 50}, "green", None),
    (365, {"pulse": 161, "respirations": 30}, "yellow", "child.review.pulse"),
    (364, {"pulse": 89}, "yellow", "child.review.pulse"),
    (365, {"pulse": 89, "respirations": 41}, "yellow", "child.review.respirations"),
    (1825, {"pulse": 160, "respirations": 40}, "green", None),
    (1826, {"pulse": 141, "respirations": 20}, "yellow", "child.review.pulse"),
    (1826, {"pulse": 79, "respirations": 31}, "yellow", "child.review.respirations"),
    # Twelve years: from day 4383 on the adults' chart.
    (4382, {"pulse": 131, "respirations": 20}, "green", None),
    (4383, {"pulse": 131, "respirations": 20}, "yellow", "adult.review.pulse"),
    (4382, {"pulse": 69, "respirations": 20}, "yellow", "child.review.pulse"),
    (4383, {"pulse": 69, "respirations": 20}, "green", None),
]


@pytest.mark.parametrize(("days", "measures", "colour", "code"), AGES)
def test_ages_count_in_days(days: int, measures: dict[str, Any], colour: str, code: str | None) -> None:
    who = "infant" if days < 365 else "small" if days < 1826 else "child"
    found = judged(who, **{"age_days": days, **measures})
    assert found.colour == colour
    assert code is None or code in found.criteria


@pytest.mark.parametrize(
    ("question", "days", "colour"),
    [
        ("sudden_pain", 18_262, "green"),
        ("sudden_pain", 18_263, "red"),
        ("burn", 729, "red"),
        ("burn", 730, "yellow"),
        ("burn", 25_567, "yellow"),
        ("burn", 25_568, "red"),
    ],
)
def test_some_signs_weigh_more_at_an_age(question: str, days: int, colour: str) -> None:
    who = "small" if days < 1826 else "adult"
    assert judged(who, age_days=days, yes=(question,)).colour == colour


TWO_OF = ("altered", "stiff_neck", "feverish", "headache")


@pytest.mark.parametrize("first", TWO_OF)
def test_one_of_four_is_not_red_in_an_adult_and_two_are(first: str) -> None:
    alone = judged(yes=(first,))
    assert alone.colour == ("yellow" if first == "altered" else "green")
    for second in TWO_OF:
        if second != first:
            assert judged(yes=(first, second)).criteria == ("adult.red.two_signs",)


@pytest.mark.parametrize(
    ("temperature", "colour"), [(37.9, "green"), (38.0, "red"), (36.0, "green"), (35.9, "red")]
)
def test_fever_beside_a_stiff_neck_is_measured(temperature: float, colour: str) -> None:
    assert judged(yes=("stiff_neck",), temperature_c=temperature).colour == colour


def test_fever_that_is_felt_counts_though_the_thermometer_says_otherwise() -> None:
    assert judged(yes=("stiff_neck", "feverish"), temperature_c=36.6).colour == "red"


def test_a_child_needs_an_altered_mind_with_stiff_neck_or_fever() -> None:
    assert judged("child", yes=("stiff_neck", "headache")).colour == "yellow"
    assert judged("child", yes=("stiff_neck", "feverish")).colour == "green"
    for mind in ("altered", "irritable", "lethargic"):
        assert judged("child", yes=(mind, "stiff_neck")).criteria == ("child.red.altered_with",)
        assert judged("child", yes=(mind,), temperature_c=38.0).criteria == ("child.red.altered_with",)
        assert judged("child", yes=(mind,)).colour != "red"


def test_two_signs_of_dehydration_make_a_child_red() -> None:
    signs = ("lethargic", "sunken_eyes", "slow_pinch", "drinks_poorly")
    for first in signs:
        assert "child.red.two_signs" not in judged("small", yes=(first,)).criteria
        for second in signs:
            if first != second:
                assert judged("small", yes=(first, second)).criteria == ("child.red.two_signs",)
    assert judged(yes=signs).colour == "green"  # no sign of the adults' chart


@pytest.mark.parametrize(
    "sign",
    ["belly_pain", "seizure", "altered", "severe_headache", "sight", "labour", "injury", "heavy_bleeding"],
)
def test_danger_signs_of_pregnancy_are_red_with_child(sign: str) -> None:
    with_child = judged(pregnant="yes", yes=(sign,))
    assert with_child.colour == "red"
    assert any(code.startswith("adult.red.pregnant_") for code in with_child.criteria)
    assert sign == "heavy_bleeding" or judged(yes=(sign,)).colour != "red"
    girl = judged("child", age_days=11 * YEAR, pregnant="yes", yes=(sign,))
    assert "child.red.pregnant" in girl.criteria


def test_a_pregnant_child_is_yellow_without_any_red() -> None:
    assert judged("child", age_days=11 * YEAR, pregnant="yes").criteria == ("child.yellow.pregnant",)


@pytest.mark.parametrize("avpu", ["v", "p", "u"])
def test_less_than_awake_is_never_green(avpu: str) -> None:
    for who in WELL:
        found = judged(who, avpu=avpu)
        assert found.colour == ("red" if avpu == "u" else "yellow")
        assert f"{'adult' if who == 'adult' else 'child'}.review.avpu" in found.review


def test_worry_alone_brings_the_supervising_clinician() -> None:
    found = judged(yes=("concern",))
    assert (found.colour, found.criteria, found.review) == (
        "yellow",
        ("adult.review.concern",),
        ("adult.review.concern",),
    )


def test_each_question_of_a_chart_decides_something_alone_or_in_company() -> None:
    asked = {leaf["ask"] for each in triage.CRITERIA for leaf in leaves(each.when) if "ask" in leaf}
    assert asked == set(NO)


SINGLE = [
    each
    for each in triage.CRITERIA
    if "ask" in each.when or ("if_known" in each.when and "ask" in each.when["if_known"])
]


@pytest.mark.parametrize("criterion", SINGLE, ids=lambda each: each.code)
def test_each_asked_criterion_gives_its_colour_by_itself(criterion: Any) -> None:
    question = criterion.when.get("ask") or criterion.when["if_known"]["ask"]
    found = judged("adult" if criterion.chart == "adult" else "child", yes=(question,))
    assert found.criteria == (criterion.code,)
    assert found.colour == {"red": "red", "yellow": "yellow", "review": "yellow"}[criterion.level]


# What is not assessed.


@pytest.mark.parametrize("who", WELL)
def test_each_missing_answer_or_vital_sign_forbids_green_and_is_named(who: str) -> None:
    chart = "adult" if who == "adult" else "child"
    for question in triage.as_data(())["questions"]:
        code = question["code"]
        found = judged(who, unasked=(code,))
        if chart not in question["charts"] or question["group"] == "pregnancy":
            continue
        # Told by a measure, counted only where it is known, or asked only at some ages.
        free = {"ecg", "feverish", "unresponsive", "sudden_pain"} | (
            {"low_sugar"} if chart == "child" else set()
        )
        if code in free:
            assert found.colour == "green", code
        else:
            assert (found.colour, found.not_assessed) == ("none", (code,)), code
            assert found.could_rise
    for measure in ("pulse", "respirations", "temperature_c", "spo2", "avpu"):
        found = judged(who, **{measure: None})
        assert found.colour == "none"
        assert measure in found.not_assessed


def test_nothing_assessed_is_no_colour_and_names_what_is_needed() -> None:
    found = triage.judge({}, {"age_days": AGE_OF["adult"], "sex": "female"})
    assert found.colour == "none"
    assert {"stridor", "pregnant", "pulse", "temperature_c", "avpu", "concern"} <= set(found.not_assessed)
    assert not {"labour", "cold_limbs", "sudden_pain"} & set(found.not_assessed)


def test_pregnancy_is_not_asked_of_a_man_a_small_child_or_an_old_woman() -> None:
    for measures in ({"sex": "male"}, {"age_days": 3286}, {"age_days": 21_915}):
        who = "child" if measures.get("age_days", 9999) < 4383 else "adult"
        assert judged(who, pregnant=None, **measures).colour == "green"
    girl = judged("child", pregnant=None, age_days=3287)
    assert (girl.colour, girl.not_assessed) == ("none", ("pregnant",))
    woman = judged(pregnant=None, age_days=21_914, unasked=("labour",), systolic=None)
    assert (woman.colour, woman.not_assessed) == ("none", ("pregnant",))
    assert judged(pregnant=None).colour == "none"
    assert judged(pregnant="yes", sex="male", yes=("labour",)).colour == "red"


@pytest.mark.parametrize("who", WELL)
def test_green_never_results_where_any_answer_of_the_chart_is_left_out(who: str) -> None:
    chart = "adult" if who == "adult" else "child"
    asked = [
        each["code"]
        for each in triage.as_data(())["questions"]
        if chart in each["charts"] and each["group"] != "pregnancy"
    ]
    # What a measure tells as well is unmeasured here; what is asked only at some ages is left in.
    free = {"ecg", "sudden_pain"} | ({"low_sugar"} if chart == "child" else set())
    for seed in range(500):
        draw = random.Random(seed)
        gone = tuple(draw.sample(sorted(set(asked) - free), draw.randrange(1, 6)))
        yes = tuple(draw.sample(asked, draw.choice((0, 0, 1))))
        found = judged(who, unasked=gone, yes=yes, temperature_c=None, avpu=None)
        assert found.colour != "green"
        assert found.colour != "none" or {*gone} - {"feverish", "unresponsive"} <= set(found.not_assessed)


def test_blood_pressure_is_needed_of_the_pregnant_alone() -> None:
    assert judged(systolic=None, diastolic=None).colour == "green"
    found = judged(pregnant="yes", systolic=None, diastolic=None)
    assert (found.colour, found.not_assessed) == ("none", ("systolic", "diastolic"))


def test_without_an_age_red_is_red_and_nothing_is_green() -> None:
    assert judged(age_days=None, yes=("stridor",)).colour == "red"
    found = judged(age_days=None)
    assert found.colour == "none"
    assert found.not_assessed[0] == "age_days"


def test_yellow_says_when_what_is_not_assessed_could_still_be_red() -> None:
    assert not judged(yes=("wheeze",)).could_rise
    found = judged(yes=("wheeze",), unasked=("stridor",))
    assert (found.colour, found.not_assessed, found.could_rise) == ("yellow", ("stridor",), True)


def a_random_case(seed: int) -> tuple[dict[str, str], dict[str, Any]]:
    """Draw a case, some of it not assessed."""
    draw = random.Random(seed)
    share = draw.choice((0.0, 0.02, 0.3, 0.9))
    illness = draw.choice((0.0, 0.0, 0.01, 0.2))
    answers = {code: "yes" if draw.random() < illness else "no" for code in NO if draw.random() >= share}
    measures: dict[str, Any] = {
        "age_days": draw.choice(
            [0, 7, 8, 59, 60, 184, 185, 364, 365, 1826, 4382, 4383, draw.randrange(36_000)]
        ),
        "sex": draw.choice(["male", "female", "unknown", None]),
        "pregnant": draw.choice(["yes", "no", "no", None]),
        "temperature_c": draw.choice([35.9, 36, 36.6, 36.6, 38, 39, 39.1]),
        "pulse": draw.choice([49, 50, 60, 75, 75, 90, 110, 130, 131, 150, 151, 181]),
        "respirations": draw.choice([9, 10, 16, 20, 25, 30, 31, 51]),
        "systolic": draw.choice([110, 159, 160]),
        "diastolic": draw.choice([70, 109, 110]),
        "spo2": draw.choice([91, 92, 98, 98, 98]),
        "avpu": draw.choice(["a", "a", "a", "v", "p", "u"]),
        "glucose_mmol": draw.choice([None, 3.4, 3.5, 5.5]),
        "capillary_refill_s": draw.choice([None, 2, 3, 3.5]),
        "burn_percent": draw.choice([None, None, 15, 16]),
    }
    if draw.random() < 0.7:
        measures |= {"systolic": 120, "diastolic": 80, "glucose_mmol": None, "burn_percent": None}
        measures |= {"capillary_refill_s": None}
        who = "infant" if (age := measures["age_days"]) < 365 else "small" if age < 1826 else "child"
        measures |= WELL[who if age < 4383 else "adult"] | {"temperature_c": 36.6, "spo2": 98, "avpu": "a"}
    return answers, {name: value for name, value in measures.items() if draw.random() >= share / 2}


def test_green_never_rests_on_what_was_not_assessed() -> None:
    """Green rests on nothing unsaid: no yes to a question that was not asked would have changed it."""
    seen = {"red": 0, "yellow": 0, "green": 0, "none": 0}
    for seed in range(3_000):
        answers, measures = a_random_case(seed)
        found = triage.judge(answers, measures)
        seen[found.colour] += 1
        if found.colour == "green":
            assert found.not_assessed == ()
            for code in set(NO) - set(answers) - {"ecg", "low_sugar", "severe_headache"}:
                worse = triage.judge({**answers, code: "yes"}, measures)
                assert worse.colour == "green" or _known_otherwise(code, measures), (seed, code)
        elif found.colour == "none":
            assert found.not_assessed
            assert found.could_rise
    assert min(seen.values()) > 100, seen


def _known_otherwise(code: str, measures: dict[str, Any]) -> bool:
    """Whether a question needed no answer since a measure already gave it."""
    ways = {"unresponsive": "avpu", "slow_refill": "capillary_refill_s", "feverish": "temperature_c"}
    return code in ways and measures.get(ways[code]) is not None


def test_answering_what_is_named_with_no_always_ends_in_a_colour() -> None:
    well: dict[str, Any] = {**WELL["adult"], "temperature_c": 36.6, "spo2": 98, "avpu": "a", "pregnant": "no"}
    well |= {"systolic": 120, "diastolic": 80, "capillary_refill_s": 2}
    for seed in range(400):
        answers, measures = a_random_case(seed)
        measures.setdefault("age_days", AGE_OF["adult"])
        for _turn in range(6):
            found = triage.judge(answers, measures)
            if not found.not_assessed:
                break
            for code in found.not_assessed:
                if code in NO:
                    answers[code] = "no"
                else:
                    measures[code] = well[code]
        assert not triage.judge(answers, measures).not_assessed
        assert triage.judge(answers, measures).colour != "none"


# The tables themselves.


def test_the_tables_are_plain_json_with_every_language() -> None:
    told = triage.as_data()
    assert json.loads(json.dumps(told)) == told
    for each in (*told["criteria"], *told["questions"], *told["measures"], *told["groups"]):
        assert set(each["text"]) == set(LANGUAGES)
    codes = [each["code"] for each in told["criteria"]]
    assert len(codes) == len(set(codes))
    kinds = {each["code"]: each["kind"] for each in told["criteria"]}
    assert kinds["adult.red.stridor"] == "asked"
    assert kinds["adult.red.pulse"] == "measured"
    assert kinds["adult.red.two_signs"] == "both"


MEANT = {
    # One word of each criterion of the tool, in its order; it tells that ours in the same place is the same.
    "adult.red": "unresponsive stridor respiratory capillary weak heavy hr convulsions two hypoglycaemia trauma poisoning "
    "limb snake chest ecg violent heavy abdominal seizures headache visual sbp labour trauma",
    "adult.yellow": "swelling wheezing diarrhoea feed pallor bleeding fainting agitation weakness focal visual pain rash "
    "deformity fracture dislocation burns surgical assault testicular urine exposure pregnancy",
    "child.red": "unresponsive stridor respiratory capillary weak heavy cold two convulsions altered hypoglycaemia <8 <2 "
    "trauma limb testicular snake poisoning pregnant",
    "child.yellow": "swelling wheezing feed vomits diarrhoea dehydration pallor restless pain infant malnutrition trauma "
    "assault surgical rash exposure pregnancy headache",
}
OURS = {
    "adult.red": "unresponsive stridor breathing_distress slow_refill weak_pulse heavy_bleeding pulse convulsing two_signs "
    "low_sugar major_injury poison threatened_limb snake_bite sudden_pain ecg violent pregnant_heavy_bleeding "
    "pregnant_belly_pain pregnant_seizure pregnant_headache pregnant_sight pregnant_pressure pregnant_labour "
    "pregnant_injury",
    "adult.yellow": "swelling wheeze vomits_or_diarrhoea cannot_drink pallor bleeding fainted altered weakness one_sided "
    "sight severe_pain rash deformed_limb open_fracture dislocation injury surgery assault testicle no_urine exposure "
    "pregnancy_problem",
    "child.red": "unresponsive stridor breathing_distress slow_refill weak_pulse heavy_bleeding cold_limbs two_signs "
    "convulsing altered_with low_sugar newborn infant_temperature major_injury threatened_limb testicle snake_bite "
    "poison pregnant",
    "child.yellow": "swelling wheeze cannot_drink vomits_all diarrhoea dehydrated pallor restless severe_pain young_infant "
    "wasted injury assault surgery rash exposure pregnant headache",
}


def test_both_charts_have_as_many_criteria_as_the_tool_prints() -> None:
    for place, names in OURS.items():
        chart, level = place.split(".")
        ours = [each.name for each in triage.CRITERIA if (each.chart, each.level) == (chart, level)]
        assert sorted(ours) == sorted(names.split()), place
        assert len(MEANT[place].split()) == len(ours)
    assert len(ADULT_RED) == 25


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data lie beside the repository")
def test_each_criterion_of_the_reference_is_one_of_ours() -> None:
    told = json.loads(REFERENCE.read_text())
    for group, chart in (("adult_12_and_over", "adult"), ("child_under_12", "child")):
        for level in ("red", "yellow"):
            theirs = [line for part in told[group][level].values() for line in part]
            words = MEANT[f"{chart}.{level}"].split()
            assert len(theirs) == len(words) == told["counts"][f"{chart}_{level}"]
            for line, word in zip(theirs, words, strict=True):
                assert word in line.lower(), (line, word)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data lie beside the repository")
def test_each_vital_sign_of_the_reference_is_a_boundary_of_the_table() -> None:
    told = json.loads(REFERENCE.read_text())
    names = {"HR": "pulse", "RR": "respirations", "Temp_C": "temperature_c", "SpO2": "spo2"}
    tested = {(who, measure, inside) for who, measure, inside, *_rest in BOUNDARIES}
    adult, child = told["adult_12_and_over"]["high_risk_vitals"], told["child_under_12"]["high_risk_vitals"]
    wanted: set[tuple[str, str, float]] = set()
    for who, signs in (("adult", adult), ("child", child)):
        for sign, limits in signs.items():
            if sign == "AVPU":
                continue
            if isinstance(limits, str):
                wanted.add((who, names[sign], float(limits.strip("<>%"))))
            elif "low" in limits:
                wanted |= {(who, names[sign], float(limit.strip("<>"))) for limit in limits.values()}
            else:
                ages = {"<1y": "infant", "1-4y": "small", "5-12y": "child"}
                wanted |= {
                    (ages[age], names[sign], float(limit))
                    for age, both in limits.items()
                    for limit in both.values()
                }
    assert wanted <= tested
    assert {("adult", "pulse", 50), ("adult", "pulse", 150)} <= tested
