"""
Triage: how soon somebody must be seen, by the WHO/ICRC/MSF Interagency Integrated Triage Tool in words of our own.

Decision 0041 says which side of each boundary is which. Not assessed is never a no, so what is unanswered is never green.
"""

from naru.missions.rules.triage.cases import NotACase, read_case
from naru.missions.rules.triage.data import CRITERIA, VERSION, as_data, judge, text_of
from naru.missions.rules.triage.judging import Judgement
from naru.missions.rules.triage.questions import MEASURES, QUESTIONS

__all__ = [
    "CRITERIA",
    "MEASURES",
    "QUESTIONS",
    "VERSION",
    "Judgement",
    "NotACase",
    "as_data",
    "judge",
    "read_case",
    "text_of",
]
