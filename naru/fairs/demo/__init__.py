"""The fairs' part of the demo world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from naru.fairs.demo import forum


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Fill the forums."""
    forum.fill(by=by, at=at, say=say)
