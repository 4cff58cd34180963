"""A big invented world, filled in bulk: people in six scripts, organisations, activities, bulletins, readings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Max
from wagtail.models import Locale

from naru.activities.models import Activity, Participation, ProgrammeYear, Project
from naru.activities.rules.words import Kind, ParticipantRole
from naru.directory.actions import names
from naru.directory.actions.accounts import appoint
from naru.directory.models import Account, Affiliation, Country, Organisation, Person, Place
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import AffiliationRole, OrganisationKind
from naru.figures import book
from naru.figures.models import Reading
from naru.history.book import note
from naru.history.models import Entry
from naru.newsroom.models import Bulletin, Imprint, Tally
from naru.newsroom.rules.search import search_key
from naru.newsroom.rules.words import Category

AT = datetime(2024, 5, 13, 9, tzinfo=UTC)
BATCH = 2_000
COUNTRIES = {
    "KR": "Asia/Seoul",
    "KZ": "Asia/Almaty",
    "KG": "Asia/Bishkek",
    "MN": "Asia/Ulaanbaatar",
    "VN": "Asia/Ho_Chi_Minh",
}
SCRIPTS = {
    "KZ": (
        "Ахметов Тухтамишев Байжанов Нурланова Сериков Омарова",
        "Ерлан Айгуль Бахыт Данияр Гульнара Тимур",
    ),
    "KG": ("Асанов Токтогулов Бекова Жумабаев Осмонова", "Азамат Нургуль Бакыт Чынгыз Айпери"),
    "MN": ("Батбаяр Дорж Ганбат Энхтуяа Оюунчимэг", "Болд Сараа Тэмүүлэн Наран Мөнх"),
    "VN": ("Nguyễn Trần Lê Phạm Hoàng Vũ", "Văn_Anh Thị_Hương Minh_Đức Quang_Huy"),
    "KR": ("김 이 박 최 정 강 조 윤", "민준 서연 지훈 하은 도윤 수빈 예준"),
}
SYLLABLES = [consonant + vowel for vowel in "aeou" for consonant in "bdgklmnrst"]


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - invented rows, the same at every run


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def ground() -> tuple[Account, dict[str, Place]]:
    """Make an officer of the office, the countries and one city in each."""
    account = Account.objects.filter(email="bench@example.org").first()
    if account is None:
        account = Account.objects.create_user("bench@example.org", name="Bench", language="ko")
        for role in (Role.OFFICER, Role.EDITOR, Role.ANALYST):
            appoint(account, role=role, since=date(2020, 1, 1), by=None, at=AT)
    places = {}
    for code, zone in COUNTRIES.items():
        country, _new = Country.objects.get_or_create(code=code)
        name = zone.rpartition("/")[2].replace("_", " ")
        places[code] = Place.objects.filter(country=country, name=name).first() or Place.objects.create(
            country=country, name=name, zone=zone, latitude=40.0, longitude=70.0
        )
    return account, places


def people(count: int) -> None:
    """Fill the directory up to this many people, with their search keys."""
    have = Person.objects.count()
    chance = _chance(have)
    codes = list(SCRIPTS)

    def made() -> Iterator[Person]:
        for number in range(have, count):
            code = codes[number % len(codes)]
            family, given = (chance.choice(part.split()).replace("_", " ") for part in SCRIPTS[code])
            # A second, invented family name keeps the names as varied as in a real directory.
            tail = "".join(chance.choices(SYLLABLES, k=3))
            name = f"{family}{given}" if code == "KR" else f"{family} {given}"
            yield Person(
                name=name,
                name_latin=f"{tail.title()} {''.join(chance.choices(SYLLABLES, k=2)).title()}",
                country_id=code,
                email=f"person{number}@example.org",
            )

    for batch in _batches(made()):
        rows = Person.objects.bulk_create(batch)
        names.index(Person.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related("aliases"))


def organisations(count: int, places: dict[str, Place]) -> None:
    """Fill the directory up to this many organisations."""
    have = Organisation.objects.count()
    chance = _chance(have)
    kinds = [OrganisationKind.HOSPITAL, OrganisationKind.CLINIC, OrganisationKind.COMPANY]
    codes = list(places)
    rows = [
        Organisation(
            name=f"{''.join(chance.choices(SYLLABLES, k=3)).title()} {number}",
            name_ko=f"가나 {number} 병원",
            kind=chance.choice(kinds),
            country_id=codes[number % len(codes)],
            place=places[codes[number % len(codes)]],
        )
        for number in range(have, count)
    ]
    for row_batch in _batches(iter(rows)):
        made = Organisation.objects.bulk_create(row_batch)
        names.index(Organisation.objects.filter(pk__in=[row.pk for row in made]).prefetch_related("aliases"))


def affiliations() -> None:
    """Give every person without one an affiliation."""
    homes = list(Organisation.objects.values_list("pk", flat=True))
    without = Person.objects.filter(affiliations__isnull=True).values_list("pk", flat=True)
    made = (
        Affiliation(
            person_id=pk,
            organisation_id=homes[pk % len(homes)],
            role=AffiliationRole.DOCTOR,
            since=date(2020, 1, 1),
        )
        for pk in list(without)
    )
    for batch in _batches(made):
        Affiliation.objects.bulk_create(batch)


def activities(count: int, places: dict[str, Place]) -> None:
    """Fill the programme up to this many activities, over the years 2012 to 2026, three people in each."""
    have = Activity.objects.count()
    chance = _chance(have)
    projects = []
    for year in range(2012, 2027):
        programme_year, _new = ProgrammeYear.objects.get_or_create(year=year)
        found = Project.objects.filter(year=programme_year, line="fairs").first()
        projects.append(
            found
            or Project.objects.create(year=programme_year, line="fairs", title_ko="박람회", title_en="Fairs")
        )
    kinds, codes = list(Kind), list(places)
    somebody = list(Person.objects.values_list("pk", flat=True)[:5_000])

    def made() -> Iterator[Activity]:
        for number in range(have, count):
            project = projects[number % len(projects)]
            place = places[codes[number % len(codes)]]
            start = date(project.year_id, 1, 1) + timedelta(chance.randrange(360))
            title = f"{''.join(chance.choices(SYLLABLES, k=3)).title()} {number}"
            yield Activity(
                project=project,
                kind=chance.choice(kinds),
                title_ko=f"{number}번째 의료 교류 {title}",
                title_en=title,
                summary_ko="의료기관과 바이어가 만나 상담을 나누었습니다.",
                country_id=place.country_id,
                place=place,
                zone=place.zone,
                starts_on=start,
                ends_on=start + timedelta(3),
                starts_time=time(9),
                ends_time=time(18),
                confirmed_at=AT,
                published_at=AT,
                created_at=AT,
                changed_at=AT,
                search_key=title.lower(),
            )

    for batch in _batches(made()):
        rows = Activity.objects.bulk_create(batch)
        Participation.objects.bulk_create(
            Participation(activity=row, person_id=chance.choice(somebody), role=role, added_at=AT)
            for row in rows
            for role in list(ParticipantRole)[:3]
            if somebody
        )


def bulletins(count: int) -> None:
    """Fill the board up to this many bulletins, each in Korean with an English version for every second."""
    have = Bulletin.objects.aggregate(last=Max("number"))["last"] or 0
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in ("ko", "en")]
    paragraph = "<p>" + "경기도가 알마티에서 의료 상담회를 열고 환자와 의료기관을 이었습니다. " * 6 + "</p>"
    body = [{"type": "paragraph", "value": paragraph} for _ in range(6)]
    made = []
    for number in range(have + 1, count + 1):
        first = None
        for locale in locales[: 1 + number % 2]:
            row = Bulletin(
                number=number,
                title=f"의료 교류 소식 {number}"
                if locale.language_code == "ko"
                else f"Medical exchange news {number}",
                name="국제의료팀",
                published_on=date(2012, 1, 1) + timedelta(4 * number),
                category=list(Category)[number % len(Category)],
                body=body,
                locale=locale,
                live=True,
                first_published_at=AT,
                last_published_at=AT,
            )
            if first is not None:
                row.translation_key = first.translation_key
            first = first or row
            made.append(row)
    rows = Bulletin.objects.bulk_create(made, batch_size=500)
    Imprint.objects.bulk_create(
        Imprint(bulletin=row, text=paragraph, key=search_key(f"{row.title} {paragraph}")) for row in rows
    )
    Tally.objects.bulk_create(Tally(bulletin=row, before=row.number, counted=1) for row in rows)


def readings(years: int, account: Account) -> None:
    """Report every figure for this many years up to 2025, and one figure for several countries in each."""
    printed = book.source(
        "yearbook",
        title="Yearbook",
        title_ko="연보",
        publisher="Province",
        publisher_ko="도청",
        published_on=AT.date(),
        by=account,
        at=AT,
    )
    have = set(Reading.objects.values_list("since__year", flat=True))
    for year in sorted(set(range(2026 - years, 2026)) - have):
        for key, figure in book.FIGURES.items():
            split = figure.lead or {one.key: next(iter(one.values), "total") for one in figure.dimensions[:1]}
            splits: list[dict[str, str]] = [dict(split)]
            if key == "patients.by_nationality":
                splits = [{"nationality": code} for code in COUNTRIES]
            for place, dimensions in enumerate(splits):
                book.report(
                    key,
                    1_000 + 37 * (year - 2000) * (place + 1),
                    source=printed,
                    since=None if figure.kind == book.Kind.AT_DATE else date(year, 1, 1),
                    until=None if figure.kind == book.Kind.AT_DATE else date(year + 1, 1, 1),
                    as_of=date(year, 12, 31),
                    dimensions=dimensions,
                    by=account,
                    at=AT,
                )


def entries(count: int, account: Account) -> None:
    """Fill the log up to this many entries about organisations."""
    have = Entry.objects.filter(subject_kind="directory.organisation").count()
    for organisation in list(Organisation.objects.order_by("pk")[have:count]):
        note(by=account, verb="entered", subject=organisation, at=AT, after={"name": organisation.name})


def fill(
    *, of_bulletins: int, of_people: int, of_activities: int, of_entries: int = 0, years: int = 0
) -> Account:
    """Fill the world up to these numbers (what stands already counts) and give an officer of the office."""
    account, places = ground()
    organisations(max(20, of_people // 20), places)
    people(of_people)
    affiliations()
    activities(of_activities, places)
    bulletins(of_bulletins)
    entries(of_entries, account)
    readings(years, account)
    return account
