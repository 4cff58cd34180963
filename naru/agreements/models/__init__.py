"""The tables of the agreements."""

from naru.agreements.models.agreements import Agreement, Paper, Party
from naru.agreements.models.council import CouncilReport
from naru.agreements.models.deadlines import Deadline, Reminder
from naru.agreements.models.duties import Inspection, Obligation, Question
from naru.agreements.models.renewals import Confirmation, Renewal

__all__ = [
    "Agreement",
    "Confirmation",
    "CouncilReport",
    "Deadline",
    "Inspection",
    "Obligation",
    "Paper",
    "Party",
    "Question",
    "Reminder",
    "Renewal",
]
