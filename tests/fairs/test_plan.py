"""The meeting plan: proven, explained, mended; held against brute force and against a check of its own."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.fairs.plan import (
    Absent,
    InterpreterLost,
    Late,
    Left,
    Meeting,
    Participant,
    Placed,
    Plan,
    Problem,
    Progress,
    Status,
    TableLost,
    Unplaced,
    make_plan,
    replan,
    walk_in,
)
from naru.fairs.plan.files import read_problem, written
from naru.fairs.plan.generated import a_fair, a_forum
from naru.fairs.plan.ground import breaks_of, ground
from naru.fairs.plan.making import finished
from naru.fairs.plan.placing import place
from naru.fairs.plan.pure import reach
from naru.fairs.plan.reasons import because
from naru.fairs.plan.runs import Runs
from naru.fairs.plan.worth import State, least_breaks
from naru.fairs.rules.breaches import breaches


def agrees(instance: dict[str, Any], plan: Plan) -> None:
    found = breaches(instance, json.loads(json.dumps(written(plan))))
    assert not found, found


def breaks(slots: set[int]) -> int:
    busy = sorted(slots)
    return sum(1 for one, other in itertools.pairwise(busy) if other - one > 1)


def best_by_trying(instance: dict[str, Any]) -> int | None:
    """Try every placing of the meetings: the fewest breaks, or nothing where none is allowed."""
    rows, count = instance["meetings"], instance["participants"]
    best: int | None = None
    for slots in itertools.product(range(instance["slots"]), repeat=len(rows)):
        if any(slots.count(slot) > instance["locations"] for slot in slots):
            continue
        mine: list[list[int]] = [[] for _ in range(count)]
        good = True
        for row, slot in zip(rows, slots, strict=True):
            first, last = instance["sessions"][row["session"]] if row["session"] else (0, instance["slots"])
            good = good and first <= slot < last and row["fixed_slot"] in (None, slot)
            good = good and all(slots[earlier] < slot for earlier in row["after"])
            for side in row["between"]:
                good = good and slot not in instance["forbidden"][side] and slot not in mine[side]
                mine[side].append(slot)
        if not good:
            continue
        each = [breaks(set(one)) for one in mine]
        if max(each) - min(each) <= instance["fairness"] and (best is None or sum(each) < best):
            best = sum(each)
    return best


@st.composite
def small(draw: st.DrawFn) -> dict[str, Any]:
    count, slots = draw(st.integers(2, 4)), draw(st.integers(3, 5))
    pairs = draw(
        st.lists(
            st.sampled_from(list(itertools.combinations(range(count), 2))),
            unique=True,
            min_size=1,
            max_size=5,
        )
    )
    cut = draw(st.integers(1, slots - 1))
    rows = []
    for number, pair in enumerate(pairs):
        after = [draw(st.integers(0, number - 1))] if number and draw(st.integers(0, 5)) == 0 else []
        rows.append(
            {
                "id": number,
                "between": list(pair),
                "session": draw(st.sampled_from([None, None, None, "1", "2"])),
                "fixed_slot": draw(st.sampled_from([None] * 6 + [0])),
                "after": after,
            }
        )
    return {
        "name": "small",
        "participants": count,
        "slots": slots,
        "locations": draw(st.integers(1, 3)),
        "sessions": {"1": [0, cut], "2": [cut, slots]},
        "fairness": draw(st.integers(0, 2)),
        "forbidden": [
            draw(st.lists(st.integers(0, slots - 1), unique=True, max_size=slots - 1)) for _ in range(count)
        ],
        "meetings": rows,
    }


@settings(max_examples=8, deadline=None)
@given(small())
def test_a_small_plan_is_what_trying_everything_finds(instance: dict[str, Any]) -> None:
    best = best_by_trying(instance)
    plan = make_plan(_unless_fixed_too_often(instance), seconds=20)
    assert plan.status == (Status.INFEASIBLE if best is None else Status.OPTIMAL)
    assert plan.breaks == best
    if best is not None:
        assert plan.bound == best
        agrees(instance, plan)


def _unless_fixed_too_often(instance: dict[str, Any]) -> Problem:
    """Read it; more fixed meetings than tables are refused by the reader, so keep as many as there are tables."""
    fixed = [row for row in instance["meetings"] if row["fixed_slot"] is not None]
    for row in fixed[instance["locations"] :]:
        row["fixed_slot"] = None
    return read_problem(instance)


@settings(max_examples=8, deadline=None)
@given(small())
def test_the_whole_model_finds_the_same(instance: dict[str, Any]) -> None:
    best = best_by_trying(instance)
    problem = _unless_fixed_too_often(instance)
    # A participant who needs a rest that never binds makes the problem a whole one.
    one = replace(problem.participants[0], rest_after=99)
    plan = make_plan(replace(problem, participants=(one, *problem.participants[1:])), seconds=20)
    assert plan.status == (Status.INFEASIBLE if best is None else Status.OPTIMAL)
    assert plan.breaks == best


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = read_problem(a_forum(seed=3, participants=24, meetings=55, slots=7, locations=9))
    first, again = make_plan(problem, seconds=30, seed=5), make_plan(problem, seconds=30, seed=5)
    assert first.status == Status.OPTIMAL
    assert first.schedule == again.schedule


def test_progress_is_told_and_a_stop_keeps_the_best() -> None:
    problem = read_problem(a_fair(hospitals=3, agencies=12, consultations=30, interpreters=1))
    seen: list[Progress] = []
    plan = make_plan(problem, seconds=60, told=seen.append, stop=lambda: bool(seen))
    assert plan.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert plan.seconds < 30
    assert seen
    assert seen[0].best is not None


VARIANTS = {
    "plain": {},
    "forbidden": {"forbidden": 0.15},
    "fixed": {"fixed": 0.2},
    "precedence": {"precedences": 0.1},
    "sessions": {"sessions": 4},
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_generated_forum_is_proven_and_agrees(name: str) -> None:
    more: dict[str, Any] = VARIANTS[name]
    instance = a_forum(seed=2, participants=24, meetings=50, slots=7, locations=10, **more)
    plan = make_plan(read_problem(instance), seconds=40)
    assert plan.status == Status.OPTIMAL
    agrees(instance, plan)


def two(*, slots: int = 2, **more: Any) -> Problem:
    return Problem(
        (Participant("A"), Participant("B"), Participant("C")),
        (Meeting(1, ("A", "B")), Meeting(2, ("A", "C")), Meeting(3, ("B", "C"))),
        slots=slots,
        locations=2,
        **more,
    )


def test_an_impossible_set_is_explained_by_the_smallest_group() -> None:
    plan = make_plan(two(slots=2), seconds=10)
    assert plan.status == Status.INFEASIBLE
    assert plan.conflict is not None
    assert set(plan.conflict.meetings) == {1, 2, 3}
    assert plan.conflict.smallest


def test_each_side_of_a_pair_may_ask_for_a_meeting_of_its_own() -> None:
    instance = {
        "participants": 2,
        "slots": 3,
        "locations": 1,
        "meetings": [{"id": 0, "between": [0, 1]}, {"id": 1, "between": [1, 0]}],
    }
    plan = make_plan(read_problem(instance), seconds=10)
    assert plan.status == Status.OPTIMAL
    assert len(plan.schedule) == 2
    agrees(instance, plan)


def test_who_needs_a_break_where_none_is_even_names_its_own_meetings() -> None:
    instance = a_forum(seed=5, participants=16, meetings=30, slots=7, locations=8, fairness=0)
    which = next(who for who, rows in read_problem(instance).of.items() if 3 < len(rows) < 7)
    instance["forbidden"] = [[3] if who == which else [] for who in range(16)]
    problem = read_problem(instance)
    mine = {one.id for one in problem.of[which]}  # more than the longest run of its free slots
    plan = make_plan(problem, seconds=20)
    assert plan.status == Status.INFEASIBLE
    assert plan.seconds < 10
    assert plan.conflict is not None
    assert plan.conflict.smallest
    assert plan.conflict.why.code == "too_uneven"
    assert len(plan.conflict.meetings) == 4
    assert set(plan.conflict.meetings) <= mine
    kept = tuple(one for one in problem.meetings if one.id in plan.conflict.meetings)
    assert make_plan(replace(problem, meetings=kept), seconds=10).status == Status.INFEASIBLE
    assert make_plan(replace(problem, meetings=kept[1:]), seconds=10).status == Status.OPTIMAL


def test_too_many_meetings_for_one_side_name_it() -> None:
    problem = replace(
        two(slots=3), participants=(Participant("A", frozenset({0, 1})), Participant("B"), Participant("C"))
    )
    plan = make_plan(problem, seconds=10)
    assert plan.conflict is not None
    assert set(plan.conflict.meetings) == {1, 2}
    assert "A" in str(plan.conflict.why)


def test_a_small_fair_is_placed_and_what_is_left_out_has_its_reason() -> None:
    instance = a_fair(hospitals=3, agencies=14, consultations=36, interpreters=1)
    plan = make_plan(read_problem(instance), seconds=15)
    agrees(instance, plan)
    assert len(plan.schedule) + len(plan.unplaced) == 36
    assert all(str(one.why) for one in plan.unplaced)


def a_running_forum() -> tuple[dict[str, Any], Problem, Plan]:
    instance = a_forum(seed=4, participants=20, meetings=40, slots=8, locations=8)
    problem = read_problem(instance)
    return instance, problem, make_plan(problem, seconds=30)


def test_a_late_participant_moves_few_and_nothing_of_the_past() -> None:
    instance, problem, plan = a_running_forum()
    mended = replan(problem, plan, [Late(0, 2)], now=2, seconds=10)
    assert mended.proven
    after = mended.plan.slot_of
    assert all(after[one.meeting] == one.slot for one in plan.schedule if one.slot < 2)
    mine = [after[one.id] for one in problem.of[0] if one.id in after]
    assert not {slot for slot in mine if slot in {2, 3}}
    hit = [
        one for one in plan.schedule if one.slot in {2, 3} and 0 in problem.meeting_by_id[one.meeting].between
    ]
    assert {one.meeting for one in hit} <= set(mended.who_moved)
    kept = {
        **instance,
        "fairness": None,
        "meetings": [{**row, "required": row["id"] in after} for row in instance["meetings"]],
    }
    agrees(kept, replace(mended.plan, bound=0, status=Status.FEASIBLE))


def test_who_left_has_no_more_meetings_and_nobody_else_moves() -> None:
    _instance, problem, plan = a_running_forum()
    mended = replan(problem, plan, [Left(0)], now=3, seconds=10)
    later = {
        one.meeting
        for one in plan.schedule
        if one.slot >= 3 and 0 in problem.meeting_by_id[one.meeting].between
    }
    assert {one.meeting for one in mended.moved} == later
    assert all(one.after is None for one in mended.moved)
    assert {one.meeting for one in mended.plan.unplaced} == later


def test_a_lost_table_is_empty_from_now_on() -> None:
    _instance, problem, plan = a_running_forum()
    mended = replan(problem, plan, [TableLost(0)], now=3, seconds=10)
    assert mended.proven
    assert not [one for one in mended.plan.schedule if one.location == 0 and one.slot >= 3]
    assert all(one in mended.plan.schedule for one in plan.schedule if one.slot < 3)


def test_an_absence_without_end_takes_the_rest_of_the_day() -> None:
    _instance, problem, plan = a_running_forum()
    mended = replan(problem, plan, [Absent(1, 4)], now=2, seconds=10)
    after = mended.plan.slot_of
    assert all(after.get(one.id, 0) < 4 for one in problem.of[1])


def test_without_the_interpreter_the_meeting_is_dropped() -> None:
    instance = a_fair(hospitals=2, agencies=9, consultations=12, interpreters=1)
    problem = read_problem(instance)
    plan = make_plan(problem, seconds=10)
    with_help = {one.meeting for one in plan.schedule if one.interpreter}
    assert with_help
    mended = replan(problem, plan, [InterpreterLost("interpreter 1")], now=0, seconds=10)
    assert {one.meeting for one in mended.moved if one.after is None} == with_help


def test_a_walk_in_takes_the_first_slot_where_both_are_free() -> None:
    problem = Problem((Participant("A"), Participant("B"), Participant("C")), (Meeting(1, ("A", "B")),), 3, 1)
    plan = make_plan(problem, seconds=5)
    used = plan.slot_of[1]
    found = walk_in(problem, plan, Meeting(9, ("A", "C")), now=0)
    assert isinstance(found, Placed)
    assert found.slot == min({0, 1, 2} - {used})
    full = replace(
        problem, participants=(Participant("A"), Participant("B"), Participant("C", frozenset({0, 1, 2})))
    )
    assert isinstance(walk_in(full, plan, Meeting(9, ("A", "C")), now=0), Unplaced)


def test_sessions_say_how_many_meetings_are_held_by_each_slot() -> None:
    problem = Problem(
        (Participant("A", frozenset({1})), Participant("B"), Participant("C"), Participant("D")),
        (Meeting(1, ("A", "B"), "1"), Meeting(2, ("A", "C"), "2"), Meeting(3, ("A", "D"))),
        slots=5,
        locations=2,
        sessions={"1": (0, 2), "2": (3, 5)},
    )
    base = ground(problem)
    assert reach(base, base.of[0]) == [(1, 1), (1, 1), (1, 2), (2, 3), (3, 3)]


def whole_forum() -> Problem:
    """Wishes that may be left out, two days, somebody who needs rests: small enough to look at."""
    instance = a_forum(seed=9, participants=20, meetings=60, slots=10, locations=8, forbidden=0.1)
    instance["days"] = [[0, 5], [5, 10]]
    instance["fairness"] = None
    for row in instance["meetings"]:
        row["required"] = False
    instance["locations"] = 6  # as many tables as all need, if every slot is full
    problem = read_problem(instance)
    one = replace(problem.participants[0], rest_after=3)
    return replace(problem, participants=(one, *problem.participants[1:]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sides_placed_anew_count_right_and_never_break_a_rule(seed: int) -> None:
    problem = whole_forum()
    base, dice = ground(problem), random.Random(seed)
    slots, helpers = place(base, dice)
    runs = Runs(base, State(slots, helpers), dice)
    before, start = sum(runs.each), set(slots)
    gained = runs.sweep(lambda _size: False)
    assert start <= set(runs.slots)
    extra = len(runs.slots) - len(start)
    assert gained > 0
    for _ in range(2):
        days = problem.whole_days
        assert runs.each == [
            breaks_of({runs.slots[row] for row in rows if row in runs.slots}, days) for rows in base.of
        ]
        plan = finished(base, runs.slots, runs.helpers, bound=0, proven=False, seconds=0.0)
        assert sum(runs.each) == plan.breaks
        kept = replace(
            plan,
            unplaced=tuple(
                Unplaced(one.id, because("crowded"))
                for number, one in enumerate(problem.meetings)
                if number not in runs.slots
            ),
        )
        agrees(as_file(problem), kept)
        last = sum(runs.each)
        won = runs.mix(30, lambda _size: False)
        assert sum(runs.each) == last - won
    if not extra:
        assert sum(runs.each) < before


def as_file(problem: Problem) -> dict[str, Any]:
    return {
        "participants": [
            {"id": one.id, "forbidden": sorted(one.forbidden), "rest_after": one.rest_after}
            for one in problem.participants
        ],
        "slots": problem.slots,
        "locations": problem.locations,
        "sessions": {key: list(value) for key, value in problem.sessions.items()},
        "days": [list(day) for day in problem.days],
        "fairness": problem.fairness,
        "meetings": [
            {
                "id": one.id,
                "between": list(one.between),
                "session": one.session,
                "fixed_slot": one.fixed_slot,
                "after": list(one.after),
                "required": one.required,
            }
            for one in problem.meetings
        ],
    }


def test_sessions_may_force_a_break_where_the_free_slots_do_not() -> None:
    problem = Problem(
        (Participant("A", frozenset({2})), Participant("B"), Participant("C")),
        (Meeting(1, ("A", "B"), "1"), Meeting(2, ("A", "C"), "2")),
        slots=5,
        locations=3,
        sessions={"1": (0, 3), "2": (3, 5)},
    )
    assert least_breaks(ground(problem)) == 1
    assert make_plan(problem, seconds=10).breaks == 1
    apart = replace(problem, participants=(Participant("A"), *problem.participants[1:]))
    assert least_breaks(ground(apart)) == 0


BOUNDS: list[tuple[str, frozenset[int], int, int]] = [
    ("free all day", frozenset(), 0, 0),
    ("one slot forbidden in the middle", frozenset({2}), 0, 1),
    ("two runs that are long enough", frozenset({3}), 0, 0),
    ("a rest after each two", frozenset(), 2, 1),
]


@pytest.mark.parametrize(("what", "forbidden", "rest", "least"), BOUNDS, ids=[one[0] for one in BOUNDS])
def test_the_bound_on_breaks_of_one_side(what: str, forbidden: frozenset[int], rest: int, least: int) -> None:
    others = tuple(Participant(name) for name in "BCD")
    problem = Problem(
        (Participant("A", forbidden, rest_after=rest), *others),
        tuple(Meeting(number, ("A", one.id)) for number, one in enumerate(others)),
        slots=5,
        locations=3,
    )
    assert least_breaks(ground(problem)) == least
    assert make_plan(problem, seconds=10).breaks == least
