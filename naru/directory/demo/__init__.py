"""The directory's part of the demo world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from naru.directory.demo import accounts, organisations, people


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Load the places, then make the organisations, the people and the accounts that are not there yet."""
    organisations.fill(by=by, at=at, say=say)
    people.fill(by=by, at=at, say=say)
    accounts.fill(by=by, at=at, say=say)
