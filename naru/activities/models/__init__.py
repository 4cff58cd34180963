"""The tables of the activities: years, projects, activities, who takes part, targets, money, documents."""

from naru.activities.models.activities import Activity, Postponement
from naru.activities.models.calendars import CalendarKey
from naru.activities.models.documents import Document
from naru.activities.models.outcomes import Outcome
from naru.activities.models.participations import Participation
from naru.activities.models.programme import ProgrammeYear, Project
from naru.activities.models.results import BudgetLine, Target

__all__ = [
    "Activity",
    "BudgetLine",
    "CalendarKey",
    "Document",
    "Outcome",
    "Participation",
    "Postponement",
    "ProgrammeYear",
    "Project",
    "Target",
]
