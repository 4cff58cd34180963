"""The forum beside KITF 2024: its wishes, its plan with a proof, and its first day."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from naru.activities.actions import activities, participations
from naru.activities.demo.past import EXHIBITORS
from naru.activities.models import Activity
from naru.activities.rules.words import ParticipantRole
from naru.directory.actions import organisations
from naru.directory.demo.accounts import address
from naru.directory.demo.organisations import city, known
from naru.directory.models import Account, Country, Organisation, Person
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import OrganisationKind
from naru.fairs.actions import forums, meetings, plans, problems, profiles, publishing, wishes
from naru.fairs.demo import conference
from naru.fairs.demo.partners import AGENCIES, DOMAIN, FROM_THE_FORUM, HOSPITALS, MADE_UP, join
from naru.fairs.models import Forum, Meeting, Participant
from naru.fairs.rules.forum_words import Side

FORUM = "2024 Medical Gyeonggi Business Forum"
ALMATY = ZoneInfo("Asia/Almaty")
SECONDS = 30
"""How long the demo may plan at most; it is proven within three, on a machine that does nothing else."""


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
    online = conference.fill(by=officer, at=at)
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


def _hospitals(forum: Forum, *, by: Any, at: datetime) -> list[Participant]:
    found = []
    for number, name in enumerate(EXHIBITORS):
        organisation = known(name)
        fields, words = HOSPITALS[number % len(HOSPITALS)]
        found.append(
            join(
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
            join(
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
