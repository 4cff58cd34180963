"""Taking a year's plan over into another year."""

from __future__ import annotations

from datetime import date, timedelta


def same_week(day: date, *, year: int) -> date:
    """Give the day in another year with the same weekday, at most three days from the same date."""
    month, number = (2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day)
    naive = date(year, month, number)
    shift = (day.weekday() - naive.weekday()) % 7
    return naive + timedelta(days=shift if shift <= 3 else shift - 7)


def carried(starts_on: date, ends_on: date, *, years: int) -> tuple[date, date]:
    """Carry days (end exclusive) over by whole years: same weekday, same length."""
    start = same_week(starts_on, year=starts_on.year + years)
    return start, start + (ends_on - starts_on)
