"""Outcomes: declared by an officer, asked of the partner, counted when confirmed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from naru.activities.actions import outcomes
from naru.activities.models import Outcome
from naru.activities.rules.outcomes import HOURS, LETTERS, OutcomeState, Terms, standing, why_not_answer
from naru.directory.actions.accounts import appoint
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_officer, signed_in
from tests.makers.activities import a_published_fair, an_organisation

WEEK = timedelta(hours=HOURS)


@pytest.mark.parametrize(
    ("terms", "state"),
    [
        (Terms(), OutcomeState.DECLARED),
        (Terms(letters=1, asked_at=NOW), OutcomeState.WAITING),
        (Terms(letters=1, asked_at=NOW - WEEK), OutcomeState.DUE),
        (Terms(letters=LETTERS - 1, asked_at=NOW - WEEK), OutcomeState.DUE),
        (Terms(letters=LETTERS, asked_at=NOW - WEEK + timedelta(seconds=1)), OutcomeState.WAITING),
        (Terms(letters=LETTERS, asked_at=NOW - WEEK), OutcomeState.SILENT),
        (Terms(letters=1, asked_at=NOW - WEEK, confirmed_at=NOW), OutcomeState.CONFIRMED),
        (Terms(letters=1, asked_at=NOW - WEEK, refused_at=NOW), OutcomeState.REFUSED),
        (Terms(confirmed_at=NOW, withdrawn_at=NOW), OutcomeState.WITHDRAWN),
    ],
)
def test_standing_is_computed_from_its_dates(terms: Terms, state: str) -> None:
    assert standing(terms, at=NOW) is state


@pytest.mark.parametrize(
    ("confirmed", "number", "reason", "allowed"),
    [
        (True, 3, "", True),
        (True, 1, "", True),
        (True, 4, "", False),
        (True, 0, "", False),
        (True, None, "", False),
        (False, None, "They went elsewhere.", True),
        (False, None, "  ", False),
    ],
)
def test_a_partner_confirms_fewer_never_more_and_refuses_with_a_reason(
    confirmed: bool, number: int | None, reason: str, allowed: bool
) -> None:
    terms = Terms(letters=1, asked_at=NOW)
    said = why_not_answer(terms, confirmed=confirmed, declared=3, number=number, reason=reason, at=NOW)
    assert (said is None) is allowed


def an_outcome(**words: Any) -> Outcome:
    values: dict[str, Any] = {
        "kind": "patient",
        "partner": words.pop("partner", None) or an_organisation("Altyn Tour", kind="facilitator"),
        "institution": words.pop("institution", None) or an_organisation(),
        "number": 3,
        "happened_on": NOW.date(),
        "words": "Three patients came to Bundang Jesaeng in May 2024.",
        "source": "the agency's report of June",
        "contact": "Saule",
        "email": "saule@example.org",
    }
    return outcomes.declare(a_published_fair(), by=an_officer(), at=NOW, **(values | words))


def the_token() -> str:
    body = Letter.objects.filter(template="confirm_outcome").latest("pk").body
    found = re.search(r"/outcomes/answer/([\w-]+)/", body)
    assert found, body
    return found[1]


@pytest.mark.django_db
def test_nothing_counts_before_the_partner_confirms_and_then_what_they_confirm() -> None:
    row = an_outcome()
    assert not Outcome.objects.confirmed().exists()
    outcomes.ask(row, by=row.declared_by, at=NOW)
    token = the_token()
    outcomes.answer(token, confirmed=True, number=2, anyway="no", answered_by="Saule", at=NOW)
    row.refresh_from_db()
    assert list(Outcome.objects.confirmed()) == [row]
    assert (row.number, row.confirmed_number, row.anyway) == (3, 2, "no")
    with pytest.raises(Refusal, match="used already"):
        outcomes.answer(token, confirmed=False, reason="No.", answered_by="Saule", at=NOW)


@pytest.mark.django_db
def test_a_refused_answer_leaves_the_link_unused() -> None:
    row = outcomes.ask(an_outcome(), by=None, at=NOW)
    token = the_token()
    with pytest.raises(Refusal, match="1 to 3"):
        outcomes.answer(token, confirmed=True, number=7, answered_by="Saule", at=NOW)
    outcomes.answer(token, confirmed=False, reason="They went elsewhere.", answered_by="Saule", at=NOW)
    row.refresh_from_db()
    assert row.standing(at=NOW) is OutcomeState.REFUSED
    assert row.confirmed_number is None


@pytest.mark.django_db
def test_the_partner_is_asked_again_four_times_each_week_and_no_more() -> None:
    row, moment = an_outcome(), NOW
    outcomes.ask(row, by=None, at=moment)
    first = the_token()
    with pytest.raises(Refusal, match="still works"):
        outcomes.ask(row, by=None, at=moment + WEEK - timedelta(minutes=1))
    for _again in range(LETTERS - 1):
        moment += WEEK
        assert list(Outcome.objects.standing(OutcomeState.DUE, at=moment)) == [row]
        outcomes.ask(row, by=None, at=moment)
    assert Letter.objects.filter(template="confirm_outcome").count() == LETTERS
    assert Letter.objects.filter(subject__startswith="Reminder").count() == LETTERS - 1
    moment += WEEK
    assert not Outcome.objects.standing(OutcomeState.DUE, at=moment).exists()
    assert list(Outcome.objects.standing(OutcomeState.SILENT, at=moment)) == [row]
    with pytest.raises(Refusal, match="did not answer"):
        outcomes.ask(row, by=None, at=moment)
    with pytest.raises(Refusal, match="withdrawn or replaced"):
        outcomes.answer(first, confirmed=True, number=3, answered_by="Saule", at=NOW)


@pytest.mark.django_db
def test_a_withdrawn_outcome_closes_its_link_and_counts_no_longer() -> None:
    row = outcomes.ask(an_outcome(), by=None, at=NOW)
    token = the_token()
    with pytest.raises(Refusal, match="Say why"):
        outcomes.withdraw(row, because=" ", by=None, at=NOW)
    outcomes.withdraw(row, because="Told twice.", by=None, at=NOW)
    with pytest.raises(Refusal, match="withdrawn"):
        outcomes.asked_by(token, at=NOW)


@pytest.mark.django_db
def test_what_was_asked_stays_as_it_was_asked() -> None:
    row = outcomes.change(an_outcome(), number=4, by=None, at=NOW)
    assert row.number == 4
    outcomes.ask(row, by=None, at=NOW)
    with pytest.raises(Refusal, match="declare it anew"):
        outcomes.change(row, number=5, by=None, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("state", OutcomeState)
def test_the_list_and_the_rule_say_the_same(state: OutcomeState) -> None:
    moments: list[datetime | None] = [None, NOW, NOW - WEEK, NOW - 2 * WEEK]
    for asked in moments:
        for letters in (0, 1, LETTERS) if asked else (0,):
            for end in ({}, {"refused_at": NOW, "reason": "no"}, {"withdrawn_at": NOW}):
                row = an_outcome()
                Outcome.objects.filter(pk=row.pk).update(asked_at=asked, letters=letters, **end)
    by_rule = {row.pk for row in Outcome.objects.all() if row.standing(at=NOW) is state}
    assert {row.pk for row in Outcome.objects.standing(state, at=NOW)} == by_rule


@pytest.fixture
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_the_officer_declares_asks_and_the_partner_confirms_on_the_page() -> None:
    client = signed_in(an_officer())
    fair, agency, hospital = a_published_fair(), an_organisation("Altyn Tour"), an_organisation()
    form = {
        "kind": "patient",
        "words": "Two patients came in May.",
        "number": "2",
        "happened_on": "2024-05-20",
        "partner": f"#{agency.pk}",
        "institution": f"#{hospital.pk}",
        "contact": "Saule",
        "email": "saule@example.org",
        "language": "ru",
        "source": "a call",
    }
    refused = client.post(reverse("activities:declare_outcome", args=[fair.pk]), form | {"amount": "5"})
    assert refused.status_code == 422
    assert "Only an export contract" in refused.content.decode()
    client.post(reverse("activities:declare_outcome", args=[fair.pk]), form)
    row = Outcome.objects.get()
    assert "Two patients came" in client.get(reverse("activities:outcomes", args=[fair.pk])).content.decode()
    client.post(reverse("activities:ask_outcome", args=[fair.pk, row.pk]))
    visitor, here = Client(), f"/ru/activities/outcomes/answer/{the_token()}/"
    assert "Two patients came in May." in visitor.get(here).content.decode()
    assert visitor.post(here, {"answer": "yes", "number": "2"}).status_code == 422
    done = visitor.post(here, {"answer": "yes", "number": "2", "anyway": "no", "answered_by": "Saule"})
    assert done.status_code == 200
    assert visitor.get(here).status_code == 410
    row.refresh_from_db()
    assert row.confirmed_number == 2
    translation.activate("en")
    assert "Confirmed" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_a_member_sees_their_own_organisations_outcomes_only() -> None:
    mine, others = an_outcome(), an_outcome(partner=an_organisation("Another agency"))
    member = an_account("Member")
    appoint(member, role=Role.MEMBER, organisation=mine.partner, since=timezone.localdate(), by=None, at=NOW)
    client = signed_in(member)
    assert client.get(mine.get_absolute_url()).status_code == 200
    Outcome.objects.filter(pk=others.pk).update(institution=None)
    assert client.get(others.get_absolute_url()).status_code == 404
    assert client.get(reverse("activities:all_outcomes")).content.decode().count("/outcomes/") >= 1


@pytest.mark.django_db
def test_the_figure_adds_up_what_partners_confirmed_and_nothing_else() -> None:
    from naru.fairs.figures.outcomes import patients_confirmed

    asked = an_outcome()
    confirmed = an_outcome(number=5)
    Outcome.objects.filter(pk=confirmed.pk).update(confirmed_at=NOW, confirmed_number=2)
    trainee = an_outcome(kind="trainee")
    Outcome.objects.filter(pk=trainee.pk).update(confirmed_at=NOW, confirmed_number=3)
    withdrawn = an_outcome()
    Outcome.objects.filter(pk=withdrawn.pk).update(
        confirmed_at=NOW, confirmed_number=3, withdrawn_at=NOW, withdrawn_because="twice"
    )
    day = NOW.date()
    counted = patients_confirmed(day, day + timedelta(days=1), day)
    assert list(counted.rows) == [confirmed]
    assert sum(row.confirmed_number for row in counted.rows) == 2
    assert asked.confirmed_number is None
    assert not patients_confirmed(day - timedelta(days=9), day, day).rows.exists()
