"""The fairs' part of the demo world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from naru.fairs.demo import booths, forum, outcomes


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Fill the booths and the forums, and tell what came of them."""
    booths.fill(by=by, at=at, say=say)
    forum.fill(by=by, at=at, say=say)
    outcomes.fill(by=by, at=at, say=say)
