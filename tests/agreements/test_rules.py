"""Where agreements and obligations stand, and what is refused: tables of cases, no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.agreements.rules import duties, moves
from naru.agreements.rules.standing import Facts, binds, duty, last_day, standing, years_of
from naru.agreements.rules.timeline import WIDTH, Term, timeline
from naru.agreements.rules.words import LIVE, Duty, Move, RenewalState, Standing

ON = date(2026, 11, 22)
SIGNED = {"signed_on": date(2024, 4, 25), "submitted": True, "approved": True}


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (Facts(), Standing.DRAFT),
        (Facts(submitted=True), Standing.REVIEW),
        (Facts(submitted=True, approved=True), Standing.REVIEW),
        (Facts(**SIGNED), Standing.IN_FORCE),
        (Facts(**SIGNED, starts_on=ON), Standing.IN_FORCE),
        (Facts(**SIGNED, starts_on=ON + timedelta(1)), Standing.SIGNED),
        (Facts(**SIGNED, ends_on=ON), Standing.ENDED),
        (Facts(**SIGNED, ends_on=ON + timedelta(1)), Standing.IN_FORCE),
        (Facts(**SIGNED, ends_on=ON + timedelta(180), window=180), Standing.EXPIRING),
        (Facts(**SIGNED, ends_on=ON + timedelta(181), window=180), Standing.IN_FORCE),
        (Facts(**SIGNED, ends_on=ON + timedelta(181), window=180, renewed=True), Standing.RENEWED),
        (Facts(**SIGNED, ends_on=ON + timedelta(9), window=180, renewed=True), Standing.EXPIRING),
        (Facts(**SIGNED, terminated_on=ON), Standing.TERMINATED),
        (Facts(**SIGNED, terminated_on=ON + timedelta(1)), Standing.IN_FORCE),
        (Facts(**SIGNED, ends_on=ON - timedelta(9), terminated_on=ON - timedelta(99)), Standing.TERMINATED),
    ],
)
def test_where_an_agreement_stands(facts: Facts, stands: Standing) -> None:
    assert standing(facts, on=ON) is stands


days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(
    days, days, days, days, st.integers(0, 400), st.booleans(), st.dates(date(2020, 1, 1), date(2030, 1, 1))
)
def test_it_binds_exactly_while_it_stands_as_living(
    signed: date | None,
    starts: date | None,
    ends: date | None,
    gone: date | None,
    window: int,
    renewed: bool,
    on: date,
) -> None:
    facts = Facts(
        signed_on=signed,
        starts_on=starts if signed else None,
        ends_on=ends,
        terminated_on=gone,
        window=window,
        renewed=renewed,
    )
    assert binds(facts, on=on) == (standing(facts, on=on) in LIVE)


def test_the_last_day_is_the_nearer_of_end_and_termination() -> None:
    assert last_day(Facts(**SIGNED)) is None
    assert last_day(Facts(**SIGNED, ends_on=date(2027, 1, 1))) == date(2026, 12, 31)
    assert last_day(Facts(**SIGNED, ends_on=date(2027, 1, 1), terminated_on=date(2025, 3, 1))) == date(
        2025, 2, 28
    )


@pytest.mark.parametrize(
    ("facts", "open_moves"),
    [
        (Facts(), {Move.SUBMIT, Move.ARCHIVE}),
        (Facts(submitted=True), {Move.RETURN, Move.APPROVE, Move.SIGN}),
        (Facts(**SIGNED), {Move.RENEW, Move.TERMINATE, Move.PUBLISH, Move.REINSTATE}),
        (Facts(**SIGNED, starts_on=ON + timedelta(9)), {Move.TERMINATE, Move.PUBLISH, Move.REINSTATE}),
        (Facts(**SIGNED, ends_on=ON), {Move.PUBLISH, Move.ARCHIVE, Move.REINSTATE}),
        (Facts(**SIGNED, terminated_on=ON), {Move.PUBLISH, Move.ARCHIVE, Move.REINSTATE}),
        (Facts(**SIGNED, ends_on=ON, archived=True), set()),
    ],
)
def test_the_table_of_moves(facts: Facts, open_moves: set[Move]) -> None:
    always = {Move.CHANGE, Move.WITHDRAW, Move.UNARCHIVE} if not facts.archived else {Move.UNARCHIVE}
    assert {move for move in Move if moves.why_not_move(move, facts, on=ON) is None} == open_moves | always


def test_a_signing_needs_review_approval_and_days_that_hold() -> None:
    review = Facts(submitted=True)
    assert "head of the office" in str(moves.why_not_sign(review, on=ON))
    ready = Facts(submitted=True, approved=True)
    assert moves.why_not_sign(ready, on=ON, signed_on=ON) is None
    assert "has not come" in str(moves.why_not_sign(ready, on=ON, signed_on=ON + timedelta(1)))
    assert "before it is signed" in str(
        moves.why_not_sign(ready, on=ON, signed_on=ON, starts_on=ON - timedelta(1))
    )
    assert "before its first" in str(moves.why_not_sign(ready, on=ON, signed_on=ON, ends_on=ON))
    assert moves.why_not_approve(review, on=ON) is None
    assert "already" in str(moves.why_not_approve(ready, on=ON))


@pytest.mark.parametrize(
    ("facts", "until", "parties", "word"),
    [
        (Facts(**SIGNED), None, None, "no agreed end"),
        (Facts(**SIGNED, ends_on=date(2027, 1, 1)), date(2027, 1, 1), 2, "after the present one"),
        (Facts(**SIGNED, ends_on=date(2027, 1, 1)), date(2028, 1, 1), 0, "e-mail"),
        (Facts(**SIGNED, ends_on=date(2027, 1, 1), renewing=True), date(2028, 1, 1), 2, "waits for answers"),
        (Facts(**SIGNED, ends_on=date(2027, 1, 1), terminated_on=date(2026, 12, 1)), None, 2, "termination"),
        (Facts(**SIGNED, ends_on=ON), date(2028, 1, 1), 2, "has ended"),
    ],
)
def test_why_it_cannot_be_renewed(facts: Facts, until: date | None, parties: int | None, word: str) -> None:
    assert word in str(moves.why_not_renew(facts, on=ON, until=until, parties=parties))


@pytest.mark.parametrize(
    ("due", "met", "waived", "stands"),
    [
        (ON + timedelta(31), None, False, Duty.OPEN),
        (ON + timedelta(30), None, False, Duty.DUE),
        (ON, None, False, Duty.DUE),
        (ON - timedelta(1), None, False, Duty.OVERDUE),
        (ON, ON, False, Duty.MET),
        (ON - timedelta(9), ON, False, Duty.LATE),
        (ON - timedelta(9), ON + timedelta(1), False, Duty.OVERDUE),
        (ON - timedelta(9), None, True, Duty.WAIVED),
    ],
)
def test_where_an_obligation_stands(due: date, met: date | None, waived: bool, stands: Duty) -> None:
    assert duty(due, met, waived, on=ON, window=30) is stands


def test_a_yearly_obligation_runs_until_the_end_of_the_term() -> None:
    assert years_of(date(2024, 2, 29), until=date(2027, 1, 1)) == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
    ]
    assert len(years_of(date(2024, 1, 1), until=None)) == 10
    assert years_of(date(2028, 1, 1), until=date(2027, 1, 1)) == [date(2028, 1, 1)]


@pytest.mark.parametrize(
    ("left", "step"), [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (0, 30)]
)
def test_the_reminder_in_force_is_the_nearest_step_passed(left: int, step: int | None) -> None:
    assert duties.nearest(left, [180, 90, 30]) == step


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([None, None], RenewalState.OPEN),
        ([True, None], RenewalState.OPEN),
        ([True, True], RenewalState.AGREED),
        ([True, False], RenewalState.REFUSED),
        ([False, None], RenewalState.REFUSED),
        ([], RenewalState.OPEN),
    ],
)
def test_a_renewal_needs_every_party(answers: list[bool | None], state: RenewalState) -> None:
    assert duties.outcome(answers) is state


def test_the_council_is_told_within_days_only_of_a_day_that_is_known() -> None:
    assert duties.council_due(date(2026, 11, 1), exact=True, days=30) == date(2026, 12, 1)
    assert duties.council_due(date(2013, 1, 1), exact=False, days=30) is None
    assert duties.council_due(date(2026, 11, 1), exact=True, days=None) is None


@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2035, 1, 1)), st.none() | st.integers(1, 9000)), max_size=9
    )
)
def test_every_bar_lies_on_the_sheet(spans: list[tuple[date, int | None]]) -> None:
    terms = [
        Term(since, since + timedelta(length) if length else None, index)
        for index, (since, length) in enumerate(spans)
    ]
    laid = timeline(terms, on=ON)
    assert 0 <= laid.today <= WIDTH
    assert [bar.thing for bar in laid.bars] == [term.thing for term in terms]
    assert all(0 <= bar.x <= WIDTH and bar.width > 0 for bar in laid.bars)
    assert all(bar.open == (term.until is None) for bar, term in zip(laid.bars, terms, strict=True))
    assert len(laid.years) <= 11
