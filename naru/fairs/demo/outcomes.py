"""What came of KITF 2024 in the demo world: declared by the officer, answered by the invented agencies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from naru.activities.actions import outcomes
from naru.activities.demo.past import FAIR
from naru.activities.models import Activity, Outcome
from naru.activities.rules.outcomes import Anyway, OutcomeKind
from naru.directory.demo.accounts import address
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.fairs.demo.forum import ALMATY, FORUM
from naru.fairs.models import Meeting
from naru.letters.models import Letter

WEEK = timedelta(days=7)
SEOUL = ZoneInfo("Asia/Seoul")


class Told(NamedTuple):
    """One outcome: which pair of the forum, what, how many, when, in words, and what the partner said."""

    pair: int
    kind: str
    number: int
    day: date
    words: str
    answer: str = ""
    confirmed: int = 0
    anyway: str = ""
    said: str = ""
    may_tell: bool = False


TOLD = (
    Told(
        0,
        OutcomeKind.PATIENT,
        4,
        date(2024, 6, 3),
        "2024년 5~6월 환자 4명이 종양 진료를 받으러 왔습니다. "
        "/ В мае и июне 2024 года на лечение у онкологов приехали четыре пациента.",
        "yes",
        4,
        Anyway.NO,
        "We had never sent anybody to Korea before the forum.",
        may_tell=True,
    ),
    Told(
        1,
        OutcomeKind.PATIENT,
        3,
        date(2024, 6, 14),
        "2024년 6월 3명이 건강검진을 받으러 왔습니다. / В июне 2024 года на обследование приехали три человека.",
        "yes",
        2,
        Anyway.PARTLY,
        "One of the three had booked before the fair.",
    ),
    Told(
        2,
        OutcomeKind.REFERRAL,
        2,
        date(2024, 7, 8),
        "심장 수술을 위해 어린이 2명이 의뢰되었습니다. / На операцию на сердце направлены двое детей.",
        "yes",
        2,
        Anyway.NO,
    ),
    Told(
        3,
        OutcomeKind.TRAINEE,
        1,
        date(2024, 9, 2),
        "심장내과 의사 1명이 3개월 연수를 왔습니다. / Один кардиолог приехал на трёхмесячную стажировку.",
        "yes",
        1,
        Anyway.YES,
    ),
    Told(
        4,
        OutcomeKind.PATIENT,
        5,
        date(2024, 6, 20),
        "환자 5명이 척추 수술을 받으러 왔습니다. / На операцию на позвоночнике приехали пять пациентов.",
        "no",
        said="They went to another country in the end.",
    ),
    Told(
        5,
        OutcomeKind.EXPORT,
        1,
        date(2024, 8, 30),
        "치과 임플란트 수출 계약이 체결되었습니다. / Заключён договор на поставку зубных имплантатов.",
        "yes",
        1,
        Anyway.PARTLY,
    ),
    Told(
        6,
        OutcomeKind.PATIENT,
        2,
        date(2024, 7, 1),
        "환자 2명이 난임 치료를 받으러 왔습니다. / На лечение бесплодия приехали два пациента.",
        "silent",
    ),
    Told(
        7,
        OutcomeKind.PATIENT,
        1,
        date(2024, 10, 10),
        "환자 1명이 재활 치료를 받으러 왔습니다. / На реабилитацию приехал один пациент.",
        "waiting",
    ),
    Told(
        8,
        OutcomeKind.REFERRAL,
        3,
        date(2024, 10, 21),
        "2차 소견 3건을 요청받았습니다. / Запрошено три вторых мнения.",
        "declared",
    ),
)
"""Nine outcomes in every standing, in Korean and the partners' Russian; the agencies and what they say are invented."""


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Tell what came of the fair; where outcomes stand already, or no forum was held, change nothing."""
    fair = Activity.objects.filter(title_en=FAIR).first()
    if fair is None or Outcome.objects.filter(activity=fair).exists():
        say("The outcomes are there already.")
        return
    rows: Any = Meeting.objects.held().filter(forum__activity__title_en=FORUM)  # type: ignore[attr-defined]
    pairs: dict[int, Meeting] = {}
    for meeting in rows.select_related("host__organisation", "guest__organisation").order_by("pk"):
        pairs.setdefault(meeting.guest.organisation_id, meeting)
    met = list(pairs.values())
    officer = Account.objects.filter(email=address(Role.OFFICER)).first() or by
    told = [one for one in TOLD if one.pair < len(met)]
    for one in told:
        _tell(fair, met[one.pair], one, by=officer, at=at)
    say(f"{len(told)} outcomes of the fair, of which the partners confirmed some.")


def _tell(fair: Activity, meeting: Meeting, one: Told, *, by: Any, at: datetime) -> None:
    declared = datetime.combine(one.day + WEEK, time(10), tzinfo=SEOUL)
    row = outcomes.declare(
        fair,
        kind=one.kind,
        partner=meeting.guest.organisation,
        institution=meeting.host.organisation,
        number=one.number,
        amount=48_000 if one.kind == OutcomeKind.EXPORT else None,
        currency="USD" if one.kind == OutcomeKind.EXPORT else "",
        happened_on=one.day,
        words=one.words,
        source="에이전시 보고",
        contact=meeting.guest.contact or str(meeting.guest.organisation),
        email=meeting.guest.email,
        language="ru",
        by=by,
        at=declared,
    )
    if one.answer == "declared":
        return
    letters = 5 if one.answer == "silent" else 1
    asked = at - timedelta(days=2) if one.answer == "waiting" else declared + timedelta(hours=1)
    for _letter in range(letters):
        outcomes.ask(row, by=by, at=asked)
        asked += WEEK
    if one.answer in {"yes", "no"}:
        outcomes.answer(
            _token(),
            confirmed=one.answer == "yes",
            number=one.confirmed or None,
            anyway=one.anyway,
            reason=one.said if one.answer == "no" else "",
            may_tell=one.may_tell,
            story=one.said if one.may_tell else "",
            answered_by=row.contact,
            at=datetime.combine(one.day + WEEK + timedelta(days=3), time(15), tzinfo=ALMATY),
        )


def _token() -> str:
    """Read the token out of the last letter, as its reader would."""
    body = Letter.objects.filter(template="confirm_outcome").latest("pk").body
    found = re.search(r"/outcomes/answer/([\w-]+)/", body)
    assert found
    return found[1]
