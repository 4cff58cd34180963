"""Hearing a solver while it is at work: each better plan and each better bound is passed on at once."""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model

from naru.fairs.plan.whole import Whole

Said = Callable[[int, int, int], None]
"""Takes the breaks of the best plan, their bound, and how many wishes that plan leaves out."""


class Hearing(cp_model.CpSolverSolutionCallback):
    """What the solver has said of the whole model, whose cost is `scale` × what is left out + breaks."""

    def __init__(self, model: Whole, *, scale: int, best: int, unplaced: int, said: Said) -> None:
        super().__init__()
        self.held = list(model.held.values())
        self.scale, self.best, self.unplaced, self.said = scale, best, unplaced, said
        self.bound = 0

    def on_solution_callback(self) -> None:
        """Hear of a plan; one that costs more than what is known already is not told."""
        cost = round(self.objective_value)
        if cost < self.best:
            self.best = cost
            self.unplaced = sum(1 for one in self.held if not self.boolean_value(one))
            self._say()

    def on_bound(self, bound: float) -> None:
        """Hear that no plan costs less than this."""
        if int(bound + 1e-6) > self.bound:
            self.bound = int(bound + 1e-6)
            self._say()

    def _say(self) -> None:
        lost, breaks = divmod(self.best, self.scale)
        # A bound on the breaks says nothing yet while fewer wishes might be left out.
        self.said(breaks, max(0, self.bound - lost * self.scale), self.unplaced)
