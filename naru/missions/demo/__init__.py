"""The demo world’s mission."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from naru.missions.demo import clinic, departure


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Make the missions and consignments of the demo ready, and let the clinic work."""
    departure.fill(by=by, at=at, say=say)
    clinic.fill(by=by, at=at, say=say)
