"""Numbers of a version beside those of its original: what is missing, another or new, and no false alarm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.krds.formats.words import number as told
from naru.newsroom.rules.backing import Draft, draft, marked
from naru.newsroom.rules.checking.spelt import is_spelt
from naru.newsroom.rules.checking.versions import by_paragraph, compare


def a_text(*paragraphs: str) -> Draft:
    return draft([{"id": str(at), "kind": "paragraph", "text": text} for at, text in enumerate(paragraphs)])


def codes(original: str, translation: str, into: str, of: str = "ko") -> list[str]:
    found = compare(a_text(original), a_text(translation), languages=(of, into))
    return [f"{one.code.removeprefix('version_')}: {one.expected} → {one.printed}" for one in found]


THE_SAME = [
    ("경기도 인구는 1,394만 명이다.", "en", "Gyeonggi has 13.94 million people."),
    ("경기도 인구는 1,394만 명이다.", "en", "Gyeonggi has a population of 13,940,000."),
    ("경기도 인구는 1,394만 명이다.", "ru", "В Кёнгидо живёт 13,94 млн человек."),
    ("예산은 3억 2천만 원이다.", "en", "The budget is KRW 320 million."),
    ("예산은 3억 2천만 원이다.", "ru", "Бюджет составляет 320 млн вон."),
    ("방문객 1천800명 이상이 찾았다.", "en", "More than 1,800 visitors came."),
    ("상담 1,350건, 업무협약 50건을 맺었다.", "ru", "Проведено 1 350 консультаций, подписано 50 соглашений."),
    (
        "상담 1,350건, 업무협약 50건을 맺었다.",
        "en",
        "They held 1,350 consultations and signed 50 agreements.",
    ),
    ("주민 약 5,000명을 진료했다.", "en", "About 5,000 residents were treated."),
    ("주민 약 5,000명을 진료했다.", "ru", "Помощь получили около 5000 жителей."),
    ("주민 4,953명을 진료했다.", "en", "About 5,000 residents were treated."),
    ("참가자의 50%가 의사다.", "en", "Half of the participants are physicians."),
    ("참가자의 94.7%가 만족했다.", "ru", "Довольны 94,7 % участников."),
    ("참가자의 94.7%가 만족했다.", "en", "95% of the participants were content."),
    ("환자는 4.77배로 늘었다.", "ru", "Число пациентов выросло в 4,77 раза."),
    ("의료기관 11곳이 함께했다.", "en", "Eleven institutions took part."),
    ("두 병원이 함께했다.", "en", "Both hospitals took part."),
    ("병원 2곳이 함께했다.", "en", "A pair of hospitals took part."),
    ("병원 2곳이 함께했다.", "ru", "Участвовали обе больницы."),
    ("한 환자가 말했다.", "en", "A patient spoke."),
    ("환자들이 말했다.", "en", "One patient spoke; two nurses listened."),
    ("박람회가 열렸다.", "en", "The fair was held from 24 to 26 April 2024."),
    ("사흘 동안 100명이 왔다.", "en", "In 3 days 100 people came."),
    ("2012년 이후 10회째 참가다.", "en", "It has taken part 10 times since 2012."),
    ("박람회는 50개 부스를 열었다.", "en", "The fair opened 50 booths on 3 May 2024."),
    ("방문객은 1,800명이다. 1,800명은 최고다.", "en", "There were 1,800 visitors, the most ever."),
    ("환자 25,000명이 왔다.", "mn", "25,000 өвчтөн ирсэн."),
    ("환자 25,000명이 왔다.", "vi", "25.000 bệnh nhân đã đến."),
    ("환자 2만 5천 명이 왔다.", "zh-hans", "2.5万名患者来院。"),
    ("만족도는 94.7%다.", "vi", "Mức hài lòng là 94,7%."),
    ("의료기관 11곳이 함께했다.", "zh-hans", "十一家医疗机构参加。"),
    ("의료기관 11곳이 함께했다.", "vi", "Mười một cơ sở y tế đã tham gia."),
    ("의료기관 11곳이 함께했다.", "mn", "Арван нэгэн эмнэлэг оролцов."),
]

DIFFERENT = [
    ("상담 1,350건을 했다.", "en", "They held 1,530 consultations.", ["changed: 1,350건 → 1,530"]),
    ("상담 1,350건을 했다.", "ru", "Проведены консультации.", ["missing: 1,350건 → "]),
    ("상담을 했다.", "en", "They held 1,350 consultations.", ["added:  → 1,350"]),
    (
        "예산은 3억 2천만 원이다.",
        "en",
        "The budget is KRW 32 million.",
        ["changed: 3억 2천만 원 → KRW 32 million"],
    ),
    ("참가자의 59.0%가 왔다.", "en", "95.0% of the participants came.", ["changed: 59.0% → 95.0%"]),
    ("참가자의 절반이 왔다.", "en", "60% of the participants came.", ["changed: 절반 → 60%"]),
    ("환자 25,112명이 왔다.", "mn", "25,211 өвчтөн ирсэн.", ["changed: 25,112명 → 25,211"]),
    ("환자 25,112명이 왔다.", "vi", "25.211 bệnh nhân đã đến.", ["changed: 25,112명 → 25.211"]),
    ("환자 25,112명이 왔다.", "zh-hans", "25211名患者来院。", ["changed: 25,112명 → 25211"]),
    ("만족도는 94.7%다.", "zh-hans", "满意度为97.4%。", ["changed: 94.7% → 97.4%"]),
    (
        "상담 1,350건, 협약 50건을 맺었다.",
        "en",
        "They held 50 consultations and signed 1,350 agreements.",
        ["changed: 1,350건 → 50", "changed: 50건 → 1,350"],
    ),
    ("병원 11곳이 왔다.", "en", "Hospitals came.", ["missing: 11곳 → "]),
    ("약 150명이 왔다.", "en", "About 160 people came.", ["changed: 150명 → 160"]),
]


@pytest.mark.parametrize(("original", "into", "translation"), THE_SAME)
def test_what_says_the_same_raises_no_alarm(original, into, translation):
    assert codes(original, translation, into) == []


@pytest.mark.parametrize(("original", "into", "translation", "expected"), DIFFERENT)
def test_a_number_that_is_missing_another_or_new_is_told(original, into, translation, expected):
    assert sorted(codes(original, translation, into)) == sorted(expected)


def test_places_are_in_the_translation_and_a_missing_number_stands_at_its_paragraph():
    original = a_text("상담 1,350건을 했다.", "환자 35명을 유치했다.", "끝이다.")
    translation = a_text("There were consultations.", "They won 53 patients.", "The end.")
    found = compare(original, translation, languages=("ko", "en"))
    missing, changed = found
    assert translation.text[: missing.start].endswith("consultations.")
    assert translation.text[changed.start : changed.end] == "53"
    assert {key: len(rows) for key, rows in by_paragraph(translation, found).items()} == {"0": 1, "1": 1}


def test_a_number_may_move_to_another_paragraph():
    original = a_text("상담 1,350건을 했다.", "끝이다.")
    assert (
        compare(original, a_text("Talks.", "There were 1,350 consultations."), languages=("ko", "en")) == []
    )


def test_a_chip_is_the_same_by_its_reading_and_a_typed_number_by_its_value():
    original = a_text(f"상담 {marked('abc', '1,350건')}을 했다.")
    as_chip = a_text(f"They held {marked('abc', '1,350 cases')}.")
    typed, wrong = a_text("They held 1,350 consultations."), a_text("They held 1,340 consultations.")
    assert compare(original, as_chip, languages=("ko", "en")) == []
    assert compare(original, typed, languages=("ko", "en")) == []
    assert [one.code for one in compare(original, wrong, languages=("ko", "en"))] == ["version_changed"]


def test_a_paragraph_in_the_originals_own_words_is_not_compared():
    original = a_text("상담 1,350건을 했다.", "환자 35명이 왔다.")
    half = a_text("상담 1,350건을 했다.", "36 patients came.")
    assert [one.text for one in compare(original, half, languages=("ko", "en"))] == ["36"]


@pytest.mark.parametrize(
    ("value", "text", "language", "is_there"),
    [
        (2, "both hospitals", "en", True),
        (2, "bothered", "en", False),
        (12, "a dozen cases", "en", True),
        (3, "трое участников", "ru", True),
        (11, "одиннадцати больниц", "ru", True),
        (2, "양 기관", "ko", True),
        (5, "오늘은", "ko", False),
        (21, "twenty-one", "en", False),
        (3, "三家", "zh-hans", True),
    ],
)
def test_small_numbers_in_words_are_known(value, text, language, is_there):
    assert is_spelt(value, text, language) is is_there


NUMBERS = st.one_of(
    st.integers(21, 999_999_999), st.decimals(Decimal("0.1"), Decimal("99.9"), places=1).map(lambda one: one)
)
SAID = {
    "ko": ("환자 {n}명이 왔다.", "만족도는 {n}%다."),
    "en": ("Then {n} patients came.", "Satisfaction is {n}%."),
    "ru": ("Прибыло {n} пациентов.", "Доля составила {n} %."),
    "mn": ("Нийт {n} өвчтөн.", "Хувь нь {n}%."),
    "vi": ("Có {n} bệnh nhân.", "Tỷ lệ là {n}%."),
    "zh-hans": ("共有{n}名患者。", "比例为{n}%。"),
}


@given(st.lists(st.integers(2_100, 999_999_999), min_size=1, max_size=6), st.sampled_from(sorted(SAID)))
def test_whatever_the_quantities_each_language_says_the_same(values, into):
    original = a_text(*(SAID["ko"][0].replace("{n}", told(one, 0, "ko")) for one in values))
    translation = a_text(*(SAID[into][0].replace("{n}", told(one, 0, into)) for one in values))
    assert compare(original, translation, languages=("ko", into)) == []


@given(st.integers(2_101, 999_999_999), st.sampled_from(sorted(set(SAID) - {"ko"})))
def test_whatever_the_quantity_another_one_is_told(value, into):
    original = a_text(SAID["ko"][0].replace("{n}", told(value, 0, "ko")))
    other = value * 2 + 1
    translation = a_text(SAID[into][0].replace("{n}", told(other, 0, into)))
    assert [one.code for one in compare(original, translation, languages=("ko", into))] == ["version_changed"]


@given(st.decimals(Decimal("0.1"), Decimal("99.9"), places=1), st.sampled_from(sorted(set(SAID) - {"ko"})))
def test_whatever_the_share_it_is_the_same_or_another(share, into):
    original = a_text(SAID["ko"][1].replace("{n}", told(share, 1, "ko")))
    same = a_text(SAID[into][1].replace("{n}", told(share, 1, into)))
    other = a_text(SAID[into][1].replace("{n}", told(share + Decimal("0.3"), 1, into)))
    assert compare(original, same, languages=("ko", into)) == []
    assert [one.code for one in compare(original, other, languages=("ko", into))] == ["version_changed"]
