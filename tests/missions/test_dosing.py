"""Doses and what speaks against them: tables of cases, what always holds, and the cases shared with the tablet."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.missions.queries.formulary import listed
from naru.missions.rules import dosing
from naru.missions.rules.dosing import Level, Lot, MedicineFacts, Patient

CASES = Path(__file__).with_name("dosing_cases.json")
ON = date(2024, 7, 24)
PARACETAMOL = MedicineFacts(
    "PCM500", "Paracetamol", mg=500, adult_mg=500, per_day=4, mg_per_kg=15, child_per_day=4, most_mg=1000,
    most_day_mg=4000, from_months=72, group="paracetamol",
)  # fmt: skip
AMOXICILLIN = MedicineFacts(
    "AMX250S", "Amoxicillin", name_ko="아목시실린", measure="ml", pack=60, mg=50, adult_mg=500, per_day=3,
    mg_per_kg=30, child_per_day=3, most_mg=1000, most_day_mg=3000, from_months=1, allergy=("penicillin",),
    group="penicillin",
)  # fmt: skip
DOXYCYCLINE = MedicineFacts(
    "DOX100",
    "Doxycycline",
    measure="capsule",
    mg=100,
    adult_mg=100,
    pregnancy="avoid",
    allergy=("tetracycline",),
)
EIGHT = 8 * 365
GROWN = 40 * 365


def codes(medicine: MedicineFacts, patient: Patient, **words: Any) -> list[str]:
    told = {"dose": 1, "per_day": 3, "days": 5, "on": ON} | words
    return [one.code for one in dosing.warnings(medicine, patient, **told)]


@pytest.mark.parametrize(
    ("medicine", "patient", "measures", "by", "capped"),
    [
        (PARACETAMOL, Patient(age_days=GROWN), 1, "adult", False),
        (PARACETAMOL, Patient(age_days=EIGHT, weight_kg=25), 0.5, "weight", False),
        (PARACETAMOL, Patient(age_days=EIGHT, weight_kg=70), 2, "weight", True),
        (AMOXICILLIN, Patient(age_days=400, weight_kg=10), 6, "weight", False),
        (AMOXICILLIN, Patient(age_days=400, weight_kg=9.9), 5.5, "weight", False),
        (AMOXICILLIN, Patient(age_days=15 * 365, weight_kg=39.9), 20, "weight", True),
        (AMOXICILLIN, Patient(age_days=15 * 365, weight_kg=40), 10, "adult", False),
        (AMOXICILLIN, Patient(age_days=dosing.GROWN_DAYS, weight_kg=30), 10, "adult", False),
        (AMOXICILLIN, Patient(), 10, "adult", False),
    ],
)
def test_a_dose_goes_by_weight_for_children_and_is_rounded_down(
    medicine: MedicineFacts, patient: Patient, measures: float, by: str, capped: bool
) -> None:
    dose = dosing.propose(medicine, patient)
    assert dose is not None
    assert (dose.measures, dose.by, dose.capped) == (measures, by, capped)


def test_nothing_is_proposed_where_a_child_was_not_weighed_or_the_form_is_too_strong() -> None:
    assert dosing.propose(PARACETAMOL, Patient(age_days=EIGHT)) is None
    assert dosing.propose(PARACETAMOL, Patient(age_days=EIGHT, weight_kg=12)) is None
    assert dosing.propose(replace(PARACETAMOL, adult_mg=None), Patient(age_days=GROWN)) is None


def test_what_is_not_weighed_is_used_as_it_is() -> None:
    cream = MedicineFacts("HC1", "Hydrocortisone", measure="application", pack=20, per_day=2)
    dose = dosing.propose(cream, Patient(age_days=EIGHT))
    assert dose == dosing.Dose(1, 2, None, "use")
    assert dosing.quantity(cream, dose=1, per_day=2, days=7) == 1
    assert dosing.quantity(cream, dose=1, per_day=2, days=11) == 2


@pytest.mark.parametrize(
    ("allergies", "found"),
    [
        (("penicillin",), ["allergy"]),
        (("cephalosporin",), ["allergy_cross"]),
        (("아목시실린",), ["allergy_word"]),
        (("  AMOXICILLIN ",), ["allergy_word"]),
        (("sulfonamide", "peanuts"), []),
    ],
)
def test_allergies_are_found_by_class_by_kin_and_by_name(
    allergies: tuple[str, ...], found: list[str]
) -> None:
    assert codes(AMOXICILLIN, Patient(age_days=GROWN, allergies=allergies), dose=10) == found


@pytest.mark.parametrize(
    ("patient", "found"),
    [
        (Patient(sex="female", age_days=GROWN, pregnant="yes"), ["pregnancy_avoid"]),
        (Patient(sex="female", age_days=GROWN, pregnant="unknown"), ["pregnancy_unknown"]),
        (Patient(sex="female", age_days=GROWN, pregnant="no"), []),
        (Patient(sex="female", age_days=70 * 365), []),
        (Patient(sex="male", age_days=GROWN, pregnant="yes"), []),
        (Patient(sex="unknown", age_days=GROWN, pregnant="yes"), ["pregnancy_avoid"]),
    ],
)
def test_pregnancy_is_asked_of_women_who_may_be(patient: Patient, found: list[str]) -> None:
    assert codes(DOXYCYCLINE, patient) == found


def test_the_same_and_the_like_are_told_apart() -> None:
    syrup = replace(PARACETAMOL, code="PCM120S", measure="ml", mg=24)
    like = replace(PARACETAMOL, code="PHEN", name="Phenacetin")
    grown = Patient(age_days=GROWN)
    assert codes(PARACETAMOL, grown, others=[syrup]) == ["duplicate"]
    assert codes(PARACETAMOL, grown, others=[like]) == ["duplicate_group"]
    assert codes(PARACETAMOL, grown, others=[DOXYCYCLINE]) == []


@pytest.mark.parametrize(
    ("dose", "per_day", "weight", "found"),
    [
        (2, 4, None, []),
        (2.5, 3, None, ["over_single"]),
        (2, 5, None, ["over_day"]),
        (0.5, 4, 25, []),
        (1, 4, 25, ["over_weight"]),
        (2, 4, 25, ["far_over_weight"]),
        (0.5, 4, 38, ["under_weight"]),
    ],
)
def test_doses_are_held_against_the_highest_and_the_weight(
    dose: float, per_day: float, weight: float | None, found: list[str]
) -> None:
    patient = Patient(age_days=EIGHT if weight else GROWN, weight_kg=weight)
    assert codes(PARACETAMOL, patient, dose=dose, per_day=per_day) == found


def test_the_age_below_which_a_form_is_not_given() -> None:
    assert codes(PARACETAMOL, Patient(age_days=2191, weight_kg=20), dose=0.5) == ["too_young"]
    assert codes(PARACETAMOL, Patient(age_days=2192, weight_kg=20), dose=0.5) == []
    assert codes(PARACETAMOL, Patient(age_days=2500), dose=0.5) == ["weight_missing"]


def test_the_stock_speaks_too() -> None:
    grown, day = Patient(age_days=GROWN), timedelta(days=1)
    good, last, gone = Lot("B", ON + 90 * day, 100), Lot("A", ON, 3), Lot("C", ON - day, 50)
    assert codes(PARACETAMOL, grown, lots=[]) == ["no_stock"]
    assert codes(PARACETAMOL, grown, lots=[gone]) == ["expired"]
    assert codes(PARACETAMOL, grown, lots=[good, gone]) == []
    assert codes(PARACETAMOL, grown, lots=[good, last]) == ["expires_soon"]
    assert codes(PARACETAMOL, grown, lots=[last], days=1) == []
    assert codes(PARACETAMOL, grown, lots=[last]) == ["short", "expires_soon"]


def test_the_heaviest_warning_stands_first_and_each_is_a_sentence() -> None:
    patient = Patient(sex="female", age_days=GROWN, pregnant="yes", allergies=("penicillin",))
    lots: list[Lot] = []
    medicine = replace(AMOXICILLIN, pregnancy="caution")
    found = dosing.warnings(medicine, patient, dose=30, per_day=3, days=5, lots=lots, on=ON)
    assert [one.level for one in found] == [Level.STOP] * 3 + [Level.CAREFUL, Level.NOTE]
    assert found[0].sentence == "Allergic to Penicillins: Amoxicillin belongs to them."


def test_every_warning_has_a_level_and_a_sentence() -> None:
    assert dosing.SENTENCES.keys() == dosing.LEVELS.keys()


def test_the_formulary_holds_together() -> None:
    found = listed()
    assert 115 <= len(found) <= 150
    assert len({one.code for one in found}) == len(found)
    assert not [(one.code, why) for one in found if (why := dosing.why_not_medicine(one))]
    assert all(one.name_ko and one.atc and one.pictograms and one.group for one in found)
    assert all(one.measure in dosing.STEPS for one in found)
    assert all(one.pregnancy in dosing.Pregnancy.values for one in found)


def test_no_proposal_of_the_formulary_is_warned_against() -> None:
    """Whatever is proposed for a healthy grown man of 70 kg, or a child of 20 kg that is old enough, passes."""
    for medicine in listed():
        months = max(medicine.from_months, 1)
        child = Patient("male", math.ceil(months * dosing.MONTH_DAYS), 20)
        for patient in (Patient("male", GROWN, 70), child):
            dose = dosing.propose(medicine, patient)
            if dose is None:
                continue
            found = dosing.warnings(
                medicine, patient, dose=dose.measures, per_day=dose.per_day, days=medicine.days, on=ON
            )
            assert [one.code for one in found if one.code != "under_weight"] == [], medicine.code


MEDICINES = st.builds(
    MedicineFacts,
    code=st.just("X"),
    name=st.just("X"),
    measure=st.sampled_from(sorted(dosing.STEPS)),
    mg=st.floats(0.1, 1000),
    adult_mg=st.none() | st.floats(0.1, 2000),
    mg_per_kg=st.none() | st.floats(0.05, 100),
    child_per_day=st.integers(1, 6),
    per_day=st.integers(1, 6),
    most_mg=st.none() | st.floats(0.1, 5000),
    most_day_mg=st.none() | st.floats(0.1, 10000),
    pack=st.floats(1, 500),
)
PATIENTS = st.builds(
    Patient, age_days=st.none() | st.integers(0, 36_000), weight_kg=st.none() | st.floats(0.5, 250)
)


@given(MEDICINES, PATIENTS)
def test_a_dose_by_weight_is_never_above_any_limit(medicine: MedicineFacts, patient: Patient) -> None:
    dose = dosing.propose(medicine, patient)
    if dose is None or dose.by != "weight":
        return
    assert patient.weight_kg is not None
    assert medicine.mg_per_kg is not None
    mg = dose.measures * (medicine.mg or 0)
    slack = 1 + 1e-6
    assert mg <= medicine.mg_per_kg * patient.weight_kg * slack + 0.05 * (medicine.mg or 0) * 1e-2
    assert medicine.most_mg is None or mg <= medicine.most_mg * slack
    assert medicine.most_day_mg is None or mg * dose.per_day <= medicine.most_day_mg * slack


@given(MEDICINES, st.floats(0.5, 20), st.integers(1, 6), st.integers(1, 60))
def test_a_quantity_is_enough_and_one_less_is_not(
    medicine: MedicineFacts, dose: float, per_day: int, days: int
) -> None:
    units = dosing.quantity(medicine, dose=dose, per_day=per_day, days=days)
    need = dose * per_day * days
    assert units * medicine.pack >= need - 1e-6 * medicine.pack
    assert (units - 1) * medicine.pack < need


@given(MEDICINES)
def test_a_medicine_reads_back_from_its_data(medicine: MedicineFacts) -> None:
    assert dosing.medicine_of(json.loads(json.dumps(dosing.medicine_data(medicine)))) == medicine


def _answer(case: dict[str, Any], medicines: dict[str, MedicineFacts]) -> dict[str, Any]:
    """Give what the tablet must answer too."""
    medicine, asked = medicines[case["medicine"]], dict(case["patient"])
    patient = Patient(**asked | {"allergies": tuple(asked["allergies"])})
    dose = dosing.propose(medicine, patient)
    line = case["line"]
    lots = [Lot(one["code"], date.fromisoformat(one["expires_on"]), one["on_hand"]) for one in case["lots"]]
    found = dosing.warnings(
        medicine,
        patient,
        dose=line["dose"],
        per_day=line["per_day"],
        days=line["days"],
        others=[medicines[code] for code in case["others"]],
        lots=lots,
        on=date.fromisoformat(case["on"]),
    )
    return {
        "proposal": None
        if dose is None
        else {"measures": dose.measures, "per_day": dose.per_day, "by": dose.by, "capped": dose.capped},
        "quantity": dosing.quantity(medicine, dose=line["dose"], per_day=line["per_day"], days=line["days"]),
        "warnings": [
            {"code": one.code, "level": one.level.value, "values": dict(one.values)} for one in found
        ],
    }


def test_the_cases_shared_with_the_tablet_are_answered_so() -> None:
    told = json.loads(CASES.read_text(encoding="utf-8"))
    medicines = {one.code: one for one in listed()}
    assert len(told["cases"]) >= 150
    for case in told["cases"]:
        assert _answer(case, medicines) == case["answer"], case
