"""The sums and dates of a text: what the checker must object to, and what it must let pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.newsroom.rules.checking.check import check

PRINTED = [
    # Examples from print: (sentence, code of the fault or nothing, the right value)
    ("Gyeonggi 11,563 (2009) → 55,112 (2016), 5.6 times", "times_wrong", "4.77"),
    ("166,000 (59.0%) of 248,110", "share_wrong", "66.9%"),
    ("218 → 543, +145%", "growth_wrong", "149.1%"),
    ("218 → 543, +149.1%", "", ""),
    ("The number went from 364,189 to 321,574, an 11.7% rise.", "direction_wrong", "-11.7%"),
    ("364,189 to 321,574, an 11.7% rise", "direction_wrong", "-11.7%"),
    (
        "127,648+48,788+26,702+25,533+15,010+14,798+109,710, given as 364,189",
        "parts_do_not_add",
        "368,189",
    ),
    ("39,990 → 56,603, +41.5%", "", ""),
    ("144,982+460,786=605,768", "", ""),
]


@pytest.mark.parametrize(("text", "code", "right"), PRINTED)
def test_what_print_got_wrong(text: str, code: str, right: str) -> None:
    found = check(text, "en").findings

    assert [str(one.code) for one in found] == ([code] if code else [])
    assert not code or found[0].expected == right


FAULTS = [
    ("ko", "외국인환자가 3만9천990명에서 5만6천603명으로 51.5% 증가했다.", "growth_wrong"),
    ("ko", "상담은 지난해 1,000건보다 200건(30%) 늘었다.", "growth_wrong"),
    ("ko", "총 46명(코디네이터 30명, 병원 관계자 26명)이 참석했다.", "parts_do_not_add"),
    ("ko", "예산은 모두 10억 원으로, 박람회 4억 원, 연수 3억 원, 봉사 2억 원이다.", "parts_do_not_add"),
    ("ko", "전체 환자 5,000명 가운데 여성은 3,200명(54%)이다.", "share_wrong"),
    ("ko", "환자가 218명에서 543명으로 3.5배 늘었다.", "times_wrong"),
    ("ko", "환자가 5만 6천 명에서 4만 9천 명으로 늘었다.", "direction_wrong"),
    ("ko", "환자는 2022년 1,200명에서 2023년 1,500명으로 400명 늘었다.", "difference_wrong"),
    ("ko", "3일간 1,500명이 찾아 하루 평균 700명이 방문했다.", "average_wrong"),
    ("ko", "2024년 4월 24일(금) 알마티에서 열렸다.", "weekday_wrong"),
    ("ko", "4월 24일부터 26일까지 5일간 진행됐다.", "duration_wrong"),
    ("ko", "의료기관 5개소(가나병원, 다라병원, 마바병원, 사아병원)가 참가했다.", "list_count"),
    ("ko", "누적 외국인환자는 41만 9천 명에 이른다.", "cumulative_people"),
    ("ko", "누적 상담은 2022년 4,820건, 2023년 4,510건이다.", "total_shrinks"),
    ("ko", "비율은 여성 55%, 남성 35%, 기타 25%를 차지했다.", "shares_over_hundred"),
    ("en", "Visitors rose from 1,200 in 2022 to 1,500 in 2023, an increase of 35%.", "growth_wrong"),
    ("en", "Of the 350 requests, 301 (76 percent) were met.", "share_wrong"),
    ("en", "The number fell from 1,200 in 2022 to 1,500 in 2023.", "direction_wrong"),
    ("en", "A total of 100 members (40 doctors, 25 nurses and 45 interpreters) went.", "parts_do_not_add"),
    ("en", "Five hospitals (A-one, B-two, C-three and D-four) took part.", "list_count"),
    ("en", "From October 31 to November 4, 2022, for seven days, a course was held.", "duration_wrong"),
    ("en", "It opened on Friday, April 24, 2024.", "weekday_wrong"),
    ("en", "The cumulative number of foreign patients has reached 419,029.", "cumulative_people"),
    ("ru", "Число пациентов выросло с 1 200 в 2022 году до 1 500 в 2023 году, на 35 %.", "growth_wrong"),
    ("ru", "Число консультаций снизилось с 1 200 в 2022 году до 1 500 в 2023 году.", "direction_wrong"),
]


@pytest.mark.parametrize(("language", "text", "code"), FAULTS)
def test_what_cannot_be_right_is_found(language: str, text: str, code: str) -> None:
    assert [str(one.code) for one in check(text, language, published_on=date(2024, 5, 13)).findings] == [code]


RIGHT = [
    ("ko", "외국인환자가 3만9천990명에서 5만6천603명으로 41.5% 증가했다."),
    ("ko", "상담은 지난해 1,000건보다 200건(20%) 늘어 1,200건이 됐다."),
    ("ko", "총 46명(코디네이터 30명, 병원 관계자 16명)이 참석했다."),
    ("ko", "전체 환자 5,000명 가운데 여성은 3,200명(64%)이다."),
    ("ko", "환자가 218명에서 543명으로 2.5배 늘었다."),
    ("ko", "약 500명이 찾아 절반 가까운 240명이 상담을 받았다."),
    ("ko", "3일간 1,500명이 찾아 하루 평균 500명이 방문했다."),
    ("ko", "2024년 4월 24일(수)부터 26일(금)까지 3일간 열렸다."),
    ("ko", "의료기관 11개소(가나병원, 다라병원 등)가 참가했다."),
    ("ko", "누적 외국인환자는 해마다의 환자 수를 더해 41만 9천 명이다."),
    ("ko", "11월 20일 개막할 예정이라고 밝혔다."),
    ("en", "Visitors rose from 1,200 in 2022 to 1,500 in 2023, an increase of a quarter."),
    ("en", "Visitors fell from 1,500 in 2022 to 1,200 in 2023, down 20%."),
    ("en", "Of the 350 requests, 301 (86 percent) were met within four hours."),
    ("en", "Five hospitals, including A-one and B-two, took part."),
    ("en", "It was held from October 31 to November 4, 2022, for five days."),
    ("en", "It opened on Wednesday, April 24, 2024."),
    ("ru", "Число пациентов выросло с 1 200 в 2022 году до 1 500 в 2023 году, на 25 %."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_what_any_reader_would_accept_is_let_pass(language: str, text: str) -> None:
    assert check(text, language, published_on=date(2024, 5, 13)).findings == ()


def test_a_past_event_after_the_publication_is_found() -> None:
    text = "봉사단은 7월 24일부터 27일까지 몽골에서 5,000명을 진료했다."

    early = check(text, "ko", published_on=date(2024, 7, 18)).findings
    late = check(text, "ko", published_on=date(2024, 7, 30)).findings

    assert [str(one.code) for one in early] == ["told_before"]
    assert late == ()


def test_a_title_month_that_is_neither_the_days_nor_the_texts_is_found() -> None:
    text = "[Jul. 2021] The province holds a conference\n\nIt takes place from June 2 to October 5, 2021.\n"
    title = text.index("\n")

    found = check(text, "en", title_end=title, published_on=date(2021, 12, 15)).findings
    right = check(text, "en", title_end=title, published_on=date(2021, 7, 15)).findings

    assert [str(one.code) for one in found] == ["title_month"]
    assert right == ()


@given(old=st.integers(100, 900_000), new=st.integers(100, 900_000))
def test_a_growth_that_is_worked_out_is_never_a_fault(old: int, new: int) -> None:
    change = (Decimal(new) - old) / old * 100
    word = "rise" if change >= 0 else "fall"
    text = f"The number went from {old:,} patients to {new:,} patients, a {abs(change):.1f}% {word}."

    assert check(text, "en").findings == ()


@given(old=st.integers(1_000, 900_000), share=st.integers(20, 400))
def test_a_growth_that_is_far_off_is_always_a_fault(old: int, share: int) -> None:
    new = old + old * share // 100
    text = f"The number went from {old:,} patients to {new:,} patients, a {share + 20}.0% rise."

    assert [str(one.code) for one in check(text, "en").findings] == ["growth_wrong"]


@given(parts=st.lists(st.integers(10, 9_000), min_size=3, max_size=7), off=st.integers(0, 3))
def test_parts_are_added_up(parts: list[int], off: int) -> None:
    total = sum(parts) + off * 5_001
    text = "+".join(f"{part:,}" for part in parts) + f"={total:,}"

    assert bool(check(text, "en").findings) == bool(off)
