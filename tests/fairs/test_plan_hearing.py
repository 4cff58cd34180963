"""A solver is heard while it searches: every better plan and bound is told, and none that is worse."""

from __future__ import annotations

from ortools.sat.python import cp_model

from naru.fairs.plan import whole
from naru.fairs.plan.ground import ground
from naru.fairs.plan.hearing import Hearing
from naru.fairs.plan.problem import Meeting, Participant, Problem

SCALE = 1_000


def a_model() -> whole.Whole:
    """Three wishes of one side in two slots: one is left out, and nobody need wait."""
    people = tuple(Participant(name) for name in ("host", "one", "two", "three"))
    wishes = tuple(Meeting(name, ("host", name), required=False) for name in ("one", "two", "three"))
    return whole.build(ground(Problem(people, wishes, slots=2, locations=2)), fairness=None)


def heard(best: int) -> list[tuple[int, int, int]]:
    """Solve it, and give what was told: breaks, bound, wishes left out."""
    model = a_model()
    model.model.minimize(SCALE * sum(one.negated() for one in model.held.values()) + sum(model.breaks))
    told: list[tuple[int, int, int]] = []
    hearing = Hearing(model, scale=SCALE, best=best, unplaced=3, said=lambda *said: told.append(said))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.best_bound_callback = hearing.on_bound
    assert solver.solve(model.model, hearing) == cp_model.OPTIMAL
    return told


def test_a_better_plan_is_told_with_what_it_leaves_out() -> None:
    assert (0, 0, 1) in heard(best=3 * SCALE)


def test_a_plan_that_is_worse_than_the_one_known_is_not_told() -> None:
    assert {unplaced for _best, _bound, unplaced in heard(best=SCALE)} <= {3}
