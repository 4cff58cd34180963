"""The screens at a site: the queue, the waiting tent, what was kept aside and its repair, the tablets."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.history.models import Entry as Noted
from naru.missions.actions import aside
from naru.missions.actions.refolding import differences
from naru.missions.models import Entry, Resident, SetAside, Visit
from naru.missions.queries.waiting import _gaps, first_of, gaps_of, queues_of
from naru.missions.rules.aside import Terms, why_not_drop, why_not_take_again
from naru.missions.rules.entries import Colour, Station
from naru.missions.rules.numbers import number
from naru.missions.rules.waiting import Group, minutes, queues
from tests.makers.accounts import an_account, an_editor, signed_in
from tests.makers.clinic import CLINIC_DAY, Hand, a_site, a_tablet, a_uuid7

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 7, 25, 3, 0, tzinfo=UTC)


def a_mission_officer() -> Client:
    return signed_in(an_account("Mission Officer Seo", Role.MISSION_OFFICER))


def waits(hand: Hand, station: str, colour: str = "none", name: str = "Батбаяр") -> str:
    """Let somebody register, be judged and wait; give their number."""
    of = hand.registers(name)
    visit = hand.arrives(of)
    if colour != "none":
        told = {"answers": {}, "colour": colour, "criteria": [], "rules": "iitt-1"}
        hand.writes("triage.judged", told, of=of, visit=visit)
    hand.writes("queue.placed", {"station": station}, of=of, visit=visit)
    return str(hand.made[-3 if colour == "none" else -4]["body"]["number"])


# The queue.


def test_the_rule_sums_up_each_station() -> None:
    def since(minutes: float) -> datetime:
        return NOW - timedelta(minutes=minutes)

    groups = [
        Group("medical", "red", 1, 1, since(3).timestamp(), since(3)),
        Group("medical", "none", 2, 2, since(15).timestamp(), since(20)),
        Group("medical", "green", 1, 0, None, None),
        Group("eye", "green", 1, 1, since(-5).timestamp(), since(-5)),
    ]
    found = queues(groups, now=NOW)
    medical = found[Station.MEDICAL]
    assert (medical.waiting, medical.average, medical.longest) == (4, 11, 20)
    assert medical.counts == {Colour.RED: 1, Colour.NONE: 2, Colour.GREEN: 1}
    assert (found[Station.EYE].average, found[Station.DENTAL].waiting) == (0, 0)
    assert minutes(None, NOW) is None


def test_the_database_averages_the_waits_as_a_person_would() -> None:
    site = a_site()
    hand = a_tablet(site)
    for _one in range(5):
        waits(hand, "medical", "green")
    hand.sends()
    since = list(Visit.objects.values_list("queued_at", flat=True))
    for place, row in enumerate(Visit.objects.order_by("pk")):
        Visit.objects.filter(pk=row.pk).update(queued_at=NOW - timedelta(minutes=10 * place))
    found = queues_of(site, now=NOW)[Station.MEDICAL]
    assert (len(since), found.waiting, found.average, found.longest) == (5, 5, 20, 40)


def test_the_board_names_twelve_of_each_station() -> None:
    site = a_site()
    hand = a_tablet(site)
    for _one in range(14):
        waits(hand, "medical", "green")
    hand.sends()
    first = first_of(site)["medical"]
    assert len(first) == 12
    assert [row["queued_at"] for row in first] == sorted(row["queued_at"] for row in first)
    text = a_mission_officer().get(reverse("missions:queue", args=[site.pk])).content.decode()
    assert "and 2 more" in text


def test_the_board_orders_by_colour_then_time_and_names_nobody() -> None:
    site = a_site()
    hand = a_tablet(site)
    green = waits(hand, "medical", "green")
    unjudged = waits(hand, "medical")
    late = waits(hand, "medical", "red", name="Secret Name")
    yellow = waits(hand, "medical", "yellow")
    hand.sends()
    text = a_mission_officer().get(reverse("missions:queue", args=[site.pk])).content.decode()
    places = [text.index(each) for each in (late, yellow, unjudged, green)]
    assert places == sorted(places)
    assert "Secret Name" not in text
    assert 'hx-trigger="every 5s"' in text
    assert "Average wait" in text


def test_who_was_called_stands_above_and_no_longer_waits() -> None:
    site = a_site()
    hand = a_tablet(site)
    called, held = waits(hand, "medical", "green"), waits(hand, "dental", "green")
    visits = {made["visit"] for made in hand.made if made["kind"] == "queue.placed"}
    for made in [one for one in hand.made if one["kind"] == "queue.placed" and one["visit"] in visits]:
        kind = "queue.called" if made["body"]["station"] == "medical" else "queue.held"
        hand.writes(kind, {"station": made["body"]["station"]}, of=made["of"], visit=made["visit"])
    hand.sends()
    assert sum(queue.waiting for queue in queues_of(site, now=NOW).values()) == 0
    client = a_mission_officer()
    board = client.get(reverse("missions:queue", args=[site.pk])).content.decode()
    assert called in board
    assert held in board
    tent = client.get(reverse("missions:tent", args=[site.pk])).content.decode()
    assert called in tent
    assert held not in tent


def test_the_tent_shows_numbers_and_neither_names_nor_colours() -> None:
    site = a_site()
    hand = a_tablet(site)
    waits(hand, "medical", "red", name="Secret Name")
    hand.sends()
    client = a_mission_officer()
    whole = client.get(reverse("missions:tent", args=[site.pk]))
    part = client.get(reverse("missions:tent", args=[site.pk]), headers={"HX-Request": "true"})
    for text in (whole.content.decode(), part.content.decode()):
        assert "Secret Name" not in text
        assert "Red" not in text
        assert "Medical" in text
    assert "<html" not in part.content.decode()
    assert "no-store" in whole["Cache-Control"]


@pytest.mark.parametrize("name", ["queue", "tent"])
def test_the_queue_costs_the_same_whatever_its_length(name: str) -> None:
    site = a_site()
    hand = a_tablet(site)
    client = a_mission_officer()
    counts = []
    for turn in range(2):
        for _one in range(1 if turn == 0 else 30):
            waits(hand, "medical" if _one % 2 else "eye", "green")
        hand.sends()
        client.get(reverse(f"missions:{name}", args=[site.pk]))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse(f"missions:{name}", args=[site.pk]))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8


def test_the_screens_are_nobody_elses() -> None:
    site = a_site()
    hand = a_tablet(site)
    hand.sends([{"id": "no id"}])
    row = SetAside.objects.get()
    pages = [
        reverse("missions:queue", args=[site.pk]),
        reverse("missions:tent", args=[site.pk]),
        reverse("missions:kept_aside", args=[site.pk]),
        reverse("missions:repair", args=[site.pk, row.pk]),
        reverse("missions:tablets", args=[site.pk]),
        reverse("missions:add_tablet", args=[site.pk]),
        reverse("missions:one_tablet", args=[site.pk, hand.tablet.pk]),
    ]
    officer, editor = a_mission_officer(), signed_in(an_editor())
    member = signed_in(an_account("Nobody of the office"))
    for address in pages:
        assert Client().get(address).status_code == 302
        assert member.get(address).status_code == 404
        assert officer.get(address).status_code == 200
    for address in (*pages[2:4], *pages[5:]):
        assert editor.get(address).status_code == 404


# What was kept aside.


def an_unreadable(hand: Hand, **words: Any) -> SetAside:
    """Let a tablet send vital signs with a field that nobody knows."""
    of = hand.registers()
    visit = hand.arrives(of)
    hand.writes("vitals.taken", {"temperature_c": 366} | words, of=of, visit=visit)
    hand.sends()
    return SetAside.objects.get()


def test_what_was_kept_aside_is_repaired_and_taken_as_an_entry_of_the_laptop() -> None:
    site = a_site()
    hand = a_tablet(site)
    row = an_unreadable(hand)
    client = a_mission_officer()
    address = reverse("missions:repair", args=[site.pk, row.pk])
    assert row.sentence in client.get(reverse("missions:kept_aside", args=[site.pk])).content.decode()
    assert "366" in client.get(address).content.decode()
    told = json.loads(row.raw)
    told["body"]["temperature_c"] = 36.6
    answer = client.post(address, {"take": "1", "told": json.dumps(told), "why": "decimal point"})
    assert answer.status_code == 302
    entry = Entry.objects.get(kind="vitals.taken")
    assert entry.body == {"temperature_c": 36.6}
    assert entry.author == "V001"
    assert entry.tablet_id != hand.tablet.pk
    assert str(entry.uid) != told["id"]
    assert Visit.objects.get().told["vitals"]["temperature_c"] == 36.6
    row.refresh_from_db()
    assert (row.settled_as, row.entry_id, row.why) == ("taken", entry.pk, "decimal point")
    assert Noted.objects.filter(verb="took_again", why="decimal point").count() == 1
    assert Noted.objects.filter(verb="read_residents").count() == 1
    assert differences(site) == []
    again = client.post(address, {"take": "1", "told": json.dumps(told), "why": ""})
    assert again.status_code == 422
    assert "Somebody already decided about this." in again.content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("{", "This is not JSON: look at line 1."),
        ("[1]", "An entry must be an object with its fields."),
        ('{"kind": "vitals.taken"}', "does not say who wrote it"),
    ],
)
def test_a_repair_that_cannot_be_read_keeps_what_was_typed(told: str, sentence: str) -> None:
    site = a_site()
    row = an_unreadable(a_tablet(site))
    answer = a_mission_officer().post(
        reverse("missions:repair", args=[site.pk, row.pk]), {"take": "1", "told": told, "why": ""}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert told in answer.content.decode().replace("&quot;", '"')
    row.refresh_from_db()
    assert row.settled_at is None
    assert not Entry.objects.filter(kind="vitals.taken").exists()


def test_leaving_out_needs_a_reason_and_keeps_the_text() -> None:
    site = a_site()
    row = an_unreadable(a_tablet(site))
    client = a_mission_officer()
    address = reverse("missions:repair", args=[site.pk, row.pk])
    assert client.post(address, {"drop": "1", "why": ""}).status_code == 422
    assert client.post(address, {"drop": "1", "why": "a trial"}).status_code == 302
    row.refresh_from_db()
    assert (row.settled_as, row.why, row.entry_id) == ("dropped", "a trial", None)
    assert "366" in row.raw
    assert Noted.objects.filter(verb="dropped_aside").count() == 1
    assert "a trial" in client.get(address).content.decode()


def test_the_second_version_of_an_entry_corrects_the_first_when_it_is_taken() -> None:
    site = a_site()
    hand = a_tablet(site)
    of = hand.registers("First")
    first = hand.made[-1]
    hand.sends()
    hand.sends([{**first, "body": {**first["body"], "name": "Second"}}])
    row = SetAside.objects.get()
    assert row.reason == "other_body"
    entry = aside.take_again(row, told=json.loads(row.raw), by=None, at=NOW)
    assert str(entry.corrects) == first["id"]
    assert Resident.objects.get(uid=of).name == "Second"
    assert differences(site) == []


def test_a_resident_whose_number_somebody_else_has_gets_one_of_the_laptop() -> None:
    site = a_site()
    hand, other = a_tablet(site), a_tablet(site, "Tablet 2")
    hand.registers()
    hand.sends()
    other.registers("Second", number=number("A", hand.tablet.tag, 1))
    other.sends()
    row = SetAside.objects.get()
    assert row.reason == "resident_number"
    aside.take_again(row, told=json.loads(row.raw), by=None, at=NOW)
    numbers = set(Resident.objects.values_list("number", flat=True))
    assert len(numbers) == 2
    assert all(each.startswith("A") for each in numbers)


def test_two_repairs_follow_each_other_without_a_gap() -> None:
    site = a_site()
    hand = a_tablet(site)
    for _turn in range(3):
        of = hand.registers()
        visit = hand.arrives(of)
        hand.writes("vitals.taken", {"temperature_c": 366}, of=of, visit=visit)
    hand.sends()
    for row in SetAside.objects.order_by("seq"):
        told = json.loads(row.raw)
        told["body"]["temperature_c"] = 36.6
        aside.take_again(row, told=told, by=None, at=NOW)
    desk = Entry.objects.filter(kind="vitals.taken").order_by("seq")
    assert [entry.seq for entry in desk] == [1, 2, 3]
    assert {(entry.tablet.have, entry.tablet.highest) for entry in desk} == {(3, 3)}


def test_what_only_its_own_device_may_take_back_is_not_taken_again() -> None:
    site = a_site()
    hand, other = a_tablet(site), a_tablet(site, "Tablet 2")
    hand.registers()
    hand.sends()
    other.writes("entry.withdrawn", {}, corrects=hand.made[0]["id"])
    other.sends()
    row = SetAside.objects.get()
    assert row.reason == "not_theirs"
    with pytest.raises(Refusal, match="cannot become an entry here"):
        aside.take_again(row, told=json.loads(row.raw), by=None, at=NOW)
    page = a_mission_officer().get(reverse("missions:repair", args=[site.pk, row.pk])).content.decode()
    assert "cannot become an entry here" in page
    assert 'name="take"' not in page


def test_the_reasons_say_when_nothing_can_be_decided() -> None:
    assert why_not_take_again(Terms("unreadable", settled=False)) is None
    assert why_not_take_again(Terms("fork", settled=False)) is not None
    assert why_not_take_again(Terms("unreadable", settled=True)) == "Somebody already decided about this."
    assert why_not_drop(Terms("fork", settled=False), why="x") is None
    assert why_not_drop(Terms("fork", settled=False), why=" ") == "Say why it is left out."


# Tablets.


def test_a_tablet_is_added_enrolled_once_and_revoked() -> None:
    site = a_site()
    client = a_mission_officer()
    shown = client.post(reverse("missions:add_tablet", args=[site.pk]), {"label": "Tablet 7"})
    text = shown.content.decode()
    assert "data:image/svg" in text
    link = text.split("#enrol=")[1].split('"')[0]
    door = Client().post(
        reverse("missions:enrol"), json.dumps({"link": link}), content_type="application/json"
    )
    assert door.json()["tablet"]["label"] == "Tablet 7"
    again = Client().post(
        reverse("missions:enrol"), json.dumps({"link": link}), content_type="application/json"
    )
    assert again.status_code == 403
    listed = client.get(reverse("missions:tablets", args=[site.pk])).content.decode()
    assert "Tablet 7" in listed
    tablet = site.tablets.get()
    assert (
        client.post(reverse("missions:revoke_tablet", args=[site.pk, tablet.pk]), {"why": "lost"}).status_code
        == 302
    )
    tablet.refresh_from_db()
    assert tablet.revoked_at
    assert Noted.objects.filter(verb="revoked_tablet", why="lost").exists()


def test_a_waiting_tablet_gets_a_new_code() -> None:
    site = a_site()
    client = a_mission_officer()
    client.post(reverse("missions:add_tablet", args=[site.pk]), {"label": "Tablet 7"})
    tablet = site.tablets.get()
    shown = client.post(reverse("missions:one_tablet", args=[site.pk, tablet.pk]))
    assert "#enrol=" in shown.content.decode()


def test_what_a_tablet_has_not_sent_is_named_by_its_numbers() -> None:
    site = a_site()
    hand = a_tablet(site)
    for _turn in range(9):
        hand.registers()
    made = hand.made
    hand.sends([made[0], made[3], made[5], made[6], made[8]])
    assert gaps_of([hand.tablet]) == {hand.tablet.pk: [(2, 3), (5, 5), (8, 8)]}
    client = a_mission_officer()
    for name, args in (("tablets", [site.pk]), ("one_tablet", [site.pk, hand.tablet.pk])):
        assert "2–3, 5, 8" in client.get(reverse(f"missions:{name}", args=args)).content.decode()
    hand.sends()
    assert gaps_of([hand.tablet]) == {}
    assert _gaps(set(), 4, 6) == [(5, 6)]


@pytest.mark.parametrize("name", ["tablets", "kept_aside"])
def test_the_lists_cost_the_same_with_one_row_and_three(name: str) -> None:
    site = a_site()
    client = a_mission_officer()
    counts = []
    for turn in range(3):
        hand = a_tablet(site, f"Tablet {turn}")
        hand.sends([{"id": a_uuid7(), "seq": 5, "kind": f"none{turn}"}])
        client.get(reverse(f"missions:{name}", args=[site.pk]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(f"missions:{name}", args=[site.pk]))
        counts.append(len(seen))
    assert counts[0] == counts[2] <= 10, counts


def test_a_tablet_of_another_site_is_not_found() -> None:
    here, there = a_site(), a_site("B")
    hand = a_tablet(there)
    client = a_mission_officer()
    assert client.get(reverse("missions:one_tablet", args=[here.pk, hand.tablet.pk])).status_code == 404
    assert client.get(reverse("missions:queue", args=[999_999])).status_code == 404
    assert hand.clock >= CLINIC_DAY
