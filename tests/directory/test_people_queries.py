"""Search across scripts on the real database, and who sees whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from naru.directory.actions.names import index, index_all
from naru.directory.models import Affiliation, NearWord, Organisation, Person, Place
from naru.directory.rules.names import Reason
from tests.makers.accounts import an_account, an_officer
from tests.makers.people import a_city, a_person, an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked",
    [
        "Тухтамишев",
        "Tuxtamishev",
        "tukhtamishev muzaffar",
        "Музаффар Тухтамишев",
        "Tukhtamshev",
        "Tukhtam",
        "M. Tuhtamishev",
    ],
)
def test_a_person_is_found_in_any_script_and_with_a_letter_wrong(asked: str) -> None:
    wanted = a_person("Тухтамишев Музаффар")
    a_person("Ходжаев Жасур")
    assert list(Person.objects.all().search(asked)) == [wanted]


@pytest.mark.parametrize(
    "asked",
    ["분당제생병원", "Bundang Jesaeng", "jesaeng", "Bundang Jesaeng General Hospital", "Bundnag Jesaeng"],
)
def test_a_hospital_is_found_whether_asked_in_hangul_or_latin(asked: str) -> None:
    wanted = an_organisation("Bundang Jesaeng General Hospital")
    an_organisation("Sejong Hospital")
    assert list(Organisation.objects.all().search(asked)) == [wanted]


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Nguyễn Văn Minh Đức", "Nguyen Duc Minh"),
        ("Nguyễn Văn Minh Đức", "NguyenVanMinhDuc"),
        ("Kim Min-jun", "Minjun Kim"),
        ("Kim Min-jun", "KIM MINJUN"),
        ("Kim Min-jun", "Kimminjun"),
        ("김민준", "Kim Minjum"),
        ("김민준", "Minjn Kim"),
        ("Баярмаа Ганбат", "Ganbat Bayarmaa"),
        ("Баярмаа Ганбат", "Ganbad Bayarmal"),
        ("Тухтамишев Ерлан", "Yerlan Tukhtamishov"),
        ("Тухтамишев Ерлан", "Tukthamishev"),
        ("Нурланова Айгуль", "Айгуль Нурлнова"),
    ],
)
def test_a_person_is_found_with_parts_swapped_joined_or_misspelt(held: str, asked: str) -> None:
    wanted = a_person(held)
    for other in ("Ходжаев Жасур", "박서연", "Trần Thị Hương"):
        a_person(other)
    assert list(Person.objects.all().search(asked)) == [wanted]


def test_a_misspelling_is_asked_for_where_the_narrowed_list_holds_no_better() -> None:
    exact = a_person("Тухтамишев Ерлан", country="KZ")
    near = a_person("Тухтамышов Ерлан", country="UZ")
    assert list(Person.objects.all().search("Tukhtamishev Yerlan")) == [exact]
    assert list(Person.objects.filter(country="UZ").search("Tukhtamishev Yerlan")) == [near]
    assert not list(Person.objects.filter(country="MN").search("Tukhtamishev Yerlan"))


@pytest.mark.parametrize(
    ("asked", "questions"),
    [("Tukhtamishev Yerlan", 2), ("Tukhtamishov Yerlan", 3), ("Zyxwvut Qwertzu", 2), ("Nguyen Minj Duc", 3)],
)
def test_a_search_asks_the_database_few_questions(
    asked: str,
    questions: int,
    django_assert_num_queries,
) -> None:
    a_person("Тухтамишев Ерлан")
    a_person("Nguyễn Minh Đức")
    with django_assert_num_queries(questions):
        list(Person.objects.all().search(asked)[:20])


def test_a_second_bearer_of_a_word_adds_nothing_to_what_misspellings_are_led_back_to() -> None:
    a_person("Тухтамишев Ерлан")
    held = set(NearWord.objects.values_list("key", "word"))
    a_person("Ерлан Тухтамишев")
    assert set(NearWord.objects.values_list("key", "word")) == held
    NearWord.objects.filter(key__startswith="tohtam").delete()
    index_all()
    assert set(NearWord.objects.values_list("key", "word")) == held


def test_a_misspelt_place_is_led_back_to_the_programmes_countries_only() -> None:
    almaty, lima = a_city("Almaty", country="KZ"), a_city("Cochabamba", country="BO")
    index([almaty, lima])
    assert list(Place.objects.all().search("Almatt")) == [almaty]
    assert list(Place.objects.all().search("Cochabamba")) == [lima]
    assert not Place.objects.all().search("Cochabumba")


def test_a_general_word_finds_all_of_its_kind_in_every_language() -> None:
    hospital = an_organisation("세종병원")
    other = an_organisation("Туул гол эмнэлэг", country="MN")
    an_organisation("경기도의사회", kind="association")
    assert set(Organisation.objects.all().search("hospital")) == {hospital, other}


def test_finding_ranks_the_likeliest_first_and_says_why() -> None:
    exact = a_person("김민준", country="KR")
    sounding = a_person("Kim Min-jun", country="KR")
    a_person("김도윤", country="KR")
    found = Person.objects.all().find("김민준")
    assert [one.row for one in found] == [exact, sounding]
    assert [one.likeness.reason for one in found] == [Reason.SAME, Reason.SCRIPT]


def test_further_and_former_names_are_found() -> None:
    wanted = an_organisation("시화병원", aliases=[("Sihwa Medical Center", "former", "en")])
    assert list(Organisation.objects.all().search("Sihwa Medical")) == [wanted]


def test_a_place_is_found_by_its_korean_name() -> None:
    almaty = a_city("Almaty", name_ko="알마티")
    index([almaty])
    assert list(Place.objects.all().search("알마티")) == [almaty]
    assert list(Place.objects.all().search("Алматы")) == [almaty]


def test_nothing_is_found_for_a_name_that_nobody_has_and_all_for_no_text() -> None:
    a_person()
    assert not Person.objects.all().search("Zyxwvut").exists()
    assert not Person.objects.all().search("%_'").exists()
    assert Person.objects.all().search("  ").count() == 1


def test_search_stays_a_queryset_that_can_be_narrowed() -> None:
    a_person("Ким Алексей", country="RU")
    wanted = a_person("김알렉세이", name_latin="Kim Aleksei", country="KR")
    assert list(Person.objects.filter(country="KR").search("Kim Aleksei")) == [wanted]


def test_an_affiliation_is_current_until_the_day_before_its_end() -> None:
    day = date(2024, 4, 24)
    person, hospital = a_person(), an_organisation()
    ends = an_affiliation(person, hospital, since=day - timedelta(9), until=day)
    lasts = an_affiliation(person, hospital)
    begins = an_affiliation(person, hospital, since=day + timedelta(1))
    assert list(Affiliation.objects.current(on=day)) == [lasts]
    assert set(Affiliation.objects.current(on=day - timedelta(1))) == {ends, lasts}
    assert begins in Affiliation.objects.current(on=day + timedelta(1))
    assert list(Affiliation.objects.past(on=day)) == [ends]


def test_people_are_for_the_office_and_organisations_for_the_public() -> None:
    person = a_person()
    shown, hidden = an_organisation(), an_organisation("내부기관", public=False)
    own = an_account("Self")
    own.person = person
    own.save()
    nobody = AnonymousUser()
    assert list(Person.objects.all().visible_to(an_officer())) == [person]
    assert list(Person.objects.all().visible_to(own)) == [person]
    assert list(Person.objects.all().visible_to(nobody)) == []
    assert list(Person.objects.all().visible_to(an_account("Other"))) == []
    assert list(Organisation.objects.all().visible_to(nobody)) == [shown]
    assert set(Organisation.objects.all().visible_to(an_officer())) == {shown, hidden}


@pytest.mark.parametrize(
    ("language", "order"),
    [("ko", ["강남여성병원", "분당제생병원", "하라 종합병원", "Myongji"]), ("en", ["B", "G", "K", "M"])],
)
def test_names_stand_in_the_order_of_the_readers_language(language: str, order: list[str]) -> None:
    an_organisation("분당제생병원", country="KR", name_latin="B")
    an_organisation("강남여성병원", country="KR", name_latin="G")
    an_organisation("Хараа", country="MN", name_latin="K", name_ko="하라 종합병원")
    an_organisation("Myongji", country="KR", name_latin="M")
    rows = Organisation.objects.all().with_place_in_order(language).order_by("in_order")
    assert [row.name_in(language) for row in rows] == order
