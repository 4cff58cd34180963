"""What head office sees of its sites, and residents who may be one person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.history.book import Refusal
from naru.history.models import Entry as History
from naru.missions.actions import residents, syncing
from naru.missions.actions.refolding import differences
from naru.missions.models import Entry, Resident, Site
from naru.missions.queries.arrivals import alike_of, arrivals_of
from naru.missions.rules.alike import CROWD, Facts, Reason, alike, weigh
from naru.missions.rules.arrivals import Arrival, arrival, gaps
from tests.makers.accounts import an_editor, an_officer, signed_in
from tests.makers.clinic import CLINIC_DAY, a_site, a_tablet
from tests.missions.test_syncing import EVENING, a_written_site, all_frames, become_head_office

NOW = CLINIC_DAY


def facts(key: int, name: str = "Батбаяр", **words: object) -> Facts:
    told = {
        "search": name,
        "sex": "male",
        "birth_on": date(1980, 5, 5),
        "exact": True,
        "phone": "",
        "village": "",
    }
    return Facts(key=key, names=(name,), **(told | words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "reasons", "shown"),
    [
        (facts(2), {Reason.NAME, Reason.BIRTH}, True),
        (facts(2, "Batbayar"), {Reason.LIKE_NAME, Reason.BIRTH}, True),
        (facts(2, sex="female"), {Reason.NAME, Reason.BIRTH, Reason.OTHER_SEX}, False),
        (facts(2, birth_on=date(1981, 1, 1)), {Reason.NAME, Reason.OTHER_BIRTH}, False),
        (facts(2, birth_on=date(1980, 10, 15), exact=False), {Reason.NAME, Reason.BIRTH_YEAR}, False),
        (facts(2, "Сараа"), {Reason.BIRTH}, False),
        (facts(2, birth_on=None), {Reason.NAME}, False),
    ],
)
def test_what_speaks_for_one_person(other: Facts, reasons: set[Reason], shown: bool) -> None:
    pair = weigh(facts(1), other)
    assert set(pair.reasons) == reasons
    assert bool(alike([facts(1), other])) is shown


def test_a_telephone_number_decides_between_two_of_one_name() -> None:
    one, other = facts(1, phone="99112233", birth_on=None), facts(2, phone="99112233", birth_on=None)
    assert [pair.reasons for pair in alike([one, other])] == [(Reason.NAME, Reason.PHONE)]
    assert alike([one, other], apart=frozenset({(1, 2)})) == []


def test_a_crowd_of_one_key_is_not_compared() -> None:
    assert alike([facts(key) for key in range(CROWD + 1)]) == []


@pytest.mark.parametrize(
    ("entries", "missing", "ago", "over", "said"),
    [
        (0, 0, 0, False, Arrival.NOTHING),
        (5, 1, 0, False, Arrival.TORN),
        (5, 0, 15, False, Arrival.OLD),
        (5, 0, 15, True, Arrival.WHOLE),
        (5, 0, 13, False, Arrival.WHOLE),
    ],
)
def test_how_well_a_log_is_known(entries: int, missing: int, ago: int, over: bool, said: Arrival) -> None:
    heard = NOW - timedelta(hours=ago)
    assert arrival(entries=entries, missing=missing, heard_at=heard, now=NOW, over=over) == said


def test_gaps_are_named() -> None:
    assert gaps([], 5) == []
    assert gaps([(8, 9), (20, 30), (10, 12)], 5) == [(6, 7), (13, 19)]


@pytest.mark.django_db
def test_head_office_names_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(2)
    some = all_frames(site, monkeypatch, 5)
    become_head_office(site)
    for place, frame in enumerate(some):
        if place != 1:
            syncing.take_frame(frame, at=EVENING)
    (told,) = arrivals_of(site.mission, now=EVENING)
    assert told.state == Arrival.TORN
    assert [(first, last) for _epoch, first, last in told.gaps] == [(6, 10)]
    page = signed_in(an_officer()).get(reverse("missions:arrivals", args=[site.mission.pk]))
    assert "6–10" in page.content.decode()
    syncing.take_frame(some[1], at=EVENING)
    (told,) = arrivals_of(site.mission, now=EVENING)
    assert (told.state, told.gaps, told.entries) == (Arrival.WHOLE, [], Entry.objects.count())


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_asks_as_often_for_three_sites(count: int, django_assert_num_queries: object) -> None:
    first = a_site("A")
    for letter in "BC"[: count - 1]:
        a_site(letter, mission=first.mission)
    with django_assert_num_queries(7):  # type: ignore[operator]
        arrivals_of(first.mission, now=NOW)


def two_of_one() -> tuple[Site, Resident, Resident]:
    here = a_site("A")
    there = a_site("B", mission=here.mission)
    hands = [a_tablet(here), a_tablet(there)]
    for hand in hands:
        person = hand.registers("Батбаяр", phone="+976 9911-2233")
        hand.arrives(person)
        hand.sends()
    one, other = Resident.objects.order_by("site__letter")
    return here, one, other


@pytest.mark.django_db
def test_who_came_to_both_sites_is_suggested_joined_and_parted() -> None:
    site, one, other = two_of_one()
    (pair,) = alike_of(site.mission)
    assert {pair.one, pair.other} == {one.pk, other.pk}
    assert Reason.PHONE in pair.reasons
    officer = an_officer()
    client = signed_in(officer)
    page = client.get(reverse("missions:alike", args=[site.mission.pk])).content.decode()
    assert one.number in page
    assert other.number in page
    assert History.objects.filter(verb="read_residents").exists()
    decide = reverse("missions:decide_alike", args=[site.mission.pk])
    client.post(decide, {"one": one.pk, "other": other.pk, "deed": "join"})
    other.refresh_from_db()
    assert other.joined_to == one
    assert alike_of(site.mission) == []
    assert Entry.objects.filter(kind="residents.joined").count() == 1
    client.post(decide, {"one": one.pk, "other": other.pk, "deed": "part"})
    other.refresh_from_db()
    assert other.joined_to is None
    assert len(alike_of(site.mission)) == 1
    client.post(decide, {"one": one.pk, "other": other.pk, "deed": "apart"})
    assert alike_of(site.mission) == []
    for each in site.mission.sites.all():
        assert differences(each) == []


@pytest.mark.django_db
def test_what_cannot_be_joined() -> None:
    _site, one, other = two_of_one()
    now = timezone.now()
    with pytest.raises(Refusal):
        residents.join(one, one, by=None, at=now)
    with pytest.raises(Refusal):
        residents.part(other, by=None, at=now)
    residents.join(one, other, by=None, at=now)
    with pytest.raises(Refusal):
        residents.join(other, one, by=None, at=now)
    with pytest.raises(Refusal):
        residents.join(one, other, by=None, at=now)


@pytest.mark.django_db
def test_who_may_look() -> None:
    site, _one, _other = two_of_one()
    for name in ("arrivals", "alike"):
        url = reverse(f"missions:{name}", args=[site.mission.pk])
        assert Client().get(url).status_code in {302, 403, 404}
        assert signed_in(an_editor()).get(url).status_code in {403, 404}
