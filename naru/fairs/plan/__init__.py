"""The meeting plan: values in, a plan and reasons out."""

from naru.fairs.plan.making import make_plan
from naru.fairs.plan.mend import replan
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
