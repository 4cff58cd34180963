"""The door for the apps above: what else an activity has, on screens of theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from naru.activities.models import Activity

Doors = Callable[[Activity, Any], list[tuple[str, str]]]
"""A function `f(activity, account)` that gives words and address of each screen that this account may open."""

OPENED: list[Doors] = []
"""Who opens doors, in the order of the apps."""


def opens(doors: Doors) -> Doors:
    """
    Declare that a function gives further screens of an activity; they stand among its tabs.

    It asks at most one query. An app above calls this from its own room and imports that room in its
    `apps.ready`.
    """
    if doors not in OPENED:
        OPENED.append(doors)
    return doors


def beyond(activity: Activity, account: Any) -> list[tuple[str, str]]:
    """Give words and address of the further screens of an activity that an account may open."""
    return [door for doors in OPENED for door in doors(activity, account)]
