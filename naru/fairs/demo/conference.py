"""An export conference by video that is still to come: wishes are open, some wait for an answer."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from naru.activities.actions import activities, moves, participations
from naru.activities.demo.telling import project
from naru.activities.rules.words import Kind, ParticipantRole
from naru.directory.actions import organisations
from naru.directory.demo.organisations import city, known
from naru.directory.models import Country, Organisation
from naru.directory.rules.people import OrganisationKind
from naru.fairs.actions import forums, wishes
from naru.fairs.demo.partners import BUYERS, MADE_UP, join
from naru.fairs.models import Forum
from naru.fairs.rules.forum_words import Side

CONFERENCE = "Online export conference with Central and South-East Asia"


def fill(*, by: Any, at: datetime) -> Forum:
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
        join(
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
            join(
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
