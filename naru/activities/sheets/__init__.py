"""The activities' spreadsheets: who takes part, and a year's plan."""

from naru.activities.sheets import participations, plans

__all__ = ["participations", "plans"]
