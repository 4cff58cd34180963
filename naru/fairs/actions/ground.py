"""What the actions of a fair stand on: hold its row, sign a badge, tell the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from naru.directory.rules.sealing import seal, unseal
from naru.fairs.models import Fair

PURPOSE = b"naru.fairs.badge_key"
"""Binds the derived key to the sealing of badge keys."""


def hold(fair: Fair) -> Fair:
    """Lock the fair's row, so that numbers and versions are given out one after the other."""
    Fair.objects.select_for_update(of=("self",)).get(pk=fair.pk)
    return fair


def local(fair: Fair, moment: datetime) -> datetime:
    """Give a moment as wall time of the hall."""
    return moment.astimezone(ZoneInfo(fair.zone))


def local_day(fair: Fair, moment: datetime) -> date:
    """Give the hall's day at a moment."""
    return local(fair, moment).date()


def sealed(text: str) -> str:
    """Seal a private key for the table."""
    return seal(text, secrets=_secrets(), purpose=PURPOSE)


def opened(text: str) -> str:
    """Open a sealed private key."""
    return unseal(text, secrets=_secrets(), purpose=PURPOSE)


def _secrets() -> list[Any]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
