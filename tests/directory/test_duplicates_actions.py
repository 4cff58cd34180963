"""Suspecting, merging, undoing and telling apart, with the real database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from naru.directory.actions import duplicates, people
from naru.directory.models import (
    Account,
    Affiliation,
    Distinct,
    Duplicate,
    Merge,
    Organisation,
    Person,
    SpokenLanguage,
)
from naru.directory.rules.duplicates import Evidence, Kind, why_not_undo
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.people import a_person, an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


def _twice() -> tuple[Person, Person]:
    one = a_person("Тухтамишев Музаффар", name_latin="Tukhtamishev Muzaffar", email="m@example.org")
    other = a_person("Tuxtamishev Muzaffar", phone="+998 71 5550 123")
    academy = an_organisation("Tashkent Medical Academy", kind="university", country="UZ")
    an_affiliation(one, academy)
    an_affiliation(other, academy, since=date(2017, 1, 1))
    return one, other


def _everything() -> dict[str, Any]:
    """Read every row that a merge may touch."""
    return {
        "affiliations": sorted(Affiliation.objects.values_list("pk", "person", "organisation")),
        "languages": sorted(SpokenLanguage.objects.values_list("pk", "person", "code")),
        "accounts": sorted(Account.objects.values_list("pk", "person")),
        "organisations": sorted(Organisation.objects.values_list("pk", "part_of", "merged_into", "website")),
        "people": sorted(Person.objects.values_list("pk", "phone", "email", "merged_into", "name_latin")),
        "aliases": sorted(row.name for person in Person.objects.all() for row in person.aliases.all()),
    }


def test_the_same_name_in_two_scripts_at_one_organisation_is_suspected_with_its_reasons() -> None:
    one, other = _twice()
    stranger = a_person("Ташмухамедов Музаффар")
    assert duplicates.find_all(at=NOW) == 1
    pair = Duplicate.objects.get()
    assert (pair.low, pair.high) == (one.pk, other.pk)
    assert [reason for reason, _detail in pair.reasons] == [
        Evidence.NAME,
        Evidence.EMPLOYER,
        Evidence.COUNTRY,
    ]
    assert stranger.pk not in (pair.low, pair.high)


def test_different_birthdays_speak_against_it_but_the_first_of_january_does_not() -> None:
    a_person("김민준", country="KR", born_on=date(1980, 5, 4))
    a_person("Kim Min-jun", country="KR", born_on=date(1981, 3, 2))
    assert duplicates.find_all(at=NOW) == 0
    a_person("Gim Minjun", country="KR", born_on=date(1980, 1, 1))
    assert duplicates.find_all(at=NOW) == 1


def test_a_pair_told_apart_never_comes_back_until_that_is_taken_back() -> None:
    one, other = _twice()
    duplicates.find_all(at=NOW)
    officer = an_officer()
    apart = duplicates.tell_apart(Kind.PERSON, other.pk, one.pk, by=officer, at=NOW, why="two brothers")
    assert duplicates.find_all(at=NOW) == 0
    assert Entry.objects.about(one).filter(verb="told_apart").exists()
    duplicates.reconsider(apart, by=officer, at=NOW)
    assert Duplicate.objects.count() == 1
    assert not Distinct.objects.exists()


def test_a_merge_moves_everything_and_undoing_restores_exactly_that() -> None:
    kept, absorbed = _twice()
    an_account("Muzaffar", email="mt@example.org")
    account = Account.objects.get(email="mt@example.org")
    account.person = absorbed
    account.save()
    people.change(kept, by=None, at=NOW, languages=[("ru", "fluent")])
    people.change(absorbed, by=None, at=NOW, languages=[("ru", "native"), ("uz", "native")])
    before = _everything()
    merged = duplicates.merge(kept, absorbed, by=an_officer(), at=NOW, why="same list")
    kept.refresh_from_db()
    assert kept.phone == "+998 71 5550 123"
    assert kept.affiliations.count() == 2
    assert kept.account == account
    assert sorted(kept.languages.values_list("code", "level")) == [("ru", "fluent"), ("uz", "native")]
    assert [alias.name for alias in kept.aliases.all()] == ["Tuxtamishev Muzaffar"]
    assert list(Person.objects.all().standing().search("Tuxtamishev")) == [kept]
    assert duplicates.undo(merged, by=an_officer(), at=NOW) > 0
    after = _everything()
    after["accounts"] = [row for row in after["accounts"] if row in before["accounts"]]
    assert after == before
    assert {row.pk for row in Person.objects.all().search("Tuxtamishev")} == {kept.pk, absorbed.pk}


def test_what_was_entered_or_changed_after_the_merge_survives_the_undoing() -> None:
    kept, absorbed = _twice()
    merged = duplicates.merge(kept, absorbed, by=None, at=NOW)
    later = an_affiliation(Person.objects.get(pk=kept.pk), an_organisation("세종병원"))
    people.change(Person.objects.get(pk=kept.pk), by=None, at=NOW, phone="+998 90 1")
    duplicates.undo(merged, by=None, at=NOW)
    assert Affiliation.objects.get(pk=later.pk).person_id == kept.pk
    assert Person.objects.get(pk=kept.pk).phone == "+998 90 1"


def test_merges_that_build_on_one_another_are_undone_in_turn() -> None:
    one, two = _twice()
    three = a_person("Тухтамишев М. Р.")
    first = duplicates.merge(two, three, by=None, at=NOW)
    second = duplicates.merge(one, two, by=None, at=NOW)
    assert Person.objects.get(pk=three.pk).merged_into_id == one.pk
    with pytest.raises(Refusal) as refused:
        duplicates.undo(first, by=None, at=NOW)
    assert refused.value.reason == why_not_undo(undone=False, kept_merged=True)
    duplicates.undo(second, by=None, at=NOW)
    assert Person.objects.get(pk=three.pk).merged_into_id == two.pk
    duplicates.undo(first, by=None, at=NOW)
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    with pytest.raises(Refusal) as again:
        duplicates.undo(Merge.objects.get(pk=first.pk), by=None, at=NOW)
    assert again.value.reason == why_not_undo(undone=True, kept_merged=False)


def test_an_entry_merged_away_can_neither_be_merged_nor_changed() -> None:
    one, two = _twice()
    duplicates.merge(one, two, by=None, at=NOW)
    with pytest.raises(Refusal):
        duplicates.merge(one, two, by=None, at=NOW)
    with pytest.raises(Refusal):
        people.change(Person.objects.get(pk=two.pk), by=None, at=NOW, phone="1")


def test_organisations_are_merged_with_their_people_and_parts() -> None:
    kept = an_organisation("분당제생병원", name_latin="Bundang Jesaeng General Hospital")
    absorbed = an_organisation("Bundang Jesaeng Hospital", website="https://bj.example")
    part = an_organisation("국제진료센터", part_of=absorbed)
    tie = an_affiliation(a_person("이서연", country="KR"), absorbed)
    assert duplicates.find_all(at=NOW) == 1
    before = _everything()
    merged = duplicates.merge(kept, absorbed, by=None, at=NOW)
    part.refresh_from_db()
    tie.refresh_from_db()
    assert (part.part_of_id, tie.organisation_id) == (kept.pk, kept.pk)
    assert Organisation.objects.get(pk=kept.pk).website == "https://bj.example"
    duplicates.undo(merged, by=None, at=NOW)
    assert _everything() == before


def test_searching_again_by_rewritten_keys_gives_the_same_answers() -> None:
    one, other = _twice()
    call_command("index_names", "--json")
    assert {row.pk for row in Person.objects.all().search("Тухтамишев")} == {one.pk, other.pk}
