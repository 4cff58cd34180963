"""
What the five documents tell of, and what lies between it.

Dates, places, institutions and numbers of 2013, 2017, 2021, 2022 and 2024 are those of the documents; where
they name no day, no day is made up. Targets and budgets are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from naru.activities.demo.telling import Count, Told, Wanted
from naru.activities.rules.words import Exactness, Kind, Known, Measure
from naru.activities.rules.words import ParticipantRole as Part

PRESS = "경기도 보도자료 (2024년 5월)"
NEWS_2021 = "메디컬 경기 e-News (2021-12-15)"
NEWS_2023 = "메디컬 경기 e-News (2023-01-31)"
NEWS_2024 = "메디컬 경기 e-News (2024-07-18)"
PROVINCE = ("Gyeonggi Province",)
EXHIBITORS = (
    "The Catholic University of Korea Bucheon St. Mary’s Hospital",
    "Ajou University Hospital",
    "Korea University Ansan Hospital",
    "Soonchunhyang University Bucheon Hospital",
    "National Health Insurance Service Ilsan Hospital",
    "G SAM Hospital",
    "Sejong Hospital",
    "Wiltse Memorial Hospital",
    "Gangnam Women’s Hospital",
    "Bundang Jesaeng General Hospital",
    "Shihwa Hospital",
)
CONFERENCE = (
    "Bundang Jesaeng General Hospital",
    "Wiltse Memorial Hospital",
    "The Catholic University of Korea Bucheon St. Mary’s Hospital",
    "Myongji Hospital",
    "National Health Insurance Service Ilsan Hospital",
)
ASSOCIATIONS = (
    "Gyeonggi-do Medical Association",
    "Gyeonggi Dental Association",
    "Association of Gyeonggi Korean Medicine",
    "Gyeonggido Pharmaceutical Association",
    "Gyeonggi-do Nurses Association",
)
MISSIONS = (
    (2011, "PH", "필리핀", "the Philippines"),
    (2012, "KH", "캄보디아", "Cambodia"),
    (2013, "MM", "미얀마", "Myanmar"),
    (2014, "MW", "말라위", "Malawi"),
    (2015, "ZW", "짐바브웨", "Zimbabwe"),
    (2016, "KZ", "카자흐스탄", "Kazakhstan"),
    (2017, "MN", "몽골", "Mongolia"),
    (2018, "TZ", "탄자니아", "Tanzania"),
    (2019, "BD", "방글라데시", "Bangladesh"),
)
"""Since 2011 in nine countries, says the article of July 2024; which year was where is the demo's guess."""
FAIR_YEARS = (*range(2012, 2020), 2023)
"""Ten times since 2012 with 2024, with a pause from 2020 to 2022."""


def _earlier() -> Iterator[Told]:
    for year, code, ko, en in MISSIONS:
        yield Told(
            "missions",
            Kind.MISSION,
            f"{year} {ko} 국제 의료봉사",
            f"Medical mission to {en} {year}",
            date(year, 1, 1),
            date(year, 12, 31),
            Known.YEAR,
            country=code,
            summary=(
                "2024년 7월 기사에 나라 이름만 나옵니다. 연도는 시범 자료에서 임의로 정한 것입니다.",
                "The article of July 2024 names the country only; the year is assumed for the demo.",
            ),
            organisations=((Part.HOST, PROVINCE),),
        )
    for number, year in enumerate(FAIR_YEARS, 1):
        yield Told(
            "fairs",
            Kind.FAIR,
            f"카자흐스탄 국제관광박람회 KITF {year}",
            f"KITF {year}, Kazakhstan International Tourism Fair",
            date(year, 1, 1),
            date(year, 12, 31),
            Known.YEAR,
            city="Almaty",
            country="KZ",
            summary=(f"경기도 공동관 {number}회째 참가.", f"Gyeonggi’s joint stand, time number {number}."),
            organisations=((Part.HOST, PROVINCE),),
        )


def _until_2022() -> Iterator[Told]:
    yield Told(
        "exchange",
        Kind.EXCHANGE_VISIT,
        "키르기스스탄 보건부 보건의료협력 업무협약",
        "Health cooperation MOU with the Ministry of Health of the Kyrgyz Republic",
        date(2013, 1, 1),
        date(2013, 12, 31),
        Known.YEAR,
        country="KG",
        organisations=(
            (Part.HOST, PROVINCE),
            (Part.PARTNER, ("Ministry of Health of the Kyrgyz Republic",)),
        ),
        targets=(Wanted(Measure.MOUS, 1, 1, PRESS),),
    )
    yield Told(
        "training",
        Kind.COURSE,
        "2017 메디컬 코리아 경기 연수",
        "Medical Korea Gyeonggi Training 2017",
        date(2017, 1, 1),
        date(2017, 12, 31),
        Known.YEAR,
        city="Seongnam",
        country="KR",
        summary=(
            "타슈켄트 의학 아카데미 의료진이 경기도를 방문해 임상연수를 받았습니다.",
            "Staff of Tashkent Medical Academy came to Gyeonggi for clinical training.",
        ),
        organisations=((Part.HOST, PROVINCE), (Part.TRAINER, ("Bundang Jesaeng General Hospital",))),
        people=((Part.TRAINEE, "Tashkent Medical Academy", 1),),
    )
    yield Told(
        "aid",
        Kind.CONSIGNMENT,
        "의료취약지역 마스크·방역물품 및 필수의약품 지원",
        "Masks, quarantine goods and essential medicines for underserved areas",
        date(2020, 1, 1),
        date(2021, 12, 31),
        Known.YEAR,
        year=2021,
        summary=(
            "코로나19로 의료봉사를 중단한 두 해 동안 물품 지원으로 대신했습니다.",
            "Sent instead while missions were suspended for two years because of COVID-19.",
        ),
        organisations=((Part.HOST, PROVINCE),),
    )
    yield Told(
        "aid",
        Kind.SPONSORED_INVITATION,
        "중증환자 초청 나눔의료",
        "Severely ill patients invited for free treatment",
        date(2021, 1, 1),
        date(2021, 12, 31),
        Known.YEAR,
        country="KR",
        summary=(
            "현지에서 수술을 받기 어려운 환자를 초청해 치료비와 자가격리 비용을 지원했습니다.",
            "Patients who could not be operated on at home; treatment and quarantine costs were covered.",
        ),
        organisations=((Part.HOST, PROVINCE),),
    )
    yield Told(
        "training",
        Kind.ONLINE_CONFERENCE,
        "2021 메디컬 코리아 경기 온라인 콘퍼런스",
        "2021 Medical Korea Gyeonggi Online Conference",
        date(2021, 6, 1),
        date(2021, 10, 31),
        Known.MONTH,
        online=True,
        summary=(
            "초청이 어려운 시기에 연수 수료생과 도내 의료기관이 온라인으로 다시 만났습니다.",
            "Alumni of the training and institutions of Gyeonggi met online while nobody could travel.",
        ),
        other=(("ru", "Онлайн-конференция Medical Korea Gyeonggi 2021"),),
        organisations=((Part.HOST, (*PROVINCE, *CONFERENCE)),),
        targets=(
            Wanted(Measure.EXHIBITORS, 5, 5, NEWS_2021, ko="참여 의료기관", en="Institutions taking part"),
        ),
    )
    yield Told(
        "training",
        Kind.ONLINE_CONFERENCE,
        "분당제생병원 온라인 콘퍼런스",
        "Online conference session of Bundang Jesaeng General Hospital",
        date(2021, 6, 25),
        date(2021, 6, 25),
        online=True,
        part_of="2021 Medical Korea Gyeonggi Online Conference",
        organisations=(
            (Part.HOST, ("Bundang Jesaeng General Hospital",)),
            (Part.PARTNER, ("Tashkent Medical Academy",)),
        ),
        people=((Part.ALUMNUS, "Tashkent Medical Academy", 1),),
        counts=(
            Count(
                Part.ALUMNUS,
                4,
                "타슈켄트 의학 아카데미 의료진",
                "medical staff of Tashkent Medical Academy",
                "UZ",
            ),
        ),
        targets=(Wanted(Measure.PARTICIPANTS, None, 5, NEWS_2021, as_of=date(2021, 6, 25)),),
    )
    yield Told(
        "exchange",
        Kind.EXCHANGE_VISIT,
        "몽골 다르항올 아이막 보건의료협력 업무협약",
        "Health cooperation MOU with Darkhan-Uul Province",
        date(2021, 1, 1),
        date(2021, 12, 31),
        Known.YEAR,
        country="MN",
        organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ("Darkhan-Uul Province",))),
        targets=(Wanted(Measure.MOUS, 1, 1, "메디컬 경기 e-News (2022-01-24)"),),
    )
    for line, kind, ko, en, country in (
        (
            "training",
            Kind.COURSE,
            "2022 해외 의료인 온라인 연수",
            "Online training of medical staff 2022",
            "",
        ),
        (
            "export",
            Kind.EXPORT_CONFERENCE,
            "2022 의료기업 온라인 수출상담회",
            "Online export conference of medical companies 2022",
            "",
        ),
    ):
        yield Told(
            line,
            kind,
            ko,
            en,
            date(2022, 1, 1),
            date(2022, 12, 31),
            Known.YEAR,
            country=country,
            online=True,
            summary=(
                "2022년 1월 발표된 계획에 따른 온라인 사업입니다.",
                "Held online, as announced in January 2022.",
            ),
            organisations=((Part.HOST, PROVINCE),),
        )
    yield Told(
        "coordinators",
        Kind.WORKSHOP,
        "2022 의료관광 코디네이터 역량강화 워크숍",
        "2022 Workshop for medical tour coordinators",
        date(2022, 1, 1),
        date(2022, 12, 31),
        Known.YEAR,
        country="KR",
        summary=(
            "코로나19 이후 의료관광 시장의 변화를 나누고 의료기관과 코디네이터가 만났습니다.",
            "On the market after COVID-19; institutions and coordinators met.",
        ),
        organisations=((Part.HOST, PROVINCE),),
        counts=(
            Count(Part.ATTENDEE, 46, "참석자(발표자 포함)", "attendees, speakers among them"),
            Count(Part.SPEAKER, 6, "현장 경험을 발표한 코디네이터", "coordinators who told of their work"),
        ),
        targets=(Wanted(Measure.PARTICIPANTS, 45, 46, NEWS_2023),),
        budget=(("워크숍 운영", 18_000_000, 17_420_000),),
    )
    yield Told(
        "coordinators",
        Kind.COURSE,
        "2022 의료관광 코디네이터 양성과정",
        "2022 Course for future medical tour coordinators",
        date(2022, 10, 31),
        date(2022, 11, 4),
        country="KR",
        summary=(
            "구직 외국인을 위한 닷새 과정: 의료시장 이해, 온라인 홍보, 의료기관 현장실습, 환자 응대.",
            "Five days for foreign job seekers: market, online promotion, practice on the spot, patients.",
        ),
        organisations=((Part.HOST, PROVINCE),),
        counts=(Count(Part.TRAINEE, 17, "교육생", "trainees"),),
        targets=(
            Wanted(Measure.TRAINEES, 20, 17, NEWS_2023, as_of=date(2022, 11, 4), ko="교육생", en="Trainees"),
        ),
        budget=(("강사료", 6_000_000, 5_800_000), ("현장실습", 4_500_000, 4_500_000)),
    )


FAIR = "KITF 2024, Kazakhstan International Tourism Fair"
END = date(2024, 4, 26)


def _in_2024() -> Iterator[Told]:
    yield Told(
        "fairs",
        Kind.FAIR,
        "카자흐스탄 국제관광박람회 KITF 2024",
        FAIR,
        date(2024, 4, 24),
        END,
        city="Almaty",
        country="KZ",
        venue=("아타켄트 전시장", "Atakent exhibition centre"),
        times=(time(10), time(18)),
        summary=(
            "2012년부터 열 번째로 참가한 중앙아시아 최대 의료관광 박람회. 경기도 의료 홍보관을 운영했습니다.",
            "The tenth time at the largest medical tourism fair of Central Asia, with a joint stand.",
        ),
        results=(
            "도내 의료기관 11곳이 참가해 상담과 협약을 진행했고, 이후 환자 유치로 이어졌습니다.",
            "Eleven institutions took part; talks and agreements followed, and patients came later.",
        ),
        other=(("ru", "Казахстанская международная туристическая выставка KITF 2024"),),
        organisations=((Part.HOST, PROVINCE), (Part.EXHIBITOR, EXHIBITORS)),
        targets=(
            Wanted(Measure.EXHIBITORS, 10, 11, PRESS, as_of=END),
            Wanted(Measure.VISITORS, 1500, 1800, PRESS, Exactness.AT_LEAST, END),
            Wanted(Measure.CONSULTATIONS, 1200, 1350, PRESS, as_of=END),
            Wanted(Measure.MOUS, 40, 50, PRESS, as_of=END),
            Wanted(Measure.PATIENTS, 40, 35, PRESS, as_of=date(2024, 5, 13)),
        ),
        budget=(
            ("부스 임차 및 설치", 120_000_000, 117_300_000),
            ("통역 및 운영", 48_000_000, 49_150_000),
            ("홍보물 제작", 22_000_000, 18_700_000),
        ),
    )
    yield Told(
        "fairs",
        Kind.FORUM,
        "2024 메디컬 경기 비즈니스 포럼",
        "2024 Medical Gyeonggi Business Forum",
        date(2024, 4, 24),
        date(2024, 4, 25),
        city="Almaty",
        country="KZ",
        part_of=FAIR,
        summary=(
            "도내 의료기관과 카자흐스탄 환자 송출 업체가 1:1로 만났습니다.",
            "Institutions of Gyeonggi and agencies of Kazakhstan met one to one.",
        ),
        organisations=(
            (Part.HOST, PROVINCE),
            (Part.BUYER, ("Shipager Medtour", "Alatau Salamat", "Dala Med Service")),
        ),
    )
    yield Told(
        "fairs",
        Kind.FORUM,
        "카자흐스탄 연수 수료생 교류회",
        "Meeting with alumni of the training in Kazakhstan",
        date(2024, 4, 24),
        date(2024, 4, 25),
        city="Almaty",
        country="KZ",
        part_of=FAIR,
        organisations=((Part.HOST, PROVINCE),),
        counts=(Count(Part.ALUMNUS, 20, "경기도 초청 연수 수료생", "alumni of Gyeonggi’s training", "KZ"),),
        targets=(Wanted(Measure.PARTICIPANTS, 20, 20, PRESS, as_of=END, ko="수료생", en="Alumni"),),
    )
    yield Told(
        "exchange",
        Kind.EXCHANGE_VISIT,
        "키르기스스탄 비슈케크 의료대표단 방문",
        "Visit of the medical delegation to Bishkek",
        END,
        END,
        city="Bishkek",
        country="KG",
        beside=FAIR,
        summary=(
            "비슈케크 의료진과 환자 송출 업체를 만나 도내 의료기관을 소개했습니다.",
            "The delegation met medical staff and agencies of Bishkek.",
        ),
        organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ("Ak-Bulak Medtour",))),
    )
    yield Told(
        "missions",
        Kind.MISSION,
        "2024 몽골 국제 의료봉사",
        "Medical mission to Mongolia 2024",
        date(2024, 7, 24),
        date(2024, 7, 27),
        city="Ulaanbaatar",
        country="MN",
        venue=("울란바토르와 인근 농촌", "Ulaanbaatar and rural surroundings"),
        summary=(
            "의료 혜택을 받기 어려운 주민을 무료로 진료하고 의약품을 나누었습니다.",
            "Free treatment and medicines for residents without access to care.",
        ),
        results=(
            "주민 약 5,000명을 진료했습니다. 봉사단은 다섯 협회 회원과 현지 통역 자원봉사자 등 100명입니다.",
            "About 5,000 residents were treated by 100 people: five associations and interpreters.",
        ),
        other=(("mn", "Монгол дахь эмнэлгийн сайн дурын ажил 2024"),),
        organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ASSOCIATIONS)),
        counts=(
            Count(Part.VOLUNTEER, 100, "봉사단원", "members of the group"),
            Count(Part.BENEFICIARY, 5000, "진료받은 주민", "residents treated", "MN", Exactness.ABOUT),
        ),
        targets=(
            Wanted(Measure.RESIDENTS, 4500, 5000, NEWS_2024, Exactness.ABOUT, date(2024, 7, 27)),
            Wanted(Measure.VOLUNTEERS, 100, 100, NEWS_2024, as_of=date(2024, 7, 27)),
        ),
        budget=(("의약품", 150_000_000, 146_200_000), ("항공 및 체재", 210_000_000, 214_900_000)),
    )


def told() -> list[Told]:
    """List what lies in the past, wholes before their parts."""
    return [*_earlier(), *_until_2022(), *_in_2024()]
