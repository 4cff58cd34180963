"""The daily report's rules: what counts where, from whom, and what never moves by one."""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.missions.rules import icd, procedures
from naru.missions.rules.mds import counting, form, mapping
from naru.missions.rules.mds.facts import Diagnosed, Relation, VisitFacts
from naru.missions.rules.mds.items import BY_NO, COLUMNS, ITEMS, Part

DAY = date(2024, 7, 25)
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "mds_items.json"


def a_visit(*codes: str, years: int | None = 30, **said) -> VisitFacts:
    given = {
        "visit": uuid.uuid4(),
        "resident": uuid.uuid4(),
        "day": DAY,
        "sex": "female",
        "age_days": None if years is None else int(years * 365.25) + 1,
        "diagnoses": tuple(Diagnosed(code) for code in codes),
        "outcome": "home",
    }
    return VisitFacts(**(given | said))


def counted(*visits: VisitFacts, **said) -> counting.Report:
    return counting.report(visits, day=DAY, **said)


def ticked(report: counting.Report) -> set[int]:
    """The items whose total is above nought, without people, relation and outcome."""
    return {item.no for item in ITEMS if 4 <= item.no <= 35 and report.total(item.no)}


def test_the_form_has_65_items_and_178_columns_in_their_order():
    assert [item.no for item in ITEMS] == list(range(1, 66))
    assert len(COLUMNS) == len(set(COLUMNS)) == 178
    assert COLUMNS[:3] == ("1", "a", "b")
    assert COLUMNS[26:32] == ("MDS1:0", "MDS1:1-4", "MDS1:5-17", "MDS1:18-64", "MDS1:65-", "Total1")
    assert COLUMNS[140:146] == ("MDS36", "MDS37", "MDS38", "MDS39", "MDS40", "MDS41")
    assert COLUMNS[155:] == tuple(
        [str(no) for no in range(51, 66)] + [f"NR{n}-{w}" for n in range(1, 5) for w in ("No", "DC")]
    )


def test_items_and_columns_agree_with_the_reference_where_it_lies_beside():
    if not REFERENCE.exists():
        pytest.skip("the reference data is not on this machine")
    told = json.loads(REFERENCE.read_text())
    assert list(COLUMNS) == told["daily_csv"]["header"]
    assert [item.line_list for item in ITEMS] == [
        bool(each.get("line_list_required")) for each in told["items"]
    ]
    assert [len(item.columns) for item in ITEMS] == [len(each["columns"]) for each in told["items"]]


@pytest.mark.parametrize(
    ("outcome", "item"),
    [
        ("admitted", 40),
        ("dead_on_arrival", 41),
        ("died", 42),
        ("referred", 39),
        ("left_early", 38),
        ("home", 36),
    ],
)
def test_each_outcome_stands_in_its_own_item(outcome, item):
    report = counted(a_visit("J06.9", outcome=outcome))
    assert {no: report.total(no) for no in range(36, 44) if report.total(no)} == {item: 1}
    assert report.value("p") == (1 if outcome == "admitted" else 0)


def test_going_home_is_told_apart_by_follow_up_and_referral():
    assert counted(a_visit(follow_up=True)).total(37) == 1
    both = counted(a_visit(follow_up=True, referred=True))
    assert (both.total(36), both.total(37), both.total(39)) == (0, 0, 1)


def test_long_rehabilitation_is_counted_beside_the_outcome():
    report = counted(a_visit(procedures=("rehabilitation.long",), outcome="died"))
    assert (report.total(42), report.total(43)) == (1, 1)


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("S06.5", 4), ("S06.0", 7), ("S12.1", 4), ("S13.4", 8), ("S22.3", 7), ("S22.4", 5), ("S27.0", 5), ("S36.1", 5),
        ("S72.0", 6), ("S82.2", 6), ("S82.6", 7), ("S88.1", 6), ("S98.1", 7), ("S61.0", 8), ("S00.8", 8), ("T14.1", 8),
        ("T24.1", 8), ("T24.3", 7), ("T31.4", 5), ("J06.9", 9), ("U07.1", 9), ("J11", 9), ("J44.1", 29), ("A09", 10),
        ("A00.9", 10), ("A03.9", 11), ("A04.3", 11), ("A04.9", 10), ("A06.0", 11), ("B15.9", 12), ("R17", 12), ("B05.9", 13),
        ("B05.1", 13), ("A39.0", 14), ("G00.9", 14), ("A35", 15), ("A80.9", 16), ("G61.0", 16), ("A98.4", 17), ("A90", 29),
        ("R50.9", 18), ("K35.8", 23), ("K40.9", 29), ("K40.3", 23), ("I21.9", 24), ("I10", 29), ("E10.1", 24), ("E11.9", 29),
        ("T63.0", 24), ("L30.9", 25), ("B86", 25), ("F23.0", 26), ("F43.0", 26), ("F10.2", 29), ("X70", 26), ("O14.1", 27),
        ("E41", 28), ("E44.0", 29), ("K02.9", 29), ("M54.5", 29), ("H26.9", 29), ("O80", 33), ("O82.1", 34), ("O81", 35),
    ],
)  # fmt: skip
def test_a_diagnosis_counts_in_one_item_alone(code, item):
    report = counted(a_visit(code))
    assert ticked(report) == {item}
    assert report.total(item) == 1
    assert [each.code for each in report.why(BY_NO[item].total)] == [code]


def test_a_code_without_its_point_and_in_small_letters_is_the_same_code():
    assert ticked(counted(a_visit("j069"))) == {9}


def test_every_rule_of_the_table_fits_some_code_of_the_classification():
    codes = sorted(icd.codes())
    retired = {"A91-A91"}  # a code of editions before 2016, which somebody may still write
    every = (*mapping.CURRENT.events, *mapping.CURRENT.beside)
    for rule in every:
        for first, last in rule.spans():
            span = mapping.Rule("one", rule.item, f"{first}-{last}")
            assert f"{first}-{last}" in retired or any(span.fits(code, None) for code in codes), (
                f"{rule.key}: {first}-{last} is no code"
            )
    first = {code: mapping.CURRENT.event(code, 30) for code in codes}
    reached = {rule.key for rule in first.values() if rule}
    assert reached == {rule.key for rule in mapping.CURRENT.events}, "a rule that an earlier one swallows"


def test_the_table_of_procedures_knows_only_codes_of_our_list():
    assert set(mapping.CURRENT.procedures) <= set(procedures.BY_CODE)
    assert len(procedures.BY_CODE) == len(procedures.PROCEDURES)
    assert all(procedures.of_specialty(each) for each in ("medical", "dental", "korean", "eye"))


def test_a_visit_ticks_several_events_and_each_once():
    report = counted(a_visit("J06.9", "J20.9", "L30.9", "I10", "M54.5"))
    assert {no: report.total(no) for no in ticked(report)} == {9: 1, 25: 1, 29: 1}
    assert [each.code for each in report.why("Total9")] == ["J06.9", "J20.9"]
    assert set(report.others) == {"I10", "M54.5"}


@pytest.mark.parametrize(
    ("years", "ages", "half"),
    [
        (0, "MDS2:0", "MDS9:0"), (1, "MDS2:1-4", "MDS9:0"), (4, "MDS2:1-4", "MDS9:0"), (5, "MDS2:5-17", "MDS9:5-"),
        (17, "MDS2:5-17", "MDS9:5-"), (18, "MDS2:18-64", "MDS9:5-"), (64, "MDS2:18-64", "MDS9:5-"),
        (65, "MDS2:65-", "MDS9:5-"),
    ],
)  # fmt: skip
def test_ages_fall_into_their_bands(years, ages, half):
    report = counted(a_visit("J06.9", years=years))
    assert {column for column in BY_NO[2].columns if report.value(column)} == {ages, "Total2"}
    assert {column for column in BY_NO[9].columns if report.value(column)} == {half, "Total9"}


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(2019, 7, 26), 4), (date(2019, 7, 25), 5), (date(2023, 7, 26), 0), (date(1959, 7, 25), 65),
     (date(2024, 7, 26), None)],
)  # fmt: skip
def test_a_birthday_decides_to_the_day(born, years):
    assert a_visit(born_on=born, years=40).years == years


def test_an_unknown_age_is_in_no_band_and_asked_about():
    facts = a_visit("J06.9", years=None)
    report = counted(facts)
    assert [report.value(column) for column in BY_NO[2].columns] == [0, 0, 0, 0, 0, 1]
    assert [report.value(column) for column in BY_NO[9].columns] == [0, 0, 1]
    assert report.questions["age"] == (facts.visit,)


def test_an_unknown_sex_is_no_woman():
    facts = a_visit(sex="unknown")
    report = counted(facts, a_visit(sex="male"))
    assert [report.total(no) for no in (1, 2, 3)] == [1, 0, 0]
    assert report.value("o") == 2
    assert report.questions["sex"] == report.unplaced() == (facts.visit,)


def test_pregnancies_that_cannot_be_are_asked_about_and_not_believed_below_five():
    child, man = a_visit(years=3, pregnant="yes"), a_visit(sex="male", pregnant="yes")
    old, woman = a_visit(years=70, pregnant="yes"), a_visit(pregnant="yes")
    report = counted(child, man, old, woman)
    assert [report.total(no) for no in (1, 2, 3)] == [1, 1, 2]
    assert set(report.questions["pregnancy"]) == {child.visit, man.visit, old.visit}


def test_a_follow_up_is_no_new_consultation_but_its_doings_count():
    again = a_visit(
        "J06.9", returning=True, procedures=("suture.removal", "wound.suture"), outcome="referred"
    )
    report = counted(again)
    assert report.value("o") == 0
    assert ticked(report) == {32}
    assert report.total(39) == 1
    fresh = replace(again, visit=uuid.uuid4(), diagnoses=(Diagnosed("J06.9"), Diagnosed("L30.9", new=True)))
    assert ticked(counted(fresh)) == {25, 32}
    assert counted(fresh).value("o") == 1


def test_an_old_diagnosis_on_a_first_visit_is_not_counted_anew():
    old = a_visit(diagnoses=(Diagnosed("I10", new=False), Diagnosed("J06.9", new=True)))
    assert ticked(counted(old)) == {9}


def test_violence_is_counted_beside_the_injury_and_raises_the_flag():
    report = counted(a_visit("S06.5", "X99"), a_visit("T74.2", years=12))
    assert [report.total(no) for no in (4, 47, 48, 49, 50)] == [1, 1, 0, 1, 1]
    assert report.value("53") == 1
    assert report.total(29) == 0


def test_flags_follow_the_counts_until_a_person_says_otherwise():
    report = counted(a_visit("B05.9"), a_visit("I21.9", outcome="died"), told={51: False, 62: True})
    assert [report.value(str(no)) for no in (51, 52, 53, 62)] == [0, 1, 0, 1]


def test_additional_items_take_what_the_authority_names_out_of_the_others():
    extra = mapping.additional([(19, "A90 A97")])
    report = counted(a_visit("A90"), extra=extra)
    assert ticked(report) == {19}
    with pytest.raises(ValueError, match="29"):
        mapping.additional([(29, "A90")])


def test_births_are_counted_by_their_children():
    report = counted(a_visit("O80", "Z37.2"), a_visit("Z37.1"))
    assert report.value("q") == 2
    assert report.total(33) == 1
    assert report.total(29) == 0


def test_no_diagnosis_an_unknown_code_and_an_open_visit_are_asked_about():
    none, odd, there = a_visit(), a_visit("Q99.Z"), a_visit("I10", outcome="")
    report = counted(none, odd, there, known=icd.codes())
    assert report.questions["diagnosis"] == (none.visit,)
    assert report.questions["code"] == (odd.visit,)
    assert report.questions["exit"] == (there.visit,)
    assert sum(report.total(no) for no in range(36, 43)) == 2


def test_relation_is_as_declared():
    report = counted(a_visit(), a_visit(relation=Relation.DIRECT))
    assert [report.total(no) for no in (44, 45, 46)] == [1, 0, 1]


def test_only_visits_of_the_day_count():
    assert counted(a_visit(day=date(2024, 7, 24))).value("o") == 0


def test_the_csv_has_two_rows_and_puts_the_dead_where_they_belong():
    visits = [a_visit("I21.9", outcome="died") for _each in range(3)]
    visits += [a_visit("R99", outcome="dead_on_arrival") for _each in range(2)] + [
        a_visit("K35.8", outcome="admitted")
    ]
    visits += [a_visit("T74.2")]
    heading = form.Heading(
        "경기도", "UB-4", day=DAY, reported_at=time(18, 5), facility="=HYPERLINK()", position=(-1.5, 106.9)
    )
    text = form.csv_text(counted(*visits), heading)
    head, row = list(csv.reader(io.StringIO(text)))
    assert (len(head), len(row)) == (178, 178)
    told = dict(zip(head, row, strict=True))
    assert (told["1"], told["h"], told["i"]) == ("2", "25/07/2024", "18:05")
    assert (told["MDS40"], told["p"], told["MDS41"], told["MDS42"], told["MDS43"]) == (
        "1",
        "1",
        "2",
        "3",
        "0",
    )
    assert [told[f"c{n}"] for n in range(1, 6)] == ["0", "1", "0", "0", "0"]
    assert told["m"].startswith("'=")
    assert told["n"] == "-1.50000, 106.90000"
    assert [told[column] for column in ("MDS47", "MDS49", "53", "NR1-No", "u")] == ["", "", "", "", ""]
    full = form.values(counted(*visits), heading, confidential=True)
    assert (full["MDS49"], full["53"]) == ("1", "1")


def test_a_line_list_tells_of_its_people_without_a_name():
    one = a_visit("I21.9", outcome="died", number="A2F-0001-K")
    report = counted(one, a_visit("J06.9"))
    assert [(each.visit, each.number, each.codes) for each in form.line_list(report, 42)] == [
        (one.visit, "A2F-0001-K", ("I21.9",))
    ]
    with pytest.raises(LookupError):
        form.line_list(report, 9)


def test_every_column_knows_its_item():
    assert counting.item_of("MDS9:0") == 9
    assert counting.item_of("51") == 51
    assert all(counting.item_of(column) is None for column in ("1", "c1", "o", "u", "NR1-No"))
    assert {counting.item_of(column) for column in COLUMNS} - {None} == set(range(1, 66))


_codes = st.sampled_from(["J06.9", "I10", "S06.5", "A09", "T74.2", "O80", "Z37.0", "B05.9", "X99", "E41"])
_visits = st.builds(
    VisitFacts,
    visit=st.uuids(),
    resident=st.uuids(),
    day=st.just(DAY),
    sex=st.sampled_from(["male", "female", "unknown"]),
    age_days=st.none() | st.integers(0, 40_000),
    pregnant=st.sampled_from(["yes", "no", "unknown"]),
    returning=st.booleans(),
    diagnoses=st.lists(st.builds(Diagnosed, _codes, st.none() | st.booleans()), max_size=4).map(tuple),
    procedures=st.lists(st.sampled_from(sorted(procedures.BY_CODE)), max_size=3).map(tuple),
    outcome=st.sampled_from(["", "home", "referred", "admitted", "left_early", "died", "dead_on_arrival"]),
    referred=st.booleans(),
    follow_up=st.booleans(),
)


@given(st.lists(_visits, max_size=25, unique_by=lambda each: each.visit), st.randoms())
def test_the_sums_hold_whatever_came_in_whatever_order(visits, chance):
    report = counted(*visits)
    assert report.total(1) + report.total(2) + report.total(3) + len(report.unplaced()) == report.value("o")
    assert report.total(44) + report.total(45) + report.total(46) == report.value("o")
    exits = sum(report.total(no) for no in range(36, 43))
    assert exits + len(report.questions.get("exit", ())) == len(visits)
    assert report.value("p") == report.total(40)
    unknown = {each.visit for each in visits if each.years is None}
    for item in ITEMS:
        if item.part != Part.NEEDS and len(item.columns) > 1:
            bands = sum(report.value(column) for column in item.columns[:-1])
            assert bands + len(unknown & set(report.of(item.total))) == report.total(item.no)
    shuffled = list(visits)
    chance.shuffle(shuffled)
    assert counted(*shuffled).cells == report.cells


@pytest.mark.parametrize(
    ("code", "told"), [("T74.1", True), ("t742", True), ("X99", True), ("Z59.0", True), ("S06.5", False)]
)
def test_diagnoses_of_protection_are_known_by_their_codes(code, told):
    assert mapping.protected(code) is told
