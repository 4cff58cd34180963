"""Many at once: the same sending from twenty lines, two telephones of one booth, one link on two devices."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from naru.fairs.actions import exhibitors, slips
from naru.fairs.models import HeadCount, Lead, Slip
from naru.fairs.rules.slips import State
from naru.history.book import Refusal
from tests.fairs.test_slips import MINUTE
from tests.history.test_concurrency import together
from tests.makers.accounts import NOW
from tests.makers.fairs import FAIR_DAY, a_device, a_fair, a_slip, a_visitor, an_exhibitor, badge_of

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 20


def send(token: str, sent: list[Any]) -> list[slips.Answer]:
    return slips.take(token, sent=sent, sent_at=FAIR_DAY + MINUTE, at=FAIR_DAY + MINUTE)


def test_the_same_sending_from_twenty_lines_at_once_is_stored_once() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    sent = [a_slip("tally"), a_slip(badge=badge_of(a_visitor(fair))), a_slip(name="Somebody")]
    states: list[State] = []
    together(LINES, lambda _place: states.extend(one.state for one in send(token, sent)))
    assert len(states) == LINES * 3
    assert states.count(State.STORED) == 3
    assert states.count(State.KNOWN) == (LINES - 1) * 3
    assert (Slip.objects.count(), Lead.objects.count(), HeadCount.objects.heads()) == (3, 2, 1)


def test_twenty_telephones_that_send_one_batch_store_it_once() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    tokens = [a_device(fair, booth, label=f"Phone {number}")[1] for number in range(6)]
    sent = [a_slip(name="Somebody"), a_slip("tally")]
    together(len(tokens), lambda place: send(tokens[place], sent))
    assert (Slip.objects.count(), Lead.objects.count(), HeadCount.objects.heads()) == (2, 1, 1)


def test_telephones_of_one_booth_that_meet_one_visitor_at_once_make_one_lead() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    badge = badge_of(a_visitor(fair))
    tokens = [a_device(fair, booth, label=f"Phone {number}")[1] for number in range(6)]
    together(len(tokens), lambda place: send(tokens[place], [a_slip(badge=badge, note=f"note {place}")]))
    lead = Lead.objects.get()
    assert Slip.objects.filter(lead=lead).count() == len(tokens)
    assert sorted(lead.note.splitlines()) == [f"note {place}" for place in range(len(tokens))]


def test_a_link_enrols_one_of_two_devices_that_open_it_at_once() -> None:
    fair = a_fair()
    _device, link = exhibitors.add_device(fair, label="Phone", by=None, at=NOW)
    tokens: list[str] = []

    def open_it(_place: int) -> None:
        with suppress(Refusal):
            tokens.append(exhibitors.enrol(link, by=None, at=NOW)[1])

    together(4, open_it)
    assert len(tokens) == 1
