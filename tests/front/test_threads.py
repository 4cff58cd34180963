"""The thread from the booth to the patient, told from real records of the apps below."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import translation

from naru.activities.actions import outcomes, results
from naru.activities.models import Outcome
from naru.activities.rules.words import Measure
from naru.agreements.actions import agreements
from naru.agreements.rules.words import Kind, Side
from naru.fairs.actions import consultations, leads, meetings
from naru.front.threads import told
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import a_country, an_organisation
from tests.makers.fairs import FAIR_DAY, a_fair, a_member_of, an_exhibitor
from tests.makers.forums import a_meeting, a_published_forum

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": None, "at": NOW}


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def world() -> dict[str, Any]:
    """Make a fair with its forum: three scans, one consultation of them, two meetings, an MOU, two patients."""
    fair = a_fair()
    forum, hospitals, agencies = a_published_forum(1, 3)
    fair.activity.linked.add(forum.activity)
    hospital = hospitals[0].organisation
    first, second = agencies[0].organisation, agencies[1].organisation
    booth = an_exhibitor(fair, hospital)
    met = [
        leads.enter(booth, values={"name": f"Guest {n}"}, agreed=True, met_at=FAIR_DAY, **BY)
        for n in range(3)
    ]
    consultations.log(booth, lead=met[0], organisation=first, held_at=FAIR_DAY, **BY)
    for agency in agencies[:2]:
        meetings.record(a_meeting(forum, agency), held=True, by=None, at=FAIR_DAY)
    paper = agreements.enter(
        kind=Kind.AGENCY,
        title_en="MOU of Almaty",
        activity=fair.activity,
        parties=[
            {"organisation": hospital, "side": Side.OURS},
            {"organisation": first, "side": Side.THEIRS},
        ],
        **BY,
    )
    agreements.record_signed(paper, signed_on=date(2024, 4, 26), **BY)
    officer = an_officer()
    row = outcomes.declare(
        fair.activity,
        kind="patient",
        partner=first,
        institution=hospital,
        number=2,
        happened_on=date(2024, 5, 10),
        words="Two patients",
        source="report",
        contact="Aigul",
        email="a@example.org",
        by=officer,
        at=NOW,
    )
    Outcome.objects.filter(pk=row.pk).update(confirmed_at=NOW, confirmed_number=2)
    results.budget(fair.activity, label="Stand", planned_krw=1_000_000, **BY)
    return {"fair": fair, "forum": forum, "officer": officer, "first": first, "second": second}


def the_step(thread: told.Thread, key: str) -> told.Step:
    return next(step for step in thread.steps if step.key == key)


def test_each_step_is_counted_from_its_records_and_shared_of_the_step_before(world: dict[str, Any]) -> None:
    activity, officer = world["fair"].activity, world["officer"]
    thread = told.tell(told.of_activity(activity, officer), account=officer)
    assert [step.number for step in thread.steps] == [3, 1, 2, 1, 0, 2, 0, 0]
    assert (the_step(thread, told.CONSULTATION).came, the_step(thread, told.CONSULTATION).of) == (1, 3)
    assert (the_step(thread, told.AGREEMENT).came, the_step(thread, told.AGREEMENT).of) == (1, 2)
    assert the_step(thread, "patient").share == 100
    assert the_step(thread, "patient").cost_krw == 500_000
    assert not thread.spent
    assert [chain.partner for chain in thread.chains] == [world["first"].pk, world["second"].pk]
    assert thread.years == [2024]


def test_an_unconfirmed_outcome_is_not_in_the_thread(world: dict[str, Any]) -> None:
    Outcome.objects.update(confirmed_at=None, confirmed_number=None)
    thread = told.tell(told.of_activity(world["fair"].activity, world["officer"]), account=world["officer"])
    assert the_step(thread, "patient").number == 0


def test_what_was_reported_stands_beside_what_is_counted(world: dict[str, Any]) -> None:
    activity = world["fair"].activity
    target = results.set_target(activity, measure=Measure.PATIENTS, wanted=30, **BY)
    results.record_reached(target, reached=35, source="press release", **BY)
    thread = told.tell(told.of_activity(activity, world["officer"]), account=world["officer"])
    step = the_step(thread, "patient")
    assert (step.number, [one.reached for one in step.reported]) == (2, [35])


def test_a_country_and_an_organisation_have_threads_of_their_own(world: dict[str, Any]) -> None:
    world["first"].country = a_country("KZ")
    world["first"].save()
    of_country = told.tell(told.of_country("KZ"), account=world["officer"])
    assert {chain.partner for chain in of_country.chains} >= {world["first"].pk}
    of_one = told.tell(told.of_organisation(world["second"].pk), account=world["officer"])
    assert [step.number for step in of_one.steps] == [0, 0, 1, 0, 0, 0, 0, 0]


def test_who_may_see_nothing_is_told_nothing(world: dict[str, Any]) -> None:
    stranger = an_account("Stranger")
    for account in (stranger, AnonymousUser(), a_member_of(an_organisation("Another hospital"))):
        thread = told.tell(told.of_activity(world["fair"].activity, account), account=account)
        assert [step.number for step in thread.steps if step.key != told.AGREEMENT] == [0] * 7, account
        assert thread.money is None


def test_the_screens_show_the_thread_and_hand_it_out(world: dict[str, Any]) -> None:
    client = Client()
    client.force_login(world["officer"], backend="allauth.account.auth_backends.AuthenticationBackend")
    here = reverse("front:thread_of_activity", args=[world["fair"].activity.pk])
    body = client.get(here).content.decode()
    assert "Agency 1" in body
    assert "Agency 2" in body
    assert "500,000 won each" in body
    assert here in client.get(world["fair"].activity.get_absolute_url()).content.decode()
    for other in (
        reverse("front:thread_of_country", args=["kz"]),
        reverse("front:thread_of_organisation", args=[world["first"].pk]),
    ):
        assert client.get(other).status_code == 200
    answer: Any = client.get(here, {"export": "csv"})
    csv = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("Partner")
    assert client.get(here, {"step": "agreement"}).content.decode().count("Agency 2") == 0
    assert Client().get(here).status_code == 302


def test_a_thread_asks_as_often_for_one_partner_as_for_many(
    world: dict[str, Any], django_assert_num_queries: Any
) -> None:
    scope = told.of_activity(world["fair"].activity, world["officer"])
    with django_assert_num_queries(11):
        told.tell(scope, account=world["officer"])
