"""
The booths of KITF 2024, and a rehearsal of the booths' devices that runs on the day of the demo.

The eleven hospitals and the totals of 1,800 visitors and 1,350 consultations are the documents'; how they fall on days and
booths, and every visitor, talk and agency, is invented.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from naru.activities.actions import activities, moves, participations
from naru.activities.demo.past import EXHIBITORS, FAIR
from naru.activities.demo.telling import project
from naru.activities.models import Activity
from naru.activities.rules.words import Kind, ParticipantRole
from naru.directory.demo.organisations import city, known
from naru.directory.models import Country
from naru.fairs.actions import consultations, exhibitors, fairs, slips, visitors
from naru.fairs.models import Device, Exhibitor, Fair
from naru.fairs.rules.consultations import Outcome, Topic
from naru.fairs.rules.fairs import Counts
from naru.fairs.rules.visitors import Purpose

ALMATY = ZoneInfo("Asia/Almaty")
DAYS = (date(2024, 4, 24), date(2024, 4, 25), date(2024, 4, 26))
HEADS = (690, 640, 470)
TALKS = (520, 500, 330)
"""How the documents' 1,800 and 1,350 are made to fall on the days."""
VISITORS = 240
REHEARSAL = "Rehearsal of the booths’ devices"
CONSENT = {
    "ko": "이름과 연락처는 참관객이 동의한 참가기관에만 보입니다. "
    "정보는 박람회가 끝난 뒤 2년 동안 보관하고 삭제합니다. 동의는 "
    "명찰 페이지에서 언제든지 거둘 수 있으며, 동의하지 않아도 명찰을 받을 수 있습니다.",
    "en": "Your name and contact are shown only to the exhibitors you agree to. The "
    "data is kept for two years after the fair "
    "and then deleted. You can withdraw your consent at any time on the page of your "
    "badge; you get a badge without it too.",
    "ru": "Ваше имя и контакты увидят только те участники выставки, кому Вы это "
    "разрешите. Данные хранятся два года после "
    "выставки, затем удаляются. Согласие можно отозвать в любое время на странице бейджа; бейдж выдаётся и без него.",
    "mn": "Таны нэр, холбоо барих мэдээллийг зөвхөн таны зөвшөөрсөн оролцогч харна. "
    "Мэдээллийг үзэсгэлэн дууссанаас хойш хоёр "
    "жил хадгалаад устгана. Зөвшөөрлөө энгэрийн тэмдгийнхээ хуудаснаас хэзээ ч буцаан авч болно.",
    "vi": "Tên và thông tin liên hệ của quý vị chỉ hiển thị cho đơn vị mà quý vị "
    "đồng ý. Dữ liệu được lưu hai năm sau hội chợ "
    "rồi xóa. Quý vị có thể rút lại sự đồng ý bất cứ lúc nào trên trang thẻ của "
    "mình; không đồng ý vẫn được nhận thẻ.",
    "zh-hans": "只有您同意的参展机构才能看到您的姓名和联系方式。"
    "数据在展会结束后保存两年，之后删除。您可以随时在胸牌页面撤回同意；"
    "不同意也可以领取胸牌。",
}
GIVEN = (
    "Айгүл",
    "Нұрлан",
    "Динара",
    "Ержан",
    "Мадина",
    "Тимур",
    "Салтанат",
    "Бауыржан",
    "Ольга",
    "Руслан",
    "Гүлнар",
    "Алия",
)
FAMILY = (
    "Ахметова",
    "Сериков",
    "Жұмабаева",
    "Ким",
    "Оспанов",
    "Төлеген",
    "Иванова",
    "Байжанов",
    "Калиева",
    "Мусин",
)
AGENCIES = (
    "Altyn Dala Tour (가상)",
    "Khan Tengri Health (가상)",
    "Medeu Travel (가상)",
    "Steppe Care (가상)",
    "Almaty Family Clinic (가상)",
    "Turan Assistance (가상)",
    "Saryarka Med (가상)",
    "Issyk Wellness (가상)",
)
NOTES = (
    "무릎 인공관절 수술 비용과 입원 기간 문의",
    "갑상선 검진, 러시아어 결과지 요청",
    "소아 심장 수술 상담, 진료 기록 보내기로 함",
    "부부 종합검진 패키지 문의",
    "척추 내시경 수술 후 재활 문의",
    "환자 송출 협력 희망, 수수료 조건 문의",
)
STEPS = ("견적서 보내기", "진료 기록 받기", "러시아어 안내문 보내기", "화상 상담 일정 잡기")
PEOPLE = (
    ("이도현", "lead", ["ko", "en"]),
    ("박서진", "coordinator", ["ko", "ru"]),
    ("Марина Цой", "interpreter", ["ru", "ko"]),
)
MATERIALS = (
    ("병원 소개 책자", "ru", 600, 600, 600, 588),
    ("건강검진 안내문", "ru", 1_000, 1_000, 1_000, 1_000),
    ("기념품 가방", "", 400, 400, 396, 396),
    ("공동관 현수막", "", 4, 4, 4, 4),
)


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Set the booths of KITF 2024 up with what happened there, and the rehearsal; "
    "where they stand, change nothing."""
    fair = Activity.objects.filter(title_en=FAIR).first()
    if fair is not None and not Fair.objects.filter(activity=fair).exists():
        _kitf(fair, by=by)
        say("The booths of KITF 2024 stand: 11 hospitals, 1,800 heads, 1,350 consultations.")
    if not Activity.objects.filter(title_en=REHEARSAL).exists():
        _rehearsal(by=by, at=at)
        say("A rehearsal of the booths' devices runs today.")


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ALMATY).astimezone(UTC)


def _kitf(activity: Activity, *, by: Any) -> None:
    chance = random.Random(2024)  # noqa: S311 - the demo is the same each time
    before = _moment(date(2024, 4, 8), 10)
    fair = fairs.set_up(activity, series="kitf", by=by, at=before)
    text = fairs.publish_consent(fair, texts=CONSENT, by=by, at=before)
    fairs.open_registration(fair, by=by, at=before)
    booths = list(fair.exhibitors.select_related("organisation").order_by("booth"))
    for day, heads, talks in zip(DAYS, (600, 550, 350), (450, 450, 300), strict=True):
        fairs.set_daily_target(fair, day=day, counts=Counts.VISITORS_COUNTED, wanted=heads, by=by, at=before)
        fairs.set_daily_target(fair, day=day, counts=Counts.CONSULTATIONS, wanted=talks, by=by, at=before)
    _materials(fair, booths, by=by, at=before)
    badges = _visitors(fair, text, chance)
    heads, talks = _shares(HEADS, len(booths)), _shares(TALKS, len(booths))
    for place, booth in enumerate(booths):
        _people(booth, by=by, at=before)
        device, token = _device(
            fair, booth, f"G{place + 1:02} 휴대전화", by=by, at=before + timedelta(days=14)
        )
        number = 0
        for turn, day in enumerate(DAYS):
            made = _day(device, day, heads[turn][place], talks[turn][place], badges, chance, number)
            number += len(made)
            for first in range(0, len(made), 400):
                sent_at = _moment(day, 19)
                slips.take(token, sent=made[first : first + 400], sent_at=sent_at, at=sent_at)
    _forged(fair, booths[0], by=by, at=before + timedelta(days=14))
    fairs.close_registration(fair, by=by, at=_moment(DAYS[-1], 20))


def _shares(totals: tuple[int, ...], parts: int) -> list[list[int]]:
    """Share totals among booths as evenly as whole numbers go."""
    return [[total // parts + (place < total % parts) for place in range(parts)] for total in totals]


def _visitors(fair: Fair, text: Any, chance: random.Random) -> list[str]:
    found = []
    kazakhstan = Country.objects.filter(pk="KZ").first()
    for number in range(VISITORS):
        agreed = [Purpose.CONTACT] if chance.random() < 0.8 else []
        if agreed and chance.random() < 0.5:
            agreed.append(Purpose.HEALTH)
        visitor = visitors.register(
            fair,
            name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
            language="ru" if chance.random() < 0.9 else "en",
            agreed=agreed,
            text=text,
            affiliation=chance.choice(AGENCIES) if number % 4 == 0 else "",
            email=f"visitor{number + 1}@fair.example",
            country=kazakhstan,
            by=None,
            at=_moment(DAYS[number % 3], 9 + number % 8),
        )
        found.append(visitors.badge_of(visitor))
    return found


def _device(fair: Fair, booth: Exhibitor | None, label: str, *, by: Any, at: datetime) -> tuple[Device, str]:
    _made, link = exhibitors.add_device(fair, label=label, exhibitor=booth, by=by, at=at)
    return exhibitors.enrol(link, by=None, at=at)


def _people(booth: Exhibitor, *, by: Any, at: datetime) -> None:
    for name, role, languages in PEOPLE:
        exhibitors.join(booth, name=name, role=role, languages=languages, by=by, at=at)


def _materials(fair: Fair, booths: list[Exhibitor], *, by: Any, at: datetime) -> None:
    for place, (name, language, wanted, *counted) in enumerate(MATERIALS):
        whose = booths[place] if place < 2 else None
        row = fairs.add_material(
            fair, name=name, language=language, wanted=wanted, exhibitor=whose, by=by, at=at
        )
        for days, (stage, pieces) in enumerate(zip(("packed", "sent", "arrived"), counted, strict=True)):
            fairs.count_pieces(row, stage=stage, pieces=pieces, by=by, at=at + timedelta(days=5 * days))


def _day(
    device: Device,
    day: date,
    heads: int,
    talks: int,
    badges: list[str],
    chance: random.Random,
    number: int,
) -> list[dict[str, Any]]:
    """Make what a booth's device wrote on a day: heads, scans with notes, and talks, some with those scanned."""
    opened, made = _moment(day, 10), []

    def slip(kind: str, minute: int, body: dict[str, Any], about: str | None = None) -> dict[str, Any]:
        one = {
            "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "kind": kind,
            "sequence": number + len(made) + 1,
            "device_time": (opened + timedelta(minutes=minute)).isoformat(),
            "offset": 300,
            "about": about,
            "body": body,
        }
        made.append(one)
        return one

    for _head in range(heads):
        slip("tally", chance.randrange(480), {})
    scanned = []
    for badge in chance.sample(badges, 9):
        body: dict[str, Any] = {"badge": badge, "rating": chance.randint(2, 5), "note": chance.choice(NOTES)}
        if chance.random() < 0.5:
            body |= {"next_step": chance.choice(STEPS), "next_on": (day + timedelta(days=14)).isoformat()}
        body["tags"] = [chance.choice(("검진", "척추", "심장", "관절", "에이전시"))]
        scanned.append(slip("lead", chance.randrange(480), body))
    for place in range(talks):
        about = scanned[place]["id"] if place < len(scanned) else None
        words = {
            "our_side": chance.choice(PEOPLE)[0],
            "their_side": "" if about else chance.choice(AGENCIES),
            "interpreter": "Марина Цой",
            "language": "ru",
            "topic": chance.choice(Topic.values),
            "outcome": chance.choice(Outcome.values),
        }
        slip("consultation", chance.randrange(480), words, about)
    return made


def _forged(fair: Fair, booth: Exhibitor, *, by: Any, at: datetime) -> None:
    """Leave one badge that nobody issued among what is kept aside, and a telephone that was lost and revoked."""
    device, token = _device(fair, booth, "분실한 휴대전화", by=by, at=at)
    moment = _moment(DAYS[1], 15)
    forged = {
        "id": str(uuid.UUID(int=7, version=4)),
        "kind": "lead",
        "sequence": 1,
        "device_time": moment.isoformat(),
        "body": {"badge": "NARU1.badbadge", "note": "이름을 말하지 않은 방문객, 명함 없음"},
    }
    slips.take(token, sent=[forged], sent_at=moment, at=moment)
    exhibitors.revoke(device, why="알마티 공항에서 분실", by=by, at=moment + timedelta(hours=6))


def _rehearsal(*, by: Any, at: datetime) -> None:
    """Plan a rehearsal for today, three days long, with three booths, open for visitors."""
    today = timezone.localdate(at)
    row = activities.plan(
        project("fairs", today.year, by=by, at=at),
        kind=Kind.FAIR,
        title_ko="부스 단말기 예행연습",
        title_en=REHEARSAL,
        summary_ko="다음 박람회를 앞두고 부스에서 쓸 휴대전화로 명찰 스캔과 상담 기록을 연습합니다. 시범 자료입니다.",
        summary_en="The booths practise scanning and logging before the next fair. Made up for the demo.",
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=2),
        place=city("Suwon", "KR"),
        by=by,
        at=at,
    )
    moves.confirm(row, by=by, at=at)
    for name in EXHIBITORS[:3]:
        participations.add(row, role=ParticipantRole.EXHIBITOR, organisation=known(name), by=by, at=at)
    fair = fairs.set_up(row, by=by, at=at)
    text = fairs.publish_consent(fair, texts=CONSENT, by=by, at=at)
    fairs.open_registration(fair, by=by, at=at)
    booth = fair.exhibitors.select_related("organisation").order_by("booth")[0]
    _people(booth, by=by, at=at)
    fairs.set_daily_target(fair, day=today, counts=Counts.LEADS, wanted=10, exhibitor=booth, by=by, at=at)
    for name, language in (("Айгүл Ахметова", "ru"), ("Nguyễn Thị Hoa", "vi"), ("Бат-Эрдэнэ", "mn")):
        visitors.register(
            fair,
            name=name,
            language=language,
            agreed=[Purpose.CONTACT],
            text=text,
            email="visitor@fair.example",
            by=None,
            at=at,
        )
    consultations.log(
        booth, our_side="이도현", their_side="Altyn Dala Tour (가상)", topic=Topic.REFERRAL, by=by, at=at
    )
