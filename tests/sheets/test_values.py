"""What people type in a cell, and what is read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from naru.sheets.book import SheetColumn, Unreadable
from naru.sheets.rules import values


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-04-24", date(2024, 4, 24)),
        ("2024.04.24.", date(2024, 4, 24)),
        ("2024. 4. 24.", date(2024, 4, 24)),
        ("2024. 4. 24.(수)", date(2024, 4, 24)),
        ("2024년 4월 24일", date(2024, 4, 24)),
        ("2024/4/24", date(2024, 4, 24)),
        ("20240424", date(2024, 4, 24)),
        ("２０２４-０４-２４", date(2024, 4, 24)),
        ("45406", date(2024, 4, 24)),
        ("2024-04-24 00:00:00", date(2024, 4, 24)),
        ("61", date(1900, 3, 1)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert values.read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("24.04.2024", "year first"),
        ("04/05/2024", "year first"),
        ("24.4.24", "year first"),
        ("2023-02-29", "not a day of the calendar"),
        ("2024-13-01", "not a day of the calendar"),
        ("2024-04-24 09:30:00", "time of day"),
        ("3", "year first"),
        ("soon", "year first"),
    ],
)
def test_a_day_that_is_none_says_why(typed, because):
    with pytest.raises(Unreadable, match=because):
        values.read_day(typed)


def test_a_moment_is_read_with_or_without_its_time():
    assert values.read_moment("2024.04.24. 9:05") == datetime(2024, 4, 24, 9, 5)  # noqa: DTZ001
    assert values.read_moment("45406.5") == datetime(2024, 4, 24, 12, 0)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1350", "1350"),
        ("1,350", "1350"),
        ("１，３５０", "1350"),
        ("1 350", "1350"),
        ("-0.5", "-0.5"),
        ("−0.5", "-0.5"),
        ("1e3", "1000"),
        ("0.1234567", "0.123457"),
        ("-0", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert values.read_number(typed, places=6) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["1,35", "1.234,5", "1천800명", "about 50", "1/2", "NaN", "inf", "1234567890123456"]
)
def test_a_number_that_is_none_is_refused(typed):
    with pytest.raises(Unreadable):
        values.read_number(typed, places=6)


def test_a_whole_number_has_no_fraction():
    assert values.read_whole("1,800.0") == 1800
    with pytest.raises(Unreadable, match="whole"):
        values.read_whole("1.5")


@pytest.mark.parametrize(
    ("typed", "value"), [("예", True), ("Y", True), ("○", True), ("아니오", False), ("нет", False)]
)
def test_yes_and_no_in_any_language(typed, value):
    assert values.read_bool(typed) is value


def test_addresses_are_checked():
    assert values.read_email("Kim@Example.ORG") == "Kim@example.org"
    assert values.read_url("www.gg.go.kr") == "https://www.gg.go.kr"
    for reader, typed in ((values.read_email, "kim at example"), (values.read_url, "javascript:alert(1)")):
        with pytest.raises(Unreadable):
            reader(typed)


def test_a_choice_is_read_by_label_in_any_language_or_by_value():
    from django.utils.translation import gettext_lazy as _

    column = SheetColumn("k", "K", kind="choice", choices=[("hospital", "Hospital"), ("yes", _("Yes"))])
    read = column.reader()
    assert read("hospital") == read(" HOSPITAL ") == "hospital"
    with override("ko"):
        korean = str(_("Yes"))
    assert read(korean) == "yes"
    with pytest.raises(Unreadable, match="Did you mean “Hospital”"):
        read("Hospitel")
    with pytest.raises(Unreadable, match="Choose from: Hospital, Yes"):
        read("zzz")


def test_several_choices_keep_the_order_of_the_list():
    column = SheetColumn(
        "l", "L", kind="several", choices=[("ko", "Korean"), ("ru", "Russian"), ("mn", "Mongolian")]
    )
    read = column.reader()
    assert read("Russian; Korean;ru") == ("ko", "ru")
    assert column.plain(("ko", "ru")) == "Korean; Russian"


def test_choices_are_looked_up_once_for_a_whole_file():
    asked = []

    def choices():
        asked.append(1)
        return [("KZ", "Kazakhstan"), ("MN", "Mongolia")]

    column = SheetColumn("c", "C", kind="choice", choices=choices)
    write = column.writer()
    assert [write(code) for code in ("KZ", "MN", "KZ")] == ["Kazakhstan", "Mongolia", "Kazakhstan"]
    assert len(asked) == 1
    read = column.reader()
    asked.clear()
    assert [read(name) for name in ("Kazakhstan", "Mongolia")] == ["KZ", "MN"]
    assert not asked


def test_bounds_are_told():
    column = SheetColumn("n", "N", kind="whole", least=0, most=10)
    with pytest.raises(Unreadable, match=r"11 is too large; the most is 10\."):
        column.reader()("11")
    with pytest.raises(Unreadable, match="too small"):
        column.reader()("-1")
    with pytest.raises(Unreadable, match="5 characters; at most 3"):
        SheetColumn("t", "T", longest=3).reader()("abcde")


def test_the_apps_own_reading_comes_last():
    def to_code(text):
        if text != "Kazakhstan":
            raise Unreadable("No such country.")
        return "KZ"

    column = SheetColumn("c", "C", read=to_code, write=lambda code: "Kazakhstan")
    assert column.reader()("Kazakhstan") == "KZ"
    assert column.plain("KZ") == "Kazakhstan"
    with pytest.raises(Unreadable, match="No such country"):
        column.reader()("Narnia")


@given(st.dates(min_value=date(1900, 3, 1)))
def test_every_day_is_read_from_its_serial_number(day):
    assert values.read_day(str((day - values.ZERO_DAY).days)) == day


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6))
def test_every_number_with_commas_is_the_number(number):
    assert values.read_number(f"{number:,f}", places=6) == number


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert values.tidy(values.tidy(text)) == values.tidy(text)
