"""The directory's screens through HTTP."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from naru.directory import book
from naru.directory.actions import confirming, duplicates
from naru.directory.models import Duplicate, Merge, Organisation, Person
from naru.directory.rules.stories import Event
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_analyst, an_officer
from tests.makers.people import a_person, an_affiliation, an_organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def office(settings: Any) -> Client:
    settings.NARU_DEMO = True
    client = Client()
    client.force_login(an_officer(), backend=BACKEND)
    return client


def _text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions_whatever_the_rows(
    rows: int, office: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        hospital = an_organisation(f"나루{number}병원")
        an_affiliation(a_person(f"Каримова {number}"), hospital)
    office.get("/en/directory/people/")
    with django_assert_num_queries(10):
        office.get("/en/directory/people/")
    with django_assert_num_queries(7):
        office.get("/en/directory/organisations/")
    with django_assert_num_queries(4):  # the stamp, then the page
        Client().get("/en/directory/organisations/")
    with django_assert_num_queries(1):  # the stamp: nothing has moved
        Client().get("/en/directory/organisations/")


def test_the_public_sees_public_organisations_and_no_people() -> None:
    shown, hidden = an_organisation("세종병원"), an_organisation("내부병원", public=False)
    person = a_person()
    an_affiliation(person, shown)
    client = Client()
    listed = _text(client.get("/en/directory/organisations/"))
    assert "세종병원" in listed
    assert "내부병원" not in listed
    assert client.get(hidden.get_absolute_url()).status_code == 404
    own = client.get(shown.get_absolute_url())
    assert own.status_code == 200
    assert person.name not in _text(own)
    assert client.get(person.get_absolute_url()).status_code == 302
    client.force_login(an_account("Member"), backend=BACKEND)
    assert client.get(person.get_absolute_url()).status_code == 404


def test_the_list_finds_across_scripts_and_exports_what_it_found(office: Client) -> None:
    a_person("Тухтамишев Музаффар", name_latin="Tukhtamishev Muzaffar")
    a_person("Ходжаев Жасур")
    found = _text(office.get("/en/directory/people/", {"q": "Tuxtamishev"}))
    assert "Тухтамишев" in found
    assert "Ходжаев" not in found
    answer = office.get("/en/directory/people/", {"q": "Tuxtamishev", "export": "csv"})
    exported = b"".join(answer.streaming_content).decode() if answer.streaming else _text(answer)
    assert "Тухтамишев" in exported
    assert "Ходжаев" not in exported


def test_entering_a_person_again_is_stopped_until_one_says_it_is_another(office: Client) -> None:
    a_person("김민준", country="KR")
    facts = {"name": "Kim Min-jun", "country": "KR", "level_0": "working"}
    warned = office.post("/en/directory/people/new/", facts)
    assert "김민준" in _text(warned)
    assert Person.objects.count() == 1
    assert office.post("/en/directory/people/new/", facts | {"new_anyway": "1"}).status_code == 302
    assert Person.objects.count() == 2
    assert Duplicate.objects.count() == 1


def test_changing_an_organisation_keeps_what_is_not_touched_and_shows_in_its_history(office: Client) -> None:
    row = an_organisation("시화병원", aliases=[("Sihwa", "former", "en")])
    form = {
        "name": "시화병원",
        "kind": "hospital",
        "country": "KR",
        "aliases": "Sihwa\nShihwa",
        "public": "on",
    }
    assert office.post(f"/en/directory/organisations/{row.pk}/change/", form).status_code == 302
    held = [(alias.name, alias.kind) for alias in Organisation.objects.get(pk=row.pk).aliases.all()]
    assert held == [("Sihwa", "former"), ("Shihwa", "spelling")]
    assert "Shihwa" in _text(office.get(row.get_absolute_url()))


def test_an_archived_organisation_leaves_the_public_list_and_can_come_back(office: Client) -> None:
    row = an_organisation("세종병원")
    office.post(f"/en/directory/organisations/{row.pk}/archive/")
    assert "세종병원" not in _text(Client().get("/en/directory/organisations/"))
    shown = _text(office.get("/en/directory/archive/?q=세종"))
    assert "세종병원" in shown
    assert f'action="/en/directory/organisations/{row.pk}/archive/"' in shown
    office.post(f"/en/directory/organisations/{row.pk}/archive/", {"restore": "1"})
    assert "세종병원" not in _text(office.get("/en/directory/archive/"))
    assert "세종병원" in _text(Client().get("/en/directory/organisations/"))


def test_an_archived_person_is_found_in_the_archive_and_brought_back_by_its_button(office: Client) -> None:
    row = a_person("Цэрэн Дорж")
    office.post(f"/en/directory/people/{row.pk}/archive/")
    assert "Цэрэн Дорж" not in _text(office.get("/en/directory/people/"))
    shown = _text(office.get("/en/directory/archive/people/"))
    assert "Цэрэн Дорж" in shown
    assert f'action="/en/directory/people/{row.pk}/archive/"' in shown
    assert 'name="restore"' in shown
    office.post(f"/en/directory/people/{row.pk}/archive/", {"restore": "1"})
    assert "Цэрэн Дорж" in _text(office.get("/en/directory/people/"))


def test_the_archive_is_for_staff_and_only_keepers_bring_back(office: Client) -> None:
    row = an_organisation("세종병원")
    office.post(f"/en/directory/organisations/{row.pk}/archive/")
    reader = Client()
    reader.force_login(an_analyst())
    shown = _text(reader.get("/en/directory/archive/"))
    assert "세종병원" in shown
    assert '<form method="post" action="/en/directory/' not in shown
    for address in ("/en/directory/archive/", "/en/directory/archive/people/"):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("many", [1, 3])
def test_the_archive_asks_the_database_the_same_whatever_its_length(
    office: Client, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        row = an_organisation(f"옛병원 {number}")
        office.post(f"/en/directory/organisations/{row.pk}/archive/")
    office.get("/en/directory/archive/")
    with django_assert_num_queries(5):
        office.get("/en/directory/archive/")


def test_a_pair_is_reviewed_merged_and_the_merge_undone(office: Client) -> None:
    one, other = a_person("Цэрэн Дорж", email="a@example.org"), a_person("Tseren Dorj", phone="99112233")
    duplicates.find_all(at=NOW)
    pair = Duplicate.objects.get()
    shown = _text(office.get(f"/en/directory/duplicates/{pair.pk}/"))
    assert "Цэрэн Дорж = Tseren Dorj" in shown
    assert (
        office.post(f"/en/directory/duplicates/{pair.pk}/decide/", {"keep": str(one.pk)}).status_code == 302
    )
    assert Person.objects.get(pk=other.pk).merged_into_id == one.pk
    assert office.get(f"/en/directory/people/{other.pk}/")["Location"].endswith(f"/people/{one.pk}/")
    late = office.post(f"/en/directory/duplicates/{pair.pk}/decide/", {"keep": str(other.pk)})
    assert late.status_code == 302
    merged = Merge.objects.get()
    assert office.post(f"/en/directory/duplicates/merges/{merged.pk}/undo/").status_code == 302
    assert Person.objects.get(pk=other.pk).merged_into_id is None


def test_who_only_reads_may_look_at_a_pair_but_not_decide(settings: Any) -> None:
    settings.NARU_DEMO = True
    a_person("Цэрэн Дорж")
    a_person("Tseren Dorj")
    duplicates.find_all(at=NOW)
    pair = Duplicate.objects.get()
    client = Client()
    client.force_login(an_account("Auditor", "auditor"), backend=BACKEND)
    assert client.get(f"/en/directory/duplicates/{pair.pk}/").status_code == 200
    assert client.post(f"/en/directory/duplicates/{pair.pk}/decide/", {"keep": "neither"}).status_code == 404
    assert Duplicate.objects.exists()


def _link(person: Person) -> str:
    confirming.ask_to_confirm(person, by=None, at=timezone.now())
    body = Letter.objects.order_by("-pk")[0].body
    return re.search(r"https?://[^/]+(/\S+)", body).group(1)  # type: ignore[union-attr]


def test_a_person_corrects_and_confirms_their_own_entry_once() -> None:
    person = a_person("Каримова Дилором", email="d@example.org", language="ru")
    an_affiliation(person, an_organisation("Tashkent Medical Academy", kind="university", country="UZ"))
    url = _link(person)
    assert url.startswith("/ru/")
    client = Client()
    assert "Каримова" in _text(client.get(url))
    facts = {
        "confirm": "1",
        "name": "Каримова Дилором",
        "name_latin": "Karimova Dilorom",
        "email": "new@example.org",
        "language": "ru",
        "workplace": "Клиника Новая",
        "spoken_0": "uz",
        "level_0": "native",
    }
    assert client.post(url, facts).status_code == 200
    person.refresh_from_db()
    assert (person.name_latin, person.email) == ("Karimova Dilorom", "new@example.org")
    assert person.confirmed_at is not None
    today = timezone.localdate()
    now = [tie.organisation for tie in person.affiliations.current(on=today)]
    assert [row.name for row in now] == ["Клиника Новая"]
    assert now[0].public is False
    assert client.post(url, facts).status_code == 410
    assert client.get("/en/directory/mine/guessed/").status_code == 410


def test_a_person_can_ask_to_be_removed_and_is_then_not_written_to() -> None:
    person = a_person("Каримова Дилором", email="d@example.org")
    Client().post(_link(person), {"remove": "1"})
    person.refresh_from_db()
    assert person.removal_asked_at is not None


def test_an_app_above_tells_its_part_of_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    row = an_organisation("세종병원")
    monkeypatch.setitem(book.TELLERS, "organisation", list(book.TELLERS["organisation"]))

    @book.tells("organisation")
    def fair(subject: Organisation, *, account: Any, most: int) -> list[Event]:
        return [Event("A fair in Almaty", since=NOW.date(), kind="Fair")] if subject == row else []

    shown = _text(Client().get(row.get_absolute_url()))
    assert "A fair in Almaty" in shown
    assert "2024" in shown


def test_the_country_page_stands_in_the_readers_language() -> None:
    an_organisation("Tashkent Medical Academy", kind="university", country="UZ")
    assert "우즈베키스탄" in _text(Client().get("/ko/directory/countries/uz/"))
    assert "Uzbekistan" in _text(Client().get("/en/directory/countries/uz/"))
    assert Client().get("/en/directory/countries/qq/").status_code == 404
