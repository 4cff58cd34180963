"""What devices send is stored once, in whatever order and however often it arrives, and counted rightly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.fairs.actions import aside, exhibitors, fairs, slips, visitors
from naru.fairs.models import Consultation, HeadCount, Lead, Slip, Visitor
from naru.fairs.rules import badges
from naru.fairs.rules import slips as rules
from naru.fairs.rules.leads import merge
from naru.fairs.rules.slips import State
from naru.fairs.rules.visitors import Purpose
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_officer
from tests.makers.activities import an_activity
from tests.makers.fairs import FAIR_DAY, a_device, a_fair, a_slip, a_uuid7, a_visitor, an_exhibitor, badge_of

MINUTE = timedelta(minutes=1)


def send(
    token: str, *sent: Any, at: datetime = FAIR_DAY + MINUTE, sent_at: datetime | None = None
) -> list[Any]:
    return slips.take(token, sent=sent, sent_at=sent_at or at, at=at)


# Rules


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("text", "object"),
        ({"kind": "dance"}, "not known"),
        ({"sequence": 0}, "number"),
        ({"sequence": True}, "number"),
        ({"id": "7"}, "id"),
        ({"body": "x"}, "object"),
        ({"body": {"rating": 6}}, "rating"),
        ({"body": {"tags": ["x"] * 21}}, "Tags"),
        ({"body": {"next_on": "soon"}}, "day"),
        ({"body": {"note": 5}}, "text"),
        ({"kind": "undo"}, "about"),
    ],
)
def test_a_slip_that_cannot_be_read_says_why(broken: Any, words: str) -> None:
    slip = broken if isinstance(broken, str) else a_slip() | broken
    with pytest.raises(rules.Unreadable, match=words):
        rules.read(slip)


def test_what_a_column_cannot_keep_is_left_out() -> None:
    read = rules.read(a_slip(note="a\x00b \ud83d", sql="drop", name="  "))
    assert read.body == {"note": "ab \ufffd"}


@given(
    wrong=st.timedeltas(min_value=timedelta(days=-9000), max_value=timedelta(days=9000)),
    ago=st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=40)),
)
def test_a_wrong_clock_decides_nothing(wrong: timedelta, ago: timedelta) -> None:
    at, since = FAIR_DAY, FAIR_DAY - timedelta(days=2)
    sent_at = at + wrong
    assert rules.happened(sent_at - ago, sent_at=sent_at, at=at, since=since) == at - ago


def test_a_clock_that_was_turned_between_never_leads_out_of_bounds() -> None:
    at, since = FAIR_DAY, FAIR_DAY - timedelta(days=2)
    assert rules.happened(at + timedelta(days=900), sent_at=at, at=at, since=since) == at
    assert rules.happened(datetime(1970, 1, 1, tzinfo=UTC), sent_at=at, at=at, since=since) == since


@given(st.permutations([1, 2, 3, 4]))
def test_the_last_word_of_a_device_holds_in_whatever_order_it_arrives(order: list[int]) -> None:
    now: dict[str, Any] = {}
    stamps: dict[str, Any] = {}
    for sequence in order:
        merge(now, stamps, {"note": f"note {sequence}", "rating": sequence}, origin="7", sequence=sequence)
    assert now == {"note": "note 4", "rating": 4}


def test_notes_of_two_hands_are_both_kept() -> None:
    now: dict[str, Any] = {}
    stamps: dict[str, Any] = {}
    merge(now, stamps, {"note": "knee"}, origin="1", sequence=5)
    merge(now, stamps, {"note": "hip"}, origin="2", sequence=1)
    assert now["note"] == "knee\nhip"


def test_a_badge_is_read_back_and_a_forged_one_is_known() -> None:
    mine, other = badges.new_key(), badges.new_key()
    text = badges.write("abcd2345", "A" * 22, private=mine)
    badge = badges.read(text)
    assert badge is not None
    assert (badge.fair, badge.token) == ("abcd2345", "A" * 22)
    assert badges.is_sealed(badge, public=badges.public_key(mine))
    assert not badges.is_sealed(badge, public=badges.public_key(other))
    forged = badges.read(text.replace("A" * 22, "B" * 22))
    assert forged is not None
    assert not badges.is_sealed(forged, public=badges.public_key(mine))
    assert badges.read("https://example.org/") is None


# Taking


@pytest.mark.django_db
def test_a_scan_makes_a_lead_with_its_proof() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair, booth="B7")
    device, token = a_device(fair, booth)
    visitor = a_visitor(fair)
    slip = a_slip(badge=badge_of(visitor), note="Knee", rating=5, tags=["ortho"])
    (answer,) = send(token, slip)
    assert (answer.state, answer.who) == (State.STORED, "Айгүл Бекова")
    lead = Lead.objects.get()
    assert (lead.visitor, lead.booth, lead.device, lead.note, lead.rating) == (
        visitor,
        "B7",
        device,
        "Knee",
        5,
    )
    assert lead.happened_at == FAIR_DAY
    assert lead.day.isoformat() == "2024-04-25"
    assert list(Visitor.objects.scanned()) == [visitor]


@pytest.mark.django_db
def test_the_same_sending_again_stores_nothing_twice() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    first = a_slip(badge=badge_of(a_visitor(fair)))
    sent = [
        first,
        a_slip("consultation", about=first["id"], topic="treatment"),
        a_slip("tally"),
        a_slip(name="Somebody", contact="+7 701", agreed=True),
    ]
    assert {one.state for one in send(token, *sent)} == {State.STORED}
    assert {one.state for one in send(token, *sent, at=FAIR_DAY + 9 * MINUTE)} == {State.KNOWN}
    assert [t.objects.count() for t in (Slip, Lead, Consultation, HeadCount)] == [4, 2, 1, 1]


@pytest.mark.django_db
def test_another_entry_under_the_same_id_is_refused_and_changes_nothing() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    slip = a_slip(name="Somebody", note="true")
    send(token, slip)
    (answer,) = send(token, slip | {"body": {"name": "Somebody", "note": "false"}})
    assert answer.state == State.REFUSED
    assert Lead.objects.get().note == "true"


@pytest.mark.django_db
def test_a_device_may_send_in_any_order() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    lead = a_slip(badge=badge_of(a_visitor(fair)), sequence=1)
    change = a_slip("change", about=lead["id"], note="first", sequence=2)
    later = a_slip("change", about=lead["id"], note="second", rating=4, sequence=3)
    talk = a_slip("consultation", about=lead["id"], topic="checkup", sequence=4)
    heads = a_slip("tally", sequence=5)
    undo = a_slip("undo", about=heads["id"], sequence=6)
    for slip in (undo, later, talk, change, heads, lead):
        (answer,) = send(token, slip)
        assert answer.state == State.STORED
    row = Lead.objects.get()
    assert (row.note, row.rating) == ("second", 4)
    assert Consultation.objects.get().lead == row
    assert HeadCount.objects.heads() == 0
    assert HeadCount.objects.count() == 1


@pytest.mark.django_db
def test_two_phones_of_one_booth_and_one_visitor_make_one_lead() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    badge = badge_of(a_visitor(fair))
    for number, note in enumerate(("knee", "hip")):
        _device, token = a_device(fair, booth, label=f"Phone {number}")
        send(token, a_slip(badge=badge, note=note))
    assert Lead.objects.get().note == "knee\nhip"


@pytest.mark.django_db
def test_who_did_not_agree_stays_without_a_name() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    (answer,) = send(token, a_slip(badge=badge_of(a_visitor(fair, agreed=()))))
    assert (answer.state, answer.who) == (State.STORED, "")
    assert not Lead.objects.consenting().get().consented


@pytest.mark.django_db
@pytest.mark.parametrize("exhibitor", ["this", "other"])
def test_a_visitor_takes_consent_back_for_one_exhibitor(exhibitor: str) -> None:
    fair = a_fair()
    mine, other = an_exhibitor(fair, booth="A1"), an_exhibitor(fair, booth="A2")
    _device, token = a_device(fair, mine)
    visitor = a_visitor(fair)
    send(token, a_slip(badge=badge_of(visitor)))
    whose = mine if exhibitor == "this" else other
    visitors.decide(visitor, purpose=Purpose.CONTACT, given=False, exhibitor=whose, by=None, at=NOW)
    assert Lead.objects.consenting().get().consented is (exhibitor == "other")
    assert visitors.agrees(visitor, purpose=Purpose.CONTACT, exhibitor=mine) is (exhibitor == "other")


# Kept aside


@pytest.mark.django_db
def test_what_cannot_be_counted_is_kept_aside_with_its_reason() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    _device, token = a_device(fair, booth)
    other = a_fair(an_activity("Other fair", title_ko="다른 박람회"))
    forged = badges.write(fair.code, "A" * 22, private=badges.new_key())
    answers = send(
        token,
        a_slip(badge=forged, sequence=1),
        a_slip(badge="https://example.org", sequence=2),
        a_slip(badge=badge_of(a_visitor(other)), note="kept", sequence=3),
    )
    assert [one.state for one in answers] == [State.ASIDE] * 3
    assert all(one.say for one in answers)
    assert [slip.aside for slip in Slip.objects.order_by("pk")] == ["forged", "forged", "other_fair"]
    assert not Lead.objects.exists()
    held = Slip.objects.get(sequence=3)
    aside.admit(held, by=an_officer(), at=NOW)
    assert Lead.objects.get().note == "kept"
    assert Lead.objects.get().visitor is None
    with pytest.raises(Refusal, match="decided"):
        aside.leave_out(held, by=None, at=NOW)
    assert Entry.objects.filter(verb="admitted_slip").count() == 1


@pytest.mark.django_db
def test_a_revoked_device_loses_nothing_and_counts_nothing() -> None:
    fair = a_fair()
    device, token = a_device(fair, an_exhibitor(fair))
    exhibitors.revoke(device, by=None, at=FAIR_DAY)
    slip = a_slip(badge=badge_of(a_visitor(fair)))
    (answer,) = send(token, slip)
    assert answer.state == State.ASIDE
    assert "revoked" in answer.say
    assert not Lead.objects.exists()
    aside.admit(Slip.objects.get(), by=None, at=NOW)
    assert Lead.objects.get().visitor is not None
    assert send(token, slip)[0].state == State.KNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "state"), [(0, State.STORED), (2, State.STORED), (3, State.ASIDE), (300, State.ASIDE)]
)
def test_a_scan_after_the_fair_is_over_is_kept_aside(days: int, state: State) -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    at = FAIR_DAY + timedelta(days=days)
    # The device's clock still says the day of the fair: that decides nothing.
    (answer,) = send(token, a_slip(name="Late"), at=at, sent_at=FAIR_DAY)
    assert answer.state == state


@pytest.mark.django_db
def test_what_was_entered_in_time_counts_however_late_it_arrives() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    (answer,) = send(token, a_slip(name="Early"), at=FAIR_DAY + timedelta(days=20))
    assert answer.state == State.STORED
    assert Lead.objects.get().day.isoformat() == "2024-04-25"


@pytest.mark.django_db
def test_another_booths_entry_is_not_touched() -> None:
    fair = a_fair()
    _one, mine = a_device(fair, an_exhibitor(fair, booth="A1"))
    _other, theirs = a_device(fair, an_exhibitor(fair, booth="A2"))
    lead, heads = a_slip(name="Somebody", note="mine"), a_slip("tally")
    send(mine, lead, heads)
    answers = send(
        theirs,
        a_slip("change", about=lead["id"], note="theirs"),
        a_slip("undo", about=heads["id"]),
        a_slip("consultation", about=lead["id"]),
    )
    assert {one.state for one in answers} == {State.ASIDE}
    assert Lead.objects.get().note == "mine"
    assert HeadCount.objects.heads() == 1
    assert not Consultation.objects.exists()


@pytest.mark.django_db
def test_one_unreadable_slip_holds_nobody_up() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    answers = {one.uid: one.state for one in send(token, {"id": "bad"}, a_slip("tally"), 7)}
    assert sorted(answers.values()) == [State.REFUSED, State.REFUSED, State.STORED]
    assert HeadCount.objects.heads() == 1


@pytest.mark.django_db
def test_an_owner_of_another_booth_and_an_unknown_country_are_left_out() -> None:
    fair = a_fair()
    mine, other = an_exhibitor(fair, booth="A1"), an_exhibitor(fair, booth="A2")
    ours = exhibitors.join(mine, name="Kim", role="doctor", by=None, at=NOW)
    theirs = exhibitors.join(other, name="Lee", role="doctor", by=None, at=NOW)
    _device, token = a_device(fair, mine)
    send(
        token,
        a_slip(name="One", owner=theirs.pk, country="XX"),
        a_slip(name="Two", owner=ours.pk, country="KZ"),
    )
    rows = {lead.name: (lead.owner_id, lead.country_id) for lead in Lead.objects.all()}
    assert rows == {"One": (None, None), "Two": (ours.pk, "KZ")}


@pytest.mark.django_db
def test_an_unknown_token_is_refused() -> None:
    with pytest.raises(Refusal, match="not known"):
        send("x" * 43, a_slip("tally"))


@pytest.mark.django_db
def test_a_link_enrols_once_and_the_token_is_kept_as_a_hash() -> None:
    fair = a_fair()
    device, link = exhibitors.add_device(fair, label="Phone", by=None, at=NOW)
    _device, token = exhibitors.enrol(link, by=None, at=NOW)
    device.refresh_from_db()
    assert token not in device.digest
    assert slips.device_of(token) == device
    with pytest.raises(Refusal, match="used already"):
        exhibitors.enrol(link, by=None, at=NOW)
    with pytest.raises(Refusal, match="in use"):
        exhibitors.ask_again(device, by=None, at=NOW)


@pytest.mark.django_db
def test_an_entrance_counts_the_visitor_and_makes_nobodys_lead() -> None:
    fair = a_fair()
    _device, token = a_device(fair)
    send(token, a_slip(badge=badge_of(a_visitor(fair))), a_slip("tally"))
    assert not Lead.objects.exists()
    assert Visitor.objects.scanned().count() == 1
    assert HeadCount.objects.get().place == "entrance"


@pytest.mark.django_db
def test_five_hundred_at_once_do_not_ask_once_for_each(django_assert_max_num_queries: Any) -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    for many, most in ((5, 12), (500, 40)):
        sent = [a_slip(name=f"{many}-{number}") for number in range(many)]
        with django_assert_max_num_queries(most):
            send(token, *sent)
    assert Lead.objects.count() == 505


@pytest.mark.django_db
def test_words_of_consent_never_change() -> None:
    fair = a_fair()
    first = fair.consent_texts.get()
    second = fairs.publish_consent(fair, texts={"ko": "둘", "en": "two"}, by=None, at=NOW)
    first.refresh_from_db()
    assert (first.version, second.version) == (1, 2)
    assert "two years" in first.texts["en"]
    assert a_uuid7()[14] == "7"
