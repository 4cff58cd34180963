"""The forum beside KITF 2024, planned and published, and an export conference by video that is still to come."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from naru.activities.actions import activities, moves, participations
from naru.activities.demo.past import EXHIBITORS
from naru.activities.demo.telling import project
from naru.activities.models import Activity
from naru.activities.rules.words import Kind, ParticipantRole
from naru.directory.actions import organisations
from naru.directory.demo.accounts import address
from naru.directory.demo.organisations import city, known
from naru.directory.models import Account, Country, Organisation, Person
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import OrganisationKind
from naru.fairs.actions import forums, meetings, plans, problems, profiles, publishing, wishes
from naru.fairs.models import Forum, Meeting, Participant
from naru.fairs.rules.forum_words import Side

FORUM = "2024 Medical Gyeonggi Business Forum"
CONFERENCE = "Online export conference with Central and South-East Asia"
MADE_UP = "invented for the demo"
DOMAIN = "agency.example"
ALMATY = ZoneInfo("Asia/Almaty")
HOSPITALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("oncology", "transplantation", "check_up"),
        "Cancer centre with proton planning and a bone marrow unit.",
    ),
    (
        ("cardiology", "oncology", "transplantation"),
        "Severe cases by air, with a team for children's hearts.",
    ),
    (("spine", "orthopaedics", "rehabilitation"), "Joint replacement and rehabilitation in one house."),
    (
        ("cardiology", "paediatrics", "obstetrics"),
        "Heart surgery for newborns; a ward for mothers from abroad.",
    ),
    (("check_up", "oncology", "rehabilitation"), "Check-up within a day, with results in Russian."),
    (("oncology", "check_up", "korean_medicine"), "Radiation therapy and Korean medicine side by side."),
    (("cardiology", "paediatrics", "imaging"), "The heart is all we do."),
    (("spine", "orthopaedics"), "Endoscopic spine surgery, home after three days."),
    (("obstetrics", "fertility"), "Fertility treatment for couples from abroad."),
    (
        ("cardiology", "orthopaedics", "check_up"),
        "General hospital with interpreters for Russian and Mongolian.",
    ),
    (("spine", "orthopaedics", "dentistry"), "Hand and spine surgery near the airport."),
    (("check_up", "plastic_surgery", "ophthalmology"), "Eyes, skin and check-up."),
)
AGENCIES: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("Алтын Дала Тур", "Altyn Dala Tour", "알틴달라 투어", "Almaty", ("oncology", "check_up")),
    ("Медсапар", "Medsapar", "메드사파르", "Almaty", ("cardiology", "paediatrics")),
    ("Көктөбе Шипа", "Koktobe Shipa", "콕토베 시파", "Almaty", ("fertility", "obstetrics")),
    ("Нұрлы Жол Мед", "Nurly Zhol Med", "누를리졸 메드", "Astana", ("oncology", "transplantation")),
    ("Есіл Саяхат", "Esil Sayakhat", "예실 사야하트", "Astana", ("spine", "orthopaedics")),
    (
        "Ордабасы Медтрэвел",
        "Ordabasy Medtravel",
        "오르다바시 메드트래블",
        "Shymkent",
        ("check_up", "dentistry"),
    ),
    ("Каспий Здоровье", "Kaspiy Zdorovye", "카스피 즈도로비예", "Aktau", ("cardiology", "rehabilitation")),
    ("Жайық Емдеу", "Zhaiyk Emdeu", "자이크 옘데우", "Atyrau", ("ophthalmology", "plastic_surgery")),
    ("Сарқырама Тур", "Sarkyrama Tour", "사르키라마 투어", "Almaty", ("korean_medicine", "rehabilitation")),
)
"""Sending agencies of the demo, all invented: own name, Latin, Korean, city, fields."""
SECONDS = 30
"""How long the demo may plan at most; it is proven within three, on a machine that does nothing else."""
FROM_THE_FORUM = ("Shipager Medtour", "Alatau Salamat", "Dala Med Service")


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Make the forum of Almaty and the conference by video; where the forum stands already, change nothing."""
    activity = Activity.objects.filter(title_en=FORUM).first()
    if activity is None or Forum.objects.filter(activity=activity).exists():
        say("The forum is there already.")
        return
    officer = Account.objects.filter(email=address(Role.OFFICER)).first() or by
    forum = _forum(activity, by=officer)
    say(
        f"{forum.participants.count()} take part in the forum of Almaty, {forum.meetings.count()} meetings planned."
    )
    online = _conference(by=officer, at=at)
    say(f"{online.participants.count()} take part in the conference by video.")


def _moment(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=ALMATY)


def _forum(activity: Activity, *, by: Any) -> Forum:
    opened = _moment(2, 5)
    titles = {"ru": {"title": "Деловой форум «Медицина Кёнгидо» 2024"}}
    activity = activities.change(activity, translations=titles, by=by, at=opened)
    forum = forums.open_forum(
        activity,
        apply_until=date(2024, 3, 22),
        wishes_until=date(2024, 4, 7),
        answers_until=date(2024, 4, 12),
        call_ko="경기도 의료기관과 1:1로 만날 환자 송출 업체를 모십니다. 상담은 알마티에서 4월 24일과 25일에 열립니다.",
        call_en="We invite sending agencies to meet hospitals of Gyeonggi one to one, in Almaty on 24 and 25 April.",
        call_ru="Приглашаем агентства встретиться с больницами провинции Кёнгидо один на один, в Алматы 24 и 25 апреля.",
        open_call=False,
        by=by,
        at=opened,
    )
    for day, starts, count in (
        (date(2024, 4, 24), time(14), 6),
        (date(2024, 4, 25), time(10), 6),
    ):
        forums.add_session(forum, day=day, starts=starts, count=count, by=by, at=opened)
    forums.add_tables(forum, count=11, by=by, at=opened)
    hospitals = _hospitals(forum, by=by, at=_moment(2, 12))
    agencies = _agencies(forum, by=by, at=_moment(2, 26))
    _interpreters(forum, by=by, at=_moment(3, 4))
    _wishes(hospitals, agencies, by=by)
    at = _moment(4, 15)
    plan = plans.prepare(forum, seconds=SECONDS, seed=1, strict=False, by=by, at=at)
    given = problems.from_wishes(forum, strict=False)
    from naru.fairs.plan import make_plan

    made = make_plan(given.problem, seconds=SECONDS, seed=1)
    plan = plans.keep(plan, given, made, by=by, at=at)
    publishing.publish(plan, by=by, at=_moment(4, 16))
    _first_day(forum, by=by)
    return forum


def _join(
    forum: Forum, organisation: Organisation, side: str, *, by: Any, at: datetime, **profile: Any
) -> Participant:
    email = profile.pop("email")
    language = profile.pop("language")
    row = profiles.invite(forum, organisation, side=side, email=email, language=language, by=by, at=at)
    row = profiles.apply(row, by=None, at=at + timedelta(days=2), **profile)
    return profiles.approve(row, by=by, at=at + timedelta(days=3))


def _hospitals(forum: Forum, *, by: Any, at: datetime) -> list[Participant]:
    found = []
    for number, name in enumerate(EXHIBITORS):
        organisation = known(name)
        fields, words = HOSPITALS[number % len(HOSPITALS)]
        found.append(
            _join(
                forum,
                organisation,
                Side.HOST,
                by=by,
                at=at,
                email=f"forum{number + 1}@hospital.example",
                language="ko",
                contact="국제진료센터",
                fields=list(fields),
                countries=["KZ", "KG", "UZ"],
                languages=["ko", "en"] if number % 5 == 4 else ["ko", "ru"],
                words=words,
                people="",
            )
        )
    return found


def _agency(name: str, latin: str, korean: str, town: str, *, by: Any, at: datetime) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(name=name).first()
    return found or organisations.enter(
        name=name,
        name_latin=latin,
        name_ko=korean,
        kind=OrganisationKind.FACILITATOR,
        country=Country.objects.get(pk="KZ"),
        place=city(town, "KZ"),
        public=True,
        source=MADE_UP,
        by=by,
        at=at,
    )


def _agencies(forum: Forum, *, by: Any, at: datetime) -> list[Participant]:
    rows = [(known(name), ("oncology", "cardiology", "check_up")) for name in FROM_THE_FORUM]
    for name, latin, korean, town, fields in AGENCIES:
        organisation = _agency(name, latin, korean, town, by=by, at=at)
        participations.add(
            forum.activity, role=ParticipantRole.BUYER, organisation=organisation, by=by, at=at
        )
        rows.append((organisation, fields))
    found = []
    for number, (organisation, fields) in enumerate(rows):
        spoken = ["kk", "ru", "en"] if number % 4 == 1 else ["kk", "ru"]
        found.append(
            _join(
                forum,
                organisation,
                Side.GUEST,
                by=by,
                at=at,
                email=f"agency{number + 1}@{DOMAIN}",
                language="ru",
                contact="",
                fields=list(fields),
                countries=["KR"],
                languages=spoken,
                words="",
                people="",
            )
        )
    return found


def _interpreters(forum: Forum, *, by: Any, at: datetime) -> None:
    people = Person.objects.filter(country="KR", languages__isnull=False, merged_into=None).order_by("pk")
    for person in people.distinct()[40:43]:
        forums.add_interpreter(forum, person, languages=["ko", "ru"], rest_after=0, by=by, at=at)


def _wishes(hospitals: list[Participant], agencies: list[Participant], *, by: Any) -> None:
    chance = random.Random(20240424)  # noqa: S311 - the same demo every time
    sent = _moment(4, 2)
    for agency in agencies:
        fit = sorted(hospitals, key=lambda one: (-len(set(one.fields) & set(agency.fields)), chance.random()))
        for place, hospital in enumerate(fit[:4]):
            wish = wishes.wish(agency, hospital, priority=1 + min(place // 2, 2), by=None, at=sent)
            if chance.random() < 0.92:
                wishes.accept(wish, by=None, at=sent + timedelta(days=4))
            else:
                wishes.decline(wish, because="", by=None, at=sent + timedelta(days=4))
    for hospital in hospitals[:4]:
        for agency in chance.sample(agencies, 2):
            if (
                not agency.wished_by.filter(wisher=hospital).exists()
                and not hospital.wished_by.filter(wisher=agency, declined_at__isnull=False).exists()
            ):
                wish = wishes.wish(hospital, agency, priority=2, by=None, at=sent + timedelta(days=1))
                wishes.accept(wish, by=None, at=sent + timedelta(days=6))


def _first_day(forum: Forum, *, by: Any) -> None:
    """Check everybody in and record the first day; the second is left open, so that one can try changes."""
    for row in forum.participants.all():
        profiles.check_in(row, by=by, at=_moment(4, 24, 13))
    rows: list[Meeting] = list(
        forum.meetings.scheduled().filter(slot__day=date(2024, 4, 24)).for_list().in_order()
    )
    for number, row in enumerate(rows):
        missed = number % 17 == 9
        meetings.record(
            row, held=not missed, missing=row.guest if missed else None, by=by, at=_moment(4, 24, 19)
        )


BUYERS: tuple[tuple[str, str, str, str, str, str, tuple[str, ...]], ...] = (
    (
        "Toshkent Tibbiy Texnika",
        "Tashkent Medical Technics",
        "타슈켄트 의료기기",
        "UZ",
        "Tashkent",
        "Asia/Tashkent",
        ("imaging", "diagnostics"),
    ),
    (
        "Алатау Медтехника",
        "Alatau Medtekhnika",
        "알라타우 메드테흐니카",
        "KZ",
        "Almaty",
        "Asia/Almaty",
        ("imaging", "consumables"),
    ),
    (
        "Хан-Уул Мед Импорт",
        "Khan-Uul Med Import",
        "한올 메드임포트",
        "MN",
        "Ulaanbaatar",
        "Asia/Ulaanbaatar",
        ("diagnostics", "digital_health"),
    ),
    (
        "Công ty Thiết bị Y tế Sông Hồng",
        "Song Hong Medical Equipment",
        "송홍 의료기기",
        "VN",
        "Hanoi",
        "Asia/Ho_Chi_Minh",
        ("consumables", "dental_materials"),
    ),
)


def _conference(*, by: Any, at: datetime) -> Forum:
    """Make an export conference by video in seven weeks: wishes are open, some wait for an answer."""
    today = timezone.localdate(at)
    first = today + timedelta(days=49 - today.weekday())
    activity = activities.plan(
        project("export", first.year, by=by, at=at),
        kind=Kind.EXPORT_CONFERENCE,
        title_ko="중앙·동남아시아 온라인 수출상담회",
        title_en=CONFERENCE,
        translations={"ru": {"title": "Онлайн-переговоры по экспорту: Центральная и Юго-Восточная Азия"}},
        starts_on=first,
        ends_on=first + timedelta(days=2),
        online=True,
        by=by,
        at=at,
    )
    moves.confirm(activity, by=by, at=at)
    moves.publish(activity, by=by, at=at)
    forum = forums.open_forum(
        activity,
        apply_until=today + timedelta(days=14),
        wishes_until=today + timedelta(days=28),
        answers_until=today + timedelta(days=35),
        slot_minutes=30,
        pause_minutes=10,
        rooms="https://meet.example.org/gyeonggi-",
        call_ko="도내 의료기업과 해외 바이어가 화상으로 1:1 상담을 합니다.",
        call_en="Medical companies of Gyeonggi and buyers abroad meet one to one by video.",
        call_ru="Медицинские компании провинции Кёнгидо и зарубежные покупатели встречаются один на один по видеосвязи.",
        by=by,
        at=at,
    )
    for day in (first, first + timedelta(days=1)):
        forums.add_session(forum, day=day, starts=time(13), count=6, by=by, at=at)
    forums.add_tables(forum, count=4, by=by, at=at)
    ours = [
        _join(
            forum,
            known(name),
            Side.HOST,
            by=by,
            at=at,
            email=email,
            language="ko",
            contact="해외영업팀",
            fields=list(fields),
            countries=["KZ", "UZ", "MN", "VN"],
            languages=["ko", "en"],
        )
        for name, email, fields in (
            ("Hanbit Medical Devices", "export@hanbit.example", ("imaging", "consumables", "digital_health")),
            ("Surisan Bio", "export@surisan.example", ("diagnostics", "pharmaceuticals")),
        )
    ]
    theirs = []
    for number, (name, latin, korean, country, town, zone, fields) in enumerate(BUYERS):
        found = Organisation.objects.filter(name=name).first() or organisations.enter(
            name=name,
            name_latin=latin,
            name_ko=korean,
            kind=OrganisationKind.COMPANY,
            country=Country.objects.get(pk=country),
            place=city(town, country),
            public=False,
            source=MADE_UP,
            by=by,
            at=at,
        )
        participations.add(activity, role=ParticipantRole.BUYER, organisation=found, by=by, at=at)
        language = "ru" if country in {"KZ", "UZ"} else {"MN": "mn", "VN": "vi"}[country]
        theirs.append(
            _join(
                forum,
                found,
                Side.GUEST,
                by=by,
                at=at,
                email=f"buyer{number + 1}@buyer.example",
                language=language,
                contact="",
                zone=zone,
                fields=list(fields),
                countries=["KR"],
                languages=["en", language],
            )
        )
    for buyer, company, accepted in (
        (theirs[0], ours[0], True),
        (theirs[0], ours[1], True),
        (theirs[1], ours[0], False),
        (theirs[2], ours[1], False),
    ):
        wish = wishes.wish(buyer, company, by=None, at=at)
        if accepted:
            wishes.accept(wish, by=None, at=at)
    return forum
