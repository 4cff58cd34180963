"""The words and rules of a mission as such: setting it up, its sites, its equipment."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters of sites: without I and O, which are read for digits."""


def why_not_set_up(*, kind: str, dated: bool, already: bool, code: str, taken: bool) -> str | None:
    """Say why no clinic can be hung on an activity, or nothing if one can; `dated` means known to the day."""
    if already:
        return _("This activity is set up as a mission already.")
    if kind != "mission":
        return _("Only an activity of the kind mission has a clinic.")
    if not dated:
        return _("Set the days of the activity first: a clinic works by the day.")
    if not code.strip():
        return _("Give the mission a short code, such as MN24.")
    return _("Another mission has this code.") if taken else None


def why_not_site(
    *, letter: str, taken: bool, zone: str, starts_on: date, ends_on: date, held: tuple[date, date] | None
) -> str | None:
    """Say why a site cannot be entered, or nothing if it can; its days (end exclusive) lie in the mission's."""
    if letter not in LETTERS or len(letter) != 1:
        return _("A site is named by one letter, A to Z without I and O.")
    if taken:
        return _("Another site of this mission has this letter.")
    if zone not in zones():
        return _("There is no time zone of this name.")
    if ends_on <= starts_on:
        return _("Its last day is before its first.")
    if held and not (held[0] <= starts_on and ends_on <= held[1]):
        return _("The days of a site lie within those of the mission.")
    return None


def zones() -> set[str]:
    """Give the names of the time zones that are known."""
    return available_timezones()


def is_zone(name: str) -> bool:
    """Say whether a time zone is known."""
    return name in zones() and bool(ZoneInfo(name))


def next_letter(taken: set[str]) -> str:
    """Give the next free letter of a site, or nothing where all are taken."""
    return next((letter for letter in LETTERS if letter not in taken), "")


def why_not_target(*, day: date, starts_on: date, ends_on: date) -> str | None:
    """Say why residents cannot be wanted on a day, or nothing if they can."""
    return None if starts_on <= day < ends_on else _("The site is not open on this day.")


def why_not_count(*, packed: int | None, stage: str) -> str | None:
    """Say why equipment cannot be counted on its return yet, or nothing if it can."""
    if stage == "returned" and packed is None:
        return _("Count what was packed first.")
    return None
