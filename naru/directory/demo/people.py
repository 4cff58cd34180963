"""The demo's people: one whom the documents name, and invented alumni, doctors and officers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.directory.actions import people
from naru.directory.demo.organisations import known
from naru.directory.models import Country, Organisation, Person
from naru.directory.rules.people import AffiliationRole, LanguageLevel

DOMAIN = "people.example"


@dataclass(frozen=True)
class Nation:
    """How invented people of one country are called, where they work and what they speak."""

    country: str
    count: int
    families: tuple[tuple[str, str], ...]
    givens: tuple[tuple[str, str], ...]
    employers: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    letters: str
    joined: str = " "


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read "own=latin" words into pairs; an underline stands for a blank."""
    found = (word.replace("_", " ").split("=") for word in text.split())
    return tuple((own, latin) for own, latin in found)


N, F, W = LanguageLevel.NATIVE, LanguageLevel.FLUENT, LanguageLevel.WORKING
NATIONS: tuple[Nation, ...] = (
    Nation(
        "UZ",
        52,
        _pairs(
            "Yoʻldoshev=Yuldashev Xoʻjayev=Khodjaev Ergashev=Ergashev Qodirov=Kadirov Norqulov=Narkulov "
            "Eshonqulov=Eshonkulov Tojiboyev=Tadjibaev Sharofiddinov=Sharafiddinov Gʻulomov=Gulamov"
        ),
        _pairs(
            "Jasur=Jasur Shavkat=Shavkat Oʻtkir=Utkir Dilshod=Dilshod Behzod=Bekhzod Xurshid=Khurshid "
            "Ravshan=Ravshan Ulugʻbek=Ulugbek"
        ),
        ("Tashkent Medical Academy", "Chirchik Children’s Hospital", "Ipak Yuli Shifo"),
        (("uz", N), ("ru", F)),
        "ru",
    ),
    Nation(
        "KZ",
        64,
        _pairs(
            "Сейтқазы=Seitkazy Әбілқасым=Abilkassym Жұмағали=Zhumagali Төлеген=Tolegen Қойшыбек=Koishybek "
            "Байжанов=Baizhanov Есенғали=Yessengali Мырзахмет=Myrzakhmet"
        ),
        _pairs(
            "Айгерім=Aigerim Нұрлан=Nurlan Ержан=Yerzhan Жанар=Zhanar Дәурен=Dauren Әсел=Assel "
            "Бауыржан=Baurzhan Гүлнәр=Gulnar"
        ),
        (
            "Zhetisu Multidisciplinary Hospital",
            "Saryarka Central Hospital",
            "Shipager Medtour",
            "Alatau Salamat",
        ),
        (("kk", N), ("ru", F)),
        "ru",
    ),
    Nation(
        "KG",
        28,
        _pairs(
            "Асанбеков=Asanbekov Токтогулов=Toktogulov Жээнбаев=Jeenbaev Мамбеталы=Mambetaly Эсенов=Esenov"
        ),
        _pairs("Айбек=Aibek Жылдыз=Jyldyz Бакыт=Bakyt Чынара=Chynara Нурбек=Nurbek Эркин=Erkin"),
        ("Ala-Archa Clinical Hospital", "Topol Clinic", "Ak-Bulak Medtour"),
        (("ky", N), ("ru", F)),
        "ru",
    ),
    Nation(
        "MN",
        48,
        _pairs(
            "Батцэцэг=Battsetseg Энхбаяр=Enkhbayar Дорж=Dorj Лхагвасүрэн=Lkhagvasuren Пүрэв=Purev "
            "Цэрэндорж=Tserendorj Ганбаатар=Ganbaatar"
        ),
        _pairs(
            "Өлзий=Ulzii Нарантуяа=Narantuya Мөнхбат=Munkhbat Сүхболд=Sukhbold Энхжаргал=Enkhjargal "
            "Хишигт=Khishigt Оюунчимэг=Oyunchimeg"
        ),
        ("Kharaa General Hospital", "Tuul Gol Hospital", "Tenger Med Tour"),
        (("mn", N), ("ru", W)),
        "mn",
    ),
    Nation(
        "VN",
        32,
        _pairs("Nguyễn=Nguyen Trần=Tran Phạm=Pham Đặng=Dang Vũ=Vu Hoàng=Hoang"),
        _pairs(
            "Minh_Châu=Minh_Chau Thị_Hương=Thi_Huong Văn_Đức=Van_Duc Quang_Huy=Quang_Huy "
            "Thu_Hằng=Thu_Hang Ngọc_Ánh=Ngoc_Anh"
        ),
        ("Ho Sen Hospital", "Sen Xanh Medical Travel"),
        (("vi", N), ("en", W)),
        "vi",
    ),
    Nation(
        "RU",
        24,
        _pairs("Соловьёва=Solovyova Кузьмин=Kuzmin Щербаков=Shcherbakov Лебедева=Lebedeva Ким=Kim"),
        _pairs("Юлия=Iuliia Дмитрий=Dmitrii Наталья=Natalia Алексей=Aleksei Софья=Sofia"),
        ("Primorye Bay Hospital", "Golden Bridge Med"),
        (("ru", N), ("en", W)),
        "ru",
    ),
    Nation(
        "KR",
        56,
        _pairs("김=Kim 이=Lee 박=Park 최=Choi 정=Jung 윤=Yoon 장=Jang 임=Lim 서=Seo 권=Kwon"),
        _pairs(
            "민준=Min-jun 서연=Seo-yeon 지훈=Ji-hoon 하은=Ha-eun 도윤=Do-yun 수아=Su-a 현우=Hyun-woo "
            "예진=Ye-jin 준호=Jun-ho 은채=Eun-chae"
        ),
        (
            "Gyeonggi Province",
            "Ajou University Hospital",
            "Bundang Jesaeng General Hospital",
            "Myongji Hospital",
            "Shihwa Hospital",
            "Wiltse Memorial Hospital",
            "Gyeonggi-do Medical Association",
            "Gyeonggi-do Nurses Association",
            "Naru Medical Link",
        ),
        (("ko", N), ("en", W)),
        "ko",
        "",
    ),
)
DEPARTMENTS = (
    "Urology",
    "Cardiology",
    "Orthopaedics",
    "Paediatrics",
    "Neurosurgery",
    "Obstetrics",
    "Radiology",
)

DEPARTMENTS_AT_HOME = (
    "비뇨의학과",
    "심장내과",
    "정형외과",
    "소아청소년과",
    "신경외과",
    "산부인과",
    "영상의학과",
)

IN_KOREAN: dict[str, str] = dict(
    _pairs(
        "Yuldashev=율다셰프 Khodjaev=호자예프 Ergashev=에르가셰프 Kadirov=카디로프 Narkulov=나르쿨로프 "
        "Eshonkulov=에숀쿨로프 Tadjibaev=타지바예프 Sharafiddinov=샤라피디노프 Gulamov=굴라모프 "
        "Jasur=자수르 Shavkat=샤프카트 Utkir=우트키르 Dilshod=딜쇼드 Bekhzod=베흐조드 Khurshid=후르시드 "
        "Ravshan=라브샨 Ulugbek=울루그베크 Seitkazy=세이트카지 Abilkassym=아빌카심 Zhumagali=주마갈리 "
        "Tolegen=톨레겐 Koishybek=코이시베크 Baizhanov=바이자노프 Yessengali=예센갈리 "
        "Myrzakhmet=미르자흐메트 Aigerim=아이게림 Nurlan=누를란 Yerzhan=예르잔 Zhanar=자나르 Dauren=다우렌 "
        "Assel=아셀 Baurzhan=바우르잔 Gulnar=굴나르 Asanbekov=아산베코프 Toktogulov=톡토굴로프 "
        "Jeenbaev=제엔바예프 Mambetaly=맘베탈리 Esenov=에세노프 Aibek=아이베크 Jyldyz=질디즈 Bakyt=바키트 "
        "Chynara=치나라 Nurbek=누르베크 Erkin=에르킨 Battsetseg=바트체체그 Enkhbayar=엥흐바야르 Dorj=도르지 "
        "Lkhagvasuren=르하그바수렌 Purev=푸레브 Tserendorj=체렌도르지 Ganbaatar=간바타르 Ulzii=울지 "
        "Narantuya=나란투야 Munkhbat=뭉흐바트 Sukhbold=수흐볼드 Enkhjargal=엥흐자르갈 Khishigt=히시그트 "
        "Oyunchimeg=오윤치메그 Nguyen=응우옌 Tran=쩐 Pham=팜 Dang=당 Vu=부 Hoang=호앙 "
        "Minh_Chau=민_쩌우 Thi_Huong=티_흐엉 Van_Duc=반_득 Quang_Huy=꽝_후이 Thu_Hang=투_항 "
        "Ngoc_Anh=응옥_안 Solovyova=솔로비요바 Kuzmin=쿠즈민 Shcherbakov=셰르바코프 Lebedeva=레베데바 "
        "Kim=김 Iuliia=율리야 Dmitrii=드미트리 Natalia=나탈리야 Aleksei=알렉세이 Sofia=소피야"
    )
)
"""How the names of people abroad are written in Korean, by their Latin letters."""

TWICE: tuple[tuple[str, str, str, str], ...] = (
    ("Khodjaev Jasur", "UZ", "Tashkent Medical Academy", "Ходжаев Жасур"),
    ("Yuldashev Shavkat", "UZ", "Tashkent Medical Academy", "Йулдошев Шавкат"),
    ("Abilkassym Aigerim", "KZ", "Zhetisu Multidisciplinary Hospital", "Abilqasym Aygerim"),
    ("Seitkazy Nurlan", "KZ", "Saryarka Central Hospital", "Сейтказы Нурлан"),
    ("Zhumagali Yerzhan", "KZ", "Alatau Salamat", "Jumagali Erzhan"),
    ("Battsetseg Ulzii", "MN", "Kharaa General Hospital", "Battsetseg Olzii"),
    ("Enkhbayar Narantuya", "MN", "Tuul Gol Hospital", "Энхбаяр Нарантуяа"),
    ("Nguyen Minh Chau", "VN", "Ho Sen Hospital", "Nguyen Minh Chau"),
    ("Solovyova Iuliia", "RU", "Primorye Bay Hospital", "Соловьева Юлия"),
    ("Kim Min-jun", "KR", "Ajou University Hospital", "Gim Minjun"),
    ("Lee Seo-yeon", "KR", "Myongji Hospital", "Yi Seoyeon"),
)
"""People entered twice: the first one's Latin name, country, employer, and the second one's spelling."""


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Enter the people who are not there yet; the same people every time."""
    made = _named_in_the_documents(by=by, at=at)
    chance = random.Random(2012)  # noqa: S311 - the demo world, not a secret
    for nation in NATIONS:
        made += _nation(nation, chance, by=by, at=at)
        say(f"{made} people entered.")
    made += _twice(by=by, at=at)
    say(f"{made} people entered.")


def _named_in_the_documents(*, by: Any, at: datetime) -> int:
    """Enter the one person whom the documents name, and his second entry from a list of the conference."""
    if Person.objects.filter(name_latin="Tukhtamishev Muzaffar").exists():
        return 0
    academy, uzbekistan = known("Tashkent Medical Academy"), Country.objects.get(pk="UZ")
    first = people.enter(
        name="Тухтамишев Музаффар",
        name_latin="Tukhtamishev Muzaffar",
        name_ko="투흐타미셰프 무자파르",
        country=uzbekistan,
        language="ru",
        source="2021년 12월 15일 소식에 나온 이름",
        by=by,
        at=at,
    )
    second = people.enter(
        name="Tuxtamishev Muzaffar",
        country=uzbekistan,
        source="시연용으로 지어낸 이름: 온라인 콘퍼런스 명단",
        by=by,
        at=at,
    )
    for person in (first, second):
        people.affiliate(person, academy, role=AffiliationRole.DOCTOR, department="Urology", by=by, at=at)
    return 2


def _nation(nation: Nation, chance: random.Random, *, by: Any, at: datetime) -> int:
    """Enter the invented people of one country, each once."""
    country = Country.objects.get(pk=nation.country)
    names = [(family, given) for family in nation.families for given in nation.givens]
    employers = {latin: known(latin) for latin in nation.employers}
    made = 0
    for number, (family, given) in enumerate(names[:: max(1, len(names) // nation.count)][: nation.count]):
        own = family[0] + nation.joined + given[0]
        latin = f"{family[1]} {given[1]}"
        draw = [chance.random() for _ in range(8)]
        email = f"{nation.country.lower()}{number:03}@{DOMAIN}"
        if Person.objects.filter(email=email).exists():
            continue
        person = people.enter(
            name=own,
            name_latin=latin,
            name_ko=_in_korean(nation, family[1], given[1]),
            country=country,
            born_on=_day(1958 + int(draw[0] * 38), draw[1]) if draw[2] < 0.6 else None,
            email=email,
            phone=f"+{990 + len(nation.country)} 555 {int(draw[3] * 9000) + 1000}",
            language=nation.letters,
            languages=nation.languages,
            source="시연용으로 지어낸 이름",
            by=by,
            at=at,
        )
        employer = employers[nation.employers[number % len(nation.employers)]]
        _career(person, employer, employers, draw, by=by, at=at)
        made += 1
    return made


def _in_korean(nation: Nation, *names: str) -> str:
    """Write an invented name from abroad in Korean letters; a Korean's own name needs none."""
    known = [IN_KOREAN.get(name, "") for name in names]
    return " ".join(known) if nation.country != "KR" and all(known) else ""


def _day(year: int, draw: float) -> date:
    return date(year, 1 + int(draw * 12) % 12, 1 + int(draw * 280) % 28)


def _career(
    person: Person,
    employer: Organisation,
    employers: dict[str, Organisation],
    draw: list[float],
    *,
    by: Any,
    at: datetime,
) -> None:
    """Give a person an affiliation that holds, and every third one an earlier one that ended."""
    clinical = employer.kind in {"hospital", "clinic", "university"}
    role = AffiliationRole.DOCTOR if draw[4] < 0.7 else AffiliationRole.NURSE
    since = _day(2008 + int(draw[5] * 14), draw[6])
    if draw[7] < 0.33:
        earlier = list(employers.values())[int(draw[5] * len(employers))]
        people.affiliate(
            person,
            earlier,
            role=role if earlier.kind in {"hospital", "clinic", "university"} else AffiliationRole.STAFF,
            since=_day(since.year - 4, draw[5]),
            until=since,
            by=by,
            at=at,
        )
    people.affiliate(
        person,
        employer,
        role=role if clinical else AffiliationRole.STAFF,
        department=_department(employer, draw[6]) if clinical else "",
        since=since,
        by=by,
        at=at,
    )


def _department(employer: Organisation, draw: float) -> str:
    """Give a department, in Korean where the hospital is a Korean one."""
    at_home = employer.country_id == "KR"
    return (DEPARTMENTS_AT_HOME if at_home else DEPARTMENTS)[int(draw * len(DEPARTMENTS))]


def _twice(*, by: Any, at: datetime) -> int:
    """Enter some people a second time, as lists in another spelling do, for the review of duplicates."""
    made = 0
    for latin, country, employer, spelling in TWICE:
        first = Person.objects.filter(name_latin=latin, country_id=country).order_by("pk").first()
        source = "시연용으로 지어낸 이름: 두 번 입력됨"
        if first is None or Person.objects.filter(name=spelling, email="").exists():
            continue
        person = people.enter(
            name=spelling,
            country=first.country,
            born_on=date(first.born_on.year, 1, 1) if first.born_on else None,
            phone=first.phone if made % 3 == 0 else "",
            source=source,
            by=by,
            at=at,
        )
        people.affiliate(person, known(employer), role=AffiliationRole.STAFF, by=by, at=at)
        made += 1
    return made
