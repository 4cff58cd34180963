"""The rules of accounts: posts, second factors, lock-out, sealed secrets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.directory.rules import accounts as rules
from naru.directory.rules import sealing, sign_in
from naru.directory.rules.accounts import ABOUT, DEED_SENTENCES, MAY, Role, Standing, Term
from naru.directory.rules.sign_in import Door
from naru.directory.views.adapters import DEEDS

DAY = timedelta(days=1)
AT = datetime(2024, 5, 13, 9, 0, tzinfo=UTC)
JAN, FEB, MAR = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


def test_every_role_has_its_paragraph_and_what_it_may():
    assert set(ABOUT) == set(MAY) == set(Role)
    assert all(MAY.values())


def test_every_change_of_ways_has_a_sentence():
    assert set(DEEDS.values()) <= set(DEED_SENTENCES)


@pytest.mark.parametrize(
    ("term", "on", "expected"),
    [
        (Term("officer", None, JAN), JAN, Standing.HELD),
        (Term("officer", None, JAN), JAN - DAY, Standing.TO_COME),
        (Term("officer", None, JAN, FEB), FEB - DAY, Standing.HELD),
        (Term("officer", None, JAN, FEB), FEB, Standing.PAST),
    ],
)
def test_standing_of_a_post(term, on, expected):
    assert rules.standing(term, on=on) is expected


@pytest.mark.parametrize(
    ("term", "held", "oneself", "active", "word"),
    [
        (Term("officer", None, JAN), [], False, True, None),
        (Term("officer", None, JAN), [], True, True, "themselves"),
        (Term("officer", None, JAN), [], False, False, "deactivated"),
        (Term("member", None, JAN), [], False, True, "organisation"),
        (Term("member", 1, JAN), [], False, True, None),
        (Term("officer", None, FEB, FEB), [], False, True, "before the first"),
        (Term("officer", None, JAN), [Term("officer", None, FEB)], False, True, "already"),
        (Term("officer", None, JAN, FEB), [Term("officer", None, FEB)], False, True, None),
        (Term("officer", None, FEB), [Term("officer", None, JAN, FEB)], False, True, None),
        (Term("member", 2, JAN), [Term("member", 1, JAN)], False, True, None),
        (Term("editor", None, JAN), [Term("officer", None, JAN)], False, True, None),
    ],
)
def test_why_not_appoint(term, held, oneself, active, word):
    reason = rules.why_not_appoint(term, held=held, oneself=oneself, active=active)
    assert word in reason if word else reason is None


terms = st.builds(
    lambda since, length: Term("officer", None, since, since + length if length else None),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.one_of(st.none(), st.timedeltas(DAY, 900 * DAY)),
)


@settings(deadline=None)
@given(terms, terms, st.dates(date(2020, 1, 1), date(2034, 1, 1)))
def test_terms_that_share_a_day_overlap_both_ways(one, other, day):
    assert rules.overlap(one, other) == rules.overlap(other, one)
    if rules.standing(one, on=day) is rules.standing(other, on=day) is Standing.HELD:
        assert rules.overlap(one, other)


@pytest.mark.parametrize(
    ("term", "last_day", "others", "word"),
    [
        (Term("officer", None, JAN), FEB, 0, None),
        (Term("officer", None, JAN), JAN, 0, None),
        (Term("officer", None, FEB), JAN, 0, "later"),
        (Term("officer", None, JAN, FEB), FEB, 0, "earlier"),
        (Term("officer", None, JAN, MAR), FEB, 0, None),
        (Term("administrator", None, JAN), FEB, 0, "last administrator"),
        (Term("administrator", None, JAN), FEB, 1, None),
    ],
)
def test_why_not_end(term, last_day, others, word):
    reason = rules.why_not_end(term, last_day=last_day, others=others)
    assert word in reason if word else reason is None


def test_why_not_call_off():
    assert rules.why_not_call_off(Term("officer", None, JAN), on=JAN)
    assert rules.why_not_call_off(Term("officer", None, FEB), on=JAN) is None


@pytest.mark.parametrize(
    ("active", "oneself", "administrator", "others", "word"),
    [
        (True, False, False, 0, None),
        (False, False, False, 0, "already"),
        (True, True, False, 1, "own account"),
        (True, False, True, 0, "last administrator"),
        (True, False, True, 1, None),
    ],
)
def test_why_not_deactivate(active, oneself, administrator, others, word):
    reason = rules.why_not_deactivate(
        active=active, oneself=oneself, administrator=administrator, others=others
    )
    assert word in reason if word else reason is None


def test_an_office_post_keeps_one_second_factor():
    assert rules.why_not_remove_factor(office=True, others=0)
    assert rules.why_not_remove_factor(office=True, others=1) is None
    assert rules.why_not_remove_factor(office=False, others=0) is None


@pytest.mark.parametrize(("count", "minutes"), [(4, 0), (5, 15), (9, 15), (10, 60), (20, 720)])
def test_more_failures_close_the_door_for_longer(count, minutes):
    failures = [AT - timedelta(seconds=number) for number in range(count)]
    until = sign_in.closed_until(Door.ACCOUNT, failures, at=AT)
    assert until == (AT + timedelta(minutes=minutes) if minutes else None)


def test_the_door_opens_again_and_old_failures_do_not_count():
    failures = [AT] * 5
    assert sign_in.closed_until(Door.ACCOUNT, failures, at=AT + timedelta(minutes=14))
    assert sign_in.closed_until(Door.ACCOUNT, failures, at=AT + timedelta(minutes=15)) is None
    assert sign_in.closed_until(Door.ACCOUNT, [*failures[1:], AT - 2 * DAY], at=AT) is None


@settings(deadline=None)
@given(st.lists(st.timedeltas(timedelta(0), timedelta(hours=30)), max_size=40), st.integers(0, 2000))
def test_one_failure_more_never_opens_a_door(ages, minutes):
    failures = [AT - age for age in ages]
    at = AT + timedelta(minutes=minutes)
    if sign_in.closed_until(Door.ACCOUNT, failures, at=at):
        assert sign_in.closed_until(Door.ACCOUNT, [*failures, at], at=at)


def test_the_sentence_says_how_long():
    assert sign_in.why_not_try(None, at=AT) is None
    assert sign_in.why_not_try(AT, at=AT) is None
    assert "15 minutes" in sign_in.why_not_try(AT + timedelta(minutes=15), at=AT)
    assert "1 minute." in sign_in.why_not_try(AT + timedelta(seconds=3), at=AT)
    assert "12 hours" in sign_in.why_not_try(AT + timedelta(hours=12), at=AT)


def test_what_was_typed_is_counted_under_a_keyed_hash():
    one = sign_in.key(Door.ACCOUNT, "Lee@example.org ", secret="s")
    assert one == sign_in.key(Door.ACCOUNT, "lee@example.org", secret="s")
    assert one != sign_in.key(Door.ACCOUNT, "lee@example.org", secret="t")
    assert one != sign_in.key(Door.ADDRESS, "lee@example.org", secret="s")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_sealed_secret_opens_under_the_old_key_until_it_is_sealed_again(text):
    sealed = sealing.seal(text, secrets=["old"])
    assert len(text) < 6 or text not in sealed
    assert sealing.unseal(sealed, secrets=["new", "old"]) == text
    again = sealing.reseal(sealed, secrets=["new", "old"])
    assert sealing.unseal(again, secrets=["new"]) == text
    with pytest.raises(ValueError, match="None of"):
        sealing.unseal(sealed, secrets=["new"])
