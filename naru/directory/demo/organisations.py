"""The demo's organisations: those that the five documents name, and invented partners abroad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from naru.directory.actions import organisations, places
from naru.directory.models import Country, Organisation, Place
from naru.directory.rules.people import AliasKind, OrganisationKind
from naru.directory.rules.places import PlaceKind

K = OrganisationKind
Row = tuple[OrganisationKind, str, str, str, str, str]
"""Kind, name in its own script, in Latin letters, in Korean, country code, city (Latin)."""

FROM_THE_DOCUMENTS: tuple[Row, ...] = (
    (K.GOVERNMENT, "경기도", "Gyeonggi Province", "", "KR", "Suwon"),
    (
        K.HOSPITAL,
        "가톨릭대학교 부천성모병원",
        "The Catholic University of Korea Bucheon St. Mary’s Hospital",
        "",
        "KR",
        "Bucheon",
    ),
    (K.HOSPITAL, "아주대학교병원", "Ajou University Hospital", "", "KR", "Suwon"),
    (K.HOSPITAL, "고려대학교 안산병원", "Korea University Ansan Hospital", "", "KR", "Ansan"),
    (K.HOSPITAL, "순천향대학교 부천병원", "Soonchunhyang University Bucheon Hospital", "", "KR", "Bucheon"),
    (
        K.HOSPITAL,
        "국민건강보험 일산병원",
        "National Health Insurance Service Ilsan Hospital",
        "",
        "KR",
        "Goyang",
    ),
    (K.HOSPITAL, "지샘병원", "G SAM Hospital", "", "KR", "Gunpo"),
    (K.HOSPITAL, "세종병원", "Sejong Hospital", "", "KR", "Bucheon"),
    (K.HOSPITAL, "윌스기념병원", "Wiltse Memorial Hospital", "", "KR", "Suwon"),
    (K.HOSPITAL, "강남여성병원", "Gangnam Women’s Hospital", "", "KR", "Suwon"),
    (K.HOSPITAL, "분당제생병원", "Bundang Jesaeng General Hospital", "", "KR", "Seongnam"),
    (K.HOSPITAL, "시화병원", "Shihwa Hospital", "", "KR", "Siheung"),
    (K.HOSPITAL, "명지병원", "Myongji Hospital", "", "KR", "Goyang"),
    (K.ASSOCIATION, "경기도의사회", "Gyeonggi-do Medical Association", "", "KR", "Suwon"),
    (K.ASSOCIATION, "경기도치과의사회", "Gyeonggi Dental Association", "", "KR", "Suwon"),
    (K.ASSOCIATION, "경기도한의사회", "Association of Gyeonggi Korean Medicine", "", "KR", "Suwon"),
    (K.ASSOCIATION, "경기도약사회", "Gyeonggido Pharmaceutical Association", "", "KR", "Suwon"),
    (K.ASSOCIATION, "경기도간호사회", "Gyeonggi-do Nurses Association", "", "KR", "Suwon"),
    (K.MEDIA, "더코리아", "The Korea", "", "KR", ""),
    (
        K.UNIVERSITY,
        "Toshkent tibbiyot akademiyasi",
        "Tashkent Medical Academy",
        "타슈켄트 의학 아카데미",
        "UZ",
        "Tashkent",
    ),
    (
        K.GOVERNMENT,
        "Кыргыз Республикасынын Саламаттык сактоо министрлиги",
        "Ministry of Health of the Kyrgyz Republic",
        "키르기스스탄 보건부",
        "KG",
        "Bishkek",
    ),
    (K.GOVERNMENT, "Дархан-Уул аймаг", "Darkhan-Uul Province", "다르항올 아이막", "MN", "Darkhan"),
)

INVENTED: tuple[Row, ...] = (
    (K.FACILITATOR, "Шипагер Медтур", "Shipager Medtour", "시파게르 메드투어", "KZ", "Almaty"),
    (K.FACILITATOR, "Алатау Саламат", "Alatau Salamat", "알라타우 살라마트", "KZ", "Almaty"),
    (K.FACILITATOR, "Дала Мед Сервис", "Dala Med Service", "달라 메드 서비스", "KZ", "Astana"),
    (K.FACILITATOR, "Ак-Булак Медтур", "Ak-Bulak Medtour", "아크불라크 메드투어", "KG", "Bishkek"),
    (K.FACILITATOR, "Ipak Yoʻli Shifo", "Ipak Yuli Shifo", "이파크율리 시포", "UZ", "Tashkent"),
    (K.FACILITATOR, "Тэнгэр Мед Тур", "Tenger Med Tour", "텡게르 메드투어", "MN", "Ulaanbaatar"),
    (K.FACILITATOR, "Золотой Мост Мед", "Golden Bridge Med", "골든브리지 메드", "RU", "Vladivostok"),
    (K.FACILITATOR, "Sen Xanh Du lịch Y tế", "Sen Xanh Medical Travel", "센사인 의료여행", "VN", "Hanoi"),
    (K.FACILITATOR, "나루메디컬링크", "Naru Medical Link", "", "KR", "Suwon"),
    (K.FACILITATOR, "경기글로벌케어", "Gyeonggi Global Care", "", "KR", "Seongnam"),
    (
        K.HOSPITAL,
        "Жетісу көпсалалы ауруханасы",
        "Zhetisu Multidisciplinary Hospital",
        "제티수 종합병원",
        "KZ",
        "Almaty",
    ),
    (
        K.HOSPITAL,
        "Сарыарка орталық ауруханасы",
        "Saryarka Central Hospital",
        "사리아르카 중앙병원",
        "KZ",
        "Astana",
    ),
    (
        K.HOSPITAL,
        "Ала-Арча клиникалык ооруканасы",
        "Ala-Archa Clinical Hospital",
        "알라아르차 병원",
        "KG",
        "Bishkek",
    ),
    (
        K.HOSPITAL,
        "Chirchiq bolalar shifoxonasi",
        "Chirchik Children’s Hospital",
        "치르치크 어린이병원",
        "UZ",
        "Tashkent",
    ),
    (K.HOSPITAL, "Хараа нэгдсэн эмнэлэг", "Kharaa General Hospital", "하라 종합병원", "MN", "Darkhan"),
    (K.HOSPITAL, "Туул гол эмнэлэг", "Tuul Gol Hospital", "툴골 병원", "MN", "Ulaanbaatar"),
    (
        K.HOSPITAL,
        "Приморская бухта, больница",
        "Primorye Bay Hospital",
        "프리모리예만 병원",
        "RU",
        "Vladivostok",
    ),
    (K.HOSPITAL, "Bệnh viện Hồ Sen", "Ho Sen Hospital", "호센 병원", "VN", "Hanoi"),
    (K.CLINIC, "Клиника «Тополь»", "Topol Clinic", "토폴 의원", "KG", "Bishkek"),
    (K.COMPANY, "한빛의료기", "Hanbit Medical Devices", "", "KR", "Bucheon"),
    (K.COMPANY, "수리산바이오", "Surisan Bio", "", "KR", "Gunpo"),
    (K.COMPANY, "PT Melati Alkes", "PT Melati Alkes", "믈라티 알케스", "ID", "Jakarta"),
)

FURTHER_NAMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Tashkent Medical Academy": (
        ("Ташкентская медицинская академия", AliasKind.TRANSLATION, "ru"),
        ("타슈켄트의과대학", AliasKind.SPELLING, "ko"),
    ),
    "Ministry of Health of the Kyrgyz Republic": (
        ("Министерство здравоохранения Кыргызской Республики", AliasKind.TRANSLATION, "ru"),
    ),
    "Shihwa Hospital": (("Sihwa Medical Center", AliasKind.SPELLING, "en"),),
    "National Health Insurance Service Ilsan Hospital": (("NHIS Ilsan", AliasKind.SHORT, "en"),),
    "Gyeonggi Province": (("Gyeonggi-do", AliasKind.SPELLING, "en"), ("경기도청", AliasKind.SHORT, "ko")),
    "The Catholic University of Korea Bucheon St. Mary’s Hospital": (
        ("부천성모병원", AliasKind.SHORT, "ko"),
    ),
}

TWICE: tuple[Row, ...] = (
    (K.HOSPITAL, "Bundang Jesaeng Hospital", "", "", "KR", "Seongnam"),
    (K.FACILITATOR, "Shypager Med Tour", "", "", "KZ", "Almaty"),
)
"""Organisations that somebody entered a second time under another spelling, for the review."""


def city(name: str, country: str) -> Place | None:
    """Find a loaded city by its Latin name."""
    if not name:
        return None
    cities = Place.objects.filter(name=name, country_id=country, kind=PlaceKind.CITY)
    return cities.order_by("-population", "pk").first()


def known(latin: str) -> Organisation:
    """Give the demo's organisation with a Latin name."""
    return Organisation.objects.filter(name_latin=latin).order_by("pk")[0]


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Load the places and enter the organisations that are not there yet."""
    done = places.load(by=by, at=at)
    say(f"{done['cities']} cities loaded.")
    almaty = city("Almaty", "KZ")
    if almaty and not Place.objects.filter(name="Atakent", kind=PlaceKind.VENUE).exists():
        places.enter_venue("Atakent", city=almaty, name_ko="아타켄트", by=by, at=at)
    made = 0
    for rows, source in (
        (FROM_THE_DOCUMENTS, "사무국 문서 5건에 나온 기관"),
        (INVENTED, "시연용으로 지어낸 기관"),
        (TWICE, "시연용으로 지어낸 기관: 두 번 입력됨"),
    ):
        for kind, name, latin, korean, country, town in rows:
            if Organisation.objects.filter(name=name).exists():
                continue
            place = city(town, country)
            organisations.enter(
                name=name,
                name_latin=latin,
                name_ko=korean,
                kind=kind,
                country=Country.objects.get(pk=country),
                place=place,
                public=kind not in {K.COMPANY} and rows is not TWICE,
                aliases=FURTHER_NAMES.get(latin, ()),
                source=source,
                by=by,
                at=at,
            )
            made += 1
    say(f"{made} organisations entered.")
