"""What a spreadsheet holds of a mission."""

from naru.missions.sheets import departure

__all__ = ["departure"]
