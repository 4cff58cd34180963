"""
The mission to Mongolia of July 2024 as it was made ready, and the masks that were sent on their own.

Days, country, the five associations and the hundred members are the documents'. The two sites' days, every name, licence,
shift, lot, piece of equipment and consignment is invented, and says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from naru.activities.demo.past import ASSOCIATIONS
from naru.activities.models import Activity
from naru.activities.rules.words import Kind
from naru.directory.actions import people
from naru.directory.demo.organisations import known
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.directory.rules.names import romanise
from naru.directory.rules.people import LanguageLevel
from naru.history.book import Refusal
from naru.missions.actions import consignments, formulary, missions, stores, volunteers
from naru.missions.models import Consignment, Medicine, Mission, Site, Volunteer
from naru.missions.rules.dosing import tidy
from naru.missions.rules.entries import Station
from naru.missions.rules.volunteers import Profession, Vaccine

MISSION = "Medical mission to Mongolia 2024"
MASKS = "Masks, quarantine goods and essential medicines for underserved areas"
CODE = "MN24"
ULAANBAATAR = ZoneInfo("Asia/Ulaanbaatar")
INVENTED = "시범용 가상 인물"
DOMAIN = "volunteer.example"
DOCTORS, DENTISTS, KOREAN, PHARMACISTS, NURSES = ASSOCIATIONS
GROUP: tuple[tuple[Profession, str, int, tuple[str, ...]], ...] = (
    (Profession.DOCTOR, DOCTORS, 22, ("ko", "en")),
    (Profession.DENTIST, DENTISTS, 11, ("ko", "en")),
    (Profession.HYGIENIST, DENTISTS, 4, ("ko",)),
    (Profession.KOREAN_DOCTOR, KOREAN, 12, ("ko",)),
    (Profession.PHARMACIST, PHARMACISTS, 10, ("ko", "en")),
    (Profession.NURSE, NURSES, 23, ("ko",)),
    (Profession.INTERPRETER, "", 14, ("mn", "ko")),
    (Profession.STAFF, "", 4, ("ko", "en")),
)
"""A hundred members: profession, association, how many, languages."""
FAMILIES = tuple("김이박최정강조윤장임한오서신권황안송류홍")
GIVENS = (
    *(
        "가온",
        "나린",
        "다솔",
        "라온",
        "마루",
        "바름",
        "사랑",
        "아라",
        "자람",
        "차오름",
        "하늘",
        "누리",
        "도담",
    ),
    *("로아", "미르", "보담", "소담", "예슬", "은새", "채움", "한결", "해솔", "가람", "노을", "두리", "모아"),
    *("보름", "새벽", "온유", "이든"),
)
MONGOLIAN = (
    ("Бат-Эрдэнэ", "Bat-Erdene"),
    ("Болормаа", "Bolormaa"),
    ("Ганбаатар", "Ganbaatar"),
    ("Дэлгэрмаа", "Delgermaa"),
    ("Энхтуяа", "Enkhtuya"),
    ("Золжаргал", "Zoljargal"),
    ("Лхагвасүрэн", "Lkhagvasuren"),
    ("Мөнхбаяр", "Munkhbayar"),
    ("Нарантуяа", "Narantuya"),
    ("Оюунчимэг", "Oyunchimeg"),
    ("Сарангэрэл", "Sarangerel"),
    ("Тэмүүлэн", "Temuulen"),
    ("Уянга", "Uyanga"),
    ("Хонгорзул", "Khongorzul"),
)
WORK: dict[Profession, tuple[Station, ...]] = {
    Profession.DOCTOR: (Station.MEDICAL, Station.MEDICAL, Station.MEDICAL, Station.EYE, Station.TRIAGE),
    Profession.DENTIST: (Station.DENTAL,),
    Profession.HYGIENIST: (Station.DENTAL,),
    Profession.KOREAN_DOCTOR: (Station.KOREAN,),
    Profession.PHARMACIST: (Station.PHARMACY,),
    Profession.NURSE: (Station.TRIAGE, Station.TRIAGE, Station.MEDICAL, Station.REGISTRATION),
    Profession.INTERPRETER: (
        Station.REGISTRATION,
        Station.TRIAGE,
        Station.MEDICAL,
        Station.PHARMACY,
        Station.DENTAL,
    ),
    Profession.STAFF: (Station.REGISTRATION, Station.EXIT),
}
HALVES = ((time(8, 30), time(12, 30)), (time(13, 30), time(18, 0)))
EQUIPMENT: tuple[tuple[str, int, str, int | None], ...] = (
    ("휴대용 초음파 진단기", 2, "E01", 18_000_000),
    ("접이식 치과 진료 의자", 6, "E02", 1_900_000),
    ("휴대용 치과 유닛", 6, "E03", 3_200_000),
    ("검안기", 2, "E04", 4_500_000),
    ("자동 혈압계", 16, "E05", 120_000),
    ("산소포화도 측정기", 16, "E05", 45_000),
    ("체온계", 20, "E05", 30_000),
    ("체중계", 6, "E06", 60_000),
    ("신장계", 6, "E06", 90_000),
    ("혈당 측정기", 10, "E05", 40_000),
    ("자동심장충격기", 2, "E07", 2_100_000),
    ("산소 발생기", 2, "E07", 1_300_000),
    ("태블릿", 40, "E08", 450_000),
    ("현장 노트북", 4, "E09", 1_600_000),
    ("무선 공유기", 6, "E09", 150_000),
    ("라벨 인쇄기", 6, "E10", 380_000),
    ("접이식 진료 침대", 12, "E11", 210_000),
    ("발전기", 2, "E12", 900_000),
)


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Make the mission of July 2024 ready, and send the masks; where they stand, change nothing."""
    formulary.take_up(by=by, at=_moment(date(2024, 3, 4), 10))
    activity = Activity.objects.filter(title_en=MISSION, kind=Kind.MISSION).first()
    if activity is not None and not Mission.objects.filter(activity=activity).exists():
        _mission(activity, by=by)
        say(
            "The mission to Mongolia is ready: two sites, a hundred volunteers, their shifts, lots and boxes."
        )
    if not Consignment.objects.filter(mission__isnull=True).exists():
        _masks(by=by)
        say("A consignment of masks went out on its own and was thanked for.")


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ULAANBAATAR).astimezone(UTC)


def _mission(activity: Activity, *, by: Any) -> None:
    chance = random.Random(24)  # noqa: S311 - the demo is the same each time
    before = _moment(date(2024, 5, 13), 10)
    mission = missions.set_up(
        activity,
        code=CODE,
        vaccines=[Vaccine.HEPATITIS_A.value, Vaccine.TYPHOID.value, Vaccine.INFLUENZA.value],
        meeting_point="인천국제공항 제1여객터미널 3층 C카운터 앞",
        meets_at=_moment(date(2024, 7, 23), 5),
        by=by,
        at=before,
    )
    days = mission.days
    if days is None:
        return
    told = {"zone": str(ULAANBAATAR), "starts_on": days[0], "ends_on": days[1], "by": by, "at": before}
    city = missions.open_site(mission, name="울란바토르 종합진료소", **told)
    country = missions.open_site(mission, name="근교 농촌 이동진료소", **told)
    length = (days[1] - days[0]).days
    for site, share in ((city, 0.6), (country, 0.4)):
        for place in range(length):
            wanted = round(4_500 / length * share)
            missions.want(site, day=days[0] + timedelta(days=place), wanted=wanted, by=by, at=before)
    group = _group(mission, chance, by=by)
    _shifts(group, (city, country), days[0], length, by=by)
    _lots(mission, (city, country), chance, by=by)
    _equipment(mission, (city, country), by=by)
    _with_the_mission(mission, country, by=by)
    for one in group[:3]:
        volunteers.brief(one, by=by, at=_moment(date(2024, 7, 10), 9))


def _group(mission: Mission, chance: random.Random, *, by: Any) -> list[Volunteer]:
    """Take a hundred people in, most of them ready, some with something missing."""
    made: list[Volunteer] = []
    names = iter(chance.sample([(family, given) for family in FAMILIES for given in GIVENS], 100))
    locals_ = iter(MONGOLIAN)
    at = _moment(date(2024, 6, 3), 10)
    for profession, association, many, languages in GROUP:
        organisation = known(association) if association else None
        for place in range(many):
            if profession is Profession.INTERPRETER:
                name, latin = next(locals_)
                language = "mn"
            else:
                family, given = next(names)
                name, language = family + given, "ko"
                latin = f"{romanise(family).title()} {romanise(given).title()}"
            number = len(made) + 1
            person = people.enter(
                name=name,
                name_latin=latin,
                email=f"v{number:03}@{DOMAIN}",
                language=language,
                languages=[(code, LanguageLevel.FLUENT) for code in languages],
                source=INVENTED,
                by=by,
                at=at,
            )
            made.append(
                volunteers.join(
                    mission,
                    person=person,
                    association=organisation,
                    profession=profession,
                    by=by,
                    at=at,
                    **_papers(profession, place, number, chance),
                )
            )
    _accounts(made)
    return made


def _papers(profession: Profession, place: int, number: int, chance: random.Random) -> dict[str, Any]:
    licensed = profession not in {Profession.INTERPRETER, Profession.STAFF}
    given = {
        Vaccine.HEPATITIS_A.value: date(2019, 1, 1) + timedelta(days=chance.randrange(1_800)),
        Vaccine.TYPHOID.value: date(2022, 1, 1) + timedelta(days=chance.randrange(850)),
        Vaccine.INFLUENZA.value: date(2023, 10, 1) + timedelta(days=chance.randrange(60)),
    }
    if number % 17 == 0:
        del given[Vaccine.HEPATITIS_A.value]
    passport = date(2025, 6, 1) + timedelta(days=chance.randrange(3_000))
    roles: list[str] = []
    if place == 0:
        roles = {
            Profession.DOCTOR: ["leader", "medical_lead"],
            Profession.NURSE: ["site_leader"],
            Profession.PHARMACIST: ["stores"],
            Profession.STAFF: ["tablets"],
        }.get(profession, [])
    elif place == 1 and profession is Profession.DOCTOR:
        roles = ["site_leader"]
    return {
        "licence": f"가상-{number:05}" if licensed and number % 29 else "",
        "licence_expires_on": date(2024, 7, 25) if number == 40 else date(2026, 12, 31) if licensed else None,
        "passport_expires_on": date(2024, 12, 1) if number % 23 == 0 else passport,
        "vaccinations": given,
        "roles": roles,
        "note": INVENTED,
    }


def _accounts(group: list[Volunteer]) -> None:
    """Tie the demo's clinician and volunteer to a place in the group, so that they see their own mission."""
    for role, profession in ((Role.CLINICIAN, Profession.DOCTOR), (Role.VOLUNTEER, Profession.INTERPRETER)):
        account = Account.objects.filter(posts__role=role, person__isnull=True).order_by("pk").first()
        one = next((each for each in group if each.profession == profession), None)
        if account is not None and one is not None:
            account.person = one.person
            account.save(update_fields=["person"])


def _shifts(group: list[Volunteer], sites: tuple[Site, Site], first: date, length: int, *, by: Any) -> None:
    """Place everybody whose papers allow it: three of five in the city, mornings and afternoons in turn."""
    at = _moment(date(2024, 7, 1), 10)
    counts: dict[str, int] = {}
    for one in group:
        place = counts.get(one.profession, 0)
        counts[one.profession] = place + 1
        profession = Profession(one.profession)
        turn, kind = divmod(place, len(WORK[profession]))
        station = WORK[profession][kind]
        site = sites[0 if (turn + kind) % 5 < 3 else 1]
        told = []
        for day in range(length):
            starts, ends = HALVES[(place + day) % 2]
            told.append(
                {
                    "site": site,
                    "station": station,
                    "day": first + timedelta(days=day),
                    "starts": starts,
                    "ends": ends,
                    "interprets": profession is Profession.INTERPRETER,
                }
            )
        with suppress(Refusal):
            volunteers.place_often(one, shifts=told, by=by, at=at)


def _lots(mission: Mission, sites: tuple[Site, Site], chance: random.Random, *, by: Any) -> None:
    """Pack a lot of each medicine for both sites, two where much is needed."""
    at = _moment(date(2024, 7, 3), 14)
    told: list[dict[str, Any]] = []
    often = {"PCM500", "IBU200", "AMX500", "OMZ20", "CET10", "AML5", "MVI", "ALB400", "ORS", "TEAR"}
    for number, medicine in enumerate(Medicine.objects.standing().order_by("code")):
        small = tidy(float(medicine.pack)) > 1 or medicine.unit in {"ampoule", "vial", "tube", "bag"}
        for place, site in enumerate(sites):
            many = (40 if small else 1_500) * (5 if medicine.code in often else 1)
            parts = (1, 2) if medicine.code in often else (1,)
            for part in parts:
                told.append(
                    {
                        "site": site,
                        "medicine": medicine,
                        "number": f"GG{24 - part:02}{number:03}{'AB'[place]}",
                        "expires_on": date(2024, 9, 30)
                        if (number + part) % 19 == 0
                        else date(2025, 1, 31) + timedelta(days=30 * chance.randrange(24)),
                        "packed": (many * (3, 2)[place]) // 5,
                        "box": f"M{number // 8 + 1:02}{site.letter}",
                        "origin": "KR",
                        "value": chance.randrange(20, 400) if not small else chance.randrange(900, 6_000),
                    }
                )
    stores.pack_many(mission, lots=told, by=by, at=at)


def _equipment(mission: Mission, sites: tuple[Site, Site], *, by: Any) -> None:
    at = _moment(date(2024, 7, 5), 14)
    for place, (name, wanted, box, value) in enumerate(EQUIPMENT):
        row = stores.add_equipment(
            mission, name=name, wanted=wanted, box=box, value=value, site=sites[place % 2], by=by, at=at
        )
        stores.count_equipment(row, stage="packed", pieces=wanted - (place == 9), by=by, at=at)
        if place < 14:
            home = wanted - (place == 6)
            stores.count_equipment(
                row, stage="returned", pieces=home, by=by, at=_moment(date(2024, 7, 30), 10)
            )


def _with_the_mission(mission: Mission, site: Site, *, by: Any) -> None:
    """Send medicines ahead to the countryside's site; one box was short when it came."""
    partner = known("Tuul Gol Hospital")
    asked = _moment(date(2024, 5, 20), 10)
    wanted = (("AMX250S", 400), ("PCM120S", 500), ("ALB400", 4_000), ("ORS", 2_000))
    medicines = {one.code: one for one in Medicine.objects.filter(code__in=[code for code, _n in wanted])}
    row = consignments.request(
        partner=partner,
        title="몽골 현지 선발송 소아 의약품",
        purpose="농촌 이동진료소에서 쓸 소아용 의약품을 미리 보냅니다. 시범용으로 지어낸 내용입니다.",
        donors="경기도약사회",
        contact="Б. Нарантуяа (가상)",
        email="supplies@tuulgol.example",
        language="mn",
        requested_on=date(2024, 5, 20),
        wanted_on=date(2024, 7, 20),
        activity=mission.activity,
        mission=mission,
        site=site,
        items=[
            {"medicine": medicines[code], "wanted": many, "hs_code": "3004.90", "value": 1_200}
            for code, many in wanted
        ],
        by=by,
        at=asked,
    )
    packing = _moment(date(2024, 6, 24), 10)
    for place, item in enumerate(row.items.order_by("pk")):
        consignments.pack(
            item,
            packed=item.wanted,
            number=f"MG24{place + 1:02}",
            expires_on=date(2026, 3 + place, 28),
            box=f"C{place + 1:02}",
            origin="KR",
            by=by,
            at=packing,
        )
    consignments.close(row, by=by, at=packing)
    consignments.ship(
        row,
        shipped_on=date(2024, 6, 26),
        carrier="나루항공 (가상)",
        tracking="000-1234 5675",
        by=by,
        at=_moment(date(2024, 6, 26), 16),
    )
    lots = list(row.lots.order_by("code"))
    counts = {lot.pk: lot.packed - (14 if place == 1 else 0) for place, lot in enumerate(lots)}
    consignments.receive(
        row,
        received_on=date(2024, 7, 12),
        received_by="Б. Нарантуяа (가상)",
        counts=counts,
        difference_note="C02 상자의 시럽 14병이 운송 중 깨졌습니다.",
        by=by,
        at=_moment(date(2024, 7, 12), 15),
    )
    proof = ContentFile(PROOF.format(code=row.code).encode(), f"{row.code}-proof.pdf")
    consignments.keep(row, file=proof, kind="delivery", by=by, at=_moment(date(2024, 7, 12), 16))


PROOF = (
    "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 120]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 71>>stream\nBT /F 14 Tf 20 60 Td (Proof of delivery {code} - invented) Tj ET\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A page that stands for the signed waybill of the demo."""


def _masks(*, by: Any) -> None:
    """Send masks to a partner without a mission, from the request to the thanks; and take up a further request."""
    activity = Activity.objects.filter(title_en=MASKS, kind=Kind.CONSIGNMENT).first()
    asked = _moment(date(2021, 2, 15), 10)
    row = consignments.request(
        partner=known("Darkhan-Uul Province"),
        title="방역 마스크 지원",
        purpose="코로나19 방역용 마스크입니다. 수량과 날짜는 시범용으로 지어낸 것입니다.",
        donors="경기도",
        contact="Д. Энхтуяа (가상)",
        email="health@darkhan.example",
        language="mn",
        requested_on=date(2021, 2, 15),
        activity=activity,
        items=[
            {
                "name": "보건용 마스크 KF94",
                "name_en": "Protective face masks KF94",
                "unit": "장",
                "wanted": 50_000,
                "hs_code": "6307.90",
                "value": 450,
            }
        ],
        by=by,
        at=asked,
    )
    item = row.items.get()
    packing = _moment(date(2021, 3, 2), 10)
    for number in range(2):
        consignments.pack(
            item,
            packed=25_000,
            number=f"KF2102-{number + 1}",
            expires_on=date(2024, 2, 28),
            box=f"{number * 25 + 1}–{number * 25 + 25}",
            origin="KR",
            by=by,
            at=packing,
        )
    consignments.close(row, by=by, at=packing)
    shipped = date(2021, 3, 5)
    consignments.ship(row, shipped_on=shipped, carrier="나루해운 (가상)", by=by, at=_moment(shipped, 17))
    came = date(2021, 3, 29)
    consignments.receive(
        row,
        received_on=came,
        received_by="Д. Энхтуяа (가상)",
        counts={lot.pk: lot.packed for lot in row.lots.all()},
        by=by,
        at=_moment(came, 15),
    )
    consignments.thank(row, by=by, at=_moment(date(2021, 4, 2), 10))
    consignments.request(
        partner=known("Kharaa General Hospital"),
        title="필수의약품 지원 요청",
        purpose="시범용으로 지어낸 요청입니다.",
        donors="경기도",
        contact="Г. Мөнхбаяр (가상)",
        email="pharmacy@kharaa.example",
        language="mn",
        requested_on=date(2024, 9, 2),
        items=[
            {"medicine": medicine, "wanted": 3_000, "hs_code": "3004.90", "value": 80}
            for medicine in Medicine.objects.filter(code__in=("AML5", "MTF500", "OMZ20")).order_by("code")
        ],
        by=by,
        at=_moment(date(2024, 9, 2), 11),
    )
