"""Days, moments and numbers in every language, held against CLDR."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import formats
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.krds.formats import words
from naru.krds.formats.borrowed import SENTENCES

LANGUAGES = ["ko", "en", "ru", "mn", "vi", "zh-hans", "kk", "uz", "ky"]


def even(text: str) -> str:
    """Put narrow and hard blanks and capitals on one foot: CLDR and Django differ in nothing else."""
    return text.replace("\u202f", " ").replace("\xa0", " ").casefold()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "2024년 4월 24일"),
        ("en", "24 April 2024"),
        ("ru", "24 апреля 2024 г."),
        ("mn", "2024 оны 4 сарын 24"),
        ("vi", "24 tháng 4, 2024"),
        ("zh-hans", "2024年4月24日"),
        ("kk", "2024 ж. 24 сәуір"),
        ("uz", "24-aprel, 2024"),
        ("ky", "2024-ж., 24-апрель"),
    ],
)
def test_a_day_is_written_in_full(language: str, expected: str) -> None:
    assert even(words.day(date(2024, 4, 24), language)) == even(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_writes_the_days_of_a_year_as_cldr_does(language: str) -> None:
    with override(language):
        for month in range(1, 13):
            one = date(2024, month, 9)
            assert even(formats.date_format(one)) == even(words.day(one, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_and_the_signs_are_cldrs(language: str) -> None:
    where = words.locale(language)
    signs = where.number_symbols["latn"]
    with override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == (where.first_week_day + 1) % 7
        assert formats.get_format("DECIMAL_SEPARATOR") == signs["decimal"]
        assert formats.get_format("THOUSAND_SEPARATOR") == signs["group"]
        assert formats.get_format("NUMBER_GROUPING") == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_day_is_read_back_as_the_same_day(language: str) -> None:
    from django import forms

    one = date(2024, 2, 9)
    with override(language):
        assert forms.DateField().clean(formats.date_format(one, "SHORT_DATE_FORMAT").strip()) == one
        assert forms.DateField().clean(one.isoformat()) == one


@pytest.mark.parametrize(
    ("language", "value", "decimals", "expected"),
    [
        ("en", 1234567, None, "1,234,567"),
        ("ru", 1234567.5, None, "1 234 567,5"),
        ("vi", 1234567.5, 1, "1.234.567,5"),
        ("ko", "419029", None, "419,029"),
        ("ko", 0, 1, "0.0"),
        ("ko", None, None, ""),
        ("en", -12, None, "-12"),
    ],
)
def test_a_number_is_grouped(language: str, value: object, decimals: int | None, expected: str) -> None:
    assert even(words.number(value, decimals, language)) == expected


@pytest.mark.parametrize(
    ("since", "until", "language", "expected"),
    [
        (date(2024, 4, 24), date(2024, 4, 27), "en", "24–26 Apr 2024"),
        (date(2024, 4, 24), date(2024, 4, 27), "ko", "2024년 4월 24일~26일"),
        (date(2024, 4, 24), date(2024, 4, 27), "mn", "2024 оны 4 сарын 24–26"),
        (date(2024, 4, 24), date(2024, 5, 3), "mn", "2024 оны 4 сарын 24 – 5 сарын 2"),
        (date(2023, 12, 30), date(2024, 1, 3), "mn", "2023 оны 12 сарын 30 – 2024 оны 1 сарын 2"),
        (date(2024, 4, 24), date(2024, 4, 25), "en", "24 April 2024"),
        (date(2024, 4, 24), None, "en", "from 24 April 2024"),
        (date(2024, 4, 24), None, "ko", "2024년 4월 24일부터"),
        (None, date(2024, 4, 27), "ko", "2024년 4월 26일까지"),
        (None, None, "en", ""),
        (
            datetime(2024, 4, 23, 15, tzinfo=UTC),
            datetime(2024, 4, 26, 15, tzinfo=UTC),
            "en",
            "24–26 Apr 2024",
        ),
    ],
)
def test_a_period_ends_on_its_last_day(
    since: date | None, until: date | None, language: str, expected: str
) -> None:
    with override(language):
        assert even(words.period(since, until)) == even(expected)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a language is first read from disk
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_period_of_one_day_is_that_day(one: date, language: str) -> None:
    with override(language):
        assert words.period(one, one + timedelta(days=1)) == words.day(one)


def test_a_moment_abroad_names_the_city_and_keeps_the_zone_of_its_day() -> None:
    before = datetime(2024, 2, 29, 4, 0, tzinfo=UTC)
    after = datetime(2024, 4, 24, 4, 0, tzinfo=UTC)
    assert words.moment(after, language="en") == "24 April 2024 13:00"
    # Almaty went from +06 to +05 on 1 March 2024.
    assert words.moment(before, "Asia/Almaty", "en") == "29 February 2024 10:00 (Almaty)"
    assert words.moment(after, "Asia/Almaty", "ko") == "2024년 4월 24일 09:00 (알마티)"
    assert words.moment(after, "Asia/Seoul", "en") == "24 April 2024 13:00"


def test_an_unknown_language_is_written_as_english() -> None:
    assert words.day(date(2024, 4, 24), "xx") == "24 April 2024"


@pytest.mark.parametrize("language", ["ru", "mn", "vi", "zh-hans"])
def test_sentences_that_django_lacks_are_said_in_every_language(language: str) -> None:
    with override("ko"):
        korean = [gettext(one) for one in SENTENCES]
    with override(language):
        told = [gettext(one) for one in SENTENCES]
    # A sentence without a translation comes in the site's own language, Korean.
    assert [one for one, *others in zip(told, korean, SENTENCES, strict=True) if one in others] == []


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Ho_Chi_Minh", "호찌민"),
        ("Asia/Yangon", "양곤"),
        ("Asia/Kolkata", "콜카타"),
        ("Asia/Almaty", "알마티"),
    ],
)
def test_a_zone_that_was_renamed_is_told_in_korean_too(zone: str, told: str) -> None:
    assert words.city(zone, "ko") == told
