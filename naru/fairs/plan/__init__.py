"""
The meeting plan: values in, a plan and reasons out.

The solvers are loaded when a plan is made: every process of the site knows the values, few ever plan.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from naru.fairs.plan.problem import (
    Absent,
    Change,
    Conflict,
    Id,
    Interpreter,
    InterpreterLost,
    Late,
    Left,
    Meeting,
    Moved,
    Participant,
    Placed,
    Plan,
    Problem,
    Progress,
    Replan,
    Status,
    TableLost,
    Unplaced,
    gap,
)
from naru.fairs.plan.reasons import Reason

if TYPE_CHECKING:
    from naru.fairs.plan.making import make_plan
    from naru.fairs.plan.mend import replan
    from naru.fairs.plan.walking_in import walk_in

__all__ = [
    "Absent",
    "Change",
    "Conflict",
    "Id",
    "Interpreter",
    "InterpreterLost",
    "Late",
    "Left",
    "Meeting",
    "Moved",
    "Participant",
    "Placed",
    "Plan",
    "Problem",
    "Progress",
    "Reason",
    "Replan",
    "Status",
    "TableLost",
    "Unplaced",
    "gap",
    "make_plan",
    "replan",
    "walk_in",
]

_LATE = {"make_plan": "making", "replan": "mend", "walk_in": "walking_in"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
