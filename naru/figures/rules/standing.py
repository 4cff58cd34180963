"""What may be done with a reading, and who keeps the figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from naru.figures.rules.words import Kind, Origin, Quality, Verdict

KEEPERS: set[str] = set()
"""Roles that write figures. A tool knows no roles: an app that does names them with `kept_by`."""


def kept_by(*roles: str) -> None:
    """Name the roles that may write readings."""
    KEEPERS.update(roles)


def why_not_keep(roles: Iterable[str]) -> str | None:
    """Say why somebody with these roles may not write readings, or nothing if they may."""
    if KEEPERS and not KEEPERS & set(roles):
        return _("Your post lets you read the figures; writing them is for those who keep them.")
    return None


def why_not_read(
    *, kind: str, origin: str, since: date | None, until: date | None, has_value: bool, has_source: bool
) -> str | None:
    """Say why a reading would be incomplete, or nothing if it is whole."""
    if since and until and until <= since:
        return _("The period ends before it begins.")
    if kind == Kind.IN_PERIOD and not (since and until):
        return _("This figure is a count in a period: say from when until when.")
    if origin == Origin.REPORTED and not has_source:
        return _("A reported value needs its source.")
    if not has_value:
        return _("A value is missing.")
    return None


def why_not_value(value: Decimal | None, share: Decimal | None, quality: str) -> str | None:
    """Say why a value cannot be kept, or nothing if it can."""
    if value is not None and value < 0:
        return _("The value is below zero.")
    if share is not None and not 0 <= share <= 100:
        return _("A share lies between 0 and 100 per cent.")
    if quality == Quality.SHARE_ONLY and share is None:
        return _("The quality mark says that only a share is known: give the share.")
    return None


def why_not_freeze(*, origin: str, frozen: bool, superseded: bool) -> str | None:
    """Say why a reading cannot be frozen, or nothing if it can."""
    if frozen:
        return _("It is frozen already.")
    if origin == Origin.PLANNED:
        return _("A target is not a result and is not frozen.")
    if superseded:
        return _("A newer reading stands in its place. Freeze that one.")
    return None


def why_not_correct(*, superseded: bool, reason: str) -> str | None:
    """Say why a reading cannot be corrected, or nothing if it can."""
    if superseded:
        return _("It was corrected already. Correct the newer reading.")
    if not reason.strip():
        return _("Say why it is corrected: the reason is published with the correction.")
    return None


def why_not_recount(*, origin: str, frozen: bool, has_query: bool) -> str | None:
    """Say why a reading cannot be recounted, or nothing if it can."""
    if origin != Origin.COUNTED or not has_query:
        return _("It was not counted here, so there are no records to recount.")
    if not frozen:
        return _("It is not frozen, so no list of records was kept.")
    return None


def why_not_settle(*, verdict: str, reason: str) -> str | None:
    """Say why a waiting correction cannot be settled, or nothing if it can."""
    if verdict != Verdict.WAITING:
        return _("This correction is settled already.")
    if not reason.strip():
        return _("Say why: the reason is published.")
    return None


def year_of(since: date | None, until: date | None, as_of: date) -> int | None:
    """Give the calendar year a reading speaks of, or nothing where the period is not one year."""
    if since and until:
        last = until - timedelta(days=1)
        return since.year if since.year == last.year else None
    return as_of.year


def reaches(until: date | None, as_of: date) -> date:
    """Give the last day that the value speaks of."""
    return until - timedelta(days=1) if until else as_of


def day_after(day: date) -> date:
    """Give the next day."""
    return day + timedelta(days=1)


def is_stale(*, reached: date | None, yearly: bool, on: date) -> bool:
    """Say whether a yearly figure has nothing for the year before last, or later."""
    return yearly and (reached is None or reached.year < on.year - 1)
