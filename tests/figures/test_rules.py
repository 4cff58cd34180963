"""How numbers are said, sealed and compared, and what may be done with a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from naru.figures.rules import standing
from naru.figures.rules.declared import FIGURES, Dimension, declare, named, territory
from naru.figures.rules.sealing import Seal, amount_said, code, compare, dimensions_said, plain, whole_digest
from naru.figures.rules.units import UNITS
from naru.figures.rules.words import ABOUT_KIND, ABOUT_ORIGIN, ABOUT_QUALITY, Kind, Origin, Quality

DAY = date(2024, 7, 18)


@pytest.mark.parametrize(
    ("unit", "value", "qualifier", "language", "said"),
    [
        ("patient", 419029, "exact", "ko", "419,029명"),
        ("patient", 419029, "exact", "en", "419,029 patients"),
        ("patient", 1, "exact", "en", "1 patient"),
        ("patient", 25000, "about", "ko", "약 25,000명"),
        ("patient", 25000, "about", "en", "about 25,000 patients"),
        ("visitor", 1800, "at_least", "ko", "1,800명 이상"),
        ("visitor", 1800, "at_least", "en", "at least 1,800 visitors"),
        ("visitor", 1800, "more_than", "en", "more than 1,800 visitors"),
        ("visitor", 1800, "more_than", "zh-hans", "超过1,800名参观者"),
        ("institution", 11, "exact", "ko", "11개소"),
        ("consultation", 1350, "exact", "ko", "1,350건"),
        ("time", 10, "exact", "ko", "10회"),
        ("time", 1, "exact", "en", "1 time"),
        ("patient", 1, "exact", "ru", "1 пациент"),
        ("patient", 2, "exact", "ru", "2 пациента"),
        ("patient", 35, "exact", "ru", "35 пациентов"),
        ("patient", 21, "about", "ru", "около 21 пациента"),
        ("patient", 22, "about", "ru", "около 22 пациентов"),
        ("country", 9, "exact", "vi", "9 quốc gia"),
    ],
)
def test_a_value_is_said_as_the_language_says_it(
    unit: str, value: int, qualifier: str, language: str, said: str
) -> None:
    assert UNITS[unit].said(Decimal(value), language=language, qualifier=qualifier) == said


def test_every_unit_speaks_every_language() -> None:
    for unit in UNITS.values():
        for language in ("ko", "en", "ru", "mn", "vi", "zh-hans"):
            assert "7" in unit.said(Decimal(7), language=language)
            assert "other" in unit.forms[language], (unit.key, language)


def test_a_share_keeps_its_decimals_and_a_count_has_none() -> None:
    assert UNITS["percent"].said(Decimal("12.20"), language="en", decimals=2) == "12.2%"
    assert UNITS["person"].said(Decimal("35.0000"), language="en") == "35 people"
    assert UNITS["patient"].said(Decimal("35.0000"), language="ru") == "35 пациентов"


SEALS = st.lists(
    st.builds(
        Seal,
        model=st.sampled_from(["directory.person", "directory.organisation"]),
        key=st.integers(1, 40).map(str),
        digest=st.sampled_from(["a" * 64, "b" * 64, "c" * 64]),
        amount=st.integers(0, 500).map(Decimal),
    ),
    unique_by=lambda each: (each.model, each.key),
    max_size=12,
)


@given(SEALS, st.randoms(use_true_random=False))
def test_the_digest_does_not_care_for_the_order_of_records(seals: list[Seal], luck: Any) -> None:
    turned = list(seals)
    luck.shuffle(turned)
    facts = {"figure": "a", "value": Decimal(len(seals)), "as_of": DAY}
    assert whole_digest(facts, seals) == whole_digest(facts, turned)


@given(SEALS.filter(bool), st.data())
def test_any_tampering_with_a_record_changes_the_digest(seals: list[Seal], data: Any) -> None:
    facts = {"figure": "a", "value": Decimal(len(seals))}
    place = data.draw(st.integers(0, len(seals) - 1))
    deed = data.draw(st.sampled_from(["drop", "digest", "amount", "key", "model"]))
    tampered = list(seals)
    if deed == "drop":
        tampered.pop(place)
    else:
        other = {
            "digest": "f" * 64,
            "amount": seals[place].amount + 1,
            "key": "99",
            "model": "activities.activity",
        }
        tampered[place] = replace(seals[place], **{deed: other[deed]})
    assert whole_digest(facts, seals) != whole_digest(facts, tampered)


@given(st.sampled_from(["figure", "value", "as_of", "source"]), SEALS)
def test_any_tampering_with_a_fact_changes_the_digest(name: str, seals: list[Seal]) -> None:
    facts: dict[str, Any] = {"figure": "a", "value": Decimal(5), "as_of": DAY, "source": "one"}
    assert whole_digest(facts, seals) != whole_digest(facts | {name: "other"}, seals)


@given(SEALS, SEALS, st.integers(0, 10**6).map(Decimal))
def test_a_recount_explains_the_whole_difference(then: list[Seal], now: list[Seal], base: Decimal) -> None:
    found = compare(then, now, base=base)
    before = {(each.model, each.key): each for each in then}
    assert found.then == base + sum((each.amount for each in then), Decimal(0))
    assert found.now == base + sum((each.amount for each in now), Decimal(0))
    explained = (
        sum((each.amount for each in found.added), Decimal(0))
        - sum((each.amount for each in found.removed), Decimal(0))
        + sum((each.amount - before[each.model, each.key].amount for each in found.changed), Decimal(0))
    )
    assert found.difference == explained
    assert found.agrees == (sorted(then) == sorted(now))
    back = compare(now, then, base=base)
    assert [(each.model, each.key) for each in back.added] == [(e.model, e.key) for e in found.removed]


@given(SEALS)
def test_nothing_changed_is_found_to_agree(seals: list[Seal]) -> None:
    assert compare(seals, list(reversed(seals))).agrees


def test_a_corrected_baseline_is_a_difference_without_any_record() -> None:
    found = compare([], [], base=Decimal(636), base_now=Decimal(640))
    assert not found.agrees
    assert found.difference == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [("35.0000", "35"), ("0.0000", "0"), ("-0.0", "0"), ("12.50", "12.5"), ("1E+3", "1000"), ("100", "100")],
)
def test_an_amount_is_written_one_way(value: str, text: str) -> None:
    assert amount_said(Decimal(value)) == text


def test_a_moment_is_sealed_in_one_zone() -> None:
    korea = datetime.fromisoformat("2024-05-13T18:00:00+09:00")
    assert plain(korea) == plain(datetime(2024, 5, 13, 9, tzinfo=UTC))
    assert plain({"b": {3, 1}, "a": None}) == {"b": [1, 3], "a": None}
    assert plain(True) is True


def test_a_code_is_the_same_wherever_the_same_facts_are_loaded() -> None:
    assert code({"figure": "a", "value": Decimal("5.0")}) == code({"value": Decimal(5), "figure": "a"})
    assert code({"figure": "a"}) != code({"figure": "a"}, 1)
    assert len(code({})) == 10


def test_dimensions_are_written_in_one_order() -> None:
    assert dimensions_said({"sex": "female", "country": "KZ"}) == "country=KZ;sex=female"
    assert dimensions_said({}) == ""


PERIOD = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}


@pytest.mark.parametrize(
    ("kind", "words", "part"),
    [
        (Kind.IN_PERIOD, PERIOD, None),
        (Kind.IN_PERIOD, {"since": None, "until": None}, "count in a period"),
        (Kind.IN_PERIOD, {"since": date(2025, 1, 1), "until": date(2024, 1, 1)}, "ends before"),
        (Kind.AT_DATE, {"since": None, "until": None}, None),
        (Kind.AT_DATE, PERIOD | {"has_value": False}, "value is missing"),
        (
            Kind.CUMULATIVE,
            {"since": date(2011, 1, 1), "until": None, "has_source": False},
            "needs its source",
        ),
    ],
)
def test_why_not_read(kind: str, words: dict[str, Any], part: str | None) -> None:
    asked = {"kind": kind, "origin": Origin.REPORTED, "has_value": True, "has_source": True} | words
    with translation.override("en"):
        reason = standing.why_not_read(**asked)
    assert (part is None and reason is None) or (part is not None and part in (reason or ""))


@pytest.mark.parametrize(
    ("value", "share", "quality", "part"),
    [
        (5, None, "exact", None),
        (None, 12, "share_only", None),
        (-1, None, "exact", "below zero"),
        (None, 101, "share_only", "between 0 and 100"),
        (5, None, "share_only", "give the share"),
    ],
)
def test_why_not_value(value: int | None, share: int | None, quality: str, part: str | None) -> None:
    with translation.override("en"):
        reason = standing.why_not_value(
            None if value is None else Decimal(value), None if share is None else Decimal(share), quality
        )
    assert (reason or "").count(part or "nothing") == (1 if part else 0)
    assert (reason is None) == (part is None)


@pytest.mark.parametrize(
    ("origin", "frozen", "superseded", "free"),
    [
        ("counted", False, False, True),
        ("reported", False, False, True),
        ("planned", False, False, False),
        ("counted", True, False, False),
        ("counted", False, True, False),
    ],
)
def test_why_not_freeze(origin: str, frozen: bool, superseded: bool, free: bool) -> None:
    reason = standing.why_not_freeze(origin=origin, frozen=frozen, superseded=superseded)
    assert (reason is None) == free


@pytest.mark.parametrize(
    ("origin", "frozen", "has_query", "free"),
    [
        ("counted", True, True, True),
        ("counted", False, True, False),
        ("counted", True, False, False),
        ("reported", True, True, False),
    ],
)
def test_why_not_recount(origin: str, frozen: bool, has_query: bool, free: bool) -> None:
    assert (standing.why_not_recount(origin=origin, frozen=frozen, has_query=has_query) is None) == free


@pytest.mark.parametrize(
    ("superseded", "reason", "free"),
    [(False, "A page was missing.", True), (False, "  ", False), (True, "A page was missing.", False)],
)
def test_why_not_correct(superseded: bool, reason: str, free: bool) -> None:
    assert (standing.why_not_correct(superseded=superseded, reason=reason) is None) == free


def test_only_those_named_keep_the_figures() -> None:
    assert standing.why_not_keep({"analyst"}) is None
    assert standing.why_not_keep({"auditor", "officer"})


@pytest.mark.parametrize(
    ("since", "until", "year"),
    [
        (date(2021, 1, 1), date(2022, 1, 1), 2021),
        (date(2024, 4, 24), date(2024, 4, 27), 2024),
        (date(2009, 1, 1), date(2022, 1, 1), None),
        (None, None, 2024),
        (date(2011, 1, 1), None, 2024),
    ],
)
def test_year_of(since: date | None, until: date | None, year: int | None) -> None:
    assert standing.year_of(since, until, DAY) == year


@pytest.mark.parametrize(
    ("reached", "yearly", "stale"),
    [
        (date(2024, 12, 31), True, False),
        (date(2023, 12, 31), True, False),
        (date(2022, 12, 31), True, True),
        (None, True, True),
        (date(2009, 1, 1), False, False),
    ],
)
def test_is_stale(reached: date | None, yearly: bool, stale: bool) -> None:
    assert standing.is_stale(reached=reached, yearly=yearly, on=date(2024, 7, 1)) is stale


def test_a_key_is_declared_once() -> None:
    there = FIGURES["patients.korea"]
    with pytest.raises(ValueError, match=r"patients\.korea"):
        declare("patients.korea", "x", unit="person", definition="Something else.", kind=Kind.AT_DATE)
    assert FIGURES["patients.korea"] is there
    with pytest.raises(ValueError, match="no declared unit"):
        declare("test.nothing", "x", unit="parsec", definition="x", kind=Kind.AT_DATE)
    with pytest.raises(LookupError):
        named("test.nothing")


def test_a_dimension_names_its_values_in_the_readers_language() -> None:
    country = Dimension("country", "Country", named=territory)
    with translation.override("ko"):
        assert country.name("MN") == "몽골"
    with translation.override("en"):
        assert country.name("MN") == "Mongolia"
        assert Dimension("sex", "Sex", values={"f": "Women"}).name("f") == "Women"
        assert Dimension("sex", "Sex").name("x") == "x"


def test_every_figure_says_what_it_counts() -> None:
    with translation.override("en"):
        for figure in FIGURES.values():
            assert str(figure.title), figure.key
            assert len(str(figure.definition)) > 40, figure.key
            assert str(figure.topic), figure.key
            if figure.kind == Kind.CUMULATIVE:
                assert figure.since, figure.key


def test_every_word_is_explained() -> None:
    assert set(ABOUT_KIND) == set(Kind.values)
    assert set(ABOUT_ORIGIN) == set(Origin.values)
    assert set(ABOUT_QUALITY) == set(Quality.values)
