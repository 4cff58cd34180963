"""Two at once: what may happen once happens once, and what all do is counted for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from taggit.models import Tag

from naru.directory.actions import duplicates, invitations, sign_in
from naru.directory.models import Account, Affiliation, Alias, Merge, Person
from naru.directory.rules.accounts import Role
from naru.figures.book import correct, freeze
from naru.figures.models import Reading
from naru.history.book import Refusal
from naru.history.book.proof import verify
from naru.history.models import Entry
from naru.newsroom.actions.bulletins import publish
from naru.newsroom.actions.visits import count_visit
from naru.newsroom.models import Bulletin, Tally, Visit
from naru.sheets.book import uploads
from naru.sheets.models import Upload
from naru.sheets.rules.declared import Sheet
from tests.history.test_concurrency import together
from tests.makers.accounts import NOW, an_account, an_invitation, an_officer
from tests.makers.figures import a_count, a_report, organisations_taking_part
from tests.makers.newsroom import a_bulletin, a_draft
from tests.makers.people import a_person, an_affiliation, an_organisation
from tests.makers.sheets import a_declared, an_upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def teams() -> Iterator[Sheet]:
    """Declare a sheet for the length of one test."""
    with a_declared() as sheet:
        yield sheet


def passed(deed: Callable[[int], object], *, of: int = 4) -> int:
    """Let several do the same at the same moment, and say how many were not refused."""
    through: list[int] = []

    def one(place: int) -> None:
        with suppress(Refusal):
            deed(place)
            through.append(place)

    together(of, one)
    return len(through)


def test_an_invitation_is_accepted_once() -> None:
    _invitation, token = an_invitation("new@example.org", Role.OFFICER)
    assert (
        passed(
            lambda place: invitations.accept(token, name=f"N{place}", password=None, language="en", at=NOW)
        )
        == 1
    )
    assert Account.objects.get(email="new@example.org").posts.count() == 1


def test_a_code_is_used_once() -> None:
    account = an_account("Moon")
    assert passed(lambda _place: sign_in.use_code(account, "123456", at=NOW)) == 1


def test_a_sheet_is_accepted_once(teams: Sheet) -> None:
    by = an_officer()
    upload = an_upload(teams, ["Name", "People"], ["Darkhan", 7], ["Bishkek", 2], by=by)
    passed(lambda _place: uploads.accept(Upload.objects.get(pk=upload.pk), by=by, at=NOW))
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Bishkek", "Darkhan"]


def test_a_reading_is_corrected_once() -> None:
    by, reading = an_officer(), a_report(636)
    assert passed(lambda place: correct(reading, value=700 + place, reason="Misread.", by=by, at=NOW)) == 1
    assert Reading.objects.filter(supersedes=reading).count() == 1


def test_a_reading_is_frozen_once() -> None:
    by = an_officer()
    organisations_taking_part(3)
    reading = a_count()
    assert passed(lambda _place: freeze(reading, by=by, at=NOW)) == 1
    reading.refresh_from_db()
    assert reading.is_frozen
    assert reading.records_count == 3
    assert Entry.objects.about(reading).filter(verb="froze").count() == 1


@pytest.mark.parametrize("crossed", [False, True])
def test_a_pair_is_merged_once_whichever_way_round(crossed: bool) -> None:
    by, academy = an_officer(), an_organisation("Tashkent Medical Academy", kind="university", country="UZ")
    one, other = a_person("Тухтамишев Музаффар"), a_person("Tuxtamishev Muzaffar")
    ties = [an_affiliation(row, academy).pk for row in (one, other)]

    def deed(place: int) -> None:
        pair = (one.pk, other.pk) if place % 2 or not crossed else (other.pk, one.pk)
        kept, absorbed = (Person.objects.get(pk=pk) for pk in pair)
        duplicates.merge(kept, absorbed, by=by, at=NOW)

    assert passed(deed) == 1
    done = Merge.objects.get()
    assert set(Affiliation.objects.filter(pk__in=ties).values_list("person", flat=True)) == {done.kept}
    assert Person.objects.get(pk=done.absorbed).merged_into_id == done.kept
    assert Person.objects.get(pk=done.kept).merged_into_id is None
    assert Alias.objects.filter(person=done.kept).count() == len(done.made)
    assert verify(seals=[]).fault is None


def test_a_merge_is_undone_once() -> None:
    by = an_officer()
    one, other = a_person("Тухтамишев Музаффар"), a_person("Tuxtamishev Muzaffar")
    done = duplicates.merge(one, other, by=by, at=NOW)
    assert passed(lambda _place: duplicates.undo(done, by=by, at=NOW)) == 1
    assert not Person.objects.exclude(merged_into=None).exists()


def test_one_bulletin_that_two_bring_out_stands_on_the_board_once() -> None:
    by, draft = an_officer(), a_draft()
    assert passed(lambda _place: publish(Bulletin.objects.get(pk=draft.pk), by=by, at=NOW)) == 4
    bulletin = Bulletin.objects.get(pk=draft.pk)
    assert bulletin.live
    assert bulletin.live_revision_id == bulletin.latest_revision_id
    assert not bulletin.has_unpublished_changes
    assert bulletin.number == 1


def test_bulletins_that_come_out_at_once_have_each_a_number_of_their_own() -> None:
    by = an_officer()
    drafts = [a_draft(title) for title in ("Morning", "Noon", "Evening", "Night")]
    assert passed(lambda place: publish(drafts[place], by=by, at=NOW)) == 4
    assert sorted(Bulletin.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_the_first_readers_of_a_bulletin_and_a_day_are_all_counted() -> None:
    bulletin = a_bulletin()
    Tally.objects.filter(pk=bulletin.pk).delete()
    counted = passed(
        lambda place: count_visit(bulletin.pk, visitor=f"10.0.0.{place}", agent="x", on=NOW.date())
    )
    assert counted == 4
    assert Tally.objects.get(pk=bulletin.pk).counted == 4
    assert Visit.objects.filter(bulletin=None).count() == 1
