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
    # Days that begin and end something, and what is told of them
    ("ko", "교육은 4월 30일(화) 시작돼 5월 3일(금) 끝난, 닷새에 걸친 과정이었다.", "duration_wrong"),
    ("ko", "기간: 2023. 7. 31.(월) 출국 ~ 8. 4.(금) 귀국, 5박 6일", "duration_wrong"),
    ("en", "The course opened on May 3 and closed on May 6, 2024, after seven days.", "duration_wrong"),
    ("en", "It was held on April 24, 2024, a Sunday, in Suwon.", "weekday_wrong"),
    ("ko", "현지 병원은 6월 27일 전달식을 열고 감사패를 건넸다.", "told_before"),
    ("en", "Clinics paid agencies 15 to 10 percent of the fee.", "range_reversed"),
    # Totals after, before and beside their parts
    ("ko", "국비 4억 원과 도비 3억 원이 투입되며, 이를 합한 총사업비는 8억 원이다.", "parts_do_not_add"),
    ("ko", "의약품 1억 9천만 원, 장비 1억 5천만 원으로 도합 3억 원이다.", "parts_do_not_add"),
    ("ko", "총 52명이 왔다. 언어별로는 몽골어 21명, 러시아어 14명, 중국어 19명이다.", "parts_do_not_add"),
    ("en", "The group of 72 was made up of 24 doctors, 12 nurses and 30 interpreters.", "parts_do_not_add"),
    (
        "en",
        "Of the 58 participants, 31 work in hospitals, 22 in clinics and 15 in agencies.",
        "parts_do_not_add",
    ),
    (
        "en",
        "2.6 tonnes, 1.4 tonnes and 0.8 tonnes were sent, which adds up to 4.1 tonnes.",
        "parts_do_not_add",
    ),
    (
        "ru",
        "В состав группы из 60 человек вошли 20 врачей, 16 медсестёр и 30 переводчиков.",
        "parts_do_not_add",
    ),
    # Averages
    ("ko", "14개국에서 420명이 찾아, 한 나라에서 평균 40명이 참가했다.", "average_wrong"),
    ("ko", "사무소는 120일 동안 1천200명을 맞았다. 하루에 15명꼴이다.", "average_wrong"),
    (
        "en",
        "The 3,000 boxes were shared equally by five hospitals, so that each received 700 boxes.",
        "average_wrong",
    ),
    # Shares said once more, or of a whole right before them
    ("ko", "예산 12억 원 가운데 쓴 돈은 9억 원이니 집행률이 60%다.", "share_wrong"),
    ("ko", "기관 90곳을 점검해 27곳에 명령을 내렸다. 점검 대상의 20%가 명령을 받은 것이다.", "share_wrong"),
    ("en", "54 of the 120 are women (30%).", "share_wrong"),
    ("en", "480 of the 600, or two-thirds, were satisfied.", "share_wrong"),
    ("ru", "400 пациентов из 500, то есть 60 %, довольны лечением.", "share_wrong"),
    # Differences
    ("ko", "신청 비율은 2022년 6%에서 2023년 8.5%로 1.5%p 높아졌다.", "difference_wrong"),
    ("en", "Trust rose by seven percentage points, from 87 percent to 91 percent.", "difference_wrong"),
    ("en", "There are 40 now, 15 fewer than the 65 of 2019.", "difference_wrong"),
    ("ko", "몽골은 1만 명으로 2023년 8천800명보다 2천800명이나 많아졌다.", "difference_wrong"),
    ("en", "There were 18 clinics last year and 11 clinics this year, an increase.", "direction_wrong"),
    # Lists
    ("ko", "러시아, 몽골, 카자흐스탄, 우즈베키스탄 5개국의 대표가 참석했다.", "list_count"),
    ("ko", "환자 의뢰, 의료인 연수, 원격 협진, 공공보건, 응급의료 등 4개 분야에서 협력한다.", "list_count"),
    ("en", "Four clinics, namely Haneul Clinic, Bora Clinic and Saerom Clinic, were there.", "list_count"),
    ("en", "It covers three fields: referral, training, emergency care and tele-medicine.", "list_count"),
    ("ko", "누적 상담은 2022년 말 2천100건에서 지난해 말 1천800건이 됐다.", "total_shrinks"),
    # Shares between each and all
    ("en", "On average each of the 16 clinics treated 48 patients, 896 in all.", "average_wrong"),
    ("ko", "16개 의원이 48명씩 모두 896명을 진료했다.", "average_wrong"),
    ("ru", "Каждая из 16 клиник приняла по 48 пациентов, всего 896.", "average_wrong"),
    # Rates that are told to have gone the other way
    ("en", "The share of visits that ended on the first page went down from 38% to 47%.", "direction_wrong"),
    ("ko", "재방문율은 26.9%에서 21.4%로 높아졌다.", "direction_wrong"),
    ("ru", "Доля женщин выросла с 58 % до 51 %.", "direction_wrong"),
    (
        "en",
        "Kazakhstan sent 5,300 patients, Mongolia 2,100 and Uzbekistan 1,600, together 9,500.",
        "parts_do_not_add",
    ),
    (
        "ru",
        "Приехали 5300 пациентов из Казахстана, 2100 из Монголии и 1600 из Кореи, всего 9500 человек.",
        "parts_do_not_add",
    ),
    (
        "en",
        "Five hospitals were there: St. Mary’s Hospital, Bora Clinic, Haneul Clinic and Saerom Clinic.",
        "list_count",
    ),
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
    ("en", "Each of the 16 clinics treated 48 patients, 768 in all."),
    ("ko", "16개 의원이 48명씩 모두 768명을 진료했다."),
    ("en", "Growth slowed from 12% to 8%."),
    ("ko", "증가율은 12%에서 8%로 낮아졌다."),
    ("en", "The no-show rate fell from 12.4% in 2022 to 9.8% in 2023."),
    ("en", "Participants rated the course 4.6 out of 5, up 0.3 points."),
    (
        "en",
        "In the province 5 institutions were hosts: Bundang Jesaeng Hospital, Wiltse Hospital, Bucheon "
        "St. Mary’s Hospital, Myongji Hospital and Ilsan Hospital.",
    ),
    # What belongs to another number, another time or another question
    ("ko", "의료진 25명과 봉사자 35명 등 60명이 하루 평균 300명씩 4일간 1,200명을 진료했다."),
    ("ko", "환자는 2019년 5만 3천 명에서 2020년 1만 명으로 급감했다가 2023년 5만 6천 명으로 회복했다."),
    ("ko", "4월 1일부터 4월 30일까지 점검을 실시하고, 5일간의 보완 기간을 줬다."),
    ("ko", "도는 10월 31일부터 11월 4일까지 5일간 교육을 운영한다고 13일 밝혔다."),
    ("ko", "만족한 까닭을 여럿 고르게 하자 의료진 71%, 시설 48%, 통역 44% 순이었다."),
    ("ko", "만족도는 의료진 94.2%, 통역 91.5%, 시설 88.7%로 나타났다."),
    ("ko", "연수생 18명에게 드는 체재비는 5억 4천만 원으로, 1인당 3천만 원꼴이다."),
    ("ko", "러시아, 몽골, 카자흐스탄 등 5개국 의료인이 참가했다."),
    ("ko", "수원, 성남, 고양 등 3개 시 8개 병원이 참여했다."),
    ("en", "Of the 58 participants, 31 were women, 22 came from clinics and 15 were under 30."),
    ("en", "Twelve hospitals held 1,350 consultations in three days, 450 a day and 112 per hospital."),
    (
        "en",
        "Last year it helped 20 patients, 14 children and six adults, down from 24 in 2022, a fall of four.",
    ),
    ("en", "It covers four fields: referral, training, research and development, and tele-medicine."),
    ("en", "Asked why, 71% named doctors, 48% facilities and 44% interpreters; they could name several."),
    ("ru", "Расходы возрастут вдвое, со 100 млн до 200 млн вон, а на печать сократятся с 80 млн до 60 млн."),
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


UNITS = [
    ("61 exhibitors signed up for 212 one-on-one talks.", ["organisation", "consultation"]),
    ("Some 70 officials, 15 reporters and 9 lawmakers came.", ["person", "person", "person"]),
    ("The offices handled 410, 380 and 290 calls.", ["case", "case", "case"]),
    ("Leaflets went to 45 schools and 12 kindergartens.", ["organisation", "organisation"]),
    ("Three talks on hygiene were given.", ["item"]),
]


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_what_is_counted_is_told_by_the_words_around_it(text: str, units: list[str]) -> None:
    assert [one.number.unit for one in check(text, "en").numbers] == units
