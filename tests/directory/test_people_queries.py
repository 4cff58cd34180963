"""Search across scripts on the real database, and who sees whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from naru.directory.models import Affiliation, Organisation, Person, Place
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
    from naru.directory.actions.names import index

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
