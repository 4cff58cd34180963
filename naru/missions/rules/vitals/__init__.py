"""Vital signs: what cannot be, what is asked about once more, and the slip of unit that explains it."""

from naru.missions.rules.vitals.data import as_data
from naru.missions.rules.vitals.looking import (
    Finding,
    age_on,
    look_at,
    look_at_age,
    why_not_born,
    why_not_take,
)
from naru.missions.rules.vitals.tables import FIELDS, Field

__all__ = [
    "FIELDS",
    "Field",
    "Finding",
    "age_on",
    "as_data",
    "look_at",
    "look_at_age",
    "why_not_born",
    "why_not_take",
]
