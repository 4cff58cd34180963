"""The stock by lot: what is taken first, what always adds up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from naru.missions.rules import stores
from naru.missions.rules.stores import Move, Moved, OnShelf

ON = date(2024, 7, 24)
DAY = timedelta(days=1)


def a_lot(code: str, days: int, on_hand: int) -> OnShelf:
    return OnShelf(code, "PCM500", ON + days * DAY, on_hand)


def test_the_first_to_expire_goes_first_and_none_past_its_day() -> None:
    lots = [a_lot("C", 30, 10), a_lot("A", -1, 50), a_lot("B", 0, 4), a_lot("D", 30, 10), a_lot("E", 5, 0)]
    assert stores.pick(lots, 6, on=ON) == stores.Picked((("B", 4), ("C", 2)), 0)
    assert stores.pick(lots, 40, on=ON) == stores.Picked((("B", 4), ("C", 10), ("D", 10)), 16)
    assert stores.pick(lots, 0, on=ON) == stores.Picked((), 0)


def test_a_lot_may_be_given_on_its_last_day_and_not_after() -> None:
    assert stores.why_not_take(a_lot("B", 0, 4), 4, on=ON) is None
    assert "expired" in (stores.why_not_take(a_lot("B", -1, 4), 1, on=ON) or "")
    assert stores.why_not_take(a_lot("B", 0, 4), 5, on=ON) == "Only 4 of the lot B are on hand."
    assert stores.why_not_take(a_lot("B", 0, 4), 0, on=ON) == "Give at least one."


def test_what_expires_before_the_journey_is_not_packed() -> None:
    assert stores.why_not_pack(quantity=1, expires_on=ON - DAY, starts_on=ON)
    assert stores.why_not_pack(quantity=1, expires_on=ON, starts_on=ON) is None
    assert stores.why_not_pack(quantity=0, expires_on=ON, starts_on=ON)
    assert stores.why_not_pack(quantity=1, expires_on=None, starts_on=ON) is None


def test_a_shelf_says_what_a_lot_is_worth() -> None:
    said = [stores.shelf(ON + days * DAY, on=ON) for days in (-1, 0, 89, 90)]
    assert said == ["expired", "expiring", "expiring", "good"]


LOTS = st.lists(
    st.builds(
        OnShelf,
        code=st.text("ABCDEF", min_size=1, max_size=3),
        medicine=st.just("M"),
        expires_on=st.dates(ON - 20 * DAY, ON + 20 * DAY),
        on_hand=st.integers(-3, 30),
    ),
    max_size=8,
    unique_by=lambda lot: lot.code,
)


@given(LOTS, st.integers(0, 120))
def test_a_pick_is_all_that_can_be_given_in_the_right_order(lots: list[OnShelf], quantity: int) -> None:
    picked = stores.pick(lots, quantity, on=ON)
    known = {lot.code: lot for lot in lots}
    able = sum(max(lot.on_hand, 0) for lot in lots if lot.expires_on >= ON)
    given_out = sum(number for _code, number in picked.lots)
    assert given_out == min(quantity, able)
    assert given_out + picked.short == quantity
    assert all(stores.why_not_take(known[code], number, on=ON) is None for code, number in picked.lots)
    days = [known[code].expires_on for code, _number in picked.lots]
    assert days == sorted(days)
    for code, number in picked.lots[:-1]:
        assert number == known[code].on_hand, "a lot is used up before the next is opened"
    left_earlier = [
        lot
        for lot in lots
        if picked.lots and lot.code not in dict(picked.lots) and lot.on_hand > 0 and lot.expires_on >= ON
    ]
    assert all(lot.expires_on >= days[-1] for lot in left_earlier)


MOVES = st.lists(st.builds(Move, st.sampled_from("ABC"), st.sampled_from(list(Moved)), st.integers(0, 99)))


@given(MOVES)
def test_balances_add_up_whatever_the_order(moves: list[Move]) -> None:
    held = stores.balances(moves)
    assert held == stores.balances(reversed(moves))
    for code in held:
        of = {
            what: sum(one.quantity for one in moves if (one.lot, one.what) == (code, what)) for what in Moved
        }
        came = of[Moved.RECEIVED] + of[Moved.MOVED_IN] + of[Moved.FOUND]
        went = of[Moved.DISPENSED] + of[Moved.DISCARDED] + of[Moved.MOVED_OUT] + of[Moved.MISSING]
        assert held[code] == came - went


@given(MOVES, st.integers(0, 99))
def test_after_a_count_the_balance_is_what_was_found(moves: list[Move], found: int) -> None:
    on_hand = stores.balances(moves).get("A", 0)
    move = stores.counted("A", on_hand=on_hand, found=found)
    assert stores.balances([*moves, *([move] if move else [])]).get("A", 0) == found
    assert (move is None) == (on_hand == found)
