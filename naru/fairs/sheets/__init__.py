"""What a spreadsheet of a fair or a forum holds."""

from naru.fairs.sheets import forum

__all__ = ["forum"]
