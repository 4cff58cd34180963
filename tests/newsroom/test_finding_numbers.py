"""Finding numbers: tables of what stands in a text and what it is read as, and what holds for any text."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naru.newsroom.rules.checking.find import find
from naru.newsroom.rules.checking.sentences import paragraphs, sentences
from naru.newsroom.rules.checking.words import NumberKind

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def told(text: str, language: str) -> list[tuple[str, ...]]:
    """Find the numbers of a text as rows of what a reader would check: text, kind, value, unit."""
    return [
        (
            one.text,
            one.kind,
            one.said
            or "/".join(f"{value.normalize():f}" for value in (one.value, one.upper) if value is not None),
            one.unit,
        )
        for one in find(text, language)
    ]


KOREAN = [
    ("1천800명 이상이 방문했다", [("1천800명", "quantity", "1800", "person")]),
    ("인구 1,394만 명", [("1,394만 명", "quantity", "13940000", "person")]),
    ("예산 3억 2천만 원을", [("3억 2천만 원", "quantity", "320000000", "krw")]),
    ("총 38조 7천81억 원", [("38조 7천81억 원", "quantity", "38708100000000", "krw")]),
    ("의료기관 11개소가 참가", [("11개소", "quantity", "11", "institution")]),
    ("5개 병원과 네 나라", [("5개", "quantity", "5", "institution"), ("네", "quantity", "4", "country")]),
    (
        "상담 1,350건, MOU 50건",
        [("1,350건", "quantity", "1350", "consultation"), ("50건", "quantity", "50", "agreement")],
    ),
    ("10회 연속 참가", [("10회", "quantity", "10", "time")]),
    ("제10회 박람회", [("제10회", "ordinal", "10", "")]),
    ("제6조에 따라", [("제6조", "identifier", "", "")]),
    (
        "4월 24~26일 3일간",
        [("4월 24~26일", "date", "--04-24/--04-26", ""), ("3일간", "duration", "3", "day")],
    ),
    ("2020~2022년을 제외하고", [("2020~2022년", "date", "2020/2022", "")]),
    ("2박 3일 일정", [("2박 3일", "duration", "3", "day")]),
    ("오후 2시 30분에", [("오후 2시 30분", "time", "14:30", "")]),
    ("전체의 3분의 1", [("3분의 1", "share", "0.3333", "fraction")]),
    ("두 배 가까이", [("두 배", "share", "2", "fold")]),
    ("4.1%p 높아졌다", [("4.1%p", "share", "4.1", "percent_point")]),
    ("코로나19로 1:1 상담이", [("코로나19", "name", "", ""), ("1:1", "name", "", "")]),
    ("KITF 2024에 참가", [("2024", "name", "", "")]),
    ("열두 명이 사흘간", [("열두 명", "quantity", "12", "person"), ("사흘간", "duration", "3", "day")]),
    ("☎ 031-8008-4791", [("031-8008-4791", "identifier", "", "")]),
    ("60대 어르신", [("60대", "duration", "60/69", "year")]),
    ("구급차 30대를", [("30대", "quantity", "30", "item")]),
    ("아침 기온이 -0.4℃까지 내려갔다", [("-0.4℃", "quantity", "-0.4", "degree")]),
    ("1,\n350건의 상담", [("1,\n350건", "quantity", "1350", "consultation")]),
    ("１,８００명", [("１,８００명", "quantity", "1800", "person")]),
    ("방문객 1천\n800명", [("1천\n800명", "quantity", "1800", "person")]),
    ("다섯 명 가운데 네 명이", [("다섯 명 가운데 네 명", "share", "0.8", "fraction")]),
    ("대상자 9명 가운데 두 명", [("9명", "quantity", "9", "person"), ("두 명", "quantity", "2", "person")]),
    ("열 중 일곱이 찬성했고", [("열 중 일곱", "share", "0.7", "fraction")]),
    ("작년의 갑절이다", [("갑절", "share", "2", "fold")]),
    ("청진기, 체온계 등 20대이며", [("20대", "quantity", "20", "item")]),
    ("울란바토르 1개 구에서", [("1개", "quantity", "1", "place")]),
    ("외국인환자 유치기관 70곳", [("70곳", "quantity", "70", "institution")]),
    ("협약에 따른 원격 협진은 누적 31건", [("31건", "quantity", "31", "case")]),
]
NO_NUMBERS = {
    "ko": (
        "한편 세계 각국은 그 이후 두드러진 일본의 백신에 만족하며 천안과 구리시, 오산, 이천, 삼성, 네트워크, 열린 사업,"
        " 한국 여덟이라는 이름의 다섯손가락, 수백 명의 한때 양국 올해 한 번도 둘러보지 만나 하나의 첫발을 백 번"
    ),
    "en": (
        "One of them said that one can hardly be anyone; both sides often note a network, tension, often nineties-like"
        " weight, the Sixties Club's fourway, once, twice a year, dozens and hundreds of people at a tent"
    ),
    "ru": "Один из них и одна из сторон всегда дважды в год видят сотни людей, стопку бумаг, пятна, трибуну и сторону",
}
ENGLISH = [
    ("about 13,940,000 residents", [("13,940,000", "quantity", "13940000", "person")]),
    ("Ninety-eight participants", [("Ninety-eight", "quantity", "98", "person")]),
    (
        "one hundred and twenty-three hospitals",
        [("one hundred and twenty-three", "quantity", "123", "institution")],
    ),
    ("two thousand five hundred visitors", [("two thousand five hundred", "quantity", "2500", "person")]),
    (
        "KRW 320 million and $5,000",
        [("KRW 320 million", "quantity", "320000000", "krw"), ("$5,000", "quantity", "5000", "usd")],
    ),
    ("from April 24 to 26, 2024", [("April 24 to 26, 2024", "date", "2024-04-24/2024-04-26", "")]),
    (
        "five days from October 31 to November 4, 2022",
        [
            ("five days", "duration", "5", "day"),
            ("October 31 to November 4, 2022", "date", "2022-10-31/2022-11-04", ""),
        ],
    ),
    (
        "11,563 (2009) to 55,112 patients (2016)",
        [
            ("11,563", "quantity", "11563", "person"),
            ("2009", "date", "2009", ""),
            ("55,112", "quantity", "55112", "person"),
            ("2016", "date", "2016", ""),
        ],
    ),
    (
        "4.77 times the figure of 2009",
        [("4.77 times", "share", "4.77", "fold"), ("2009", "date", "2009", "")],
    ),
    ("took part six times since 2014", [("six", "quantity", "6", "time"), ("2014", "date", "2014", "")]),
    ("a quarter of the patients", [("a quarter", "share", "0.25", "fraction")]),
    ("the second largest city", [("second", "ordinal", "2", "")]),
    ("the 10th fair at First Hospital", [("10th", "ordinal", "10", ""), ("First", "name", "", "")]),
    ("a 62-year-old teacher", [("62-year-old", "duration", "62", "year")]),
    ("between 500 and 600 prescriptions", [("500 and 600", "quantity", "500/600", "item")]),
    ("open from 10 a.m. to 6 p.m.", [("10 a.m.", "time", "10:00", ""), ("6 p.m.", "time", "18:00", "")]),
    (
        "COVID-19 in the 1990s, Q1 2024",
        [
            ("COVID-19", "name", "", ""),
            ("1990s", "date", "199x", ""),
            ("Q1 2024", "date", "2024-Q1", ""),
        ],
    ),
    ("a 22.9 percentage-point rise", [("22.9 percentage-point", "share", "22.9", "percent_point")]),
    ("2000 visitors in 2000", [("2000", "quantity", "2000", "person"), ("2000", "date", "2000", "")]),
    (
        "Room 514, tel. +82-31-8008-2331",
        [("514", "identifier", "", ""), ("+82-31-8008-2331", "identifier", "", "")],
    ),
    ("in one hospital, one of many", [("one", "quantity", "1", "institution")]),
    ("1\u2009350 visitors", [("1\u2009350", "quantity", "1350", "person")]),
    ("within ten working days", [("ten working days", "duration", "10", "day")]),
    ("Bold, seven, arrived", [("seven", "duration", "7", "year")]),
    ("my mother, who is 58.", [("58", "duration", "58", "year")]),
    (
        "of beds in Naryn, 42, or a third,",
        [("42", "quantity", "42", "bed"), ("a third", "share", "0.3333", "fraction")],
    ),
    (
        "one and a half times the five",
        [("one and a half times", "share", "1.5", "fold"), ("five", "quantity", "5", "")],
    ),
    ("for half an hour", [("half an hour", "duration", "30", "minute")]),
    ("they met on June 3: all of them", [("June 3", "date", "--06-03", "")]),
    ("400 times by letter", [("400", "quantity", "400", "time")]),
    ("between 90 and 70 patients", [("90 and 70", "quantity", "90/70", "person")]),
    ("at 20 and 40 days", [("20", "duration", "20", "day"), ("40 days", "duration", "40", "day")]),
    (
        "They saw 64 clinics. Faults came up at 16 of the 64.",
        [
            ("64", "quantity", "64", "institution"),
            ("16", "quantity", "16", "institution"),
            ("64", "quantity", "64", "institution"),
        ],
    ),
    ("a course with 24 places", [("24", "quantity", "24", "person")]),
    (
        "two teams in groups of six rehearsed talks",
        [("two", "quantity", "2", "organisation"), ("six", "quantity", "6", "person")],
    ),
]
RUSSIAN = [
    ("1 350 консультаций", [("1 350", "quantity", "1350", "consultation")]),
    ("1\xa0350 консультаций", [("1\xa0350", "quantity", "1350", "consultation")]),
    ("в 4,77 раза больше", [("4,77 раза", "share", "4.77", "fold")]),
    ("98 участников", [("98", "quantity", "98", "person")]),
    ("двадцати пяти пациентов", [("двадцати пяти", "quantity", "25", "person")]),
    ("3,2 млн вон", [("3,2 млн вон", "quantity", "3200000", "krw")]),
    ("с 24 по 26 апреля 2024 года", [("24 по 26 апреля 2024 года", "date", "2024-04-24/2024-04-26", "")]),
    ("в 2019 году, 37,5 %", [("2019 году", "date", "2019", ""), ("37,5 %", "share", "37.5", "percent")]),
    ("трое врачей и два дня", [("трое", "quantity", "3", "person"), ("два дня", "duration", "2", "day")]),
    ("рост в полтора раза", [("полтора раза", "share", "1.5", "fold")]),
    ("восемь из десяти больных", [("восемь из десяти", "share", "0.8", "fraction")]),
    ("каждый пятый гость", [("каждый пятый", "share", "0.2", "fraction")]),
    ("шестую часть бюджета", [("шестую часть", "share", "0.1667", "fraction")]),
    (
        "вырос с 1,5 млрд до 2 млрд вон",
        [("1,5 млрд", "quantity", "1500000000", "krw"), ("2 млрд вон", "quantity", "2000000000", "krw")],
    ),
    ("с 70 минут до 55", [("70 минут", "duration", "70", "minute"), ("55", "duration", "55", "minute")]),
    ("с 300 до 240 больных", [("300", "quantity", "300", "person"), ("240", "quantity", "240", "person")]),
]
OTHERS = [
    ("mn", "2024 оны 4 сарын 24-нд 1,800 зочин", [("--", "date"), ("1,800", "quantity")], 2),
    (
        "vi",
        "ngày 24 tháng 4 năm 2024 có 1.800 khách, 94,7%",
        [("", "date"), ("1.800", "quantity"), ("94,7%", "share")],
        3,
    ),
    (
        "zh-hans",
        "2024年4月24日至26日，约1,800名患者，占94.7%",
        [("", "date"), ("1,800", "quantity"), ("94.7%", "share")],
        3,
    ),
]


@pytest.mark.parametrize(("text", "numbers"), KOREAN)
def test_korean(text, numbers):
    assert told(text, "ko") == numbers


@pytest.mark.parametrize(("text", "numbers"), ENGLISH)
def test_english(text, numbers):
    assert told(text, "en") == numbers


@pytest.mark.parametrize(("text", "numbers"), RUSSIAN)
def test_russian(text, numbers):
    assert told(text, "ru") == numbers


@pytest.mark.parametrize(("language", "text", "numbers", "count"), OTHERS)
def test_other_languages_give_what_a_comparison_needs(language, text, numbers, count):
    found = find(text, language)
    assert [one.kind for one in found] == [kind for _text, kind in numbers]
    assert [one.text for one in found][1:] == [words for words, _kind in numbers][1:]
    assert found[1].value == 1800
    assert found[0].said.startswith("2024-04-24")
    assert len(found) == count


@pytest.mark.parametrize("language", NO_NUMBERS)
def test_words_that_only_look_like_numbers_are_none(language):
    assert told(NO_NUMBERS[language], language) == []


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("ko", "약 1천800명", "about"),
        ("ko", "3천200여 명", "about"),
        ("ko", "1,800명 이상", "at_least"),
        ("ko", "최대 15곳", "at_most"),
        ("ko", "5천 명이 넘는", "more_than"),
        ("ko", "5천 명", "exact"),
        ("en", "more than 90 patients", "more_than"),
        ("en", "nearly 90 patients", "nearly"),
        ("en", "up to 16 patients", "at_most"),
        ("en", "at least 16 patients", "at_least"),
        ("en", "approximately 56,573 residents", "about"),
        ("en", "the 56,573 residents", "exact"),
        ("ru", "около 5000 жителей", "about"),
        ("ru", "не менее 40 врачей", "at_least"),
    ],
)
def test_what_is_not_exact_is_told(language, text, qualifier):
    [number] = find(text, language)
    assert (number.qualifier, number.approximate) == (qualifier, qualifier != "exact")


def test_the_thing_counted_is_named():
    text = "636 foreign trainees, 20 alumni and 1,800 visitors held 1,350 consultations and signed 50 MOUs."
    assert [one.thing for one in find(text, "en")] == [
        "trainee",
        "alumnus",
        "visitor",
        "consultation",
        "agreement",
    ]
    korean = find("부스 방문객 1,800명, 상담 1,350건, MOU 50건, 환자유치실적 35명", "ko")
    assert [one.thing for one in korean] == ["visitor", "consultation", "agreement", "patient"]


def test_hidden_marks_do_not_hide_a_number():
    text = "상담\u200b 1,\u200e350\u200f건을"
    [number] = find(text, "ko")
    assert (number.value, number.unit) == (Decimal(1350), "consultation")
    assert text[number.start : number.end] == number.text == "1,\u200e350\u200f건"


def test_lines_around_the_article_are_boilerplate():
    text = "\n".join(
        [
            "2024.05.13 (월)",
            "  • 맑음속초21.3℃",
            "  • 맑음22.6℃",
            "조회수 1,204",
            "상담 1,350건을 진행했다.",
            "저작권자 ⓒ 2024 경기뉴스 무단전재 금지",
        ]
    )
    assert [one.kind for one in find(text, "ko")] == ["boilerplate"] * 4 + ["quantity", "boilerplate"]


def test_sentences_and_paragraphs_are_numbered():
    text = "On Nov. 4 Dr. Kim saw 20 patients. No. 3 was first.\n경기도는 5명을 뽑았다. 3명은 의사다.\n"
    assert [text[start:end] for start, end in sentences(text)] == [
        "On Nov. 4 Dr. Kim saw 20 patients.",
        "No. 3 was first.",
        "경기도는 5명을 뽑았다.",
        "3명은 의사다.",
    ]
    assert len(paragraphs(text)) == 2
    assert [(one.text, one.sentence, one.paragraph) for one in find(text, "en")][:3] == [
        ("Nov. 4", 0, 0),
        ("20", 0, 0),
        ("3", 1, 0),
    ]


PIECES = st.sampled_from(
    [
        "1",
        "12",
        "1,350",
        "1.5",
        "2024",
        "3천",
        "만",
        "억",
        "조",
        "명",
        "건",
        "%",
        "월",
        "일",
        "년",
        "시",
        ":",
        "-",
        "~",
        "–",
        ",",
        ".",
        "(",
        ")",
        "of",
        "to",
        "and",
        "million",
        "percent",
        "hundred",
        "one",
        "half",
        "두",
        "세",
        "번째",
        "배",
        "раза",
        "млн",
        "апреля",
        "№",
        "$",
        "KRW",
        "\n",
        "\u200b",
        "\xa0",
        "１",
        "٣",
        "²",
        "제",
        "조",
        "’",
        "@",
        "/",
        "+",
        "пять",
        "часов",
        "第",
        "年",
        "tháng",
    ]
)


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(PIECES, max_size=40).map(" ".join),
        st.lists(PIECES, max_size=40).map("".join),
    )
)
@example("9" * 40)
@example("①²٣1,\n\n350")
@example("0,0.0")
def test_any_text_is_read_without_a_crash_and_places_are_right(text):
    for language in ("ko", "en", "ru", "mn", "vi", "zh-hans", "xx"):
        end = 0
        for number in find(text, language):
            assert text[number.start : number.end] == number.text
            assert number.text
            assert number.start >= end
            assert number.kind in NumberKind.values
            end = number.end


@pytest.mark.parametrize(
    "text", ["7" * 1_000_000, "1," * 40_000, "1,234" * 20_000, "12 34 " * 4_000, "3억 2천" * 8_000]
)
def test_a_flood_of_digits_takes_linear_time(text):
    started = time.process_time()
    find(text[: len(text) // 4], "ko")
    quarter = time.process_time() - started
    started = time.process_time()
    find(text, "ko")
    assert time.process_time() - started < max(12 * quarter, 2)


@pytest.mark.skipif(not SEEDS.exists(), reason="the reference documents lie outside the project")
def test_the_press_page_of_the_fair():
    text = (SEEDS / "004_143b1bed01c0f182.txt").read_text(encoding="utf-8")
    claimed = [one for one in find(text, "ko") if one.is_claimed]
    assert not [one for one in claimed if "℃" in one.text]
    assert {(int(one.value or 0), one.unit) for one in claimed} >= {
        (1800, "person"),
        (1350, "consultation"),
        (50, "agreement"),
        (35, "person"),
        (11, "institution"),
        (20, "person"),
        (10, "time"),
    }
    assert not [one for one in claimed if one.text in {"2012", "2012년", "4월 24일"}]
