"""The anonymised extract: whoever it tells of shares what could be known from outside with four others."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from naru.missions.rules.extract import COLUMNS, FEWEST, FOLDED, extract
from naru.missions.rules.mds.facts import Diagnosed, VisitFacts

DAY = date(2024, 7, 25)


def a_visit(years: int = 30, sex: str = "female", code: str = "J06.9", **said) -> VisitFacts:
    given = {"visit": uuid.uuid4(), "resident": uuid.uuid4(), "day": DAY, "number": "A2F-0001-K"}
    told = {
        "age_days": int(years * 365.25) + 1,
        "sex": sex,
        "diagnoses": (Diagnosed(code),),
        "outcome": "home",
    }
    return VisitFacts(**(given | told | said))


def test_a_crowd_is_told_as_it_is_and_one_alone_is_folded_or_left_out():
    crowd = [(a_visit(), "A") for _each in range(5)]
    made = extract(crowd)
    assert made.lines[0] == ("A", "2024-07-25", "30-44", "female", "no", "none", "", "J06", "home")
    assert (made.left_out, made.folded) == (0, 0)
    assert extract([*crowd, (a_visit(80, "male"), "B")]).left_out == 1
    wider = extract([(a_visit(20 + place * 10), "A") for place in range(5)])
    assert {line[:4] for line in wider.lines} == {
        ("A", "2024-07-25", "18-64", "female")
    } or wider.left_out == 0


def test_a_rare_diagnosis_and_a_rare_end_are_folded():
    made = extract([(a_visit(), "A") for _each in range(9)] + [(a_visit(code="B20", outcome="died"), "A")])
    assert Counter(line[7] for line in made.lines) == {"J06": 9, FOLDED: 1}
    assert Counter(line[8] for line in made.lines) == {"home": 9, FOLDED: 1}


_visits = st.builds(
    a_visit,
    years=st.integers(0, 90),
    sex=st.sampled_from(["male", "female", "unknown"]),
    code=st.sampled_from(["J06.9", "I10", "B20", "K02.9"]),
    day=st.sampled_from([DAY, date(2024, 7, 26)]),
    outcome=st.sampled_from(["home", "died", ""]),
)


@given(st.lists(st.tuples(_visits, st.sampled_from("AB")), max_size=60))
def test_nobody_stands_alone_whatever_came(visits):
    made = extract(visits)
    assert len(made.lines) + made.left_out == len(visits)
    assert made.left_out < FEWEST
    assert all(count >= FEWEST for count in Counter(line[:4] for line in made.lines).values())
    assert all(len(line) == len(COLUMNS) for line in made.lines)
    for column in (7, 8):
        seen = Counter(word for line in made.lines for word in set(line[column].split()))
        assert all(count >= FEWEST or word == FOLDED for word, count in seen.items()) or made.left_out
