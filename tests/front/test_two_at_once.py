"""Two at once: what may happen once happens once, and what all do is counted for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from taggit.models import Tag

from naru.directory.actions import invitations, sign_in
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.figures.book import correct
from naru.figures.models import Reading
from naru.history.book import Refusal
from naru.newsroom.actions.visits import count_visit
from naru.newsroom.models import Tally, Visit
from naru.sheets.book import uploads
from naru.sheets.models import Upload
from naru.sheets.rules.declared import Sheet
from tests.history.test_concurrency import together
from tests.makers.accounts import NOW, an_account, an_invitation, an_officer
from tests.makers.figures import a_report
from tests.makers.newsroom import a_bulletin
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


def test_the_first_readers_of_a_bulletin_and_a_day_are_all_counted() -> None:
    bulletin = a_bulletin()
    Tally.objects.filter(pk=bulletin.pk).delete()
    counted = passed(
        lambda place: count_visit(bulletin.pk, visitor=f"10.0.0.{place}", agent="x", on=NOW.date())
    )
    assert counted == 4
    assert Tally.objects.get(pk=bulletin.pk).counted == 4
    assert Visit.objects.filter(bulletin=None).count() == 1
