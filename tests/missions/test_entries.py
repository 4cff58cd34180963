"""The log of a site: each entry once, nothing lost, nothing changed, and tables that are what the entries say."""

from __future__ import annotations

import copy
import gzip
import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.missions.actions import commits, tablets
from naru.missions.actions.entries import Sending
from naru.missions.actions.refolding import differences
from naru.missions.models import Entry, Resident, SetAside, Stock, StockMove, Visit
from naru.missions.rules.numbers import check_character, number, read_number, tag
from naru.missions.rules.proof import digest_header
from tests.makers.clinic import CLINIC_DAY, Hand, a_site, a_tablet, a_uuid7

pytestmark = pytest.mark.django_db


def a_day(hand: Hand, name: str = "Батбаяр") -> tuple[str, str]:
    """Let one resident pass all stations."""
    of = hand.registers(name)
    visit = hand.arrives(of)
    here = {"of": of, "visit": visit}
    hand.writes("queue.placed", {"station": "triage"}, **here)
    hand.writes("vitals.taken", {"temperature_c": 36.6, "pulse": 72, "weight_kg": 70}, **here)
    hand.writes("triage.judged", {"answers": {}, "colour": "green", "criteria": [], "rules": "1"}, **here)
    hand.writes("queue.placed", {"station": "medical"}, **here)
    hand.writes("queue.called", {"station": "medical"}, **here)
    told = {"specialty": "medical", "diagnoses": [{"code": "J06.9"}], "procedures": []}
    hand.writes("consultation.recorded", told, **here)
    line = a_uuid7()
    hand.writes(
        "prescription.written", {"lines": [{"line": line, "medicine": "PARA500", "quantity": 10}]}, **here
    )
    hand.writes(
        "medicine.dispensed",
        {"line": line, "lots": [{"lot": "PARA500-1", "quantity": 10}], "done": True},
        **here,
    )
    hand.writes("visit.exited", {"outcome": "home"}, **here)
    return of, visit


def test_a_resident_passes_all_stations() -> None:
    site = a_site()
    hand = a_tablet(site)
    hand.writes("stock.received", {"lot": "PARA500-1", "quantity": 100})
    of, visit = a_day(hand)
    answers = hand.sends()
    assert {each.state for each in answers.entries} == {"stored"}
    assert answers.have == len(hand.made)
    assert answers.safe == 0
    resident = Resident.objects.get()
    assert (str(resident.uid), resident.number, resident.name) == (
        of,
        number("A", hand.tablet.tag, 1),
        "Батбаяр",
    )
    row = Visit.objects.get()
    assert (str(row.uid), row.colour, row.outcome, row.standing) == (visit, "green", "home", "done")
    assert row.age_days == 16152
    line = row.told["lines"][0]
    assert (line["medicine"], line["given"], line["standing"]) == ("PARA500", 10, "given")
    assert Stock.objects.get().on_hand == 90
    assert differences(site) == []


def test_what_is_sent_twice_is_stored_once() -> None:
    hand = a_tablet(a_site())
    a_day(hand)
    hand.sends()
    before = list(Entry.objects.values_list("uid", "digest", "chain"))
    again = hand.sends()
    assert {each.state for each in again.entries} == {"known"}
    assert list(Entry.objects.values_list("uid", "digest", "chain")) == before


def test_any_order_and_any_cut_comes_to_the_same_records() -> None:
    site = a_site()
    hand = a_tablet(site)
    hand.writes("stock.received", {"lot": "PARA500-1", "quantity": 100})
    for name in ("Батбаяр", "Сараа", "Энхтуяа"):
        a_day(hand, name)
    chance = random.Random(4)
    for _turn in range(40):
        some = chance.sample(hand.made, chance.randint(1, 9))
        answers = hand.sends(some)
        assert {each.state for each in answers.entries} <= {"stored", "known"}
    hand.sends()
    assert hand.tablet.have == len(hand.made) == Entry.objects.count()
    assert Stock.objects.get().on_hand == 70
    assert Visit.objects.filter(outcome="home").count() == 3
    assert differences(site) == []


def test_what_the_tablet_is_told_to_send_again() -> None:
    hand = a_tablet(a_site())
    a_day(hand)
    assert hand.sends(hand.made[:3]).have == 3
    assert hand.sends(hand.made[5:]).have == 3, "number 4 and 5 are missing"
    assert hand.tablet.highest == len(hand.made)
    assert hand.sends(hand.made[3:5]).have == len(hand.made)


def test_a_second_entry_under_an_id_or_a_number_is_kept_aside() -> None:
    hand = a_tablet(a_site())
    hand.registers()
    hand.sends()
    other = copy.deepcopy(hand.made[0])
    other["body"]["name"] = "Somebody else"
    assert [each.state for each in hand.sends([other]).entries] == ["aside"]
    same_number = {**other, "id": a_uuid7(), "of": a_uuid7()}
    assert [each.state for each in hand.sends([same_number]).entries] == ["aside"]
    assert [row.reason for row in SetAside.objects.order_by("pk")] == ["other_body", "number_taken"]
    hand.sends([other, same_number])
    assert SetAside.objects.count() == 2, "what is kept aside is kept once"
    assert Resident.objects.get().name == "Батбаяр"


def test_an_unreadable_entry_is_kept_as_it_came_and_does_not_stop_the_others() -> None:
    hand = a_tablet(a_site())
    hand.registers()
    broken = hand.writes("vitals.taken", {"pulse": "fast"}, of=a_uuid7(), visit=a_uuid7())
    of = hand.registers("Сараа")
    answers = {each.uid: each for each in hand.sends().entries}
    assert answers[broken["id"]].state == "refused"
    assert "pulse" in answers[broken["id"]].say
    assert Resident.objects.filter(uid=of).exists()
    assert json.loads(SetAside.objects.get().raw)["body"] == {"pulse": "fast"}
    assert hand.tablet.have == 3, "what is kept aside need not be sent again"


@pytest.mark.parametrize(
    "sent",
    [
        None,
        7,
        "text",
        [],
        {},
        {"id": "x"},
        {"kind": "resident.registered"},
        {"id": 5, "kind": ["x"], "seq": "1"},
        {"body": {"a": {"b": [float("inf")]}}},
    ],
)
def test_nothing_that_is_sent_breaks_the_door(sent: object) -> None:
    hand = a_tablet(a_site())
    assert [each.state for each in hand.sends([sent]).entries] == ["refused"]
    assert SetAside.objects.count() == 1


def test_taking_back_and_correcting() -> None:
    site = a_site()
    hand, other = a_tablet(site), a_tablet(site, "Tablet 2")
    of = hand.registers()
    visit = hand.arrives(of)
    first = hand.writes("vitals.taken", {"pulse": 72}, of=of, visit=visit)
    hand.sends()
    hand.writes("vitals.taken", {"pulse": 91}, of=of, visit=visit, corrects=first["id"])
    hand.sends()
    assert Visit.objects.get().told["vitals"] == {"pulse": 91}
    other.writes("entry.withdrawn", {}, corrects=first["id"])
    assert [each.state for each in other.sends().entries] == ["aside"]
    assert SetAside.objects.get().reason == "not_theirs"
    hand.writes("entry.withdrawn", {}, corrects=first["id"])
    hand.sends()
    assert Visit.objects.get().told["vitals"] == {}
    assert Entry.objects.count() == 5, "nothing is taken out of the log"
    assert differences(site) == []


def test_taking_a_dispensing_back_returns_the_stock() -> None:
    site = a_site()
    hand = a_tablet(site)
    hand.writes("stock.received", {"lot": "L1", "quantity": 30})
    of = hand.registers()
    visit = hand.arrives(of)
    line = a_uuid7()
    hand.writes(
        "prescription.written",
        {"lines": [{"line": line, "medicine": "M", "quantity": 9}]},
        of=of,
        visit=visit,
    )
    gave = hand.writes(
        "medicine.dispensed",
        {"line": line, "lots": [{"lot": "L1", "quantity": 9}], "done": True},
        of=of,
        visit=visit,
    )
    hand.sends()
    assert Stock.objects.get().on_hand == 21
    hand.writes("entry.withdrawn", {}, corrects=gave["id"])
    hand.sends()
    assert Stock.objects.get().on_hand == 30
    assert Visit.objects.get().told["lines"][0]["standing"] == "open"
    hand.writes("stock.counted", {"lot": "L1", "counted": 28})
    hand.writes("stock.discarded", {"lot": "L1", "quantity": 3, "because": "damaged"})
    hand.sends()
    assert Stock.objects.get().on_hand == 25
    assert [move.why for move in StockMove.objects.order_by("pk")] == ["received", "counted", "discarded"]
    assert differences(site) == []


@pytest.mark.parametrize("change", [{"body": {}}, {"author": "V999"}, {"seq": 77}, {"digest": ""}, None])
def test_the_database_itself_refuses_to_change_or_remove_an_entry(change: dict[str, object] | None) -> None:
    hand = a_tablet(a_site())
    hand.registers()
    hand.sends()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Entry.objects.all().delete() if change is None else Entry.objects.update(**change)
    assert Entry.objects.get().author == "V001"


def test_a_revoked_tablet_is_kept_aside() -> None:
    hand = a_tablet(a_site())
    hand.registers()
    hand.sends()
    tablets.revoke(hand.tablet, by=None, at=CLINIC_DAY)
    hand.registers("Сараа")
    assert [each.state for each in hand.sends().entries] == ["known", "aside"]
    assert Resident.objects.count() == 1


def test_a_number_that_another_tablet_gives_is_kept_aside() -> None:
    site = a_site()
    hand, other = a_tablet(site), a_tablet(site, "Tablet 2")
    other.registers(number=number("A", hand.tablet.tag, 1))
    assert [each.state for each in other.sends().entries] == ["aside"]


def test_a_wrong_clock_decides_nothing() -> None:
    site = a_site()
    hand = a_tablet(site)
    hand.clock = CLINIC_DAY.replace(year=1970)
    of = hand.registers()
    hand.arrives(of)
    hand.sends(at=CLINIC_DAY)
    assert all(entry.local_at.startswith("1970") for entry in Entry.objects.all())
    entered = Entry.objects.first()
    assert entered is not None
    assert timedelta(0) <= CLINIC_DAY - entered.happened_at <= timedelta(days=1)


def test_numbers_find_every_slip_of_the_pen() -> None:
    given = number("A", "2F", 147)
    assert given.startswith("A2F-0147-")
    assert read_number(given.lower().replace("-", " ")) == given
    long = number("A", "2F", 20_000)
    assert read_number(long) == read_number(long.lower()) == long
    assert read_number(number("A", "222", 3_456).replace("-", "")) == number("A", "222", 3_456)
    body = "A2F0147"
    for place in range(len(body)):
        for sign in "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ":
            if sign != body[place]:
                wrong = body[:place] + sign + body[place + 1 :]
                assert check_character(wrong) != check_character(body)
    tags = [tag(place) for place in range(3_000)]
    assert len(set(tags)) == 3_000


def speak(hand: Hand) -> dict[str, str]:
    """Give the header with which a tablet speaks."""
    return {"authorization": f"Bearer {hand.token}"}


def test_through_the_doors(client: Client) -> None:
    site = a_site()
    _tablet, link = tablets.add_tablet(site, label="Tablet 1", by=None, at=timezone.now())
    told = client.post(reverse("missions:enrol"), {"link": link}, content_type="application/json")
    assert told.status_code == 200
    tablet = told.json()["tablet"]
    again = client.post(reverse("missions:enrol"), {"link": link}, content_type="application/json")
    assert again.status_code == 403
    assert again.json()["sentence"]

    hand = Hand(site.tablets.get(), tablet["token"], clock=timezone.now())
    briefing = client.get(reverse("missions:briefing"), headers=speak(hand))
    assert briefing.json()["site"]["letter"] == "A"
    assert briefing.json()["tablet"]["tag"] == tablet["tag"]
    same = client.get(
        reverse("missions:briefing"), headers={**speak(hand), "if-none-match": briefing["ETag"]}
    )
    assert same.status_code == 304

    of, _visit = a_day(hand)
    sending = {"sent_at": hand.clock.isoformat(), "entries": hand.made}
    sent = client.post(
        reverse("missions:entries"), sending, content_type="application/json", headers=speak(hand)
    )
    assert sent.json()["have"] == len(hand.made)
    assert {each["state"] for each in sent.json()["entries"]} == {"stored"}

    changed = client.get(reverse("missions:changes"), headers=speak(hand)).json()
    assert [one["id"] for one in changed["residents"]] == [of]
    assert changed["residents"][0]["visits"][0]["outcome"] == "home"
    assert changed["stock"] == [{"lot": "PARA500-1", "on_hand": -10.0}]
    later = client.get(reverse("missions:changes"), {"after": changed["upto"]}, headers=speak(hand)).json()
    assert (later["residents"], later["stock"], later["more"]) == ([], [], False)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"entries": 3}', b"\xff\xfe", b'{"entries": ' + b"[" * 99_999]
)
def test_a_broken_sending_gets_a_sentence(client: Client, body: bytes) -> None:
    hand = a_tablet(a_site())
    told = client.post(
        reverse("missions:entries"), body, content_type="application/json", headers=speak(hand)
    )
    assert told.status_code == 400
    assert told.json()["sentence"]


def test_a_stranger_is_told_so(client: Client) -> None:
    sending = {"entries": []}
    for headers in ({}, {"authorization": "Bearer nothing"}, {"authorization": "Basic x"}):
        told = client.post(
            reverse("missions:entries"), sending, content_type="application/json", headers=headers
        )
        assert told.status_code == 401
    assert client.get(reverse("missions:briefing")).status_code == 401
    assert client.get(reverse("missions:changes")).status_code == 401


def test_a_gzipped_sending_that_swells_is_refused(client: Client) -> None:
    hand = a_tablet(a_site())
    bomb = gzip.compress(b" " * 40_000_000)
    told = client.post(
        reverse("missions:entries"),
        bomb,
        content_type="application/json",
        headers={**speak(hand), "content-encoding": "gzip"},
    )
    assert told.status_code == 413


def test_a_sending_is_taken_only_as_it_was_sent(client: Client) -> None:
    hand = a_tablet(a_site())
    hand.registers("Батбаяр")
    body = json.dumps({"sent_at": timezone.now().isoformat(), "entries": hand.made}).encode()
    flipped = body.replace(b'"seq": 1', b'"seq": 3')
    assert flipped != body
    told = [
        client.post(
            reverse("missions:entries"),
            each,
            content_type="application/json",
            headers={**speak(hand), "content-digest": digest_header(body)},
        )
        for each in (flipped, body)
    ]
    assert [each.status_code for each in told] == [400, 200]
    assert (Entry.objects.count(), SetAside.objects.count()) == (1, 0)
    assert told[1]["Content-Digest"] == digest_header(told[1].content)


@pytest.mark.django_db(transaction=True)
def test_many_tablets_at_once_share_commits_and_lose_nothing() -> None:
    site = a_site()
    hands = [a_tablet(site, f"Tablet {place}") for place in range(8)]
    line = commits.Line()
    for hand in hands:
        for _resident in range(3):
            a_day(hand)

    def send(hand: Hand) -> None:
        try:
            for place in range(0, len(hand.made), 4):
                some = hand.made[place : place + 4]
                line.take(Sending(hand.token, some, hand.clock), now=lambda: hand.clock)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, hands))
    assert Entry.objects.count() == sum(len(hand.made) for hand in hands)
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Resident.objects.exclude(number="").count() == 24
    assert differences(site) == []
